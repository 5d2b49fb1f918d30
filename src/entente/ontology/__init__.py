"""The ontology: event types, modes, contexts, and who is who, as data files and their loaders."""

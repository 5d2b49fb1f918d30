"""The user's own actors: files of names and dated codes, in our TOML or in PETRARCH's format."""

from entente.ontology.dictionaries.files import ActorFiles, load_actors
from entente.ontology.dictionaries.tables import NO_TABLES, ActorTables

__all__ = ["NO_TABLES", "ActorFiles", "ActorTables", "load_actors"]

"""One reader for each format that Entente reads."""

"""Plain sets of words that the resolution of actors goes by (``data/wordlists.toml``)."""

from __future__ import annotations

from functools import cache

from entente.ontology.tables import toml


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in toml("wordlists.toml").items()}


def wordset(name: str) -> frozenset[str]:
    """The set of lower-case words of that name."""
    return _lists()[name]

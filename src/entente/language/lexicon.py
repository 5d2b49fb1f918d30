"""Closed classes of words, kept as data (``data/words.txt``)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def lexicon(kind: str) -> frozenset[str]:
    """The words of one class, in lower case.

    >>> "never" in lexicon("negation")
    True
    """
    lines = files("entente.language").joinpath("data/words.txt").read_text("utf-8").splitlines()
    return frozenset(w for line in lines if line.startswith(kind + " ") for w in line.split()[1:])

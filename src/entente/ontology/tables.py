"""Reading of the data files that ship with the package."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

_DATA = files("entente.ontology") / "data"


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a tab-separated table under ``ontology/data``, without comments and header.

    Every row has as many cells as the header; cells that are missing at its end are empty.
    """
    width = 0
    for line in (_DATA / name).read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not width:
            width = len(cells)
            continue
        yield tuple(cells + [""] * (width - len(cells)))


def toml(name: str) -> dict[str, Any]:
    """A TOML file under ``ontology/data``."""
    return tomllib.loads((_DATA / name).read_text("utf-8"))


def several(cell: str) -> tuple[str, ...]:
    """The parts of a cell that ``|`` divides; none for an empty cell."""
    return tuple(part for part in cell.split("|") if part)


def longest_first(patterns: Iterable[str]) -> str:
    """An alternative of patterns in which no word is taken for the beginning of a longer one.

    >>> longest_first(["on", "onto"])
    'onto|on'
    """
    return "|".join(sorted(patterns, key=len, reverse=True))

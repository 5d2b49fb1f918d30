"""Regions by name and the actors that belong to them (``data/regions.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from entente.errors import UsageError
from entente.ontology.naming import nearest, squashed
from entente.ontology.tables import toml


@dataclass(frozen=True, slots=True)
class Region:
    """A region: its usual name, and the codes of its states, entities and common bodies, each once."""

    name: str
    members: tuple[str, ...]


def region(name: str) -> Region:
    """The region of that name or by-name; case, hyphens, blanks and a leading 'the' do not matter.

    Raises:
        UsageError: there is no such region.

    >>> region("the south-caucasus").members
    ('ARM', 'AZE', 'GEO', 'NKR', 'ABK', 'SOO')
    """
    words = name.split()
    key = squashed("".join(words[1:] if words and words[0].lower() == "the" else words)).lower()
    if key in _by_name():
        return _by_name()[key]
    near = nearest(key, {known: found.name for known, found in _by_name().items()})
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise UsageError(
        f"no region is known as {name!r}; valid are {', '.join(found.name for found in regions())}{hint}"
    )


@cache
def regions() -> tuple[Region, ...]:
    """All regions, in the order of the table."""
    table = toml("regions.toml")
    return tuple(Region(name, tuple(dict.fromkeys(_members(name, table)))) for name in table)


def _members(name: str, table: dict[str, Any]) -> list[str]:
    entry = table[name]
    parts = [code for part in entry.get("parts", ()) for code in _members(part, table)]
    return [*parts, *entry["members"].split()]


@cache
def _by_name() -> dict[str, Region]:
    table = toml("regions.toml")
    return {
        squashed(name).lower(): made
        for made in regions()
        for name in (made.name, *table[made.name].get("aliases", ()))
    }

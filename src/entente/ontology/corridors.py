"""Lines of transit that reporting names: corridors, straits, canals, pipelines (``data/corridors.tsv``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from entente.ontology.tables import rows, several


@dataclass(frozen=True, slots=True)
class Corridor:
    """A line of transit.

    Attributes:
        name: its usual name.
        kind: "land", "water" or "pipe".
        points: degrees north and east of the places that it joins, from one end to the other; a longitude
            may run on over 180.
        names: all names by which a text names it, the usual one first.
    """

    name: str
    kind: str
    points: tuple[tuple[float, float], ...]
    names: tuple[str, ...]


@cache
def corridors() -> tuple[Corridor, ...]:
    """All corridors, in the order of the table."""
    return tuple(
        Corridor(name, kind, tuple(_point(cell) for cell in several(points)), (name, *several(aliases)))
        for name, kind, points, aliases in rows("corridors.tsv")
    )


def _point(cell: str) -> tuple[float, float]:
    latitude, longitude = map(float, cell.split())
    return latitude, longitude

"""The shapes of states (``data/shapes.json.gz``): Natural Earth 1:50m, from the npm package world-atlas.

``docs/write_map_shapes.py`` writes the file. Where two states meet, both share an arc, so a border is one
line, and a coast is an arc of one state alone. Borders run where a state holds the land, whoever claims it.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
#: Who draws the borders, and how.
BORDERS = "Borders as Natural Earth 4.1 draws them, by who holds the land; no position is taken."


@dataclass(frozen=True, slots=True)
class Shape:
    """The land of a state or territory.

    Attributes:
        code: ISO 3166-1 alpha-3, XKX, or the code of our tables; empty where none has it.
        name: as ISO or Natural Earth have it.
        polygons: each a tuple of rings, the outer one first; a ring is a tuple of numbers of arcs, from 0,
            or ``~number`` where the arc runs backwards.
    """

    code: str
    name: str
    polygons: tuple[tuple[tuple[int, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """All shapes, and the lines that they are made of.

    Attributes:
        source: where it is from.
        arcs: each of shape (points, 2): degrees east and north. Longitudes run on over 180.
        shapes: in order of code.
        sides: for each arc the shapes on its sides, as positions in ``shapes``: of a coast one.
    """

    source: str
    arcs: tuple[Points, ...]
    shapes: tuple[Shape, ...]
    sides: tuple[tuple[int, ...], ...]

    def ring(self, numbers: tuple[int, ...]) -> Points:
        """A closed ring, (points, 2) in degrees; its longitudes run on without a leap."""
        parts: list[Points] = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            if parts:
                turn = 360 * np.rint((arc[0, 0] - parts[-1][-1, 0]) / 360)
                arc = (arc - [turn, 0])[1:]
            parts.append(arc)
        return np.vstack(parts)

    def of(self, code: str) -> tuple[Shape, ...]:
        """The shape of a code; none where there is none."""
        return tuple(shape for shape in self.shapes if shape.code == code and code)


@cache
def atlas() -> Atlas:
    """The shapes that ship with the package; read once."""
    packed = (files("entente.ontology") / "data/shapes.json.gz").read_bytes()
    found = json.loads(gzip.decompress(packed))
    steps = found["steps"]
    arcs = tuple(np.cumsum(np.array(arc).reshape(-1, 2), axis=0) / steps for arc in found["arcs"])
    shapes = tuple(
        Shape(code, name, tuple(tuple(tuple(ring) for ring in rings) for rings in polygons))
        for code, name, polygons in found["shapes"]
    )
    return Atlas(found["source"], arcs, shapes, _sides(len(arcs), shapes))


def _sides(number: int, shapes: tuple[Shape, ...]) -> tuple[tuple[int, ...], ...]:
    sides: list[list[int]] = [[] for _ in range(number)]
    for place, shape in enumerate(shapes):
        for rings in shape.polygons:
            for arc in (arc for ring in rings for arc in ring):
                known = sides[arc if arc >= 0 else ~arc]
                if place not in known:
                    known.append(place)
    return tuple(map(tuple, sides))

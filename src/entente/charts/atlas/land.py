"""The land of a view in pixels: what of each state is seen, its coasts and its borders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from entente.charts.atlas.cutting import area, cut, pieces, simplified
from entente.charts.atlas.view import Points, View
from entente.ontology.shapes import Atlas, Shape, atlas

#: Land smaller than this, in square pixels, is not drawn.
_LEAST = 1.2
#: Nor is a line that is shorter both ways, in pixels.
_SEEN = 1.5
#: Of a state's land the parts count as its body that have this share of the largest.
_BODY = 0.1


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a state lies in a view.

    Attributes:
        code, name: as its shape has them.
        rings: closed rings in pixels, cut at the edges; holes are rings as well.
        largest: which of them is the largest, as a position; None where nothing is large enough to be drawn.
        middle: the middle of its largest part, for what is too small to be drawn.
    """

    code: str
    name: str
    rings: tuple[Points, ...]
    largest: int | None
    middle: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Land:
    """The land of a view.

    Attributes:
        states: those that lie in it, in the order of the atlas.
        coasts, borders: open lines in pixels.
        lines: likewise, the borders of land that ISO has no number for.
    """

    states: tuple[Seen, ...]
    coasts: tuple[Points, ...]
    borders: tuple[Points, ...]
    lines: tuple[Points, ...]


@lru_cache(maxsize=8)
def land(view: View, width: float) -> Land:
    """All land in a view that is ``width`` pixels wide."""
    drawing = _Drawing(view, width, atlas())
    states = tuple(found for shape in drawing.atlas.shapes if (found := drawing.seen(shape)))
    return Land(states, *(tuple(drawing.lines(kind)) for kind in ("coast", "border", "line")))


def body(code: str) -> Points:
    """The outline of a state's main land, (points, 2) in degrees east and north; empty where it has no shape.

    Far islands and lands overseas are left out: what is less than a tenth of the largest part.
    """
    world = atlas()
    outlines = [world.ring(rings[0]) for shape in world.of(code) for rings in shape.polygons]
    if not outlines:
        return np.empty((0, 2))
    sizes = [abs(area(ring * [np.cos(np.radians(ring[:, 1].mean())), 1])) for ring in outlines]
    return np.vstack([ring for ring, size in zip(outlines, sizes, strict=True) if size >= _BODY * max(sizes)])


class _Drawing:
    """The arcs of the atlas in the pixels of a view: laid out at once, simplified when they are needed."""

    def __init__(self, view: View, width: float, world: Atlas) -> None:
        self.atlas = world
        self.edges = width, view.height(width)
        every = np.vstack(world.arcs)
        starts = np.cumsum([0, *map(len, world.arcs)])
        at = view.pixels(every, width)
        self._at = np.split(at, starts[1:-1])
        self._low = np.minimum.reduceat(at, starts[:-1], axis=0)
        self._high = np.maximum.reduceat(at, starts[:-1], axis=0)
        # Pixels of a whole turn in a wide view, which may show land twice; else land is met once.
        self._turn = 2 * np.pi * width / view.across if view.wide else 0.0
        far = view.away(every[:, 1], every[:, 0])
        # What lies far behind the globe the other projection turns inside out.
        self._behind = np.minimum.reduceat(far, starts[:-1]) > np.radians(100)
        self._simple: dict[int, Points] = {}

    def seen(self, shape: Shape) -> Seen | None:
        """What of a shape is in the view; None where nothing is."""
        rings: list[Points] = []
        middle, size = None, -1.0
        for polygon in shape.polygons:
            for place, numbers in enumerate(polygon):
                for ring in self._copies(numbers):
                    whole = abs(area(ring))
                    if not place and whole > size:
                        middle, size = (float(ring[:, 0].mean()), float(ring[:, 1].mean())), whole
                    inner = cut(ring, *self.edges)
                    if len(inner) > 3 and abs(area(inner)) >= _LEAST:
                        rings.append(inner)
        if middle is None or not (rings or _within(middle, *self.edges)):
            return None
        largest = max(range(len(rings)), key=lambda n: abs(area(rings[n]))) if rings else None
        return Seen(shape.code, shape.name, tuple(rings), largest, middle)

    def lines(self, kind: str) -> Iterator[Points]:
        """The lines of a kind, cut at the edges."""
        for number, sides in enumerate(self.atlas.sides):
            if self._kind(sides) != kind or (not self._turn and self._behind[number]):
                continue
            for shift in self._shifts(self._low[number], self._high[number]):
                for line in self._unseamed(number):
                    for piece in pieces(line + shift, *self.edges):
                        if (piece.max(axis=0) - piece.min(axis=0)).max() >= _SEEN:
                            yield piece

    def _kind(self, sides: tuple[int, ...]) -> str:
        if len(sides) < 2:
            return "coast"
        # Codes of our own tables are longer or other than ISO's; XKX is a custom.
        formal = all(_numbered(self.atlas.shapes[side].code) for side in sides)
        return "border" if formal else "line"

    def _copies(self, numbers: tuple[int, ...]) -> Iterator[Points]:
        """A ring in pixels: once, or as often as a wide view shows it."""
        arcs = [number if number >= 0 else ~number for number in numbers]
        if not self._turn and self._behind[arcs].all():
            return
        moves = self._moves(numbers)
        if moves is None:
            return
        low, high = (self._low[arcs] + moves).min(axis=0), (self._high[arcs] + moves).max(axis=0)
        for shift in self._shifts(low, high):
            parts = [self._part(number) + move for number, move in zip(numbers, moves, strict=True)]
            yield np.vstack(parts) + shift

    def _moves(self, numbers: tuple[int, ...]) -> Points | None:
        """How far each arc of a ring is moved, so that it goes on where the one before ended.

        None for a ring round a pole, which in a wide view is none.
        """
        moves = np.zeros((len(numbers), 2))
        if not self._turn:
            return moves
        arcs = [self._at[n] if n >= 0 else self._at[~n][::-1] for n in numbers]
        end = first = float(arcs[0][0, 0])
        for place, arc in enumerate(arcs):
            moves[place, 0] = self._turn * round((end - float(arc[0, 0])) / self._turn)
            end = float(arc[-1, 0]) + moves[place, 0]
        return moves if abs(end - first) < self._turn / 2 else None

    def _shifts(self, low: Points, high: Points) -> Iterator[Points]:
        """How far something is to be moved to be in the view; nothing where it is not."""
        for turns in (-2, -1, 0, 1, 2) if self._turn else (0,):
            shift = np.array([turns * self._turn, 0.0])
            if _meets(low + shift, high + shift, *self.edges):
                yield shift

    def _part(self, number: int) -> Points:
        """An arc as simplified, from its beginning or its end: borders meet the land on both sides."""
        arc = number if number >= 0 else ~number
        if arc not in self._simple:
            self._simple[arc] = simplified(self._at[arc])
        return self._simple[arc] if number >= 0 else self._simple[arc][::-1]

    def _unseamed(self, number: int) -> Iterator[Points]:
        """The parts of an arc that do not run along 180 degrees: there land was cut, and no coast is."""
        arc = self.atlas.arcs[number]
        at = np.abs(arc[:, 0] % 360 - 180) < 1e-9
        seam = np.flatnonzero(at[:-1] & at[1:])
        if not len(seam):
            yield self._part(number)
            return
        for part in np.split(np.arange(len(arc)), seam + 1):
            if len(part) > 1:
                yield simplified(self._at[number][part])


def _numbered(code: str) -> bool:
    return bool(code) and code not in ("XKX", "SOL", "TRNC")


def _within(at: tuple[float, float], width: float, height: float) -> bool:
    return 0 <= at[0] <= width and 0 <= at[1] <= height


def _meets(low: Points, high: Points, width: float, height: float) -> bool:
    return bool(high[0] >= 0 and low[0] <= width and high[1] >= 0 and low[1] <= height)

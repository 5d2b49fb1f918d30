"""Rings and lines in pixels: simplified, cut at the edges of a map, and asked what lies in them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from entente.charts.atlas.view import Points

#: A line is drawn as near to its true course as this, in pixels.
_NEAR = 0.5


def area(ring: Points) -> float:
    """The area of a ring, with a sign."""
    x, y = ring[:, 0], ring[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def simplified(line: Points) -> Points:
    """A line in pixels with those points alone that are needed to stay near it (Douglas and Peucker 1973)."""
    moved = np.ones(len(line), dtype=bool)
    moved[1:-1] = (np.diff(np.rint(line / (_NEAR / 2)), axis=0) != 0).any(axis=1)[:-1]
    line = line[moved]
    kept = np.zeros(len(line), dtype=bool)
    kept[[0, -1]] = True
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        inner = line[first + 1 : last]
        along = line[last] - line[first]
        away = inner - line[first]
        length = float(np.hypot(*along))
        if length < 1e-9:
            gaps = np.hypot(away[:, 0], away[:, 1])
        else:
            gaps = np.abs(along[0] * away[:, 1] - along[1] * away[:, 0]) / length
        worst = int(gaps.argmax())
        if gaps[worst] > _NEAR:
            middle = first + 1 + worst
            kept[middle] = True
            spans += [(first, middle), (middle, last)]
    return line[kept]


def inside(ring: Points, points: Points) -> NDArray[np.bool_]:
    """Which points lie in a ring: those from which a line to the right crosses it an odd number of times."""
    x, y = points[:, :1], points[:, 1:]
    one, other = ring, np.roll(ring, -1, axis=0)
    spans = (one[:, 1] > y) != (other[:, 1] > y)
    rise = np.where(other[:, 1] == one[:, 1], 1.0, other[:, 1] - one[:, 1])
    crossing = one[:, 0] + (y - one[:, 1]) * (other[:, 0] - one[:, 0]) / rise
    found: NDArray[np.bool_] = (spans & (x < crossing)).sum(axis=1) % 2 == 1
    return found


def cut(ring: Points, width: float, height: float) -> Points:
    """A ring cut at the edges (Sutherland and Hodgman 1974)."""
    bounds = ((0, 1, 0.0), (0, -1, width), (1, 1, 0.0), (1, -1, height))
    for axis, sign, edge in bounds:
        gap = sign * (ring[:, axis] - edge)
        if (gap >= 0).all():
            continue
        ring = np.array(list(_kept(ring, gap)))
        if not len(ring):
            return ring
    return ring


def pieces(line: Points, width: float, height: float) -> Iterator[Points]:
    """What of a line lies in a rectangle, cut at its edges; a piece for each time that it comes in."""
    low, high = np.minimum(line[:-1], line[1:]), np.maximum(line[:-1], line[1:])
    near = (high[:, 0] >= 0) & (low[:, 0] <= width) & (high[:, 1] >= 0) & (low[:, 1] <= height)
    piece: list[Points] = []
    for n in np.flatnonzero(near):
        part = _segment(line[n], line[n + 1], width, height)
        if part is None:
            continue
        if piece and not np.array_equal(piece[-1], part[0]):
            yield np.array(piece)
            piece = []
        piece += part if not piece else part[1:]
    if piece:
        yield np.array(piece)


def _kept(ring: Points, gap: Points) -> Iterator[Points]:
    for n in range(len(ring)):
        before, now = gap[n - 1], gap[n]
        if (before >= 0) != (now >= 0):
            yield ring[n - 1] + (ring[n] - ring[n - 1]) * before / (before - now)
        if now >= 0:
            yield ring[n]


def _segment(one: Points, other: Points, width: float, height: float) -> list[Points] | None:
    """The part of a straight line in the rectangle (Liang and Barsky 1984); None where none is."""
    step, first, last = other - one, 0.0, 1.0
    for slope, room in (
        (-step[0], one[0]),
        (step[0], width - one[0]),
        (-step[1], one[1]),
        (step[1], height - one[1]),
    ):
        if slope == 0 and room < 0:
            return None
        if slope < 0:
            first = max(first, room / slope)
        elif slope > 0:
            last = min(last, room / slope)
    if first >= last:
        return None
    return [one if first == 0 else one + first * step, other if last == 1 else one + last * step]

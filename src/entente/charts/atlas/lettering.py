"""Names on a map: where each may stand so that it covers neither a mark nor another name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from textwrap import wrap

import numpy as np

from entente.charts.atlas.cutting import inside
from entente.charts.atlas.land import Seen
from entente.charts.atlas.view import Points
from entente.charts.theme import TEXT

#: The mean width of a letter, as a share of the size of the type: plain and bold.
_LETTER, _BOLD = 0.55, 0.61
_LINE = 1.15
#: Lines of a name, and letters of a line.
_LINES, _WIDEST = 2, 18
_GAP = 2.0
#: Land that is smaller than this, in pixels, has its name beside it.
_TINY = 14.0
#: A name that is farther than this from its line, in pixels, has a leader.
_OFF = 8.0
#: Land up to this may have it beside it.
_SMALL = 26.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its place.

    Attributes:
        words: its lines, parted by line feeds.
        x, y: the middle of its height, and of the side where it is fixed.
        align: "left", "center" or "right".
        look: "actor", "place", "corridor" or "state".
        leader: a line from the name to what it names, where it stands off: x, y, x2, y2.
    """

    words: str
    x: float
    y: float
    align: str
    look: str
    leader: Box | None = None


@dataclass
class Sheet:
    """A map of which parts are taken.

    Attributes:
        width, height: pixels.
        taken: boxes that no name may cover.
        crossed: boxes that a name covers where there is no better spot.
    """

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)
    crossed: list[Box] = field(default_factory=list)

    def put(self, words: str, spots: Iterable[tuple[float, float, str]], look: str) -> Name | None:
        """A name at the first spot that is free, which is then taken; None where none is."""
        text = "\n".join(line for part in words.split("\n") for line in lines(part))
        poorer = None
        for x, y, align in spots:
            box = extent(text, x, y, align, bold=look == "actor")
            if not self.free(box):
                continue
            found = (Name(text, round(x, 1), round(y, 1), align, look), box)
            if not _covers(box, self.crossed):
                return self._taken(*found)
            poorer = poorer or found
        return self._taken(*poorer) if poorer else None

    def free(self, box: Box) -> bool:
        """Whether a box lies in the map and covers nothing that is taken."""
        left, top, right, low = box
        outside = left < 2 or top < 2 or right > self.width - 2 or low > self.height - 2
        return not outside and not _covers(box, self.taken)

    def _taken(self, name: Name, box: Box) -> Name:
        self.taken.append(box)
        return name


def _covers(box: Box, others: Iterable[Box]) -> bool:
    left, top, right, low = box
    return any(left < r and right > x and top < b and low > y for x, y, r, b in others)


def lines(words: str) -> list[str]:
    """A name in at most two lines.

    >>> lines("Bosnia and Herzegovina")
    ['Bosnia and', 'Herzegovina']
    """
    broken = wrap(words, _WIDEST, break_long_words=False) or [""]
    kept = broken[:_LINES]
    if len(broken) > _LINES:
        kept[-1] += "…"
    return [line if len(line) <= _WIDEST + 6 else line[: _WIDEST + 5] + "…" for line in kept]


def extent(text: str, x: float, y: float, align: str, *, bold: bool = False) -> Box:
    """The box that a text takes, in pixels."""
    rows = text.split("\n")
    size = TEXT if bold else TEXT - 1
    wide = max(map(len, rows)) * size * (_BOLD if bold else _LETTER)
    tall = len(rows) * size * _LINE
    left = {"left": x, "center": x - wide / 2, "right": x - wide}[align]
    return left - 1, y - tall / 2, left + wide + 1, y + tall / 2


def beside(box: Box) -> Iterator[tuple[float, float, str]]:
    """Spots beside a mark, the best first: right, left, above, below, then the corners."""
    left, top, right, low = box
    x, y = (left + right) / 2, (top + low) / 2
    high = (TEXT - 1) * _LINE / 2 + 1
    yield right + _GAP, y, "left"
    yield left - _GAP, y, "right"
    yield x, top - high, "center"
    yield x, low + high, "center"
    for down in (top - high / 2, low + high / 2):
        yield right, down, "left"
        yield left, down, "right"


def within(seen: Seen, words: str, *, bold: bool, strict: bool) -> Iterator[tuple[float, float, str]]:
    """Spots within a state, those farthest from its edges first; with ``strict`` only where the name fits.

    Else the middle of the name lies within, or, of a small state, the name stands beside it.
    """
    ring = np.array([seen.middle]) if seen.largest is None else seen.rings[seen.largest]
    low, high = ring.min(axis=0), ring.max(axis=0)
    about = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
    if (high - low).max() < _TINY:
        yield from () if strict else beside((about[0] - 3, about[1] - 3, about[2] + 3, about[3] + 3))
        return
    step = max(4.0, float((high - low).max()) / 28)
    across, down = (np.arange(low[n] + step / 2, high[n], step) for n in (0, 1))
    grid = np.array(np.meshgrid(across, down)).reshape(2, -1).T
    spots = grid[inside(ring, grid)] if len(grid) else grid
    if not len(spots):
        spots = (low + high)[None, :] / 2
    text = "\n".join(lines(words))
    left, top, right, under = extent(text, 0, 0, "center", bold=bold)
    if strict and not ((high - low) > (right - left, under - top)).all():
        return
    # A name stands well where it has much land on all sides, and more to its sides than above it.
    room = np.array([_room(ring, spot) for spot in spots])
    for n in np.lexsort((spots[:, 0].round(1), spots[:, 1].round(1), -room.round(2))):
        x, y = float(spots[n, 0]), float(spots[n, 1])
        if not strict or _fits(ring, extent(text, x, y, "center", bold=bold)):
            yield x, y, "center"
    # Beside a larger state the name would be read as that of its neighbour.
    if not strict and (high - low).max() < _SMALL:
        yield from beside(about)


def along(line: Points) -> Iterator[tuple[float, float, str]]:
    """Spots beside a line: about its middle first, then towards its ends, then farther off."""
    points = steps(line, 5.0)
    for off in (5, 16, 28, 42):
        for share in (0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95):
            x, y = points[int(share * (len(points) - 1))].tolist()
            yield from beside((x - off, y - off, x + off, y + off))


def steps(line: Points, pixels: float) -> Points:
    """Points along a line, so many pixels apart."""
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at = np.arange(0.0, far[-1] + pixels / 2, pixels)
    return np.column_stack([np.interp(at, far, line[:, n]) for n in (0, 1)])


def led(name: Name, line: Points) -> Name:
    """A name with a leader to the line that it names, where it stands off it."""
    left, top, right, low = extent(name.words, name.x, name.y, name.align)
    points = steps(line, 3.0)
    ends = np.column_stack([points[:, 0].clip(left, right), points[:, 1].clip(top, low)])
    away = np.hypot(*(points - ends).T)
    n = int(away.argmin())
    if away[n] < _OFF:
        return name
    x, y, x2, y2 = (round(float(v), 1) for v in (*ends[n], *points[n]))
    return replace(name, leader=(x, y, x2, y2))


def _fits(ring: Points, box: Box) -> bool:
    left, top, right, low = box
    x = np.linspace(left, right, 5)
    corners = np.concatenate([np.column_stack([x, np.full(5, y)]) for y in (top, low)])
    return bool(inside(ring, corners).all())


def _room(ring: Points, spot: Points) -> float:
    away = (ring - spot) * [0.5, 1.0]
    return float(np.hypot(away[:, 0], away[:, 1]).min())

"""What stands below a map: its scale, and what its marks mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import altair as alt
import pandas as pd

from entente.charts.marks import HALVES, Marks, radius
from entente.charts.theme import COOPERATION, INK, MUTED, PAPER, TEXT

_LETTER = 0.56
_ROW = 18.0
_SIGN = 22.0


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry: its sign, how wide and high that is, and its words."""

    sign: str
    words: str
    wide: float = _SIGN
    high: float = _ROW
    number: int = 0

    @property
    def whole(self) -> float:
        return self.wide + len(self.words) * (TEXT - 1) * _LETTER + 12


def key(
    found: Marks, kilometres: float, unit: str, wide: float, tall: float, *, corridors: bool
) -> tuple[list[alt.Chart], float]:
    """The layers of the key of a map ``tall`` pixels high, and where it ends.

    Args:
        found: the marks; what is not among them is not in the key.
        kilometres: of a pixel.
        unit: what is counted, in the singular.
        wide, tall: pixels of the map.
        corridors: whether there are any.
    """
    layers: list[alt.Chart] = []
    x, y, high = 0.0, tall + 8, 0.0
    for item in _items(found, kilometres, unit, wide, corridors=corridors):
        if x and x + item.whole > wide:
            x, y, high = 0.0, y + high, 0.0
        high = max(high, item.high)
        layers += _drawn(item, found, x, y + item.high / 2)
        x += item.whole
    return layers, y + high


def _items(found: Marks, kilometres: float, unit: str, wide: float, *, corridors: bool) -> Iterator[_Item]:
    length = _round(wide * kilometres / 4)
    yield _Item("scale", f"{length:,g} km", length / kilometres + 6)
    halves = found.halves
    for kind in HALVES:
        if ((halves["kind"] == kind) & halves["done"]).any():
            yield _Item(kind, f"{kind}, done")
    if len(halves) and not halves["done"].all():
        yield _Item("undone", "to come, possible or not done")
    if len(found.places) and (found.places["precision"] == "state").any():
        yield _Item("frame", "only the state is known")
    if corridors:
        yield _Item("corridor", "corridor named in texts", 34)
    if found.most:
        for number in sorted({1, round(found.most / 4) or 1, found.most}):
            r = radius(number, found.most, found.largest)
            several = unit[:-1] + "ies" if unit.endswith("y") else unit + "s"
            words = f"{number:,} {unit if number == 1 else several}"
            yield _Item("size", words, max(14.0, 2 * r + 6), max(_ROW, 2 * r + 4), number)


def _round(most: float) -> float:
    """The largest of 1, 2 or 5 times a power of ten that is not above."""
    power = 1.0
    while power * 10 <= most:
        power *= 10
    while power > most:
        power /= 10
    return max(step * power for step in (1, 2, 5) if step * power <= most)


def _drawn(item: _Item, found: Marks, x: float, y: float) -> Iterator[alt.Chart]:
    middle = x + (item.wide - 6) / 2
    match item.sign:
        case "scale":
            yield _rule(x + 1, y, item.wide - 6, strokeWidth=2, color=INK)
            for end in (x + 1, x + 1 + item.wide - 6):
                yield _tick(end, y)
        case "corridor":
            yield _rule(x, y, item.wide - 6, strokeWidth=1.8, color=INK, strokeDash=[6, 3])
        case "undone":
            for kind, (colour, shape) in HALVES.items():
                del kind
                look = {"fill": PAPER, "stroke": colour, "strokeWidth": 1.3, "strokeDash": [2, 1.5]}
                yield _point(middle, y, shape, 130, **look)
        case "frame":
            yield _point(middle, y, "square", 170, fill=PAPER, stroke=MUTED, strokeWidth=1)
        case "size":
            r = radius(item.number, found.most, found.largest)
            shape = HALVES["cooperation"][1]
            yield _point(middle + r / 2, y, shape, 4 * r * r, fill=PAPER, stroke=INK, strokeWidth=1)
        case kind:
            colour, shape = HALVES[kind]
            shift = 3 if colour == COOPERATION else -3
            yield _point(middle + shift, y, shape, 150, fill=colour, stroke=PAPER, strokeWidth=0.8)
    frame = pd.DataFrame({"words": [item.words]})
    yield (
        alt.Chart(frame)
        .mark_text(align="left", baseline="middle", fontSize=TEXT - 1, color=INK)
        .encode(x=alt.value(x + item.wide), y=alt.value(y), text="words:N")
    )


def _point(x: float, y: float, shape: str, size: float, **look: object) -> alt.Chart:
    mark = alt.MarkDef("point", shape=shape, size=round(size, 1), opacity=1, **look)
    return _at(x, y).properties(mark=mark)


def _at(x: float, y: float) -> alt.Chart:
    chart: alt.Chart = alt.Chart(pd.DataFrame({"key": [0]})).mark_point()
    placed: alt.Chart = chart.encode(x=alt.value(round(x, 1)), y=alt.value(round(y, 1)))
    return placed


def _rule(x: float, y: float, length: float, **look: object) -> alt.Chart:
    chart: alt.Chart = alt.Chart(pd.DataFrame({"key": [0]})).mark_rule(**look)
    drawn: alt.Chart = chart.encode(
        x=alt.value(round(x, 1)), x2=alt.value(round(x + length, 1)), y=alt.value(round(y, 1))
    )
    return drawn


def _tick(x: float, y: float) -> alt.Chart:
    chart: alt.Chart = alt.Chart(pd.DataFrame({"key": [0]})).mark_rule(strokeWidth=2, color=INK)
    drawn: alt.Chart = chart.encode(
        x=alt.value(round(x, 1)), y=alt.value(round(y - 4, 1)), y2=alt.value(round(y + 4, 1))
    )
    return drawn



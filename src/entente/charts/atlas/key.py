"""What stands below a map: its scale, and what its marks mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import altair as alt
import pandas as pd

from entente.charts.atlas.marks import HALVES, Marks, halved, radius
from entente.charts.theme import INK, MUTED, PAPER, TEXT

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


@dataclass
class _Signs:
    """What is drawn in the key, by kind of mark."""

    words: list[tuple[str, float, float]] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    dashes: list[tuple[float, float, float, float]] = field(default_factory=list)
    halves: list[tuple[str, bool, float, float, float]] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    sizes: list[tuple[float, float, float]] = field(default_factory=list)

    def drawn(self) -> Iterator[alt.Chart]:
        """A layer for each kind that there is."""
        ends = ["x", "y", "x2", "y2"]
        looks: tuple[tuple[list[Any], dict[str, Any]], ...] = (
            (self.lines, {"strokeWidth": 2}),
            (self.dashes, {"strokeWidth": 1.8, "strokeDash": [6, 3]}),
        )
        for rows, look in looks:
            if rows:
                base = alt.Chart(pd.DataFrame(rows, columns=ends).round(1))
                yield base.mark_rule(color=INK, **look).encode(x="x:Q", y="y:Q", x2="x2:Q", y2="y2:Q")
        if self.boxes:
            base = alt.Chart(pd.DataFrame(self.boxes, columns=ends).round(1))
            yield base.mark_rect(fill=PAPER, stroke=MUTED, strokeWidth=1).encode(
                x="x:Q", y="y:Q", x2="x2:Q", y2="y2:Q"
            )
        if self.halves:
            yield halved(pd.DataFrame(self.halves, columns=["kind", "done", "x", "y", "size"]).round(1))
        if self.sizes:
            base = alt.Chart(pd.DataFrame(self.sizes, columns=["x", "y", "size"]).round(1))
            sign = alt.MarkDef(
                "point", shape=HALVES["cooperation"][1], fill=PAPER, stroke=INK, strokeWidth=1, opacity=1
            )
            yield base.properties(mark=sign).encode(
                x="x:Q", y="y:Q", size=alt.Size("size:Q", scale=None, legend=None)
            )
        base = alt.Chart(pd.DataFrame(self.words, columns=["words", "x", "y"]).round(1))
        yield base.mark_text(align="left", baseline="middle", fontSize=TEXT - 1, color=INK).encode(
            x="x:Q", y="y:Q", text="words:N"
        )


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
    signs = _Signs()
    x, y, high = 0.0, tall + 8, 0.0
    for item in _items(found, kilometres, unit, wide, corridors=corridors):
        if x and x + item.whole > wide:
            x, y, high = 0.0, y + high, 0.0
        high = max(high, item.high)
        _put(signs, item, found, x, y + item.high / 2)
        x += item.whole
    return list(signs.drawn()), y + high


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


def _put(signs: _Signs, item: _Item, found: Marks, x: float, y: float) -> None:
    middle, end = x + (item.wide - 6) / 2, x + item.wide - 6
    signs.words.append((item.words, x + item.wide, y))
    match item.sign:
        case "scale":
            end += 1
            signs.lines += [(x + 1, y, end, y), (x + 1, y - 4, x + 1, y + 4), (end, y - 4, end, y + 4)]
        case "corridor":
            signs.dashes.append((x, y, end, y))
        case "undone":
            signs.halves += [(kind, False, middle, y, 130.0) for kind in HALVES]
        case "frame":
            signs.boxes.append((middle - 6, y - 6, middle + 6, y + 6))
        case "size":
            r = radius(item.number, found.most, found.largest)
            signs.sizes.append((middle + r / 2, y, 4 * r * r))
        case kind:
            signs.halves.append((kind, True, middle + (3 if kind == "cooperation" else -3), y, 150.0))

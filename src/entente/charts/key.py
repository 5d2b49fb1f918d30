"""What the marks of a drawing mean: marks with their words, from left to right, in as many lines as needed.

Vega's legends stand apart from a drawing and cannot fill the one mark and not the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from entente.charts.theme import INK, TEXT

#: From line to line, and from the end of the words to the next mark, in pixels.
LINE, _GAP = 18, 16
#: The mean width of a letter, as a share of the size of the type.
_LETTER = 0.52


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark and its words.

    Attributes:
        words: what it means.
        looks: of the mark, as ``mark_point`` takes them.
        rule: it is a line of ``looks``, not a point.
        reach: half the width of the mark, in pixels.
    """

    words: str
    looks: dict[str, Any]
    rule: bool = False
    reach: int = 6

    @property
    def width(self) -> float:
        """From the left end of the mark to the end of its words, in pixels."""
        return 2 * self.reach + 5 + len(self.words) * _LETTER * (TEXT - 1)


def lines(entries: Sequence[Entry], width: float) -> list[list[Entry]]:
    """The entries in lines no wider than this, in their order."""
    found: list[list[Entry]] = []
    left = 0.0
    for entry in entries:
        if not found or left + entry.width > width:
            found.append([])
            left = 0.0
        found[-1].append(entry)
        left += entry.width + _GAP
    return found


def tall(entries: Sequence[Entry], width: float) -> int:
    """How high a key is, in pixels."""
    return LINE * len(lines(entries, width))


def key(entries: Sequence[Entry], top: float, width: float) -> Iterator[alt.Chart]:
    """The layers of a key, its first line in the middle of the ``LINE`` pixels below ``top``."""
    for number, line in enumerate(lines(entries, width)):
        left, down = 0.0, top + LINE * (number + 0.5)
        for entry in line:
            yield from _drawn(entry, left, down)
            left += entry.width + _GAP


def _drawn(entry: Entry, left: float, down: float) -> Iterator[alt.Chart]:
    base = alt.Chart(pd.DataFrame({"words": [entry.words]}))
    at, y = left + entry.reach, alt.value(down)
    if entry.rule:
        ends = (alt.value(left), alt.value(left + 2 * entry.reach))
        yield base.mark_rule(**entry.looks).encode(x=ends[0], x2=ends[1], y=y)
    else:
        yield base.mark_point(**{"opacity": 1, **entry.looks}).encode(x=alt.value(at), y=y)
    words = base.mark_text(align="left", baseline="middle", fontSize=TEXT - 1, color=INK)
    yield words.encode(x=alt.value(left + 2 * entry.reach + 5), y=y, text="words:N")

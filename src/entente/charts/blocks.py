"""Where the days of a calendar stand: blocks of a year or half a year, weeks as columns, in pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from entente.charts.theme import PAGE

#: From day to day, and the room of the weekdays at the side.
PITCH, SIDE = 12, 30
#: Above the days of a block: its name and the months; below them.
_NAME, _MONTHS, _AFTER = 18, 14, 14
#: From one block to the next.
BLOCK = _NAME + _MONTHS + 7 * PITCH + _AFTER
#: Weekdays that are named, from Monday, 0.
_NAMED = {0: "Mon", 3: "Thu", 6: "Sun"}


@dataclass(frozen=True, slots=True)
class Grid:
    """A calendar laid out.

    Attributes:
        cells: one row a day: ``day``, and ``x``, ``y`` of its middle.
        edges: the lines between months: ``x``, ``y``, ``x2``, ``y2``.
        words: ``words``, ``kind`` (block, month or weekday), ``x`` of their left end, ``y`` of their middle.
        height: of all blocks.
    """

    cells: pd.DataFrame
    edges: pd.DataFrame
    words: pd.DataFrame
    height: float


def grid(first: pd.Timestamp, last: pd.Timestamp, width: int) -> Grid:
    """The days from one to another in blocks: years where there is a page's width, else halves of years."""
    months = 12 if width >= PAGE else 6
    begun = first.replace(month=1 if months == 12 or first.month < 7 else 7, day=1)
    starts = pd.date_range(begun, last, freq=pd.DateOffset(months=months))
    blocks = [_Block(start, start + pd.DateOffset(months=months, days=-1)) for start in starts]
    cells, edges, words = [], [], []
    for number, block in enumerate(blocks):
        top = number * BLOCK
        days = block.cells(top)
        cells.append(days[days["day"].between(first, last)])
        edges += list(block.edges(top))
        words += list(block.words(top))
    return Grid(
        pd.concat(cells, ignore_index=True),
        pd.DataFrame(edges, columns=["x", "y", "x2", "y2"]),
        pd.DataFrame(words, columns=["words", "kind", "x", "y"]),
        BLOCK * len(blocks) - _AFTER,
    )


@dataclass(frozen=True, slots=True)
class _Block:
    """A year or half a year, from its first day to its last."""

    first: pd.Timestamp
    last: pd.Timestamp

    def column(self, day: pd.Timestamp) -> int:
        """The week of the block that a day lies in, from 0."""
        return int((day - self.first).days + self.first.weekday()) // 7

    def cells(self, top: float) -> pd.DataFrame:
        days = pd.date_range(self.first, self.last)
        weeks = ((days - self.first).days + self.first.weekday()) // 7
        return pd.DataFrame(
            {
                "day": days,
                "x": SIDE + (weeks + 0.5) * PITCH,
                "y": top + _NAME + _MONTHS + (days.day_of_week + 0.5) * PITCH,
            }
        )

    def words(self, top: float) -> Iterator[tuple[str, str, float, float]]:
        half = self.last.month - self.first.month < 11
        name = f"{self.first:%B} to {self.last:%B %Y}" if half else f"{self.first:%Y}"
        yield name, "block", 0.0, top + _NAME / 2 - 1
        for month in pd.date_range(self.first, self.last, freq="MS"):
            # A name stands above the first whole week of its month.
            column = self.column(month) + (month.weekday() > 0 and month > self.first)
            yield f"{month:%b}", "month", SIDE + column * PITCH, top + _NAME + _MONTHS / 2 - 1
        for weekday, named in _NAMED.items():
            yield named, "weekday", 0.0, top + _NAME + _MONTHS + (weekday + 0.5) * PITCH

    def edges(self, top: float) -> Iterator[tuple[float, float, float, float]]:
        """The stepped line before the first day of each month but the block's own."""
        up, down = top + _NAME + _MONTHS, top + _NAME + _MONTHS + 7 * PITCH
        for month in pd.date_range(self.first, self.last, freq="MS")[1:]:
            left = SIDE + self.column(month) * PITCH
            at = up + month.weekday() * PITCH
            yield left, at, left, down
            if month.weekday():
                yield left, at, left + PITCH, at
                yield left + PITCH, up, left + PITCH, at

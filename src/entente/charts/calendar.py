"""A calendar of intensity: a cell a day, a column a week, how it was meant and how much there was of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from entente.charts import key as keys
from entente.charts.blocks import BLOCK, PITCH, SIDE, Grid, grid
from entente.charts.key import Entry
from entente.charts.rows import note
from entente.charts.theme import CONFLICT, COOPERATION, INK, MUTED, PAPER, PHONE, RULE, TEXT, themed

#: No more years than this are drawn: the last ones.
MOST = 5
#: How strong a mean intensity is, to either side: up to which it is of this class -> how dark the mark is.
STRENGTHS = ((3.0, 0.2), (6.0, 0.55), (10.0, 1.0))
#: Number from which a mark has this area, in square pixels.
SIZES = ((1, 16), (2, 36), (4, 62), (8, 96))
#: Which way a day's mean goes -> words, shape, colour.
WAYS = {
    "cooperation": ("cooperation", "square", COOPERATION),
    "conflict": ("conflict", "triangle-down", CONFLICT),
    "neither": ("mean of nought", "diamond", MUTED),
}
_HOLLOW: dict[str, Any] = {"shape": "circle", "size": 34, "fill": PAPER, "stroke": MUTED, "strokeWidth": 1.3}
_READ: dict[str, Any] = {
    "shape": "square",
    "size": 90,
    "fill": RULE,
    "fillOpacity": 0.45,
    "strokeWidth": 0,
    "stroke": RULE,
}
_UNREAD: dict[str, Any] = {"shape": "circle", "size": 3, "fill": MUTED, "stroke": MUTED, "strokeWidth": 0.5}


def years(days: pd.DataFrame) -> tuple[int, int] | None:
    """The first and last year that a calendar of these days draws: ``MOST`` at most; None without a day."""
    known = pd.to_datetime(days["day"].dropna())
    if known.empty:
        return None
    last = int(known.max().year)
    return max(int(known.min().year), last - MOST + 1), last


def calendar(
    days: pd.DataFrame, *, span: tuple[date, date] | None = None, width: int = PHONE, unit: str = "stories"
) -> alt.LayerChart:
    """Draw days as cells, weeks as columns from Monday down to Sunday.

    A day with stories has a mark: a square for cooperation, a triangle that points down for conflict, a
    diamond where the mean is nought. The stronger the mean intensity, the fuller the mark; the more stories,
    the larger. A day of which only acts are told that are not done has a hollow circle. A day that was read
    and tells nothing is a pale cell, one of which nothing was read a dot.

    Args:
        days: one row a day: ``day``, ``count``, ``intensity`` (-10 to +10; missing where nothing happened),
            ``undone`` (acts that are not done), ``articles`` (read of this day). Days without a row are
            not read. Of more than ``MOST`` years the last are drawn.
        span: the first and last day; without, those of the rows. Days beside it are left empty.
        width: of the whole, in pixels: a page has a year in a row of weeks, less has half a year.
        unit: what is counted, in the plural.

    Returns:
        One drawing, as high as its years need.
    """
    found = years(days)
    known = days.assign(day=pd.to_datetime(days["day"])).dropna(subset=["day"])
    if span is not None:
        known = known[known["day"].between(pd.Timestamp(span[0]), pd.Timestamp(span[1]))]
    if found is None or known.empty:
        empty = note("no day known", width / 2, 20)
        return themed(alt.LayerChart(layer=[empty], width=width, height=40))
    first = max(pd.Timestamp(found[0], 1, 1), pd.Timestamp(span[0]) if span else known["day"].min())
    last = pd.Timestamp(span[1]) if span else known["day"].max()
    laid = grid(first, last, width)
    cells = _cells(known, laid)
    entries = list(_entries(unit))
    height = laid.height + 12 + keys.tall(entries, width)
    layers = [
        *_titles(laid),
        *_marks(cells),
        *keys.key(entries, laid.height + 12, width),
    ]
    whole = alt.LayerChart(layer=[_frame(width, height), *layers], width=width, height=height)
    return themed(whole)


def _cells(known: pd.DataFrame, laid: Grid) -> pd.DataFrame:
    """One row a day of the grid: ``x``, ``y``, ``way``, ``fill``, ``size``, ``count``, ``intensity``."""
    figures = known.groupby("day").first()
    cells = laid.cells.join(figures[["count", "intensity", "undone", "articles"]], on="day")
    for name in ("count", "undone", "articles"):
        cells[name] = pd.to_numeric(cells[name]).fillna(0).astype(int)
    mean = pd.to_numeric(cells["intensity"]).astype(float)
    way = pd.Series("unread", index=cells.index)
    way[cells["articles"] > 0] = "read"
    way[cells["undone"] > 0] = "undone"
    there = (cells["count"] > 0) & mean.notna()
    way[there & (mean > 0)] = "cooperation"
    way[there & (mean < 0)] = "conflict"
    way[there & (mean == 0)] = "neither"
    return cells.assign(
        way=way,
        fill=[_darkness(value) for value in mean.abs().fillna(0)],
        size=[_area(number) for number in cells["count"]],
        day=cells["day"].dt.strftime("%Y-%m-%d"),
    )


def _darkness(strength: float) -> float:
    return next((dark for upto, dark in STRENGTHS if strength <= upto), STRENGTHS[-1][1])


def _area(number: int) -> int:
    return max([area for least, area in SIZES if number >= least], default=0)


def _x(field: str = "x") -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=None)


def _y(field: str = "y") -> alt.Y:
    return alt.Y(f"{field}:Q", axis=None, scale=None)


def _frame(width: int, height: float) -> alt.Chart:
    """Nothing to be seen; the drawing is never narrower than it was asked for."""
    base: alt.Chart = alt.Chart(pd.DataFrame({"x": [0.0], "y": [0.0]})).mark_point(
        size=0, opacity=0, color=PAPER
    )
    return base.encode(x=_x(), y=_y())


def _titles(laid: Grid) -> Iterator[alt.Chart]:
    """The years or halves, the months and the weekdays, and thin lines between months."""
    edges = alt.Chart(laid.edges).mark_rule(color=MUTED, strokeWidth=0.6)
    yield edges.encode(x=_x(), x2="x2:Q", y=_y(), y2="y2:Q")
    looks: dict[str, dict[str, Any]] = {
        "block": {"fontSize": TEXT, "fontWeight": "bold", "color": INK},
        "month": {"fontSize": TEXT - 1, "color": MUTED},
        "weekday": {"fontSize": TEXT - 1, "color": MUTED},
    }
    for kind, look in looks.items():
        words = alt.Chart(laid.words[laid.words["kind"] == kind])
        text = words.mark_text(align="left", baseline="middle", **look)
        yield text.encode(x=_x(), y=_y(), text="words:N")


def _marks(cells: pd.DataFrame) -> Iterator[alt.Chart]:
    columns = ["day", "x", "y", "way", "count", "intensity", "fill", "size", "undone", "articles"]

    def of(way: str) -> alt.Chart:
        return alt.Chart(cells.loc[cells["way"] == way, columns])

    for way, looks in (("unread", _UNREAD), ("read", _READ), ("undone", _HOLLOW)):
        yield of(way).mark_point(**{"opacity": 1, **looks}).encode(x=_x(), y=_y())
    for way, (_, shape, colour) in WAYS.items():
        mark = of(way).mark_point(shape=shape, fill=colour, stroke=colour, strokeWidth=1, opacity=1)
        yield mark.encode(
            x=_x(),
            y=_y(),
            size=alt.Size("size:Q", scale=None, legend=None),
            fillOpacity=alt.FillOpacity("fill:Q", scale=None, legend=None),
        )


def _entries(unit: str) -> Iterator[Entry]:
    """What the marks mean."""
    for words, shape, colour in WAYS.values():
        yield Entry(words, {"shape": shape, "size": 62, "fill": colour, "stroke": colour})
    low = 0.0
    for highest, dark in STRENGTHS:
        said = f"{low:g} to {highest:g}" if low else f"mean up to {highest:g}"
        look = {"shape": "square", "size": 62, "fill": COOPERATION, "stroke": COOPERATION}
        yield Entry(said, {**look, "fillOpacity": dark})
        low = highest
    following = [least for least, _ in SIZES[1:]]
    for (least, area), above in zip(SIZES, [*following, None], strict=True):
        if above is None:
            said = f"{least} or more {unit}"
        else:
            said = f"{least}" if least == above - 1 else f"{least} to {above - 1}"
        yield Entry(said, {"shape": "square", "size": area, "fill": PAPER, "stroke": COOPERATION})
    yield Entry("told of, not done", dict(_HOLLOW))
    yield Entry("read, nothing told", dict(_READ))
    yield Entry("nothing read", dict(_UNREAD))


__all__ = ["BLOCK", "MOST", "PITCH", "SIDE", "SIZES", "STRENGTHS", "WAYS", "calendar", "years"]

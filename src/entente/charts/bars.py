"""A ranked list as bars with their intervals: brokers, partners, third parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import altair as alt
import pandas as pd

from entente.charts import rows as lists
from entente.charts.theme import INK, MUTED, PAPER, SIDE_A, SIDE_B, TEXT, themed

#: Letters of a label, beside the figure at the end of its row.
_LETTERS = 46
#: Side -> fill and outline of its bars. The second is drawn empty.
_LOOKS = ((SIDE_A, SIDE_A), (PAPER, SIDE_B))
_NO_SIDE = (PAPER, MUTED)
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def ranked(
    table: pd.DataFrame,
    label: str | Sequence[str],
    value: str,
    low: str | None = None,
    high: str | None = None,
    names: Mapping[str, str] = _NO_NAMES,
    *,
    title: str = "",
    percent: bool = False,
    side: str | None = None,
    sides: tuple[str, str] = ("with", "against"),
    group: str | None = None,
    most: int = 60,
) -> alt.LayerChart:
    """Draw one bar a row, left or right of zero, with its interval as a whisker, in the table's order.

    Args:
        table: the rows, in the order in which they are to stand.
        label: the column of the code that a row is about, or the two columns of a dyad.
        value: the column of the bar's length. A row whose value is missing has no bar and says "unknown".
        low, high: the columns of the interval's ends; missing ends, no whisker.
        names: the display name of each code; a code without one is shown as it is.
        title: what the values are, below the axis.
        percent: the values are shares of 1, written as per cent.
        side: a column that says on which side a row stands; told apart by colour and by filled or empty.
        sides: its two values, the filled first; any other is drawn empty and grey.
        group: a column of codes; rows of one stand together under its name, in the order of its first row.
        most: no more rows than this are drawn; a line below says so.

    Returns:
        A chart ``rows.WIDTH`` wide and as high as its rows need.
    """
    if group is not None:
        table = table.iloc[pd.factorize(table[group])[0].argsort(kind="stable")]
    kept = table.head(most)
    shown = _table(kept, [label] if isinstance(label, str) else label, value, names, percent)
    shown["low"], shown["high"] = _numbers(kept, low), _numbers(kept, high)
    shown["side"] = kept[side].astype(str).tolist() if side else sides[0]
    headings = lists.labels(kept, [group], names, lists.LETTERS) if group else None
    rows, heads = lists.placed(shown, headings)
    tall = lists.height(rows)
    if not len(rows):
        layers = [lists.note("nothing to show", lists.WIDTH / 2, tall / 2)]
        return themed(alt.LayerChart(layer=layers, width=lists.WIDTH, height=tall))
    layers = [
        lists.guides(rows, tall),
        *_bars(rows, sides, tall, title, percent),
        *lists.written(rows, heads, tall),
        *(_key(sides, -10) if side else ()),
    ]
    if len(table) > most:
        below = tall + (52 if title else 36)
        layers.append(lists.note(f"the first {most} of {len(table):,} rows", lists.WIDTH / 2, below))
    return themed(alt.LayerChart(layer=layers, width=lists.WIDTH, height=tall))


def _table(
    table: pd.DataFrame, label: Sequence[str], value: str, names: Mapping[str, str], percent: bool
) -> pd.DataFrame:
    values = _numbers(table, value)
    sign = "+" if (values < 0).any() else ""
    figures = ["unknown" if pd.isna(number) else _written(number, sign, percent) for number in values]
    return pd.DataFrame(
        {"label": lists.labels(table, label, names, _LETTERS), "value": values, "figure": figures}
    )


def _written(number: float, sign: str, percent: bool) -> str:
    """
    >>> _written(0.0564, "+", False), _written(1234.5, "", False), _written(0.2, "", True)
    ('+0.056', '1,234', '20.0%')
    """
    if percent:
        return f"{number:{sign}.1%}"
    return f"{number:{sign},.0f}" if abs(number) >= 10 else f"{number:{sign}.2g}"


def _numbers(table: pd.DataFrame, column: str | None) -> pd.Series[float]:
    if column is None:
        return pd.Series([float("nan")] * len(table), dtype=float)
    return pd.to_numeric(table[column]).astype(float).reset_index(drop=True)


def _bars(
    rows: pd.DataFrame, sides: tuple[str, str], tall: float, title: str, percent: bool
) -> Iterator[alt.Chart]:
    """The bars, their whiskers with ends, and the line at zero."""
    ends = [number for name in ("value", "low", "high") for number in rows[name] if pd.notna(number)]
    reach = [min([0.0, *ends]), max([0.0, *ends])]
    if reach[0] == reach[1]:
        reach[1] = 1.0
    scale = alt.Scale(domain=reach, nice=True)
    axis = alt.Axis(
        title=title or None, grid=True, gridDash=[1, 3], tickCount=5, format="~%" if percent else "~r"
    )
    for name, (inside, outline) in [*zip(sides, _LOOKS, strict=True), (None, _NO_SIDE)]:
        ours = rows[rows["side"] == name] if name is not None else rows[~rows["side"].isin(sides)]
        bars = alt.Chart(ours[ours["value"].notna()])
        yield bars.mark_rect(fill=inside, stroke=outline, strokeWidth=1).encode(
            x=alt.X("value:Q", scale=scale, axis=axis),
            x2=alt.datum(0),
            y=lists.down("top", tall),
            y2="bottom:Q",
        )
    known = rows[rows["low"].notna() & rows["high"].notna()]
    whiskers = alt.Chart(known)
    yield whiskers.mark_rule(color=PAPER, strokeWidth=4).encode(
        x="low:Q", x2="high:Q", y=lists.down("y", tall)
    )
    yield whiskers.mark_rule(color=INK, strokeWidth=1.5).encode(
        x="low:Q", x2="high:Q", y=lists.down("y", tall)
    )
    for end in ("low", "high"):
        yield (
            whiskers.transform_calculate(up="datum.y - 4", below="datum.y + 4")
            .mark_rule(color=INK, strokeWidth=1.5)
            .encode(x=f"{end}:Q", y=lists.down("up", tall), y2="below:Q")
        )
    zero = alt.Chart(rows).transform_calculate(up="datum.top - 3", below="datum.bottom + 3", nought="0")
    yield zero.mark_rule(color=INK).encode(x="nought:Q", y=lists.down("up", tall), y2="below:Q")


def _key(sides: tuple[str, str], tall: float) -> Iterator[alt.Chart]:
    """What the sides mean, at a height in pixels."""
    for name, (inside, outline), at in zip(sides, _LOOKS, (6, 116), strict=True):
        base = alt.Chart(pd.DataFrame({"side": [lists.cut(name, 18)]}))
        mark = base.mark_point(shape="square", size=110, fill=inside, stroke=outline, opacity=1)
        yield mark.encode(x=alt.value(at), y=alt.value(tall))
        words = base.mark_text(align="left", baseline="middle", fontSize=TEXT - 1, color=INK)
        yield words.encode(x=alt.value(at + 12), y=alt.value(tall), text="side:N")

"""The turns of a region on one line of time: the largest rifts and rapprochements of its dyads."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from entente.charts import rows as lists
from entente.charts import turns as looks
from entente.charts.theme import MUTED, themed
from entente.charts.timeline import moments, scale, span, ticks
from entente.units import By

#: No more rows than this are drawn.
MOST = 30

#: Letters of a label, beside the date at the end of its row.
_LETTERS = 44


def rifts(turns: pd.DataFrame, names: Mapping[str, str], width: int = lists.WIDTH) -> alt.LayerChart:
    """Draw the largest turns of a region: one row a turn, the largest first.

    The mark stands at the date and points the way that the relation went: a filled triangle up for a
    rapprochement, an empty one down for a rift. It is the larger, the larger the turn. The bar is the
    interval of the date. Where there are more than ``MOST`` turns a line below says so.

    Args:
        turns: one row a turn: ``a``, ``b`` (codes), ``date``, ``low``, ``high`` (its interval),
            ``direction`` ("rift" or "rapprochement"), ``size`` (of the change; its sign does not matter).
            Rows without a date are left out.
        names: the display name of each code; a code without one is shown as it is.
        width: the whole width in pixels.

    Returns:
        A chart of that width and as high as its rows need.
    """
    dated = turns[turns["date"].notna()] if len(turns) else turns
    table = _table(dated, names, int(_LETTERS * width / lists.WIDTH))
    rows, heads = lists.placed(table.head(MOST))
    left_out = len(table) - len(rows)
    tall = lists.height(rows)
    if not len(rows):
        layers = [lists.note("no turns", width / 2, tall / 2)]
        return themed(alt.LayerChart(layer=layers, width=width, height=tall))
    first, last = span((day for name in ("low", "high") for day in rows[name]), By.MONTH)
    across = scale(first, last)
    base = alt.Chart(rows)
    x = alt.X("day:T", scale=across, axis=ticks(first, last, grid=True))
    bars = base.mark_rect(opacity=0.3).encode(
        x=alt.X("low:T", scale=across),
        x2="high:T",
        y=lists.down("top", tall),
        y2="bottom:Q",
        color=looks.colour(),
    )
    layers = [
        lists.guides(rows, tall, width),
        bars,
        _marks(rows, x, tall),
        *lists.written(rows, heads, tall, width),
        *looks.key(-10),
    ]
    if left_out:
        layers.append(lists.note(f"the {MOST} largest of {len(table):,} turns", width / 2, tall + 34))
    return themed(alt.LayerChart(layer=layers, width=width, height=tall))


def _table(dated: pd.DataFrame, names: Mapping[str, str], letters: int) -> pd.DataFrame:
    """The turns as they are drawn, the largest first; of the same size, the earlier first."""
    day = moments(dated["date"])
    table = pd.DataFrame(
        {
            "label": lists.labels(dated, ("a", "b"), names, letters),
            "figure": day.dt.strftime("%b %Y").tolist(),
            "day": day.tolist(),
            "low": moments(dated["low"]).fillna(day).tolist(),
            "high": moments(dated["high"]).fillna(day).tolist(),
            "direction": dated["direction"].astype(str).tolist(),
            "size": pd.to_numeric(dated["size"]).abs().tolist(),
        }
    )
    return table.sort_values(["size", "day", "label"], ascending=[False, True, True], kind="stable")


def _marks(rows: pd.DataFrame, x: alt.X, tall: float) -> alt.Chart:
    """The triangles; the legend tells two sizes by their numbers."""
    most = float(rows["size"].max()) or 1.0
    sizes = alt.Legend(
        title="size of the turn",
        titleOrient="left",
        orient="bottom",
        direction="horizontal",
        values=[most / 4, most],
        format=".2~g",
        symbolType="triangle-up",
        symbolStrokeColor=MUTED,
        symbolFillColor="transparent",
    )
    marks: alt.Chart = (
        alt.Chart(rows)
        .mark_point(opacity=1, strokeWidth=1.5)
        .encode(
            x=x,
            y=lists.down("y", tall),
            fill=looks.fill(),
            stroke=looks.stroke(),
            shape=looks.shape(),
            size=alt.Size("size:Q", scale=alt.Scale(domain=[0, most], range=[15, 140]), legend=sizes),
        )
    )
    return marks

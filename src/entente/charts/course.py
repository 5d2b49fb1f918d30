"""The course of a relation: how many events of either kind in each month."""

from __future__ import annotations

import datetime

import altair as alt
import pandas as pd

from entente.charts.theme import CONFLICT, COOPERATION, INK, MUTED, PAPER, PHONE, TEXT, themed
from entente.charts.timeline import iso, ticks

#: The drawing in pixels, without its axes: such that text stays readable at a phone's width.
WIDTH, HEIGHT = 340, 190

#: The axis never shows fewer months than this, so that a single month is not drawn as a wall.
_FEWEST = 12

_KINDS = ["cooperation", "conflict"]


def course(months: pd.DataFrame, since: datetime.date | None, width: int = PHONE) -> alt.LayerChart:
    """Draw the events of each month: cooperation up, conflict down from a common line.

    A bar's length is the number of events in that calendar month, on one scale for both kinds. Bars of
    conflict are outlined, those of cooperation filled. A month without a row, or with nought, has no bar.

    Args:
        months: one row a month: ``month`` (its first day), ``cooperation``, ``conflict`` (numbers of
            events, counted upwards from 0). From one month to some hundreds.
        since: the day on which the period looked at begins; marked by an upright rule. None: no rule.
        width: of the whole drawing, in pixels.

    Returns:
        A chart ``HEIGHT`` high, and its legend above.
    """
    starts = pd.to_datetime(months["month"]).dt.tz_localize("UTC")
    bars = heights(months, starts, starts + pd.offsets.MonthBegin(1))
    first, last = _range(bars, since)
    across = alt.Scale(type="utc", domain=[iso(first), iso(last)], nice=False)
    layers = [columns(bars, across, ticks(first, last)), zero()]
    if since is not None:
        layers += _beginning(since, across, late=pd.Timestamp(since, tz="UTC") > first + (last - first) / 2)
    return themed(alt.LayerChart(layer=layers, width=width - PHONE + WIDTH, height=HEIGHT))


def heights(
    counts: pd.DataFrame, starts: pd.Series[pd.Timestamp], ends: pd.Series[pd.Timestamp]
) -> pd.DataFrame:
    """One row for each period and kind that has events; ``height`` is negative for conflict.

    Args:
        counts: one row a period: ``cooperation`` and ``conflict``, numbers of events.
        starts, ends: the first moment of each period, and the first after it, in UTC.
    """
    periods = counts[_KINDS].assign(start=starts, end=ends)
    long = periods.melt(id_vars=["start", "end"], value_vars=_KINDS, var_name="kind", value_name="events")
    long = long[long["events"] > 0].sort_values(["start", "kind"])
    sign = long["kind"].map({"cooperation": 1, "conflict": -1})
    events = long["events"].astype(int)
    return pd.DataFrame(
        {
            "start": long["start"],
            "end": long["end"],
            "kind": long["kind"],
            "events": events,
            "height": events * sign,
        }
    )


def _range(bars: pd.DataFrame, since: datetime.date | None) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last moment of the axis: whole months, ``_FEWEST`` at least."""
    shown = [*bars["start"], *bars["end"]]
    if since is not None:
        shown.append(pd.Timestamp(since, tz="UTC"))
    if not shown:
        shown = [pd.Timestamp(2000, 1, 1, tz="UTC")]
    first, last = min(shown), max(shown)
    lacking = _FEWEST - ((last.year - first.year) * 12 + last.month - first.month)
    if lacking > 0:
        first = first - pd.DateOffset(months=lacking // 2)
        last = last + pd.DateOffset(months=lacking - lacking // 2)
    return first.normalize().replace(day=1), last


def columns(
    bars: pd.DataFrame,
    across: alt.Scale,
    below: alt.Axis,
    period: str = "month",
    extent: int = 0,
    unit: str = "acts",
) -> alt.Chart:
    """The bars of :func:`heights`, so many of a unit a period.

    ``extent`` is the least room, in pixels, of the figures at the side.
    """
    legend = alt.Legend(
        title=f"{unit} a {period}",
        titleOrient="left",
        orient="top",
        offset=22,
        symbolType="square",
        symbolSize=120,
    )
    reach = [min([-1, *bars["height"]]), max([1, *bars["height"]])]
    counts = alt.Axis(
        title=None,
        tickMinStep=1,
        tickCount=min(5, int(reach[1] - reach[0])),
        domain=False,
        labelExpr="format(abs(datum.value), 'd')",
        minExtent=extent,
    )
    columns: alt.Chart = (
        alt.Chart(bars)
        .mark_rect(strokeWidth=1)
        .encode(
            x=alt.X("start:T", scale=across, axis=below),
            x2="end:T",
            y=alt.Y("height:Q", axis=counts, scale=alt.Scale(domain=reach, nice=True)),
            y2=alt.datum(0),
            fill=alt.Fill(
                "kind:N", scale=alt.Scale(domain=_KINDS, range=[COOPERATION, PAPER]), legend=legend
            ),
            stroke=alt.Stroke(
                "kind:N", scale=alt.Scale(domain=_KINDS, range=[COOPERATION, CONFLICT]), legend=legend
            ),
        )
    )
    return columns


def zero() -> alt.Chart:
    """The common line that the bars stand on."""
    line: alt.Chart = alt.Chart(pd.DataFrame({"height": [0]})).mark_rule(color=INK).encode(y="height:Q")
    return line


def _beginning(since: datetime.date, across: alt.Scale, *, late: bool) -> list[alt.Chart]:
    """The rule where the period begins and its words, on the side that has more room."""
    base = alt.Chart(
        pd.DataFrame({"since": [pd.Timestamp(since, tz="UTC")], "words": ["period begins"]})
    ).encode(x=alt.X("since:T", scale=across))
    words = base.mark_text(
        align="right" if late else "left", dx=-4 if late else 4, baseline="bottom", fontSize=TEXT, color=MUTED
    )
    return [
        base.mark_rule(color=INK, strokeDash=[4, 3]),
        words.encode(y=alt.value(-4), text="words:N"),
    ]

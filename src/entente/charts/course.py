"""The course of a relation: how many events of either kind in each month."""

from __future__ import annotations

import datetime

import altair as alt
import pandas as pd

from entente.charts.theme import CONFLICT, COOPERATION, INK, MUTED, PAPER, TEXT, themed

#: The drawing in pixels, without its axes: such that text stays readable at a phone's width.
WIDTH, HEIGHT = 340, 190

#: The axis never shows fewer months than this, so that a single month is not drawn as a wall.
_FEWEST = 12
#: At most about so many dates are written below the axis.
_TICKS = 6

_KINDS = ["cooperation", "conflict"]


def course(months: pd.DataFrame, since: datetime.date | None) -> alt.LayerChart:
    """Draw the events of each month: cooperation up, conflict down from a common line.

    A bar's length is the number of events in that calendar month, on one scale for both kinds. Bars of
    conflict are outlined, those of cooperation filled. A month without a row, or with nought, has no bar.

    Args:
        months: one row a month: ``month`` (its first day), ``cooperation``, ``conflict`` (numbers of
            events, counted upwards from 0). From one month to some hundreds.
        since: the day on which the period looked at begins; marked by an upright rule. None: no rule.

    Returns:
        A chart ``WIDTH`` wide and ``HEIGHT`` high, and its legend above.
    """
    bars = _bars(months)
    first, last = _range(bars, since)
    across = alt.Scale(type="utc", domain=[_iso(first), _iso(last)], nice=False)
    layers = [_columns(bars, across, _ticks(first, last)), _zero()]
    if since is not None:
        layers += _beginning(since, across, late=pd.Timestamp(since, tz="UTC") > first + (last - first) / 2)
    return themed(alt.LayerChart(layer=layers, width=WIDTH, height=HEIGHT))


def _bars(months: pd.DataFrame) -> pd.DataFrame:
    """One row for each month and kind that has events; ``height`` is negative for conflict."""
    long = months.melt(id_vars="month", value_vars=_KINDS, var_name="kind", value_name="events")
    long = long[long["events"] > 0].sort_values(["month", "kind"])
    start = pd.to_datetime(long["month"]).dt.tz_localize("UTC")
    sign = long["kind"].map({"cooperation": 1, "conflict": -1})
    return pd.DataFrame(
        {
            "start": start,
            "end": start + pd.offsets.MonthBegin(1),
            "kind": long["kind"],
            "events": long["events"].astype(int),
            "height": long["events"].astype(int) * sign,
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


def _iso(moment: pd.Timestamp) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _ticks(first: pd.Timestamp, last: pd.Timestamp) -> alt.Axis:
    """Months are written while they are few, then years."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months <= 6 * _TICKS:
        count = {"interval": "month", "step": 3 if months <= 3 * _TICKS else 6}
        return alt.Axis(title=None, grid=False, format="%b %Y", tickCount=count, labelOverlap="greedy")
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100) if months / 12 / size <= _TICKS)
    count = {"interval": "year", "step": step}
    return alt.Axis(title=None, grid=False, format="%Y", tickCount=count)


def _columns(bars: pd.DataFrame, across: alt.Scale, ticks: alt.Axis) -> alt.Chart:
    legend = alt.Legend(
        title="acts a month",
        titleOrient="left",
        orient="top",
        offset=22,
        symbolType="square",
        symbolSize=120,
    )
    counts = alt.Axis(
        title=None, tickMinStep=1, tickCount=5, domain=False, labelExpr="format(abs(datum.value), 'd')"
    )
    reach = [min([-1, *bars["height"]]), max([1, *bars["height"]])]
    columns: alt.Chart = (
        alt.Chart(bars)
        .mark_rect(strokeWidth=1)
        .encode(
            x=alt.X("start:T", scale=across, axis=ticks),
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


def _zero() -> alt.Chart:
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

"""The outlook of a dyad: what was, what is likely next; and whether such forecasts mean what they say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import altair as alt
import pandas as pd

from entente.analysis.rows import rows
from entente.charts import rows as lists
from entente.charts.rows import note
from entente.charts.theme import CONFLICT, COOPERATION, INK, MUTED, RULE, SIDE_A, SIGNED, themed
from entente.charts.timeline import moments, scale, span, step, ticks

#: The drawing in pixels: its width without the axis, and the height of the intensity.
WIDTH, HEIGHT = 310, 140
#: Up to where the past reaches in the rows below, and from where the scale of probabilities begins.
_PAST, _SCALE = 200, 226
#: Periods of the past that are shown, at most.
MOST = 104
#: One panel of the reliability curve.
PANEL = 128
#: The least probability that the scale of the reliability curve shows.
_LEAST = 0.001

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_COLUMNS = ("words_for", "deeds_for", "words_against", "deeds_against")
_COLOURS = (COOPERATION, COOPERATION, CONFLICT, CONFLICT)


class _Chance(NamedTuple):
    quad: int
    probability: float
    low: float
    high: float
    base_rate: float


def fan(past: pd.DataFrame, chances: pd.DataFrame, expected: pd.DataFrame) -> alt.VConcatChart:
    """Draw what a dyad did, and what is likely in the period to come.

    Above, the mean intensity of each period with stories is a dot, the larger the more stories; periods
    without are empty, so that a dyad of which little is known looks it. At the end stands the intensity that
    is expected, with the interval in which it will lie in 90 of 100 cases, if there are stories at all.
    Below, each quad class
    has a row: a tick for each period with such a story, and then the probability of one in the next,
    with its interval; the upright line is the base rate.

    Args:
        past: the ties of the dyad: ``period``, ``stories``, ``intensity`` and the four numbers by quad
            class; the last ``MOST`` periods are shown.
        chances: its four rows of ``Outlook.chances``; with ``periods`` the axis reaches back as far as the
            record does, else as far as the ties.
        expected: its row of ``Outlook.expected``; none where there is none.

    Returns:
        Two drawings below one another, ``WIDTH`` wide without the axis at the side.
    """
    if chances.empty:
        words = note("nothing is known of these two", WIDTH / 2, 20)
        empty = alt.LayerChart(layer=[words], width=WIDTH, height=40)
        return themed(alt.VConcatChart(vconcat=[empty]))
    begin, end = moments(chances["period"]).iloc[0], moments(chances["end"]).iloc[0]
    known = past.assign(start=moments(past["period"]).to_numpy()) if len(past) else past.assign(start=[])
    known = known.assign(start=moments(known["start"]))
    size = (end - begin) + pd.Timedelta(days=1)
    shown = known[known["start"] >= begin - MOST * size]
    # The axis is that of the record, not of the dyad: of one seldom told most of it is empty.
    reach = min(int(chances["periods"].iloc[0]), MOST) if "periods" in chances else 0
    ends = (begin - reach * size, begin, end + pd.Timedelta(days=1))
    first, last = span([*shown["start"], *ends], step(pd.Series([begin, begin + size])))
    return themed(
        alt.VConcatChart(
            vconcat=[
                _intensity(shown, expected, first, last, begin),
                _rows(shown, chances, first, last, begin),
            ],
            spacing=22,
        )
    )


def _intensity(
    past: pd.DataFrame, expected: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, begin: pd.Timestamp
) -> alt.LayerChart:
    """The means of the past as dots, and the one that is expected."""
    across = scale(first, last)
    axis = alt.Axis(**{**ticks(first, last).to_dict(), "labelFlush": True})
    x = alt.X("middle:T", scale=across, axis=axis)
    figures = alt.Axis(title=None, domain=False, values=[-10, -5, 0, 5, 10], labelExpr=SIGNED, minExtent=30)
    up = alt.Y("intensity:Q", axis=figures, scale=alt.Scale(domain=[-10, 10], nice=False))
    layers: list[alt.Chart] = [
        alt.Chart(pd.DataFrame({"intensity": [0]})).mark_rule(color=RULE).encode(y=up),
        _line(begin, across, axis),
    ]
    dots = past.loc[past["stories"] > 0, ["start", "intensity", "stories"]].rename(
        columns={"start": "middle"}
    )
    if len(dots):
        most = float(dots["stories"].max())
        area = alt.Size("stories:Q", scale=alt.Scale(domain=[0, most], range=[6, 90]), legend=None)
        layers.append(
            alt.Chart(dots).mark_point(filled=True, opacity=0.55, color=MUTED).encode(x=x, y=up, size=area)
        )
    else:
        layers.append(note("no stories in this time", WIDTH / 2, HEIGHT / 2 - 10))
    title = "mean intensity"
    if len(expected):
        one = expected.iloc[:1].assign(middle=begin + (last - begin) / 2)
        low, high, mean = (float(one[name].iloc[0]) for name in ("low", "high", "intensity"))
        title += f"; next: {mean:+.1f} ({low:+.1f} to {high:+.1f})"
        base = alt.Chart(one[["middle", "low", "high", "intensity"]])
        layers += [
            base.mark_rule(color=SIDE_A, strokeWidth=4, opacity=0.45).encode(
                x=x, y=alt.Y("low:Q", scale=alt.Scale(domain=[-10, 10], nice=False)), y2="high:Q"
            ),
            base.mark_point(filled=True, opacity=1, size=45, color=SIDE_A).encode(x=x, y=up),
        ]
    return alt.LayerChart(layer=layers, width=WIDTH, height=HEIGHT, title=title)


def _line(begin: pd.Timestamp, across: alt.Scale, axis: alt.Axis) -> alt.Chart:
    """Where the past ends."""
    line: alt.Chart = (
        alt.Chart(pd.DataFrame({"begin": [begin]}))
        .mark_rule(color=MUTED, strokeDash=[4, 3])
        .encode(x=alt.X("begin:T", scale=across, axis=axis))
    )
    return line


def _rows(
    past: pd.DataFrame, chances: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, begin: pd.Timestamp
) -> alt.LayerChart:
    """One row a quad class: its periods, and its probability."""
    told = sorted(rows(chances, _Chance))
    table, heads = lists.placed(pd.DataFrame(list(map(_written, told))))
    tall = lists.height(table)
    wide = (last - first) / pd.Timedelta(days=1)
    marks = pd.DataFrame(
        [
            {"x": (start - first) / pd.Timedelta(days=1) / wide * _PAST, "y": table["y"].iloc[at], "kind": at}
            for at, one in enumerate(told)
            for start in past.loc[past[_COLUMNS[one.quad - 1]] > 0, "start"]
        ],
        columns=["x", "y", "kind"],
    )
    marks = marks.assign(top=marks["y"] - lists.HALF, bottom=marks["y"] + lists.HALF)
    layers = [
        alt.Chart(table)
        .mark_rule(color=RULE)
        .encode(x=alt.value(0), x2=alt.value(_PAST), y=lists.down("y", tall)),
        *_ticks(marks, tall),
        *_bars(table, tall),
        *lists.written(table, heads, tall, WIDTH),
    ]
    return alt.LayerChart(layer=layers, width=WIDTH, height=tall)


def _written(one: _Chance) -> dict[str, object]:
    """A row's words: the probability in per cent with its interval, and the base rate."""
    usual = "" if pd.isna(one.base_rate) else f"; base rate {_percent(one.base_rate)}"
    return {
        "label": QUADS[one.quad - 1],
        "figure": f"{_percent(one.probability)} % ({_percent(one.low)} to {_percent(one.high)}){usual}",
        "colour": _COLOURS[one.quad - 1],
        **one._asdict(),
    }


def _percent(share: float) -> str:
    """A probability in per cent, with as many digits as it needs; what is not 0 is not written so.

    >>> [_percent(share) for share in (0.942, 0.071, 0.0004, 0.00001, 0.9996)]
    ['94', '7', '<0.1', '<0.1', '>99']
    """
    if share < 0.001:
        return "<0.1"
    if share > 0.99:
        return ">99"
    return f"{100 * share:.1f}" if share < 0.0095 else f"{100 * share:.0f}"


def _across(field: str) -> alt.X:
    """A place in pixels."""
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False, zero=False))


def _ticks(marks: pd.DataFrame, tall: float) -> Iterator[alt.Chart]:
    for at in sorted(set(marks["kind"])):
        yield (
            alt.Chart(marks[marks["kind"] == at])
            .mark_rule(color=_COLOURS[at], strokeWidth=1.5)
            .encode(x=_across("x"), y=lists.down("top", tall), y2="bottom:Q")
        )


def _bars(table: pd.DataFrame, tall: float) -> Iterator[alt.Chart]:
    """The probabilities, from 0 at the left to 1 at the right."""
    room = WIDTH - _SCALE
    placed = table.assign(
        **{f"{name}_x": _SCALE + room * table[name] for name in ("probability", "low", "high", "base_rate")},
        left=float(_SCALE),
        right=float(WIDTH),
    )
    base = alt.Chart(placed)
    yield base.mark_rule(color=RULE, strokeWidth=2 * lists.HALF).encode(
        x=_across("left"), x2="right:Q", y=lists.down("y", tall)
    )
    for at in range(len(placed)):
        one, colour = alt.Chart(placed.iloc[at : at + 1]), str(placed["colour"].iloc[at])
        yield one.mark_rule(color=colour, strokeWidth=4, opacity=0.45).encode(
            x=_across("low_x"), x2="high_x:Q", y=lists.down("y", tall)
        )
        yield one.mark_point(filled=True, opacity=1, size=45, color=colour).encode(
            x=_across("probability_x"), y=lists.down("y", tall)
        )
    usual = alt.Chart(placed[placed["base_rate"].notna()])
    yield usual.mark_rule(color=INK, strokeWidth=1.5).encode(
        x=_across("base_rate_x"), y=lists.down("top", tall), y2="bottom:Q"
    )


def reliability(bins: pd.DataFrame) -> alt.VConcatChart:
    """Draw how often what was forecast came true, one panel a quad class.

    Across is the probability that was forecast, upwards the share in which it happened, both on a scale of
    logarithms; on the slanting line they are the same. Each dot is a bin; the bar is where it lies in 95 of
    100 cases if the forecasts are right. An empty dot lies outside of its bar.

    Args:
        bins: what ``Outlook.reliability`` gives: ``quad``, ``forecast``, ``observed``, ``low``, ``high``,
            ``held``. Bins below a probability of 0.001 are left out.

    Returns:
        Four panels, two in a row.
    """
    shown = bins[bins["forecast"] >= _LEAST] if len(bins) else bins
    panels = [_panel(shown, quad) for quad in range(1, 5)]
    pairs = [alt.HConcatChart(hconcat=panels[at : at + 2], spacing=12) for at in (0, 2)]
    return themed(alt.VConcatChart(vconcat=pairs, spacing=14))


def _panel(bins: pd.DataFrame, quad: int) -> alt.LayerChart:
    chosen = bins[bins["quad"] == quad] if len(bins) else pd.DataFrame(columns=["forecast"])
    both = alt.Scale(type="log", domain=[_LEAST, 1], nice=False, clamp=True)
    axis = alt.Axis(title=None, grid=False, values=[0.001, 0.01, 0.1, 1], labelExpr="datum.value * 100")
    x = alt.X("forecast:Q", scale=both, axis=axis)
    line = pd.DataFrame({"forecast": [_LEAST, 1.0], "observed": [_LEAST, 1.0]})
    layers: list[alt.Chart] = [
        alt.Chart(line).mark_line(color=RULE).encode(x=x, y=alt.Y("observed:Q", scale=both, axis=axis))
    ]
    if len(chosen):
        kept = chosen.assign(
            low=chosen["low"].clip(lower=_LEAST),
            high=chosen["high"].clip(lower=_LEAST),
            observed=chosen["observed"].clip(lower=_LEAST),
        )
        base = alt.Chart(kept[["forecast", "observed", "low", "high", "held"]])
        layers.append(
            base.mark_rule(color=MUTED, strokeWidth=4, opacity=0.4).encode(
                x=x, y=alt.Y("low:Q", scale=both), y2="high:Q"
            )
        )
        for held in (True, False):
            part = alt.Chart(kept.loc[kept["held"] == held, ["forecast", "observed"]])
            layers.append(
                part.mark_point(
                    filled=held, opacity=1, size=30, color=_COLOURS[quad - 1], strokeWidth=1.5
                ).encode(x=x, y=alt.Y("observed:Q", scale=both, axis=axis))
            )
    else:
        layers.append(note("no forecasts", PANEL / 2, PANEL / 2))
    return alt.LayerChart(layer=layers, width=PANEL, height=PANEL, title=f"{QUADS[quad - 1]}, %")

"""The outlook of a dyad: what was, and what is likely next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import altair as alt
import pandas as pd

from entente.analysis.rows import rows
from entente.charts import rows as lists
from entente.charts.rows import note
from entente.charts.theme import CONFLICT, COOPERATION, INK, MUTED, PHONE, RULE, SIDE_A, SIGNED, themed
from entente.charts.timeline import moments, scale, span, step, ticks

#: The height of the intensity, the room at its side, and that of the figures there, in pixels.
HEIGHT, SIDE, _FIGURES = 140, 36, 30
#: Up to where the past reaches in the rows below, and from where the scale of probabilities begins: shares.
_PAST, _SCALE = 0.645, 0.73
#: Periods of the past that are shown, at most.
MOST = 104
#: A date on the axis takes about so many pixels.
_DATE = 54

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_COLUMNS = ("words_for", "deeds_for", "words_against", "deeds_against")
COLOURS = (COOPERATION, COOPERATION, CONFLICT, CONFLICT)


class _Chance(NamedTuple):
    quad: int
    probability: float
    low: float
    high: float
    base_rate: float


class _Time(NamedTuple):
    """The axis of time: its ends, where the past ends, and its width in pixels."""

    first: pd.Timestamp
    last: pd.Timestamp
    begin: pd.Timestamp
    wide: int


def fan(
    past: pd.DataFrame, chances: pd.DataFrame, expected: pd.DataFrame, *, width: int = PHONE
) -> alt.VConcatChart:
    """Draw what a dyad did, and what is likely in the period to come.

    Above, the mean intensity of each period with stories is a dot, the larger the more stories; periods
    without are empty, so that a dyad of which little is known looks it. At the end stands the intensity that
    is expected, with the interval in which it will lie in 90 of 100 cases, if there are stories at all.
    Below, each quad class has a row: a tick for each period with such a story, and then the probability of
    one in the next, with its interval; the upright line is the base rate.

    Args:
        past: the ties of the dyad: ``period``, ``stories``, ``intensity`` and the four numbers by quad
            class; the last ``MOST`` periods are shown.
        chances: its four rows of ``Outlook.chances``; with ``periods`` the axis reaches back as far as the
            record does, else as far as the ties.
        expected: its row of ``Outlook.expected``; none where there is none.
        width: of the whole, in pixels, with the axis.

    Returns:
        Two drawings below one another.
    """
    return themed(alt.VConcatChart(vconcat=parts(past, chances, expected, width), spacing=22))


def parts(
    past: pd.DataFrame, chances: pd.DataFrame, expected: pd.DataFrame, width: int
) -> list[alt.LayerChart]:
    """The drawings of :func:`fan`, to stand below one another."""
    wide = width - SIDE
    if chances.empty:
        words = note("nothing is known of these two", wide / 2, 20)
        return [alt.LayerChart(layer=[words], width=wide, height=40)]
    begin, end = moments(chances["period"]).iloc[0], moments(chances["end"]).iloc[0]
    known = past.assign(start=moments(past["period"]).to_numpy()) if len(past) else past.assign(start=[])
    known = known.assign(start=moments(known["start"]))
    size = (end - begin) + pd.Timedelta(days=1)
    shown = known[known["start"] >= begin - MOST * size]
    # The axis is that of the record, not of the dyad: of one seldom told most of it is empty.
    reach = min(int(chances["periods"].iloc[0]), MOST) if "periods" in chances else 0
    ends = (begin - reach * size, begin, end + pd.Timedelta(days=1))
    time = _Time(*span([*shown["start"], *ends], step(pd.Series([begin, begin + size]))), begin, wide)
    return [_intensity(shown, expected, time), _rows(shown, chances, time)]


def _intensity(past: pd.DataFrame, expected: pd.DataFrame, time: _Time) -> alt.LayerChart:
    """The means of the past as dots, and the one that is expected."""
    across = scale(time.first, time.last)
    written = ticks(time.first, time.last, most=max(6, time.wide // _DATE))
    axis = alt.Axis(**{**written.to_dict(), "labelFlush": True})
    x = alt.X("middle:T", scale=across, axis=axis)
    figures = alt.Axis(
        title=None, domain=False, values=[-10, -5, 0, 5, 10], labelExpr=SIGNED, minExtent=_FIGURES
    )
    up = alt.Y("intensity:Q", axis=figures, scale=alt.Scale(domain=[-10, 10], nice=False))
    layers: list[alt.Chart] = [
        alt.Chart(pd.DataFrame({"intensity": [0]})).mark_rule(color=RULE).encode(y=up),
        _line(time.begin, across, axis),
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
        layers.append(note("no stories in this time", time.wide / 2, HEIGHT / 2 - 10))
    title = "mean intensity"
    if len(expected):
        one = expected.iloc[:1].assign(middle=time.begin + (time.last - time.begin) / 2)
        low, high, mean = (float(one[name].iloc[0]) for name in ("low", "high", "intensity"))
        title += f"; next: {mean:+.1f} ({low:+.1f} to {high:+.1f})"
        base = alt.Chart(one[["middle", "low", "high", "intensity"]])
        layers += [
            base.mark_rule(color=SIDE_A, strokeWidth=4, opacity=0.45).encode(
                x=x, y=alt.Y("low:Q", scale=alt.Scale(domain=[-10, 10], nice=False)), y2="high:Q"
            ),
            base.mark_point(filled=True, opacity=1, size=45, color=SIDE_A).encode(x=x, y=up),
        ]
    return alt.LayerChart(layer=layers, width=time.wide, height=HEIGHT, title=title)


def _line(begin: pd.Timestamp, across: alt.Scale, axis: alt.Axis) -> alt.Chart:
    """Where the past ends."""
    line: alt.Chart = (
        alt.Chart(pd.DataFrame({"begin": [begin]}))
        .mark_rule(color=MUTED, strokeDash=[4, 3])
        .encode(x=alt.X("begin:T", scale=across, axis=axis))
    )
    return line


def _rows(past: pd.DataFrame, chances: pd.DataFrame, time: _Time) -> alt.LayerChart:
    """One row a quad class: its periods, and its probability."""
    told = sorted(rows(chances, _Chance))
    table, heads = lists.placed(pd.DataFrame(list(map(_written, told))))
    tall = lists.height(table)
    reach = time.wide * _PAST / ((time.last - time.first) / pd.Timedelta(days=1))
    marks = pd.DataFrame(
        [
            {"x": (start - time.first) / pd.Timedelta(days=1) * reach, "y": table["y"].iloc[at], "kind": at}
            for at, one in enumerate(told)
            for start in past.loc[past[_COLUMNS[one.quad - 1]] > 0, "start"]
        ],
        columns=["x", "y", "kind"],
    )
    marks = marks.assign(top=marks["y"] - lists.HALF, bottom=marks["y"] + lists.HALF)
    layers = [
        alt.Chart(table)
        .mark_rule(color=RULE)
        .encode(x=alt.value(0), x2=alt.value(time.wide * _PAST), y=lists.down("y", tall)),
        *_ticks(marks, tall, time.wide),
        *_bars(table, tall, time.wide),
        *lists.written(table, heads, tall, time.wide),
    ]
    return alt.LayerChart(layer=layers, width=time.wide, height=tall)


def _written(one: _Chance) -> dict[str, object]:
    """A row's words: the probability in per cent with its interval, and the base rate."""
    usual = "" if pd.isna(one.base_rate) else f"; base rate {percent(one.base_rate)}"
    return {
        "label": QUADS[one.quad - 1],
        "figure": f"{percent(one.probability)} % ({percent(one.low)} to {percent(one.high)}){usual}",
        "colour": COLOURS[one.quad - 1],
        **one._asdict(),
    }


def percent(share: float) -> str:
    """A probability in per cent, with as many digits as it needs; what is not 0 is not written so.

    >>> [percent(share) for share in (0.942, 0.071, 0.0004, 0.00001, 0.9996)]
    ['94', '7', '<0.1', '<0.1', '>99']
    """
    if share < 0.001:
        return "<0.1"
    if share > 0.99:
        return ">99"
    return f"{100 * share:.1f}" if share < 0.0095 else f"{100 * share:.0f}"


def _across(field: str, wide: int) -> alt.X:
    """A place in pixels."""
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, wide], nice=False, zero=False))


def _ticks(marks: pd.DataFrame, tall: float, wide: int) -> Iterator[alt.Chart]:
    for at in sorted(set(marks["kind"])):
        yield (
            alt.Chart(marks[marks["kind"] == at])
            .mark_rule(color=COLOURS[at], strokeWidth=1.5)
            .encode(x=_across("x", wide), y=lists.down("top", tall), y2="bottom:Q")
        )


def _bars(table: pd.DataFrame, tall: float, wide: int) -> Iterator[alt.Chart]:
    """The probabilities, from 0 at the left to 1 at the right."""
    left = wide * _SCALE
    room = wide - left
    placed = table.assign(
        **{f"{name}_x": left + room * table[name] for name in ("probability", "low", "high", "base_rate")},
        left=left,
        right=float(wide),
    )
    base = alt.Chart(placed)
    yield base.mark_rule(color=RULE, strokeWidth=2 * lists.HALF).encode(
        x=_across("left", wide), x2="right:Q", y=lists.down("y", tall)
    )
    for at in range(len(placed)):
        one, colour = alt.Chart(placed.iloc[at : at + 1]), str(placed["colour"].iloc[at])
        yield one.mark_rule(color=colour, strokeWidth=4, opacity=0.45).encode(
            x=_across("low_x", wide), x2="high_x:Q", y=lists.down("y", tall)
        )
        yield one.mark_point(filled=True, opacity=1, size=45, color=colour).encode(
            x=_across("probability_x", wide), y=lists.down("y", tall)
        )
    usual = alt.Chart(placed[placed["base_rate"].notna()])
    yield usual.mark_rule(color=INK, strokeWidth=1.5).encode(
        x=_across("base_rate_x", wide), y=lists.down("top", tall), y2="bottom:Q"
    )

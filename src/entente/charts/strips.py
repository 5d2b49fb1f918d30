"""Strips over time: statements as ticks, a row a speaker; acts that are not done as hollow marks."""

from __future__ import annotations

from collections.abc import Iterator

import altair as alt
import pandas as pd

from entente.charts import key
from entente.charts import rows as lists
from entente.charts.key import Entry
from entente.charts.theme import CONFLICT, INK, MUTED, PAPER, RULE, TEXT
from entente.charts.timeline import moments

#: Modality -> what it is called and the shape of its hollow mark.
MODALITIES = {
    "hypothetical": ("hypothetical", "circle"),
    "future": ("future", "triangle-right"),
    "negated": ("negated", "square"),
}
#: Heights in pixels: of a row with its label, of a tick, of a hard one, of a lane of hollow marks.
_ROW, _SOFT, _HARD, _LANE = 42, 7, 15, 13
_LABEL = 8
_SPOKEN = (
    Entry("a statement", {"shape": "stroke", "angle": 90, "size": 60, "stroke": INK, "strokeWidth": 1.2}),
    Entry(
        "one that accuses, rejects, threatens or requests",
        {"shape": "triangle-down", "size": 40, "fill": CONFLICT, "stroke": CONFLICT},
    ),
)


def spoken(
    said: pd.DataFrame, names: tuple[str, str], across: alt.Scale, width: int, side: int
) -> alt.LayerChart:
    """Statements of two: one row a speaker, one tick a statement.

    A hard statement is a longer tick with a head; the others are short.

    Args:
        said: one row a statement: ``day``, ``side`` (0 or 1: who speaks), ``hard``. Those without a day are
            not drawn.
        names: of the two.
        across: the axis of time.
        width: of the drawing beside its axis, in pixels.
        side: the room at its side, in pixels.
    """
    told = said[said["day"].notna()]
    told = told.assign(day=moments(told["day"]), hard=told["hard"].astype(bool))
    begun = key.tall(_SPOKEN, width) + 6
    height = begun + 2 * _ROW
    layers: list[alt.Chart] = [*key.key(_SPOKEN, 0, width)]
    for number, (one, other) in enumerate((names, names[::-1])):
        ours = told[told["side"] == number]
        top = begun + _ROW * number
        layers += _label(f"{lists.cut(one, 22)} on {lists.cut(other, 22)}", _said(ours), top, width)
        layers += _row(ours, across, top + _ROW - 6, width, side, height)
    return alt.LayerChart(layer=layers, width=width, height=height)


def _said(ours: pd.DataFrame) -> str:
    return f"{len(ours):,}, hard {int(ours['hard'].sum()):,}" if len(ours) else "none"


def _label(words: str, figure: str, top: float, width: int) -> Iterator[alt.Chart]:
    base = alt.Chart(pd.DataFrame({"words": [words], "figure": [figure]}))
    left = base.mark_text(align="left", baseline="middle", fontSize=TEXT, color=INK, limit=width - 70)
    yield left.encode(x=alt.value(0), y=alt.value(top + _LABEL), text="words:N")
    right = base.mark_text(align="right", baseline="middle", fontSize=TEXT - 1, color=MUTED)
    yield right.encode(x=alt.value(width), y=alt.value(top + _LABEL), text="figure:N")


def _row(
    ours: pd.DataFrame, across: alt.Scale, foot: float, width: int, side: int, height: float
) -> Iterator[alt.Chart]:
    """The ticks of a side, on their line."""
    yield _ground(foot, side, width, height)
    x = alt.X("day:T", scale=across, axis=None)
    for hard, length in ((False, _SOFT), (True, _HARD)):
        marks = alt.Chart(ours.loc[ours["hard"] == hard, ["day"]])
        yield marks.mark_rule(color=CONFLICT if hard else INK, strokeWidth=1.6 if hard else 1.2).encode(
            x=x, y=alt.value(foot - length), y2=alt.value(foot)
        )
        if hard:
            head = marks.mark_point(shape="triangle-down", size=30, opacity=1, fill=CONFLICT, stroke=CONFLICT)
            yield head.encode(x=x, y=alt.value(foot - length))


def _ground(foot: float, side: int, width: int, height: float) -> alt.Chart:
    """The line that marks stand on; its empty axis keeps the strip below the drawings."""
    axis = alt.Axis(
        title=None, labels=False, ticks=False, domain=False, grid=False, minExtent=side, maxExtent=side
    )
    line: alt.Chart = (
        alt.Chart(pd.DataFrame({"foot": [foot]}))
        .mark_rule(color=RULE)
        .encode(
            x=alt.value(0),
            x2=alt.value(width),
            y=alt.Y("foot:Q", axis=axis, scale=alt.Scale(domain=[height, 0], nice=False, zero=False)),
        )
    )
    return line


def unmade(told: pd.DataFrame, across: alt.Scale, width: int, side: int) -> alt.LayerChart:
    """Acts that are not done: a hollow mark each, a lane for each modality that there is.

    Args:
        told: one row an act: ``day``, ``modality`` (hypothetical, future or negated). Those without a day are
            not drawn.
        across, width, side: see :func:`spoken`.
    """
    kept = told[told["day"].notna() & told["modality"].isin(list(MODALITIES))]
    kept = kept.assign(day=moments(kept["day"]))
    number = kept["modality"].value_counts()
    lanes = [modality for modality in MODALITIES if number.get(modality, 0)]
    entries = [
        Entry(
            f"{MODALITIES[modality][0]}, not done: {number[modality]:,}",
            {"shape": MODALITIES[modality][1], "size": 45, "fill": PAPER, "stroke": MUTED},
        )
        for modality in lanes
    ]
    begun = key.tall(entries, width) + 8
    height = begun + _LANE * len(lanes)
    layers: list[alt.Chart] = [*key.key(entries, 0, width)]
    for lane, modality in enumerate(lanes):
        at = begun + _LANE * (lane + 0.5)
        layers.append(_ground(at, side, width, height))
        marks = alt.Chart(kept.loc[kept["modality"] == modality, ["day"]]).mark_point(
            shape=MODALITIES[modality][1], size=45, opacity=1, fill=PAPER, stroke=MUTED, strokeWidth=1.3
        )
        layers.append(marks.encode(x=alt.X("day:T", scale=across, axis=None), y=alt.value(at)))
    return alt.LayerChart(layer=layers, width=width, height=height)

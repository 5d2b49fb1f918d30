"""The mean intensity of each period of a dyad, with how sure it is, and the levels of its phases."""

from __future__ import annotations

from collections.abc import Iterator

import altair as alt
import pandas as pd

from entente.charts.key import Entry
from entente.charts.rows import note
from entente.charts.theme import INK, MUTED, PAPER, RULE, SIGNED

#: A thin line joins the means of periods that follow one another if both have so many stories.
JOINED = 3
#: Means are drawn smaller where there are more of them than this.
_DOTTED = 80


def entries(means: pd.DataFrame, levels: pd.DataFrame, period: str) -> list[Entry]:
    """What the marks of :func:`intensity` mean, of those that there are."""
    found = []
    dot = {"shape": "circle", "size": 30, "stroke": MUTED}
    if means["low"].notna().any():
        found.append(Entry(f"mean of a {period}, and its 95 % interval", {**dot, "fill": MUTED}))
    elif (means["stories"] > 1).any():
        found.append(Entry(f"mean of a {period}", {**dot, "fill": MUTED}))
    if (means["stories"] == 1).any():
        found.append(Entry("of one story alone", {**dot, "fill": PAPER}))
    if len(levels):
        found.append(Entry("level of a phase", {"strokeWidth": 3, "color": INK}, rule=True, reach=8))
    return found


def known(periods: pd.DataFrame) -> pd.DataFrame:
    """The periods that have a mean: ``middle``, ``intensity``, ``low``, ``high``, ``stories``, ``run``.

    A run is a stretch of periods that follow one another, each with ``JOINED`` stories or more; those of
    fewer have none.
    """
    there = pd.to_numeric(periods["intensity"]).notna() & (periods["count"] > 0).fillna(False)
    if "coverage" in periods:
        there &= periods["coverage"] != "none"
    stories = periods["stories"] if "stories" in periods else periods["count"]
    enough = there & (pd.to_numeric(stories).fillna(0) >= JOINED)
    middle = periods["start"] + (periods["end"] - periods["start"]) / 2
    missing = pd.Series(float("nan"), index=periods.index)
    means = pd.DataFrame(
        {
            "middle": middle,
            "intensity": periods["intensity"],
            "low": periods.get("low", missing),
            "high": periods.get("high", missing),
            "stories": stories,
            "run": (~enough).cumsum().where(enough),
        }
    )
    kept = means[there]
    return kept.astype({"intensity": float, "low": float, "high": float, "stories": int})


def intensity(
    means: pd.DataFrame,
    levels: pd.DataFrame,
    across: alt.Scale,
    below: alt.Axis,
    place: tuple[float, float],
    side: int,
) -> Iterator[alt.Chart]:
    """The layers: a dot for each period with its interval, thin lines between some, levels of phases.

    Args:
        means: of :func:`known`.
        levels: ``start``, ``end``, ``level``.
        across, below: the scale and the axis of time.
        place: where words stand if there is no mean, in pixels.
        side: the room of the figures at the side, in pixels.
    """
    shown = [*means["intensity"], *means["low"].dropna(), *means["high"].dropna(), *levels["level"]]
    reach = [max(-10.0, min([-1.0, *shown]) - 0.3), min(10.0, max([1.0, *shown]) + 0.3)]
    figures = alt.Axis(
        title=None,
        domain=False,
        tickMinStep=1,
        tickCount=min(5, max(2, int(reach[1] - reach[0]))),
        labelExpr=SIGNED,
        minExtent=side,
    )
    scale = alt.Scale(domain=reach, nice=False)
    up = alt.Y("intensity:Q", axis=figures, scale=scale)
    yield alt.Chart(pd.DataFrame({"intensity": [0]})).mark_rule(color=RULE).encode(y=up)
    x = alt.X("middle:T", scale=across, axis=below)
    few = len(means) <= _DOTTED
    sure = alt.Chart(means.loc[means["low"].notna(), ["middle", "low", "high"]])
    yield sure.mark_rule(color=MUTED, strokeWidth=1.5 if few else 1, opacity=0.8).encode(
        x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q"
    )
    # Below the dots: a level often lies where they do.
    if len(levels):
        yield (
            alt.Chart(levels)
            .mark_rule(color=INK, strokeWidth=3)
            .encode(x=alt.X("start:T", scale=across), x2="end:T", y="level:Q")
        )
    runs = means.loc[means["run"].notna(), ["middle", "intensity", "run"]]
    yield alt.Chart(runs).mark_line(color=MUTED, strokeWidth=1).encode(x=x, y=up, detail="run:N")
    for alone, inside in ((False, MUTED), (True, PAPER)):
        dots = alt.Chart(means.loc[(means["stories"] == 1) == alone, ["middle", "intensity", "stories"]])
        yield dots.mark_point(
            fill=inside, stroke=MUTED, opacity=1, size=24 if few else 8, strokeWidth=1
        ).encode(x=x, y=up)
    if not len(means):
        yield note("no intensity known", place[0], place[1])

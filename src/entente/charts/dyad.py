"""The course of a dyad: what the two did by period, how it was meant, and where it turned."""

from __future__ import annotations

from collections.abc import Iterator

import altair as alt
import pandas as pd

from entente.charts import turns as looks
from entente.charts.course import columns, heights, zero
from entente.charts.rows import note
from entente.charts.theme import INK, MUTED, RULE, SIGNED, TEXT, themed
from entente.charts.timeline import after, moments, scale, span, step, ticks

#: The drawing in pixels, without the axes: its width, and the heights of the counts and of the intensity.
WIDTH, COUNTS, INTENSITY = 316, 130, 150

#: Room for the figures at the side, the same in both drawings, so that their dates stand below one another.
_SIDE = 30
#: Coverage -> how dark a period is shaded.
_SHADES = {"thin coverage": 0.13, "no coverage": 0.34}
#: Single periods are marked by dots while there are no more than so many.
_DOTTED = 80


def dyad(series: pd.DataFrame, turns: pd.DataFrame, phases: pd.DataFrame | None) -> alt.VConcatChart:
    """Draw the course of a dyad: above what happened in each period, below its mean intensity.

    Above, cooperation goes up and conflict down from a common line, as in :func:`course`. Below, a thin line
    joins the mean intensities of periods that follow one another; a period without events, or without
    coverage, breaks it. Thick level lines are the phases. A turning point is a rule, its interval a
    band: a rift dashed under an empty triangle that points down, a rapprochement solid under a filled one
    that points up. Periods in which little or nothing was read are shaded.

    Args:
        series: one row a period: ``period`` (its first day), ``cooperation``, ``conflict``, ``count``,
            ``intensity`` (-10 to +10, missing where nothing happened), and, if known, ``coverage``:
            "read", "thin" or "none".
        turns: one row a turning point: ``day``, ``low``, ``high`` (its interval), ``direction`` ("rift" or
            "rapprochement"), ``points`` (not drawn).
        phases: one row a phase: ``first``, ``last`` (days), ``level`` (missing: quiet, no line). None:
            no phases.

    Returns:
        Two drawings below one another, ``WIDTH`` wide beside their axis, and their legends.
    """
    periods = series.assign(start=moments(series["period"])).sort_values("start")
    by = step(periods["start"])
    periods["end"] = after(periods["start"], by)
    points, levels = _turns(turns), _levels(phases)
    shown = [periods["start"], periods["end"], points["low"], points["high"], levels["start"], levels["end"]]
    first, last = span((moment for column in shown for moment in column), by)
    across = scale(first, last)
    shades = _shades(periods)
    counts = [
        *_shaded(shades, across),
        *_bands(points, across),
        columns(
            heights(periods, periods["start"], periods["end"]), across, _ticks(first, last), by.value, _SIDE
        ),
        zero(),
        *_rules(points, across),
    ]
    if not len(periods):
        counts.append(note("nothing known", WIDTH / 2, COUNTS / 2 - 12))
    course = [
        *_shaded(shades, across),
        *_shades_told(shades, INTENSITY + (54 if len(points) else 34)),
        *_bands(points, across),
        *_intensity(periods, levels, across, ticks(first, last)),
        *_rules(points, across),
        *_heads(points, across),
    ]
    above = alt.LayerChart(layer=counts, width=WIDTH, height=COUNTS)
    below = alt.LayerChart(
        layer=course,
        width=WIDTH,
        height=INTENSITY,
        title=alt.TitleParams("mean intensity, from -10 to +10", offset=18 if len(points) else 8),
    )
    whole: alt.VConcatChart = alt.VConcatChart(vconcat=[above, below], spacing=14)
    whole = whole.resolve_scale(fill="independent", stroke="independent", color="independent")
    return themed(whole)


def _turns(turns: pd.DataFrame) -> pd.DataFrame:
    """The turning points in UTC; one without an interval has that of its day."""
    kept = turns[turns["day"].notna()] if len(turns) else turns
    day = moments(kept["day"])
    return pd.DataFrame(
        {
            "day": day,
            "low": moments(kept["low"]).fillna(day),
            "high": moments(kept["high"]).fillna(day),
            "direction": kept["direction"].astype(str),
        }
    ).sort_values("day")


def _levels(phases: pd.DataFrame | None) -> pd.DataFrame:
    """The phases that have a level, from their first moment to the first after them."""
    if phases is None or not len(phases):
        phases = pd.DataFrame({"first": [], "last": [], "level": []})
    level = pd.to_numeric(phases["level"])
    levels = pd.DataFrame(
        {
            "start": moments(phases["first"]),
            "end": moments(phases["last"]) + pd.Timedelta(days=1),
            "level": level,
        }
    )
    return levels[level.notna()]


def _shades(periods: pd.DataFrame) -> pd.DataFrame:
    """Stretches of periods of the same lack of coverage: ``start``, ``end``, ``coverage``."""
    if "coverage" not in periods:
        return pd.DataFrame({"start": [], "end": [], "coverage": []})
    words = periods["coverage"].map({"thin": "thin coverage", "none": "no coverage"}).fillna("")
    runs = words.ne(words.shift()).cumsum()
    grouped = periods.assign(coverage=words, run=runs).groupby("run")
    found = grouped.agg(start=("start", "min"), end=("end", "max"), coverage=("coverage", "first"))
    return found[found["coverage"] != ""]


def _shaded(shades: pd.DataFrame, across: alt.Scale) -> Iterator[alt.Chart]:
    for coverage, opacity in _SHADES.items():
        ours = shades[shades["coverage"] == coverage]
        if len(ours):
            x = alt.X("start:T", scale=across)
            yield alt.Chart(ours).mark_rect(fill=MUTED, fillOpacity=opacity).encode(x=x, x2="end:T")


def _shades_told(shades: pd.DataFrame, tall: float) -> Iterator[alt.Chart]:
    """What the shades mean, at a height in pixels."""
    for (coverage, opacity), at in zip(_SHADES.items(), (6, 110), strict=True):
        if coverage in set(shades["coverage"]):
            base = alt.Chart(pd.DataFrame({"coverage": [coverage]}))
            mark = base.mark_point(shape="square", size=130, fill=MUTED, fillOpacity=opacity, opacity=1)
            yield mark.encode(x=alt.value(at), y=alt.value(tall), stroke=alt.value(RULE))
            words = base.mark_text(align="left", baseline="middle", fontSize=TEXT - 1, color=INK)
            yield words.encode(x=alt.value(at + 12), y=alt.value(tall), text="coverage:N")


def _bands(points: pd.DataFrame, across: alt.Scale) -> Iterator[alt.Chart]:
    if len(points):
        yield (
            alt.Chart(points)
            .mark_rect(opacity=0.16)
            .encode(x=alt.X("low:T", scale=across), x2="high:T", color=looks.colour())
        )


def _rules(points: pd.DataFrame, across: alt.Scale) -> Iterator[alt.Chart]:
    for direction, dash in looks.DASHES.items():
        ours = points[points["direction"] == direction]
        if len(ours):
            yield (
                alt.Chart(ours)
                .mark_rule(strokeDash=dash, strokeWidth=1.5)
                .encode(x=alt.X("day:T", scale=across), color=looks.colour())
            )


def _heads(points: pd.DataFrame, across: alt.Scale) -> Iterator[alt.Chart]:
    """The triangles at the heads of the rules, and what they mean."""
    if not len(points):
        return
    yield (
        alt.Chart(points)
        .mark_point(size=70, opacity=1, strokeWidth=1.5)
        .encode(
            x=alt.X("day:T", scale=across),
            y=alt.value(-8),
            fill=looks.fill(),
            stroke=looks.stroke(),
            shape=looks.shape(),
        )
    )
    yield from looks.key(INTENSITY + 34)


def _intensity(
    periods: pd.DataFrame, levels: pd.DataFrame, across: alt.Scale, below: alt.Axis
) -> Iterator[alt.Chart]:
    """The means of the periods, broken where there is none, and the levels of the phases."""
    known = pd.to_numeric(periods["intensity"]).notna() & (periods["count"] > 0)
    if "coverage" in periods:
        known &= periods["coverage"] != "none"
    middle = periods["start"] + (periods["end"] - periods["start"]) / 2
    means = pd.DataFrame({"middle": middle, "intensity": periods["intensity"], "run": (~known).cumsum()})
    means = means[known].astype({"intensity": float})
    alone = means.groupby("run")["run"].transform("size") == 1
    dots = means if len(means) <= _DOTTED else means[alone]
    shown = [*means["intensity"], *levels["level"]]
    reach = [min([-1.0, *shown]) - 0.3, max([1.0, *shown]) + 0.3]
    figures = alt.Axis(
        title=None,
        domain=False,
        tickMinStep=1,
        tickCount=min(5, max(2, int(reach[1] - reach[0]))),
        labelExpr=SIGNED,
        minExtent=_SIDE,
    )
    up = alt.Y("intensity:Q", axis=figures, scale=alt.Scale(domain=reach, nice=False))
    yield alt.Chart(pd.DataFrame({"intensity": [0]})).mark_rule(color=RULE).encode(y=up)
    x = alt.X("middle:T", scale=across, axis=below)
    yield alt.Chart(means).mark_line(color=MUTED, strokeWidth=1).encode(x=x, y=up, detail="run:N")
    yield alt.Chart(dots).mark_point(filled=True, opacity=1, color=MUTED, size=14).encode(x=x, y=up)
    if len(levels):
        yield (
            alt.Chart(levels)
            .mark_rule(color=INK, strokeWidth=3)
            .encode(x=alt.X("start:T", scale=across), x2="end:T", y="level:Q")
        )
    if not len(means):
        yield note("no intensity known", WIDTH / 2, INTENSITY / 2 - 12)


def _ticks(first: pd.Timestamp, last: pd.Timestamp) -> alt.Axis:
    """The dates stand below the lower drawing; above there are only their ticks."""
    axis = ticks(first, last).to_dict()
    return alt.Axis(**{**axis, "labels": False})

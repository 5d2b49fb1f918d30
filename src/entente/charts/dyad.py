"""The course of a dyad: what the two did by period, what they said, how it was meant, and where it turned."""

from __future__ import annotations

from collections.abc import Iterator

import altair as alt
import pandas as pd

from entente.charts import key as keys
from entente.charts import turns as looks
from entente.charts.course import columns, heights, zero
from entente.charts.key import Entry
from entente.charts.means import entries, intensity, known
from entente.charts.rows import note
from entente.charts.strips import spoken, unmade
from entente.charts.theme import CONFLICT, COOPERATION, MUTED, PAPER, PHONE, RULE, themed
from entente.charts.timeline import after, moments, scale, span, step, ticks

#: Heights of the counts and of the intensity, in pixels.
COUNTS, INTENSITY = 130, 150

#: Room for the figures at the side, the same in all drawings, so that their dates stand below one another.
SIDE = 30
#: A date on the axis takes about so many pixels.
_DATE = 54
#: Coverage -> how dark a period is shaded.
_SHADES = {"thin coverage": 0.1, "no coverage": 0.24}
_TURNS = {
    "rift": {"shape": "triangle-down", "fill": PAPER, "stroke": CONFLICT},
    "rapprochement": {"shape": "triangle-up", "fill": COOPERATION, "stroke": COOPERATION},
}


def dyad(
    series: pd.DataFrame,
    turns: pd.DataFrame,
    phases: pd.DataFrame | None,
    *,
    said: pd.DataFrame | None = None,
    undone: pd.DataFrame | None = None,
    names: tuple[str, str] = ("A", "B"),
    width: int = PHONE,
    unit: str = "stories",
) -> alt.VConcatChart:
    """Draw the course of a dyad: what happened in each period, what was said, the mean intensity.

    Above, cooperation goes up and conflict down from a common line, as in :func:`course`. Between, statements
    are ticks, a row a speaker, and acts that are not done are hollow marks. Below, each period with stories
    is a dot with the interval of its mean; one story alone is an empty dot without one. A thin line joins
    periods that follow one another if each has three stories or more. Thick level lines are the phases.
    A turning point is a rule, its interval a band: a rift dashed under an empty triangle that points down, a
    rapprochement solid under a filled one that points up. Periods in which little or nothing was read are
    shaded.

    Args:
        series: one row a period: ``period`` (its first day), ``cooperation``, ``conflict``, ``count``,
            ``intensity`` (-10 to +10, missing where nothing happened), and, if known, ``stories`` (else
            ``count``), ``low`` and ``high`` (the interval; missing: none), ``coverage``: "read", "thin" or
            "none".
        turns: one row a turning point: ``day``, ``low``, ``high`` (its interval), ``direction`` ("rift" or
            "rapprochement"), ``points`` (not drawn).
        phases: one row a phase: ``first``, ``last`` (days), ``level`` (missing: quiet, no line). None:
            no phases.
        said: one row a statement: ``day``, ``side`` (0 or 1), ``hard``. None, or none with a day: no strip.
        undone: one row an act that is not done: ``day``, ``modality``. The same.
        names: of the two, in the order of ``side``.
        width: of the whole, in pixels, with the axis.
        unit: what is counted, in the plural.

    Returns:
        Two to four drawings below one another.
    """
    wide = width - SIDE
    periods = series.assign(start=moments(series["period"])).sort_values("start")
    by = step(periods["start"])
    periods["end"] = after(periods["start"], by)
    points, levels = _turns(turns), _levels(phases)
    parts = [frame for frame in (said, undone) if frame is not None and frame["day"].notna().any()]
    marked = [moments(frame["day"].dropna()) for frame in parts]
    shown = [periods["start"], periods["end"], points["low"], points["high"], levels["start"], levels["end"]]
    first, last = span((moment for column in (*shown, *marked) for moment in column), by)
    across, below = scale(first, last), ticks(first, last, most=max(6, wide // _DATE))
    if not (len(periods) or parts or len(points) or len(levels)):
        # An axis must have dates, and there are none.
        below = _bare(below)
    shades = _shades(periods)
    counts = [
        *_shaded(shades, across),
        *_bands(points, across),
        columns(
            heights(periods, periods["start"], periods["end"]), across, _bare(below), by.value, SIDE, unit
        ),
        zero(),
        *_rules(points, across),
    ]
    if not len(periods):
        counts.append(note("nothing known", wide / 2, COUNTS / 2 - 12))
    drawings = [alt.LayerChart(layer=counts, width=wide, height=COUNTS)]
    if said is not None and any(frame is said for frame in parts):
        drawings.append(spoken(said, names, across, wide, SIDE))
    if undone is not None and any(frame is undone for frame in parts):
        drawings.append(unmade(undone, across, wide, SIDE))
    means = known(periods)
    told = [*entries(means, levels, by.value), *_entries(points, shades)]
    course = [
        *_shaded(shades, across),
        *_bands(points, across),
        *intensity(means, levels, across, below, (wide / 2, INTENSITY / 2 - 12), SIDE),
        *_rules(points, across),
        *_heads(points, across),
        *keys.key(told, INTENSITY + 26, wide),
    ]
    title = alt.TitleParams("mean intensity, from -10 to +10", offset=18 if len(points) else 8)
    drawings.append(alt.LayerChart(layer=course, width=wide, height=INTENSITY, title=title))
    whole: alt.VConcatChart = alt.VConcatChart(vconcat=drawings, spacing=14)
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


def _entries(points: pd.DataFrame, shades: pd.DataFrame) -> Iterator[Entry]:
    """What turning points and shades mean, of those that there are."""
    for direction, look in _TURNS.items():
        if direction in set(points["direction"]):
            yield Entry(direction, {**look, "size": 70, "strokeWidth": 1.5})
    for coverage, opacity in _SHADES.items():
        if coverage in set(shades["coverage"]):
            look = {"shape": "square", "fill": MUTED, "stroke": RULE}
            yield Entry(coverage, {**look, "size": 130, "fillOpacity": opacity})


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
    """The triangles at the heads of the rules."""
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


def _bare(axis: alt.Axis) -> alt.Axis:
    """The dates stand below the lowest drawing; above there are only their ticks."""
    return alt.Axis(**{**axis.to_dict(), "labels": False})

"""The background of a dyad: its course before a day, and what stories and statements make it up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd

from entente.analysis.dyads.phases import Phase, TurningPoint, course
from entente.analysis.dyads.series import counted, directions, end_of, start_of
from entente.analysis.dyads.spoken import Said, key_statements
from entente.units import By, Count

#: Key stories of a phase, and those that stand by a turning point.
MOST, MOST_AT_TURN = 5, 3
#: Stories that weigh at least so large a part of a phase's largest come before all others.
HEAVY = 1 / 3
#: How far apart key stories lie at first, as a part of what an even spread would give.
APART = 0.8
#: Two stories of one quad class within so many days are shown as one: they may be tellings of one.
REACH = 3
#: Around a turning point stories are looked for in its interval, and so many days to either side of its day.
AROUND = 14


class Story(NamedTuple):
    """One story: ids of story and event (None for imported data), and the figures that it was chosen by."""

    story: str
    event: str | None
    day: date
    a: str
    b: str
    event_type: str | None
    quad: int
    intensity: float
    reports: int
    articles: int
    sources: int
    dataset: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A phase with its key stories and the key statements of either side, in order of time."""

    phase: Phase
    stories: tuple[Story, ...]
    statements: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turning point with the stories around it that lead the same way, in order of time."""

    point: TurningPoint
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Background:
    """The course of two actors.

    Attributes:
        a, b: their codes.
        by, count: the periods, and what is counted.
        before: the day before which it ends; None for the whole record.
        series: what :func:`entente.analysis.dyads.series.directions` gives.
        chapters: the phases in order, without holes.
        turns: the turning points between them.
    """

    a: str
    b: str
    by: By
    count: Count
    before: date | None
    series: pd.DataFrame
    chapters: tuple[Chapter, ...]
    turns: tuple[Turn, ...]


def background(
    days: pd.DataFrame,
    statements: pd.DataFrame | None,
    focus: tuple[str, str],
    *,
    by: By = By.WEEK,
    count: Count = Count.STORY,
    before: date | None = None,
    since: date | None = None,
    until: date | None = None,
    most: int = MOST,
) -> Background:
    """The background of a dyad, from its daily frame and statements.

    Args:
        days: the daily frame; see :func:`entente.analysis.dyads.series.series`. Rows of others are left out.
        statements: the store's flat table of statements, at the same level of actors; None for none.
        focus: codes of the two.
        by, count: periods and what is counted.
        before: the first day that is no longer background.
        since, until: the span that is looked at; else from the first story to the last.
        most: key stories of a phase at most.

    Returns:
        The whole course where there is neither ``before`` nor ``until``; no chapter where there is no story.
    """
    a, b = focus
    if before is not None:
        until = min(until, before - timedelta(days=1)) if until else before - timedelta(days=1)
    ends = (since or date.min, until or date.max)
    table = counted(between(days, a, b))
    if since:
        table = table[table.day >= pd.Timestamp(since)]
    if until:
        table = table[table.day <= pd.Timestamp(until)]
    if table.empty:
        until = since = None
    figures = directions(table, a, b, by, count, since=since, until=until)
    found = course(figures[figures.direction == "both"], by)
    ranked = _ranked(table)
    said = key_statements(statements, focus, [(p.first, p.last) for p in found.phases], ends)
    chapters = tuple(
        Chapter(phase, _of_phase(ranked, phase, most), words)
        for phase, words in zip(found.phases, said, strict=True)
    )
    turns = tuple(Turn(point, _at_turn(ranked, point, found.phases, by)) for point in found.turning_points)
    return Background(a, b, by, count, before, figures, chapters, turns)


def between(days: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    """The rows between two actors, in either direction."""
    return days[((days.a == a) & (days.b == b)) | ((days.a == b) & (days.b == a))]


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """The stories, each once, the largest first: by intensity and by how many report it."""
    weight = table.intensity.abs() * np.log1p(table.reports)
    ranked = table.assign(weight=weight).sort_values(
        ["weight", "sources", "day", "story"], ascending=[False, False, True, True]
    )
    return ranked.drop_duplicates(["story", "day"])


def _of_phase(ranked: pd.DataFrame, phase: Phase, most: int) -> tuple[Story, ...]:
    inside = ranked[_between_days(ranked, phase.first, phase.last)]
    apart = APART * ((phase.last - phase.first).days + 1) / most
    # What weighs much comes before what would only fill a gap; both are spread over the phase first.
    heavy = inside[inside.weight >= HEAVY * inside.weight.max()]
    passes = ((stories_of(table), gap) for table in (heavy, inside) for gap in (apart, 0.0))
    return _in_order(spread_out(passes, most, _alike))


def _at_turn(ranked: pd.DataFrame, point: TurningPoint, phases: Sequence[Phase], by: By) -> tuple[Story, ...]:
    """The largest stories around a turning point on its side of the middle of the two levels."""
    old, new = phases[point.before].level, phases[point.after].level
    assert old is not None and new is not None
    middle = (old + new) / 2
    return _around(ranked, point.day, point.low, point.high, middle, point.points < 0, by)


def carrying(
    days: pd.DataFrame, at: date, low: date, high: date, middle: float, *, falls: bool, by: By
) -> tuple[Story, ...]:
    """The largest stories around a turn of a dyad that lead the same way, in order of time.

    Args:
        days: the daily frame of the dyad.
        at, low, high: the day of the turn, and its interval.
        middle: of the mean intensities before and after.
        falls: whether it is a rift.
        by: the periods in which it was found.
    """
    return _around(_ranked(days), at, low, high, middle, falls, by)


def _around(
    ranked: pd.DataFrame, at: date, low: date, high: date, middle: float, falls: bool, by: By
) -> tuple[Story, ...]:
    around = timedelta(days=AROUND)
    first = min(low, start_of(at - around, by).date())
    last = max(high, end_of(at + around, by).date())
    inside = ranked[_between_days(ranked, first, last)]
    leads = inside.intensity < middle if falls else inside.intensity > middle
    # The farther from the day, the less a story explains: at the interval's end by half.
    reach = max((last - first).days / 2, 1)
    off = (inside.day - pd.Timestamp(at)).dt.days.abs() / reach
    nearest = inside.assign(weight=inside.weight / (1 + off))[leads].sort_values(
        ["weight", "day", "story"], ascending=[False, True, True]
    )
    return _in_order(spread_out([(stories_of(nearest), 0.0)], MOST_AT_TURN, _alike))


def listed(days: pd.DataFrame, most: int) -> tuple[Story, ...]:
    """The largest stories of a daily frame, in order of time."""
    return _in_order(stories_of(_ranked(days).head(most)))


def _between_days(table: pd.DataFrame, first: date, last: date) -> pd.Series[bool]:
    return (table.day >= pd.Timestamp(first)) & (table.day <= pd.Timestamp(last))


def stories_of(ranked: pd.DataFrame) -> Iterator[Story]:
    """The rows of a daily frame as stories, in their order."""
    for row in ranked[list(Story._fields)].itertuples(index=False, name=None):
        story, event, day, a, b, kind, *figures = row
        known = tuple(None if pd.isna(value) else str(value) for value in (event, kind))
        quad, intensity, reports, articles, sources, dataset = figures
        yield Story(
            str(story),
            known[0],
            day.date(),
            str(a),
            str(b),
            known[1],
            int(quad),
            float(intensity),
            int(reports),
            int(articles),
            int(sources),
            str(dataset),
        )


def _alike(one: Story, other: Story) -> bool:
    """Whether two stories may be tellings of one happening."""
    return one.quad == other.quad and abs((one.day - other.day).days) <= REACH


def _in_order(stories: Iterable[Story]) -> tuple[Story, ...]:
    return tuple(sorted(stories, key=lambda s: (s.day, s.story)))


def spread_out(
    passes: Iterable[tuple[Iterable[Story], float]], most: int, alike: Callable[[Story, Story], bool]
) -> list[Story]:
    """The first of some rankings: of each as many as there is still room for.

    Args:
        passes: stories, the best first, and how many days apart they must lie from all that are chosen.
        most: how many at most.
        alike: whether two are the same thing; of those only the one that comes first is taken.
    """
    chosen: list[Story] = []
    for ranked, gap in passes:
        for story in ranked:
            if len(chosen) == most:
                return chosen
            if not any(abs((story.day - c.day).days) < gap or alike(story, c) for c in chosen):
                chosen.append(story)
    return chosen

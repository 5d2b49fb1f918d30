"""The tension of two actors over time, with its rifts and rapprochements, and what they said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd

from entente.analysis.dyads.background import Background, background, between
from entente.analysis.dyads.coverage import covered
from entente.analysis.dyads.facing import facing
from entente.analysis.dyads.surety import sureties
from entente.charts.caption import Caption
from entente.charts.dyad import dyad as drawn
from entente.charts.means import JOINED
from entente.charts.theme import Drawing
from entente.figures import basis
from entente.figures.figure import Asked, Figure
from entente.figures.undone import undone_of, untold
from entente.ontology.naming import actor_name
from entente.store import Kind, Selection, Store
from entente.units import By


def made(asked: Asked) -> Figure:
    """The figure of two: what they did by period, its mean intensity, phases and turning points."""
    chosen = replace(asked.selection, dyad=asked.two())
    # Whether they turned is told of the whole record up to the last day, whatever of it is drawn.
    found = history(asked.store, replace(chosen, since=None), asked.by)
    return course(replace(asked, selection=chosen), found)


def history(store: Store, chosen: Selection, by: By) -> Background:
    """The background of the dyad of a selection, with its coverage; it turns by the week."""
    found = _background(store, chosen, by)
    if by is not By.WEEK:
        # Where it turned is told of weeks, whatever the bars are of.
        weekly = _background(store, chosen, By.WEEK)
        found = replace(found, chapters=weekly.chapters, turns=weekly.turns)
    if len(found.series):
        found = replace(found, series=covered(found.series, store.exposure(chosen, by.value), by))
    return found


def _background(store: Store, chosen: Selection, by: By) -> Background:
    assert chosen.dyad is not None
    return background(
        store.days(chosen),
        store.frame(Kind.STATEMENTS, replace(chosen, types=())),
        chosen.dyad,
        by=by,
        count=chosen.count,
        since=chosen.since,
        until=chosen.until,
    )


def course(asked: Asked, found: Background) -> Figure:
    """The figure of a background that is already known; its counts are not shares.

    Where the selection begins later than the background, the figure does so too.
    """
    chosen = replace(asked.selection, dyad=(found.a, found.b), count=found.count)
    days = between(asked.store.days(chosen), found.a, found.b)
    sure = sureties(days, found.by, found.count).drop(columns="mean")
    series = found.series[found.series.direction == "both"].merge(sure, on="period", how="left")
    series = series[series.period >= pd.Timestamp(chosen.since or date.min)].reset_index(drop=True)
    said = _said(asked.store, chosen, found)
    undone = undone_of(asked.store, chosen, (found.a, found.b))
    turns, phases = _turns(found, chosen.since or date.min), _phases(found, chosen.since or date.min)
    number = int(series["count"].sum()) if len(series) else 0
    names = (actor_name(found.a), actor_name(found.b))
    caption = Caption(
        title=": ".join(
            filter(None, (f"{basis.pair(found.a, found.b)} by {found.by.value}", basis.days(days)))
        ),
        counted=basis.counted(number, found.count, "told as done, in either direction"),
        sources=basis.sources(asked.store, chosen),
        exposure=basis.exposure(asked.store, chosen, found.by),
        notes=(
            _spoken(said, names),
            untold(undone, asked.store, chosen, "hollow, on the day when told"),
            *_limits(series, int(days[days.day.isna()].story.nunique())),
        ),
    )
    told = f"{caption.counted} {basis.some(len(turns), 'turning point')}. {caption.notes[0]}"

    def chart(width: int) -> Drawing:
        return drawn(
            series,
            turns,
            phases,
            said=said[said.said] if len(said) else None,
            undone=undone if len(undone) else None,
            names=names,
            width=width,
            unit=basis.plural(found.count.value),
        )

    return Figure(caption, series, chart, told)


def _turns(found: Background, since: date) -> pd.DataFrame:
    points = [turn.point for turn in found.turns if turn.point.day >= since]
    return pd.DataFrame(
        [(p.day, max(p.low, since), p.high, p.direction.value, p.points) for p in points],
        columns=["day", "low", "high", "direction", "points"],
    )


def _phases(found: Background, since: date) -> pd.DataFrame:
    phases = [chapter.phase for chapter in found.chapters if chapter.phase.last >= since]
    return pd.DataFrame(
        [(max(p.first, since), p.last, p.level) for p in phases], columns=["first", "last", "level"]
    )


def _said(store: Store, chosen: Selection, found: Background) -> pd.DataFrame:
    """The statements of the two of or to each other, each once though its text was copied."""
    # Those without a day are in no days of a selection, and are to be told of all the same.
    every = store.frame(Kind.STATEMENTS, replace(chosen, types=(), since=None, until=None))
    said = facing(every, found.a, found.b, store.copies(Selection()).document)
    early = said.day < pd.Timestamp(chosen.since or date.min)
    return said[~early & ~(said.day > pd.Timestamp(chosen.until or date.max))].reset_index(drop=True)


def _spoken(said: pd.DataFrame, names: tuple[str, str]) -> str:
    """How many statements of whom, and which are not drawn."""
    drawn = said[said.said & said.day.notna()]
    parts = []
    for side, (one, other) in enumerate((names, names[::-1])):
        ours = drawn[drawn.side == side]
        if len(ours):
            parts.append(f"{len(ours):,} of {one} on {other} ({int(ours.hard.sum()):,} hard)")
    unsaid, undated = int((~said.said).sum()), int((said.said & said.day.isna()).sum())
    left = [f"{undated:,} without a day"] * bool(undated) + [f"{unsaid:,} told as not made"] * bool(unsaid)
    rest = f"; not drawn: {', '.join(left)}" if left else ""
    return f"Statements of or to the other: {', '.join(parts) or 'none with a day'}{rest}."


def _limits(series: pd.DataFrame, undated: int) -> Iterator[str]:
    """What the drawing does not show, and how sure its means are."""
    if undated:
        yield f"{basis.some(undated, 'story')} without a day {'is' if undated == 1 else 'are'} not drawn."
    if len(series):
        yield (
            "Intervals hold the mean of such stories in 95 of 100 cases; one story alone has none. "
            f"A line joins periods of {JOINED} stories or more."
        )

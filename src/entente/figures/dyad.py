"""The tension of two actors over time, with its rifts and rapprochements."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from entente.analysis.dyads.background import Background, background
from entente.analysis.dyads.coverage import covered
from entente.charts.caption import Caption
from entente.charts.dyad import dyad as drawn
from entente.figures import basis
from entente.figures.figure import Asked, Figure
from entente.store import Kind


def dyad(asked: Asked) -> Figure:
    """The figure of two: what they did by period, its mean intensity, phases and turning points."""
    two = asked.two()
    store, by = asked.store, asked.by
    chosen = replace(asked.selection, dyad=two)
    found = background(
        store.days(chosen),
        store.frame(Kind.STATEMENTS, replace(chosen, types=())),
        two,
        by=by,
        count=chosen.count,
        since=chosen.since,
        until=chosen.until,
    )
    if len(found.series):
        found = replace(found, series=covered(found.series, store.exposure(chosen, by.value), by))
    return course(replace(asked, selection=chosen), found)


def course(asked: Asked, found: Background) -> Figure:
    """The figure of a background that is already known."""
    series = found.series[found.series.direction == "both"]
    chosen, by = asked.selection, asked.by
    points = [turn.point for turn in found.turns]
    turns = pd.DataFrame(
        [(p.day, p.low, p.high, p.direction.value, p.points) for p in points],
        columns=["day", "low", "high", "direction", "points"],
    )
    phases = pd.DataFrame(
        [(c.phase.first, c.phase.last, c.phase.level) for c in found.chapters],
        columns=["first", "last", "level"],
    )
    number = int(series["count"].sum()) if len(series) else 0
    caption = Caption(
        title=f"{basis.pair(found.a, found.b)}: words and deeds by {by.value}",
        counted=basis.counted(number, chosen.count, "told as done, in either direction"),
        sources=basis.sources(asked.store, chosen),
        exposure=basis.exposure(asked.store, chosen, by),
    )
    told = f"{caption.counted} {basis.some(len(points), 'turning point')}."
    return Figure(caption, series, lambda _width: drawn(series, turns, phases), told)

"""Who gained, and who lost, when two turned from or to each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from entente.charts.caption import Caption
from entente.charts.gains import chosen
from entente.charts.gains import gains as drawn
from entente.figures import basis
from entente.figures.figure import Asked, Figure
from entente.figures.turns import last_turn
from entente.ontology.naming import actor_name
from entente.perspective import Perspective

#: Days that are looked at before the turn, and from it on.
DAYS = 365


def made(asked: Asked) -> Figure:
    """The figure of third actors' shares of the cooperation of two, a year before a turn and a year after.

    The turn is on ``asked.at``, else the last of the two. Raises UsageError where none is told from chance.
    """
    a, b = asked.two()
    day = asked.at or last_turn(asked, a, b)
    found = Perspective(asked.store, asked.selection)
    table = found.third_parties(a, b, day, before=DAYS, after=DAYS)
    shown = chosen(table)
    around = replace(asked.selection, since=day - timedelta(days=DAYS), until=day + timedelta(days=DAYS - 1))
    number = int(shown.cooperation_before.sum() + shown.cooperation_after.sum())
    surely = table[table.place != "neither"]
    told = "; ".join(
        f"{actor_name(actor)} {place} with {actor_name(side)}"
        for actor, place, side in zip(surely.actor, surely.place, surely.side, strict=True)
    )
    caption = Caption(
        title=f"Who gained when {basis.pair(a, b)} turned on {day:%-d %b %Y}",
        counted=basis.counted(
            number,
            asked.selection.count,
            f"of cooperation with the {basis.some(len(shown), 'third actor')} shown, {DAYS} days before "
            "and after",
        ),
        sources=basis.sources(asked.store, around),
        exposure=basis.exposure(asked.store, around, asked.by),
        notes=(
            f"{len(table) - len(shown):,} third actors with smaller changes are not drawn. Gained and lost: "
            "of all so called, one in twenty is chance at most.",
            "After the turn is not because of it.",
        ),
    )
    names = {str(code): actor_name(str(code)) for code in {*shown.side, *shown.actor}}
    return Figure(
        caption,
        table,
        lambda width: drawn(table, names, width=width),
        f"{told or 'Nobody surely gained or lost'}.",
    )

"""The captions of charts that commands draw and that are no kind of figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from entente.analysis.bargaining.issue import Issue
from entente.charts.caption import Caption
from entente.figures import Asked, basis
from entente.ontology.naming import actor_name
from entente.perspective import Perspective
from entente.prospect import Prospect
from entente.units import Count

_NINE_IN_TEN = "Whiskers: the interval that holds the figure nine times in ten."


def brokering(asked: Asked, found: Perspective, shown: pd.DataFrame) -> Caption:
    """Of brokers; of several windows the last."""
    ties = _of_window(found, shown)
    return basis.caption(
        asked,
        f"Who stands between others{basis.whom(asked)}{basis.months(ties, found.window)}",
        basis.of_ties(ties, found.least),
        "Share: of the pairs that do not deal with each other and have somebody between, the part that runs "
        "through the actor. " + _NINE_IN_TEN,
    )


def depending(asked: Asked, found: Perspective, shown: pd.DataFrame, most: int) -> Caption:
    """Of dependence; of several windows the last."""
    ties = _of_window(found, shown)
    return basis.caption(
        asked,
        f"Whose cooperation is with whom{basis.whom(asked)}{basis.months(ties, found.window)}",
        basis.of_ties(ties, found.least, "not told"),
        f"Share: of the actor's stories of cooperation those with the other; the {most} greatest of each. "
        + _NINE_IN_TEN,
    )


def gaining(
    asked: Asked, two: tuple[str, str], table: pd.DataFrame, around: tuple[date, int] | None
) -> Caption:
    """Of third parties: around the day of a turn and so many days, or month by month."""
    pair = basis.pair(*two)
    parties = basis.some(table.actor.nunique(), "third actor")
    if around is None:
        return basis.caption(
            asked,
            f"Whose ties move with those of {pair}{basis.whom(asked)}",
            f"Counted: the months in which there are stories of {parties} with one of the two.",
            "Correlation of the mean intensity by month, of what the months before do not explain. Filled: "
            "with the two, empty: against; grey: not told from chance.",
        )
    day, days = around
    number = int(table.stories_before.sum() + table.stories_after.sum()) if len(table) else 0
    unknown = int(table.intensity_change.isna().sum())
    rest = f"told as done, of {parties} with one of the two, {days} days before and after"
    left = f"; {basis.some(unknown, 'tie')} without stories on both sides not drawn" if unknown else ""
    return basis.caption(
        asked,
        f"Third parties as {pair} turned, {day:%-d %b %Y}{basis.whom(asked)}",
        basis.counted(number, Count.STORY, rest + left),
        "Change of mean intensity, in points from -20 to +20. Filled: with the two, empty: against; grey: "
        "not told from chance. " + _NINE_IN_TEN,
    )


def claiming(asked: Asked, shown: pd.DataFrame, on: date | None) -> Caption:
    """Of claims that were judged as of a day."""
    number = shown.status.value_counts()
    parts = ", ".join(f"{int(number.get(way, 0)):,} {way}" for way in ("borne out", "not borne out", "open"))
    undue = int(shown.due.isna().sum())
    left = f"; {undue:,} that fall due on no day not drawn" if undue else ""
    return basis.caption(
        asked,
        f"Claims and what became of them{f', as of {on:%-d %b %Y}' if on else ''}",
        f"Counted: {basis.some(len(shown), 'claim')}: {parts}{left}.",
        "A line runs from the day of the text to the day on which the claim was due.",
    )


def bargaining(issue: Issue, asked: Asked | None, file: Path | None) -> Caption:
    """Of an issue, from a store or from a table of somebody's own."""
    parties = basis.some(len(issue.frame), "actor")
    notes = "Figures of a model, not of the record. Bars: 95 % intervals where they are known."
    if asked is None:
        told = f"Counted: nothing; position, salience and capability of {parties} are given."
        sources = f"Sources: {file.name if file else 'a table'}, as its author has it."
        return Caption(issue.name, told, sources, notes=(notes,))
    stories = int(pd.to_numeric(issue.frame.stories).fillna(0).sum())
    poles = f"{actor_name(issue.low)} and {actor_name(issue.high)}"
    told = basis.counted(stories, Count.STORY, f"told as done, of {parties} towards {poles}")
    return basis.caption(asked, issue.name, told, notes)


def forecasting(prospect: Prospect, actor: str | None, shown: int, every: int) -> Caption:
    """Of forecasts that are not those of two: an actor's next acts, many dyads, or how far they held."""
    of = actor_name(prospect.store.actor(actor)) if actor else "all dyads"
    return basis.caption(
        Asked(prospect.store, prospect.selection, (), prospect.by),
        f"What next, of {of}",
        f"Counted: stories told as done; drawn are {shown:,} of {basis.some(every, 'row')}.",
    )


def _of_window(found: Perspective, shown: pd.DataFrame) -> pd.DataFrame:
    """The ties of the window that is drawn."""
    ties = found.known_ties
    if found.members:
        ties = ties[ties.a.isin(found.members) | ties.b.isin(found.members)]
    if shown.empty:
        return ties
    inside: pd.DataFrame = ties[ties.period.between(shown["first"].min(), shown["last"].max())]
    return inside

"""The calendar of one actor, of two, or of a region: how each day was meant, and how much was told of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd

from entente.analysis.dyads.series import series
from entente.charts.calendar import MOST, years
from entente.charts.calendar import calendar as drawn
from entente.charts.caption import Caption
from entente.charts.theme import Drawing
from entente.figures import basis
from entente.figures.figure import Asked, Figure
from entente.figures.undone import undone_of, untold
from entente.ontology.naming import actor_name
from entente.store import Selection, Store
from entente.units import By

#: So many members are named in a title; of more the number.
_NAMED = 3
_COLUMNS = ["day", "count", "cooperation", "conflict", "intensity", "undone", "articles"]


def made(asked: Asked) -> Figure:
    """The figure of one actor's dealings with all, or of several with each other."""
    members = asked.members()
    chosen = asked.selection
    told = _dealings(asked.store, chosen, members)
    undone = undone_of(asked.store, chosen, members)
    whole = _days(asked.store, chosen, told, undone)
    shown = _within(whole)
    span = (shown.day.min().date(), shown.day.max().date()) if len(shown) else None
    seen = chosen if span is None else replace(chosen, since=span[0], until=span[1])
    number = int(shown["count"].sum())
    caption = Caption(
        title=": ".join(filter(None, (_title(members), basis.days(shown)))),
        counted=basis.counted(number, chosen.count, _rest(members)),
        sources=basis.sources(asked.store, seen),
        exposure=basis.exposure(asked.store, seen, By.DAY),
        notes=(
            untold(_in(undone, span), asked.store, chosen, "a circle on days of which nothing else is told"),
            *_limits(whole, shown, told),
            "Colour and shape tell the mean intensity of a day's stories, size their number.",
        ),
    )
    days = int((shown["count"] > 0).sum())
    words = f"{caption.counted} They lie on {basis.some(days, 'day')}."
    unit = basis.plural(chosen.count.value)

    def chart(width: int) -> Drawing:
        return drawn(shown, span=span, width=width, unit=unit)

    return Figure(caption, shown.reset_index(drop=True), chart, words)


def _dealings(store: Store, chosen: Selection, members: tuple[str, ...]) -> pd.DataFrame:
    """The daily frame of one with all, or of some with each other."""
    days = store.days(replace(chosen, actors=members))
    # What happens within a state is no dealing of it with another.
    days = days[days.a != days.b]
    if len(members) == 1:
        return days[(days.a == members[0]) | (days.b == members[0])]
    return days[days.a.isin(members) & days.b.isin(members)]


def _days(store: Store, chosen: Selection, told: pd.DataFrame, undone: pd.DataFrame) -> pd.DataFrame:
    """One row a day of which there is anything: stories, acts not done, articles."""
    ours = series(told, By.DAY, chosen.count, since=chosen.since, until=chosen.until)
    ours = ours[ours["count"] > 0].rename(columns={"period": "day"}).set_index("day")
    unmade = undone.dropna(subset=["day"]).groupby("day").size().rename("undone")
    exposed = store.exposure(replace(chosen, actors=(), types=(), dyad=None, modalities=()), By.DAY.value)
    read = exposed.dropna(subset=["period"]).groupby("period").articles.sum().rename("articles")
    every = ours[["count", "cooperation", "conflict", "intensity"]].join([unmade, read], how="outer")
    for name in ("count", "cooperation", "conflict", "undone", "articles"):
        every[name] = pd.to_numeric(every[name]).fillna(0).astype(int)
    found = every.rename_axis("day").reset_index().astype({"day": "datetime64[us]"})
    return found[_COLUMNS].sort_values("day", ignore_index=True)


def _within(whole: pd.DataFrame) -> pd.DataFrame:
    """The days of the years that are drawn."""
    drawn = years(whole)
    return whole if drawn is None else whole[whole.day.dt.year >= drawn[0]]


def _in(undone: pd.DataFrame, span: tuple[date, date] | None) -> pd.DataFrame:
    if span is None:
        return undone
    first, last = map(pd.Timestamp, span)
    return undone[undone.day.isna() | undone.day.between(first, last)]


def _limits(whole: pd.DataFrame, shown: pd.DataFrame, told: pd.DataFrame) -> Iterator[str]:
    """What is not drawn."""
    if len(whole) > len(shown):
        before = int(whole["count"].sum() - shown["count"].sum())
        all_years = int(whole.day.max().year - whole.day.min().year + 1)
        yield f"Drawn are the last {MOST} of {all_years} years; {before:,} before them are not."
    if undated := int(told[told.day.isna()].story.nunique()):
        yield f"{basis.some(undated, 'story')} without a day {'is' if undated == 1 else 'are'} not drawn."


def _title(members: tuple[str, ...]) -> str:
    names = [actor_name(member) for member in members]
    if len(names) == 1:
        return f"{names[0]} and all others by day"
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more by day"
    return f"{', '.join(names[:-1])} and {names[-1]} by day"


def _rest(members: tuple[str, ...]) -> str:
    if len(members) == 1:
        return "told as done, of it with any other, in either direction"
    return "told as done, of these with each other, each on one day once"

"""What a figure rests on, in words: the data sets and outlets, and how much was read when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from entente.analysis.network.windows import Window
from entente.charts.caption import Caption
from entente.charts.periods import after
from entente.errors import UsageError
from entente.figures.figure import Asked
from entente.ontology.naming import actor_name
from entente.ontology.regions import region
from entente.perspective import MONTHS
from entente.store import CODED, Selection, Store
from entente.units import By, Count

#: How pandas calls the periods.
_STEPS = {By.DAY: "D", By.WEEK: "W-MON", By.MONTH: "MS", By.YEAR: "YS"}
#: Outlets that are named; of more, the number of the others.
NAMED = 4


def sources(store: Store, selection: Selection) -> str:
    """The articles and their outlets, and the events that others coded, in the days of a selection.

    Articles without a day stand apart: they belong to no days.
    """
    read = _read(store, selection, By.MONTH)
    told = []
    ours = read[read.dataset == CODED]
    if len(ours):
        outlets = (
            ours.groupby("outlet").articles.sum().sort_index().sort_values(ascending=False, kind="stable")
        )
        named = ", ".join(map(str, outlets.index[:NAMED]))
        more = f" and {len(outlets) - NAMED} more" if len(outlets) > NAMED else ""
        of = f" of {named}{more}" if named else " of unnamed outlets"
        told.append(f"{some(int(ours.articles.sum()), 'article')}{of}")
    others = read[read.dataset != CODED].groupby("dataset").articles.sum()
    told += [f"{name} ({some(int(n), 'record')} of others)" for name, n in others.items()]
    if CODED in (selection.datasets or (CODED,)) and (undated := store.undated()):
        told.append(f"{some(undated, 'article')} without a day")
    return f"Sources: {'; '.join(told)}." if told else "Sources: nothing was read."


def exposure(store: Store, selection: Selection, by: By) -> str:
    """How much was read a period, of whole periods, and how many periods are without anything."""
    read = _read(store, selection, by).groupby("period").articles.sum()
    if read.empty:
        return ""
    starts = pd.date_range(read.index.min(), read.index.max(), freq=_STEPS[by])
    every = pd.DataFrame({"start": starts, "articles": read.reindex(starts, fill_value=0).to_numpy()})
    every["end"] = after(every["start"], by) - pd.Timedelta(days=1)
    # A period that an end of the selection cuts says nothing of how much is read in one.
    cut = every["start"] < pd.Timestamp(selection.since or date.min)
    cut |= every["end"] > pd.Timestamp(selection.until or date.max)
    number = (every if cut.all() else every[~cut])["articles"].astype(int)
    empty = int((number == 0).sum())
    none = f"; nothing in {empty} of {some(len(number), by.value)}" if empty else ""
    low, high = number[number > 0].min(), number.max()
    reach = f"{low:,} to {high:,}" if empty < len(number) and low != high else f"{high:,}"
    days = f"{every['start'].iloc[0]:%-d %b %Y} to {every['end'].iloc[-1]:%-d %b %Y}"
    return f"Exposure: {reach} articles or records a {by.value}, {days}{none}."


def days(frame: pd.DataFrame, column: str = "day") -> str:
    """The first and the last day of a frame, to be read in a title; empty where there is none."""
    known = pd.to_datetime(frame[column]).dropna()
    if known.empty:
        return ""
    first, last = f"{known.min():%-d %b %Y}", f"{known.max():%-d %b %Y}"
    return first if first == last else f"{first} to {last}"


def counted(number: int, count: Count, rest: str) -> str:
    """The sentence that says what is counted.

    >>> counted(2, Count.STORY, "told as done, in either direction")
    'Counted: 2 stories told as done, in either direction.'
    """
    return f"Counted: {some(number, count.value)} {rest}."


def caption(asked: Asked, title: str, counted: str, *notes: str) -> Caption:
    """A caption with the sources and the exposure of what is asked.

    Args:
        asked: the store and the selection.
        title: what is shown, of whom, when.
        counted: the sentence on what is counted, and what is left out.
        notes: what else must be known, a sentence each; an empty one is left out.
    """
    return Caption(
        title,
        counted,
        sources(asked.store, asked.selection),
        exposure(asked.store, asked.selection, asked.by),
        tuple(filter(None, notes)),
    )


def of_ties(ties: pd.DataFrame, least: int, rest: str = "not drawn") -> str:
    """The sentence that says how many stories stand in how many ties, and how many ties have too few.

    Args:
        ties: period ties of the time that is shown.
        least: stories that make a tie.
        rest: what becomes of the ties with fewer.
    """
    stories = ties.groupby(["a", "b"]).stories.sum()
    stories = stories[stories > 0]
    enough = stories[stories >= least]
    weak = len(stories) - len(enough)
    told = f"told as done, in {some(len(enough), 'tie')} of {least} or more"
    more = f"; {some(weak, 'tie')} with fewer {rest}" if weak else ""
    return counted(int(enough.sum()), Count.STORY, told + more)


def whom(asked: Asked) -> str:
    """The actors and regions that a figure was asked about, to stand in its title; empty for everybody."""
    codes = [name for given in asked.names for name in given.split(",") if name.strip()]
    shown = [name_of(asked.store, name.strip()) for name in codes]
    more = f" and {len(shown) - NAMED} more" if len(shown) > NAMED else ""
    return f": {', '.join(shown[:NAMED])}{more}" if shown else ""


def name_of(store: Store, name: str) -> str:
    """A region as it was called, an actor by its name."""
    try:
        return region(name).name
    except UsageError:
        return actor_name(store.actor(name))


def months(ties: pd.DataFrame, window: Window, start: pd.Timestamp | None = None) -> str:
    """From which month to which the ties of a window reach; of all time, those that there are."""
    if ties.empty or (start is not None and pd.isna(start)):
        return ""
    length = MONTHS[window]
    first, last = ties.period.min(), ties.period.max()
    if length is not None and start is not None:
        first, last = start, start + pd.DateOffset(months=length - 1)
    one, other = f"{first:%b %Y}", f"{last:%b %Y}"
    return f", {one}" if one == other else f", {one} to {other}"


def pair(a: str, b: str) -> str:
    """Two actors by name."""
    return f"{actor_name(a)} and {actor_name(b)}"


def _read(store: Store, selection: Selection, by: By) -> pd.DataFrame:
    # What was read does not depend on who is looked at.
    return store.exposure(replace(selection, actors=(), types=(), dyad=None, modalities=()), by.value)


def some(number: int, noun: str) -> str:
    """A number with its noun.

    >>> some(1, "story"), some(1200, "story")
    ('1 story', '1,200 stories')
    """
    return f"{number:,} {noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """Several of a thing.

    >>> plural("story"), plural("day")
    ('stories', 'days')
    """
    return noun[:-1] + "ies" if noun.endswith("y") and noun != "day" else noun + "s"

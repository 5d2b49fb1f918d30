"""What a user asks for in Python, checked: names of a list, days, values of a kind, the two who deal most."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import TypeVar

from entente.analysis.deeds import done
from entente.analysis.network.ties import ties
from entente.errors import UsageError
from entente.ontology.naming import is_known
from entente.store import Selection, Store

E = TypeVar("E", bound=StrEnum)


def valid_of(what: str, given: tuple[str, ...], valid: Collection[str]) -> tuple[str, ...]:
    """The names given; raises UsageError for one that is not valid."""
    wrong = [name for name in given if name not in valid]
    if wrong:
        raise UsageError(f"no {what} {', '.join(wrong)}; valid: {', '.join(valid)}")
    return given


def day_of(value: date | str | None) -> date | None:
    """A day, or the text of one; raises UsageError for what is none."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{value!r} is no day; give YYYY-MM-DD, as in 2023-09-21") from error


def first_day(value: str | None, option: str = "from") -> date | None:
    """The first day of an ISO day, month or year; raises UsageError where it is none."""
    if value is None:
        return None
    try:
        return date.fromisoformat((stamp_of(value) + "-01-01")[:10])
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from error


def last_day(value: str | None, option: str = "to") -> date | None:
    """The last day of an ISO day, month or year; raises UsageError where it is none."""
    first = first_day(value, option)
    if first is None or value is None:
        return None
    month = 12 if len(value) == 4 else first.month
    day = first.day if len(value) == 10 else calendar.monthrange(first.year, month)[1]
    return first.replace(month=month, day=day)


def stamp_of(value: str) -> str:
    """An ISO day, month or year of the calendar; raises ValueError for what is none."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", value):
        raise ValueError(f"{value!r} is no date; give YYYY-MM-DD, YYYY-MM or YYYY, as in 2023-09-21")
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError as error:
        raise ValueError(f"{value!r} is not in the calendar ({error}); give a real day") from error
    return value


def one_of(kind: type[E], what: str, name: str) -> E:
    """The value of a name; raises UsageError for one that is none."""
    try:
        return kind(name)
    except ValueError as error:
        raise UsageError(f"no {what} {name!r}; valid: {', '.join(kind)}") from error


def busiest(store: Store, chosen: Selection) -> tuple[str, str]:
    """The two states or organisations that deal most with each other: by our events, else by stories.

    Raises UsageError where there are none.
    """
    pairs = store.pairs(chosen)
    known = pairs[pairs.a.map(is_known).astype(bool) & pairs.b.map(_is_known).astype(bool)]
    found = ties(done(known))
    if found.empty:
        every = store.ties(chosen, by="year")
        both = every.a.map(is_known).astype(bool) & every.b.map(is_known).astype(bool)
        every = every[(every.a != every.b) & both]
        summed = every.groupby(["a", "b"], as_index=False)[["stories"]].sum()
        found = summed.sort_values(["stories", "a", "b"], ascending=[False, True, True])
    if found.empty:
        raise UsageError(
            f"no two states or organisations deal with each other in {store.path}; name two with --focus"
        )
    return str(found.a.iloc[0]), str(found.b.iloc[0])


def _is_known(name: object) -> bool:
    return isinstance(name, str) and is_known(name)

"""Spans of time as our tables write them: days, months or years, open at either end."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """From the first to the last day of a state of things, both counted.

    ``since`` and ``until`` are as in the table: ISO day, month, year or empty. ``first`` and ``last`` are the
    days they stand for: a half date counts from its first or to its last day, an empty one has no bound.
    """

    since: str
    until: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether the day lies in the term."""
        return self.first <= day <= self.last


def term(since: str, until: str) -> Term:
    """The term of two cells.

    Raises:
        ValueError: a cell is no ISO day, month or year.

    >>> term("1991", "1999-02").last
    datetime.date(1999, 2, 28)
    """
    return Term(since, until, _first(since) if since else date.min, _last(until) if until else date.max)


def _first(cell: str) -> date:
    return date.fromisoformat(cell + {4: "-01-01", 7: "-01"}.get(len(cell), ""))


def _last(cell: str) -> date:
    first = _first(cell)
    if len(cell) == 4:
        return date(first.year, 12, 31)
    if len(cell) == 7:
        return date(first.year, first.month, monthrange(first.year, first.month)[1])
    return first

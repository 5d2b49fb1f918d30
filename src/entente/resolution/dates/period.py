"""Stretches of the calendar and their ISO form; the moment from which a text is written."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Literal

from entente.errors import UsageError

Grain = Literal["day", "month", "year"]
_FORMAT: dict[Grain, str] = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
_ISO = re.compile(r"^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$")


class Lean(Enum):
    """On which side of its publication a text means a date that names no year."""

    PAST = "past"
    FUTURE = "future"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both counted, known to day, month or year.

    ``last_grain`` differs from ``grain`` where only one end is known to the day ("the past ten years").
    """

    first: date
    last: date
    grain: Grain = "day"
    last_grain: Grain | None = None

    @property
    def iso(self) -> str:
        """ISO 8601 day, month or year, or two of them with a slash.

        >>> Period(date(2023, 8, 21), date(2023, 8, 31)).iso
        '2023-08-21/2023-08-31'
        """
        last_grain = self.last_grain or self.grain
        # strftime does not pad years below 1000 on all systems; none such is read.
        first, last = self.first.strftime(_FORMAT[self.grain]), self.last.strftime(_FORMAT[last_grain])
        return first if first == last else f"{first}/{last}"

    @classmethod
    def of(cls, value: str) -> Period:
        """The period that an ISO day, month, year or range means.

        Raises:
            UsageError: the text is no ISO date.
        """
        ends = [_end(part, value) for part in value.split("/")[:2]]
        return ends[0].until(ends[-1])

    def until(self, end: Period) -> Period:
        """From the beginning of this period to the end of another."""
        return Period(self.first, end.last, self.grain, end.last_grain or end.grain)


def day(year: int, month: int, number: int) -> Period | None:
    """One day, or None where the calendar has no such day."""
    try:
        when = date(year, month, number)
    except ValueError:
        return None
    return Period(when, when)


def days(first: date, last: date) -> Period:
    """The days from one to the other."""
    return Period(first, last)


def months(year: int, month: int, count: int = 1) -> Period:
    """Whole months; ``month`` may run out of 1..12 and carries into the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    total = month + count - 1
    end_year, end_month = year + (total - 1) // 12, (total - 1) % 12 + 1
    return Period(
        date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1]), "month"
    )


def years(first: int, last: int | None = None) -> Period:
    """Whole years."""
    return Period(date(first, 1, 1), date(first if last is None else last, 12, 31), "year")


def week(of: date, shift: int = 0) -> Period:
    """The week, Monday to Sunday, that holds a day, moved by ``shift`` weeks."""
    monday = of - timedelta(days=of.weekday()) + timedelta(weeks=shift)
    return Period(monday, monday + timedelta(days=6))


def third(period: Period, part: str) -> Period:
    """The early, mid or late part of a month (days 1-10, 11-20, 21-end), a year (four months) or a decade."""
    index = {"early": 0, "mid": 1, "late": 2}[part]
    first, last = period.first, period.last
    if period.grain == "year" and first.year == last.year:
        return months(first.year, 1 + 4 * index, 4)
    if period.grain == "year":
        bounds = ((0, 3), (4, 6), (7, 9))[index]
        return years(first.year + bounds[0], first.year + bounds[1])
    if period.grain == "month" and first.month != last.month:
        # Of a season one month, of a quarter as well.
        return months(first.year, first.month + index)
    if period.grain == "month":
        starts = (1, 11, 21)
        end = last if index == 2 else first.replace(day=starts[index + 1] - 1)
        return Period(first.replace(day=starts[index]), end)
    return period


@dataclass(frozen=True, slots=True)
class Anchor:
    """When a text was published: ``first`` and ``last`` differ where only month or year is known."""

    first: date
    last: date

    @classmethod
    def of(cls, published: str | None) -> Anchor | None:
        """The anchor that an ISO day, month, year or range gives, None for None.

        Raises:
            UsageError: the text is no ISO date.
        """
        if published is None:
            return None
        period = Period.of(published)
        return cls(period.first, period.last)

    @property
    def day(self) -> date | None:
        """The day of publication, where it is known to the day."""
        return self.first if self.first == self.last else None

    @property
    def month(self) -> tuple[int, int] | None:
        """Year and month of publication, where known."""
        here = (self.first.year, self.first.month)
        return here if here == (self.last.year, self.last.month) else None

    @property
    def year(self) -> int | None:
        """Year of publication, where known."""
        return self.first.year if self.first.year == self.last.year else None


def _end(part: str, value: str) -> Period:
    match = _ISO.match(part.strip())
    if match:
        year, month, number = (int(group) if group else None for group in match.groups())
        if year and month is None:
            return years(year)
        if year and month and number is None and month <= 12:
            return months(year, month)
        if year and month and number and (found := day(year, month, number)):
            return found
    raise UsageError(f"date {value!r} is no ISO date; give YYYY-MM-DD, YYYY-MM or YYYY")


def nearest(options: list[Period], anchor: Anchor, lean: Lean) -> Period | None:
    """The one of several periods that a text published at ``anchor`` means.

    Past: the last that has begun by then. Future: the first that is not over. Either: the nearest.
    """
    if not options:
        return None
    if lean is Lean.PAST:
        begun = [period for period in options if period.first <= anchor.last]
        return max(begun, key=lambda period: period.first, default=None)
    if lean is Lean.FUTURE:
        ahead = [period for period in options if period.last >= anchor.first]
        return min(ahead, key=lambda period: period.first, default=None)
    return min(options, key=lambda period: _distance(period, anchor))


def _distance(period: Period, anchor: Anchor) -> int:
    return max((anchor.first - period.last).days, (period.first - anchor.last).days, 0)

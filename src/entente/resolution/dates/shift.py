"""Steps along the calendar: so many days, weeks, months or years on or back."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from entente.resolution.dates.period import Period, day, days, months, week, years

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "year": 12, "decade": 120}


def within_calendar(when: date, unit: str, number: int) -> bool:
    """Whether so many units from a day there still is a year that can be written."""
    length = number * _MONTHS[unit] // 12 if unit in _MONTHS else number * _DAYS.get(unit, 1) // 365
    return 1000 <= when.year + length < 9000


def shifted(when: date, unit: str, number: int) -> date:
    """A day ``number`` units later (earlier below 0); the last of the month where the day does not exist.

    >>> shifted(date(2023, 3, 31), "month", -1)
    datetime.date(2023, 2, 28)
    """
    if unit in _DAYS:
        return when + timedelta(days=number * _DAYS[unit])
    total = when.year * 12 + when.month - 1 + number * _MONTHS[unit]
    year, month = total // 12, total % 12 + 1
    return date(year, month, min(when.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Shift:
    """A step from a date that the text has named: "two days later", "the following month".

    Attributes:
        unit: ``hour``, ``day``, ``week``, ``fortnight``, ``month``, ``year`` or ``decade``.
        number: how many units on, back below 0, 0 for "that day".
        counted: "a week later" is a day; "the following week" (not counted) is a week.
        weekday: the step goes to a day of the week, from Monday = 0: "the following Monday".
        month: the step goes to a month of the year: "May of the following year".
        in_month: ... and to this day of it.
    """

    unit: str
    number: int
    counted: bool = False
    weekday: int | None = None
    month: int | None = None
    in_month: int | None = None

    def start(self, base: Period) -> Period | None:
        """Where the step ends that starts from ``base``; None where that is not known well enough."""
        end = base.last if self.number > 0 else base.first
        grain = (base.last_grain or base.grain) if self.number > 0 else base.grain
        if not within_calendar(end, self.unit, self.number):
            return None
        if self.unit in {"year", "decade"}:
            return self._year(end.year + self.number * _MONTHS[self.unit] // 12)
        if self.unit == "month":
            return months(end.year, end.month + self.number) if grain != "year" else None
        if grain != "day" or (base.last - base.first).days > (
            0 if self.unit != "week" or self.counted else 6
        ):
            return None
        if self.weekday is not None:
            return self._weekday(end)
        if self.unit == "week" and not self.counted:
            return week(end, self.number)
        if self.unit == "hour":
            when = end + timedelta(days=int(self.number / 24))
        else:
            when = shifted(end, self.unit, self.number)
        return days(when, when)

    def _year(self, year: int) -> Period | None:
        if self.month is None:
            return years(year)
        return months(year, self.month) if self.in_month is None else day(year, self.month, self.in_month)

    def _weekday(self, base: date) -> Period:
        away = ((self.weekday or 0) - base.weekday()) % 7
        if self.number < 0:
            away -= 7
        elif self.number > 0:
            away = away or 7
        when = base + timedelta(days=away)
        return days(when, when)

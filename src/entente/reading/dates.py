"""Dates of publication, as pages and feeds write them, to ISO days, months or years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?(?!\d)")
_COMPACT = re.compile(r"^\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:\D|$)")
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}[ ,-]+((?:19|20)\d\d)\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"\b{_MONTH},? ((?:19|20)\d\d)\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)\b")
_YEAR = re.compile(r"^\s*((?:19|20)\d\d)\s*$")


def day_of_name(path: str) -> str | None:
    """The day at the beginning of a file's name, as archives are kept; None where there is none.

    >>> day_of_name("news/2023-10-20-landlord.md"), day_of_name("news/part-2023-10-20.md")
    ('2023-10-20', None)
    """
    found = re.match(r"((?:19|20)\d\d-\d\d-\d\d)(?!\d)", re.split(r"[/\\]", path)[-1])
    try:
        return date.fromisoformat(found[1]).isoformat() if found else None
    except ValueError:
        return None


def iso_day(text: str) -> str | None:
    """The first date in a short text as an ISO day, month or year; None where there is none.

    Numbers such as 03/04/2023, whose order nobody can know, give their year only.

    >>> iso_day("Published: 21 September 2023, 10:15")
    '2023-09-21'
    >>> iso_day("Sept. 3, 2021"), iso_day("May 2020"), iso_day("13/02/2024"), iso_day("soon")
    ('2021-09-03', '2020-05', '2024-02-13', None)
    """
    found = _first(_candidates(" ".join(text.split())))
    if found is not None:
        return found
    month = _MONTH_ONLY.search(text)
    if month:
        return f"{month.group(2)}-{_month(month.group(1)):02d}"
    numbers = _NUMBERS.search(text)
    year = _YEAR.search(text)
    return numbers.group(3) if numbers else year.group(1) if year else None


def _candidates(text: str) -> Iterable[tuple[int, int, int | None]]:
    if m := _ISO.search(text):
        yield int(m[1]), int(m[2]), int(m[3]) if m[3] else None
    if m := _COMPACT.search(text):
        yield int(m[1]), int(m[2]), int(m[3])
    if m := _DAY_FIRST.search(text):
        yield int(m[3]), _month(m[2]), int(m[1])
    if m := _MONTH_FIRST.search(text):
        yield int(m[3]), _month(m[1]), int(m[2])
    if (m := _NUMBERS.search(text)) and (int(m[1]) > 12) != (int(m[2]) > 12):
        day, month = (int(m[1]), int(m[2])) if int(m[1]) > 12 else (int(m[2]), int(m[1]))
        yield int(m[3]), month, day


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _first(candidates: Iterable[tuple[int, int, int | None]]) -> str | None:
    for year, month, day in candidates:
        try:
            valid = date(year, month, day or 1)
        except ValueError:
            continue
        return valid.isoformat() if day else f"{year}-{month:02d}"
    return None

"""Dates told by another date: ``the eve of 5 May``, ``the tenth anniversary of the 2008 war``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import cache

from entente.ontology.tables import longest_first
from entente.resolution.dates.datewords import COUNTED, UNIT, amount, date_words
from entente.resolution.dates.period import Period, days, week
from entente.resolution.dates.rule import Found
from entente.resolution.dates.shift import Shift, shifted

_REACH = 90
_NAMED_YEAR = re.compile(r"\b\d{4}\b")
_Reader = Callable[[re.Match[str], Period], Period | None]


def _eve(match: re.Match[str], base: Period) -> Period | None:
    before = base.first - timedelta(days=1)
    return days(before, before) if base.grain == "day" else None


def _offset(match: re.Match[str], base: Period) -> Period | None:
    number = amount(match["n"]) if match["n"] or not match["plural"] else None
    if number is None:
        return None
    step = number if match["way"].lower() in {"after", "from"} else -number
    return Shift(match["unit"].lower(), step, counted=match["n"] != "").start(base)


def _week(match: re.Match[str], base: Period) -> Period | None:
    if base.grain != "day" or base.first != base.last:
        return None
    return (
        week(base.first) if match["of"].lower() == "of" else days(base.first, base.first + timedelta(days=6))
    )


def _anniversary(match: re.Match[str], base: Period) -> Period | None:
    if match["ordinal"]:
        words = match["ordinal"].lower()
        number = int(re.sub(r"\D", "", words)) if words[0].isdigit() else date_words().ordinals.get(words)
    elif match["n"]:
        number = amount(match["n"])
    else:
        number = date_words().jubilees[match["jubilee"].lower()]
    if not number or base.last.year + number > 9000:
        return None
    first, last = shifted(base.first, "year", number), shifted(base.last, "year", number)
    return Period(first, last, base.grain, base.last_grain)


def _same(match: re.Match[str], base: Period) -> Period | None:
    return base if base.grain == "day" and base.first == base.last else None


@cache
def _openings() -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    words = date_words()
    ordinal = rf"(?P<ordinal>\d+(?:st|nd|rd|th)|{longest_first(words.ordinals)})"
    jubilee = rf"(?P<jubilee>{'|'.join(words.jubilees)})"
    of = r"of\s(?:[\w’'-]+\s){0,6}?$"
    table: tuple[tuple[str, _Reader], ...] = (
        (r"(?:\bon\s)?\b(?:the\s)?eve\sof\s(?:the\s|its\s|their\s|[\w-]+[’']s?\s)?$", _eve),
        (rf"\b{COUNTED}{UNIT}(?P<plural>s)?\s(?P<way>after|before|from)\s(?:the\s)?$", _offset),
        (
            r"\b(?P<n>)(?:on\s)?the\s(?P<unit>day|week)(?P<plural>)\s(?P<way>after|before)\s(?:the\s)?$",
            _offset,
        ),
        (r"(?:\b(?:in|during)\s)?\bthe\sweek\s(?P<of>of|beginning|starting)\s(?:on\s)?(?:the\s)?$", _week),
        (
            rf"(?:\b(?:on|for|by)\s)?\b(?:the|its|their)\s"
            rf"(?:{ordinal}\sanniversary|(?P<n>\S+)[- ]year\sanniversary|{jubilee})\s{of}",
            _anniversary,
        ),
        (
            r"(?:\b(?:on|in|during|since|until)\s)?\bthe\s(?:early\shours|night|evening|morning|afternoon)\sof\s(?:the\s)?$",
            _same,
        ),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), reader) for pattern, reader in table)


def compound(found: Found, text: str, floor: int) -> Found:
    """The expression with the words before it that move its date, itself where there are none.

    Args:
        found: an expression with its period.
        text: the sentence.
        floor: where the words before it begin that may be taken: the end of the last expression.
    """
    base = found.period
    if base is None:
        return found
    start = max(floor, found.start - _REACH)
    before = text[start : found.start]
    for pattern, read in _openings():
        match = pattern.search(before)
        if match is None or (read is _anniversary and not _NAMED_YEAR.search(text[found.start : found.end])):
            continue
        period = read(match, base)
        if period is not None:
            return Found(start + match.start(), found.end, period)
    return found

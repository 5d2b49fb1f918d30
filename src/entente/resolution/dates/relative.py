"""Dates relative to publication: ``on Monday``, ``yesterday``, ``two years ago``, ``in the coming weeks``."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from entente.resolution.dates.datewords import date_words
from entente.resolution.dates.period import Lean, Period, days, months, week, years
from entente.resolution.dates.rule import Context, Found, Rule, whole
from entente.resolution.numbers import NUMBER, value_of

_UNIT = r"(?P<unit>hour|day|week|fortnight|month|year|decade)"
_DAYTIME = r"(?:\s+(?:morning|afternoon|evening|night))?"
_SHIFTS = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_NEVER_BEFORE = re.compile(r"\b(?:every|each|most|some|all|Black|Good|Bloody|Super|Palm|Ash|Holy)\s+$")
# "Turkey Today", "USA Today" are names; "of today", "today's" mean nowadays.
_NOWADAYS = re.compile(r"(?:\b(?:of|even|until|till|as)\s+|[A-Z]\w*\s+)$")


def _deictic(match: re.Match[str], context: Context) -> Iterator[Found]:
    anchor = context.anchor
    if anchor is None or anchor.day is None:
        return iter(())
    words = match["word"].lower()
    before = context.before(match.start())
    if words == "today" and (
        _NOWADAYS.search(before) and (match["word"][0] == "T" or not before[-2:].isalpha())
    ):
        return iter(())
    if words == "today" and re.search(r"\b(?:of|even|until|till)\s+$", before):
        return iter(())
    shift = next((n for key, n in _SHIFTS.items() if words.startswith(key)), 0)
    if words.startswith("the day"):
        shift = -2 if "yesterday" in words else 2
    when = anchor.day + timedelta(days=shift)
    return whole(match, days(when, when))


def _weekday(match: re.Match[str], context: Context) -> Iterator[Found]:
    """The weekday nearest at or before publication; with ``next`` or words of the future, at or after it."""
    anchor = context.anchor
    if anchor is None or anchor.day is None or _is_name(match, context):
        return
    number = date_words().weekdays[match["day"].lower()]
    which = (match["which"] or "").lower()
    if match["of_week"]:
        shift = {"last": -1, "this": 0, "next": 1}[match["of_week"]]
        when = week(anchor.day, shift).first + timedelta(days=number)
    else:
        when = _near_weekday(anchor.day, number, which, context.lean(match.start(), match.end()))
    yield Found(match.start(), match.end(), days(when, when))


def _is_name(match: re.Match[str], context: Context) -> bool:
    """Whether a weekday is part of a name ("the Sunday Times", "Bloody Sunday") or no single day."""
    before, after = context.before(match.start("day")), context.text[match.end("day") :][:3]
    article = re.search(r"\b(?:an?|the)\s$", before, re.IGNORECASE)
    # "at a Friday meeting" is a day; "it was a Friday." and "the Sunday Times" are not.
    return bool(_NEVER_BEFORE.search(before) or (article and not re.match(r"\s[a-z]", after)))


def _near_weekday(published: date, number: int, which: str, lean: Lean) -> date:
    back = (published.weekday() - number) % 7
    if "next" in which or "coming" in which:
        return published + timedelta(days=7 - back)
    if "past" in which or "last" in which:
        return published - timedelta(days=back or 7)
    if lean is Lean.PAST:
        return published - timedelta(days=back)
    return published + timedelta(days=(7 - back) % 7)


def shifted(when: date, unit: str, number: int) -> date:
    """A day ``number`` units later (earlier below 0); the last of the month where the day does not exist."""
    if unit in {"day", "week", "fortnight"}:
        return when + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
    total = when.year * 12 + when.month - 1 + number * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = total // 12, total % 12 + 1
    return date(year, month, min(when.day, monthrange(year, month)[1]))


def _amount(words: str | None) -> int | None:
    """How many units: of a range ("10-15") the larger number, 1 where none is given, None where vague."""
    if not words:
        return 1
    value = value_of(re.split(r"\s?[-–]\s?(?=\d)|\s(?:to|or)\s", words)[-1])
    return int(value) if value and value < 2000 else None


def _within_calendar(published: date, unit: str, number: int) -> bool:
    return (
        1
        <= published.year + number // {"year": 1, "decade": 1}.get(unit, 12) * (10 if unit == "decade" else 1)
        < 9000
    )


def _moment(published: date, unit: str, number: int) -> Period | None:
    """The day, week, month or year that lies so many units away."""
    if unit == "hour":
        when = published + timedelta(days=int(number / 24))
        return days(when, when)
    if not _within_calendar(published, unit, number):
        return None
    when = shifted(published, unit, number)
    if unit == "day":
        return days(when, when)
    if unit in {"week", "fortnight"}:
        return week(when)
    return months(when.year, when.month) if unit == "month" else years(when.year)


def _ago(match: re.Match[str], context: Context) -> Iterator[Found]:
    anchor, number = context.anchor, _amount(match["n"])
    unit = match["unit"]
    if anchor and number and unit in {"year", "decade"} and anchor.year:
        return whole(match, years(anchor.year - number * (10 if unit == "decade" else 1)))
    if anchor is None or number is None or anchor.day is None:
        return iter(())
    return whole(match, _moment(anchor.day, unit, -number))


def _ahead(match: re.Match[str], context: Context) -> Iterator[Found]:
    """``in two weeks``: a moment ahead, only where the sentence looks ahead."""
    anchor, number = context.anchor, _amount(match["n"])
    if anchor is None or anchor.day is None or number is None:
        return iter(())
    if not match["time"] and context.lean(match.start(), match.end()) is Lean.PAST:
        return iter(())
    return whole(match, _moment(anchor.day, match["unit"], number))


def _past_span(match: re.Match[str], context: Context) -> Iterator[Found]:
    """``the past 10-15 years``, ``the last month``: from then to publication; not "recent years"."""
    anchor, number = context.anchor, _amount(match["n"])
    unit = match["unit"]
    if anchor is None or anchor.day is None or number is None or (match["n"] is None and match["plural"]):
        yield Found(match.start(), match.end(), None)
        return
    today = days(anchor.day, anchor.day)
    if unit == "hour":
        begin = days(anchor.day - timedelta(days=-(-number // 24)), anchor.day)
    elif not _within_calendar(anchor.day, unit, -number):
        return
    else:
        then = shifted(anchor.day, unit, -number)
        begin = years(then.year) if unit in {"year", "decade"} else days(then, then)
    yield Found(match.start(), match.end(), begin.until(today))


def _coming_span(match: re.Match[str], context: Context) -> Iterator[Found]:
    """``in the coming weeks``, ``over the next two years``, ``within 48 hours``: from publication on."""
    anchor, unit = context.anchor, match["unit"]
    number = _amount(match["n"])
    vague = number is None or (match["n"] is None and bool(match["plural"]))
    if anchor is None or anchor.day is None or (vague and not match["coming"]):
        yield Found(match.start(), match.end(), None)
        return
    if vague:
        reach = date_words().vague_days.get(unit + "s")
        end = anchor.day + timedelta(days=reach) if reach else None
    elif unit == "hour":
        end = anchor.day + timedelta(days=-(-(number or 1) // 24))
    else:
        possible = number is not None and _within_calendar(anchor.day, unit, number)
        end = shifted(anchor.day, unit, number or 1) if possible else None
    yield Found(match.start(), match.end(), days(anchor.day, end) if end else None)


def _no_date(match: re.Match[str], context: Context) -> Iterator[Found]:
    yield Found(match.start(), match.end(), None)


def _year_end(match: re.Match[str], context: Context) -> Iterator[Found]:
    anchor = context.anchor
    if anchor and anchor.year:
        last = date(anchor.year, 12, 31)
        yield Found(match.start(), match.end(), days(last, last))


@cache
def relative_rules() -> tuple[Rule, ...]:
    """The rules of this file, compiled once."""
    weekday = "|".join(word.capitalize() for word in date_words().weekdays if word.endswith("day"))
    count = rf"(?P<n>(?:\d+\s?[-–]\s?|{NUMBER}\s(?:to|or)\s)?{NUMBER}|few|couple\sof|several)"
    units = rf"{_UNIT}(?P<plural>s)?\b"
    few = rf"(?:(?:a\s)?{count}|an?)[\s-]"
    table = (
        (
            r"\b(?P<word>the\sday\s(?:before\syesterday|after\stomorrow)|last\snight|tonight"
            r"|this\s(?:morning|afternoon|evening)|(?:yesterday|today|tomorrow)(?:\s(?:morning|afternoon|evening|night))?)\b"
            r"(?!(?<=today)[’']s)",
            _deictic,
        ),
        (
            rf"(?:\b(?:on|over)\s+)?(?:\b(?P<which>last|next|this past|this coming|this)\s+)?"
            rf"\b(?-i:(?P<day>{weekday})){_DAYTIME}\b"
            r"(?:\s(?:of\s)?(?P<of_week>last|this|next)\sweek\b)?",
            _weekday,
        ),
        (rf"\b{few}{units}\s+ago\b", _ago),
        (rf"\bin\s+{few}{_UNIT}s?\b(?P<time>[’']?s?[’']?\stime)?", _ahead),
        (
            rf"(?:\b(?:in|over|during|for|within|throughout)\s+)?\bthe\s+(?:past|last)\s+(?:{count}[\s-])?{units}(?!\s+of\b)",
            _past_span,
        ),
        (
            rf"\b(?:in|over|during|for|within|throughout|through)\s+the\s+(?P<coming>coming|next|following)\s+(?:{count}[\s-])?{units}",
            _coming_span,
        ),
        (rf"\bthe\s+(?P<coming>coming|next)\s+{count}[\s-]{units}", _coming_span),
        (rf"\b(?P<coming>)within\s+(?:the\s)?{few}{units}", _coming_span),
        (
            rf"\b(?:{few}{_UNIT}s?|(?:the\s)?(?:next|following|same|previous)\s(?:day|week|month|year)s?)\s(?:later|earlier|before|after)\b",
            _no_date,
        ),
        (r"\bthe\s(?:next|following|same|previous)\s(?:day|week|weekend|month|year)\b", _no_date),
        (r"\b(?:at|by)\sthe\s(?:very\s)?end\sof\sthe\sday\b", _no_date),
        (r"\bby\s(?:the\s)?(?:year[’']s\send|year[- ]end|end\sof\s(?:the\s)?year)\b", _year_end),
    )
    return tuple(Rule(re.compile(pattern, re.IGNORECASE), reader) for pattern, reader in table)

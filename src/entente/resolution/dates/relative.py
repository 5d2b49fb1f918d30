"""Dates relative to publication: ``on Monday``, ``yesterday``, ``two years ago``, ``in the coming weeks``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from entente.resolution.dates.datewords import COUNT, COUNTED, UNIT, amount, date_words
from entente.resolution.dates.period import Lean, Period, days, months, week, years
from entente.resolution.dates.rule import Context, Found, Reader, Rule, whole
from entente.resolution.dates.shift import shifted, within_calendar

_DAYTIME = r"(?:\s+(?:morning|afternoon|evening|night))?"
_SHIFTS = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_OF_A_NIGHT = re.compile(r"\s(?:(?:on|into|from|to|between)\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|-")
_UNITS = ("hour", "day", "week", "fortnight", "month", "year", "decade")
_STAYED = re.compile(r"\b(?:stay|remain|sleep|slept|spen[dt]|park|camp)\w*\s+(?:\S+\s+){0,3}$", re.IGNORECASE)
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
    if words == "overnight" and _no_night(match, context):
        return iter(())
    shift = next((n for key, n in _SHIFTS.items() if words.startswith(key)), 0)
    if words.startswith("the day"):
        shift = -2 if "yesterday" in words else 2
    when = anchor.day + timedelta(days=shift)
    return whole(match, days(when, when))


def _no_night(match: re.Match[str], context: Context) -> bool:
    """Whether ``overnight`` is not the last night: "overnight on Monday", "stay overnight"."""
    after = context.text[match.end() :][:20]
    other = _OF_A_NIGHT.match(after) or _STAYED.search(context.before(match.start()))
    return bool(other) or context.lean(match.start(), match.end()) is not Lean.PAST


def _but_one(match: re.Match[str], context: Context) -> Iterator[Found]:
    """``the week before last``, ``the year after next``."""
    anchor, unit = context.anchor, match["unit"].lower()
    shift = -2 if "last" in match["way"].lower() else 2
    period: Period | None = None
    if anchor and unit == "year" and anchor.year:
        period = years(anchor.year + shift)
    elif anchor and unit == "month" and anchor.month:
        period = months(anchor.month[0], anchor.month[1] + shift)
    elif anchor and anchor.day and unit == "night":
        when = anchor.day + timedelta(days=shift)
        period = days(when, when)
    elif anchor and anchor.day and unit in {"week", "weekend"}:
        period = week(anchor.day, shift)
        period = days(period.last - timedelta(days=1), period.last) if unit == "weekend" else period
    return whole(match, period)


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
        lean = context.lean(match.start(), match.end())
        if which == "this" and context.untold(match.start(), match.end()):
            lean = Lean.FUTURE
        when = _near_weekday(anchor.day, number, which, lean)
    yield Found(match.start(), match.end(), days(when, when))


def _is_name(match: re.Match[str], context: Context) -> bool:
    """Whether a weekday is part of a name ("the Sunday Times", "Bloody Sunday") or no single day."""
    before, after = context.before(match.start("day")), context.text[match.end("day") :][:30]
    article = re.search(r"\b(?:an?|the)\s$", before, re.IGNORECASE)
    # "at a Friday meeting" is a day; "it was a Friday." and "the Sunday Times" are not.
    words = date_words()
    if words.weekday_names.search(before) or words.weekday_nouns.match(after):
        return True
    return article is not None and not re.match(r"\s[a-z]", after)


def _near_weekday(published: date, number: int, which: str, lean: Lean) -> date:
    back = (published.weekday() - number) % 7
    if "next" in which or "coming" in which:
        return published + timedelta(days=7 - back)
    if "past" in which or "last" in which:
        return published - timedelta(days=back or 7)
    if lean is Lean.PAST:
        return published - timedelta(days=back)
    return published + timedelta(days=(7 - back) % 7)


def _moment(published: date, unit: str, number: int) -> Period | None:
    """The day, week, month or year that lies so many units away."""
    if unit == "hour":
        when = published + timedelta(days=int(number / 24))
        return days(when, when)
    if not within_calendar(published, unit, number):
        return None
    when = shifted(published, unit, number)
    if unit == "day":
        return days(when, when)
    if unit in {"week", "fortnight"}:
        return week(when)
    return months(when.year, when.month) if unit == "month" else years(when.year)


def _ago(match: re.Match[str], context: Context) -> Iterator[Found]:
    anchor, number = context.anchor, amount(match["n"])
    unit = match["unit"]
    if anchor and number and unit in {"year", "decade"} and anchor.year and not match["today"]:
        return whole(match, years(anchor.year - number * (10 if unit == "decade" else 1)))
    if anchor is None or number is None or anchor.day is None:
        return iter(())
    if (
        (match["today"] or unit in {"week", "fortnight"})
        and unit != "hour"
        and within_calendar(anchor.day, unit, -number)
    ):
        when = shifted(anchor.day, unit, -number)
        return whole(match, days(when, when))
    return whole(match, _moment(anchor.day, unit, -number))


def _ahead(match: re.Match[str], context: Context) -> Iterator[Found]:
    """``in two weeks``: a moment ahead, only where the sentence looks ahead."""
    anchor, number = context.anchor, amount(match["n"])
    if anchor is None or anchor.day is None or number is None:
        return iter(())
    if not match["time"] and context.lean(match.start(), match.end()) is Lean.PAST:
        return iter(())
    return whole(match, _moment(anchor.day, match["unit"], number))


def _past_span(match: re.Match[str], context: Context) -> Iterator[Found]:
    """``the past 10-15 years``, ``the last month``: from then to publication; not "recent years"."""
    anchor, number = context.anchor, amount(match["n"])
    unit = match["unit"]
    if anchor is None or anchor.day is None or number is None or (match["n"] is None and match["plural"]):
        yield Found(match.start(), match.end(), None)
        return
    today = days(anchor.day, anchor.day)
    if unit == "hour":
        begin = days(anchor.day - timedelta(days=-(-number // 24)), anchor.day)
    elif not within_calendar(anchor.day, unit, -number):
        return
    else:
        then = shifted(anchor.day, unit, -number)
        begin = years(then.year) if unit in {"year", "decade"} else days(then, then)
    yield Found(match.start(), match.end(), begin.until(today))


def _coming_span(match: re.Match[str], context: Context) -> Iterator[Found]:
    """``in the coming weeks``, ``over the next two years``, ``within 48 hours``: from publication on."""
    anchor, unit = context.anchor, match["unit"]
    number = amount(match["n"])
    vague = number is None or (match["n"] is None and bool(match["plural"]))
    if match["coming"] == "" and context.told(match.start(), match.end()):
        # "They took it within two days": from then, not from publication.
        yield Found(match.start(), match.end(), None)
        return
    if anchor is None or anchor.day is None or (vague and not match["coming"]):
        yield Found(match.start(), match.end(), None)
        return
    if vague:
        reach = date_words().vague_days.get(unit + "s")
        end = anchor.day + timedelta(days=reach) if reach else None
    elif unit == "hour":
        end = anchor.day + timedelta(days=-(-(number or 1) // 24))
    else:
        possible = number is not None and within_calendar(anchor.day, unit, number)
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
    units = rf"{UNIT}(?P<plural>s)?\b"
    table: tuple[tuple[str, Reader, tuple[str, ...]], ...] = (
        (
            r"\b(?P<word>the\sday\s(?:before\syesterday|after\stomorrow)|last\snight|tonight"
            r"|overnight|this\s(?:morning|afternoon|evening)|(?:yesterday|today|tomorrow)(?:\s(?:morning|afternoon|evening|night))?)\b"
            r"(?!(?<=today)[’']s)",
            _deictic,
            ("yesterday", "today", "tomorrow", "night", "this"),
        ),
        (
            rf"(?:\b(?:on|over)\s+)?(?:\b(?P<which>last|next|this past|this coming|this)\s+)?"
            rf"\b(?-i:(?P<day>{weekday})){_DAYTIME}\b"
            r"(?:\s(?:of\s)?(?P<of_week>last|this|next)\sweek\b)?",
            _weekday,
            tuple(date_words().weekdays),
        ),
        (
            r"(?:\b(?:on|in|during|over)\s+)?\bthe\s(?P<unit>night|week|weekend|month|year)\s"
            r"(?P<way>before\slast|after\snext)\b",
            _but_one,
            ("before", "after"),
        ),
        (rf"\b{COUNTED}{units}\s+ago\b(?P<today>\s(?:today|to\sthe\sday)\b)?", _ago, ("ago",)),
        (rf"\bin\s+{COUNTED}{UNIT}s?\b(?P<time>[’']?s?[’']?\stime)?", _ahead, _UNITS),
        (
            rf"(?:\b(?:in|over|during|for|within|throughout)\s+)?\bthe\s+(?:past|last)\s+(?:{COUNT}[\s-])?{units}(?!\s+of\b)",
            _past_span,
            ("past", "last"),
        ),
        (
            rf"\b(?:in|over|during|for|within|throughout|through)\s+the\s+(?P<coming>coming|next)\s+(?:{COUNT}[\s-])?{units}",
            _coming_span,
            ("coming", "next"),
        ),
        (rf"\bthe\s+(?P<coming>coming|next)\s+{COUNT}[\s-]{units}", _coming_span, ("coming", "next")),
        (rf"\b(?P<coming>)within\s+(?:the\s)?{COUNTED}{units}", _coming_span, ("within",)),
        # Told by what follows, "two days after the vote", or not told at all.
        (rf"\b{COUNTED}{UNIT}s?\s(?:before|after)\b", _no_date, ("before", "after")),
        (r"\bthe\s(?:next|following|same|previous)\s(?:weekend|decade)\b", _no_date, ("weekend", "decade")),
        (r"\b(?:at|by)\sthe\s(?:very\s)?end\sof\sthe\sday\b", _no_date, ("end",)),
        (r"\bby\s(?:the\s)?(?:year[’']s\send|year[- ]end|end\sof\s(?:the\s)?year)\b", _year_end, ("year",)),
    )
    return tuple(Rule(re.compile(pattern, re.IGNORECASE), reader, needs) for pattern, reader, needs in table)

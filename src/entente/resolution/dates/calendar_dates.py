"""Dates that name a day or span days: ``September 2, 2023``, ``11-20 May``, ``25/12/2023``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from entente.ontology.tables import longest_first
from entente.resolution.dates.datewords import date_words, fragments
from entente.resolution.dates.period import Anchor, Period, day, days, months, years
from entente.resolution.dates.rule import Context, Found, Rule, whole

_PREFIX = r"(?:\b(?i:on|in|during)\s+)?"
_NEXT_WORD = re.compile(r"\s(\w+)")
_FROM = r"(?:\b(?i:(?P<range>between|from))\s+)?"


def _month(word: str) -> int:
    return date_words().months[word.rstrip(".").lower()]


def _number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _iso(match: re.Match[str], context: Context) -> Iterator[Found]:
    return whole(match, day(*(int(match[name]) for name in ("y", "m", "d"))))


def _numeric(match: re.Match[str], context: Context) -> Iterator[Found]:
    """Day, month and year in figures, where only one reading is possible; with full stops the day leads."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["sep"] == "." or first == second or first > 12:
        return whole(match, day(year, second, first))
    return whole(match, day(year, first, second) if second > 12 else None)


def _single(match: re.Match[str], context: Context) -> Iterator[Found]:
    month, number = _month(match["m"]), _number(match["d"])
    return _day_of(match, month, number, context)


def _feast(match: re.Match[str], context: Context) -> Iterator[Found]:
    """A day of the year with a name: ``New Year's Eve``."""
    words = match["feast"].lower()
    month, number = next(value for name, value in date_words().feasts.items() if re.fullmatch(name, words))
    return _day_of(match, month, number, context)


def _day_of(match: re.Match[str], month: int, number: int, context: Context) -> Iterator[Found]:
    """A day of the year that is named or, failing that, chosen."""
    named = int(match["y"]) if match["y"] else context.year(match["of_year"]) if match["of_year"] else None
    if named:
        return whole(match, day(named, month, number))
    following = _NEXT_WORD.match(context.text, match.end())
    if following and following[1].lower() in date_words().named_by_day:
        return iter((Found(match.start(), match.end(), None),))
    start = match.start()
    return whole(match, context.pick(lambda year: day(year, month, number), start, match.end()))


def _same_month(match: re.Match[str], context: Context) -> Iterator[Found]:
    """Two days of one month: a range, or two dates where "and" joins days that are not neighbours."""
    month, first, last = _month(match["m"]), _number(match["d"]), _number(match["e"])
    if first >= last:
        return
    apart = match["to"].strip() == "and" and not match["range"] and last - first > 1

    def span_of(year: int) -> Period | None:
        begin, end = day(year, month, first), day(year, month, last)
        return begin.until(end) if begin and end else None

    found = span_of(int(match["y"])) if match["y"] else context.pick(span_of, match.start(), match.end())
    if found is None:
        return
    if apart:
        cut = match.start("to")
        yield Found(match.start(), cut, days(found.first, found.first))
        yield Found(match.end("to"), match.end(), days(found.last, found.last))
    else:
        yield Found(match.start(), match.end(), found)


def _two_months(match: re.Match[str], context: Context) -> Iterator[Found]:
    """A range from a day of one month to a day of another."""
    first = (_month(match["m"]), _number(match["d"]))
    last = (_month(match["n"]), _number(match["e"]))
    joined_by_and = match["to"].strip() == "and"
    if joined_by_and and not match["range"]:
        return iter(())
    opening, closing = match["y"], match["z"]

    def span_of(year: int) -> Period | None:
        begin_year = int(opening) if opening else year - (first > last)
        begin, end = day(begin_year, *first), day(year, *last)
        return begin.until(end) if begin and end and begin.first < end.last else None

    if closing:
        return whole(match, span_of(int(closing)))
    return whole(match, context.pick(span_of, match.start(), match.end()))


def _month_range(match: re.Match[str], context: Context) -> Iterator[Found]:
    """A range of whole months."""
    first, last = _month(match["m"]), _month(match["n"])
    if match["to"].strip() == "and" and not match["range"]:
        return iter(())
    opening, closing = match["y"], match["z"]

    def span_of(year: int) -> Period | None:
        begin_year = int(opening) if opening else year - (first > last)
        begin, end = months(begin_year, first), months(year, last)
        return begin.until(end) if begin.first < end.first else None

    if closing:
        return whole(match, span_of(int(closing)))
    return whole(match, context.pick(span_of, match.start(), match.end()))


def _year_range(match: re.Match[str], context: Context) -> Iterator[Found]:
    first, last = int(match["y"]), int(match["z"])
    dash = match["to"].strip() in {"-", "–", "—"}
    if len(match["z"]) == 2:
        # "2022-23"; "2022 to 23" is no range of years.
        last = last + first - first % 100 if dash else 0
    if first < last and (match["range"] or match["to"].strip() != "and"):
        yield Found(match.start(), match.end(), years(first, last))


def _event(match: re.Match[str], context: Context) -> Iterator[Found]:
    for pattern, value in date_words().events:
        if re.fullmatch(pattern, match[0]):
            anchor = Anchor.of(value)
            if anchor:
                yield Found(match.start(), match.end(), days(anchor.first, anchor.last))
            return


#: Readers of dates that may be written without a figure.
_WITHOUT_FIGURES = (_month_range, _event, _feast)


@cache
def calendar_rules() -> tuple[Rule, ...]:
    """The rules of this file, compiled once."""
    f = fragments()
    month, number, year, weekday, to = f["M"], f["D"], f["Y"], f["W"], f["TO"]
    first = rf"(?:the\s+)?(?P<d>{number})"
    second = rf"(?:the\s+)?(?P<e>{number})"
    its_year = rf"(?:,?\s+(?:of\s+)?(?P<y>{year}))?"
    any_year = rf"(?:{its_year[3:-2]}|,?\s+(?:of\s+)?(?P<of_year>last|this|next)\s+year\b)?"
    named = rf"(?:{weekday},?\s+)?"
    closing = rf"(?:,?\s+(?P<z>{year}))?"
    events = "|".join(pattern for pattern, _ in date_words().events)
    feasts = longest_first(date_words().feasts)
    sep = r"(?P<sep>[./])"
    # Of two readings of equal length the earlier rule's is taken: ranges share their year with both ends.
    table = (
        (rf"{_PREFIX}(?<![\d/-])(?P<y>\d{{4}})([-/])(?P<m>\d\d)\2(?P<d>\d\d)(?![\d/-])", _iso),
        (
            rf"(?<![\d./])(?P<a>\d{{1,2}}){sep}(?P<b>\d{{1,2}})(?P=sep)(?P<y>(?:19|20)\d\d)(?![\d/]|\.\d)",
            _numeric,
        ),
        (rf"{_PREFIX}{_FROM}(?P<m>{month})\s+{first}(?P<to>{to}){second}{its_year}", _same_month),
        (rf"{_PREFIX}{_FROM}{first}(?P<to>{to}){second}\s+(?:of\s+)?(?P<m>{month}){its_year}", _same_month),
        (
            rf"{_FROM}{named}(?P<m>{month})\s+{first}{its_year}(?P<to>{to}){named}(?P<n>{month})\s+{second}{closing}",
            _two_months,
        ),
        (
            rf"{_FROM}{named}{first}\s+(?P<m>{month}){its_year}(?P<to>{to}){named}{second}\s+(?P<n>{month}){closing}",
            _two_months,
        ),
        (rf"{_PREFIX}{named}(?P<m>{month})\s+{first}{any_year}", _single),
        (rf"{_PREFIX}{named}{first}\s+(?:of\s+)?(?P<m>{month}){any_year}", _single),
        (rf"{_FROM}(?P<m>{month}){its_year}(?P<to>{to})(?P<n>{month}){closing}(?!\s+\d)", _month_range),
        (rf"{_PREFIX}{_FROM}(?P<y>{year})(?P<to>{to})(?P<z>{f['Z']}|\d\d(?![\d%,.:-]))(?!-)", _year_range),
        (rf"(?<![\w/+])(?:{events})\b", _event),
        (rf"{_PREFIX}\b(?i:(?P<feast>{feasts}))\b{any_year}", _feast),
    )
    return tuple(
        Rule(re.compile(pattern), reader, () if reader in _WITHOUT_FIGURES else tuple("0123456789"))
        for pattern, reader in table
    )

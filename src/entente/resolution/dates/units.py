"""Dates by month, season, year, quarter or decade: ``in May 2021``, ``the 1990s``, ``Q3 2022``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from entente.ontology.tables import longest_first
from entente.resolution.dates.datewords import date_words, fragments
from entente.resolution.dates.period import Lean, Period, days, months, third, week, years
from entente.resolution.dates.rule import Context, Found, Rule, whole

_PART_WORDS = {"beginning": "early", "start": "early", "middle": "mid"}
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "final": -1}
_WITH = frozenset({"on", "in", "during", "at"})
# Words that make a bare number a year, and of these the ones that often stand before a count as well.
_SURE = frozenset({"in", "since", "during", "until", "till", "past", "circa", "year"})
_LOOSE = frozenset(
    {"by", "of", "from", "to", "for", "before", "after", "around", "through", "between", "throughout"}
)
_PREPOSITION = longest_first(_SURE | _LOOSE | {"on", "at"})
_PLURAL = re.compile(r"\s+(?!was\b|is\b|has\b|as\b|its\b|this\b|his\b)[a-z]{2,}s\b")
_DETERMINED = re.compile(r"(?:\b(?:the|a|an|his|her|its|their)|\w[’']s?|\bthe [a-z-]{3,})\s$", re.IGNORECASE)
_LIST = re.compile(r"\b(?:1[5-9]|20)\d\d(?:,| and| or|, and)\s$")
_NEXT_WORD = re.compile(r"\s+(\w+)")


def _target(match: re.Match[str], context: Context) -> Period | None:
    """The month, season, year, decade or period of the calendar that an expression is about."""
    if match["month"]:
        return _month(match, context)
    if match["season"]:
        return _season(match, context)
    if match["decade"] or match["short_decade"]:
        first = _decade(match, context)
        return years(first, first + 9) if first else None
    if match["year"]:
        return years(int(match["year"])) if _is_year(match, context) else None
    return _unit(match, context)


def _decade(match: re.Match[str], context: Context) -> int | None:
    """The first year of a decade; one without its century ("the '70s") is the last that had begun."""
    if match["decade"]:
        return int(match["decade"])
    # "In his eighties", "25 percent in the 20s": an article makes it a time.
    if not re.search(
        r"\bthe\s", match["body"][: match.start("short_decade") - match.start("body")], re.IGNORECASE
    ):
        return None
    words = match["short_decade"].lower()
    ten = date_words().decades.get(words) or int(re.sub(r"\D", "", words))
    if context.anchor is None:
        return 1900 + ten if ten > 20 else None
    last = context.anchor.last.year
    return last - (last - ten) % 100


def _month(match: re.Match[str], context: Context) -> Period | None:
    number = date_words().months[match["month"].rstrip(".").lower()]
    if match["month_year"] or match["shared_year"]:
        return months(int(match["month_year"] or match["shared_year"]), number)
    if match["of_year"]:
        year = context.year(match["of_year"])
        return months(year, number) if year else None
    if match["rel"]:
        return context.relative(lambda year: months(year, number), _relation(match))
    # A bare month needs a word that makes it a time; short forms and "May" are names too often.
    if not (match["prep"] or match["part"]) or match["month"].lower().rstrip(".") not in _full_months():
        return None
    return context.pick(lambda year: months(year, number), _start(match), match.end())


def _start(match: re.Match[str]) -> int:
    """Where an expression begins: "until June" looks ahead, so that the lean needs to see the word before."""
    return match.start() if (match["prep"] or "").lower() in {*_WITH, ""} else match.start("body")


@cache
def _full_months() -> frozenset[str]:
    words = date_words().months
    return frozenset(word for word in words if len(word) > 4 or word in {"may", "june", "july"})


def _season(match: re.Match[str], context: Context) -> Period | None:
    first = date_words().seasons[match["season"]]
    if match["season_year"]:
        return months(int(match["season_year"]), first, 3)
    if match["rel"]:
        return context.relative(lambda year: months(year, first, 3), _relation(match))
    if (match["prep"] or "").lower() not in {"in", "during", "by", "since", "until"} and not match["part"]:
        return None
    return context.pick(lambda year: months(year, first, 3), _start(match), match.end())


def _relation(match: re.Match[str]) -> str:
    words = match["rel"].lower().split()
    return next((word for word in words if word in {"last", "next"}), "this")


def _unit(match: re.Match[str], context: Context) -> Period | None:
    """``this year``, ``last month``, ``next week``; ``the year`` only with a part before it."""
    anchor = context.anchor
    if anchor is None or not match["rel"] or (match["rel"].lower() == "the" and not match["part"]):
        return None
    shift = {"last": -1, "next": 1, "this": 0}[_relation(match)]
    unit = match["unit"].lower()
    if unit == "year":
        return years(anchor.year + shift) if anchor.year else None
    if unit == "decade":
        return (
            years(anchor.year // 10 * 10 + 10 * shift, anchor.year // 10 * 10 + 10 * shift + 9)
            if anchor.year
            else None
        )
    if unit == "quarter":
        return months(anchor.month[0], _quarter(anchor.month[1]) + 3 * shift, 3) if anchor.month else None
    if unit == "month":
        return months(anchor.month[0], anchor.month[1] + shift) if anchor.month else None
    if anchor.day is None:
        return None
    if unit == "weekend":
        found = week(anchor.day, shift)
        return days(found.last - timedelta(days=1), found.last)
    return week(anchor.day, shift)


def _quarter(month: int) -> int:
    """The first month of the quarter that a month lies in."""
    return month - (month - 1) % 3


def _bare_quarter(match: re.Match[str], context: Context) -> Iterator[Found]:
    """``in the first quarter``, ``first-quarter growth``: that of a year near publication."""
    index = _ORDINALS[match["which"].lower()] % 4
    period = context.pick(lambda year: months(year, 1 + 3 * index, 3), match.start(), match.end())
    return whole(match, period)


def _is_year(match: re.Match[str], context: Context) -> bool:
    """Whether a number of four digits is a year here: by what stands before and after it."""
    before, after = context.before(match.start("year")), context.text[match.end() :][:40]
    following = _NEXT_WORD.match(after)
    if following and following[1] in date_words().not_years:
        return False
    prep = (match["prep"] or "").lower()
    if match["part"] or prep in _SURE or (prep in _LOOSE and not _PLURAL.match(after)):
        return True
    if before.endswith("(") and after.startswith(")"):
        return True
    if _LIST.search(before) and not _PLURAL.match(after):
        return True
    # "the 2020 war", "Armenia's 2018 revolution": a year before its noun.
    if int(match["year"]) < 1800 or following is None:
        return False
    # "Of the 1915 killings", but "of 2000 prisoners".
    named = match["body"].lower().startswith("the ") and following[1].islower()
    return bool(named or (not prep and _DETERMINED.search(before)))


def _part(match: re.Match[str], period: Period) -> Period:
    """The part of a period that ``early``, ``the end of``, ``first half of`` and the like choose."""
    word = match["part"].lower()
    if word in {"early", "mid", "late"}:
        # "Early May" is May as a whole: how long it is early, nobody says.
        return period
    if "half" in word:
        return _half(period, second="second" in word)
    if "quarter" in word:
        index = next(index for name, index in _ORDINALS.items() if name in word)
        return months(period.first.year, 1 + 3 * (index % 4), 3) if period.grain == "year" else period
    name = next((part for key, part in _PART_WORDS.items() if key in word), "late")
    if "end" in word or "close" in word:
        if (match["prep"] or "").lower() in {"by", "before", "until", "till", "through"}:
            return days(period.last, period.last)
        return months(period.last.year, 12) if period.grain == "year" else third(period, "late")
    if (
        period.grain == "year"
        and ("start" in word or "beginning" in word)
        and period.first.year == period.last.year
    ):
        return months(period.first.year, 1)
    return third(period, name)


def _half(period: Period, *, second: bool) -> Period:
    if period.grain == "year" and period.first.year == period.last.year:
        return months(period.first.year, 7 if second else 1, 6)
    if period.grain == "year":
        return (
            years(period.first.year + 5, period.last.year)
            if second
            else years(period.first.year, period.last.year - 5)
        )
    first = period.first
    middle = date(first.year, first.month, 15)
    return days(middle + timedelta(days=1), period.last) if second else days(first, middle)


def _period(match: re.Match[str], context: Context) -> Iterator[Found]:
    period = _target(match, context)
    if period is None:
        return
    if match["part"]:
        period = _part(match, period)
    start = match.start()
    prep = (match["prep"] or "").lower()
    ends = bool(match["part"]) and prep == "by"
    if match["year"] and not match["part"] and prep not in _WITH:
        start = match.start("year")
    elif prep and prep not in _WITH and not ends:
        start = match.start("body")
    yield Found(start, match.end(), period)


def _week_of(match: re.Match[str], context: Context) -> Iterator[Found]:
    """The first ... fourth or last week or days of a month."""
    period = _target(match, context)
    if period is None or period.grain != "month" or period.first.month != period.last.month:
        yield Found(match.start(), match.end(), None)
        return
    index = _ORDINALS[match["which"].lower()]
    if index < 0:
        found = days(period.last - timedelta(days=6), period.last)
    else:
        begin = period.first + timedelta(days=7 * index)
        found = days(begin, begin + timedelta(days=6))
    yield Found(match.start(), match.end(), found)


def _code(match: re.Match[str], context: Context) -> Iterator[Found]:
    """``Q3 2022``, ``H1 2023``."""
    number, year = int(match["n"]), int(match["y"])
    size = 3 if match["kind"] == "Q" else 6
    return whole(match, months(year, 1 + size * (number - 1), size) if number * size <= 12 else None)


def _weekend(match: re.Match[str], context: Context) -> Iterator[Found]:
    anchor = context.anchor
    if anchor is None or anchor.day is None:
        return
    ahead = context.lean(match.start(), match.end()) is Lean.FUTURE
    saturday = anchor.day - timedelta(days=(anchor.day.weekday() - 5) % 7)
    if ahead and saturday + timedelta(days=1) < anchor.day:
        saturday += timedelta(days=7)
    yield Found(match.start(), match.end(), days(saturday, saturday + timedelta(days=1)))


@cache
def unit_rules() -> tuple[Rule, ...]:
    """The rules of this file, compiled once."""
    f = fragments()
    relation = r"(?i:(?:earlier |later )?(?:this past|this coming|this|last|next|the current|the coming)|the)"
    target = (
        rf"(?:(?:(?P<rel>{relation})\s+)?(?:"
        rf"(?P<month>{f['M']})(?:(?:,?\s+(?:of\s+)?(?P<month_year>{f['Y']}))"
        r"|,?\s+(?:of\s+)?(?P<of_year>last|this|next)\s+year\b"
        rf"|(?=(?:,\s{f['M']})*,?\s(?:and|or)\s{f['M']}\s(?P<shared_year>{f['Y']})))?(?!\s\d)"
        rf"|(?P<season>{f['S']})(?:,?\s+(?:of\s+)?(?P<season_year>{f['Y']}))?"
        r"|(?P<decade>(?:1[5-9]|20)\d0)[’']?s\b"
        rf"|(?<=\s)(?P<short_decade>[’'‘]?[2-9]0(?=[’']?s\b)|(?i:{'|'.join(date_words().decades)})\b)(?:[’']?s\b)?"
        r"|(?<=\s)(?P<unit>week|weekend|month|quarter|year|decade)\b(?![-’']?s?\s+later)(?!(?<=quarter)\sof\b)(?!(?<=year)\s\d{4}\b)"
        rf")|(?P<year>{f['Z']}))"
    )
    part = (
        r"(?P<part>(?i:early|mid|late|(?:the\s+)?(?:very\s+)?(?:beginning|start|middle|end|close)\s+of"
        r"|(?:the\s+)?(?:first|second)\s+half\s+of|(?:the\s+)?(?:first|second|third|fourth|last|final)\s+quarter\s+of))"
    )
    lead = rf"(?<![\w-])(?:(?P<prep>(?i:{_PREPOSITION}))\s+)?"
    body = rf"(?P<body>(?:(?i:the)\s+)?(?:{part}[\s-]+)?{target})"
    which = "|".join(_ORDINALS)
    return (
        Rule(re.compile(lead + body), _period),
        Rule(
            re.compile(
                rf"(?:\b(?i:in|during)\s+)?\b(?P<prep>(?i:the))\s+(?P<which>{which})\s+(?:week|weekend|days?|months?)\s+of\s+(?P<part>\b)?(?P<body>){target}"
            ),
            _week_of,
        ),
        Rule(
            re.compile(rf"(?:\bin\s+)?(?:the\s+)?\b(?P<kind>[QH])(?P<n>[1-4])\s+(?:of\s+)?(?P<y>{f['Y']})"),
            _code,
        ),
        Rule(
            re.compile(
                r"(?i:\b(?:in|during|for|since|by|of)\s+(?:the\s+)?(?P<which>first|second|third|fourth|final)[\s-]quarter"
                r"\b(?!\s+of\b|-?final))"
            ),
            _bare_quarter,
        ),
        Rule(re.compile(r"\b(?i:over|at|during|on)\s+the\s+weekend\b"), _weekend),
    )

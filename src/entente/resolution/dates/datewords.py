"""The words of time from ``ontology/data/dates.toml``, and the pattern fragments made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from entente.ontology.tables import toml
from entente.resolution.numbers import NUMBER, value_of

UNIT = r"(?P<unit>hour|day|week|fortnight|month|year|decade)"
"""Pattern of a unit of time in the singular, as the group ``unit``."""

COUNT = rf"(?P<n>(?:\d+\s?[-–]\s?|{NUMBER}\s(?:to|or)\s)?{NUMBER}|few|couple\sof|several)"
"""Pattern of how many units, as the group ``n``; match without regard to case, read with ``amount``."""

COUNTED = rf"(?:(?:a\s)?{COUNT}|an?)[\s-]"
"""The same, or an article alone."""


def amount(words: str | None) -> int | None:
    """How many units: of a range ("10-15") the larger number, 1 where none is given, None where vague."""
    if not words:
        return 1
    value = value_of(re.split(r"\s?[-–]\s?(?=\d)|\s(?:to|or)\s", words)[-1])
    return int(value) if value and value < 2000 else None


@dataclass(frozen=True, slots=True)
class DateWords:
    """The table as the grammar needs it; words are keys in lower case, without a full stop."""

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    decades: dict[str, int]
    ordinals: dict[str, int]
    jubilees: dict[str, int]
    vague_days: dict[str, int]
    events: tuple[tuple[str, str], ...]
    feasts: dict[str, tuple[int, int]]
    not_years: frozenset[str]
    named_by_day: frozenset[str]
    named_by_year: frozenset[str]
    dated_by_year: frozenset[str]
    moments: frozenset[str]
    weekday_names: re.Pattern[str]
    weekday_nouns: re.Pattern[str]
    named_after: re.Pattern[str]
    ahead: re.Pattern[str]
    either: re.Pattern[str]
    asked: re.Pattern[str]
    scheduled: re.Pattern[str]
    saying: re.Pattern[str]
    past: re.Pattern[str]
    barrier: re.Pattern[str]


def _month_and_day(value: str) -> tuple[int, int]:
    month, _, number = value.partition("-")
    return int(month), int(number)


def _numbers(table: dict[str, list[str]]) -> dict[str, int]:
    return {word.lower(): int(number) for number, words in table.items() for word in words}


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


@cache
def date_words() -> DateWords:
    """The table, read once."""
    table = toml("dates.toml")
    leaning = table["leaning"]
    # A form in -ed is taken for a finite verb unless a form of "be", "have" or "to" stands before it.
    bare = r"(?<!-)(?<!\bbe )(?<!\bbeen )"
    participle = bare + r"(?<!\bhave )(?<!\bto )(?<!\bhas )"
    return DateWords(
        months=_numbers(table["months"]),
        weekdays=_numbers(table["weekdays"]),
        seasons=table["seasons"],
        decades=table["decades"],
        ordinals=table["ordinals"],
        jubilees=table["jubilees"],
        vague_days=table["vague_days"],
        events=tuple(table["events"].items()),
        feasts={name.lower(): _month_and_day(value) for name, value in table["feasts"].items()},
        not_years=frozenset(table["not_years"]["nouns"]),
        named_by_day=frozenset(table["named_by_day"]["nouns"]),
        named_by_year=frozenset(table["named_by_year"]["nouns"]),
        dated_by_year=frozenset(table["named_by_year"]["but"]),
        moments=frozenset(table["moments"]["nouns"]),
        weekday_names=re.compile(rf"\b(?:{'|'.join(table['weekday_names']['before'])})\s+$"),
        weekday_nouns=re.compile(rf"\s+(?:{'|'.join(table['weekday_names']['after'])})\b"),
        # "Treaty of Friendship, Cooperation and Mutual Assistance of" before 1997.
        named_after=re.compile(
            rf"\b({'|'.join(table['bearers']['nouns'])})\b"
            r"(?: (?:on|of|for) (?:[A-Z][\w-]+,? |and |the )+?)?\s*of\s+$",
            re.IGNORECASE,
        ),
        ahead=_any_of(leaning["ahead"]),
        either=_any_of(leaning["either"]),
        asked=_any_of(leaning["asked"]),
        scheduled=_any_of(leaning["scheduled"]),
        saying=_any_of(leaning["saying"]),
        past=_any_of([f"{bare}(?:{'|'.join(leaning['past'])})", participle + r"\w{2,}ed"]),
        barrier=re.compile("|".join(leaning["barrier"])),
    )


def _alternatives(words: dict[str, int]) -> str:
    # May needs no full stop, and a stop after a full name ends the sentence.
    longest = sorted(words, key=len, reverse=True)
    return "|".join(
        word.capitalize() + (r"\b\.?" if len(word) < 5 and word != "may" else r"\b") for word in longest
    )


@cache
def fragments() -> dict[str, str]:
    """Pattern fragments by short name; none has a group.

    ``M`` month, ``D`` day of the month, ``Y`` year, ``Z`` year that ends a range, ``W`` weekday,
    ``S`` season, ``TO`` the join of a range.
    """
    words = date_words()
    return {
        "M": rf"\b(?:{_alternatives(words.months)})",
        "W": rf"\b(?:{_alternatives(words.weekdays)})",
        "S": rf"\b(?:{'|'.join(words.seasons)})\b",
        "D": r"(?<![\d.,:/])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[.,:/]\d)\b",
        "Y": r"(?<![\d.,/+$€£-])(?:1[5-9]|20)\d\d(?!\d|[,.:]\d|[%/+])\b",
        "Z": r"(?:1[5-9]|20)\d\d(?!\d|[,.:]\d|[%/+])\b",
        "TO": r"(?:\s?[-–—]\s?|\s(?:to|until|till|through|and)\s)",
    }

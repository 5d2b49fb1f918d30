"""Dates that belong to a thing and not to the act: "condemned Monday's raid", "the pact of 1997"."""

from __future__ import annotations

import re
from enum import Enum

from entente.records import Span
from entente.resolution.dates.datewords import date_words

_GENITIVE = re.compile(r"([\w’'-]+)\sof\s(?:the\s)?$")
_THERE = re.compile(r"\W*\b(?:where|when|(?:in|at|by|under) which)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\W*\b(?:that|which|who)\b")
_POSSESSIVE = re.compile(r"[’']s\s")
_WEEKDAY = re.compile(r"day\b")
_DETERMINER = r"(?:\b(?:the|an?|this|that|its|their|his|her)|[’']s?)\s"
_DETERMINED = re.compile(_DETERMINER + "$", re.IGNORECASE)
_DETERMINED_FAR = re.compile(_DETERMINER + r"(?:[\w-]+\s)?$", re.IGNORECASE)
_NOUN = re.compile(
    r"\s(?!(?:and|or|but|in|at|on|of|to|for|with|by|from|as|after|before|when|while|that|which|who|because|is|are)\b)"
    r"([a-z][\w-]+)"
)
# What happened in a thing happened when it was: "killed in Monday's raid", "in the raid of 3 May".
_IN_IT = re.compile(
    r"\b(?:in|during|at)\s(?:the|an?|its|their)\s(?!wake|aftermath|light|face|shadow)(?:[\w-]+\s){1,3}of\s(?:the\s)?$",
    re.IGNORECASE,
)
_IN_ITS = re.compile(r"\b(?:in|during|at|on|amid)\s(?:(?:the|an?|its|their)\s)?(?:[\w-]+\s)?$", re.IGNORECASE)
_WITHIN = re.compile(r"(?:in|on|at|during)\b", re.IGNORECASE)
_AFTER_IT = re.compile(
    r"\b(?:after|before|since|following|despite|over|for|to)\s(?:[\w’'-]+\s){0,5}$", re.IGNORECASE
)
# "TIRANA, Wednesday - ", "MOGADISHU (20 July) - ": where and when it was written.
_DATELINE = re.compile(r"^\W*[A-Z][A-Z’'-]+(?:\s[A-Z’'-]+)*(?:,\s[\w ]+)*,?\s\(?$")
_DASH = re.compile(r"\)?\s[-–—]")


class Bond(Enum):
    """How a date is bound to an act: its own, perhaps its own where there is no other, or another thing's."""

    OWN = "own"
    LOOSE = "loose"
    FOREIGN = "foreign"


def follows_thing(before: str) -> bool:
    """Whether the words before a date end in a thing that it belongs to: "the raid of"."""
    return _thing(before) is not None


def _thing(before: str) -> str | None:
    noun = _GENITIVE.search(before)
    return noun[1].lower() if noun and noun[1].lower() not in date_words().moments else None


def bond(date: Span, trigger: Span, sentence: Span) -> Bond:
    """How a date of a sentence is bound to the act with this trigger."""
    a, b = date.start - sentence.start, date.end - sentence.start
    before, after = sentence.text[: max(0, a)], sentence.text[b:]
    between = after[: max(0, trigger.start - date.end)]
    if _DASH.match(after) and _DATELINE.match(before):
        return Bond.FOREIGN
    if _THERE.match(between):
        # "The deal of October 2022, where both recognised it": it was there and then.
        return Bond.OWN
    if bearer := date_words().named_after.search(before):
        return Bond.OWN if bearer[1].lower() in trigger.text.lower() else Bond.FOREIGN
    if noun := _thing(before):
        if noun in trigger.text.lower() or _RELATIVE.match(between):
            return Bond.OWN
        inside = _IN_IT.search(before)
    elif _modifies(date.text, before, after):
        inside = _IN_ITS.search(before) or _WITHIN.match(date.text)
    else:
        return Bond.OWN
    if trigger.start < date.start:
        return Bond.OWN if inside else Bond.FOREIGN
    # "The raid of 3 May killed 20", but "A week after the raid of 3 May, troops left".
    return Bond.FOREIGN if _AFTER_IT.search(before) or "," in between else Bond.LOOSE


def _modifies(words: str, before: str, after: str) -> bool:
    """Whether a date stands before its noun: "Monday's raid", "the 2008 war"."""
    if _POSSESSIVE.match(after):
        return True
    determined = (_DETERMINED if _WEEKDAY.search(words) else _DETERMINED_FAR).search(before)
    if determined is None and not words.lower().startswith("the "):
        return False
    noun = _NOUN.match(after)
    return noun is not None and date_words().past.match(noun[1]) is None

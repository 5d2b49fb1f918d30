"""Which of a sentence's dates and places an event has.

A date or place of the trigger's own clause goes first, the nearest after the trigger before the nearest in
front of it. One that opens or ends the sentence counts for every event in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from entente.records import DateMention, Place, Span
from entente.resolution.dates.datewords import date_words

_Located = TypeVar("_Located", DateMention, Place)
_BREAK = re.compile(
    r"[;,:—–“”\"()]|\b(?:and|but|while|that|which|who|after|before|when|as|because|although)\b"
)
_HARD = re.compile(r"[;]|\b(?:but|while|whereas)\b")
_LEAD = re.compile(
    r"^\W*(?:(?:Late|Early|Later|Earlier|Also|And|But|Then|Meanwhile|Finally)\W+)?"
    r"(?:(?:In|At|Near|On|Outside|Around|Across|Inside|By|Since|During|From)\s(?:[\w’'-]+\s){0,4})?$",
    re.IGNORECASE,
)
_THERE = re.compile(r"\W*\b(?:where|when|(?:in|at|by|under) which)\b", re.IGNORECASE)
_TAIL = re.compile(r"^\W*$")


@cache
def _verb() -> re.Pattern[str]:
    # A rough sign of another finite verb: past forms, auxiliaries, modals.
    return re.compile(
        rf"{date_words().past.pattern}|\b(?:is|are|has|have|will|would|can|could|may|might|must|should|wants?|plans?)\b",
        re.IGNORECASE,
    )


def _own_clause(text: str, a: int, b: int) -> bool:
    """Whether no clause boundary with another verb lies between offsets ``a`` and ``b`` of a sentence."""
    between = text[a:b]
    if _HARD.search(between):
        return False
    return not any(_verb().search(between[mark.end() :]) for mark in _BREAK.finditer(between))


def _taken(text: str, start: int, end: int, trigger: int) -> bool:
    """Whether a clause that ends before the trigger has a verb of its own in front of ``text[start:end]``.

    In "Iran, which left the accord in 2018, met envoys" the year is that of leaving.
    """
    if not _BREAK.search(text[end:trigger]):
        return False
    marks = list(_BREAK.finditer(text[:start]))
    return _verb().search(text[marks[-1].end() if marks else 0 : start]) is not None


def _choose(options: Sequence[_Located], trigger: Span, sentence: Span) -> _Located | None:
    base, text = sentence.start, sentence.text
    # A trigger may be a whole quotation that began before this sentence.
    begin, finish = max(trigger.start - base, 0), max(trigger.end - base, 0)
    ranked: list[tuple[int, int, int, _Located]] = []
    for number, option in enumerate(options):
        span = option.span
        if span is None or not (sentence.start <= span.start and span.end <= sentence.end):
            continue
        if span.start >= trigger.end:
            near = _own_clause(text, finish, span.start - base)
            side, gap = 0, span.start - trigger.end
        else:
            near = _own_clause(text, span.end - base, begin) and (
                trigger.text.endswith("ing") or not _taken(text, span.start - base, span.end - base, begin)
            )
            side, gap = 1, trigger.start - span.end
        frame = bool(_LEAD.match(text[: span.start - base]) or _TAIL.match(text[span.end - base :]))
        if near or frame:
            ranked.append((0 if near else 1, side if near else number, gap, option))
    return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None


def when(dates: Sequence[DateMention], trigger: Span, sentence: Span) -> DateMention | None:
    """The date of the event with this trigger, None where no date of the sentence is its own."""
    return _choose([d for d in dates if not _names_a_thing(d, trigger, sentence)], trigger, sentence)


def _names_a_thing(date: DateMention, trigger: Span, sentence: Span) -> bool:
    """Whether a date is part of a thing's name, "the treaty of 1997", which is not the event itself."""
    if date.span is None:
        return False
    bearer = date_words().named_after.search(sentence.text[: max(0, date.span.start - sentence.start)])
    if bearer is None or bearer[1].lower() in trigger.text.lower():
        return False
    # "The deal of October 2022, where both recognised it": it was there and then.
    after = sentence.text[date.span.end - sentence.start : max(0, trigger.start - sentence.start)]
    return not _THERE.match(after)


def where(places: Sequence[Place], trigger: Span, sentence: Span) -> Place | None:
    """The place of the event with this trigger, None where no place of the sentence is its own."""
    return _choose(places, trigger, sentence)

"""Which of a sentence's dates an event has.

A date of the trigger's own clause goes first, the nearest after the trigger before the nearest in front of
it. One that opens or ends the sentence counts for every event in it. A date that belongs to a thing is not
the act's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from entente.records import DateMention, Span
from entente.resolution.dates.datewords import date_words
from entente.resolution.setting.datedthings import Bond, bond, follows_thing

_BREAK = re.compile(
    r"[;,:—–“”\"()]|\b(?:and|but|while|that|which|who|after|before|when|as|because|although)\b"
)
_HARD = re.compile(r"[;]|\b(?:but|while|whereas)\b")
_LEAD = re.compile(
    r"^\W*(?:(?:Late|Early|Later|Earlier|Also|And|But|Then|Meanwhile|Finally)\W+)?"
    r"(?:(?:In|At|Near|On|Outside|Around|Across|Inside|By|Since|During|From)\s(?:[\w’'-]+\s){0,4})?$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"^\W*$")
_RELATIVE = re.compile(r"\W*\b(?:that|which|who)\b")
_SAME_TIME = re.compile(r"\W*\b(?:as|when|where)\b[^,;:]*$")
_SHARED = re.compile(r"\W*\b(?:and|then)\s(?:then\s|later\s|also\s)?(?:\w+ly\s)?$")
# "Talks that were to be held last weekend", "the truce that began in May": what is told of the act itself.
_TOLD_OF_IT = re.compile(
    r"^\W*(?:that|which)\s(?:(?:had|has|have)\s)?"
    r"(?:was|were|is|are|will|began|begun|opened|started|took|taken|erupted|broke|broken|ended)\b(?!.*[,;:])"
)
_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|after|before|when|as|because|although|since|while|where|if|unless|until)\b"
)
_JOINED = re.compile(r"\b(?:and|but|while),?\s$")
_PAUSE = re.compile(r"[,;:—–“”\"]")
_QUOTED = re.compile(r"[,”\"’'](?:\s[^,;]*)?$")


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
    if _TOLD_OF_IT.match(between):
        return True
    return not any(_verb().search(between[mark.end() :]) for mark in _BREAK.finditer(between))


def _taken(text: str, start: int, end: int, trigger: int) -> bool:
    """Whether a clause that ends before the trigger has a verb of its own in front of ``text[start:end]``.

    In "Iran, which left the accord in 2018, met envoys" the year is that of leaving.
    """
    between = text[end:trigger]
    if not _BREAK.search(between) or _SAME_TIME.match(between) or _SHARED.match(between):
        # "Met on Monday and condemned the raid", "died on Monday when a shell hit the house".
        return False
    if follows_thing(text[:start]) and _RELATIVE.match(between):
        # "Condemned the raid of 3 May that killed ten."
        return False
    marks = list(_BREAK.finditer(text[:start]))
    return _verb().search(text[marks[-1].end() if marks else 0 : start]) is not None


def _opens_next(text: str, start: int, end: int) -> bool:
    """Whether words open a clause that goes on: "fired missiles and on 7 May Paris imposed sanctions"."""
    return (
        _JOINED.search(text[:start]) is not None and _verb().search(_PAUSE.split(text[end:])[0]) is not None
    )


def _ends(text: str, span: Span, trigger: Span, base: int) -> bool:
    """Whether a date ends the sentence for all of it.

    It does not where it is that of a clause of its own: "troops moved since rebels attacked in May", "troops
    moved, he said on Monday". The words said, unlike the acts told in them, have the day of saying.
    """
    if not _TAIL.match(text[span.end - base :]):
        return False
    before = text[: span.start - base]
    between = before[max(0, trigger.end - base) :]
    if ";" in between or any(_verb().search(between[m.end() :]) for m in _SUBORDINATE.finditer(between)):
        return False
    clause = _QUOTED.search(before)
    if clause is None or trigger.start - base > clause.start() or " " in trigger.text:
        return True
    return date_words().saying.search(before, clause.start()) is None


def _choose(options: Sequence[DateMention], trigger: Span, sentence: Span) -> DateMention | None:
    base, text = sentence.start, sentence.text
    # A trigger may be a whole quotation that began before this sentence.
    begin, finish = max(trigger.start - base, 0), max(trigger.end - base, 0)
    ranked: list[tuple[int, int, int, DateMention]] = []
    for number, option in enumerate(options):
        span = option.span
        if span is None or not (sentence.start <= span.start and span.end <= sentence.end):
            continue
        if span.start >= trigger.end:
            near = _own_clause(text, finish, span.start - base) and not _opens_next(
                text, span.start - base, span.end - base
            )
            side, gap = 0, span.start - trigger.end
        else:
            near = _own_clause(text, span.end - base, begin) and (
                trigger.text.endswith("ing") or not _taken(text, span.start - base, span.end - base, begin)
            )
            side, gap = 1, trigger.start - span.end
        frame = bool(_LEAD.match(text[: span.start - base])) or _ends(text, span, trigger, base)
        if near or frame:
            ranked.append((0 if near else 1, side if near else number, gap, option))
    return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None


def when(dates: Sequence[DateMention], trigger: Span, sentence: Span) -> DateMention | None:
    """The date of the event with this trigger, None where no date of the sentence is its own."""
    bonds = [(d, bond(d.span, trigger, sentence)) for d in dates if d.span]
    return _choose([d for d, how in bonds if how is Bond.OWN], trigger, sentence) or _choose(
        [d for d, how in bonds if how is not Bond.FOREIGN], trigger, sentence
    )

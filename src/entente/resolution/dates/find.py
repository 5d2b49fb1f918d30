"""Time expressions in text and the ISO days, months, years and ranges that they mean.

The grammar is ours: rules for days of the calendar (``calendar_dates``), for months, seasons and years
(``units``), for what is relative to publication (``relative``) and to the last date named (``story``). Of
overlapping readings the longest wins, and words that look like a date but are none ("two days after the
vote") are kept from being read. Then words before a date may move it (``compound``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from entente.records import DateMention, Span
from entente.resolution.dates.calendar_dates import calendar_rules
from entente.resolution.dates.compound import compound
from entente.resolution.dates.datewords import date_words, fragments
from entente.resolution.dates.lean import lean_of
from entente.resolution.dates.period import Anchor, Lean, Period
from entente.resolution.dates.relative import relative_rules
from entente.resolution.dates.rule import Context, Found, Rule
from entente.resolution.dates.story import from_story, story_rules
from entente.resolution.dates.units import unit_rules

_DUE = re.compile(
    r"\b(?:by|before|until|till|within|past|no later than)\s+(?:the\s+)?(?:year\s+)?$", re.IGNORECASE
)
#: "After 2025" is not by 2025; what lasts "past 2025" shows at its end.
_LATER = re.compile(r"\b(?:after|beyond|later than)\s+(?:the\s+)?(?:year\s+)?$", re.IGNORECASE)
_NO_LATER = re.compile(r"\b(?:no|not) later than\s+(?:the\s+)?(?:year\s+)?$", re.IGNORECASE)
_YEAR = re.compile(r"(?:the\s+)?\d{4}", re.IGNORECASE)
_BEHIND = re.compile(r"\s(\w+)")
#: What stands before a year that belongs to a thing: an article or an owner, which may be in the words found.
_OF_A_THING = re.compile(r"(?:\b(?:the|a|an|its|their|his|her|our|this|that)|[’']s?)\s+$", re.IGNORECASE)
_ON = re.compile(r"^(?:on|during)\b", re.IGNORECASE)
_UNCOUNTED = re.compile(r"\bwithin (days|weeks|months|years)\b", re.IGNORECASE)
_ROLLING = re.compile(r"^(?:by|within|(?:in|over|during|for)\s+the\s+(?:next|coming))\b", re.IGNORECASE)


@cache
def _rules() -> tuple[Rule, ...]:
    # Of equal length the earlier rule's reading is taken: "in the next decade" runs from publication on.
    return calendar_rules() + relative_rules() + story_rules() + unit_rules()


@cache
def _hint() -> re.Pattern[str]:
    """Any word without which no rule can match: most sentences hold no time and are left at once."""
    f = fragments()
    words = r"yesterday|today|tonight|tomorrow|overnight|morning|afternoon|evening|quarter|halloween"
    words += r"|(?:hour|day|week|fortnight|month|year|decade|weekend|night)s?"
    words += rf"|{'|'.join(date_words().decades)}"
    return re.compile(rf"\d|{f['M']}|{f['W']}|{f['S']}|\b(?i:{words})\b")


@lru_cache(maxsize=512)
def _found(text: str, anchor: Anchor | None) -> tuple[Found, ...]:
    """The expressions of a sentence that do not overlap, the longest first served, in order."""
    if not _hint().search(text):
        return ()
    context = Context(text, anchor)
    lowered = text.lower()
    every = [
        found
        for rule in _rules()
        if rule.may_match(lowered)
        for match in rule.pattern.finditer(text)
        for found in rule.read(match, context)
    ]
    every.sort(key=lambda found: (found.start - found.end, found.start))
    kept: list[Found] = []
    taken = bytearray(len(text))
    for found in every:
        if not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\x01" * (found.end - found.start)
            kept.append(found)
    return tuple(_compounds(text, sorted(found for found in kept if found.period or found.shift)))


def _compounds(text: str, found: list[Found]) -> Iterator[Found]:
    end = 0
    for one in found:
        yield compound(one, text, end)
        end = one.end


def find_dates(
    text: str, start: int, end: int, published: str | None, earlier: Sequence[DateMention] = ()
) -> Iterator[DateMention]:
    """The time expressions of a sentence, in order.

    Args:
        text: the document's text.
        start: where the sentence begins.
        end: where it ends.
        published: ISO day, month, year or range; without it only absolute dates are found, and what runs on
            from them.
        earlier: the dates that the document names before ``start``, in order: "two days later" runs on from
            the last of them.

    Yields:
        Mentions with spans in offsets of ``text``; the value is an ISO 8601 day, month, year or range. The
        preposition ``on``, ``in``, ``during``, ``between`` or ``from`` (of a range) belongs to the span.

    Raises:
        UsageError: ``published`` is no ISO date.

    >>> [m.value for m in find_dates("Troops left on Monday.", 0, 22, "2023-05-03")]
    ['2023-05-01']
    """
    anchor, sentence = Anchor.of(published), text[start:end]
    known = list(earlier)
    for found in _found(sentence, anchor):
        a, b = start + found.start, start + found.end
        period = found.period
        if period is None and found.shift is not None:
            told = anchor is not None and lean_of(sentence, found.start, found.end) is Lean.PAST
            period = from_story(found.shift, known, a, anchor.last if anchor and told else None)
        if period is not None:
            mention = DateMention(period.iso, Span(a, b, text[a:b]))
            known.append(mention)
            yield mention


def horizon(text: str, start: int, end: int, published: str | None) -> str | None:
    """The time by which the claim in ``text[start:end]`` should come true, None where none is given.

    A deadline ("by the end of the year", "within two weeks") goes before another time that lies ahead.
    Without ``published``, a time counts only as a deadline or behind a word of the future.
    """
    anchor, claim = Anchor.of(published), text[start:end]
    plain: str | None = None
    for found in _found(claim, anchor):
        words, before = claim[found.start : found.end], claim[: found.start]
        if (_LATER.search(before) and not _NO_LATER.search(before)) or _in_a_name(claim, found):
            continue
        period = _ahead(words, anchor) if anchor and _passed(found.period, anchor) else found.period
        if period is None:
            continue
        if _DUE.search(before) or _ROLLING.match(words):
            return period.iso
        ahead = lean_of(claim, found.start, found.end) is not Lean.PAST
        if plain is None and (ahead or (anchor is not None and period.last >= anchor.last)):
            plain = period.iso
    return plain or _vague(claim, anchor)


def _in_a_name(claim: str, found: Found) -> bool:
    """Whether a year is part of the name of a thing: "the 2017 Ford Fusion", "the 2030 agenda"."""
    if not _YEAR.fullmatch(claim[found.start : found.end]):
        return False
    behind = _BEHIND.match(claim, found.end)
    if behind is None or not _OF_A_THING.search(claim[: found.start]):
        return False
    return behind[1].lower() in date_words().named_by_year or (
        behind[1][0].isupper() and behind[1] not in date_words().dated_by_year
    )


def _passed(period: Period | None, anchor: Anchor) -> bool:
    return period is not None and period.last < anchor.first


def _ahead(words: str, anchor: Anchor) -> Period | None:
    """What "on 1 June" means in a claim on what is to come: the next one, not the last."""
    if not _ON.match(words):
        return None
    read = next(iter(_found(f"It will be {words}", anchor)), None)
    return read.period if read and not _passed(read.period, anchor) else None


def _vague(claim: str, anchor: Anchor | None) -> str | None:
    """ "Within months" is meant as "in the coming months"."""
    match = _UNCOUNTED.search(claim)
    read = next(iter(_found(f"in the coming {match[1]}", anchor)), None) if match else None
    return read.period.iso if read and read.period else None

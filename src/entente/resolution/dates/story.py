"""Dates that run on from the last one named: ``two days later``, ``the following month``, ``that night``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from entente.records import DateMention
from entente.resolution.dates.datewords import COUNTED, UNIT, amount, date_words, fragments
from entente.resolution.dates.period import Period
from entente.resolution.dates.rule import Context, Found, Reader, Rule
from entente.resolution.dates.shift import Shift

#: Characters back to the date that an expression runs on from, about four sentences.
REACH = 600
_ON = frozenset({"later", "after", "afterwards", "afterward", "on", "next", "following", "ensuing"})
_BACK = frozenset({"earlier", "before", "beforehand", "previously", "previous", "preceding"})
# "The day before the vote" is told by the vote; "the day before, he left" by the last date.
_ALONE = r"(?=\s*(?:$|[.,;:!?)”\"—–]|\s(?:and|but|or|when|while|as)\b))"
_AFTERWARDS = rf"(?P<way>later|earlier|previously|beforehand|afterwards?|(?:before|after){_ALONE})"
_WHICH = r"(?P<way>next|following|ensuing|same|previous|preceding)"
_DAYTIMES = frozenset({"night", "morning", "afternoon", "evening"})


def _way(words: str) -> int:
    return 1 if words in _ON else -1 if words in _BACK else 0


def _counted(match: re.Match[str], context: Context) -> Iterator[Found]:
    """``two days later``; without a number ("years later") it is no date."""
    number = amount(match["n"]) if match["n"] or not match["plural"] else None
    step = _way(match["way"].lower())
    shift = Shift(match["unit"].lower(), step * number, counted=True) if number else None
    yield Found(match.start(), match.end(), None, shift)


def _whole(match: re.Match[str], context: Context) -> Iterator[Found]:
    """``the following month``, ``that night``, ``the day before``."""
    unit = match["unit"].lower()
    unit = "day" if unit in _DAYTIMES else unit
    yield Found(match.start(), match.end(), None, Shift(unit, _way((match["way"] or "").lower())))


def _weekday(match: re.Match[str], context: Context) -> Iterator[Found]:
    number = date_words().weekdays[match["day"].lower()]
    shift = Shift("day", _way(match["way"].lower()), weekday=number)
    yield Found(match.start(), match.end(), None, shift)


def _of_year(match: re.Match[str], context: Context) -> Iterator[Found]:
    """``5 May of that year``, ``May the following year``."""
    month = date_words().months[match["m"].rstrip(".").lower()]
    words = match["d"] or match["e"]
    number = int(re.sub(r"\D", "", words)) if words else None
    way = _way((match["way"] or "").lower())
    yield Found(match.start(), match.end(), None, Shift("year", way, month=month, in_month=number))


@cache
def story_rules() -> tuple[Rule, ...]:
    """The rules of this file, compiled once; all give a step, not a period."""
    f = fragments()
    weekday = "|".join(word.capitalize() for word in date_words().weekdays if word.endswith("day"))
    whole = r"(?P<unit>day|night|morning|afternoon|evening|week|month|year)\b(?!-)"
    lead = r"(?:\b(?:on|in|during)\s)?"
    month = rf"(?-i:{f['M']})"
    its_day = rf"(?:(?P<d>{f['D']})\s(?:of\s)?)?(?P<m>{month})(?:\s(?P<e>{f['D']}))?"
    afterwards = ("later", "earlier", "previously", "before", "after")
    which = ("next", "following", "ensuing", "same", "previous", "preceding")
    table: tuple[tuple[str, Reader, tuple[str, ...]], ...] = (
        (rf"\b{COUNTED}{UNIT}(?P<plural>s)?\s{_AFTERWARDS}\b", _counted, afterwards),
        (rf"\b(?P<n>){UNIT}(?P<plural>s)\s{_AFTERWARDS}\b", _counted, afterwards),
        (rf"{lead}\bthe\s(?:very\s)?{_WHICH}\s{whole}", _whole, which),
        (rf"{lead}\bthat\s(?:(?P<way>same|very)\s)?{whole}", _whole, ("that",)),
        (rf"{lead}\bthe\s{whole}\s(?P<way>before|after){_ALONE}", _whole, ("before", "after")),
        (rf"{lead}\bthe\s{_WHICH}\s(?-i:(?P<day>{weekday}))\b", _weekday, which),
        (
            rf"{lead}(?:the\s)?{its_day},?\s(?:of\s)?(?:the\s{_WHICH}|that(?:\ssame)?)\syear\b",
            _of_year,
            ("year",),
        ),
    )
    return tuple(Rule(re.compile(pattern, re.IGNORECASE), reader, needs) for pattern, reader, needs in table)


def from_story(shift: Shift, known: Sequence[DateMention], at: int, latest: date | None) -> Period | None:
    """Where a step leads that starts from the last date named before offset ``at``.

    Dates too coarse for the step are passed over ("two days later" does not run on from a year), and so are
    those from which a step would lead out of what has happened.

    Args:
        shift: the step.
        known: the dates named so far, in the order of the text.
        at: where the expression begins.
        latest: the last day that can have happened, None where the text looks ahead.
    """
    for mention in reversed(known):
        span = mention.span
        if span is None or span.end > at:
            continue
        if at - span.end > REACH:
            break
        base = Period.of(mention.value)
        found = shift.start(base)
        if found is None and base.grain == "day":
            # "Last week ... two days later": from a day that is not told.
            break
        if found and not (latest and base.first <= latest < found.first):
            return found
    return None

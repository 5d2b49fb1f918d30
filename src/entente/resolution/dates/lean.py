"""Whether a sentence speaks of a date as past, as ahead, or as seen from an earlier moment."""

from __future__ import annotations

import re

from entente.resolution.dates.datewords import DateWords, date_words
from entente.resolution.dates.period import Lean

# How far a sentence is looked through on either side, in characters.
_REACH = 400
_OPENS = re.compile(r"(?:^|[,;:(—–“\"]|\b(?:and|but|that|then|yet|so))\s*$", re.IGNORECASE)
_DEADLINE = re.compile(r"\b(?:by|no later than)\s+(?:the\s+)?$|^by\b", re.IGNORECASE)
_SO_FAR = re.compile(r"^[\s,]*(?:\S+\s+){0,4}?(?:had|was|were)\b", re.IGNORECASE)


def lean_of(text: str, start: int, end: int) -> Lean:
    """On which side of publication the words ``text[start:end]`` lie.

    A word of the future ("will", "scheduled") counts when it stands before the expression and no finite past
    verb stands between ("will visit, he said on Monday"), or when the expression opens a clause that holds
    one before any past verb ("On Monday the leaders will meet").
    """
    words = date_words()
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    ahead = _from_the_left(before, words)
    if ahead is None and _OPENS.search(before):
        ahead = _from_the_right(after, words)
    if ahead is None and _DEADLINE.search(before) is not None:
        return Lean.PAST if _SO_FAR.match(after) or " had " in before else Lean.FUTURE
    return ahead or Lean.PAST


def _from_the_left(before: str, words: DateWords) -> Lean | None:
    barriers = list(words.barrier.finditer(before))
    clause = before[barriers[-1].end() :] if barriers else before
    best: tuple[int, Lean] | None = None
    for pattern, lean in ((words.ahead, Lean.FUTURE), (words.either, Lean.EITHER)):
        for match in pattern.finditer(clause):
            if best is None or match.end() > best[0]:
                best = (match.end(), lean)
    # The past verb must begin behind the cue: "was to", "vowed to" are cues themselves.
    if best is None or words.past.search(clause, best[0]):
        return None
    return best[1]


def _from_the_right(after: str, words: DateWords) -> Lean | None:
    barrier = words.barrier.search(after)
    clause = after[: barrier.start()] if barrier else after
    past = words.past.search(clause)
    for pattern, lean in ((words.either, Lean.EITHER), (words.ahead, Lean.FUTURE)):
        match = pattern.search(clause)
        if match and (past is None or match.start() < past.start()):
            return lean
    return None

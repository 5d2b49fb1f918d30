"""Whether a sentence speaks of a date as past, as ahead, or as seen from an earlier moment."""

from __future__ import annotations

import re

from entente.resolution.dates.datewords import DateWords, date_words
from entente.resolution.dates.period import Lean

# How far a sentence is looked through on either side, in characters.
_REACH = 400
_UNTIL = re.compile(r"\b(?:until|till)\s+(?:the\s+)?$", re.IGNORECASE)
_TO_DO = re.compile(r"\bto\s[a-z]+")
_CONDITION = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have|had|[’']ve)\s(?!(?:until|till|to|the|an?|no)\b)[a-z]")
_PAUSE = re.compile(r"[,;:—–“”\"]")
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|following|despite|over)\s+(?:the\s+)?$", re.IGNORECASE)
_FOR = re.compile(r"\bfor\s+(?:the\s+)?$", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[,;:(—–“\"]|\b(?:and|but|that|then|yet|so))\s*$", re.IGNORECASE)
_DEADLINE = re.compile(r"\b(?:by|no later than)\s+(?:the\s+)?$|^by\b", re.IGNORECASE)
_SO_FAR = re.compile(r"^[\s,]*(?:\S+\s+){0,8}?(?:had|was|were)\b", re.IGNORECASE)


def lean_of(text: str, start: int, end: int) -> Lean:
    """On which side of publication the words ``text[start:end]`` lie.

    A word of the future ("will", "scheduled") counts when it stands before the expression and no finite past
    verb stands between ("will visit, he said on Monday"), or when the expression opens a clause that holds
    one before any past verb ("On Monday the leaders will meet"). So does the present of what is fixed
    beforehand ("The summit opens on Monday") and "until" ("They have until Monday"), where the clause has no
    past verb.
    """
    words = date_words()
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if _SINCE.search(before):
        return Lean.PAST
    ahead = _from_the_left(before, words)
    if ahead is None and _OPENS.search(before):
        ahead = _from_the_right(after, words)
    if ahead is None and _DEADLINE.search(before) is not None:
        return Lean.PAST if _SO_FAR.match(after) or " had " in before else Lean.FUTURE
    if ahead is None and _FOR.search(before) and words.asked.search(_clause(before, words)):
        return Lean.FUTURE
    if (
        ahead is None
        and not _AFTER.search(before)
        and _fixed(before, after, words)
        and untold(text, start, end)
    ):
        return Lean.FUTURE
    return ahead or Lean.PAST


def told(text: str, start: int, end: int) -> bool:
    """Whether the words ``text[start:end]`` tell how long something took that is done: "fell within a week".

    It is not where something is asked, promised or foreseen: "demanded its release within a week".
    """
    words = date_words()
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if lean_of(text, start, end) is not Lean.PAST:
        return False
    if _OPENS.search(before):
        return words.past.search(_PAUSE.split(after.lstrip(" ,"), maxsplit=1)[0]) is not None
    clause = _clause(before, words)
    verbs = list(words.past.finditer(clause))
    if not verbs or words.asked.search(clause):
        return False
    return not (_TO_DO.search(clause[verbs[-1].end() :]) or _CONDITION.search(clause))


def untold(text: str, start: int, end: int) -> bool:
    """Whether the clause of the words ``text[start:end]`` has no verb in the past."""
    words = date_words()
    before = _told(_clause(text[max(0, start - _REACH) : start], words), words)
    after = _PAUSE.split(text[end : end + _REACH], maxsplit=1)[0]
    return not any(pattern.search(part) for pattern in (words.past, _PERFECT) for part in (before, after))


def _fixed(before: str, after: str, words: DateWords) -> bool:
    """Whether a verb of appointments stands in the present, or the words are the end of a time that runs."""
    until = _UNTIL.search(before)
    if until:
        # "Until Thursday, nobody had known" opens its clause.
        return _OPENS.search(before[: until.start()]) is None
    if words.scheduled.search(_told(_clause(before, words), words)):
        return True
    return _OPENS.search(before) is not None and words.scheduled.search(_PAUSE.split(after)[0]) is not None


def _told(clause: str, words: DateWords) -> str:
    """What a verb of saying in a clause reports, where that has an appointment; else the clause itself."""
    said = list(words.saying.finditer(clause))
    rest = clause[said[-1].end() :] if said else ""
    return rest if words.scheduled.search(rest) else clause


def _clause(before: str, words: DateWords) -> str:
    barriers = list(words.barrier.finditer(before))
    return before[barriers[-1].end() :] if barriers else before


def _from_the_left(before: str, words: DateWords) -> Lean | None:
    clause = _clause(before, words)
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

"""Who answers whom in an exchange of statements between two sides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

#: An answer comes within so many days of what it answers, or beside it in one text.
REACH = timedelta(days=30)
#: Without a word that says so, only the next to speak within so many days is taken to answer.
NEXT = timedelta(days=3)
SAYS_SO, NEXT_TO_SPEAK = "says so", "next to speak"
_SET_PHRASES = ("in response", "in reply", "hit back", "shot back", "fired back")


class Turn(NamedTuple):
    """One statement of an exchange.

    ``side`` is 0 or 1; ``when`` the day it was said, if known; ``paragraph`` its place in the document;
    ``faces`` whether it speaks of or to the other side; ``words`` what it speaks of, for comparing.
    """

    side: int
    when: date | None
    document: str
    paragraph: int
    cue: str
    faces: bool
    words: frozenset[str] = frozenset()


class Answer(NamedTuple):
    """That a turn answers another: the place of the other, and the rule that says so."""

    to: int
    rule: str


def answers(turns: Sequence[Turn], reply_words: frozenset[str]) -> Iterator[Answer | None]:
    """Which turn each one answers, in order of time; None where none.

    A turn answers one before it, of the other side, where its cue says so (a word of ``reply_words``, in
    lower case, or "in response"): the last that stands in its paragraph or the one before, else the last
    within :data:`REACH` that shares a word with it. Without such a cue it answers only what was said right
    before it, within :data:`NEXT`, where each faces the other and they share a word.
    """
    for at, turn in enumerate(turns):
        earlier = [i for i in range(at - 1, -1, -1) if turns[i].side != turn.side]
        near = next((i for i in earlier if _beside(turn, turns[i])), None)
        far = next(
            (i for i in earlier if _within(turn, turns[i], REACH) and turn.words & turns[i].words), None
        )
        found = far if near is None else near
        if found is not None and _says_so(turn.cue, reply_words):
            yield Answer(found, SAYS_SO)
        elif earlier[:1] == [at - 1] and _follows(turn, turns[at - 1]):
            yield Answer(at - 1, NEXT_TO_SPEAK)
        else:
            yield None


def _says_so(cue: str, reply_words: frozenset[str]) -> bool:
    low = cue.lower()
    return any(p in low for p in _SET_PHRASES) or any(w in reply_words for w in re.findall(r"\w+", low))


def _beside(turn: Turn, other: Turn) -> bool:
    return turn.document == other.document and 0 <= turn.paragraph - other.paragraph <= 1


def _follows(turn: Turn, other: Turn) -> bool:
    shared = turn.words & other.words
    return turn.faces and other.faces and bool(shared) and _within(turn, other, NEXT)


def _within(turn: Turn, other: Turn, reach: timedelta) -> bool:
    return turn.when is not None and other.when is not None and abs(turn.when - other.when) <= reach

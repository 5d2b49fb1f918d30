"""The statements of two sides as a frame: who spoke, when, how hard, in whose words, in answer to what."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from entente.analysis.dyads.exchange import Answer, Turn, answers
from entente.analysis.words.exchange import LAST, Said, Telling, content_words
from entente.analysis.words.parties import cue
from entente.language.lexicon import lexicon
from entente.ontology.naming import actor_name, is_state
from entente.ontology.plover import SECTORS, quad
from entente.records import EventType, Statement, StatementKind
from entente.units import LOOSE

#: Statements that are hard on the other side.
HARD = (EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.REQUEST)
#: How the day of a statement is known: it is told; its paragraph tells it; by the day of the report; not.
SAID, TOLD, REPORTED, UNDATED = "said", "told", "reported", "undated"
#: The quad class above which an act is one of conflict.
_COOPERATION = 2


class Spoken(NamedTuple):
    """A statement of the exchange; see :func:`battle`."""

    number: int
    side: int
    speaker: str
    first: pd.Timestamp | None
    last: pd.Timestamp | None
    dated: str
    cue: str
    act: str | None
    stance: str
    quoted: bool
    faces: bool
    words: str
    answers: int | None
    answer_rule: str | None
    score: float
    document: str
    statement: str


def battle(telling: Telling, said: Sequence[Said]) -> pd.DataFrame:
    """The statements as rows, in their order.

    Args:
        telling: where they stand.
        said: statements of the exchange, in order of time.

    Returns:
        ``number`` (from 1), ``side`` (0 or 1), ``speaker`` (a person; of a state, which part of it),
        ``first``, ``last`` (days between which it was said; missing where that is not known within
        ``LOOSE`` days), ``dated`` ("said", "told": its paragraph tells the day, "reported": by the day of
        the report, "undated"), ``cue``, ``act`` (event type, or missing), ``stance`` ("against", "for" or
        "neither"), ``quoted`` (the speaker's own words, in whole or in part), ``faces`` (of or to the other
        side, or names it), ``words``, ``answers`` (the number of what it answers, or missing),
        ``answer_rule``, ``score``, ``document``, ``statement`` (ids).
    """
    return pd.DataFrame(list(_rows(telling, said)), columns=list(Spoken._fields)).astype(
        {"first": "datetime64[us]", "last": "datetime64[us]", "answers": "Int64"}
    )


def _rows(telling: Telling, said: Sequence[Said]) -> Iterator[Spoken]:
    found = answered(telling, said)
    for number, (one, answer) in enumerate(zip(said, found, strict=True), 1):
        s = one.statement
        days = _days(one)
        yield Spoken(
            number=number,
            side=one.side,
            speaker=speaker_of(s),
            first=pd.Timestamp(days[0]) if days else None,
            last=pd.Timestamp(days[1]) if days else None,
            dated=UNDATED if not days else SAID if s.date else TOLD if one.anchored else REPORTED,
            cue=cue(s),
            act=s.event_type.value if s.event_type else None,
            stance=stance(s.event_type),
            quoted=s.kind is not StatementKind.INDIRECT,
            faces=one.faces,
            words=telling.context(s.document).words(s),
            answers=None if answer is None else answer.to + 1,
            answer_rule=None if answer is None else answer.rule,
            score=1.0 if s.score is None else s.score,
            document=s.document,
            statement=s.id,
        )


def answered(telling: Telling, said: Sequence[Said]) -> list[Answer | None]:
    """Which of the statements each one answers: see :func:`entente.analysis.dyads.exchange.answers`."""
    codes = telling.focus.codes
    names = frozenset(word[:6] for code in codes for word in actor_name(code).lower().split())
    turns = [
        Turn(
            # Of more than two, each who speaks is a side of its own.
            codes.index(s.state) if len(codes) > 1 else s.side,
            day_of(s.placed) if s.statement.date or s.anchored else None,
            s.statement.document,
            s.paragraph,
            cue(s.statement),
            s.faces,
            # The names of the two are no subject that a statement and its answer share.
            content_words(s.statement) - names,
        )
        for s in said
    ]
    return list(answers(turns, lexicon("reply")))


def day_of(value: str) -> date | None:
    """The day at which a statement is placed, where it is known to the day."""
    return date.fromisoformat(value) if len(value) == 10 and value < LAST else None


def stance(act: EventType | None) -> str:
    """Whether what is said is against the other side, for it, or neither, as far as its type tells."""
    if act is None:
        return "neither"
    return "against" if act in HARD or quad(act) > _COOPERATION else "for"


def speaker_of(statement: Statement) -> str:
    """Who speaks, as one row of many statements is named: a person, or which part of a state."""
    assert statement.source is not None
    who = statement.source.identity
    if who.actor is None:
        return statement.source.span.text
    name = actor_name(who.actor)
    if not is_state(who.actor) and who.actor != who.country:
        return name
    part = "government" if who.sector == "GOV" else SECTORS.get(who.sector or "", "")
    return f"{name} ({part})" if part else name


def _days(said: Said) -> tuple[date, date] | None:
    """The first and the last day on which it may have been said, where these are not too far apart."""
    value = said.statement.date or said.placed
    if value >= LAST:
        return None
    first, last = value.split("/")[0], value.split("/")[-1]
    days = _first(first), _last(last)
    return days if (days[1] - days[0]).days < LOOSE else None


def _first(value: str) -> date:
    return date.fromisoformat(value + "-01-01"[len(value) - 4 :])


def _last(value: str) -> date:
    parts = [int(part) for part in value.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return date(year, month, day)

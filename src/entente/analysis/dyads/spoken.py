"""Key statements: what each of two sides said of or to the other that weighs most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import log
from typing import Any, NamedTuple

import pandas as pd

from entente.ontology.plover import intensity
from entente.records import EventType, Modality, StatementKind

#: Key statements of a phase and a side.
MOST = 2
#: A side's words within so many days are one where so large a part of them is the same.
REACH, ALIKE = 7, 0.5
#: Fewer words than this say nothing by themselves ("this", "so").
FEWEST = 4
#: The speaker's own words weigh more than a paraphrase.
OWN = 1.25
#: What was not said, or might be, is no key statement.
_LEFT_OUT = (Modality.NEGATED.value, Modality.HYPOTHETICAL.value)
_WORD = re.compile(r"\w+")
_COLUMNS = (
    "id",
    "document",
    "date",
    "published",
    "source",
    "speaker",
    "office",
    "cue",
    "content",
    "kind",
    "target",
    "addressee",
    "event_type",
    "score",
)


class Said(NamedTuple):
    """One statement of a side on the other; ``side`` is 0 for the first of the two, ``tellings`` the number
    of documents that give it."""

    id: str
    document: str
    day: date
    side: int
    source: str
    speaker: str
    office: str | None
    cue: str | None
    content: str
    own_words: bool
    on: str
    event_type: str | None
    score: float
    tellings: int


@dataclass(slots=True)
class _Words:
    """The tellings of one statement; ``best`` is the surest."""

    best: Said
    words: frozenset[str]
    documents: set[str] = field(default_factory=set)

    @property
    def weight(self) -> float:
        kind = self.best.event_type
        force = 1 + abs(intensity(EventType(kind)) if kind else 0)
        return force * self.best.score * log(1 + len(self.documents)) * (OWN if self.best.own_words else 1)


def key_statements(
    statements: pd.DataFrame | None,
    focus: tuple[str, str],
    phases: Sequence[tuple[date, date]],
    ends: tuple[date, date] = (date.min, date.max),
    most: int = MOST,
) -> list[tuple[Said, ...]]:
    """The key statements of some phases, in order of time.

    A statement weighs 1 and the intensity of the act that it is, times its score, times the logarithm of 1
    and the number of documents that give it; a quotation a quarter more.

    Args:
        statements: the store's flat table of statements; None for none.
        focus: codes of the two sides, at the level of the table.
        phases: first and last day of each.
        ends: first and last day of all; the first and last phase reach only so far.
        most: statements of a phase and a side.
    """
    if statements is None or statements.empty:
        return [() for _ in phases]
    told = [words for side in (0, 1) for words in _merged(_said(statements, focus, side))]
    found = []
    for first, last in phases:
        begun, ended = max(first, ends[0]), min(last, ends[1])
        here = [w for w in told if begun <= w.best.day <= ended]
        here.sort(key=lambda w: (-w.weight, w.best.day, w.best.id))
        chosen = [w for side in (0, 1) for w in [w for w in here if w.best.side == side][:most]]
        given = [w.best._replace(tellings=len(w.documents)) for w in chosen]
        found.append(tuple(sorted(given, key=lambda s: (s.day, s.id))))
    return found


def _said(statements: pd.DataFrame, focus: tuple[str, str], side: int) -> Iterator[Said]:
    """What a side says of or to the other, in order of time, the surest first of a day."""
    own, other = focus[side], focus[1 - side]
    facing = (statements.target == other) | (statements.addressee == other)
    chosen = statements[(statements.source == own) & facing & ~statements.modality.isin(_LEFT_OUT)]
    found = (_one(row, side, other) for row in chosen[list(_COLUMNS)].itertuples(index=False, name=None))
    yield from sorted(filter(None, found), key=lambda s: (s.day, -s.score, s.id))


def _one(row: tuple[Any, ...], side: int, other: str) -> Said | None:
    got: dict[str, Any] = {
        name: None if pd.isna(value) else value for name, value in zip(_COLUMNS, row, strict=True)
    }
    day = _day(got["date"] or got["published"])
    content = got["content"] or ""
    if day is None or len(_WORD.findall(content)) < FEWEST:
        return None
    return Said(
        id=got["id"],
        document=got["document"],
        day=day,
        side=side,
        source=got["source"],
        speaker=got["speaker"] or got["source"],
        office=got["office"],
        cue=got["cue"],
        content=" ".join(content.split()),
        own_words=got["kind"] != StatementKind.INDIRECT,
        on=other,
        event_type=got["event_type"],
        score=1.0 if got["score"] is None else float(got["score"]),
        tellings=1,
    )


def _day(value: str | None) -> date | None:
    """The first day of an ISO day, month, year or range."""
    if value is None:
        return None
    first = value.split("/")[0]
    return date.fromisoformat((first + "-01-01")[:10])


def _merged(said: Iterator[Said]) -> list[_Words]:
    """Tellings of the same words put together; they come in order of time."""
    found: list[_Words] = []
    recent: list[_Words] = []
    for one in said:
        words = frozenset(_WORD.findall(one.content.lower()))
        recent = [w for w in recent if (one.day - w.best.day).days <= REACH]
        same = next((w for w in recent if w.best.source == one.source and _alike(w.words, words)), None)
        if same is None:
            same = _Words(one, words)
            found.append(same)
            recent.append(same)
        elif one.score > same.best.score:
            same.best = one._replace(day=same.best.day)
        same.documents.add(one.document)
    return found


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of words are mostly the same, or the smaller is mostly part of the other."""
    common = len(one & other)
    return common / len(one | other) >= ALIKE or common / min(len(one), len(other)) >= (1 + ALIKE) / 2

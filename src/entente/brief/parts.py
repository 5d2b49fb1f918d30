"""What a brief is made of, before it is rendered: parts of blocks, every line with its evidence.

Nothing here is prose of a model's making: texts are names, figures, dates, set phrases and words of the
documents. ``evidence`` holds numbers of :class:`Evidence`, from 1, as ``Contents.evidence`` lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of a paragraph: offsets into ``Evidence.paragraph``, and what it is.

    ``role`` is source, cue, content, target, addressee, actor, trigger, recipient, claim, condition,
    consequence or claimant. Marks may touch but never overlap.
    """

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a line rests on: mostly a paragraph that records were read in, with their spans marked.

    ``zone`` is the paragraph's; or "row" for rows that others coded, "record" for what was read and counted
    (``path`` is then the command that lists it), "table" for a fact of our own tables.
    """

    number: int
    records: tuple[str, ...]
    title: str
    outlet: str | None
    published: str | None
    path: str
    zone: str
    paragraph: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or a row: ``cells`` (one for a sentence) and the evidence behind it."""

    cells: tuple[str, ...]
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads. ``numeric`` are the indices of columns that are set to the right."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Line, ...]
    numeric: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One entry of the battle of words.

    ``number`` counts within the brief, from 1, in order of time; ``side`` is 0 or 1, as ``Contents.sides``
    names them, and 0 where it names none. ``target`` is "of" or "to" whom it is said. ``answers`` is the
    number of the utterance that it answers, with ``answer_rule`` ("says so" or "next to speak"). ``quoted``
    tells the speaker's own words from a paraphrase.
    """

    number: int
    date: str
    speaker: str
    office: str | None
    side: int
    cue: str
    words: str
    quoted: bool
    target: str | None
    outlet: str | None
    act: str | None
    answers: int | None
    answer_rule: str | None
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Statements in order of time."""

    title: str
    utterances: tuple[Utterance, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """One claim on the future: who makes it, its words, condition and horizon.

    ``outcome`` says what became of it by the last day of the brief, ``told_by`` is the evidence of that.
    """

    kind: str
    claimant: str
    words: str
    said: str
    condition: str | None
    horizon: str | None
    evidence: tuple[int, ...]
    outcome: str | None = None
    told_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims on the future of one kind."""

    title: str
    claims: tuple[Outlook, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG text, and what it shows in words for those who do not see it.

    ``svg`` fits a phone or a column, ``wide`` a page; where that is empty, the first serves both.
    """

    title: str
    svg: str
    description: str
    note: str = ""
    wide: str = ""


@dataclass(frozen=True, slots=True)
class Remarks:
    """Sentences, each with its evidence; ``title`` may be empty."""

    title: str
    lines: tuple[Line, ...]
    note: str = ""


Block = Table | Ledger | Claims | Picture | Remarks


@dataclass(frozen=True, slots=True)
class Part:
    """One of the four parts; ``rule`` says in a sentence by what rule it is filled."""

    title: str
    rule: str
    blocks: tuple[Block, ...]


class Place(StrEnum):
    """Where an analyst's words go: after the findings, after one of the four parts, or after them all."""

    SUMMARY = "summary"
    BACKGROUND = "background"
    WORDS = "words"
    REGION = "region"
    NEXT = "next"
    END = "end"


@dataclass(frozen=True, slots=True)
class Own:
    """A paragraph of the analyst's own, which rests on nobody but ``author``; ``day`` is as it is shown."""

    place: Place
    text: str
    author: str
    day: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a brief holds.

    ``sides`` are the names of the two sides of the battle of words, or empty where there are more than two:
    then the speakers bring their states with them. ``facts`` head the brief; findings follow, chosen by the
    rules that ``rule`` tells in short.
    """

    title: str
    sides: tuple[str, ...]
    period: str
    facts: tuple[tuple[str, str], ...]
    findings: tuple[Line, ...]
    parts: tuple[Part, ...]
    evidence: tuple[Evidence, ...]
    colophon: str
    rule: str = ""
    own: tuple[Own, ...] = ()

    def own_of(self, place: Place) -> tuple[Own, ...]:
        """What the analyst wrote for a place; the end takes what was written for a part that is not there."""
        parts = list(Place)[1:-1]
        missing = parts[len(self.parts) :] if place == Place.END else []
        return tuple(own for own in self.own if own.place == place or own.place in missing)

    def own_of_part(self, number: int) -> tuple[Own, ...]:
        """What the analyst wrote for a part, from 1."""
        parts = list(Place)[1:-1]
        return self.own_of(parts[number - 1]) if number <= len(parts) else ()

    def side(self, said: Utterance) -> str:
        """The name of the side that a statement is on; empty where there are no two sides."""
        return self.sides[said.side] if self.sides else ""

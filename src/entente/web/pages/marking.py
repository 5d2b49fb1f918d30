"""The text of a document with its records marked: cut at every boundary, each piece knows what covers it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

Json = Mapping[str, Any]
#: What each span of a record tells: who, what is done or said, to whom, when, where.
_ROLES: Mapping[str, Mapping[str, str]] = {
    "statement": {"source": "who", "cue": "act", "content": "what", "addressee": "whom", "target": "whom"},
    "event": {"actor": "who", "trigger": "act", "recipient": "whom", "date": "when", "place": "where"},
    "claim": {"claimant": "who", "condition": "if", "consequence": "then"},
}
#: The sentence of a record, or all its words.
SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that a record tells something by.

    Attributes:
        start, end: offsets of its characters.
        record: id of the record.
        kind: statement, event or claim.
        role: who, act, whom, what, when, where, if or then; :data:`SENTENCE`.
    """

    start: int
    end: int
    record: str
    kind: str
    role: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text that is covered by the same marks from its first character to its last.

    Attributes:
        start: offset of its first character.
        text: its characters.
        marks: what covers it.
    """

    start: int
    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def records(self) -> tuple[str, ...]:
        """Ids of the records that it belongs to, that of the longest mark first."""
        by_length = sorted(self.marks, key=lambda m: m.start - m.end)
        return tuple(dict.fromkeys(mark.record for mark in by_length))

    @property
    def names(self) -> tuple[str, ...]:
        """What it tells, as names of a style sheet."""
        told = (f"{mark.kind}-{mark.role}" for mark in self.marks if mark.role != SENTENCE)
        return tuple(sorted(set(told)))

    @property
    def begun(self) -> tuple[str, ...]:
        """Ids of the records whose sentence begins here."""
        return tuple(m.record for m in self.marks if m.role == SENTENCE and m.start == self.start)


@dataclass(frozen=True, slots=True)
class Passage:
    """Segments that stand together: of sentences that overlap, or between such."""

    segments: tuple[Segment, ...]
    told: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A zone of a document, or what stands between two."""

    kind: str | None
    depth: int | None
    passages: tuple[Passage, ...]


def segments(text: str, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[Segment]:
    """The text cut where a mark begins or ends, and at ``cuts``; the pieces joined are the text."""
    opening: defaultdict[int, list[Mark]] = defaultdict(list)
    edges = {0, len(text), *(cut for cut in cuts if 0 <= cut <= len(text))}
    for mark in marks:
        start, end = max(mark.start, 0), min(mark.end, len(text))
        if start < end:
            opening[start].append(mark)
            edges |= {start, end}
    over: list[Mark] = []
    for start, end in pairwise(sorted(edges)):
        over = [mark for mark in over if mark.end > start] + opening[start]
        yield Segment(start, text[start:end], tuple(over))


def marks_of(record: Json) -> Iterator[Mark]:
    """The marks of a record, as the schema has it: its sentence, and each span that tells something."""
    identifier, kind = record["id"], record["record"]
    spans = [
        (span["start"], span["end"], role)
        for name, role in _ROLES[kind].items()
        for span in _spans(record[name])
    ]
    if kind == "claim":
        spans.append((record["start"], record["end"], "what"))
    yield Mark(*_extent(record, spans), identifier, kind, SENTENCE)
    for start, end, role in spans:
        yield Mark(start, end, identifier, kind, role)


def blocks(text: str, zones: Sequence[Json], records: Iterable[Json]) -> tuple[Block, ...]:
    """The document as blocks of passages of segments."""
    marks = [mark for record in records for mark in marks_of(record)]
    edges = sorted({edge for zone in zones for edge in (zone["start"], zone["end"])})
    kinds = {zone["start"]: zone for zone in zones}
    passages = _merged((m.start, m.end) for m in marks if m.role == SENTENCE)
    found = []
    pieces = segments(text, marks, edges)
    for start, inside in groupby(pieces, lambda piece: _last(edges, piece.start)):
        zone = kinds.get(start, {})
        made = tuple(
            Passage(tuple(each), place >= 0)
            for place, each in groupby(inside, lambda piece: _place(passages, piece.start))
        )
        if zone or any(s.text.strip() or s.begun for passage in made for s in passage.segments):
            found.append(Block(zone.get("kind"), zone.get("depth"), made))
    return tuple(found)


def _spans(value: Any) -> Iterator[Json]:
    """The spans of a key, which may hold one, several or none; the author of a text has none."""
    for one in value if isinstance(value, list) else [value]:
        if one and one.get("start") is not None:
            yield one


def _extent(record: Json, spans: Sequence[tuple[int, int, str]]) -> tuple[int, int]:
    if sentence := record.get("sentence"):
        return sentence["start"], sentence["end"]
    if record["record"] == "claim":
        return record["start"], record["end"]
    said = [(start, end) for start, end, role in spans if role != "whom"]
    return min(start for start, _ in said), max(end for _, end in said)


def _merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches that overlap joined, in order."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _last(edges: Sequence[int], place: int) -> int:
    """The last edge that is not after a place; -1 before all."""
    at = bisect_right(edges, place)
    return edges[at - 1] if at else -1


def _place(stretches: Sequence[tuple[int, int]], place: int) -> int:
    """The number of the stretch that holds a place; below 0, another for each gap, where none does."""
    at = bisect_right(stretches, (place, float("inf"))) - 1
    return at if at >= 0 and place < stretches[at][1] else -2 - at

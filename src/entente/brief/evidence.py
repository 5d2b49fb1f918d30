"""The evidence of a brief: records opened to their paragraphs, rows of others, and what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from entente.analysis.dyads.background import Story
from entente.analysis.rows import rows
from entente.brief.entries import RECORD, ROW, TABLE, Row, record_entry, row_entry, table_entry
from entente.brief.material import Material
from entente.brief.parts import Evidence, Mark
from entente.records import Claim, Document, Event, Party, Span, Statement

#: A longer paragraph is cut to so many characters on either side of the record.
ROOM = 700
#: Of a figure that counts many records so many are opened, the strongest and surest.
CITED = 4
_Spans = Iterator[tuple[str, Span]]
#: Document, start and end; a story; what is counted, and its command; a row of a table, and its title.
_Key = tuple[str, int | str, int]


class Ledgered:
    """Numbers what is cited: paragraphs of records, rows that others coded, and what was counted."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._found: dict[_Key, _Opened] = {}

    def cite(self, record: Statement | Event | Claim) -> int:
        """The number of the paragraph that a record stands in, the same each time."""
        spans = list(_spans(record))
        document = self._material.text(record.document)
        start, end = paragraph(document, [span for _, span in spans])
        known = self._opened((document.id, start, end), record.zone.value)
        known.records[record.id] = spans
        return known.number

    def cite_events(self, ids: Sequence[str]) -> tuple[int, ...]:
        """The numbers of some of our events, by id; of many the first few."""
        first = list(dict.fromkeys(ids))[:CITED]
        events = self._material.events(first)
        return tuple(dict.fromkeys(self.cite(events[i]) for i in first))

    def cite_stories(self, stories: Iterable[Story]) -> tuple[int, ...]:
        """The numbers of some stories: the paragraph of ours, the row of those of others; of many a few."""
        first = list(dict.fromkeys(stories))[:CITED]
        events = self._material.events([s.event for s in first if s.event])
        return tuple(
            dict.fromkeys(self.cite(events[s.event]) if s.event else self.row(s.story) for s in first)
        )

    def cite_ids(self, ids: Sequence[str]) -> tuple[int, ...]:
        """The numbers of events of ours and of stories of others, by id; of many the first few of each."""
        own = self._material.own(ids)
        others = [i for i in dict.fromkeys(ids) if i not in own][:CITED]
        return (*self.cite_events(own), *map(self.row, others))

    def row(self, story: str) -> int:
        """The number of the entry that shows the rows of a story that others coded."""
        return self._opened((story, 0, 0), ROW).number

    def counted(self, what: str, command: str) -> int:
        """The number of the entry that says what was read and counted, and by what command it is listed.

        Args:
            what: a sentence on what is counted.
            command: words of the command line after ``entente``, without the store.
        """
        return self._opened((what, command, 0), RECORD).number

    def listed(self, title: str, text: str) -> int:
        """The number of the entry of a fact that a table of ours has: the table's name, and its row."""
        return self._opened((text, title, 1), TABLE).number

    def all(self) -> tuple[Evidence, ...]:
        """Everything that was cited, in order of its numbers."""
        told = self._material.store.story_rows(key[0] for key, o in self._found.items() if o.zone == ROW)
        by_story = {str(story): list(rows(group, Row)) for story, group in told.groupby("story")}
        return tuple(self._entry(key, opened, by_story) for key, opened in self._found.items())

    def _opened(self, key: _Key, zone: str) -> _Opened:
        return self._found.setdefault(key, _Opened(len(self._found) + 1, zone))

    def _entry(self, key: _Key, opened: _Opened, by_story: Mapping[str, Sequence[Row]]) -> Evidence:
        name, start, end = key
        if opened.zone == ROW:
            return row_entry(opened.number, name, by_story.get(name, ()))
        if isinstance(start, str):
            if opened.zone == TABLE:
                return table_entry(opened.number, start, name)
            return record_entry(opened.number, self._material, name, start)
        document = self._material.text(name)
        lead = "" if any(z.start == start for z in document.zones) else "… "
        spans = [span for found in opened.records.values() for span in found]
        return Evidence(
            number=opened.number,
            records=tuple(opened.records),
            title=document.title or document.path,
            outlet=document.outlet,
            published=document.published,
            path=document.path,
            zone=opened.zone,
            paragraph=lead + document.text[start:end],
            marks=tuple(marks(spans, start - len(lead), end)),
        )


@dataclass(slots=True)
class _Opened:
    """A paragraph that is cited: its number, and the spans of each record in it."""

    number: int
    zone: str
    records: dict[str, list[tuple[str, Span]]] = field(default_factory=dict)


def paragraph(document: Document, spans: Iterable[Span]) -> tuple[int, int]:
    """The stretch of text to show: the zones in which the spans stand, cut where they are long."""
    found = list(spans)
    first, last = min(s.start for s in found), max(s.end for s in found)
    touched = [z for z in document.zones if z.start < last and first < z.end]
    start = min((z.start for z in touched), default=first)
    end = max((z.end for z in touched), default=last)
    if first - start > ROOM:
        start = document.text.rfind(" ", start, first - ROOM // 2) + 1 or start
    if end - last > ROOM:
        stop = document.text.find(" ", last + ROOM // 2, end)
        end = stop if stop > 0 else end
    return start, end


def marks(spans: Iterable[tuple[str, Span]], start: int, end: int) -> Iterator[Mark]:
    """Spans as marks of a paragraph that begins at ``start``; of two that overlap the shorter is on top."""
    roles: dict[int, str] = {}
    for role, span in sorted(spans, key=lambda item: item[1].start - item[1].end):
        for at in range(max(span.start, start), min(span.end, end)):
            roles[at] = role
    begun: int | None = None
    for at in sorted(roles):
        if begun is None:
            begun = at
        if roles.get(at + 1) != roles[at]:
            yield Mark(begun - start, at + 1 - start, roles[at])
            begun = None


def _spans(record: Statement | Event | Claim) -> _Spans:
    match record:
        case Statement():
            yield from (("content", span) for span in record.content)
            yield from _party("source", record.source)
            yield from _one("cue", record.cue)
            yield from _party("target", record.target)
            yield from _party("addressee", record.addressee)
        case Event():
            yield from _one("trigger", record.trigger or record.sentence)
            for role, parties in (("actor", record.actor), ("recipient", record.recipient)):
                for party in parties:
                    yield from _party(role, party)
        case Claim():
            yield "claim", record.span
            yield from _party("claimant", record.claimant)
            yield from _one("condition", record.condition)
            yield from _one("consequence", record.consequence)


def _party(role: str, party: Party | None) -> _Spans:
    if party:
        yield role, party.span


def _one(role: str, span: Span | None) -> _Spans:
    if span:
        yield role, span

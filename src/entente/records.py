"""The nouns of Entente: frozen records with character offsets.

Offsets are Python string indices into ``Document.text``; ``Span.text`` is exactly
``Document.text[start:end]``. :func:`as_json` gives the record as the published schema
(``docs/reference/records.md``) has it, every key present.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ZoneKind(StrEnum):
    """What a stretch of a document is."""

    TITLE = "title"
    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    BYLINE = "byline"
    COMMENT = "comment"
    BOILERPLATE = "boilerplate"


class EventType(StrEnum):
    """PLOVER's sixteen event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Modality(StrEnum):
    """In what way a text speaks of an act."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    FUTURE = "future"
    HISTORICAL = "historical"


class StatementKind(StrEnum):
    """Whose words a statement gives: the speaker's, the reporter's, or some of both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class ClaimKind(StrEnum):
    """What a claim on the future is."""

    CONDITIONAL = "conditional"
    FORECAST = "forecast"
    PLAN = "plan"
    THREAT = "threat"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text."""

    start: int
    end: int
    text: str

    def shifted(self, offset: int) -> Span:
        """The same words, ``offset`` characters further right."""
        return Span(self.start + offset, self.end + offset, self.text)

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of one kind; ``depth`` is the reply depth of a comment, from 0."""

    kind: ZoneKind
    start: int
    end: int
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text as read, nothing stripped or normalised.

    ``published`` is an ISO day, month or year; ``sha256`` is that of the bytes read.
    """

    id: str
    path: str
    text: str
    zones: tuple[Zone, ...]
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    encoding: str = "utf-8"
    sha256: str = ""

    def span(self, start: int, end: int) -> Span:
        """The span of this document between two offsets."""
        return Span(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a mention is (see the schema's ``party``)."""

    actor: str | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named by a span, and who that is."""

    span: Span
    identity: Identity = field(default_factory=Identity)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression and the ISO day, month, year or range that it means."""

    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A named place; ``country`` is ISO 3166-1 alpha-3, coordinates are WGS84 degrees."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing: dead, wounded, detained, displaced, troops, money ..."""

    kind: str
    value: float
    unit: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what, to whom, of whom, where given."""

    id: str
    document: str
    zone: ZoneKind
    coder: str
    score: float | None
    kind: StatementKind
    source: Party | None
    cue: Span | None
    content: tuple[Span, ...]
    addressee: Party | None = None
    target: Party | None = None
    outlet: str | None = None
    date: str | None = None
    nested_in: str | None = None
    event_type: EventType | None = None
    modality: Modality = Modality.ASSERTED


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom."""

    id: str
    document: str
    zone: ZoneKind
    coder: str
    score: float | None
    sentence: Span
    trigger: Span | None
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    quad: int
    intensity: float
    modality: Modality
    date: DateMention | None = None
    place: Place | None = None
    quantities: tuple[Quantity, ...] = ()
    attributed_to: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A forecast, condition, plan, threat or promise; ``claimant`` None means nobody is named,
    ``by_author`` that the writer of the text makes it."""

    id: str
    document: str
    zone: ZoneKind
    coder: str
    score: float | None
    kind: ClaimKind
    span: Span
    claimant: Party | None
    by_author: bool = False
    condition: Span | None = None
    consequence: Span | None = None
    horizon: str | None = None


Record = Document | Statement | Event | Claim


def _span(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def _party(party: Party | None) -> dict[str, Any] | None:
    if party is None:
        return None
    who = party.identity
    return {
        "start": party.span.start,
        "end": party.span.end,
        "text": party.span.text,
        "actor": who.actor,
        "country": who.country,
        "sector": who.sector,
        "office": who.office,
    }


def _located(span: Span | None) -> dict[str, Any]:
    return _span(span) or {"start": None, "end": None, "text": None}


def _zone(zone: Zone) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": zone.kind.value, "start": zone.start, "end": zone.end}
    return entry if zone.depth is None else entry | {"depth": zone.depth}


def _document(d: Document) -> dict[str, Any]:
    return {
        "record": "document",
        "id": d.id,
        "path": d.path,
        "title": d.title,
        "outlet": d.outlet,
        "author": d.author,
        "published": d.published,
        "language": d.language,
        "encoding": d.encoding,
        "sha256": d.sha256,
        "zones": [_zone(z) for z in d.zones],
    }


def _head(record: Statement | Event | Claim, name: str) -> dict[str, Any]:
    return {
        "record": name,
        "id": record.id,
        "document": record.document,
        "zone": record.zone.value,
        "coder": record.coder,
        "score": record.score,
    }


def _statement(s: Statement) -> dict[str, Any]:
    return _head(s, "statement") | {
        "kind": s.kind.value,
        "source": _party(s.source),
        "cue": _span(s.cue),
        "content": [_span(c) for c in s.content],
        "addressee": _party(s.addressee),
        "target": _party(s.target),
        "outlet": s.outlet,
        "date": s.date,
        "nested_in": s.nested_in,
        "event_type": s.event_type.value if s.event_type else None,
        "modality": s.modality.value,
    }


def _event(e: Event) -> dict[str, Any]:
    place = e.place and {
        **_located(e.place.span),
        "name": e.place.name,
        "country": e.place.country,
        "latitude": e.place.latitude,
        "longitude": e.place.longitude,
    }
    quantities = [
        {"kind": q.kind, "value": q.value, "unit": q.unit, "start": q.start, "end": q.end}
        for q in e.quantities
    ]
    return _head(e, "event") | {
        "sentence": _span(e.sentence),
        "trigger": _span(e.trigger),
        "actor": [_party(p) for p in e.actor],
        "recipient": [_party(p) for p in e.recipient],
        "event_type": e.event_type.value,
        "mode": e.mode,
        "contexts": list(e.contexts),
        "quad": e.quad,
        "intensity": e.intensity,
        "modality": e.modality.value,
        "date": e.date and {**_located(e.date.span), "value": e.date.value},
        "place": place,
        "quantities": quantities,
        "attributed_to": e.attributed_to,
        "statement": e.statement,
    }


def _claim(c: Claim) -> dict[str, Any]:
    return _head(c, "claim") | {
        "kind": c.kind.value,
        "start": c.span.start,
        "end": c.span.end,
        "text": c.span.text,
        "claimant": {"actor": "author"} if c.by_author else _party(c.claimant),
        "condition": _span(c.condition),
        "consequence": _span(c.consequence),
        "horizon": c.horizon,
    }


def as_json(record: Record) -> dict[str, Any]:
    """The record as the published schema has it, every key present."""
    match record:
        case Document():
            return _document(record)
        case Statement():
            return _statement(record)
        case Event():
            return _event(record)
        case Claim():
            return _claim(record)

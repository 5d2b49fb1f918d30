"""The nouns of Entente: frozen records with character offsets.

Offsets are Python string indices into ``Document.text``; ``Span.text`` is exactly
``Document.text[start:end]``. :func:`entente.jsonform.as_json` gives a record as the published
schema has it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ZoneKind(StrEnum):
    """What a stretch of a document is."""

    TITLE = "title"
    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    BYLINE = "byline"
    COMMENT = "comment"
    BOILERPLATE = "boilerplate"


#: Zones in which a document reports; the others are coded only when asked, and are no part of a brief.
REPORT_ZONES = (ZoneKind.TITLE, ZoneKind.HEADING, ZoneKind.BODY)


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

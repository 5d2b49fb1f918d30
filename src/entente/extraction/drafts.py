"""What extraction finds, before anybody is resolved: spans and scores only."""

from __future__ import annotations

from dataclasses import dataclass

from entente.records import ClaimKind, EventType, Modality, Span, StatementKind, ZoneKind


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """An attribution; ``content`` in order of the text."""

    zone: ZoneKind
    score: float
    kind: StatementKind
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    addressee: Span | None
    sentence: Span
    modality: Modality = Modality.ASSERTED


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An act with its parties."""

    zone: ZoneKind
    score: float
    sentence: Span
    trigger: Span
    event_type: EventType
    modality: Modality
    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A claim on what is to come."""

    zone: ZoneKind
    score: float
    kind: ClaimKind
    span: Span
    condition: Span | None
    consequence: Span | None


@dataclass(frozen=True, slots=True)
class NameDraft:
    """A name; ``kind`` is PER, ORG, LOC or NAT."""

    span: Span
    kind: str

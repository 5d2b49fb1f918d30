"""Records as JSON objects, as the published schema (``records.schema.json``) has them: every key present."""

from __future__ import annotations

from typing import Any

from entente.records import Claim, Document, Event, Party, Record, Span, Statement, Zone


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

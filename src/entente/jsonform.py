"""Records as JSON objects, as the published schema (``records.schema.json``) has them; and back."""

from __future__ import annotations

from typing import Any

from entente.records import (
    Claim,
    ClaimKind,
    DateMention,
    Document,
    Event,
    EventType,
    Identity,
    Modality,
    Party,
    Place,
    Quantity,
    Record,
    Span,
    Statement,
    StatementKind,
    Zone,
    ZoneKind,
)


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


def _span_from(value: Any) -> Span | None:
    return (
        None if value is None or value["start"] is None else Span(value["start"], value["end"], value["text"])
    )


def _party_from(value: Any) -> Party | None:
    span = _span_from(value)
    if span is None:
        return None
    return Party(span, Identity(value["actor"], value["country"], value["sector"], value["office"]))


def _parties_from(values: Any) -> tuple[Party, ...]:
    return tuple(p for p in map(_party_from, values) if p)


def _head_from(value: dict[str, Any]) -> dict[str, Any]:
    return {k: value[k] for k in ("id", "document", "coder", "score")} | {"zone": ZoneKind(value["zone"])}


def document_from(value: dict[str, Any], text: str) -> Document:
    """The document that :func:`as_json` was given, with the text that it leaves out."""
    zones = tuple(Zone(ZoneKind(z["kind"]), z["start"], z["end"], z.get("depth")) for z in value["zones"])
    rest = {k: v for k, v in value.items() if k not in ("record", "zones", "text")}
    return Document(**rest, zones=zones, text=text)


def statement_from(value: dict[str, Any]) -> Statement:
    """The statement that :func:`as_json` was given."""
    return Statement(
        **_head_from(value),
        kind=StatementKind(value["kind"]),
        source=_party_from(value["source"]),
        cue=_span_from(value["cue"]),
        content=tuple(s for s in map(_span_from, value["content"]) if s),
        addressee=_party_from(value["addressee"]),
        target=_party_from(value["target"]),
        outlet=value["outlet"],
        date=value["date"],
        nested_in=value["nested_in"],
        event_type=EventType(value["event_type"]) if value["event_type"] else None,
        modality=Modality(value["modality"]),
    )


def event_from(value: dict[str, Any]) -> Event:
    """The event that :func:`as_json` was given."""
    date, place = value["date"], value["place"]
    facts = {k: value[k] for k in ("mode", "quad", "intensity", "attributed_to", "statement")}
    sentence = _span_from(value["sentence"])
    assert sentence is not None
    return Event(
        **_head_from(value),
        **facts,
        sentence=sentence,
        trigger=_span_from(value["trigger"]),
        actor=_parties_from(value["actor"]),
        recipient=_parties_from(value["recipient"]),
        event_type=EventType(value["event_type"]),
        contexts=tuple(value["contexts"]),
        modality=Modality(value["modality"]),
        date=date and DateMention(date["value"], _span_from(date)),
        place=place
        and Place(place["name"], place["country"], place["latitude"], place["longitude"], _span_from(place)),
        quantities=tuple(
            Quantity(q["kind"], q["value"], q["unit"], q["start"], q["end"]) for q in value["quantities"]
        ),
    )


def claim_from(value: dict[str, Any]) -> Claim:
    """The claim that :func:`as_json` was given."""
    claimant = value["claimant"]
    by_author = claimant is not None and claimant.get("start") is None
    return Claim(
        **_head_from(value),
        kind=ClaimKind(value["kind"]),
        span=Span(value["start"], value["end"], value["text"]),
        claimant=None if by_author else _party_from(claimant),
        by_author=by_author,
        condition=_span_from(value["condition"]),
        consequence=_span_from(value["consequence"]),
        horizon=value["horizon"],
    )

"""What a person may change in a record: its fields, their values, and where they stand in the text."""

from __future__ import annotations

from collections.abc import Mapping

from entente.ontology import plover
from entente.records import (
    Claim,
    ClaimKind,
    DateMention,
    Event,
    EventType,
    Modality,
    Party,
    Span,
    Statement,
    StatementKind,
)

Record = Statement | Event | Claim
Changes = Mapping[str, str | None]
AUTHOR = "author"
#: The fields of each kind of record that may be changed, parties last.
FIELDS: Mapping[type, tuple[str, ...]] = {
    Statement: ("kind", "event_type", "modality", "date", "source", "target", "addressee"),
    Event: ("event_type", "mode", "contexts", "modality", "date", "actor", "recipient"),
    Claim: ("kind", "horizon", "claimant"),
}
PARTIES = ("source", "target", "addressee", "actor", "recipient", "claimant")
#: The fields of several parties.
SIDES = ("actor", "recipient")
ADDED = "add"


def fields_of(record: Record) -> tuple[str, ...]:
    """The names of the fields of a record that may be changed, its parties one by one."""
    found: list[str] = []
    for name in FIELDS[type(record)]:
        if name in SIDES:
            found += (f"{name}.{n}" for n, _ in enumerate(getattr(record, name), 1))
            found.append(f"{name}.{ADDED}")
        else:
            found.append(name)
    return tuple(found)


def valid_values(record: Record, field: str) -> tuple[str, ...]:
    """The values that a field may have; nothing for one that takes a name, a day or words."""
    match field:
        case "event_type":
            return tuple(EventType)
        case "modality":
            return tuple(Modality)
        case "mode" if isinstance(record, Event):
            return plover.modes(record.event_type)
        case "contexts":
            return plover.CONTEXTS
        case "kind":
            return tuple(StatementKind) if isinstance(record, Statement) else tuple(ClaimKind)
    return ()


def value_of(record: Record, field: str) -> str | None:
    """The value of a field as a change would tell it: a party by its code, several contexts as one text."""
    name, _, number = field.partition(".")
    if number == ADDED:
        return None
    found = getattr(record, name)
    if name == "claimant" and isinstance(record, Claim) and record.by_author:
        return AUTHOR
    if name in SIDES:
        found = found[int(number) - 1]
    if isinstance(found, Party):
        return found.identity.actor
    if isinstance(found, DateMention):
        return found.value
    if isinstance(found, tuple):
        return "; ".join(found) or None
    return None if found is None else str(found)


def words_of(record: Record, field: str) -> str | None:
    """The words of a party in the text; None for what is none."""
    name, _, number = field.partition(".")
    found = getattr(record, name) if name in PARTIES and number != ADDED else None
    party = found[int(number) - 1] if isinstance(found, tuple) else found
    return party.span.text if isinstance(party, Party) else None


def span_of(record: Record) -> Span | None:
    """The stretch of the text that a record stands in."""
    match record:
        case Event():
            return record.sentence
        case Claim():
            return record.span
        case Statement():
            parts = [*record.content, *([record.cue] if record.cue else [])]
            if not parts:
                return None
            start, end = min(p.start for p in parts), max(p.end for p in parts)
            return Span(start, end, "")

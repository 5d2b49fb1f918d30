"""A record with some of its fields changed by a person, and what follows.

Changes are told against the record as the coder gave it. The parties of an event are numbered in its order:
``actor.1`` is the first. A party is changed by a name (its words stay, who it is becomes another), taken away
by nothing, and added, or given other words, as ``WORDS = NAME``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from entente.errors import UsageError
from entente.ontology import plover
from entente.records import (
    Claim,
    ClaimKind,
    DateMention,
    Event,
    EventType,
    Identity,
    Modality,
    Party,
    Span,
    Statement,
    StatementKind,
)
from entente.store.correcting.fields import (
    ADDED,
    AUTHOR,
    PARTIES,
    SIDES,
    Changes,
    Record,
    fields_of,
    valid_values,
)


@dataclass(frozen=True, slots=True)
class Around:
    """What a change is made in.

    Attributes:
        text: the text of the document.
        who: the identity that a code has.
    """

    text: str
    who: Callable[[str], Identity]


def normal(record: Record, given: Changes, code: Callable[[str], str]) -> dict[str, Any]:
    """Changes with each party by its code, blanks as nothing; ``actor`` alone means the only one.

    Raises UsageError for a field that the record does not have, and a name that nobody bears.
    """
    valid, found = fields_of(record), dict[str, Any]()
    for name, value in given.items():
        field = f"{name}.1" if name in SIDES and f"{name}.2" not in valid else name
        if field not in valid:
            raise UsageError(f"no field {name!r} can be changed in {record.id}; valid: {', '.join(valid)}")
        told = value.strip() if value else None
        found[field] = _by_code(field, told, code) if told and field.partition(".")[0] in PARTIES else told
        written = {str(one).lower(): str(one) for one in valid_values(record, field)}
        found[field] = written.get((told or "").lower(), found[field])
    return found


def _by_code(field: str, told: str, code: Callable[[str], str]) -> str:
    if field == "claimant" and told == AUTHOR:
        return told
    made = []
    for one in told.split(";") if field.endswith(ADDED) else [told]:
        words, sign, name = one.rpartition("=")
        if field.endswith(ADDED) and not sign:
            raise UsageError(f"{field}: {told!r} does not say who that is; give it as WORDS = NAME")
        made.append(f"{words.strip()} = {code(name.strip())}" if sign else code(name.strip()))
    return "; ".join(made)


def fixed(record: Record, changes: Changes, around: Around) -> Record:
    """The record with its changes.

    Raises UsageError for a value that is not valid.
    """
    if isinstance(record, Event):
        return _event(record, changes, around)
    if isinstance(record, Statement):
        return _statement(record, changes, around)
    return _claim(record, changes, around)


def _event(record: Event, changes: Changes, around: Around) -> Event:
    made = record
    if "event_type" in changes or "mode" in changes:
        made = _typed(record, changes)
    if "contexts" in changes:
        named = [n.strip().lower() for n in (changes["contexts"] or "").split(";") if n.strip()]
        chosen = {_one("contexts", name, plover.CONTEXTS) for name in named}
        made = replace(made, contexts=tuple(n for n in plover.CONTEXTS if n in chosen))
    if "date" in changes:
        day = _day("date", changes["date"])
        made = replace(
            made, date=DateMention(day, record.date.span if record.date else None) if day else None
        )
    made = replace(
        made,
        modality=_modality(record.modality, changes),
        actor=_side("actor", record, changes, around),
        recipient=_side("recipient", record, changes, around),
    )
    if not made.actor and not made.recipient:
        raise UsageError(f"{record.id} would have neither actor nor recipient; reject it instead")
    return made


def _typed(record: Event, changes: Changes) -> Event:
    """The event with another type or mode, and the quad class and intensity that follow."""
    told = changes.get("event_type", record.event_type.value)
    kind = EventType(_one("event_type", told, EventType))
    kept = record.mode if record.mode in plover.modes(kind) else None
    mode = changes.get("mode", kept) or None
    if mode is not None:
        mode = _one(f"mode of {kind}", mode, plover.modes(kind))
    return replace(
        record, event_type=kind, mode=mode, quad=plover.quad(kind), intensity=plover.intensity(kind, mode)
    )


def _side(side: str, record: Event, changes: Changes, around: Around) -> tuple[Party, ...]:
    given: tuple[Party, ...] = getattr(record, side)
    found = []
    within = record.sentence
    for n, party in enumerate(given, 1):
        name = f"{side}.{n}"
        made = _party(name, changes[name], party, within, around) if name in changes else party
        found += [made] if made else []
    for one in (changes.get(f"{side}.{ADDED}") or "").split(";"):
        if one.strip() and (added := _party(side, one, None, within, around)):
            found.append(added)
    return tuple(found)


def _statement(record: Statement, changes: Changes, around: Around) -> Statement:
    made = replace(record, modality=_modality(record.modality, changes))
    if "kind" in changes:
        made = replace(made, kind=StatementKind(_one("kind", changes["kind"], StatementKind)))
    if "event_type" in changes:
        told = changes["event_type"]
        made = replace(made, event_type=EventType(_one("event_type", told, EventType)) if told else None)
    if "date" in changes:
        made = replace(made, date=_day("date", changes["date"]))
    within = paragraph(around.text, record.content[0] if record.content else record.cue)

    def side(name: str, now: Party | None) -> Party | None:
        return _party(name, changes[name], now, within, around) if name in changes else now

    return replace(
        made,
        source=side("source", record.source),
        target=side("target", record.target),
        addressee=side("addressee", record.addressee),
    )


def _claim(record: Claim, changes: Changes, around: Around) -> Claim:
    made = record
    if "kind" in changes:
        made = replace(made, kind=ClaimKind(_one("kind", changes["kind"], ClaimKind)))
    if "horizon" in changes:
        made = replace(made, horizon=_day("horizon", changes["horizon"]))
    if "claimant" in changes:
        told, within = changes["claimant"], paragraph(around.text, record.span)
        author = told == AUTHOR
        party = None if author else _party("claimant", told, record.claimant, within, around)
        made = replace(made, by_author=author, claimant=party)
    return made


def _party(field: str, told: str | None, party: Party | None, within: Span, around: Around) -> Party | None:
    """A party with another identity, other words, or none."""
    if not told:
        return None
    words, sign, code = (part.strip() for part in told.rpartition("="))
    if not sign and party is None:
        raise UsageError(f"{field}: there is none yet; tell its words too, as in: the ministry = {code}")
    span = _found(field, words, within) if sign else party.span if party else within
    return Party(span, _suited(around.who(code), party))


def _suited(identity: Identity, party: Party | None) -> Identity:
    """An army stays an army, whoever's it is."""
    kept = party.identity.sector if party and not party.identity.office else None
    of_state = identity.actor is not None and identity.actor == identity.country
    return replace(identity, sector=kept) if of_state and kept else identity


def _found(field: str, words: str, within: Span) -> Span:
    at = within.text.find(words) if words else -1
    if at < 0:
        raise UsageError(f"{field}: {words!r} does not stand in the text there: {within.text.strip()!r:.300}")
    return Span(within.start + at, within.start + at + len(words), words)


def paragraph(text: str, span: Span | None) -> Span:
    """The lines that a span stands in; the whole text for none."""
    if span is None:
        return Span(0, len(text), text)
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    return Span(start, end, text[start:end])


def _modality(now: Modality, changes: Changes) -> Modality:
    return Modality(_one("modality", changes["modality"], Modality)) if "modality" in changes else now


def _one(field: str, told: str | None, valid: Any) -> str:
    names = {str(name).lower(): str(name) for name in valid}
    found = names.get((told or "").lower())
    if found is None:
        raise UsageError(f"no {field} {told or ''!r}; valid: {', '.join(names.values()) or 'none'}")
    return found


def _day(field: str, told: str | None) -> str | None:
    """An ISO day, month, year or range of them."""
    if not told:
        return None
    ends = told.split("/")
    days = [_first_day(end) for end in ends]
    if len(ends) > 2 or None in days or sorted(str(d) for d in days) != [str(d) for d in days]:
        raise UsageError(
            f"{field}: {told!r} is no date; give YYYY-MM-DD, YYYY-MM or YYYY, or two with a slash between"
        )
    return told


def _first_day(stamp: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", stamp):
        return None
    try:
        return date.fromisoformat((stamp + "-01-01")[:10])
    except ValueError:
        return None

"""Which records are asked for: one frozen value, turned into conditions of a query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from entente.errors import UsageError
from entente.records import ClaimKind, EventType, Modality, StatementKind
from entente.units import Count

#: The data set of our own events; those of others are called as their formats are.
CODED = "coded"


class Kind(StrEnum):
    """What is asked for."""

    DOCUMENTS = "documents"
    STATEMENTS = "statements"
    EVENTS = "events"
    CLAIMS = "claims"


class Parties(StrEnum):
    """What is counted: who takes part, and the words for somebody of whom it is not known who that is."""

    ACTORS = "actors"
    UNRESOLVED = "unresolved"


class Links(StrEnum):
    """What is told of two documents."""

    DUPLICATES = "duplicates"


Table = Kind | Parties | Links


class Level(StrEnum):
    """Whether actors are rolled up to their states, to the states that they serve, or kept apart."""

    STATE = "state"
    GOVERNMENT = "government"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of records; what is left empty chooses all.

    Attributes:
        actors: codes or names of which one is a party: of the state or organisation, or the person.
        active: whether those actors must be who speaks, acts or claims, and not who is spoken of or acted on.
        countries: ISO3 of the state of a party.
        dyad: two actors that face each other: actor and recipient, source and target or addressee.
        types: event types; kinds of statements or of claims.
        modalities: modalities, of statements and events.
        outlets: who published the document, in any case.
        datasets: :data:`CODED`, and names of formats that were imported.
        since, until: first and last day; a record without a date of its own has that of its document.
        documents: ids of documents.
        records: ids of records, as a search finds them; None for all.
        coder: the coder; None for the last that coded each document.
        level: whether actors are rolled up to states.
        least: least score.
        zones: kinds of the zones that records stand in.
        limit: at most so many rows.
        offset: so many rows of those that would come first are left out.
        count: what counts are of.
        newest: whether records come newest first; those without a day come last in either order.
    """

    actors: tuple[str, ...] = ()
    active: bool = False
    countries: tuple[str, ...] = ()
    dyad: tuple[str, str] | None = None
    types: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    documents: tuple[str, ...] = ()
    records: tuple[str, ...] | None = None
    coder: str | None = None
    level: Level = Level.STATE
    least: float = 0.0
    zones: tuple[str, ...] = ()
    limit: int | None = None
    offset: int = 0
    count: Count = Count.STORY
    newest: bool = False

    @property
    def who(self) -> str:
        """The name of the macro that names a party at this level."""
        return f"by_{self.level.value}"


@dataclass(frozen=True, slots=True)
class Shape:
    """How the conditions are said of one table (``r``; its document is ``d``)."""

    parties: str
    facing: tuple[str, str] | None
    types: tuple[str, ...]
    stamp: str
    modal: bool = True


_STATEMENT_TYPES = (*(k.value for k in StatementKind), *(t.value for t in EventType))
SHAPES = {
    Kind.STATEMENTS: Shape(
        "[r.source, r.target, r.addressee]",
        ("[r.source]", "[r.target, r.addressee]"),
        _STATEMENT_TYPES,
        "coalesce(r.date, d.published)",
    ),
    Kind.EVENTS: Shape(
        "list_concat(r.actor, r.recipient)",
        ("r.actor", "r.recipient"),
        tuple(t.value for t in EventType),
        "coalesce(r.date.value, d.published)",
    ),
    Kind.CLAIMS: Shape("[r.claimant]", None, tuple(k.value for k in ClaimKind), "d.published", modal=False),
}
_Condition = tuple[str, list[Any]]


def conditions(kind: Kind, selection: Selection) -> tuple[str, list[Any]]:
    """The WHERE of a query over a table as ``r`` and its documents as ``d``, with its parameters.

    Raises UsageError for what the table does not have.
    """
    return _joined(_of_documents(selection) if kind is Kind.DOCUMENTS else _of_records(kind, selection))


def _joined(found: Iterable[_Condition]) -> _Condition:
    """One condition of several, each in brackets."""
    each = list(found)
    return " AND ".join(f"({text})" for text, _ in each) or "true", [v for _, values in each for v in values]


def _of_documents(chosen: Selection) -> Iterator[_Condition]:
    yield from _of_text(chosen, "d.published")
    if chosen.records is not None:
        yield "d.id IN (SELECT unnest(?))", [list(chosen.records)]
    if chosen.types or chosen.modalities or chosen.dyad:
        raise UsageError("documents have no type, modality or dyad; choose them with --actor or --country")
    if chosen.actors or chosen.countries:
        ways = []
        values: list[Any] = []
        for kind, shape in SHAPES.items():
            inner, found = _joined([_of_coder(chosen), *_of_parties(chosen, shape)])
            ways.append(f"EXISTS (SELECT 1 FROM {kind} r WHERE r.document = d.id AND {inner})")
            values += found
        yield " OR ".join(ways), values


def _of_records(kind: Kind, chosen: Selection) -> Iterator[_Condition]:
    shape = SHAPES[kind]
    yield from _of_text(chosen, shape.stamp)
    yield from _of_parties(chosen, shape)
    yield _of_coder(chosen)
    if chosen.records is not None:
        yield "r.id IN (SELECT unnest(?))", [list(chosen.records)]
    if chosen.dyad:
        yield _facing(kind, chosen)
    if chosen.types:
        yield _typed(kind, chosen.types)
    if chosen.modalities:
        yield _modal(kind, chosen.modalities)
    if chosen.least:
        yield "coalesce(r.score, 1) >= ?", [chosen.least]
    if chosen.zones:
        yield "r.zone IN (SELECT unnest(?))", [list(chosen.zones)]


def _of_coder(chosen: Selection) -> _Condition:
    if chosen.coder is None:
        return "(r.document, r.coder) IN (SELECT (document, coder) FROM latest)", []
    return "r.coder = ?", [chosen.coder]


def _of_text(chosen: Selection, stamp: str) -> Iterator[_Condition]:
    if chosen.documents:
        yield "d.id IN (SELECT unnest(?))", [list(chosen.documents)]
    if chosen.outlets:
        yield "lower(d.outlet) IN (SELECT lower(unnest(?)))", [list(chosen.outlets)]
    if chosen.since:
        yield f"last_day_of({stamp}) >= ?", [chosen.since]
    if chosen.until:
        yield f"first_day({stamp}) <= ?", [chosen.until]


def _of_parties(chosen: Selection, shape: Shape) -> Iterator[_Condition]:
    parties = shape.parties
    if chosen.actors:
        asked = shape.facing[0] if chosen.active and shape.facing else parties
        # A person is found by name at any level; a state only as its level has it.
        rolled, own = (f"list_transform({asked}, lambda p: {name}(p))" for name in (chosen.who, "own_name"))
        names = list(chosen.actors)
        yield f"list_has_any({rolled}, ?) OR list_has_any({own}, ?)", [names, names]
    if chosen.countries:
        yield f"list_has_any(list_transform({parties}, lambda p: p.country), ?)", [list(chosen.countries)]


def _facing(kind: Kind, chosen: Selection) -> _Condition:
    sides = SHAPES[kind].facing
    if sides is None:
        raise UsageError(f"{kind} have one party only, no dyad; choose them with --actor")
    assert chosen.dyad is not None

    def has(side: str) -> str:
        rolled, own = (f"list_transform({side}, lambda p: {name}(p))" for name in (chosen.who, "own_name"))
        return f"(list_contains({rolled}, ?) OR list_contains({own}, ?))"

    a, b = chosen.dyad
    one, other = sides
    facing = f"{has(one)} AND {has(other)}"
    return f"({facing}) OR ({facing})", [a, a, b, b, b, b, a, a]


def _typed(kind: Kind, types: tuple[str, ...]) -> _Condition:
    valid = SHAPES[kind].types
    wrong = [t for t in types if t not in valid]
    if wrong:
        raise UsageError(f"no type {', '.join(wrong)} of {kind}; valid: {', '.join(valid)}")
    if kind is Kind.STATEMENTS:
        return "r.kind IN (SELECT unnest(?)) OR r.event_type IN (SELECT unnest(?))", [list(types)] * 2
    return f"r.{'event_type' if kind is Kind.EVENTS else 'kind'} IN (SELECT unnest(?))", [list(types)]


def _modal(kind: Kind, modalities: tuple[str, ...]) -> _Condition:
    if not SHAPES[kind].modal:
        raise UsageError(f"{kind} have no modality; choose them with --type")
    valid = [m.value for m in Modality]
    wrong = [m for m in modalities if m not in valid]
    if wrong:
        raise UsageError(f"no modality {', '.join(wrong)}; valid: {', '.join(valid)}")
    return "r.modality IN (SELECT unnest(?))", [list(modalities)]

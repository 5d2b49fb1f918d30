"""Records in which every value meets others, and how Python answers what a selection asks."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from itertools import product

from stored import CODER, kept_document

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
    Statement,
    StatementKind,
    ZoneKind,
)
from entente.resolution.assemble import Coded
from entente.store import Kind, Level, Store

Record = Statement | Event | Claim
WHO = [
    None,
    Identity("ARM", "ARM", "GOV"),
    Identity("Nikol Pashinyan", "ARM", "GOV", "prime minister"),
    Identity("RUS", "RUS", "GOV"),
    Identity("EU", None, "IGO"),
    Identity("Levon Ter-Petrosyan", "ARM", "OPP"),
    Identity("ARM", "ARM", "OPP"),
    Identity(None, None),
]
PUBLISHED = ["2023-01-15", "2023-02", "2022", None]
STAMPS = [None, "2023-01-15", "2023-02", "2022", "2022-12/2023-02-03", "2023-02-28"]
OUTLETS = ["Wire", "WIRE", "İz Dergisi", None]
SCORES = [None, 0.2, 0.5, 0.9]


def make(number: int) -> Coded:
    """A document of a few dozen records, in which every value meets others."""
    document = replace(
        kept_document(f"Nobody said anything of note in text {number}."),
        published=PUBLISHED[number % 4],
        outlet=OUTLETS[number // 4 % 4],
    )
    span, title = document.span(0, 6), document.span(7, 11)
    parties = [Party(span, who) if who else None for who in WHO]

    def turn(values: list[str | None], n: int) -> str | None:
        return values[(n + number) % len(values)]

    pairs = list(enumerate(product(parties, parties)))
    said = tuple(
        Statement(
            f"{document.id}.s{n}", document.id, ZoneKind.BODY, CODER, SCORES[n % 4],
            list(StatementKind)[n % 3], one, None, (title,),
            addressee=other if n % 2 else None,
            target=None if n % 2 else other,
            date=turn(list(STAMPS), n),
            event_type=EventType.ACCUSE if n % 5 == 0 else None,
            modality=list(Modality)[n % 5],
        )
        for n, (one, other) in pairs
    )  # fmt: skip
    done = []
    for n, (one, other) in pairs:
        kind, stamp = list(EventType)[n % 16], turn(list(STAMPS), n)
        done.append(
            Event(
                f"{document.id}.e{n}", document.id, ZoneKind.BODY, CODER, SCORES[n % 4], span, title,
                tuple(p for p in (one,) if p), tuple(p for p in (other, parties[n % 6]) if p), kind, None, (),
                plover.quad(kind), 0.0, list(Modality)[n % 5], DateMention(stamp) if stamp else None,
            )
        )  # fmt: skip
    claims = tuple(
        Claim(
            f"{document.id}.c{n}", document.id, ZoneKind.BODY, CODER, SCORES[n % 4], list(ClaimKind)[n % 5],
            span, party, by_author=party is None and n % 2 == 0,
        )
        for n, party in enumerate(parties)
    )  # fmt: skip
    return Coded(document, said, tuple(done), claims)


MADE = [make(n) for n in range(16)]
DOCUMENTS = {c.document.id: c.document for c in MADE}
RECORDS: dict[Kind, list[Record]] = {
    Kind.STATEMENTS: [s for c in MADE for s in c.statements],
    Kind.EVENTS: [e for c in MADE for e in c.events],
    Kind.CLAIMS: [k for c in MADE for k in c.claims],
}


def sides(record: Record) -> tuple[list[Party], list[Party]]:
    match record:
        case Statement():
            first, second = [record.source], [record.target, record.addressee]
        case Event():
            first, second = list(record.actor), list(record.recipient)
        case Claim():
            first, second = [record.claimant], []
    return [p for p in first if p], [p for p in second if p]


def rolled(party: Party, level: Level) -> str | None:
    """Whom a party is counted as."""
    who = party.identity
    if level is Level.GOVERNMENT and who.sector == "OPP":
        return None if who.actor == who.country else who.actor
    return who.actor if level is Level.ACTOR else who.country or who.actor


def names(party: Party, level: Level = Level.STATE) -> set[str | None]:
    """What a party answers to."""
    own = None if party.identity.actor == party.identity.country else party.identity.actor
    return {rolled(party, level), own} - {None}


def days(record: Record) -> tuple[date, date] | None:
    own = record.date if isinstance(record, Statement) else None
    if isinstance(record, Event) and record.date:
        own = record.date.value
    stamp = own or DOCUMENTS[record.document].published
    return stamp and span_of(stamp)  # type: ignore[return-value]


def span_of(stamp: str) -> tuple[date, date]:
    first, last = stamp.split("/")[0], stamp.split("/")[-1]
    begin = [int(n) for n in first.split("-")] + [1, 1]
    end = [int(n) for n in last.split("-")]
    end += [12] if len(end) == 1 else []
    end += [monthrange(end[0], end[1])[1]] if len(end) == 2 else []
    return date(*begin[:3]), date(*end)


def type_of(record: Record) -> set[str]:
    match record:
        case Statement():
            return {record.kind.value, record.event_type.value if record.event_type else ""}
        case Event():
            return {record.event_type.value}
        case Claim():
            return {record.kind.value}


def filled() -> Store:
    """A store of all these records; what an older coder found of the texts is in it, and not to be seen."""
    store = Store()
    for coded in MADE:
        older = tuple(replace(s, coder="old 1", source=s.target, target=s.source) for s in coded.statements)
        store.add(replace(coded, statements=older, events=(), claims=()), "old 1")
        store.add(coded, CODER)
    return store

"""Small records of known content, written as words of a text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from entente.ontology import plover
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
    Span,
    Statement,
    StatementKind,
    Zone,
    ZoneKind,
)
from entente.resolution.assemble import Coded
from entente.store import Store

WHO = {
    "Armenia": Identity("ARM", "ARM", "GOV"),
    "Yerevan": Identity("ARM", "ARM", "GOV"),
    "Russia": Identity("RUS", "RUS", "GOV"),
    "Moscow": Identity("RUS", "RUS", "GOV"),
    "Peskov": Identity("Dmitry Peskov", "RUS", "GOV", "Kremlin spokesman"),
    "Pashinyan": Identity("Nikol Pashinyan", "ARM", "GOV", "Prime Minister"),
    "The opposition": Identity("ARM", "ARM", "OPP"),
    "Iran": Identity("IRN", "IRN", "GOV"),
    "Turkey": Identity("TUR", "TUR", "GOV"),
    "France": Identity("FRA", "FRA", "GOV"),
}


class Text:
    """A document of paragraphs, to which records are added by their words."""

    def __init__(
        self, *paragraphs: str, published: str | None = "2023-09-20", outlet: str | None = None
    ) -> None:
        body = "\n\n".join(paragraphs)
        zones, at = [], 0
        for paragraph in paragraphs:
            zones.append(Zone(ZoneKind.BODY, at, at + len(paragraph)))
            at += len(paragraph) + 2
        sha = hashlib.sha256(f"{body}{published}".encode()).hexdigest()
        self.document = Document(
            sha[:16], "t.txt", body, tuple(zones), "A title", outlet, published=published, sha256=sha
        )
        self.said: list[Statement] = []
        self.done: list[Event] = []
        self.to_come: list[Claim] = []

    def span(self, words: str) -> Span:
        at = self.document.text.index(words)
        return Span(at, at + len(words), words)

    def party(self, words: str | None) -> Party | None:
        return Party(self.span(words), WHO.get(words, Identity())) if words else None

    def parties(self, words: Sequence[str]) -> tuple[Party, ...]:
        return tuple(p for p in map(self.party, words) if p)

    def says(
        self,
        source: str,
        cue: str,
        content: str,
        *,
        target: str | None = None,
        date: str | None = None,
        act: EventType | None = None,
        zone: ZoneKind = ZoneKind.BODY,
        modality: Modality = Modality.ASSERTED,
        kind: StatementKind = StatementKind.INDIRECT,
        score: float = 0.9,
    ) -> Statement:
        made = Statement(
            f"{self.document.id}.s{len(self.said)}",
            self.document.id,
            zone,
            "hand 1",
            score,
            kind,
            self.party(source),
            self.span(cue),
            (self.span(content),),
            target=self.party(target),
            date=date,
            event_type=act,
            modality=modality,
        )
        self.said.append(made)
        return made

    def does(
        self,
        actor: Sequence[str],
        kind: str,
        trigger: str,
        recipient: Sequence[str],
        *,
        date: str | None = None,
        modality: Modality = Modality.ASSERTED,
        zone: ZoneKind = ZoneKind.BODY,
        attributed_to: str | None = None,
        statement: str | None = None,
        score: float = 0.9,
    ) -> Event:
        where = self.span(trigger)
        home = next(z for z in self.document.zones if z.start <= where.start < z.end)
        event_type = EventType(kind)
        made = Event(
            f"{self.document.id}.e{len(self.done)}",
            self.document.id,
            zone,
            "hand 1",
            score,
            self.document.span(home.start, home.end),
            where,
            self.parties(actor),
            self.parties(recipient),
            event_type,
            None,
            (),
            plover.quad(event_type),
            plover.intensity(event_type),
            modality,
            DateMention(date) if date else None,
            attributed_to=attributed_to,
            statement=statement,
        )
        self.done.append(made)
        return made

    def claims(
        self,
        words: str,
        kind: str = "forecast",
        claimant: str | None = None,
        *,
        by_author: bool = False,
        horizon: str | None = None,
        condition: str | None = None,
        score: float = 0.9,
        zone: ZoneKind = ZoneKind.BODY,
    ) -> Claim:
        made = Claim(
            f"{self.document.id}.c{len(self.to_come)}",
            self.document.id,
            zone,
            "hand 1",
            score,
            ClaimKind(kind),
            self.span(words),
            self.party(claimant),
            by_author,
            self.span(condition) if condition else None,
            horizon=horizon,
        )
        self.to_come.append(made)
        return made

    def coded(self) -> Coded:
        return Coded(self.document, tuple(self.said), tuple(self.done), tuple(self.to_come))


def stored(*texts: Text) -> Store:
    """A store in memory that holds some texts."""
    store = Store(write=True)
    for text in texts:
        store.add(text.coded(), "hand 1")
    return store

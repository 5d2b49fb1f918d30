"""Drafts to records: parties identified, statements nested, events and claims given to who reports them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from entente.extraction.drafts import ClaimDraft, EventDraft, NameDraft, StatementDraft
from entente.language.lexicon import lexicon
from entente.ontology.dictionaries import NO_TABLES, ActorTables
from entente.ontology.plover import intensity, mode_of, quad
from entente.records import (
    Claim,
    DateMention,
    Document,
    Event,
    Identity,
    Modality,
    Party,
    Span,
    Statement,
)
from entente.resolution.actors import Name, Resolver, Said
from entente.resolution.claimants import Claimants, kind_told
from entente.resolution.dates import horizon
from entente.resolution.nesting import length, smallest
from entente.resolution.places import PlaceFinder
from entente.resolution.setting import Settings
from entente.resolution.setting.when import when

#: An act this many months before publication, or fewer, is not of an earlier time.
RECENT_MONTHS = 6
#: Characters back to the speaker whom a "they" goes on with.
SPEAKER_REACH = 400


@dataclass(frozen=True, slots=True)
class Drafts:
    """All that was found in one document."""

    sentences: tuple[Span, ...]
    names: tuple[NameDraft, ...]
    statements: tuple[StatementDraft, ...]
    events: tuple[EventDraft, ...]
    claims: tuple[ClaimDraft, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """The records of one document."""

    document: Document
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]


def assemble(document: Document, drafts: Drafts, coder: str, actors: ActorTables = NO_TABLES) -> Coded:
    """The records of a document from what was found in it; ``actors`` are the user's own."""
    return _Assembly(document, drafts, coder, actors).coded()


def resolver_of(
    document: Document,
    drafts: Drafts,
    actors: ActorTables = NO_TABLES,
    finder: PlaceFinder | None = None,
) -> Resolver:
    """Who is who in a document, told by the names, places and speakers that were found in it."""
    finder = finder or PlaceFinder(document.text, drafts.names)
    places = [place for s in drafts.sentences for place in finder.find(s.start, s.end)]
    names = [Name(n.span, n.kind) for n in drafts.names]
    said = [Said(s.source, s.content) for s in drafts.statements if s.source]
    speakers = [s.source for s in said]
    return Resolver(document, drafts.sentences, names, speakers, actors, said, places)


class _Assembly:
    def __init__(self, document: Document, drafts: Drafts, coder: str, actors: ActorTables) -> None:
        self.document, self.drafts, self.coder = document, drafts, coder
        places = PlaceFinder(document.text, drafts.names)
        self.resolver = resolver_of(document, drafts, actors, places)
        self.settings = Settings(document, drafts.sentences, places)
        self.known: dict[tuple[int, int], Identity] = {}

    def coded(self) -> Coded:
        statements = self._statements()
        events = self._events(statements)
        linked = {e.statement: e for e in reversed(events) if e.statement}
        statements = tuple(self._with_event(s, linked.get(s.id)) for s in statements)
        return Coded(self.document, statements, events, self._claims(statements, events))

    def _identity(self, span: Span) -> Identity:
        key = (span.start, span.end)
        if key not in self.known:
            self.known[key] = self.resolver.identify(span)
        return self.known[key]

    def _party(self, span: Span | None, inside: Statement | None = None) -> Party | None:
        if span is None:
            return None
        if inside and inside.source and span.text.lower() in lexicon("first-person"):
            return Party(span, inside.source.identity)
        span = self.resolver.whole(span)
        return Party(span, self._identity(span))

    # Statements

    def _statements(self) -> tuple[Statement, ...]:
        drafts = self.drafts.statements
        parents = [smallest(drafts, d.cue or d.content[0], but=d) for d in drafts]
        ids = {id(d): f"{self.document.id}.s{n}" for n, d in enumerate(drafts, 1)}
        done: dict[int, Statement] = {}
        # Outer statements first, so that "I" within them finds its speaker.
        for draft, parent in sorted(zip(drafts, parents, strict=True), key=lambda p: -length(p[0])):
            outer = done.get(id(parent)) if parent else None
            done[id(draft)] = self._statement(
                draft, ids[id(draft)], ids.get(id(parent)) if parent else None, outer
            )
        return tuple(done[id(d)] for d in drafts)

    def _statement(
        self, d: StatementDraft, name: str, nested: str | None, outer: Statement | None
    ) -> Statement:
        source, addressee = self._party(d.source, outer), self._party(d.addressee, outer)
        if source and source.span.text.lower() == "they":
            source = self._spoken_before(source) or source
        outlet = addressee.identity.actor if addressee and addressee.identity.sector == "JRN" else None
        dates = [
            m
            for m in self.settings.of(d.sentence).dates
            if m.span and not any(c.covers(m.span) for c in d.content)
        ]
        return Statement(
            id=name,
            document=self.document.id,
            zone=d.zone,
            coder=self.coder,
            score=d.score,
            kind=d.kind,
            source=source,
            cue=d.cue,
            content=d.content,
            addressee=addressee,
            target=self._target(d, source),
            outlet=outlet,
            date=_value(when(dates, d.cue or d.content[0], d.sentence)),
            nested_in=nested,
            modality=d.modality,
        )

    def _spoken_before(self, they: Party) -> Party | None:
        """Who spoke last, if not a whole state: "The source argued ... They claimed"."""
        before = [s.source for s in self.drafts.statements if s.source and s.source.end <= they.span.start]
        last = max(before, key=lambda span: span.end, default=None)
        if last is None or they.span.start - last.end > SPEAKER_REACH:
            return None
        who = self._identity(last)
        state = (
            who.sector == "GOV" and who.office is None and last.text[:1].isupper() and " " not in last.text
        )
        return None if state or who.actor is None else Party(they.span, who)

    def _target(self, d: StatementDraft, source: Party | None) -> Party | None:
        """The first actor that the content names and that is not the speaker's own side."""
        own = {source.identity.actor, source.identity.country} - {None} if source else set()
        first = bisect_left(self.drafts.names, d.content[0].start, key=lambda n: n.span.start)
        for name in islice(self.drafts.names, first, None):
            if name.span.start >= d.content[-1].end:
                break
            if any(c.covers(name.span) for c in d.content):
                span = self.resolver.whole(name.span)
                who = self._identity(span)
                if who.actor and who.actor not in own and (who.country is None or who.country not in own):
                    return Party(span, who)
        return None

    @staticmethod
    def _with_event(statement: Statement, event: Event | None) -> Statement:
        if event is None:
            return statement
        target = event.recipient[0] if event.recipient else statement.target
        modality = statement.modality if statement.modality is not Modality.ASSERTED else event.modality
        return replace(statement, event_type=event.event_type, target=target, modality=modality)

    # Events

    def _events(self, statements: Sequence[Statement]) -> tuple[Event, ...]:
        found = []
        for number, draft in enumerate(self.drafts.events, 1):
            found.append(self._event(draft, f"{self.document.id}.e{number}", statements))
        return tuple(found)

    def _event(self, d: EventDraft, name: str, statements: Sequence[Statement]) -> Event:
        inside = smallest(statements, d.trigger)
        said = next((s for s in statements if s.cue and s.cue.covers(d.trigger)), None)
        s = d.sentence
        actors = tuple(self.resolver.principal(a, s) or a for a in d.actor)
        sides = [tuple(p for s in side if (p := self._party(s, inside))) for side in (actors, d.recipient)]
        mode, setting = mode_of(d.event_type, d.trigger.text, s.text), self.settings.of(s)
        date = when(setting.dates, d.trigger, s)
        return Event(
            id=name,
            document=self.document.id,
            zone=d.zone,
            coder=self.coder,
            score=d.score,
            sentence=s,
            trigger=d.trigger,
            actor=sides[0],
            recipient=sides[1],
            event_type=d.event_type,
            mode=mode,
            contexts=setting.contexts,
            quad=quad(d.event_type),
            intensity=intensity(d.event_type, mode),
            modality=self._modality(d, date),
            date=date,
            place=self.settings.place(d, inside, said),
            quantities=setting.quantities,
            attributed_to=inside.id if inside else None,
            statement=said.id if said else None,
        )

    def _modality(self, d: EventDraft, date: DateMention | None) -> Modality:
        """What happened in the months before publication is no history, however it is told."""
        published = self.document.published
        if d.modality is Modality.HISTORICAL and date and published and len(published) == 10:
            months = 12 * int(published[:4]) + int(published[5:7])
            end = date.value.rpartition("/")[2]
            if len(end) >= 7 and 0 <= months - 12 * int(end[:4]) - int(end[5:7]) <= RECENT_MONTHS:
                return Modality.ASSERTED
        return d.modality

    # Claims

    def _claims(self, statements: Sequence[Statement], events: Sequence[Event]) -> tuple[Claim, ...]:
        drafts, text = self.drafts, self.document.text
        claimants = Claimants(text, drafts.sentences, drafts.names, statements, events, self._party)
        found = []
        for number, d in enumerate(drafts.claims, 1):
            who = claimants.of(d)
            found.append(
                Claim(
                    id=f"{self.document.id}.c{number}",
                    document=self.document.id,
                    zone=d.zone,
                    coder=self.coder,
                    score=d.score,
                    kind=kind_told(d, who),
                    span=d.span,
                    claimant=who.party,
                    by_author=who.by_author,
                    condition=d.condition,
                    consequence=d.consequence,
                    horizon=horizon(text, d.span.start, d.span.end, self.document.published),
                )
            )
        return tuple(found)


def _value(date: DateMention | None) -> str | None:
    return date.value if date else None

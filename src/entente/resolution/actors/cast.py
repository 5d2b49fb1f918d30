"""The cast of a document: the persons that it names, and who they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from entente.ontology.actors import Kind, gazetteer
from entente.ontology.offices import vocabulary
from entente.ontology.people import (
    at_work,
    given_names,
    holder,
    known_person,
    last_before,
    tenures,
)
from entente.ontology.wordlists import wordset
from entente.ontology.words import Word, fold, words
from entente.records import Identity, Span
from entente.resolution.actors.apposition import title_across_comma, title_after
from entente.resolution.actors.officename import PREPOSITIONS
from entente.resolution.actors.runs import Run, overlaps, runs_in
from entente.resolution.actors.sightings import Sighting, grouped
from entente.resolution.actors.titles import Title, read_title
from entente.resolution.actors.titlewalk import title_start

# Servants of a state whose state may be read from the sentence where the title leaves it out.
_OF_A_STATE = wordset("of_a_state")


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the cast; ``feminine`` is None where nothing tells."""

    name: str
    identity: Identity
    feminine: bool | None
    roles: frozenset[str]


class Cast:
    """The persons of a document, found by names, titles and appositions.

    Args:
        text: the document's text.
        sentences: the sentences to look through, in order.
        persons: spans that are known to name persons.
        day: the day of the text, or None.
    """

    def __init__(
        self, text: str, sentences: Sequence[Span], persons: Sequence[Span], day: str | None
    ) -> None:
        self._text, self._day = text, day
        found = list(self._look(sentences, persons))
        groups = grouped(found, day)
        self.sightings: dict[Sighting, Person] = {}
        for group in groups:
            person = self._person(group)
            for sighting in group:
                self.sightings[sighting] = person
        self.in_order = sorted(self.sightings, key=lambda s: s.start)
        self._starts = [s.start for s in self.in_order]
        self._holding: dict[tuple[str | None, str | None], Identity] = {}
        for sighting in self.in_order:
            who = self.sightings[sighting].identity
            self._holding.setdefault((who.country, who.office), who)

    def _look(self, sentences: Sequence[Span], persons: Sequence[Span]) -> Iterator[Sighting]:
        told: str | None = None
        for index, sentence in enumerate(sentences):
            found = words(self._text, sentence.start, sentence.end)
            before: Sighting | None = None
            for run in runs_in(self._text, found):
                sighting = self._sighting(index, found, run, before, persons, told)
                if sighting:
                    before = sighting if sighting.sure else before
                    yield sighting
            told = _first_state(found) or told

    def _sighting(
        self,
        index: int,
        found: list[Word],
        run: Run,
        before: Sighting | None,
        persons: Sequence[Span],
        told: str | None,
    ) -> Sighting | None:
        text = self._text
        floor = 0 if before is None else next(i for i, w in enumerate(found) if w.end >= before.end) + 1
        first = title_start(text, found, run.first, floor)
        title = _title_before(found, first, run)
        if title is None:
            title = title_after(text, found, run.last)
        if title is None and (before is None or floor < run.first or _depends(found, before)):
            title = title_across_comma(text, found, run)
        name = tuple(w.text for w in found[run.first : run.last])
        start, end = found[run.first].start, found[run.last - 1].end
        given = found[run.first].low in given_names()
        addressed = run.first > 0 and found[run.first - 1].low in vocabulary().address
        sure = (
            run.known
            or addressed
            or (title is not None and not title.plural)
            or (len(name) > 1 and given)
            or overlaps(start, end, persons)
        )
        if not sure and len(name) > 1:
            return None
        where = found[first].start if first < run.first else start
        return Sighting(start, end, where, index, name, title, _nearby(found, run, told), sure)

    def _person(self, group: Sequence[Sighting]) -> Person:
        titles = [s.title for s in group if s.title]
        country = next((t.country for t in titles if t.country), None)
        bodies = [t.body for t in titles if t.body]
        full = max((s.name for s in group), key=len)
        served = country or (bodies[0].country or bodies[0].actor if bodies else None)
        listed = known_person([fold(w) for w in full], served, self._day)
        if listed is None and country is None:
            listed = (
                known_person([fold(w) for w in full], None, self._day)
                if not titles or served is None
                else None
            )
        identity = _from_text(titles)
        if listed:
            identity = _with_table(identity, listed, self._day)
        elif identity.country is None and not bodies and identity.sector in _OF_A_STATE:
            identity = replace(identity, country=next((s.nearby for s in group if s.nearby), None))
        name = listed or " ".join(_joined(self._text, group, full))
        return Person(name, replace(identity, actor=name), _gender(group, listed), _roles(titles, identity))

    def holding(self, served: str, office: str) -> Identity | None:
        """Who holds an office of a state or organisation: a person of the text, else the table's."""
        told = self._holding.get((served, office))
        if told:
            return told
        name = holder(served, office, self._day)
        held = at_work(name, self._day, office) if name else None
        return Identity(name, held.state, held.sector, held.office) if held else None

    def between(self, start: int, end: int) -> list[Sighting]:
        """The sightings that share a character with ``start:end``, left to right."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_right(self._starts, end)
        return [s for s in self.in_order[first:last] if s.start < end and start < s.end]

    def person_at(self, sighting: Sighting) -> Person:
        """Who a sighting shows."""
        return self.sightings[sighting]


def _title_before(found: Sequence[Word], first: int, run: Run) -> Title | None:
    """The title in the words before a name; before a single word only where a role word touches it."""
    if first >= run.first:
        return None
    if run.last == run.first + 1:
        role = found[run.first - 1].low
        known = vocabulary()
        if (
            role not in known.office
            and role not in known.open
            and known.people.get(role) not in {"EDU", "JRN"}
        ):
            return None
    title = read_title(found[first : run.first])
    return None if title and title.plural else title


def _depends(found: Sequence[Word], before: Sighting) -> bool:
    """Whether the name before the comma only says whom the next one serves: 'adviser to X, Y, said'."""
    index = next((i for i, w in enumerate(found) if w.start >= before.title_start), 0)
    return index > 0 and found[index - 1].low in {"to", "of", "for"}


def _joined(text: str, group: Sequence[Sighting], full: tuple[str, ...]) -> list[str]:
    """The fullest name as it stands in the text, hyphens kept."""
    best = next(s for s in group if s.name == full)
    return text[best.start : best.end].split()


def _from_text(titles: Sequence[Title]) -> Identity:
    """What the titles in the text say together; an office counts more than a kind of people."""
    if not titles:
        return Identity()
    chosen = next((t for t in titles if t.former and t.office), None)
    chosen = chosen or next((t for t in titles if t.office and t.office not in vocabulary().bare), None)
    chosen = chosen or next((t for t in titles if t.office), titles[0])
    country = next((t.country for t in titles if t.country), None)
    sector = chosen.sector
    for title in titles:
        body = title.body
        if body and country is None and title is chosen:
            country = body.country
            if body.kind in {Kind.GROUP, Kind.OUTLET} and body.sector:
                sector = body.sector
    office = chosen.office
    if chosen.former and sector not in {"EDU", "JRN"}:
        return Identity(None, country, "ELI", f"former {office}" if office else None)
    return Identity(None, country, sector, office)


def _with_table(identity: Identity, person: str, day: str | None) -> Identity:
    """The identity with what the dated table knows where the text is silent or vague."""
    first = tenures()[person][0]
    held = at_work(person, day, identity.office)
    country = (held or first).state
    if identity.sector == "ELI":
        return replace(identity, country=identity.country or country)
    vague = identity.office is None or identity.office in vocabulary().bare
    if held and vague and (identity.sector in {None, "GOV"} or held.sector == identity.sector):
        return Identity(None, identity.country or country, held.sector, held.office)
    if identity.sector or identity.office:
        return replace(identity, country=identity.country or country)
    gone = last_before(person, day)
    if gone:
        return Identity(
            None, gone.state, "ELI" if gone.sector == "GOV" else gone.sector, f"former {gone.office}"
        )
    return Identity(None, country, None if first.office else first.sector or None)


def _gender(group: Sequence[Sighting], listed: str | None) -> bool | None:
    if listed:
        return tenures()[listed][0].feminine
    for sighting in group:
        if sighting.title and sighting.title.feminine is not None:
            return sighting.title.feminine
    for sighting in group:
        told = given_names().get(fold(sighting.name[0]).lower())
        if len(sighting.name) > 1 and told is not None:
            return told
    return None


def _roles(titles: Sequence[Title], identity: Identity) -> frozenset[str]:
    """The words that a later mention may call the person by, in lower case."""
    roles = {t.role for t in titles}
    if identity.office:
        roles |= set(identity.office.lower().split())
    if {"prime", "pm", "premier"} & roles:
        roles |= {"prime", "pm", "premier"}
        roles.discard("minister")
    if "fm" in roles:
        roles |= {"foreign", "minister"}
    return frozenset(roles)


def _nearby(found: Sequence[Word], run: Run, told: str | None) -> str | None:
    """The state that a person without one serves: one that acts before the name, or the last one told."""
    hits = [hit for hit in gazetteer().scan(found) if hit.entry.of_state]
    before = [hit for hit in hits if hit.last <= run.first]
    behind = [hit for hit in hits if hit.first >= run.last]
    own = next((hit for hit in behind if hit.first == run.last + 1), None)
    if own and found[run.last].low in {"of", "from"}:
        return own.entry.country
    acting = [h for h in (*reversed(before), *behind) if not h.first or not _governed(found[h.first - 1])]
    if before:
        return (acting[0] if acting and acting[0] in before else before[-1]).entry.country
    if acting:
        return acting[0].entry.country
    return told or (behind[0].entry.country if behind else None)


def _governed(word: Word) -> bool:
    return word.low in PREPOSITIONS | {"and"}


def _first_state(found: Sequence[Word]) -> str | None:
    """The state that a sentence names first."""
    return next((hit.entry.country for hit in gazetteer().scan(found) if hit.entry.of_state), None)

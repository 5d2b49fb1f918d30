"""The cast of a document: the persons that it names, and who they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from entente.ontology.offices import vocabulary
from entente.ontology.people import (
    at_work,
    given_names,
    holder,
    known_person,
)
from entente.ontology.register import Register, as_person
from entente.ontology.wordlists import wordset
from entente.ontology.words import Word, fold, words
from entente.records import Identity, Span
from entente.resolution.actors.apposition import title_across_comma, title_after
from entente.resolution.actors.beside import hints
from entente.resolution.actors.officename import PREPOSITIONS
from entente.resolution.actors.persons import Person, from_titles, gender_of, roles_of, with_table
from entente.resolution.actors.runs import Run, overlaps, runs_in
from entente.resolution.actors.sightings import Sighting, grouped
from entente.resolution.actors.titles import Title, read_title
from entente.resolution.actors.titlewalk import title_start

# Servants of a state whose state may be read from the sentence where the title leaves it out.
_OF_A_STATE = wordset("of_a_state")


class Cast:
    """The persons of a document, found by names, titles and appositions.

    Args:
        text: the document's text.
        sentences: the sentences to look through, in order.
        persons: spans that are known to name persons.
        day: the day of the text, or None.
        register: the names that hold in the text.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        persons: Sequence[Span],
        day: str | None,
        register: Register,
    ) -> None:
        self._text, self._day, self._register = text, day, register
        found = list(self._look(sentences, persons))
        groups = grouped(found, day)
        self.sightings: dict[Sighting, Person] = {}
        for group in groups:
            self._seen_in(group, self._person(group))
        self._groups = groups
        self.in_order = sorted(self.sightings, key=lambda s: s.start)
        self._starts = [s.start for s in self.in_order]
        self._holding: dict[tuple[str | None, str | None], Identity] = {}
        self._hold()

    def _seen_in(self, group: Sequence[Sighting], person: Person) -> None:
        for sighting in group:
            self.sightings[sighting] = person

    def _hold(self) -> None:
        for sighting in self.in_order:
            who = self.sightings[sighting].identity
            self._holding.setdefault((who.country, who.office), who)

    def settle(self, of_owner: Callable[[Span], str | None], guess: Callable[[int], str | None]) -> None:
        """Gives a country to those of whom no title tells one.

        Args:
            of_owner: the country of a name that a person belongs to: 'an aide to X', 'X of the Y Party'.
            guess: the country of somebody named at an offset, of whom nothing is told.
        """
        for group in self._groups:
            person = self.sightings[group[0]]
            if person.identity.country or person.abroad:
                continue
            owners = (hint.owner for s in group for hint in s.hints if hint.owner)
            country = next((c for owner in owners if (c := of_owner(owner))), None)
            country = country or guess(group[0].start)
            if country:
                # A guess makes nobody a servant of the state.
                who = replace(person.identity, country=country, sector=person.identity.sector or "CVL")
                self._seen_in(group, replace(person, identity=who))
        self._hold()

    def _look(self, sentences: Sequence[Span], persons: Sequence[Span]) -> Iterator[Sighting]:
        told: str | None = None
        for index, sentence in enumerate(sentences):
            found = words(self._text, sentence.start, sentence.end)
            before: Sighting | None = None
            for run in runs_in(self._text, found, self._register, persons):
                sighting = self._sighting(index, found, run, before, persons, told)
                if sighting:
                    before = sighting if sighting.sure else before
                    yield sighting
            told = _first_state(found, self._register) or told

    def _sighting(
        self,
        index: int,
        found: list[Word],
        run: Run,
        before: Sighting | None,
        persons: Sequence[Span],
        told: str | None,
    ) -> Sighting | None:
        text, register = self._text, self._register
        floor = 0 if before is None else next(i for i, w in enumerate(found) if w.end >= before.end) + 1
        first = title_start(text, found, run.first, floor, register)
        title = _title_before(found, first, run, register)
        if title is None:
            title = title_after(text, found, run.last, register)
        if title is None and (before is None or floor < run.first or _depends(found, before)):
            title = title_across_comma(text, found, run, register)
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
        nearby = _nearby(found, run, told, register)
        beside = tuple(hints(text, found, run.first, run.last, register))
        return Sighting(start, end, where, index, name, title, nearby, sure, run.own, beside)

    def _person(self, group: Sequence[Sighting]) -> Person:
        titles = [s.title for s in group if s.title]
        country = next((t.country for t in titles if t.country), None)
        bodies = [t.body for t in titles if t.body]
        full = max((s.name for s in group), key=len)
        served = country or (bodies[0].country or bodies[0].known if bodies else None)
        listed = known_person([fold(w) for w in full], served, self._day)
        if listed is None and country is None:
            listed = (
                known_person([fold(w) for w in full], None, self._day)
                if not titles or served is None
                else None
            )
        identity = from_titles(titles)
        if listed:
            identity = with_table(identity, listed, self._day)
        beside = [hint.entry for s in group for hint in s.hints if hint.entry]
        if identity.country is None and not bodies and not listed:
            country = next((entry.country for entry in beside if entry.country), None)
            if country is None and identity.sector in _OF_A_STATE:
                country = next((s.nearby for s in group if s.nearby), None)
            identity = replace(identity, country=country)
        name = listed or " ".join(_joined(self._text, group, full))
        told = replace(identity, actor=name)
        own = next((s.own for s in group if s.own), None)
        own = own or self._register.person((listed or "").split()) or self._register.person(full)
        identity = as_person(told, own) if own else told
        abroad = bool(bodies or beside or listed) and identity.country is None
        return Person(name, identity, gender_of(group, listed), roles_of(titles, told), abroad)

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


def _title_before(found: Sequence[Word], first: int, run: Run, register: Register) -> Title | None:
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
    title = read_title(found[first : run.first], register)
    return None if title and title.plural else title


def _depends(found: Sequence[Word], before: Sighting) -> bool:
    """Whether the name before the comma only says whom the next one serves: 'adviser to X, Y, said'."""
    index = next((i for i, w in enumerate(found) if w.start >= before.title_start), 0)
    return index > 0 and found[index - 1].low in {"to", "of", "for"}


def _joined(text: str, group: Sequence[Sighting], full: tuple[str, ...]) -> list[str]:
    """The fullest name as it stands in the text, hyphens kept."""
    best = next(s for s in group if s.name == full)
    return text[best.start : best.end].split()


def _nearby(found: Sequence[Word], run: Run, told: str | None, register: Register) -> str | None:
    """The state that a person without one serves: one that acts before the name, or the last one told."""
    hits = [hit for hit in register.scan(found) if hit.entry.of_state]
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


def _first_state(found: Sequence[Word], register: Register) -> str | None:
    """The state that a sentence names first."""
    return next((hit.entry.country for hit in register.scan(found) if hit.entry.of_state), None)

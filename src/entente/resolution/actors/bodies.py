"""Bodies and places that a document names and no table knows: what they are called again, and whose."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from entente.ontology.actors import Kind
from entente.ontology.offices import vocabulary
from entente.ontology.register import Register
from entente.ontology.wordlists import wordset
from entente.ontology.words import POSSESSIVE, Word, words
from entente.records import Identity, Span
from entente.resolution.actors.beside import hints
from entente.resolution.actors.cast import Cast
from entente.resolution.actors.homes import Homes, known_place
from entente.resolution.actors.officename import DETERMINERS, PREPOSITIONS
from entente.resolution.actors.runs import overlaps
from entente.resolution.actors.titles import read_title

_OF_PEOPLE = re.compile(r"(?:ish|ese|ian|an|ic|i)$")
_WORLDWIDE = wordset("worldwide")
_NO_CITIES = wordset("institutional") | wordset("plain") | wordset("worldwide")


@dataclass(frozen=True, slots=True)
class Body:
    """A body or a place; ``roles`` are words by which it may be called again."""

    identity: Identity
    roles: frozenset[str]
    place: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """A body's name at one place of the text; ``words`` are its keys in lower case."""

    span: Span
    sentence: int
    words: tuple[str, ...]
    place: bool


class Bodies:
    """The bodies and places of a document.

    Args:
        text: the document's text.
        sentences: its sentences, in order.
        named: spans that are known to name bodies, and spans that name places.
        register: the names that hold in the text.
        homes: the countries that it names.
        cast: its persons.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        named: tuple[Sequence[Span], Sequence[Span]],
        register: Register,
        homes: Homes,
        cast: Cast,
    ) -> None:
        self._text, self._register, self._homes, self._cast = text, register, homes, cast
        self._sentences = sentences
        self._openings = [s.start for s in sentences]
        persons = [Span(s.start, s.end, "") for s in cast.in_order]
        found = [
            n for place in (False, True) for span in named[place] if (n := self._naming(span, place, persons))
        ]
        found.sort(key=lambda n: (n.span.start, -n.span.end))
        self._groups: list[list[Naming]] = []
        self._seen: dict[Naming, Body] = {}
        for group in _grouped(text, found):
            body = self._body(group)
            for naming in group:
                self._seen[naming] = body
        self.in_order = sorted(self._seen, key=lambda n: n.span.start)
        self._starts = [n.span.start for n in self.in_order]

    def _naming(self, span: Span, place: bool, persons: Sequence[Span]) -> Naming | None:
        found = words(self._text, span.start, span.end)
        while found and (found[0].low in DETERMINERS or found[0].text in PREPOSITIONS):
            found = found[1:]
        while found and found[-1].low == POSSESSIVE:
            found = found[:-1]
        if not found or not any(w.capital for w in found) or overlaps(span.start, span.end, persons):
            return None
        known = self._register.at(found, 0)
        # 'African Union force' is the African Union, 'Kurdish PKK' the PKK.
        if known and all(w.text.islower() for w in found[known.last :]):
            return None
        inner = self._register.at(found, 1) if len(found) > 1 and _OF_PEOPLE.search(found[0].low) else None
        if inner and inner.last == len(found) and inner.entry.kind in (Kind.GROUP, Kind.ORGANISATION):
            return None
        start, end = found[0].start, found[-1].end
        index = max(0, bisect_right(self._openings, start) - 1)
        return Naming(Span(start, end, self._text[start:end]), index, tuple(w.low for w in found), place)

    def body_of(self, naming: Naming) -> Body:
        """What a naming names."""
        return self._seen[naming]

    def between(self, start: int, end: int) -> list[Naming]:
        """The namings that share a character with ``start:end``, left to right."""
        first = max(0, bisect_left(self._starts, start) - 1)
        return [n for n in self.in_order[first : bisect_left(self._starts, end)] if n.span.end > start]

    def country_of(self, name: Span) -> str | None:
        """The country of a person, body or place that is named at a span."""
        country = self._of_owner(name)
        if country is None:
            naming = next(iter(self.between(name.start, name.end)), None)
            country = self._seen[naming].identity.country if naming else None
        return country

    def _body(self, group: Sequence[Naming]) -> Body:
        full = max(group, key=lambda n: len(n.span.text))
        place = sum(n.place for n in group) * 2 > len(group)
        told = [self._beside(n) for n in group]
        country = next((c for c, _ in told if c), None)
        if place:
            country = self._homes.place(full.span) or country
        else:
            country = _within(self._text, full, self._register, self._homes) or country
        sector, roles = _kind(full, self._register)
        roles |= {role for _, more in told for role in more}
        if country is None and not set(full.words) & (_WORLDWIDE | wordset("continents")):
            country = self._homes.guess(group[0].span.start)
            sector = sector or (None if place else "CVL")
        return Body(Identity(full.span.text, country, None if place else sector), frozenset(roles), place)

    def _beside(self, naming: Naming) -> tuple[str | None, frozenset[str]]:
        """The country that the words beside a name tell, and what they call it."""
        sentence = self._sentences[naming.sentence]
        found = words(self._text, sentence.start, sentence.end)
        first = next((i for i, w in enumerate(found) if w.start >= naming.span.start), len(found))
        last = next((i for i, w in enumerate(found) if w.start >= naming.span.end), len(found))
        roles: set[str] = set()
        if first >= last:
            return None, frozenset()
        if first and found[first - 1].text.islower():
            roles.add(found[first - 1].low)
        if last < len(found) and found[last].text.islower() and self._text[found[last].start - 1] == " ":
            roles.add(found[last].low)
        for hint in hints(self._text, found, first, last, self._register, thing=True):
            country = hint.entry.country if hint.entry else self._of_owner(hint.owner)
            if country:
                return country, frozenset(roles)
        return None, frozenset(roles)

    def _of_owner(self, owner: Span | None) -> str | None:
        if owner is None:
            return None
        person = next(iter(self._cast.between(owner.start, owner.end)), None)
        if person:
            return self._cast.person_at(person).identity.country
        return self._homes.place(owner)


def _grouped(text: str, found: Sequence[Naming]) -> Iterator[list[Naming]]:
    """Namings of one body together: the same words, a shorter form, or an abbreviation."""
    groups: dict[tuple[str, ...], list[Naming]] = {}
    short: dict[tuple[str, ...], tuple[str, ...]] = {}
    previous: Naming | None = None
    for naming in found:
        abbreviated = previous is not None and _abbreviates(text, previous, naming)
        if abbreviated and previous is not None and naming.words not in groups:
            short.setdefault(naming.words, previous.words)
        groups.setdefault(naming.words, []).append(naming)
        previous = naming
    for key in groups:
        if key not in short and not groups[key][0].place:
            longer = [k for k in groups if k != key and _shortens(key, k) and not groups[k][0].place]
            if len(longer) == 1:
                short[key] = longer[0]
    merged: dict[tuple[str, ...], list[Naming]] = {}
    for key, group in groups.items():
        home = short.get(key, key)
        home = short.get(home, home) if home != key else home
        merged.setdefault(home, []).extend(group)
    for group in merged.values():
        yield sorted(group, key=lambda n: n.span.start)


def _abbreviates(text: str, full: Naming, naming: Naming) -> bool:
    """Whether a name in brackets behind another one stands for it: 'Korean Central News Agency (KCNA)'."""
    between = text[full.span.end : naming.span.start]
    return between.strip() == "(" and naming.span.text.isupper()


def _shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one name is the beginning, the end or the initials of another."""
    if len(short) == 1 and len(full) > 2 and 2 < len(short[0]) < 8:
        initials = "".join(w[0] for w in full if w not in PREPOSITIONS | {"the", "and"})
        if initials == short[0]:
            return True
    size = len(short)
    return size < len(full) and (full[:size] == short or full[-size:] == short)


def _kind(naming: Naming, register: Register) -> tuple[str | None, set[str]]:
    """The sector that a name's own words tell, and what they call it."""
    known = vocabulary()
    found = words(naming.span.text)
    cut = next((i for i, w in enumerate(found) if w.low in PREPOSITIONS and i), len(found))
    head = found[cut - 1].low
    title = read_title(found, register)
    sector = known.organisations.get(head) or (title.sector if title else None)
    return sector, {head}


def _within(text: str, naming: Naming, register: Register, homes: Homes) -> str | None:
    """The country that a body's name tells: 'American University of Beirut', 'Greek Ministry of Culture'."""
    found = words(text, naming.span.start, naming.span.end)
    for index in range(len(found) - 1, 0, -1):
        if found[index - 1].low in {"of", "in", "at"}:
            country = _place_in(text, found, index, register, homes)
            if country:
                return country
    hit = next((hit for hit in register.scan(found) if hit.entry.country), None)
    if hit:
        return hit.entry.country
    return next((c for i in range(len(found)) if (c := _place_in(text, found, i, register, homes))), None)


def _place_in(text: str, found: Sequence[Word], index: int, register: Register, homes: Homes) -> str | None:
    hit = register.at(found, index)
    if hit and hit.entry.country:
        return hit.entry.country
    for size in (3, 2, 1):
        piece = found[index : index + size]
        if len(piece) < size or any(w.low in _NO_CITIES or not w.capital for w in piece):
            continue
        best = known_place(text[piece[0].start : piece[-1].end])
        if best:
            return homes.place(Span(piece[0].start, piece[-1].end, text[piece[0].start : piece[-1].end]))
    return None

"""Who is who by name alone: states, organisations, armed groups, institutions, outlets.

The names lie in tables under ``data``; :func:`gazetteer` is a trie over word sequences that knows them all.
Matching is aware of case ('US', never 'us') and blind to accents.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache

from entente.ontology.tables import rows, several
from entente.ontology.words import Word, keys, words
from entente.records import Identity


class Kind(StrEnum):
    """In what way a name stands for an actor."""

    STATE = "state"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    METONYM = "metonym"
    ORGANISATION = "organisation"
    ENTITY = "entity"
    GROUP = "group"
    INSTITUTION = "institution"
    OUTLET = "outlet"


_SOVEREIGN = frozenset({Kind.STATE, Kind.ADJECTIVE, Kind.PEOPLE, Kind.METONYM})


@dataclass(frozen=True, slots=True)
class Entry:
    """One name's meaning: the actor's code or name, its country (ISO3) and sector where they are known.

    Of an actor of the user's ``office`` may be set, and ``ours`` is who our tables know by the same name.
    """

    actor: str
    country: str | None
    sector: str | None
    kind: Kind
    office: str | None = None
    ours: str | None = None

    @property
    def known(self) -> str:
        """The actor under whom our own tables know more."""
        return self.ours or self.actor

    @property
    def of_state(self) -> bool:
        """Whether the name stands for a state."""
        return self.kind in _SOVEREIGN

    @property
    def identity(self) -> Identity:
        """The identity of a party that bears just this name."""
        return Identity(self.actor, self.country, self.sector, self.office)


class Match(dict[str, "Match"]):
    """A node of the trie."""

    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a run of words: words ``first`` to ``last``, the latter excluded."""

    first: int
    last: int
    entry: Entry


class Names(ABC):
    """Names that a run of words is looked through for."""

    @abstractmethod
    def at(self, found: Sequence[Word], index: int) -> Found | None:
        """The longest name that begins with the word at ``index``."""

    def scan(self, found: Sequence[Word]) -> Iterator[Found]:
        """All names in a run of words, longest first, none within another."""
        index = 0
        while index < len(found):
            hit = self.at(found, index)
            if hit:
                yield hit
            index = hit.last if hit else index + 1


@dataclass(slots=True)
class Gazetteer(Names):
    """A trie over the keys of words; where two tables share a name the first one added keeps it."""

    root: Match = field(default_factory=Match)
    _scanned: Callable[[tuple[Word, ...]], tuple[Found, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        # A sentence is gone through many times over: what was found in the last ones is kept.
        self._scanned = lru_cache(maxsize=1024)(lambda found: tuple(super(Gazetteer, self).scan(found)))

    def add(self, name: str, entry: Entry) -> None:
        """Makes a name known."""
        node = self.root
        for key in keys(name):
            node = node.setdefault(key, Match())
        if node is not self.root and node.entry is None:
            node.entry = entry
            self._forget()

    def scan(self, found: Sequence[Word]) -> Iterator[Found]:
        """All names in a run of words, longest first, none within another."""
        return iter(self._scanned(tuple(found)))

    def at(self, found: Sequence[Word], index: int) -> Found | None:
        """The longest name that begins with the word at ``index``."""
        node, best, position = _step(self.root, found[index]), None, index + 1
        while node is not None:
            if node.entry:
                best = Found(index, position, node.entry)
            node = _step(node, found[position]) if position < len(found) else None
            position += 1
        return best


def _step(node: Match, word: Word) -> Match | None:
    key = word.key
    following = node.get(key)
    if following is not None or key.islower():
        return following
    if key == "The":
        return node.get("the")
    # A heading in capitals: 'RUSSIA'. Short words are left alone, they may be abbreviations.
    if len(key) > 3 and key.isupper():
        return node.get(key.capitalize())
    return None


@cache
def gazetteer() -> Gazetteer:
    """Every known name of every table."""
    made = Gazetteer()
    for name, entry in _names():
        made.add(name, entry)
    return made


@cache
def names_actor(text: str) -> bool:
    """Whether the whole of a text is a known name of a state, organisation or group.

    >>> names_actor("U.S."), names_actor("U.S.-led")
    (True, False)
    """
    found = words(text)
    hit = gazetteer().at(found, 0) if found else None
    return hit is not None and hit.last == len(found)


@cache
def state_names() -> dict[str, str]:
    """The usual English name of each state code."""
    return {code: several(names)[0] for code, names, *_ in rows("states.tsv")}


@cache
def kinds_of() -> dict[str, frozenset[str]]:
    """The common nouns that may stand for an organisation ('alliance', 'bloc', 'agency')."""
    return {code: frozenset(several(kinds)) for code, kinds, *_ in rows("organisations.tsv")}


@cache
def names_of() -> dict[str, tuple[str, ...]]:
    """The names of each actor of the tables, the usual one first; no adjectives, peoples or capitals."""
    found = {code: several(names) for code, names, *_ in rows("states.tsv")}
    found |= {code: several(names) for code, _, _, names, *_ in rows("organisations.tsv")}
    found |= {actor: (actor, *several(names)) for actor, _, _, names in rows("groups.tsv")}
    found |= {actor: (actor, *several(names)) for actor, _, names in rows("outlets.tsv")}
    return found


def _names() -> Iterator[tuple[str, Entry]]:
    yield from _states()
    yield from _organisations()
    for actor, country, sector, names in rows("groups.tsv"):
        yield from _same(several(names), Entry(actor, country or None, sector, Kind.GROUP))
    for name, country, sector in rows("institutions.tsv"):
        if country:
            yield name, Entry(country, country, sector, Kind.INSTITUTION)
    for actor, country, aliases in rows("outlets.tsv"):
        yield from _same((actor, *several(aliases)), Entry(actor, country, "JRN", Kind.OUTLET))


def _same(names: Iterable[str], entry: Entry) -> Iterator[tuple[str, Entry]]:
    return ((name, entry) for name in names)


def _states() -> Iterator[tuple[str, Entry]]:
    for code, names, adjectives, people, metonyms in rows("states.tsv"):
        yield from _same(several(names), Entry(code, code, "GOV", Kind.STATE))
        yield from _same(several(adjectives), Entry(code, code, "GOV", Kind.ADJECTIVE))
        nouns = [*several(people), *(f"{a}s" for a in several(adjectives) if _has_plural(a))]
        yield from _same(nouns, Entry(code, code, "CVL", Kind.PEOPLE))
        yield from _same(several(metonyms), Entry(code, code, "GOV", Kind.METONYM))


def _has_plural(adjective: str) -> bool:
    """Whether an adjective is also a noun with a plural: 'Russians', 'Iraqis', never 'Frenches'."""
    return adjective.endswith(
        ("an", "i", "ek", "ak", "ian", "ot", "ai", "ar", "ek", "Khmer", "Turkmen", "Yugoslav")
    )


def _organisations() -> Iterator[tuple[str, Entry]]:
    for code, _, sector, names, metonyms in rows("organisations.tsv"):
        kind = Kind.ENTITY if sector == "PRE" else Kind.ORGANISATION
        entry = Entry(code, None, sector or None, kind)
        yield from _same((*several(names), *several(metonyms)), entry)

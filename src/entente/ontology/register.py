"""Every name that stands for an actor in one text: the user's, and those of our tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from entente.ontology.actors import Entry, Found, Kind, Names, gazetteer, names_of
from entente.ontology.dictionaries import NO_TABLES, ActorTables
from entente.ontology.dictionaries.entries import Agent, Coding
from entente.ontology.offices import vocabulary
from entente.ontology.people import given_names, tenures
from entente.ontology.plover import SECTORS
from entente.ontology.wordlists import wordset
from entente.ontology.words import Word, words
from entente.records import Identity, Span

#: Sectors of bodies that speak for themselves; the others are parts of states.
_GROUPS = frozenset(SECTORS) - {"GOV", "LEG", "JUD", "JRN", "PRE"}
_PLAIN = wordset("plain")


class Register(Names):
    """The names that hold in a text.

    A name of the user's comes before one of ours that begins with the same word and is not longer. What his
    file leaves out is taken from our tables, where they know the same name. So is how a name is used: as a
    state, an adjective, an organisation.

    Args:
        tables: the user's actors.
        day: the day of the text, or None.
        persons: spans that are known to name persons. A name of the user's is told from that of a body by
            them: his files do not say.
    """

    def __init__(
        self, tables: ActorTables = NO_TABLES, day: str | None = None, persons: Sequence[Span] = ()
    ) -> None:
        self._ours, self._tables, self._day = gazetteer(), tables, day
        self._persons = persons
        self._renamed: dict[str, Entry | None] = {}

    def at(self, found: Sequence[Word], index: int) -> Found | None:
        """The longest name that begins with the word at ``index``; persons are told by :meth:`person_at`."""
        ours = self._ours.at(found, index)
        if not self._tables or not self._tables.names.begins(found[index]):
            return ours
        own = self._own_at(found, index, ours)
        if own is None or (ours and ours.last > own[0]) or self._is_person(found, index, own[0], ours):
            return ours
        last, coding = own
        # A name that the user gives to nobody is nobody's.
        return Found(index, last, _entry(coding, ours, last)) if coding.identity.actor else None

    def scan(self, found: Sequence[Word]) -> Iterator[Found]:
        """All names in a run of words, longest first, none within another."""
        return super().scan(found) if self._tables else self._ours.scan(found)

    def person_at(self, found: Sequence[Word], index: int) -> Found | None:
        """The user's person whose name begins with the word at ``index``."""
        if not self._tables or not self._tables.names.begins(found[index]):
            return None
        ours = self._ours.at(found, index)
        own = self._own_at(found, index, ours)
        if own is None or not self._is_person(found, index, own[0], ours):
            return None
        return Found(index, own[0], _person(own[1]))

    def _own_at(self, found: Sequence[Word], index: int, ours: Found | None) -> tuple[int, Coding] | None:
        for last, coding in self._tables.named(found, index, self._day):
            common = last == index + 1 and found[index].low in _PLAIN and not found[index].key.isupper()
            # 'Who' that opens a sentence is not WHO; a word that our tables have as a name is one.
            if not common or ours:
                return last, coding
        return None

    def _is_person(self, found: Sequence[Word], first: int, last: int, ours: Found | None) -> bool:
        if ours and ours.last >= last:
            return False
        start, end = found[first].start, found[last - 1].end
        if any(p.start < end and start < p.end for p in self._persons):
            return True
        # A dictionary may have the title in the name: 'PRESIDENT_GEORGE_W._BUSH'.
        while first < last - 1 and vocabulary().is_title(found[first].low):
            first += 1
        return last > first + 1 and found[first].low in given_names()

    def has_own(self, found: Sequence[Word]) -> bool:
        """Whether some words have a name of the user's in them."""
        return bool(self._tables) and any(self._own_at(found, i, None) for i in range(len(found)))

    def nobody(self, found: Sequence[Word]) -> bool:
        """Whether some words are a name that the user gives to nobody."""
        coding = self._tables.whole(found, self._day) if self._tables else None
        return coding is not None and coding.identity.actor is None

    def person(self, name: Sequence[str]) -> Entry | None:
        """The user's actor by a person's name, given as words, or by its last words."""
        if not self._tables:
            return None
        found = words(" ".join(name))
        for first in range(len(found)):
            if coding := self._tables.whole(found[first:], self._day):
                return _person(coding)
        return None

    def own(self, who: Identity) -> Identity:
        """Somebody of our tables under the code that the user gives to one of his names.

        'The Russian army' is under the user's code for Russia, and the holder of an office under the code
        for his name, though neither name stands in the text.
        """
        if not self._tables or who.actor is None or who.actor in self._tables.codes:
            return who
        if who.actor in tenures():
            person = self.person(who.actor.split())
            return as_person(who, person) if person else who
        entry = self._entry_of(who.actor)
        if entry is None:
            return who
        return replace(
            who, actor=entry.actor, country=entry.country or who.country, sector=who.sector or entry.sector
        )

    def _entry_of(self, actor: str) -> Entry | None:
        if actor not in self._renamed:
            found = (words(name) for name in names_of().get(actor, (actor,)))
            hits = ((w, self._tables.whole(w, self._day)) for w in found)
            made = (_entry(c, self._ours.at(w, 0), len(w)) for w, c in hits if c and c.identity.actor)
            self._renamed[actor] = next(made, None)
        return self._renamed[actor]

    @property
    def has_agents(self) -> bool:
        """Whether the user has words for kinds of people."""
        return len(self._tables.agents) > 0

    def agent_at(self, found: Sequence[Word], index: int) -> tuple[int, Agent] | None:
        """The user's kind of people whose words begin at ``index``, and where the longest of them end."""
        return next(self._tables.agents.at(found, index), None)

    def of_kind(self, who: Identity, agent: Agent) -> Identity:
        """Somebody of a kind: the sector, and the user's own code with what the kind adds to it."""
        actor = agent.joined(who.actor) if who.actor in self._tables.codes and who.actor else who.actor
        return replace(who, actor=actor, sector=agent.sector or who.sector)


def as_person(told: Identity, entry: Entry) -> Identity:
    """A person as the user has him; what his file leaves out is as the text and our tables tell it."""
    if not entry.actor:
        return Identity()
    return Identity(
        entry.actor,
        entry.country or told.country,
        entry.sector or told.sector,
        entry.office or told.office,
    )


def _person(coding: Coding) -> Entry:
    who = coding.identity
    return Entry(who.actor or "", who.country, who.sector, Kind.GROUP, who.office)


def _entry(coding: Coding, ours: Found | None, last: int) -> Entry:
    """The user's actor as an entry; ``ours`` is what our tables have there."""
    who = coding.identity
    same = ours.entry if ours and ours.last == last and _may_be(coding, ours.entry) else None
    if same:
        return Entry(
            who.actor or "",
            who.country or same.country,
            who.sector or same.sector,
            same.kind,
            who.office,
            same.actor,
        )
    bare = who.sector is None and who.actor is not None and who.actor == who.country
    return Entry(who.actor or "", who.country, "GOV" if bare else who.sector, _kind(coding, bare), who.office)


def _may_be(coding: Coding, ours: Entry) -> bool:
    """Whether the user and our tables may mean the same: never one state and another, or a state and none."""
    who = coding.identity
    if who.country == ours.country or who.actor == ours.actor or coding.unplaced:
        return True
    return who.country is None and not ours.of_state


def _kind(coding: Coding, bare: bool) -> Kind:
    who = coding.identity
    if bare:
        return Kind.METONYM
    if who.sector == "JRN":
        return Kind.OUTLET
    if who.sector == "PRE" or (coding.unplaced and who.sector is None):
        return Kind.ENTITY
    return Kind.GROUP if who.sector in _GROUPS else Kind.ORGANISATION

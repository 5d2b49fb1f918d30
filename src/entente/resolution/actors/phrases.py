"""Noun phrases read by themselves: names of tables, roles with a country, unknown organisations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from entente.ontology.actors import Entry, Found, Kind
from entente.ontology.dictionaries.entries import Agent
from entente.ontology.offices import leaders_of, vocabulary
from entente.ontology.people import tenures
from entente.ontology.register import Register
from entente.ontology.wordlists import wordset
from entente.ontology.words import POSSESSIVE, Word
from entente.records import Identity
from entente.resolution.actors.bodies import Bodies, Body
from entente.resolution.actors.cast import Cast
from entente.resolution.actors.officename import DETERMINERS, OWNERS, PREPOSITIONS
from entente.resolution.actors.titles import Title, cut_at, marks_in, read_title

_COUNTERS = wordset("counters")
_CLAUSE = wordset("clause")
# Common nouns that add nothing to the name before them: 'the TASS news agency', 'Hamas fighters'.
_GENERIC = wordset("generic")
_GENERIC_BODIES = wordset("generic_bodies")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a noun phrase says by itself.

    ``definite_only`` is set where it only points at something told before ('the minister').
    """

    identity: Identity = field(default_factory=Identity)
    title: Title | None = None
    head: str = ""
    definite_only: bool = False
    owner: str | None = None


class Phrases:
    """Reads noun phrases with a document's cast in mind."""

    def __init__(self, text: str, cast: Cast, openings: Collection[int], register: Register) -> None:
        self._text, self._cast, self._openings, self._register = text, cast, openings, register

    def read(self, found: Sequence[Word]) -> Phrase:
        """What a phrase says; a phrase without sense gives an empty identity."""
        phrase, register = self._read(found), self._register
        who = register.own(phrase.identity)
        agent = self._agent(found)
        if agent and who.actor not in tenures():
            who = register.of_kind(who, agent)
        return phrase if who == phrase.identity else replace(phrase, identity=who)

    def body(self, found: Sequence[Word], bodies: Bodies) -> Body | None:
        """The body or place of the text whose name is the head of a phrase."""
        core = _core(self._text, found[_opening(found)[0] :])
        if not core:
            return None
        for naming in bodies.between(core[0].start, core[-1].end):
            start, end = naming.span.start, naming.span.end
            if start < core[0].start or end > core[-1].end:
                continue
            before = [w for w in core if w.end <= start]
            rest = [w for w in core if w.start >= end]
            governed = any(w.low in PREPOSITIONS | {POSSESSIVE} for w in before[1:])
            plain = not rest or rest[0].low in PREPOSITIONS or all(w.text in _GENERIC for w in rest)
            if not governed and plain:
                return bodies.body_of(naming)
        return None

    def _agent(self, found: Sequence[Word]) -> Agent | None:
        """The user's kind of people that a phrase is of: the last such words in its head."""
        if not self._register.has_agents:
            return None
        core = _core(self._text, found[_opening(found)[0] :])
        marks = marks_in(core, self._register)
        inside = {i for hit in marks for i in range(hit.first, hit.last)}
        starts = (i for i in range(cut_at(core, marks)) if i not in inside)
        hits = [hit for i in starts if (hit := self._register.agent_at(core, i))]
        # Of two that end together the first is the longer one.
        return max(hits, key=lambda hit: hit[0])[1] if hits else None

    def _read(self, found: Sequence[Word]) -> Phrase:
        first, definite, owner = _opening(found)
        core = _core(self._text, found[first:])
        if not core:
            return Phrase()
        register = self._register
        whole = register.at(core, 0) or register.at(found, 0)
        if whole and whole.last == len(core) + (0 if register.at(core, 0) else first):
            return Phrase(_of_name(whole.entry, found))
        with_article = register.at(found, first - 1) if first else None
        if with_article and with_article.last == len(found):
            return Phrase(with_article.entry.identity)
        marks = marks_in(core, register)
        cut = cut_at(core, marks)
        at_head = next((hit for hit in marks if hit.last == cut), None)
        title = read_title(core, register)
        if at_head and (title is None or at_head.entry.kind is not Kind.ADJECTIVE):
            return Phrase(self._named(at_head, core, marks, cut))
        inner = _generic(core, marks, cut)
        if inner:
            return Phrase(inner.entry.identity)
        if title and title.role in {"counterpart", "counterparts"}:
            return Phrase(Identity(None, title.country, "GOV"), title, title.role, True, owner or "their")
        if title:
            return self._titled(title, core, marks, cut, definite, owner)
        if cut == 1 and core[0].start in self._openings and not marks:
            # The capital is the sentence's, not a name's: 'Relatives of the drowned'.
            return Phrase(head=core[0].low)
        return Phrase(
            self._unknown(core, marks, cut), head=core[cut - 1].low, definite_only=definite, owner=owner
        )

    def _named(self, hit: Found, core: Sequence[Word], marks: Sequence[Found], cut: int) -> Identity:
        """A name at the head; a people that lives elsewhere ('the Armenians of Artsakh') is that place's."""
        entry = hit.entry
        if entry.kind is Kind.PEOPLE and cut < len(core) and core[cut].low in {"of", "in", "from"}:
            place = next((m for m in marks if m.first > cut), None)
            if place:
                return replace(place.entry.identity, sector="CVL")
        return entry.identity

    def _titled(
        self,
        title: Title,
        core: Sequence[Word],
        marks: Sequence[Found],
        cut: int,
        definite: bool,
        owner: str | None,
    ) -> Phrase:
        role = title.role
        known = vocabulary()
        if title.country is None and title.body is None:
            identity = Identity(sector=title.sector)
            unnamed = self._proper(core, cut)
            if unnamed:
                return Phrase(Identity(unnamed, None, title.sector), title, role)
            office = title.office if role in known.office and definite else None
            return Phrase(replace(identity, office=office), title, role, definite or owner is not None, owner)
        holder_now = self._holder(title)
        if holder_now:
            return Phrase(holder_now, title, role)
        if title.body and title.country is None:
            return Phrase(_of_body(title, title.body), title, role)
        own = self._proper(core, cut)
        actor = own if own and role in known.organisations else title.state
        office = title.office if role in known.office or (title.office and role in known.open) else None
        sector = "ELI" if title.former and title.office else title.sector
        if title.former and office:
            office = f"former {office}"
        return Phrase(Identity(actor, title.country, sector, office), title, role)

    def _holder(self, title: Title) -> Identity | None:
        """The person who holds the named office: in the text's cast, else in the dated table."""
        served = title.country or (title.body.known if title.body else None)
        if served is None or title.plural or title.former or title.office is None:
            return None
        offices = leaders_of(served) if title.role in {"leader", "ruler", "strongman"} else (title.office,)
        offices = tuple(dict.fromkeys(o.removeprefix("Interim ").removeprefix("Acting ") for o in offices))
        for office in offices:
            who = self._cast.holding(served, office)
            if who:
                return who
        return None

    def _proper(self, core: Sequence[Word], cut: int) -> str | None:
        """The proper name of an organisation that the tables do not know: 'Civic Contract Party'."""
        inside = {i for hit in marks_in(core, self._register) for i in range(hit.first, hit.last)}
        first = cut
        while first and core[first - 1].capital:
            first -= 1
        own = [
            w
            for i, w in enumerate(core[first:cut], first)
            if i not in inside and not vocabulary().is_title(w.low)
        ]
        if not own:
            return None
        last = cut
        institution = core[cut - 1].low in vocabulary().organisations
        if institution and cut + 1 < len(core) and core[cut].low in {"of", "for"} and core[cut + 1].capital:
            # 'Movement for Peace': the complement belongs to the name.
            last = next((i for i in range(cut + 1, len(core)) if not core[i].capital), len(core))
        return " ".join(w.text for w in core[first:last])

    def _unknown(self, core: Sequence[Word], marks: Sequence[Found], cut: int) -> Identity:
        """A head that is neither a name of a table nor a role."""
        country = next((hit.entry.country for hit in marks if hit.entry.country), None)
        name = self._proper(core, cut)
        if name:
            return Identity(name, country, vocabulary().organisations.get(core[cut - 1].low))
        if marks and cut and core[cut - 1].low not in PREPOSITIONS:
            first = marks[0].entry
            return Identity(
                first.actor, first.country, first.sector if first.kind is not Kind.ORGANISATION else None
            )
        return Identity()


def _opening(found: Sequence[Word]) -> tuple[int, bool, str | None]:
    """Where the phrase's content begins, whether it is definite, and the possessive that opens it."""
    first, definite, owner = 0, False, None
    while first < len(found) - 1:
        low = found[first].low
        if low in OWNERS:
            owner, definite = low, True
        elif low in DETERMINERS:
            definite = definite or low in {"the", "this", "that", "these", "those"}
        elif low not in _COUNTERS and not low.isdigit():
            break
        elif low == "both":
            definite = True
        first += 1
    return first, definite, owner


def _core(text: str, found: Sequence[Word]) -> list[Word]:
    """The phrase without what follows a comma, without relative clauses and a closing possessive."""
    core: list[Word] = []
    for word in found:
        if word.low in _CLAUSE or (core and "," in text[core[-1].end : word.start]):
            break
        core.append(word)
    while core and core[-1].low in {POSSESSIVE, "and"}:
        core.pop()
    return core


def _of_name(entry: Entry, found: Sequence[Word]) -> Identity:
    """A bare name; 'the Americans' with the article is the state, 'Americans' are people."""
    if entry.kind is Kind.PEOPLE and found[0].low == "the":
        return replace(entry.identity, sector="GOV")
    return entry.identity


def _of_body(title: Title, body: Entry) -> Identity:
    """An unnamed part of an organisation, a group or a partly recognised entity."""
    known = vocabulary()
    kept = body.sector if body.kind in {Kind.GROUP, Kind.OUTLET} else None
    office = title.office if title.role in known.office or title.role in known.open else None
    if body.kind is Kind.ENTITY:
        return Identity(body.actor, None, title.sector, office)
    told = title.sector if title.sector in {"MIL", "COP", "JRN", "LEG", "JUD"} else body.sector
    return Identity(body.actor, body.country, kept or told, office)


def _generic(core: Sequence[Word], marks: Sequence[Found], cut: int) -> Found | None:
    """The name that a generic noun only repeats: 'the TASS news agency'."""
    named = [hit for hit in marks if hit.entry.kind not in {Kind.ADJECTIVE, Kind.STATE} and hit.last <= cut]
    if not named:
        return None
    rest = core[named[-1].last : cut]
    allowed = _GENERIC if named[-1].entry.kind in {Kind.GROUP, Kind.OUTLET} else _GENERIC_BODIES
    return named[-1] if all(w.text in allowed for w in rest) else None

"""Pronouns and definite descriptions: which earlier mention they stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from entente.ontology.offices import leaders_of
from entente.ontology.register import Register
from entente.ontology.wordlists import wordset
from entente.ontology.words import Word
from entente.records import Identity, Span
from entente.resolution.actors.cast import Cast
from entente.resolution.actors.fitting import SHE, THEY, fits_of, is_person, is_thing, may_be, other_than
from entente.resolution.actors.mentions import Mention, Mentions, Sort
from entente.resolution.actors.officename import PREPOSITIONS
from entente.resolution.actors.phrases import Phrase

_SPEAKER = wordset("speaker")
_RELATIVE = frozenset(["who", "whom", "whose", "which", "that"])
_LANDS = wordset("lands")
_SIDES = wordset("sides")
_NUMBERS = frozenset({"hundred", "thousand", "million", "dozen"})
_PAIRS = wordset("pairs")
_BODIES = wordset("bodies")
_OFFICIALS = wordset("officials")


class Anaphora:
    """Finds whom a pronoun or a description means, among what the text told before."""

    def __init__(self, text: str, mentions: Mentions, cast: Cast, register: Register) -> None:
        self._text, self._mentions, self._cast, self._register = text, mentions, cast, register

    def pronoun(self, span: Span, found: Sequence[Word]) -> Identity | None:
        """Who a pronoun is; None where the span is no pronoun."""
        if len(found) != 1 or (found[0].key.isupper() and len(found[0].key) > 1):
            return None
        low = found[0].low
        if low in _SPEAKER:
            return Identity()
        fits = fits_of(low)
        if fits is None:
            return None
        if low in _RELATIVE:
            return self._known(self._just_before(span, fits))
        if self._is_object(span, low):
            fits = other_than(self._subject(span), fits)
        if low in SHE:
            # A name that tells no sex is more often a man's in this kind of text.
            sure = self._mentions.nearest(span.start, lambda m: fits(m) and m.feminine is True, 3)
            if sure:
                return sure.identity
        if low in THEY:
            near = self._mentions.nearest(span.start, fits, 2)
            near = near or self._mentions.nearest(span.start, lambda m: is_thing(m) and m.named, 2)
            if near:
                return near.identity
        return self._known(self._mentions.nearest(span.start, fits))

    def _is_object(self, span: Span, low: str) -> bool:
        """Whether a pronoun is an object, so that it is not the subject of its own clause."""
        if low in {"him", "them"}:
            return True
        after = self._text[span.end : span.end + 12].split()
        alone = self._text[span.end : span.end + 1] in {",", ".", ";", ":"}
        return low == "her" and (alone or after[:1] == [] or after[0] in PREPOSITIONS | {"and", "as"})

    def _subject(self, span: Span) -> Mention | None:
        """The nearest mention before in the sentence that is like a subject."""
        here = self._mentions.in_sentence(self._mentions.sentence_of(span.start))
        before = [m for m in here if m.end <= span.start and m.weight == 2]
        return before[-1] if before else None

    @staticmethod
    def _known(mention: Mention | None) -> Identity:
        return mention.identity if mention else Identity()

    def _just_before(self, span: Span, fits: Callable[[Mention], bool]) -> Mention | None:
        here = self._mentions.in_sentence(self._mentions.sentence_of(span.start))
        before = [m for m in here if m.end <= span.start and fits(m)]
        return before[-1] if before else None

    def several(self, span: Span, found: Sequence[Word]) -> tuple[Identity, ...]:
        """The two (or three) that 'both countries', 'the two sides', 'officials from both countries' mean."""
        low = [w.low for w in found]
        if low == ["both"] or low == ["each", "other"] or low == ["one", "another"]:
            sides = True
        else:
            sides = any(
                word in _PAIRS and set(low[i + 1 : i + 3]) & _SIDES and not set(low) & _NUMBERS
                for i, word in enumerate(low)
            )
        if not sides or any(hit.entry.of_state for hit in self._register.scan(found)):
            return ()
        number = 3 if "three" in low else 2
        persons = bool({"leaders", "presidents", "ministers", "premiers", "men", "women"} & set(low)) and (
            "of" not in low and "from" not in low
        )
        return self._last_of(span.start, number, Sort.PERSON if persons else Sort.STATE, "officials" in low)

    def _last_of(self, position: int, number: int, sort: Sort, officials: bool) -> tuple[Identity, ...]:
        """The last ``number`` different ones of a sort, in the text's order."""
        found: list[Identity] = []
        for mention in self._mentions.all_before(position):
            who = mention.identity
            if mention.sort is not sort:
                if sort is not Sort.STATE or who.country is None:
                    continue
                who = Identity(who.country, who.country, "GOV")
            if who.actor and who.actor not in {f.actor for f in found}:
                found.append(replace(who, sector="GOV", office=None) if officials else who)
            if len(found) == number:
                break
        return tuple(reversed(found)) if len(found) == number else ()

    def description(self, span: Span, found: Sequence[Word], phrase: Phrase) -> Identity:
        """Who 'the minister', 'the alliance', 'his Turkish counterpart' or 'its troops' is."""
        head = phrase.head
        if head in {"former", "latter"} or (len(found) == 2 and found[1].low in {"former", "latter"}):
            return self._one_of_two(span, found[-1].low)
        if phrase.owner:
            owned = self._owned(span, found, phrase)
            if owned:
                return owned
        if head in _LANDS and head not in {"government", "governments"}:
            return self._known(self._mentions.nearest(span.start, lambda m: m.sort is Sort.STATE and m.named))
        if head in _BODIES and not _told_party(found):
            body = self._body(span, head)
            if body:
                return body
        title = phrase.title
        if title is None:
            return phrase.identity
        if not title.plural:
            person = self._mentions.nearest(span.start, lambda m: may_be(m, title.role, found))
            if person:
                return person.identity
        same = self._mentions.nearest(
            span.start, lambda m: m.sort is Sort.STATE and not m.named and title.role in m.roles
        )
        return same.identity if same else self._of_last_state(span, phrase)

    def _one_of_two(self, span: Span, which: str) -> Identity:
        """'The former' and 'the latter' of the last two that were named together."""
        index = self._mentions.sentence_of(span.start)
        for back in (index - 1, index, index - 2):
            here = [m for m in self._mentions.in_sentence(back) if m.end <= span.start and m.identity.actor]
            persons = [m for m in here if m.sort is Sort.PERSON]
            pair = persons if len(persons) > 1 else here
            if len(pair) > 1:
                return (pair[0] if which == "former" else pair[-1]).identity
        return Identity()

    def _owned(self, span: Span, found: Sequence[Word], phrase: Phrase) -> Identity | None:
        """'Its troops', 'their leader', 'his country': read with the owner's country."""
        counterpart = phrase.head in {"counterpart", "counterparts"}
        fits = fits_of(phrase.owner or "")
        if counterpart and phrase.owner == "their":
            fits = is_person
        if fits is None:
            return Identity(sector=phrase.identity.sector)
        owner = self._mentions.nearest(span.start, fits)
        if owner is None:
            return None
        who = owner.identity
        if counterpart:
            country = phrase.title.country if phrase.title else None
            return self._office(country, who.office, None) if country else Identity(sector="GOV")
        return self.belonging(who, owner.sort, phrase)

    def belonging(self, who: Identity, sort: Sort, phrase: Phrase) -> Identity:
        """Somebody's country, troops or leader, from who he is."""
        if phrase.head in _LANDS:
            return Identity(who.country or who.actor, who.country, "GOV")
        title = phrase.title
        if title is None:
            return Identity()
        if sort is Sort.BODY or who.country is None:
            actor = who.actor if sort is not Sort.PERSON else None
            return Identity(actor, who.country, title.sector if actor or who.country else None)
        return self._office(who.country, title.office if not title.plural else None, title.sector, title.role)

    def _office(self, country: str, office: str | None, sector: str | None, role: str = "") -> Identity:
        """Who holds an office of a country, in the text's cast or the table; else the state's part."""
        offices = leaders_of(country) if role == "leader" else (office,) if office else ()
        for wanted in offices:
            who = self._cast.holding(country, wanted)
            if who:
                return who
        kept = office if office and role != "leader" else None
        return Identity(country, country, sector or "GOV", kept)

    def _body(self, span: Span, head: str) -> Identity | None:
        sort = Sort.BODY
        called = self._mentions.nearest(span.start, lambda m: m.sort is sort and head in m.roles)
        if called:
            return called.identity
        sector = {"newspaper": "JRN", "outlet": "JRN", "broadcaster": "JRN"}.get(head)
        if head in {"group", "movement", "agency", *({head} if sector else ())}:
            wanted = (
                {"JRN"}
                if sector
                else {"JRN"}
                if head == "agency"
                else {"REB", "PRM", "PTY", "OPP", "SOC", "CRM"}
            )
            found = self._mentions.nearest(
                span.start, lambda m: m.sort is sort and m.identity.sector in wanted
            )
            return found.identity if found else None
        return None

    def official(self, span: Span, phrase: Phrase) -> Identity:
        """Whose an official is whom the text leaves without a country: that of the state it speaks of."""
        title = phrase.title
        if title is None or phrase.identity.actor or title.sector not in _STATE_SECTORS or title.former:
            return phrase.identity
        if title.role not in _SERVANTS:
            return phrase.identity
        state = self._mentions.nearest(span.start, lambda m: m.sort is Sort.STATE and is_thing(m), 2)
        if state is None:
            return phrase.identity
        return replace(phrase.identity, actor=state.identity.actor, country=state.identity.country)

    def _of_last_state(self, span: Span, phrase: Phrase) -> Identity:
        """'The government', 'the army', 'the ruling party': that of the state told last."""
        title = phrase.title
        if title is None or title.role not in _OF_STATES:
            return phrase.identity
        state = self._mentions.nearest(span.start, lambda m: m.sort is Sort.STATE and is_thing(m))
        state = state or self._mentions.nearest(span.start, lambda m: m.identity.country is not None)
        if state is None:
            return phrase.identity
        who = state.identity
        if state.sort is Sort.PERSON:
            who = Identity(who.country, who.country)
        if title.plural or title.office is None or who.country is None:
            return Identity(who.actor, who.country, title.sector)
        return self._office(who.country, title.office, title.sector, title.role)


_STATE_SECTORS = frozenset({"GOV", "MIL", "LEG", "COP", "SPY"})
_SERVANTS = wordset("servants")
_OF_STATES = wordset("of_states")


def _told_party(found: Sequence[Word]) -> bool:
    return any(w.low in {"ruling", "opposition"} for w in found)

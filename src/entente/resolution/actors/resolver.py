"""Who a party is: a span of text to an actor with country, sector and office on the day of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from entente.language.lexicon import lexicon
from entente.ontology.actors import Kind
from entente.ontology.dictionaries import NO_TABLES, ActorTables
from entente.ontology.offices import vocabulary
from entente.ontology.register import Register
from entente.ontology.words import POSSESSIVE, Word, words
from entente.records import Document, Identity, Span
from entente.resolution.actors.anaphora import Anaphora
from entente.resolution.actors.behalf import principal
from entente.resolution.actors.bodies import Bodies
from entente.resolution.actors.cast import Cast
from entente.resolution.actors.fitting import fits_of
from entente.resolution.actors.homes import Homes
from entente.resolution.actors.mentions import Mentions, Sort
from entente.resolution.actors.naming import Name, mended
from entente.resolution.actors.officename import DETERMINERS
from entente.resolution.actors.phrases import Phrases
from entente.resolution.actors.sightings import Sighting, is_served
from entente.resolution.actors.voice import Said, Voice
from entente.resolution.places import Role, Toponym

_FIRST_PERSON = lexicon("first-person")
# Behind one of these a person is not whom the phrase is about: 'an adviser to Kim'.
_GOVERNING = frozenset(["to", "of", "by", "for", "from", "with", "against", "under", "around", "near", "on"])
_FIRST_OWNERS = ("my", "our")
_SIDES = ("north", "south", "east", "west")
_ARTICLE = re.compile(r"\b([Tt]he|[Tt]his|[Tt]hat) \Z")


class Resolver:
    """Says who the parties of one document are.

    It reads the document once, for the persons that it names with their titles, and then answers for any
    span: names, offices, descriptions and pronouns.

    Args:
        document: the text; ``published`` dates the office-holders.
        sentences: the sentences that are coded, in order.
        names: names from the encoder, a help only.
        speakers: the sources of statements; he, she and they that speak are looked for among them first.
        actors: the user's own actors.
        said: what the speakers say, so that "I" in it is somebody.
        places: the places that the text names.
    """

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Span],
        names: Sequence[Name] = (),
        speakers: Sequence[Span] = (),
        actors: ActorTables = NO_TABLES,
        said: Sequence[Said] = (),
        places: Sequence[Toponym] = (),
    ) -> None:
        self._text = document.text
        names = list(mended(self._text, names))
        persons, bodies, located = ([n.span for n in names if n.kind == k] for k in ("PER", "ORG", "LOC"))
        self._register = Register(actors, document.published, persons)
        persons = [p for p in persons if not self._is_nationality(p)]
        self._homes = Homes(self._text, sentences, places, persons, self._register)
        self._cast = Cast(self._text, sentences, persons, document.published, self._register)
        self._known = [span for s in sentences for span in self._known_names(s)]
        self._sides = self._named_by_side()
        # A part of a known name ("Union" of "European Union") is no body of its own.
        bodies, located = ([n for n in found if self.whole(n) == n] for found in (bodies, located))
        self._bodies = Bodies(
            self._text, sentences, (bodies, located), self._register, self._homes, self._cast
        )
        self._cast.settle(self._bodies.country_of, self._homes.guess)
        self._voice = Voice(self._text, said)
        named = {n.span.start for n in names}
        openings = {self._opening(s) for s in sentences} - named
        self._phrases = Phrases(self._text, self._cast, openings, self._register)
        self._mentions = Mentions(self._text, sentences, self._cast, speakers, self._plain, self._register)
        self._anaphora = Anaphora(self._text, self._mentions, self._cast, self._register)

    def whole(self, span: Span) -> Span:
        """The known name of several words of which a span is a part: 'Nagorno-Karabakh' for 'Nagorno'."""
        return next((name for name in self._known if name.covers(span)), span)

    def _is_nationality(self, span: Span) -> bool:
        """Whether what the encoder took for a person is a nationality: 'the Norwegian'."""
        found = [w for w in words(span.text) if w.low not in DETERMINERS]
        hit = self._register.at(found, 0) if found else None
        kinds = (Kind.ADJECTIVE, Kind.PEOPLE)
        return hit is not None and hit.last == len(found) and hit.entry.kind in kinds

    def _known_names(self, sentence: Span) -> Iterator[Span]:
        found = words(self._text, sentence.start, sentence.end)
        for name in self._register.scan(found):
            if name.last - name.first > 1:
                start, end = found[name.first].start, found[name.last - 1].end
                yield Span(start, end, self._text[start:end])

    def _named_by_side(self) -> dict[str, Identity]:
        """Whom 'the North' means where the text names one state 'North ...', and likewise the other sides."""
        found: dict[str, set[Identity]] = {}
        for name in self._known:
            first, *rest = words(name.text)
            state = self._register.at([first, *rest], 0)
            if first.low in _SIDES and state and state.entry.kind is Kind.STATE:
                found.setdefault(first.low, set()).add(state.entry.identity)
        return {side: states.pop() for side, states in found.items() if len(states) == 1}

    def principal(self, agent: Span, sentence: Span) -> Span | None:
        """The organisation on whose behalf an actor acts in a sentence."""
        return principal(self._text, sentence, agent, self._register)

    def identify(self, span: Span) -> Identity:
        """Who a party is; ``Identity()`` where it cannot be known.

        A span that names several ('both countries') has no one actor; see :meth:`identify_all`.
        """
        found = self.identify_all(span)
        if len(found) == 1 or (found and not self._is_collective(span)):
            return found[0]
        sectors = {who.sector for who in found}
        return Identity(sector=sectors.pop()) if len(sectors) == 1 else Identity()

    def identify_all(self, span: Span) -> tuple[Identity, ...]:
        """All whom a party names, in the text's order: two for 'both countries' or 'Rome and Paris'."""
        span = self._with_article(span)
        found = words(self._text, span.start, span.end)
        if not found:
            return ()
        several = self._anaphora.several(span, found)
        if several:
            return tuple(map(self._register.own, several))
        parts = self._coordinated(span, found)
        if len(parts) > 1:
            each = [self._one(part) for part in parts]
            if all(who.actor for who in each):
                return tuple(dict.fromkeys(each))
        return (self._one(span),)

    def _with_article(self, span: Span) -> Span:
        """The span with the article before it: 'West' in 'the West', 'alliance' in 'the alliance'."""
        article = _ARTICLE.search(self._text, max(0, span.start - 6), span.start)
        # 'That' before a pronoun opens a clause: 'said that it'.
        if article is None or not span.text or fits_of(span.text.lower()):
            return span
        return Span(article.start(1), span.end, self._text[article.start(1) : span.end])

    def _opening(self, sentence: Span) -> int:
        """Where a sentence's first word begins."""
        return next((w.start for w in words(self._text, sentence.start, sentence.end)), sentence.start)

    def _one(self, span: Span) -> Identity:
        # Pronouns and offices lead to states and persons of our tables, whom the user may have as well.
        return self._register.own(self._meant(span))

    def _meant(self, span: Span) -> Identity:
        found = words(self._text, span.start, span.end)
        if not found or self._register.nobody(found):
            return Identity()
        speaker = self._speaker(span, found)
        if speaker is not None:
            return self._one(speaker)
        pronoun = self._anaphora.pronoun(span, found)
        if pronoun is not None:
            return pronoun
        person = self._person(span, found)
        if person is not None:
            return person
        owned = self._owned(span, found)
        if owned is not None:
            return owned
        if len(found) == 2 and found[0].low == "the" and found[1].capital and found[1].low in self._sides:
            return self._sides[found[1].low]
        found = self._whatever_nationality(found)
        # A body that no table knows is the user's where his name is in its own: 'Gondorian Ministry of War'.
        body = None if self._register.has_own(found) else self._phrases.body(found, self._bodies)
        if body is not None:
            return body.identity
        phrase = self._phrases.read(found)
        said_by = self._voice.speaker(span.start) if phrase.owner in _FIRST_OWNERS else None
        if said_by:
            return self._anaphora.belonging(self._one(said_by), Sort.PERSON, phrase)
        if phrase.definite_only:
            return self._anaphora.description(span, found, phrase)
        return self._or_place(span, self._anaphora.official(span, phrase))

    def _or_place(self, span: Span, told: Identity) -> Identity:
        """The place that a party is, where its name is no actor's: 'shelled Lesbos', 'in Brussels'."""
        toponym = self._homes.toponym(span)
        if toponym is None or told.country or told.sector:
            return told
        known = told.actor not in (None, toponym.span.text)
        if known and toponym.role not in (Role.AT, Role.DATELINE):
            return told
        return Identity(toponym.span.text, toponym.place.country)

    def _speaker(self, span: Span, found: Sequence[Word]) -> Span | None:
        """Who says 'I' or 'we'."""
        if len(found) != 1 or found[0].low not in _FIRST_PERSON:
            return None
        return self._voice.speaker(span.start)

    def _plain(self, span: Span) -> Identity:
        """An indefinite phrase by itself, without looking back."""
        return self._phrases.read(words(self._text, span.start, span.end)).identity

    def _person(self, span: Span, found: Sequence[Word]) -> Identity | None:
        """The person whose name is the head of the phrase."""
        near = self._cast.between(span.start, span.end)
        inside = [s for s in near if span.start <= s.start and s.end <= span.end]
        heads = [s for s in inside if self._is_head(found, s)]
        if heads:
            behind = [b for a, b in pairwise(heads) if is_served(self._text, found, a, b)]
            return self._cast.person_at(behind[-1] if behind else heads[0]).identity
        # The span may be a part of the name: 'Pashinyan' within 'Nikol Pashinyan'.
        around = [s for s in near if s.start <= span.start and span.end <= s.end]
        return self._cast.person_at(around[0]).identity if around else None

    def _owned(self, span: Span, found: Sequence[Word]) -> Identity | None:
        """The people of a named person: 'President X's office'. None where no name opens the phrase."""
        for sighting in self._cast.between(span.start, span.end):
            rest = [w for w in found if w.start >= sighting.end]
            if span.start <= sighting.start and len(rest) > 1 and rest[0].low == POSSESSIVE:
                who = self._cast.person_at(sighting).identity
                country = who.country
                inner = self._phrases.read(rest[1:]).identity
                sector = inner.sector or (who.sector if country else None)
                return replace(
                    inner, actor=inner.actor or country, country=inner.country or country, sector=sector
                )
        return None

    def _whatever_nationality(self, found: list[Word]) -> list[Word]:
        """'The IAEA's director' of 'the IAEA's Argentine director': who speaks for a body is of no state."""
        first = 1 if found[0].low == "the" else 0
        body = self._register.at(found, first) if first < len(found) else None
        if body is None or body.entry.kind is not Kind.ORGANISATION or body.last + 1 >= len(found):
            return found
        adjective = self._register.at(found, body.last + 1)
        if adjective is None or adjective.entry.kind is not Kind.ADJECTIVE or adjective.last >= len(found):
            return found
        if found[body.last].low != POSSESSIVE:
            return found
        return [*found[: body.last + 1], *found[adjective.last :]]

    @staticmethod
    def _is_head(found: Sequence[Word], sighting: Sighting) -> bool:
        before = [w for w in found if w.start < sighting.title_start and w.end <= sighting.start]
        after = [w for w in found if w.start >= sighting.end]
        if after and after[0].low == "'s" and len(after) > 1:
            return False
        low = before[-1].low if before else ""
        if low in {"the", "a", "an"} and len(before) > 1:
            low = before[-2].low
        return low not in _GOVERNING

    def _coordinated(self, span: Span, found: Sequence[Word]) -> list[Span]:
        """The members of 'A, B and C'; the whole where it is no such list."""
        if not any(w.low == "and" for w in found) and not {"/", "&"} & set(span.text):
            return [span]
        parts: list[Span] = []
        first: int | None = None
        last = span.start
        for word in found:
            gap = self._text[last : word.start]
            if first is not None and (word.low == "and" or {",", "/", "&"} & set(gap)):
                parts.append(Span(first, last, self._text[first:last]))
                first = None
            if word.low != "and":
                first = word.start if first is None else first
            last = word.end
        if first is not None:
            parts.append(Span(first, last, self._text[first:last]))
        return parts if all(self._begins_party(part) for part in parts) else [span]

    def _begins_party(self, part: Span) -> bool:
        """Whether a member of a list opens as a party does: with a name, a title, a person or an article."""
        found = words(self._text, part.start, part.end)
        return (
            self._register.at(found, 0) is not None
            or found[0].low in DETERMINERS
            or vocabulary().is_title(found[0].low)
            or any(s.title_start <= part.start for s in self._cast.between(part.start, part.end))
        )

    def _is_collective(self, span: Span) -> bool:
        return self._anaphora.several(span, words(self._text, span.start, span.end)) != ()

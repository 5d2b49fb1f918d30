"""The countries that a text names, by where it names them, and the one that it is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from entente.ontology.actors import Kind
from entente.ontology.register import Register
from entente.ontology.wordlists import wordset
from entente.ontology.words import Word, words
from entente.records import Span
from entente.resolution.actors.titles import AGAINST, SIDES
from entente.resolution.places import Role, Toponym
from entente.resolution.places.cities import folded
from entente.resolution.places.gazetteer import candidates

_TELLING = frozenset({Kind.STATE, Kind.ADJECTIVE, Kind.PEOPLE, Kind.METONYM, Kind.INSTITUTION})
_POSSESSIVE = re.compile(r"['’]s?$")
#: Share of all that a text names by which a country is what the text is about.
_MAIN = 0.4
#: People of a town that is known by its name alone.
_LARGE = 100_000


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the text that names a country (ISO3): offsets, and the number of the sentence.

    ``located``: something is or happens there.
    """

    start: int
    end: int
    sentence: int
    country: str
    located: bool = False


class Homes:
    """Which country is meant near a position of a text.

    Args:
        text: the document's text.
        sentences: its sentences, in order.
        places: the places that it names.
        persons: spans that are known to name persons: 'Valeska Paris' names no country.
        register: the names that hold in the text.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        places: Sequence[Toponym],
        persons: Sequence[Span],
        register: Register,
    ) -> None:
        self._text, self._persons = text, persons
        self._sentences = [s.start for s in sentences]
        self._places = sorted(places, key=lambda t: t.span.start)
        self._place_starts = [t.span.start for t in self._places]
        named = list(self._named(sentences, register))
        told = [s for t in self._places if (s := self._located(t))]
        # 'In Brussels' is in Belgium, whoever sits there.
        kept = [s for s in named if not any(t.start < s.end and s.start < t.end for t in told if t.located)]
        told = [t for t in told if not any(t.start < s.end and s.start < t.end for s in kept)]
        self._spots = sorted([*kept, *told], key=lambda spot: spot.start)
        self._starts = [spot.start for spot in self._spots]
        self.main, self.share = self._topic()

    def _named(self, sentences: Sequence[Span], register: Register) -> Iterator[Spot]:
        for index, sentence in enumerate(sentences):
            found = words(self._text, sentence.start, sentence.end)
            for hit in register.scan(found):
                start, end = found[hit.first].start, found[hit.last - 1].end
                country = hit.entry.country if hit.entry.kind in _TELLING else None
                if country is None or _side(found, hit.first, hit.last):
                    continue
                if not any(p.start < end and start < p.end for p in self._persons):
                    yield Spot(start, end, index, country)

    def _located(self, toponym: Toponym) -> Spot | None:
        span, country = toponym.span, toponym.place.country
        if country is None or any(p.start < span.end and span.start < p.end for p in self._persons):
            return None
        located = toponym.role in (Role.AT, Role.DATELINE)
        return Spot(span.start, span.end, self._sentence(span.start), country, located)

    def _sentence(self, position: int) -> int:
        return max(0, bisect_right(self._sentences, position) - 1)

    def _topic(self) -> tuple[str | None, float]:
        """The country named most, the first two sentences counting twice, and its share."""
        counts: Counter[str] = Counter()
        for spot in self._spots:
            counts[spot.country] += 2 if spot.sentence < 2 else 1
        if not counts:
            return None, 0.0
        country, most = counts.most_common(1)[0]
        return country, most / counts.total()

    def toponym(self, span: Span) -> Toponym | None:
        """The place that the text names at a span."""
        index = max(0, bisect_left(self._place_starts, span.start) - 1)
        return next((t for t in self._places[index : index + 3] if _same(t.span, span)), None)

    def place(self, span: Span) -> str | None:
        """The country in which a named place lies; None for a name that no table has, or a continent."""
        told = self.toponym(span)
        if told:
            return told.place.country
        name = _POSSESSIVE.sub("", span.text.strip()).removeprefix("the ").removeprefix("The ")
        options = places_called(name) if name.lower() not in wordset("continents") else []
        near = {*self.here(span.start), self.main}
        best = options[0] if options else None
        return next((country for country in options if country in near), best)

    def _in_sentence(self, position: int) -> list[Spot]:
        index = self._sentence(position)
        return [spot for spot in self._spots if spot.sentence == index]

    def here(self, position: int) -> list[str]:
        """The countries that the sentence at a position names, in order."""
        return [spot.country for spot in self._in_sentence(position)]

    def behind(self, position: int, reach: int) -> Spot | None:
        """What is named next behind a position, within so many characters."""
        index = bisect_left(self._starts, position)
        spot = self._spots[index] if index < len(self._spots) else None
        return spot if spot and spot.start - position <= reach else None

    def within(self, start: int, end: int) -> list[Spot]:
        """What a stretch of the text names, in order."""
        first = bisect_left(self._starts, start)
        return [spot for spot in self._spots[first : bisect_left(self._starts, end)] if spot.end <= end]

    def last(self, position: int) -> Spot | None:
        """What is named last before a position."""
        index = bisect_left(self._starts, position)
        return self._spots[index - 1] if index else None

    def names(self, country: str) -> bool:
        """Whether the text names a country at all."""
        return any(spot.country == country for spot in self._spots)

    def guess(self, position: int) -> str | None:
        """The country of somebody of whom nothing is told: the only one near, or what the text is about."""
        here = set(self.here(position))
        if len(here) == 1:
            return here.pop()
        if self.main and self.share >= _MAIN:
            return self.main
        return None


def places_called(name: str) -> list[str]:
    """The countries in which places of a name lie, that of the likeliest first."""
    found = candidates(name) or candidates(folded(name))
    return list(dict.fromkeys(c.country for c in found if c.country))


def known_place(name: str) -> bool:
    """Whether a name is that of a state, a province or a large town."""
    found = candidates(name) or candidates(folded(name))
    return bool(found) and (found[0].population == 0 or found[0].capital or found[0].population > _LARGE)


def _side(found: Sequence[Word], first: int, last: int) -> bool:
    """Whether a name only tells a side: 'pro-Beijing', 'Turkish-backed'."""
    before = found[first - 1].low if first else ""
    return before in AGAINST or (last < len(found) and found[last].low in SIDES)


def _same(left: Span, right: Span) -> bool:
    """Whether two spans are one name, articles and possessives aside."""
    more = right.end - left.end + left.start - right.start
    return left.start >= right.start and left.end <= right.end and more < 7

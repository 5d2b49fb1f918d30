"""What a text says of the country that it speaks of: names, peoples, leaders, parties, cue words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from entente.ontology.actors import gazetteer as actors
from entente.ontology.people import spellings, tenures
from entente.ontology.words import Word, words
from entente.resolution.places.candidate import Candidate, Kind
from entente.resolution.places.gazetteer import candidates
from entente.resolution.places.placewords import place_words
from entente.resolution.places.runs import is_capital, name_at, tokens

#: A name of several places is a sign of the first where it is this much likelier than the next elsewhere.
_CLEARLY = 1.0
#: Smaller towns are too often something else to tell the country.
_LEAST_PEOPLE = 100_000
_LONGEST_PERSON = 4


class Sign(NamedTuple):
    """Words that speak of a country, and of a point in it where they name a place there.

    ``region`` is the postal code of an American state that they name.
    """

    start: int
    end: int
    country: str
    place: Candidate | None = None
    region: str = ""


def signs(text: str, start: int, end: int) -> list[Sign]:
    """All that ``text[start:end]`` says of countries."""
    found = words(text, start, end)
    return [
        *_named_actors(found),
        *_persons(found),
        *_places(text, start, end),
        *_peoples(found),
        *_cues(text, start, end),
    ]


def _named_actors(found: list[Word]) -> Iterator[Sign]:
    for hit in actors().scan(found):
        if hit.entry.country:
            yield Sign(found[hit.first].start, found[hit.last - 1].end, hit.entry.country)


def _persons(found: list[Word]) -> Iterator[Sign]:
    known = spellings()
    for first, word in enumerate(found):
        if not word.capital:
            continue
        for last in range(first + 2, min(first + _LONGEST_PERSON, len(found)) + 1):
            name = tuple(w.low for w in found[first:last])
            for person in known.get(name, ()):
                state = tenures()[person][-1].state
                if state:
                    yield Sign(word.start, found[last - 1].end, state)


def _peoples(found: list[Word]) -> Iterator[Sign]:
    known = place_words().demonyms
    for word in found:
        country = known.get(word.text)
        if country:
            yield Sign(word.start, word.end, country)


def _cues(text: str, start: int, end: int) -> Iterator[Sign]:
    for country, pattern in place_words().cues:
        for match in pattern.finditer(text, start, end):
            yield Sign(match.start(), match.end(), country)


def _places(text: str, start: int, end: int) -> Iterator[Sign]:
    found = tokens(text, start, end)
    index = 0
    while index < len(found):
        named = name_at(text, found, index) if is_capital(found[index]) else None
        if named is None:
            index += 1
            continue
        index = named.last
        first, last = found[named.first].start, found[named.last - 1].end
        yield from _telling(named.name, first, last)


def _telling(name: str, start: int, end: int) -> Iterator[Sign]:
    best = _clear(name)
    if best and best.country:
        yield Sign(start, end, best.country, best, best.region)
    region = next((c.region for c in candidates(name) if c.kind is Kind.PROVINCE and c.region), "")
    if region:
        # "Georgia" may be the American state, though the country is likelier.
        yield Sign(start, end, "USA" if best is None else best.country or "", best, region)


@lru_cache(maxsize=20_000)
def _clear(name: str) -> Candidate | None:
    """The place that a name means whatever stands around it; None where that is open."""
    options = candidates(name)
    if not options or name in place_words().never or name in place_words().common:
        return None
    best = options[0]
    if best.kind is Kind.TOWN and not best.listed and best.population < _LEAST_PEOPLE:
        return None
    rival = next((o for o in options if o.country != best.country), None)
    return best if rival is None or best.weight - rival.weight >= _CLEARLY else None

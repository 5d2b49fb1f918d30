"""Bodies whose names tell whose they are: 'Zambian Defence Force', 'Central Bank of Liberia'."""

from __future__ import annotations

from functools import cache

from entente.ontology.actors import Kind, gazetteer, names_of
from entente.ontology.naming import squashed
from entente.ontology.tables import rows, several
from entente.ontology.wordlists import wordset
from entente.ontology.words import Word, words

#: Words that may stand before an adjective: 'Royal Thai Police'.
_BEFORE = frozenset({"royal", "the", "all"})
_OF = frozenset({"of", "for"})


def body_of(name: str) -> str | None:
    """The state or organisation whose body or land a name means by its own words; None if they do not tell.

    >>> body_of("Royal Thai Police"), body_of("Central Bank of Liberia"), body_of("UN Mission in Sudan")
    ('THA', 'LBR', 'UN')
    >>> body_of("National Patriotic Front of Liberia"), body_of("Latin American Parliament")
    (None, None)
    """
    said = words(name)
    if not said:
        return None
    if (place := _provinces().get(squashed(name).lower())) is not None:
        return place
    low = {word.low for word in said}
    if low & wordset("apart"):
        return _organisation(said)
    return _organisation(said) or (_state(said) if low & wordset("national_bodies") else None)


def _organisation(said: list[Word]) -> str | None:
    """An organisation by its usual name or its letters where the name begins or ends with them."""
    for hit in gazetteer().scan(said):
        if hit.entry.kind is not Kind.ORGANISATION or len(said) == hit.last - hit.first:
            continue
        told = squashed(" ".join(w.text for w in said[hit.first : hit.last] if w.low != "the"))
        usual = {squashed(hit.entry.actor), squashed(names_of()[hit.entry.actor][0])}
        at_end = hit.last == len(said) and hit.first > 0 and said[hit.first - 1].low in (*_OF, "the")
        if told in usual and (hit.first == 0 or at_end):
            return hit.entry.actor
    return None


def _state(said: list[Word]) -> str | None:
    """The one state that is named at the beginning, at the end or behind 'of'."""
    found = set()
    for hit in gazetteer().scan(said):
        kind = hit.entry.kind
        if kind not in (Kind.STATE, Kind.ADJECTIVE) or said[hit.first].low in wordset("unsure_lands"):
            if kind in (Kind.GROUP, Kind.ENTITY, Kind.STATE, Kind.ADJECTIVE):
                return None
            continue
        opens = hit.first == 0 or (hit.first == 1 and said[0].low in _BEFORE)
        behind = hit.first > 0 and (said[hit.first - 1].low in _OF or hit.last == len(said))
        if opens or (kind is Kind.STATE and (behind or _of_republic(said, hit.first))):
            found.add(hit.entry.actor)
        else:
            return None
    return found.pop() if len(found) == 1 else None


def _of_republic(said: list[Word], first: int) -> bool:
    return first > 1 and said[first - 1].low in ("the", "of")


@cache
def _provinces() -> dict[str, str]:
    """Countries of provinces by squashed name in lower case; none for a name of two countries."""
    found: dict[str, set[str]] = {}
    for name, _, country, _, _, aliases in rows("provinces.tsv"):
        for one in (name, *several(aliases)):
            if country:
                found.setdefault(squashed(one).lower(), set()).add(country)
    return {name: countries.pop() for name, countries in found.items() if len(countries) == 1}

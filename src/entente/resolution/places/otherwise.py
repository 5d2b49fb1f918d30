"""Names of places that mean none: ships, storms, persons, teams, firms, words of English."""

from __future__ import annotations

import re
from functools import lru_cache

from entente.ontology.actors import gazetteer as actors
from entente.ontology.people import given_names, short_names
from entente.ontology.words import words as words_of
from entente.resolution.dates.datewords import date_words
from entente.resolution.places.candidate import Candidate, Kind
from entente.resolution.places.gazetteer import candidates
from entente.resolution.places.placewords import place_words
from entente.resolution.places.toponym import Role

_ARTICLE = re.compile(r"\b[Tt]he\s+$")
_ARTICLE_FAR = re.compile(r"\b[Tt]he\s+(?:[a-z-]+\s+)?$")
_NEXT = re.compile(r"\s+([a-z][a-z-]*)")
_PAIR = re.compile(r"(?:,|\s+(?:and|or))\s+[A-Z]")
_WATERS = frozenset(
    ("river", "rivers", "valley", "basin", "delta", "bank", "banks", "waters", "floods", "estuary")
)
_INTO = re.compile(r"\b(?:in|into|to|from|throughout|across)\s+the\s+$")


def attributive(after: str) -> bool:
    """Whether a name stands before its noun: "the Kursk offensive", "the Kursk and Belgorod regions"."""
    noun = _NEXT.match(after)
    if noun is None or noun[1] in place_words().alone or date_words().past.fullmatch(noun[1]):
        return _PAIR.match(after) is not None
    return True


def meant(name: str, before: str, after: str) -> tuple[Candidate, ...]:
    """The places of a name that the words next to it allow.

    A river is meant only behind "the" ("the Niger would burst its banks"); a town never is, unless a noun
    follows ("the Kursk" is a ship, "the Kursk offensive" is none).
    """
    options = candidates(name)
    if _ARTICLE.search(before) and not attributive(after):
        left = tuple(o for o in options if o.kind is not Kind.TOWN or o.name.startswith("The "))
        rivers = tuple(o for o in left if o.kind is Kind.RIVER)
        return rivers if rivers and not _INTO.search(before) else left
    noun = _NEXT.match(after)
    if noun and noun[1] in _WATERS and any(o.kind is Kind.RIVER for o in options):
        return tuple(o for o in options if o.kind is Kind.RIVER)
    if _ARTICLE_FAR.search(before) or "river" in name.lower():
        return options
    return tuple(o for o in options if o.kind is not Kind.RIVER)


def no_place(name: str, best: Candidate, role: Role, sentence: str, first: int, last: int) -> bool:
    """Whether a name that stands at ``sentence[first:last]`` and fits a place means something else."""
    words = place_words()
    before, after = sentence[:first], sentence[last:]
    if words.bearers.search(before):
        return True
    other = words.homonyms.get(name)
    if other and other.search(before + after) and (role is Role.NAMED or best.kind is Kind.ISLAND):
        # Of "avian flu in Turkey" and "a flaw in Java" only the former names a place.
        return True
    if role is not Role.NAMED:
        return False
    if words.storms.search(sentence) and words.stormy.match(after):
        return True
    return best.kind in (Kind.TOWN, Kind.STATE) and words.sport.search(sentence) is not None


@lru_cache(maxsize=20_000)
def is_body(name: str) -> bool:
    """Whether a name is known as that of an organisation, an armed group or an outlet: "Hamas"."""
    found = words_of(name)
    hit = actors().at(found, 0) if found else None
    return hit is not None and hit.last == len(found) and not hit.entry.of_state


def is_person(name: str) -> bool:
    """Whether a name is also a given name or the family name of somebody known: "Elizabeth", "Bush"."""
    return name.lower() in given_names() or (name.lower(),) in short_names()

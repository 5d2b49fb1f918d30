"""How a name of a place stands in its sentence: behind which locative, or as the name of somebody."""

from __future__ import annotations

import re

from entente.resolution.places.candidate import Kind
from entente.resolution.places.placewords import place_words
from entente.resolution.places.toponym import Role

_CLAUSE = re.compile(r"[;:,“”\"]|\b(?:that|which|who|but|while)\b")
_DATELINE = re.compile(
    r"\W{0,3}(?:[A-Z][A-Z.’'-]*\s?){1,4}(?:[,/]\s?[\w.’'-][\w.’' -]{0,20}){0,4}"
    r"(?:\s?\([^()]{2,30}\)|\s?\[[^\[\]]{2,30}\])?\s?[-–—]{1,2}\s"
)
#: What stands on these is there; "on" leaves all else open ("sanctions on Tehran").
_GROUNDS = frozenset((Kind.ISLAND, Kind.LAND, Kind.SITE, Kind.WATER, Kind.RIVER))


def dateline_end(text: str, start: int) -> int:
    """Where the dateline of a sentence ends; ``start`` where it has none.

    A dateline begins with capitals: "GENEVA, Sept 4 (Agency) -".
    """
    opening = re.match(r"\W{0,3}[A-Z][A-Z’'.-]{2,}", text[start : start + 40])
    found = _DATELINE.match(text[start : start + 90]) if opening else None
    return start + found.end() if found else start


def role_of(before: str, kind: Kind, *, owner: bool) -> tuple[Role, str]:
    """The role of a name behind the words ``before``, and the words that govern it.

    Args:
        before: the sentence up to the name.
        kind: what the name most likely is.
        owner: whether it is a possessive whose thing is no part of the place ("in Moscow's view").
    """
    words = place_words()
    match = words.governed.search(before)
    if match is None:
        of_it = words.kind_of.search(before)
        return (Role.AT, of_it[0]) if of_it and not owner else (Role.NAMED, "")
    locative, ahead = match["loc"].lower(), before[: match.start()]
    if owner or words.cold.search(ahead) or (locative == "at" and kind is Kind.STATE and not match["gap"]):
        return Role.NAMED, match["gap"]
    clause = _CLAUSE.split(ahead)[-1]
    if words.kind_of.search(before) and locative not in words.moved:
        return Role.AT, match["gap"]
    return _role(locative, clause, kind), match["gap"]


def _role(locative: str, clause: str, kind: Kind) -> Role:
    words = place_words()
    if locative in words.on:
        return Role.AT if kind in _GROUNDS else Role.NAMED
    if locative in words.aloft:
        return Role.AT if words.air.search(clause) else Role.NAMED
    if locative not in words.moved:
        return Role.AT
    if not words.motion.search(clause):
        return Role.NAMED
    return Role.FROM if locative == "from" else Role.TO

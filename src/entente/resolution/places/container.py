"""What stands next to a name and tells where it lies: "Tripoli, Lebanon", "Athens, Georgia"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from entente.resolution.places.candidate import Candidate, Kind
from entente.resolution.places.gazetteer import candidates
from entente.resolution.places.placewords import place_words
from entente.resolution.places.runs import Named, Token, bare, name_at
from entente.resolution.places.smalltowns import small_towns

_OWNED = re.compile(r"(?:[a-z-]+\s+){0,3}(?=[A-Z])")
_PART = re.compile(r"(?:[a-z-]+\s+){0,3}?([a-z-]+)")
_OUTER = frozenset((Kind.STATE, Kind.PROVINCE, Kind.REGION, Kind.ISLAND))
#: A name among the first words of a sentence may stand in front of the subject.
_OPENING = 3
_CLOSING = ("", ",", ".", ";", ":", ")", "!", "?")
_WITHIN = frozenset(("in", "of"))


class Outer(NamedTuple):
    """A state or region that holds a place.

    Attributes:
        countries: alpha-3 of the states that it may be, or be in.
        region: its postal code if it is an American state.
        start: where its name begins.
        inner: the place in it that is meant, where the gazetteer has none there.
    """

    countries: frozenset[str]
    region: str
    start: int
    inner: Candidate | None = None


def container(text: str, found: Sequence[Token], inner: Named, options: Sequence[Candidate]) -> Outer | None:
    """The state or region behind a name that one of its places lies in, if such follows.

    In "in Vienna, Iran said" what follows does not hold the place.
    """
    first = _after(text, found, inner.last)
    named = name_at(text, found, first) if first is not None and first < len(found) else None
    if named is None or not _closed(text, found, inner, named):
        return None
    outer = [c for c in candidates(named.name) if c.kind in _OUTER]
    start = found[named.first].start
    regions = {w.region for w in outer if w.region}
    for region in regions:
        if any(o.region == region and o.kind is Kind.TOWN for o in options):
            return Outer(frozenset(("USA",)), region, start)
    wide = frozenset(w.country for w in outer if w.country)
    shared = wide & {o.country for o in options if o.kind is not Kind.STATE}
    if shared:
        return Outer(frozenset(c for c in shared if c), "", start)
    small = [t for t in small_towns(inner.name) if t.country in wide] if outer else []
    if regions:
        small = [t for t in small if t.region in regions]
    return Outer(wide, "", start, small[0]) if small else None


def _closed(text: str, found: Sequence[Token], inner: Named, outer: Named) -> bool:
    """Whether the outer name is no subject: "In London, Canada's premier", "In Tripoli, Lebanon said"."""
    last = found[outer.last - 1]
    if bare(last.text) != last.text:
        return False
    opens = inner.first < _OPENING
    return not opens or text[last.end : last.end + 1] in _CLOSING


def _after(text: str, found: Sequence[Token], index: int) -> int | None:
    """The token at which an outer place may begin: behind a comma, "in" or "in the"."""
    if index >= len(found):
        return None
    ahead = text[found[index - 1].end : found[index].start].strip(" ")
    if ahead == "" and found[index].text in _WITHIN:
        article = index + 1 < len(found) and found[index + 1].text == "the"
        return index + 1 + article
    if ahead != ",":
        return None
    # "in Valencia, in Venezuela's Carabobo state"
    return index + (found[index].text == "in")


def owned_place(text: str, found: Sequence[Token], index: int, end: int) -> bool:
    """Whether what a possessive name owns is another place: "in Russia's Belgorod region"."""
    if index >= len(found):
        return False
    match = _OWNED.match(text[found[index].start : end][:80])
    if match is None:
        return False
    begin = found[index].start + match.end()
    owned = next((i for i in range(index, len(found)) if found[i].start >= begin), None)
    return owned is not None and found[owned].start == begin and name_at(text, found, owned) is not None


def owned_part(text: str, found: Sequence[Token], index: int) -> bool:
    """Whether what a possessive name owns is a part of it or a building in it: "in Kyiv's suburbs"."""
    kinds = place_words().kinds
    return any(token.text in kinds for token in found[index : index + 3])

"""Which of several places of one name a text means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from entente.resolution.places.candidate import Candidate, Kind
from entente.resolution.places.signs import Sign

# In the units of Candidate.weight. What stands next to the name decides; what its sentence speaks of
# outweighs size, but not that of a world capital; what the text speaks of tells
# between places that are about as likely.
_NEXT_TO_IT, _IN_SENTENCE, _IN_TEXT = 8.0, 3.0, 1.5
_SAME_REGION, _HARD_BY, _NOT_FAR, _PROVINCE_WORD = 2.0, 1.5, 0.7, 2.0
_HARD_BY_KM, _NOT_FAR_KM = 150.0, 600.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a name's surroundings.

    Attributes:
        near: alpha-3 of the state that stands next to it ("Tripoli, Lebanon", "the Lebanese city of").
        region: postal code of the American state that does.
        province: whether a word such as "province" follows it.
        signs: of its sentence, without the name itself.
        text: gives how often the whole text speaks of each country.
    """

    near: frozenset[str]
    region: str
    province: bool
    signs: Sequence[Sign]
    text: Callable[[], Counter[str]]


def chosen(options: Sequence[Candidate], around: Surroundings) -> Candidate:
    """The likeliest of several places of one name, in its surroundings."""
    if len(options) == 1:
        return options[0]
    scores = [_score(place, around) for place in options]
    best = max(scores)
    close = [i for i, score in enumerate(scores) if best - score < _IN_TEXT]
    if len({options[i].country for i in close}) > 1:
        counted = around.text()
        total = max(1, sum(counted.values()))
        for i in close:
            scores[i] += _IN_TEXT * counted[options[i].country or ""] / total
    return options[scores.index(max(scores))]


def _score(place: Candidate, around: Surroundings) -> float:
    score = place.weight
    if place.country in around.near and (not around.region or around.region == place.region):
        score += _NEXT_TO_IT
    if around.province and place.kind is Kind.PROVINCE:
        score += _PROVINCE_WORD
    if any(sign.country == place.country for sign in around.signs):
        score += _IN_SENTENCE
    if place.region and any(sign.region == place.region for sign in around.signs):
        # A city and its state tell each other: "Athens" and "Georgia's legislature".
        score += _SAME_REGION + (0.0 if any(s.country == "USA" for s in around.signs) else _IN_SENTENCE)
    return score + _by_distance(place, around.signs)


def _by_distance(place: Candidate, signs: Sequence[Sign]) -> float:
    if place.kind is Kind.STATE:
        return 0.0
    gaps = [
        gap
        for sign in signs
        if sign.place and sign.place.kind is not Kind.STATE and sign.place.latitude is not None
        if (gap := place.away(sign.place.latitude, sign.place.longitude or 0.0)) is not None
    ]
    nearest = min(gaps, default=_NOT_FAR_KM)
    return _HARD_BY if nearest < _HARD_BY_KM else _NOT_FAR if nearest < _NOT_FAR_KM else 0.0

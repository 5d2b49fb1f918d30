"""Turns of a series: cuts at which not only the number of stories changes, but what is told in them.

A wave of reporting is not a rift: it brings more of everything. So of the cuts that the counts have (see
:mod:`partition`), those stand at which the mean intensity of the stories differs between the phases on
either side, by two standard errors or more. Stories of one period that are alike count for less there (see
:mod:`tally`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from entente.analysis.dyads.partition import Places, Rates, cuts_of
from entente.analysis.dyads.tally import BELIEF, USUAL, Floats, Tally, bursts, evened, likeness, likenesses

#: What a cut of the counts must gain, in natural logarithms of likelihood: see docs/reference/rifts.md.
PENALTY = 3.0
#: Cuts below this are never turns, whatever else.
LEAST_SCORE = 2.0
#: And those that would be below this without the one period that speaks most for them.
LONE_SCORE = 1.0
#: Stories that a phase beside a turn has at least.
FEWEST = 6
#: Tails that an interval leaves out on either side.
TAIL = 0.025
#: The likelihood of places is flattened to this power, as stories that hang together make them look surer.
TEMPER = 0.6

#: The turn stands at a place that is at least so likely as the likeliest.
LIKELY = 0.05


@dataclass(frozen=True, slots=True)
class Cut:
    """A turn as places in a series of n periods.

    Attributes:
        period: the first of the new phase.
        low, high: the first and last period of which it may be, with 95 of 100.
        points: difference of mean intensity, after less before.
        score: the same in standard errors.
        before, after: first period of the old phase, and the one behind the last of the new.
        probability: that there is such a turn, where it was reckoned (:mod:`bayes`).
    """

    period: int
    low: int
    high: int
    points: float
    score: float
    before: int
    after: int
    probability: float | None = None


def turns(told: Tally, least: int, reach: int, *, score: float = LEAST_SCORE) -> list[Cut]:
    """The turns of a series, in order.

    Args:
        told: the stories by period.
        least: periods of a phase at least.
        reach: periods of a quarter of a year, or what a turn is otherwise steepest over.
        score: least score of a turn, in standard errors.
    """
    rates = Rates(told, likeness(told))
    if len(rates.at) < 3:
        return []
    cut = [0, *rates.cuts(PENALTY, least), len(rates.at) - 1]
    kept = _standing(rates, cut, score)
    while alone := lone(rates, kept):
        del kept[alone]
        kept = _standing(rates, kept, score)
    return [_cut(rates, told, cut, kept, i, least, reach) for i in range(1, len(kept) - 1)]


def scores(told: Tally, least: int) -> Floats:
    """The scores of all that may be turns, without their places: what chance is measured by."""
    return scores_of([told], least)[0]


def scores_of(several: Sequence[Tally], least: int) -> list[Floats]:
    """The scores of each of some series that have the stories of all periods in common."""
    first = several[0]
    net, squares = np.stack([told.net for told in several]), np.stack([told.squares for told in several])
    alike = likenesses(first.stories, net, squares)
    seen = evened(first.exposure)
    both = (np.stack([t.cooperation for t in several]), np.stack([t.conflict for t in several]))
    burst = np.stack([bursts(counts, seen) for counts in both], axis=1)
    rates = [
        Rates(told, float(one), (float(two[0]), float(two[1])))
        for told, one, two in zip(several, alike, burst, strict=True)
    ]
    if len(rates[0].at) < 3:
        return [np.zeros(0)] * len(rates)
    found = []
    for one, cut in zip(rates, cuts_of(rates, PENALTY, least), strict=True):
        found.append(np.array(_scores(one, _standing(one, [0, *cut, len(one.at) - 1], LEAST_SCORE))))
    return found


def _scores(rates: Rates, kept: list[int]) -> list[float]:
    """What tells the phases on either side of each cut apart, in standard errors."""
    return [abs(score_at(rates, *three)[0]) for three in zip(kept, kept[1:], kept[2:], strict=False)]


def _standing(rates: Rates, cut: list[int], least: float) -> list[int]:
    """The cuts without those that tell no two phases apart, the weakest taken out first."""
    kept = list(cut)
    while found := _scores(rates, kept):
        weakest = int(np.argmin(found))
        if found[weakest] >= least:
            break
        del kept[weakest + 1]
    return kept


def lone(rates: Rates, kept: list[int]) -> int:
    """The first turn that is the doing of a single period: without it the phases would not be told apart."""
    for i in range(1, len(kept) - 1):
        start, place, end = kept[i - 1 : i + 2]
        old, new = rates.sums[place] - rates.sums[start], rates.sums[end] - rates.sums[place]
        sign = np.sign(_score_of(old, new)[0])
        middle = (old[1] + new[1]) / (old[0] + new[0])
        each = np.diff(rates.sums[start : end + 1], axis=0)
        pull = sign * (each[:, 1] - middle * each[:, 0])
        most_old = each[pull[: place - start].argmin()]
        most_new = each[place - start + pull[place - start :].argmax()]
        for less in ((old - most_old, new), (old, new - most_new)):
            if sign * _score_of(*less)[0] < LONE_SCORE:
                return i
    return 0


def score_at(rates: Rates, start: int, place: int, end: int) -> tuple[float, float]:
    """Difference of the mean intensities of two phases in standard errors, and in points."""
    return _score_of(rates.sums[place] - rates.sums[start], rates.sums[end] - rates.sums[place])


def _score_of(old: Floats, new: Floats) -> tuple[float, float]:
    if old[0] < FEWEST or new[0] < FEWEST:
        return 0.0, 0.0
    inside = sum(part[2] - part[1] ** 2 / part[0] for part in (old, new)) + BELIEF * USUAL
    variance = inside / (old[0] + new[0] - 2 + BELIEF)
    points = float(new[1] / new[0] - old[1] / old[0])
    return points / float(np.sqrt(variance * (1 / old[0] + 1 / new[0]))), points


def _cut(rates: Rates, told: Tally, cut: list[int], kept: list[int], i: int, least: int, reach: int) -> Cut:
    score, points = score_at(rates, kept[i - 1], kept[i], kept[i + 1])
    # The neighbours that the counts have, whether they are turns or not: the rest stays as it is.
    place = cut.index(kept[i])
    start, end = cut[place - 1], cut[place + 1]
    places: Places = np.arange(start + 1, end, dtype=np.int64)
    room = (rates.at[places] - rates.at[start] >= least) & (rates.at[end] - rates.at[places] >= least)
    places = places[room] if room.any() else np.array([kept[i]])
    worth = rates.worth(start, places) + rates.worth(places, end)
    chance = np.exp(TEMPER * (worth - worth.max()))
    summed = np.cumsum(chance / chance.sum())
    ends = np.searchsorted(summed, [TAIL, 1 - TAIL]).clip(max=len(places) - 1)
    low, high = (int(place) for place in places[ends])
    # A long tail of places that are hardly likely is part of the interval, but no place for the turn.
    inside = places[(places >= low) & (places <= high) & (chance >= LIKELY)]
    period = int(rates.at[steepest(rates, told, inside, reach, points)])
    # The rates may have changed in the periods without stories before a place.
    first = int(np.flatnonzero(told.stories[: rates.at[low]])[-1]) + 1
    return Cut(
        period,
        first,
        int(rates.at[high]),
        points,
        score,
        int(rates.at[kept[i - 1]]),
        int(rates.at[kept[i + 1]]),
    )


def steepest(rates: Rates, told: Tally, places: Places, reach: int, points: float) -> int:
    """Of some places that at which conflict rises most in a rift, falls most in a rapprochement.

    A quarter before is compared with a quarter after, each as a share of all reporting; of places that are
    alike in this, net intensity decides.
    """
    at, n = rates.at[places], len(told.net)
    back, ahead = np.maximum(at - reach, 0), np.minimum(at + reach, n)
    seen = _summed(told.exposure)

    def change(values: Floats) -> Floats:
        up = _summed(values)
        new, old = seen[ahead] - seen[at], seen[at] - seen[back]
        return (up[ahead] - up[at]) / np.maximum(new, 1e-9) - (up[at] - up[back]) / np.maximum(old, 1e-9)

    sign = np.sign(points)
    ranked = np.lexsort((sign * change(told.net), np.round(-sign * change(told.conflict), 9)))
    return int(places[ranked[-1]])


def _summed(values: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(values)])

"""Turns of a series with their probabilities: the Bayesian alternative to :mod:`turns`.

Over all ways to cut the counts into phases there is a posterior, exact, as phases are worth what
:class:`entente.analysis.dyads.partition.Rates` says and cuts come independently (product partitions: Barry
and Hartigan 1993, *A Bayesian analysis for change point problems*; sums and draws backward and forward:
Fearnhead 2006, *Exact and efficient Bayesian inference for multiple changepoint problems*). Partitions are
drawn from it. A cut may be a wave of reporting, so for each partition drawn it is drawn as well at which
of its cuts mean intensity changes: the same recursions over its phases, whose means are normal around that
of the series.

The turns that are told are those of the draw whose course of mean intensity is nearest to the mean course
of all draws. The probability of each is the share of draws that have one of its sign in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entente.analysis.dyads.partition import Places, Rates
from entente.analysis.dyads.tally import BELIEF, USUAL, Floats, Tally, likeness
from entente.analysis.dyads.turns import TAIL, Cut, lone, score_at, steepest

#: Cuts of the counts that are expected a year, and the share of them that are turns, before anything is seen.
A_YEAR, TURNING = 0.5, 0.2
#: Standard deviation of the mean intensity of phases around that of the series, in points.
SPREAD = 3.0
#: Partitions drawn; a probability is known to 3 of 100.
DRAWS = 300


@dataclass(frozen=True, slots=True)
class Posterior:
    """The posterior of all partitions of a chain of places 0 to k.

    Attributes:
        backward: for each place the logarithm of what all ways from it to the end are worth.
        steps: for each place (row) the chances of the next cut, summed up over the places (columns).
        cut: for each place the probability of a cut there; 0 at both ends.
    """

    backward: Floats
    steps: Floats
    cut: Floats

    def draw(self, times: int, chance: np.random.Generator) -> Places:
        """Partitions, drawn exactly: a row each, from 0 on, filled up with the last place."""
        last = len(self.backward) - 1
        # All rows in one rising array, so that one search finds the next place of every partition.
        flat = (self.steps + np.arange(last)[:, None] * 2).ravel()
        at, columns = np.zeros(times, np.int64), [np.zeros(times, np.int64)]
        while (at < last).any():
            row = np.minimum(at, last - 1)
            found = np.searchsorted(flat, row * 2 + chance.random(times), "right") - row * (last + 1)
            at = np.where(at < last, np.minimum(found, last), last)
            columns.append(at)
        return np.column_stack(columns)


def posterior(worth: Floats, odds: Floats) -> Posterior:
    """The posterior of all partitions.

    Args:
        worth: logarithms of what a phase from the place of the row to that of the column is worth, k + 1
            times k + 1; only those above the diagonal count.
        odds: for each place the logarithm of the odds of a cut, before anything is seen.

    Raises:
        ValueError: there is no partition that is worth anything.
    """
    last = len(worth) - 1
    step = np.where(np.arange(last + 1) < last, odds, 0.0)
    backward = np.full(last + 1, -np.inf)
    backward[last] = 0.0
    for i in range(last - 1, -1, -1):
        backward[i] = _log_sum(worth[i, i + 1 :] + step[i + 1 :] + backward[i + 1 :])
    if not np.isfinite(backward[0]):
        raise ValueError("no partition of the series is allowed; give shorter phases")
    forward = np.full(last + 1, -np.inf)
    forward[0] = 0.0
    for j in range(1, last + 1):
        forward[j] = _log_sum(forward[:j] + worth[:j, j]) + step[j]
    cut = np.exp(forward + backward - backward[0])
    cut[[0, last]] = 0.0
    ahead = np.triu(np.ones((last, last + 1), bool), 1)
    from_here = np.where(np.isfinite(backward[:last]), backward[:last], 0.0)
    chance = np.exp(np.where(ahead, worth[:last] + step + backward - from_here[:, None], -np.inf))
    return Posterior(backward, np.cumsum(chance, axis=1), cut)


def changes(told: Tally, least: int, year: float, *, a_year: float = A_YEAR) -> Floats:
    """For each period the probability that the counts, for or against, change their rate before it.

    Args:
        told: the stories by period.
        least: periods of a phase at least.
        year: periods of a year.
        a_year: changes that are expected a year: cuts come as a Poisson process, so that the longer it is
            since the active period before, the likelier is one.
    """
    found = np.zeros(len(told.net))
    rates = Rates(told, likeness(told))
    if (model := _model(rates, least, year, a_year)) is not None:
        places, known = model
        found[rates.at[places[1:-1]]] = known.cut[1:-1]
    return found


def bayesian_turns(
    told: Tally, least: int, reach: int, year: float, *, a_year: float = A_YEAR, seed: int = 0
) -> list[Cut]:
    """The turns of a series, in order, each with its probability.

    Args:
        told: the stories by period.
        least: periods of a phase at least.
        reach: periods of a quarter of a year, or what a turn is otherwise steepest over.
        year: periods of a year.
        a_year: cuts of the counts that are expected a year.
        seed: of the draws.
    """
    rates = Rates(told, likeness(told))
    model = _model(rates, least, year, a_year)
    if model is None:
        return []
    places, known = model
    chance = np.random.default_rng(seed)
    drawn = _turning(rates, places[known.draw(DRAWS, chance)], chance)
    kept = _nearest(rates, drawn)
    while alone := lone(rates, kept):
        del kept[alone]
    return [_cut(rates, told, drawn, kept, i, reach) for i in range(1, len(kept) - 1)]


def expected_false_shares(probability: Floats) -> Floats:
    """For each turn the expected share of false ones among those at least as probable.

    Mueller, Parmigiani and Rice 2007, *FDR and Bayesian multiple comparisons rules*.

    >>> expected_false_shares(np.array([0.7, 0.9])).round(2).tolist()
    [0.2, 0.1]
    """
    # Those that are equally probable have one share: that of all of them.
    order = np.sort(1 - probability)
    behind = np.searchsorted(order, 1 - probability, "right")
    return np.concatenate([[0.0], np.cumsum(order)])[behind] / np.maximum(behind, 1)


def _model(rates: Rates, least: int, year: float, a_year: float) -> tuple[Places, Posterior] | None:
    """The places that are looked at and the posterior over them; None where there is nothing to cut."""
    if len(rates.at) < 3:
        return None
    places, worth = rates.table(least)
    if not np.isfinite(worth[0, -1]):
        return None
    since = np.diff(rates.at[places], prepend=0) * a_year / year
    # The odds of a Poisson process: (1 - e^-x) / e^-x.
    return places, posterior(worth, np.log(np.expm1(np.maximum(since, 1e-12))))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Draws: a row each.

    Attributes:
        edges: places of the turns, from 0 to the last, filled up with the last.
        means: mean intensity of the phase from each edge to the next.
    """

    edges: Places
    means: Floats


def _turning(rates: Rates, cuts: Places, chance: np.random.Generator) -> _Drawn:
    """Of partitions those cuts at which mean intensity changes, drawn for all partitions at once."""
    times, width = cuts.shape
    known = rates.sums[cuts]
    whole = rates.sums[-1]
    middle = whole[1] / whole[0]
    # The variance of stories within phases, as the partitions have them.
    part = np.diff(known, axis=1)
    inside = part[..., 2] - part[..., 1] ** 2 / np.where(part[..., 0] > 0, part[..., 0], 1)
    variance = (inside.sum(axis=1) + BELIEF * USUAL) / (whole[0] + BELIEF)

    def worth(i: int) -> Floats:
        both = known[:, i + 1 :] - known[:, i : i + 1]
        ratio = both[..., 0] * SPREAD**2 / variance[:, None]
        off = both[..., 1] - middle * both[..., 0]
        gain = off**2 * SPREAD**2 / variance[:, None] ** 2 / (1 + ratio)
        return np.asarray((gain - np.log1p(ratio)) / 2)

    prior = np.log(TURNING / (1 - TURNING))
    end = cuts[0, -1]
    odds = np.where(cuts[:, 1:] < end, prior, -np.inf)
    odds[:, -1] = 0.0
    backward, steps = np.zeros((times, width)), []
    for i in range(width - 2, -1, -1):
        step = worth(i) + odds[:, i:] + backward[:, i + 1 :]
        top = step.max(axis=1)
        summed = np.cumsum(np.exp(step - top[:, None]), axis=1)
        backward[:, i] = top + np.log(summed[:, -1])
        steps.append(summed / summed[:, -1:])
    steps.reverse()
    drawn, at = [np.zeros(times, np.int64)], np.zeros(times, np.int64)
    while (at < width - 1).any():
        after = np.full(times, width - 1)
        for i in np.unique(at[at < width - 1]):
            here = at == i
            after[here] = i + 1 + (steps[i][here] <= chance.random(int(here.sum()))[:, None]).sum(axis=1)
        at = np.minimum(after, width - 1)
        drawn.append(at)
    edges = np.take_along_axis(cuts, np.column_stack(drawn), axis=1)
    both = np.diff(rates.sums[edges], axis=1)
    weight = both[..., 0] + variance[:, None] / SPREAD**2
    return _Drawn(edges, middle + (both[..., 1] - middle * both[..., 0]) / weight)


def _nearest(rates: Rates, drawn: _Drawn) -> list[int]:
    """The edges of the draw whose course of mean intensity is nearest to the mean course of all."""
    times, last = len(drawn.edges), int(drawn.edges[0, -1])
    step: Floats = np.zeros((times, last + 1))
    jump = np.diff(drawn.means, axis=1, prepend=0)
    # What is behind the last place, where rows are filled up, is of no account.
    np.add.at(step, (np.arange(times)[:, None], drawn.edges[:, :-1]), jump)
    course = np.cumsum(step[:, :-1], axis=1)
    off = ((course - course.mean(axis=0)) ** 2 @ np.diff(rates.at)).argmin()
    return [int(place) for place in np.unique(drawn.edges[off])]


def _cut(rates: Rates, told: Tally, drawn: _Drawn, kept: list[int], i: int, reach: int) -> Cut:
    score, points = score_at(rates, kept[i - 1], kept[i], kept[i + 1])
    found = _places(drawn, rates, kept, i, points)
    low, high = np.quantile(found, [TAIL, 1 - TAIL], method="inverted_cdf") if len(found) else [kept[i]] * 2
    inside: NDArray[np.int64] = np.arange(int(low), int(high) + 1)
    first = int(np.flatnonzero(told.stories[: rates.at[low]])[-1]) + 1
    return Cut(
        int(rates.at[steepest(rates, told, inside, reach, points)]),
        first,
        int(rates.at[high]),
        points,
        score,
        int(rates.at[kept[i - 1]]),
        int(rates.at[kept[i + 1]]),
        len(found) / len(drawn.edges),
    )


def _places(drawn: _Drawn, rates: Rates, kept: list[int], i: int, points: float) -> Places:
    """For each draw that has the turn, where: nearer to it than to the turns before and after it."""
    last = kept[-1]
    bounds = [(rates.at[kept[j]] + rates.at[kept[j + 1]]) / 2 for j in (i - 1, i)]
    low = bounds[0] if i > 1 else 0
    high = bounds[1] if i < len(kept) - 2 else rates.at[last] + 1
    edges, at = drawn.edges[:, 1:-1], rates.at[drawn.edges[:, 1:-1]]
    jump = np.sign(np.diff(drawn.means, axis=1)) == np.sign(points)
    right = (edges < last) & jump & (at >= low) & (at < high)
    off = np.where(right, np.abs(at - rates.at[kept[i]]), np.inf)
    if not off.shape[1]:
        return np.zeros(0, np.int64)
    nearest = off.argmin(axis=1)
    rows = np.flatnonzero(np.isfinite(off[np.arange(len(off)), nearest]))
    return np.asarray(edges[rows, nearest[rows]])


def _log_sum(values: Floats) -> float:
    top = float(values.max(initial=-np.inf))
    return top + float(np.log(np.exp(values - top).sum())) if np.isfinite(top) else -np.inf

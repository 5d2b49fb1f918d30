"""Where a noisy level changes: optimal partitioning, exact, under a robust cost.

Of all ways to cut ``n`` values into stretches of at least ``least`` values, the one is found that makes

    sum of the cost of each stretch + penalty * number of cuts

least, where a stretch costs what its values lie off its best level (Jackson et al. 2005, *An algorithm for
optimal partitioning of data on an interval*; its pruned form PELT: Killick, Fearnhead and Eckley 2012,
*Optimal detection of changepoints with a linear computational cost*). PELT keeps a list of places where the
last stretch may begin, and strikes out those that can never win. Here the list is kept for each level of a
grid, and of it no more than the best place (functional pruning: Maidstone et al. 2017, *On optimal multiple
changepoint algorithms for large data*; with robust costs: Fearnhead and Rigaill 2019, *Changepoint detection
in the presence of outliers*). The optimum is the same, up to the step of the grid; the time is linear in
``n`` where there are no changes as well, which is PELT's worst case.

The cost is Huber's: half the square of the distance in deviations, and linear beyond :data:`HUBER`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: Beyond so many deviations a value weighs by its distance, not by the square.
HUBER = 2.0
#: Levels that a stretch may have: all intensities, in steps of a quarter point.
GRID = np.linspace(-10, 10, 81)


def costs(values: Floats, deviations: Floats) -> Floats:
    """Costs summed up: row ``i`` is what the first ``i`` values cost at each level of :data:`GRID`.

    Args:
        values: n values between -10 and +10.
        deviations: n standard deviations of them, above 0.

    Returns:
        n + 1 rows; what a stretch from ``i`` to before ``j`` costs is row ``j`` less row ``i``.
    """
    apart = np.abs((values[:, None] - GRID) / deviations[:, None])
    each = np.where(apart <= HUBER, apart**2 / 2, HUBER * (apart - HUBER / 2))
    return np.vstack([np.zeros(GRID.size), np.cumsum(each, axis=0)])


def cuts(summed: Floats, penalty: float, least: int) -> list[int]:
    """The first places of all stretches but the first, of the best partition.

    Args:
        summed: what :func:`costs` gives.
        penalty: what a cut costs.
        least: values that a stretch has at least.

    >>> values = np.array([2.0] * 9 + [-6.0] * 9)
    >>> cuts(costs(values, np.ones(18)), penalty=6, least=3)
    [9]
    """
    n = len(summed) - 1
    best = np.full(n + 1, np.inf)
    best[0] = -penalty
    begun = np.zeros(n + 1, np.int64)
    # For each level the cost of the best partition whose last stretch has it, less what has been paid at
    # that level so far, so that a value more changes nothing; and where that stretch begins.
    open_cost = np.full(summed.shape[1], np.inf)
    open_from = np.zeros(summed.shape[1], np.int64)
    for end in range(least, n + 1):
        start = end - least
        if np.isfinite(best[start]):
            fresh = best[start] + penalty - summed[start]
            better = fresh < open_cost
            open_cost[better] = fresh[better]
            open_from[better] = start
        total = open_cost + summed[end]
        level = int(total.argmin())
        best[end], begun[end] = total[level], open_from[level]
    found = []
    at = int(begun[n]) if n >= least else 0
    while at > 0:
        found.append(at)
        at = int(begun[at])
    return found[::-1]


def profile(summed: Floats, start: int, end: int) -> Floats:
    """What a stretch costs that is cut in two, for each place of the cut: ``start`` + 1 to ``end`` - 1."""
    inner = summed[start + 1 : end]
    return np.asarray((inner - summed[start]).min(axis=1) + (summed[end] - inner).min(axis=1))


def level(values: Floats, deviations: Floats) -> float:
    """The level that costs least: a mean in which what lies far off weighs less.

    Found from the weighted mean by reweighting, to a thousandth.
    """
    precise = deviations**-2
    at = float(np.average(values, weights=precise))
    for _ in range(100):
        apart = np.abs(values - at) / deviations
        weight = precise * np.minimum(1, HUBER / np.maximum(apart, HUBER))
        new = float(np.average(values, weights=weight))
        if abs(new - at) < 1e-3:
            return new
        at = new
    return at

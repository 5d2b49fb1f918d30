"""Where the rates of cooperation and conflict change: optimal partitioning of counts, exact.

Of all ways to cut a series into phases, that one is found whose phases explain the counts best, less a
penalty for each cut (Jackson et al. 2005, *An algorithm for optimal partitioning of data on an interval*). In
a phase stories for and stories against come at a rate each, as a share of all that was reported; the rate is
not known, but drawn from a gamma distribution around that of the whole series, so that a phase is worth its
marginal likelihood (Barry and Hartigan 1993, *A Bayesian analysis for change point problems*; Fearnhead 2006,
*Exact and efficient Bayesian inference for multiple changepoint problems*). Where counts are burstier than
Poisson ones the likelihood is tempered accordingly.

A cut stands before a period in which something was told; periods without are exposure of those around them.
"""

from __future__ import annotations

from math import lgamma, log

import numpy as np
from numpy.typing import NDArray

from entente.analysis.dyads.tally import Floats, Tally, burstiness, weighed

Places = NDArray[np.int64]
#: Shape of the gamma distribution of rates: 1 is an exponential one, which says least.
SHAPE = 1.0
#: Places among which cuts are sought, at most.
MOST = 600


class Rates:
    """A series as a search for cuts needs it: sums up to each place, and what a phase between two is worth.

    Attributes:
        at: m + 1 numbers of periods, one for each place: 0, each active period but the first, and n.
        sums: m + 1 rows up to each place: stories, net, squares, those of a period weighed as they are alike.
    """

    def __init__(self, told: Tally, alike: float) -> None:
        active = np.flatnonzero(told.stories > 0)
        self.at: Places = np.concatenate([[0], active[1:], [len(told.net)]]) if active.size else np.array([0])
        seen = told.exposure / max(float(told.exposure.mean()), 1e-12) if len(told.net) else told.exposure
        less = weighed(told, alike)
        self.sums = np.column_stack([self._up_to(v) for v in (less.stories, less.net, less.squares)])
        self._seen = self._up_to(seen)
        self._counts = [self._up_to(v).astype(np.int64) for v in (told.cooperation, told.conflict)]
        self._bursts = [burstiness(v, seen) for v in (told.cooperation, told.conflict)]
        self._rates, self._gammas = [], []
        for counts, burst in zip(self._counts, self._bursts, strict=True):
            total, whole = int(counts[-1]), float(self._seen[-1])
            rate = SHAPE * max(whole, 1e-12) / max(total / burst, 1e-9)
            self._rates.append(rate)
            table = np.array([lgamma(SHAPE + k / burst) for k in range(total + 1)])
            self._gammas.append(table - lgamma(SHAPE) + SHAPE * log(rate))

    def worth(self, start: Places | int, end: Places | int) -> Floats:
        """Logarithm of the marginal likelihood of phases from places ``start`` to ``end``; they broadcast.

        Where a phase ends before it begins the number says nothing.
        """
        seen = np.maximum(self._seen[end] - self._seen[start], 0.0)
        total: Floats = np.zeros(np.shape(seen))
        for counts, burst, rate, gammas in zip(
            self._counts, self._bursts, self._rates, self._gammas, strict=True
        ):
            number = np.maximum(counts[end] - counts[start], 0)
            total = total + gammas[number] - (SHAPE + number / burst) * np.log(rate + seen / burst)
        return total

    def table(self, least: int) -> tuple[Places, Floats]:
        """The places that are looked at, and what a phase between each two is worth.

        Args:
            least: periods of a phase at least; what is shorter is worth nothing, minus infinity.

        Returns:
            ``k`` places, and ``k`` times ``k`` logarithms: from the place of the row to that of the column.
        """
        # Of a long series every second or third place is looked at; a turn is placed more finely later.
        step = max(1, -(-(len(self.at) - 1) // MOST))
        places = np.unique(np.append(np.arange(0, len(self.at) - 1, step), len(self.at) - 1))
        worth = self.worth(places[:, None], places[None, :])
        long = self.at[places][None, :] - self.at[places][:, None] >= max(least, 1)
        return places, np.where(long, worth, -np.inf)

    def cuts(self, penalty: float, least: int) -> list[int]:
        """The places of the best partition into phases of at least ``least`` periods each."""
        places, worth = self.table(least)
        last = len(places) - 1
        best = np.full(last + 1, -np.inf)
        best[0], before = penalty, np.zeros(last + 1, np.int64)
        for end in range(1, last + 1):
            every = best[:end] - penalty + worth[:end, end]
            before[end] = every.argmax()
            best[end] = every[before[end]]
        found, place = [], int(before[last])
        while place > 0:
            found.append(int(places[place]))
            place = int(before[place])
        return found[::-1]

    def _up_to(self, values: Floats) -> Floats:
        return np.concatenate([[0.0], np.cumsum(values)])[self.at]

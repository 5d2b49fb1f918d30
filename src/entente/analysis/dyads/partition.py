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

from collections.abc import Sequence
from math import lgamma, log, pi

import numpy as np
from numpy.typing import NDArray

from entente.analysis.dyads.tally import Floats, Tally, burstiness, evened, weighed

Places = NDArray[np.int64]
#: Shape of the gamma distribution of rates: 1 is an exponential one, which says least.
SHAPE = 1.0
#: Places among which cuts are sought, at most.
MOST = 600
#: Ends of phases that are reckoned at once: what they need stays in the processor's cache.
BLOCK = 32
#: From here on Stirling's series is as good as the function.
STIRLING, HALF_LOG_TURN = 20.0, 0.5 * log(2 * pi)


class Rates:
    """A series as a search for cuts needs it: sums up to each place, and what a phase between two is worth.

    Attributes:
        at: m + 1 numbers of periods, one for each place: 0, each active period but the first, and n.
        sums: m + 1 rows up to each place: stories, net, squares, those of a period weighed as they are alike.
    """

    def __init__(self, told: Tally, alike: float, bursts: tuple[float, float] | None = None) -> None:
        """Sums up.

        Args:
            told: the stories by period.
            alike: likeness of the stories of a period.
            bursts: burstiness of cooperation and conflict; None to measure it.
        """
        active = np.flatnonzero(told.stories > 0)
        self.at: Places = np.concatenate([[0], active[1:], [len(told.net)]]) if active.size else np.array([0])
        seen = evened(told.exposure)
        less = weighed(told, alike)
        self.sums = np.column_stack([self._up_to(v) for v in (less.stories, less.net, less.squares)])
        self._seen = self._up_to(seen)
        self._counts = [self._up_to(v).astype(np.int64) for v in (told.cooperation, told.conflict)]
        self._bursts = bursts or (burstiness(told.cooperation, seen), burstiness(told.conflict, seen))
        self._rates, self._gammas = [], []
        for counts, burst in zip(self._counts, self._bursts, strict=True):
            total, whole = int(counts[-1]), float(self._seen[-1])
            rate = SHAPE * max(whole, 1e-12) / max(total / burst, 1e-9)
            self._rates.append(rate)
            self._gammas.append(_log_gamma(total, burst) - lgamma(SHAPE) + SHAPE * log(rate))

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
        return cuts_of([self], penalty, least)[0]

    def _up_to(self, values: Floats) -> Floats:
        return np.concatenate([[0.0], np.cumsum(values)])[self.at]


def cuts_of(several: Sequence[Rates], penalty: float, least: int) -> list[list[int]]:
    """The places of the best partition of each of some series, which have their places in common.

    Args:
        several: one or more series with the same active periods.
        penalty: what a cut must gain.
        least: periods of a phase at least.
    """
    at = several[0].at
    # Of a long series every second or third place is looked at; a turn is placed more finely later.
    step = max(1, -(-(len(at) - 1) // MOST))
    places = np.unique(np.append(np.arange(0, len(at) - 1, step), len(at) - 1))
    last, rows = len(places) - 1, np.arange(len(several))
    # So many places lie far enough before each.
    far = np.minimum(np.searchsorted(at[places], at[places] - least, "right"), np.arange(last + 1))
    best = np.full((len(several), last + 1), -np.inf)
    best[:, 0], before = 0.0, np.zeros((len(several), last + 1), np.int64)
    for low in range(1, last + 1, BLOCK):
        ends = places[low : low + BLOCK]
        starts = places[: int(far[low + len(ends) - 1])]
        worth = np.stack([one.worth(starts[None, :], ends[:, None]) for one in several], axis=1)
        for end, each in enumerate(worth, low):
            if number := int(far[end]):
                every = best[:, :number] + each[:, :number]
                before[:, end] = every.argmax(axis=1)
                best[:, end] = every[rows, before[:, end]] - penalty
    return [_walked(one, places) for one in before]


def _walked(before: Places, places: Places) -> list[int]:
    """The cuts of a partition, from the best start of the phase that ends at each place."""
    found, place = [], int(before[-1])
    while place > 0:
        found.append(int(places[place]))
        place = int(before[place])
    return found[::-1]


def _log_gamma(most: int, burst: float) -> Floats:
    """``log(gamma(SHAPE + k / burst))`` for k from 0 to ``most``.

    Where that is large by Stirling's series (Abramowitz and Stegun 1964, 6.1.41), good to the last digits.
    """
    x = SHAPE + np.arange(most + 1) / burst
    small = int(np.searchsorted(x, STIRLING))
    table = np.array([lgamma(one) for one in x[:small]])
    rest = x[small:]
    series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * rest**2)) / rest**2) / rest**2) / rest
    return np.concatenate([table, (rest - 0.5) * np.log(rest) - rest + HALF_LOG_TURN + series])

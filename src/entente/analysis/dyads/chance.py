"""What a search for turns finds where there are none: the same reporting, with the stories dealt out anew.

Each period keeps the number of its stories, with all waves of reporting; which of them are for and which
against is drawn by lot, with the share of the whole series. Stories of neighbouring periods hang together, as
those of the series do over a few weeks (a beta-binomial draw for each stretch: Skellam 1948). What is then
found is crying wolf.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entente.analysis.dyads.tally import Floats, Tally, likeness
from entente.analysis.dyads.turns import scores_of

#: Below so small a correlation stories are dealt out one by one.
ALONE = 1e-3
#: Series that are searched at once: more need memory, and are no faster.
TOGETHER = 20


def dealt(told: Tally, stretch: int, draw: np.random.Generator, together: float | None = None) -> Tally:
    """A series of the same stories by period, for and against by lot.

    Args:
        told: the series.
        stretch: periods that hang together.
        draw: where chance comes from.
        together: their correlation; None to measure it.
    """
    return _Deck.of(told, together).dealt(stretch, draw)


@dataclass(frozen=True, slots=True)
class _Deck:
    """What of a series stays the same, however its stories are dealt out.

    Attributes:
        told: the series.
        number: its stories by period.
        against: of all stories, those against.
        together: correlation of stories of neighbouring periods.
        means: mean intensity of stories for and against.
        rest: variance of single stories around these.
    """

    told: Tally
    number: NDArray[np.int64]
    against: int
    together: float
    means: Floats
    rest: float

    @classmethod
    def of(cls, told: Tally, together: float | None) -> _Deck:
        number = told.stories.astype(np.int64)
        total, against = max(float(number.sum()), 1.0), told.conflict.sum()
        # What the stories of either kind have, from the periods that have only one kind or both.
        both = np.column_stack([told.cooperation, told.conflict])
        means = np.linalg.lstsq(both, told.net, rcond=None)[0]
        # Means and variance are those of the series: of either kind, where they differ.
        expected = means[0] * (total - against) + means[1] * against
        means = means + (told.net.sum() - expected) / total
        squares = told.squares.sum() - means[0] ** 2 * (total - against) - means[1] ** 2 * against
        together = likeness(told) if together is None else together
        return cls(told, number, int(against), together, means, max(float(squares / total), 0.25))

    def dealt(self, stretch: int, draw: np.random.Generator) -> Tally:
        total = int(self.number.sum())
        return self._with_intensities(self._against(total, stretch, draw), draw) if total else self.told

    def _against(self, total: int, stretch: int, draw: np.random.Generator) -> Floats:
        """How many stories of each period are against."""
        number, share = self.number, self.against / total
        if self.together > ALONE and 0 < share < 1:
            size = 1 / self.together - 1
            where = (np.arange(len(number)) + draw.integers(stretch)) // stretch
            chances = draw.beta(share * size, (1 - share) * size, int(where[-1]) + 1)[where]
            return draw.binomial(number, chances).astype(float)
        marked = draw.permutation(total) < self.against
        at = np.repeat(np.arange(len(number)), number)
        return np.bincount(at, marked, len(number)).astype(float)

    def _with_intensities(self, conflict: Floats, draw: np.random.Generator) -> Tally:
        number = self.number.astype(float)
        net = self.means[0] * (number - conflict) + self.means[1] * conflict
        net = net + draw.standard_normal(len(number)) * np.sqrt(number * self.rest)
        squares = (
            self.means[0] ** 2 * (number - conflict) + self.means[1] ** 2 * conflict + number * self.rest
        )
        least = np.divide(net**2, number, out=np.zeros_like(net), where=number > 0)
        return Tally(number - conflict, conflict, net, np.maximum(squares, least), self.told.exposure)


def by_chance(told: Tally, least: int, stretch: int, times: int, draw: np.random.Generator) -> list[Floats]:
    """The scores of what is found in a series dealt out anew, for each of some times."""
    deck, found = _Deck.of(told, None), list[Floats]()
    for done in range(0, times, TOGETHER):
        some = [deck.dealt(stretch, draw) for _ in range(min(TOGETHER, times - done))]
        found += scores_of(some, least)
    return found


def threshold(told: Tally, least: int, stretch: int, times: int, rate: float, seed: int = 0) -> float:
    """The score that chance exceeds somewhere in a series with no more than ``rate``."""
    found = by_chance(told, least, stretch, times, np.random.default_rng(seed))
    highest = np.sort([one.max(initial=0.0) for one in found])[::-1]
    # With 39 times and 5 of 100 the second highest of 40 must be passed, the series itself being one.
    return float(highest[max(int(rate * (times + 1)) - 1, 0)])

"""The book of forecasts that were made and what came of them."""

from __future__ import annotations

import numpy as np

from entente.analysis.outlook.compared import Paired
from entente.analysis.outlook.panel import Floats
from entente.analysis.outlook.references import FORECASTERS
from entente.analysis.outlook.scores import brier, crps_of_counts, distribution, log_score
from entente.analysis.statistics import LEVEL

#: Fine bins of the log odds, from which the bins of a reliability curve are put together.
GRID = np.linspace(-11.6, 11.6, 465)
#: The interval of a number of stories is looked at where so many are expected.
_SOME = 0.5
_FEWEST = 8


class Ledger:
    """Scores of all forecasters, by what is forecast.

    Attributes:
        briers, logs: scores of the probabilities, by quad class.
        stories, intensity: continuous ranked probability scores.
        bins: of our probabilities: quad classes x 3 (forecasts, sum of probabilities, happened) x fine bins.
        tested: periods in which each dyad was forecast.
        happened: of these, in how many there was a story of the quad class; quad classes x dyads.
        ours, theirs: sums of the log score, ours and climatology's.
        gain, square, neighbours: sums of theirs less ours, of its square, and of its product with the last.
        inside: of intervals of stories and of intensity: how many held what came, and how many there were.
    """

    def __init__(self, dyads: int) -> None:
        def book() -> Paired:
            return Paired(len(FORECASTERS), dyads)

        self.briers, self.logs = [book() for _ in range(4)], [book() for _ in range(4)]
        self.stories, self.intensity = book(), book()
        self.bins = np.zeros((4, 3, len(GRID) + 1))
        self.tested = np.zeros(dyads)
        self.happened, self.ours, self.theirs = (np.zeros((4, dyads)) for _ in range(3))
        self.square, self.neighbours, self._before = (np.zeros((4, dyads)) for _ in range(3))
        self.inside = np.zeros((2, 2))

    def add_chances(self, chances: Floats, happened: Floats) -> None:
        """Probabilities of one period, forecasters x quad classes x dyads, and what happened."""
        n = chances.shape[2]
        self.tested[:n] += 1
        for quad in range(4):
            came = happened[quad]
            logs = log_score(chances[:, quad], came)
            self.briers[quad].add(slice(0, n), brier(chances[:, quad], came))
            self.logs[quad].add(slice(0, n), logs)
            self._follow(quad, logs[0], logs[1], came)
            p = chances[0, quad]
            at = np.searchsorted(GRID, np.log(p) - np.log1p(-p))
            for row, value in enumerate((np.ones(n), p, came)):
                self.bins[quad, row] += np.bincount(at, value, len(GRID) + 1)

    def _follow(self, quad: int, ours: Floats, theirs: Floats, came: Floats) -> None:
        n = len(came)
        gain = theirs - ours
        self.happened[quad, :n] += came
        self.ours[quad, :n] += ours
        self.theirs[quad, :n] += theirs
        self.square[quad, :n] += gain**2
        self.neighbours[quad, :n] += gain * self._before[quad, :n]
        self._before[quad, :n] = gain

    def add_stories(self, means: Floats, dispersions: Floats, came: Floats) -> None:
        """Numbers of stories of one period, forecasters x dyads, and those that came."""
        scores = [crps_of_counts(mean, much, came) for mean, much in zip(means, dispersions, strict=True)]
        self.stories.add(slice(0, len(came)), np.array(scores))
        some = np.flatnonzero((means[0] > _SOME) & (means[0] < 100) & (came < 999))
        if len(some):
            below = distribution(means[0][some], dispersions[0][some], 1000)
            number = came[some].astype(np.int64)
            each = np.arange(len(some))
            upper = below[each, number] >= (1 - LEVEL) / 2
            lower = np.where(number > 0, below[each, np.maximum(number - 1, 0)], 0) < (1 + LEVEL) / 2
            self.inside[0] += ((upper & lower).sum(), len(some))

    def add_intensity(
        self, dyad: np.ndarray[tuple[int], np.dtype[np.int64]], scores: Floats, inside: Floats
    ) -> None:
        """Scores of the mean intensity where there were stories, and whether our interval held it."""
        self.intensity.add(dyad, scores)
        self.inside[1] += (inside.sum(), len(inside))

    def gains(self, quad: int, other_than: float = 0.0) -> tuple[Floats, Floats]:
        """For each dyad how much of climatology's log score ours saves, and Student's t of it.

        The t allows for neighbouring periods to hang together. Both are missing where fewer than eight
        periods were forecast or nothing ever happened.
        """
        n = np.where((self.tested >= _FEWEST) & (self.happened[quad] > 0), self.tested, np.nan)
        total = self.theirs[quad] - self.ours[quad] - other_than
        mean = total / n
        variance = self.square[quad] / n - mean**2
        together = np.maximum(self.neighbours[quad] / n - mean**2, 0)
        with np.errstate(invalid="ignore", divide="ignore"):
            t = mean / np.sqrt((variance + 2 * together) / np.maximum(n - 1, 1))
            return total / self.theirs[quad], np.where(np.isfinite(t), t, np.nan)

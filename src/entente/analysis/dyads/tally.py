"""What a search for turns looks at: stories by period, for and against, with what was reported of all others.

Counts of events are burstier than chance: a clash brings ten stories in a week. How much burstier is measured
from the differences of neighbouring stretches, which few turns touch, and makes every test more careful.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: Variance of the intensity of single stories where nothing is known of it, and for how many it counts.
USUAL, BELIEF = 9.0, 4
#: Stretches of so many periods are compared with the next; of fewer pairs than this nothing is learned.
STRETCHES, FEWEST = (1, 2, 4), 8
#: The largest of the differences are left out: they may be turns. Of counts a fifth, of intensities less.
KEPT_COUNTS, KEPT_INTENSITY = 0.8, 0.95
#: What is left, on average, of squares of normal numbers of variance 1, without the largest of them.
LEFT = 0.759
#: That there is nothing more than chance counts as so many differences.
PRIOR = 6.0
#: How alike the stories of a period are where nothing is known of it.
USUAL_LIKENESS = 0.02
#: What is believed of it counts as so many pairs of periods with many stories.
KNOWN = 20.0


@dataclass(frozen=True, slots=True)
class Tally:
    """The stories of a dyad by period: arrays of one length, n.

    Attributes:
        cooperation, conflict: stories of quad classes 1 and 2, and of 3 and 4.
        net: sum of their intensities.
        squares: sum of the squares of their intensities.
        exposure: how much was reported of all actors in the period, in any unit; 0 where nothing was read.
    """

    cooperation: Floats
    conflict: Floats
    net: Floats
    squares: Floats
    exposure: Floats

    @property
    def stories(self) -> Floats:
        """Stories by period."""
        return self.cooperation + self.conflict


def tally(table: pd.DataFrame, exposure: Floats | None = None) -> Tally:
    """The tally of a regular series (:func:`entente.analysis.dyads.series.series`); None is even exposure."""
    count = table["count"].to_numpy(float)
    mean = table.intensity.fillna(0).to_numpy(float)
    apart = table.deviation.fillna(0).to_numpy(float)
    return Tally(
        table.cooperation.to_numpy(float),
        table.conflict.to_numpy(float),
        table.net.to_numpy(float),
        count * (apart**2 + mean**2),
        np.ones(len(table)) if exposure is None else exposure,
    )


def blocks(values: Floats, size: int) -> Floats:
    """Sums of stretches of ``size`` periods; what is left over at the end is dropped."""
    whole = len(values) // size * size
    return np.asarray(values[:whole].reshape(-1, size).sum(axis=1))


def burstiness(counts: Floats, exposure: Floats) -> float:
    """How many times as much counts vary as Poisson ones would; 1 at least."""
    most = 1.0
    for size in STRETCHES:
        number, seen = blocks(counts, size), blocks(exposure, size)
        both = number[1:] + number[:-1]
        used = (both > 0) & (seen[1:] > 0) & (seen[:-1] > 0)
        if len(number) < FEWEST or used.sum() < FEWEST / 2:
            continue
        part = seen[:-1][used] / (seen[:-1] + seen[1:])[used]
        apart = (number[:-1][used] - both[used] * part) ** 2 / (both[used] * part * (1 - part))
        most = max(most, _trimmed(apart, KEPT_COUNTS))
    return most


def likeness(told: Tally) -> float:
    """How alike the stories of one period are, as the correlation of the intensities of two of them: 0 to 1.

    From neighbouring periods with stories: what their means differ more than those of stories at random.
    """
    heard = told.stories > 0
    number, net, squares = told.stories[heard], told.net[heard], told.squares[heard]
    if len(number) < 2:
        return USUAL_LIKENESS
    free = (number - 1).sum()
    inside = ((squares - net**2 / number).sum() + BELIEF * USUAL) / (free + BELIEF)
    apart = np.diff(net / number) ** 2
    chance = inside * (1 / number[1:] + 1 / number[:-1])
    room = inside * (2 - 1 / number[1:] - 1 / number[:-1])
    kept = np.argsort(apart / chance)[: int(np.ceil(KEPT_INTENSITY * len(apart)))]
    weight = 1 / (chance + inside / 5)[kept]
    more = float((weight * (apart / LEFT - chance)[kept]).sum())
    most = float((weight * room[kept]).sum())
    # A variance between periods, beside the one within them.
    between = (more + KNOWN * USUAL_LIKENESS) / (most + KNOWN)
    return float(np.clip(between / (1 + max(between, 0.0)), 0.0, 0.9))


def weighed(told: Tally, alike: float) -> Tally:
    """A tally in which stories of one period that are alike count for less, as if fewer had been told."""
    worth = 1 / (1 + (np.maximum(told.stories, 1) - 1) * alike)
    return Tally(
        worth * told.cooperation,
        worth * told.conflict,
        worth * told.net,
        worth * told.squares,
        told.exposure,
    )


def _trimmed(apart: Floats, kept: float) -> float:
    some = np.sort(apart)[: max(1, int(np.ceil(kept * len(apart))))]
    return float((some.sum() + PRIOR) / (len(some) + PRIOR))

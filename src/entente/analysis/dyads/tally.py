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


def evened(exposure: Floats) -> Floats:
    """Exposure in units of its mean."""
    return exposure / max(float(exposure.mean()), 1e-12) if len(exposure) else exposure


def blocks(values: Floats, size: int) -> Floats:
    """Sums of stretches of ``size`` periods, the last axis; what is left over at the end is dropped."""
    whole = values.shape[-1] // size * size
    return np.asarray(values[..., :whole].reshape(*values.shape[:-1], -1, size).sum(axis=-1))


def burstiness(counts: Floats, exposure: Floats) -> float:
    """How many times as much counts vary as Poisson ones would; 1 at least."""
    return float(bursts(counts[None], exposure)[0])


def bursts(counts: Floats, exposure: Floats) -> Floats:
    """The burstiness of several series of counts, one a row, with the same exposure."""
    most = np.ones(len(counts))
    for size in STRETCHES:
        number, seen = blocks(counts, size), blocks(exposure, size)
        if len(seen) < FEWEST:
            continue
        read = (seen[1:] > 0) & (seen[:-1] > 0)
        one, other = number[:, :-1][:, read], number[:, 1:][:, read]
        both = one + other
        part = (seen[:-1] / np.maximum(seen[:-1] + seen[1:], 1e-300))[read]
        used = both > 0
        usual = np.where(used, both, 1.0)
        apart = np.where(used, (one - both * part) ** 2 / (usual * (part * (1 - part))), np.inf)
        some = used.sum(axis=1)
        found = _trimmed(apart, some, KEPT_COUNTS)
        most = np.where(some < FEWEST / 2, most, np.maximum(most, found))
    return most


def likeness(told: Tally) -> float:
    """How alike the stories of one period are, as the correlation of the intensities of two of them: 0 to 1.

    From neighbouring periods with stories: what their means differ more than those of stories at random.
    """
    return float(likenesses(told.stories, told.net[None], told.squares[None])[0])


def likenesses(stories: Floats, net: Floats, squares: Floats) -> Floats:
    """The likeness of several series with the same stories by period; ``net`` and ``squares`` one a row."""
    heard = stories > 0
    number, net, squares = stories[heard], net[:, heard], squares[:, heard]
    if len(number) < 2:
        return np.full(len(net), USUAL_LIKENESS)
    free = (number - 1).sum()
    inside = ((squares - net**2 / number).sum(axis=1, keepdims=True) + BELIEF * USUAL) / (free + BELIEF)
    apart = np.diff(net / number) ** 2
    chance = inside * (1 / number[1:] + 1 / number[:-1])
    room = inside * (2 - 1 / number[1:] - 1 / number[:-1])
    kept = np.argsort(apart / chance)[:, : int(np.ceil(KEPT_INTENSITY * apart.shape[1]))]
    weight = 1 / np.take_along_axis(chance + inside / 5, kept, axis=1)
    more = (weight * np.take_along_axis(apart / LEFT - chance, kept, axis=1)).sum(axis=1)
    most = (weight * np.take_along_axis(room, kept, axis=1)).sum(axis=1)
    # A variance between periods, beside the one within them.
    between = (more + KNOWN * USUAL_LIKENESS) / (most + KNOWN)
    return np.asarray(np.clip(between / (1 + np.maximum(between, 0.0)), 0.0, 0.9))


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


def _trimmed(apart: Floats, some: NDArray[np.int64], kept: float) -> Floats:
    """Of each row the mean of the smallest of ``some`` squares, with what is believed beforehand."""
    used = np.maximum(np.ceil(kept * some).astype(np.int64), 1)
    inside = np.arange(apart.shape[1]) < used[:, None]
    summed = np.where(inside, np.sort(apart, axis=1), 0.0).sum(axis=1)
    return np.asarray((summed + PRIOR) / (used + PRIOR))

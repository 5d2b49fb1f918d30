"""Whether probabilities mean what they say: the reliability curve, and the Brier score taken apart."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from entente.analysis.outlook.ledger import Ledger
from entente.analysis.outlook.panel import Floats

#: Bins of a curve; each holds as many of the stories that were expected.
BINS = 10
_DRAWS, _LEVEL = 2000, 0.95


class Bin(NamedTuple):
    """Forecasts of about the same probability.

    Attributes:
        quad: class, 1 to 4.
        forecast: the mean of the probabilities.
        observed: the share in which there was a story.
        n: forecasts.
        happened: in how many there was one.
        low, high: between which ``observed`` lies in 95 of 100 cases if the forecasts are reliable.
        held: whether it does.
    """

    quad: int
    forecast: float
    observed: float
    n: int
    happened: int
    low: float
    high: float
    held: bool


class Parts(NamedTuple):
    """The Brier score of a quad class in parts: reliability - resolution + uncertainty, but for rounding to
    bins.

    Attributes:
        quad: class, 1 to 4.
        brier: the score.
        reliability: how far probabilities lie from what they say; 0 is best.
        resolution: how far they tell cases apart; the larger the better.
        uncertainty: the score of one who knows only how frequent it is.
    """

    quad: int
    brier: float
    reliability: float
    resolution: float
    uncertainty: float


def reliability(ledger: Ledger, bins: int = BINS, seed: int = 0) -> pd.DataFrame:
    """The reliability curve of our probabilities, one row a quad class and bin, as :class:`Bin`.

    The bars are of consistency: where what is observed lies by chance if the forecasts are right (Bröcker and
    Smith 2007, *Increasing the reliability of reliability diagrams*). They take dyads for independent; those
    of one period are not wholly, so that somewhat more than five in 100 fall outside.
    """
    draw = np.random.default_rng(seed)
    found: list[Bin] = []
    for quad in range(4):
        for n, total, came in _put_together(ledger.bins[quad], bins).tolist():
            p = total / n
            low, high = np.quantile(draw.binomial(int(n), min(p, 1.0), _DRAWS) / n, _tails())
            held = bool(low <= came / n <= high)
            found.append(Bin(quad + 1, p, came / n, int(n), int(came), float(low), float(high), held))
    return pd.DataFrame(found, columns=list(Bin._fields))


def parts(ledger: Ledger) -> pd.DataFrame:
    """The Brier score of our probabilities in parts, one row a quad class, as :class:`Parts` (Murphy 1973, *A
    new vector partition of the probability score*)."""
    found = []
    for quad in range(4):
        n, total, came = _put_together(ledger.bins[quad], 20).T
        every = n.sum()
        if not every:
            continue
        share, mean = came / n, came.sum() / every
        found.append(
            Parts(
                quad + 1,
                float(ledger.briers[quad].scores[0]),
                float((n * (total / n - share) ** 2).sum() / every),
                float((n * (share - mean) ** 2).sum() / every),
                float(mean * (1 - mean)),
            )
        )
    return pd.DataFrame(found, columns=list(Parts._fields))


def _tails() -> list[float]:
    return [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2]


def _put_together(fine: Floats, bins: int) -> Floats:
    """Fine bins put together, each with as much of the sum of probabilities: rows of n, sum, happened."""
    if not fine[0].any():
        return np.zeros((0, 3))
    share = (np.cumsum(fine[1]) - fine[1] / 2) / fine[1].sum()
    group = np.minimum((share * bins).astype(np.int64), bins - 1)
    rows = np.stack([np.bincount(group, row, bins) for row in fine], axis=1)
    return np.asarray(rows[rows[:, 0] > 0])

"""Whether the mean intensity of ties is another than it was, told by the means of periods.

A period's mean varies by ``between + within / count``: a month of fifty stories is little surer than one of
ten. So periods weigh ``count / (count + 4)``, as if ``within`` were four times ``between``, which is about
what dyads show; how much they vary is then seen in them, drawn towards what all ties of the call show
(Smyth 2004: Linear models and empirical Bayes methods), and raised for what successive periods have in
common. Periods without stories are not part of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.brokerage.shares import (
    BELIEF,
    HIGHEST,
    Change,
    Ints,
    drawn_towards,
    inflation,
    unbiased,
)
from entente.analysis.statistics import Floats, quantile, two_sided

#: ``within`` by ``between``; and the variance of a mean of many periods of one story where nothing is known.
RATIO, UNKNOWN = 4.0, 4.0
#: Periods with stories, before and after, below which nothing is tested.
FEWEST = 4


@dataclass(frozen=True, slots=True)
class Meeting:
    """Mean intensities of ties in two times, and what changed; NaN where nothing was told."""

    old: Floats
    new: Floats
    change: Change


def meetings(old: pd.DataFrame, new: pd.DataFrame, old_code: Ints, new_code: Ints, n: int) -> Meeting:
    """Mean intensities before and after, of ``n`` ties.

    Args:
        old: periods of ties before, with ``number`` (of the period), ``stories`` and ``intensity``.
        new: the same of after.
        old_code: number of the tie of each row of ``old``.
        new_code: the same of ``new``.
        n: how many ties there are.
    """
    times = [_Time(one, code, n) for one, code in ((old, old_code), (new, new_code))]
    free = np.clip(sum(one.active for one in times) - 2, 0, None)
    squares = np.asarray(times[0].squares + times[1].squares, float)
    enough = np.minimum(times[0].active, times[1].active) >= FEWEST
    telling = enough & (squares > 0)
    usual = float(squares[telling].sum() / free[telling].sum()) if telling.any() else UNKNOWN
    lasting, seen = inflation(_together(times, squares, telling), (free + 2) / 2)
    scale = (squares / seen + BELIEF * usual) / (free + BELIEF)
    size = times[1].mean - times[0].mean
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = scale * lasting * (1 / times[0].weight + 1 / times[1].weight)
        p = np.where(enough, two_sided(size / np.sqrt(variance), free + BELIEF), np.nan)
    far = quantile(free + BELIEF) * np.sqrt(variance)
    return Meeting(times[0].mean, times[1].mean, Change(size, size - far, size + far, p))


def _together(times: list[_Time], squares: Floats, telling: NDArray[np.bool_]) -> Floats:
    """Autocorrelation of each tie, drawn towards that of all."""
    beside, pairs = (sum(getattr(one, name) for one in times) for name in ("beside", "pairs"))
    half = (times[0].active + times[1].active) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        seen = np.where(pairs > 0, unbiased(beside / pairs * 2 * half / squares, half), 0)
    weight = np.where(telling, pairs, 0)
    common = float(np.clip((weight * seen).sum() / max(weight.sum(), 1), 0, HIGHEST))
    return drawn_towards(seen, weight, common)


class _Time:
    """Weighted means of one time, and sums of what is left of them, one entry a tie."""

    def __init__(self, ties: pd.DataFrame, code: Ints, n: int) -> None:
        order = np.lexsort((ties.number.to_numpy(), code))
        code, number = code[order], ties.number.to_numpy()[order]
        stories, felt = ties.stories.to_numpy(float)[order], ties.intensity.to_numpy(float)[order]
        weight = stories / (stories + RATIO)
        self.active = np.bincount(code, minlength=n).astype(float)
        self.weight = np.bincount(code, weight, n)
        with np.errstate(invalid="ignore", divide="ignore"):
            self.mean = np.bincount(code, weight * felt, n) / self.weight
        left = np.sqrt(weight) * (felt - self.mean[code])
        self.squares = np.bincount(code, left**2, n)
        follows = (code[1:] == code[:-1]) & (number[1:] == number[:-1] + 1)
        self.beside = np.bincount(code[1:][follows], (left[1:] * left[:-1])[follows], n)
        self.pairs = np.bincount(code[1:][follows], minlength=n).astype(float)

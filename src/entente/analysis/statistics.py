"""Probabilities, quantiles, intervals and false discoveries, without a library of statistics."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
#: Share of intervals that hold what they should; and of findings that may be false.
LEVEL, FALSE = 0.9, 0.05
#: The normal quantile of intervals that hold the truth in 95 of 100 cases.
Z = 1.959964
_erfc = np.frompyfunc(math.erfc, 1, 1)


def two_sided(t: ArrayLike, free: ArrayLike) -> Floats:
    """Chance that Student's t with ``free`` degrees of freedom lies at least so far from 0.

    By Wallace's transformation to a normal value, good to 0.001 from four degrees of freedom on (Wallace
    1959: Bounds on normal approximations to Student's and the chi-square distributions).

    >>> two_sided([2.074, 2.819], 22).round(3).tolist()
    [0.05, 0.01]
    """
    t, free = np.asarray(t, float), np.asarray(free, float)
    normal = (8 * free + 1) / (8 * free + 3) * np.sqrt(free * np.log1p(t**2 / free))
    return np.asarray(_erfc(normal / math.sqrt(2)), float)


def quantile(free: ArrayLike, level: float = LEVEL) -> Floats:
    """How far from 0 Student's t lies at most with the chance ``level``; the reverse of :func:`two_sided`.

    >>> quantile([10, 22], 0.95).round(2).tolist()
    [2.23, 2.07]
    """
    free = np.asarray(free, float)
    normal = NormalDist().inv_cdf((1 + level) / 2) * (8 * free + 3) / (8 * free + 1)
    return np.asarray(np.sqrt(free * np.expm1(normal**2 / free)))


def adjusted(p: ArrayLike) -> Floats:
    """The q of each p: the least rate of false findings at which it is one (Benjamini and Hochberg 1995:
    Controlling the false discovery rate). What was not tested, NaN, stays so and does not count.

    >>> adjusted([0.01, 0.5, 0.02, float("nan")]).round(3).tolist()
    [0.03, 0.5, 0.03, nan]
    """
    p = np.asarray(p, float)
    found = np.full(p.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    q = p[order] * order.size / np.arange(1, order.size + 1)
    found[order] = np.minimum.accumulate(q[::-1])[::-1].clip(max=1)
    return found


def wilson(part: ArrayLike, whole: ArrayLike, far: ArrayLike = Z) -> tuple[Floats, Floats]:
    """The interval of a share (Wilson 1927: Probable inference), ``far`` deviations to each side.

    Missing where the whole is 0 or missing.

    >>> low, high = wilson([0, 5], 10)
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.0, 0.237], [0.278, 0.763])
    """
    square = np.square(np.asarray(far, float))
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    whole = np.where(whole > 0, whole, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = part / whole
        middle = (share + square / (2 * whole)) / (1 + square / whole)
        half = np.sqrt(square * (share * (1 - share) / whole + square / (4 * whole**2))) / (
            1 + square / whole
        )
    # Rounding must not push the bounds past what is seen.
    return np.clip(np.minimum(middle - half, share), 0, 1), np.clip(np.maximum(middle + half, share), 0, 1)


def poisson(count: ArrayLike) -> tuple[Floats, Floats]:
    """Interval of the mean of a Poisson count, 95 %; missing where the count is.

    Source: Byar's approximation, in Breslow and Day 1987, *Statistical methods in cancer research*, vol. 2.

    >>> [round(float(x), 1) for x in poisson(10)]
    [4.8, 18.4]
    """
    k = np.asarray(count, float)
    above = k + 1
    some = np.maximum(k, 1)
    low = np.where(k > 0, some * (1 - 1 / (9 * some) - Z / (3 * np.sqrt(some))) ** 3, 0 * k)
    return low, above * (1 - 1 / (9 * above) + Z / (3 * np.sqrt(above))) ** 3


def ranks(values: Floats) -> Floats:
    """Ranks from 1 of values without missing ones; equal ones share the mean of theirs."""
    order: Any = np.unique(values, return_inverse=True, return_counts=True)
    _, place, number = order
    last = np.cumsum(number)
    return np.asarray((last - (number - 1) / 2)[place], float)

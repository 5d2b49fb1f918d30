"""Intervals of shares, rates and correlations; quantiles without a library of statistics."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
#: The normal quantile of intervals that hold the truth in 95 of 100 cases.
Z = 1.959964


def wilson(count: ArrayLike, total: ArrayLike) -> tuple[Floats, Floats]:
    """Interval of a share, 95 %; missing where the total is 0 or missing.

    Source: Wilson 1927, *Probable inference, the law of succession, and statistical inference*.

    >>> [round(float(x), 3) for x in wilson(0, 10)]
    [0.0, 0.278]
    """
    k, n = np.asarray(count, float), np.asarray(total, float)
    n = np.where(n > 0, n, np.nan)
    share = k / n
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)


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


def student(free: float) -> float:
    """The 97.5 % quantile of Student's t, from the normal one by its expansion (Fisher and Cornish 1960).

    >>> round(student(10), 2)
    2.23
    """
    terms = (
        (Z**3 + Z) / 4,
        (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96,
        (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384,
    )
    return Z + sum(term / free**power for power, term in enumerate(terms, start=1))


def ranks(values: Floats) -> Floats:
    """Ranks from 1 of values without missing ones; equal ones share the mean of theirs."""
    order: Any = np.unique(values, return_inverse=True, return_counts=True)
    _, place, number = order
    last = np.cumsum(number)
    return np.asarray((last - (number - 1) / 2)[place], float)


def discoveries(chances: Floats) -> Floats:
    """The q-values of p-values; missing ones are not tested and stay missing.

    Source: Benjamini and Hochberg 1995, *Controlling the false discovery rate*.

    >>> [round(float(q), 3) for q in discoveries(np.array([0.01, 0.5, np.nan, 0.02]))]
    [0.03, 0.5, nan, 0.03]
    """
    found = np.full(chances.shape, np.nan)
    tested = np.flatnonzero(np.isfinite(chances))
    order = tested[np.argsort(chances[tested], kind="stable")]
    scaled = chances[order] * order.size / np.arange(1, order.size + 1)
    found[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return found

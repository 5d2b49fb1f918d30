"""Reciprocity: how evenly two deal with each other, whether like is answered with like, who is kinder.

What two do together is left out: it stands in both directions, and would look like an answer. Reciprocity
within one period is a correlation; whether one comes before the other is asked by :mod:`leads`. A wave of
reporting moves the counts of both, so these are compared as shares of what was read where that is known.

Sources: Ward 1982, *Cooperation and conflict in foreign policy behavior: reaction and memory*; Goldstein and
Freeman 1990, *Three-way street: strategic reciprocity in world politics*; Moore 1995, *Action-reaction or
rational expectations? Reciprocity and the domestic-international conflict nexus during the "Rhodesia
problem"*.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.dyads.oneway import one_way
from entente.analysis.statistics import Floats, Z, quantile, ranks, wilson
from entente.errors import UsageError

#: So many pairs of periods are needed for a correlation, and active periods of each for a balance.
FEWEST, ACTIVE = 10, 5
#: Batches of periods that the variance of a balance is taken over, at most.
BATCHES = 10
COLUMNS = (
    "first",
    "last",
    "periods",
    "a_to_b",
    "b_to_a",
    "weaker",
    "weaker_low",
    "weaker_high",
    *(
        f"{what}{part}"
        for what in ("tone", "cooperation", "conflict")
        for part in ("", "_low", "_high", "_pairs")
    ),
    "balance",
    "balance_low",
    "balance_high",
    "kinder",
)


def reciprocity(table: pd.DataFrame, a: str, b: str, *, window: int | None = None) -> pd.DataFrame:
    """The reciprocity of a dyad, in all or window by window.

    Args:
        table: what :func:`entente.analysis.dyads.series.directions` gives of ``a`` and ``b``, or that with
            coverage (:func:`entente.analysis.dyads.coverage.covered`).
        a, b: their codes.
        window: periods of a window; windows lie end to end, the last may be shorter. None for one of all.

    Returns:
        One row a window: ``first``, ``last`` (first days of periods), ``periods`` (of which something is
        known), ``a_to_b``, ``b_to_a`` (counts), ``weaker`` (share of the weaker direction, 0 to 0.5) with
        ``weaker_low``, ``weaker_high`` (Wilson); ``tone`` (rank correlation of the mean intensities of both
        in the same period), ``cooperation``, ``conflict`` (of the counts of each, as shares of what was read
        where the table has coverage), each with ``_low``, ``_high`` and ``_pairs`` (of periods); ``balance``
        (mean intensity of ``a`` to ``b`` less that of ``b`` to ``a``) with ``balance_low``, ``balance_high``;
        ``kinder`` (the code of the one that is, where the interval does not hold 0). What cannot be told
        from so few is missing. All intervals are of 95 %.

    Raises:
        UsageError: the window is below 1.
    """
    if window is not None and window < 1:
        raise UsageError(f"window of {window} periods: valid are 1 and more; leave it out for all")
    there, back = one_way(table)
    size = window or max(len(there), 1)
    rows = [
        _row(there.iloc[start : start + size], back.iloc[start : start + size], a, b)
        for start in range(0, len(there), size)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(there: pd.DataFrame, back: pd.DataFrame, a: str, b: str) -> tuple[object, ...]:
    one, other = int(there["count"].sum()), int(back["count"].sum())
    low, high = wilson(min(one, other), one + other)
    weaker = min(one, other) / (one + other) if one + other else np.nan
    known = int(there["count"].notna().sum())
    tones = alike(there.intensity.to_numpy(), back.intensity.to_numpy())
    likes = [alike(_share(there, name), _share(back, name)) for name in ("cooperation", "conflict")]
    gap, least, most = _balance(there, back)
    kinder = a if least > 0 else b if most < 0 else None
    return (
        there.period.iloc[0],
        there.period.iloc[-1],
        known,
        one,
        other,
        weaker,
        float(low),
        min(float(high), 0.5) if one + other else np.nan,
        *tones,
        *(figure for found in likes for figure in found),
        gap,
        least,
        most,
        kinder,
    )


def _share(part: pd.DataFrame, name: str) -> Floats:
    count = part[name].to_numpy(float)
    if "articles" not in part:
        return count
    articles = part.articles.to_numpy(float)
    return np.asarray(count / np.where(articles > 0, articles, np.nan))


def alike(first: Floats, second: Floats) -> tuple[float, float, float, int]:
    """The rank correlation of two series in the same periods, its interval of 95 %, and the pairs.

    The interval is Fisher's, with the deviation of Bonett and Wright 2000 (*Sample size requirements for
    estimating Pearson, Kendall and Spearman correlations*). Where both hang together over time, so many pairs
    count as fewer (Bartlett 1935, *Some aspects of the time-correlation problem*).
    """
    seen = np.isfinite(first) & np.isfinite(second)
    n = int(seen.sum())
    if n < FEWEST:
        return np.nan, np.nan, np.nan, n
    x, y = (_scaled(series[seen]) for series in (first, second))
    if x is None or y is None:
        return np.nan, np.nan, np.nan, n
    r = float(np.clip((x * y).mean(), -1, 1))
    common = _neighbours(seen, x) * _neighbours(seen, y)
    size = max(n * (1 - common) / (1 + common), 5.0)
    if abs(r) > 1 - 1e-12:
        return r, r, r, n
    half = Z * np.sqrt((1 + r**2 / 2) / (size - 3))
    middle = np.arctanh(r)
    return r, float(np.tanh(middle - half)), float(np.tanh(middle + half)), n


def _scaled(values: Floats) -> Floats | None:
    order = ranks(values)
    deviation = order.std()
    return None if deviation == 0 else np.asarray((order - order.mean()) / deviation)


def _neighbours(seen: NDArray[np.bool_], values: Floats) -> float:
    """The autocorrelation of successive periods, from 0 to 0.9."""
    whole = np.full(seen.size, np.nan)
    whole[seen] = values
    products = whole[1:] * whole[:-1]
    products = products[np.isfinite(products)]
    return float(np.clip(products.mean(), 0.0, 0.9)) if products.size >= FEWEST else 0.0


def _balance(there: pd.DataFrame, back: pd.DataFrame) -> tuple[float, float, float]:
    """Difference of two mean intensities over stories, with an interval that knows of periods.

    Stories of a period are no independent sample, nor are successive periods: the variance is that of sums
    over batches of periods (Schmeiser 1982, *Batch size effects in the analysis of simulation output*).
    """
    parts, means, active = [], [], []
    for part in (there, back):
        count = part["count"].fillna(0).to_numpy(float)
        net = part["net"].fillna(0).to_numpy(float)
        total = count.sum()
        if total == 0:
            return np.nan, np.nan, np.nan
        means.append(net.sum() / total)
        parts.append((net - means[-1] * count) / total)
        active.append(int((count > 0).sum()))
    gap = float(means[0] - means[1])
    if min(active) < ACTIVE:
        return gap, np.nan, np.nan
    off = parts[0] - parts[1]
    number = min(BATCHES, *active)
    batch = np.arange(off.size) * number // off.size
    sums = np.bincount(batch, off, number)
    half = float(quantile(number - 1, 0.95)) * float(number / (number - 1) * (sums**2).sum()) ** 0.5
    return gap, gap - half, gap + half

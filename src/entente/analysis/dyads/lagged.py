"""Lagged correlation of two series with missing values, and how far chance alone would bring it.

Both series are taken around a moving mean, so that a turn of both is no sign that one follows the other. Then
they pass one filter that takes out what a value owes to the one before (autoregressive, first order). It
is the same for both: two filters of their own would shift them against each other, and what only moves
together would seem to lead (prewhitening: Haugh 1976, *Checking the independence of two covariance-stationary
time series*). What lies far off is drawn in before they are correlated, so that no single period makes the
result (Wilcox 1993, *Some results on a Winsorized correlation coefficient*).

What chance brings is taken from surrogates: the values of one series are cut into blocks, which are put in
another order. Blocks keep what is left of the likeness of neighbours (Künsch 1989, *The jackknife and the
bootstrap for general stationary observations*). Values move among the periods that have one, so every
surrogate has the pairs that the record has. The largest value over all lags stands against the largest of
each surrogate (Westfall and Young 1993, *Resampling-based multiple testing*). Surrogates are drawn until the
answer is plain (Besag and Clifford 1991, *Sequential Monte Carlo p-values*).

Surrogates have nothing in common, so they do not say whether two that do have more of it one way than the
other. For that blocks of time are turned round by lot (randomisation: Fisher 1935, *The design of
experiments*): a crisis that moves both counts as one, however many periods it has.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: A lag is looked at where it has so many pairs of periods.
FEWEST = 20
#: Autocorrelation is not believed to be more, and is reckoned from so many neighbours at least.
HIGHEST, NEIGHBOURS = 0.9, 10
#: Deviation of the bell that the moving mean is taken under, in farthest lags.
SMOOTH = 2
#: Values farther off than so many deviations are drawn in.
FAR = 3.0
#: Surrogates drawn at first, all in all, and how many must reach the record for the first to be enough.
FIRST, ALL, PLAIN = 199, 1999, 10
#: Numbers of surrogates times periods that are held at a time.
HELD = 1_000_000


@dataclass(frozen=True, slots=True)
class Lagged:
    """Correlations by lag: the second series stands so many periods behind the first.

    Attributes:
        lags: from -L to L.
        r: correlations; missing where there are too few pairs, or where a series does not vary.
        low, high: what 95 of 100 surrogates lie between, lag by lag.
        pairs: pairs of periods.
        best: place of the lag other than 0 that stands out most; None where none can be looked at.
        p_any: chance that some lag other than 0 stands out so much.
        p_apart: chance that it differs so much from the same lag the other way round.
        p_none: chance that lag 0 stands out so much.
    """

    lags: NDArray[np.int64]
    r: Floats
    low: Floats
    high: Floats
    pairs: NDArray[np.int64]
    best: int | None
    p_any: float
    p_apart: float
    p_none: float


def lagged(first: Floats, second: Floats, reach: int, draw: np.random.Generator) -> Lagged:
    """The correlation of two series at lags from ``-reach`` to ``reach``.

    Args:
        first, second: values of the same periods, in order; NaN where one is missing.
        reach: the farthest lag.
        draw: what surrogates are drawn with.
    """
    lags = np.arange(-reach, reach + 1)
    level = [_level_out(series, SMOOTH * reach) for series in (first, second)]
    one, other = (_drawn_in(series) for series in _whitened(*level))
    parts = _Parts.of(one, ~np.isnan(other), lags)
    r = parts.correlations(np.nan_to_num(other)[None, :])[0]
    usable = np.isfinite(r) & (lags != 0) & np.isfinite(r[::-1])
    if not usable.any():
        empty = np.full(lags.size, np.nan)
        return Lagged(lags, r, empty, empty, parts.pairs, None, np.nan, np.nan, np.nan)
    scale = np.sqrt(parts.pairs)
    z = np.where(usable, np.abs(r) * scale, -np.inf)
    best = int(z.argmax())
    seen = np.array([z[best], np.abs(r[reach]) * scale[reach]])
    reached, drawn, made = np.zeros(2), 0, []
    for number in (FIRST, ALL - FIRST):
        for size in _chunks(number, one.size):
            found = parts.correlations(_surrogates(other, size, draw))
            made.append(found.astype(np.float32))
            scaled = np.abs(np.nan_to_num(found * scale))
            values = np.stack([scaled[:, usable].max(axis=1), scaled[:, reach]])
            reached += (values >= seen[:, None] - 1e-9).sum(axis=1)
            drawn += size
        if reached[0] >= PLAIN:
            break
    p_any, p_none = (float(one) for one in (reached + 1) / (drawn + 1))
    p_apart = _apart(np.nan_to_num(one), np.nan_to_num(other), abs(int(lags[best])), draw)
    low, high = _band(np.concatenate(made))
    return Lagged(lags, r, low, high, parts.pairs, best, p_any, p_apart, p_none)


def _apart(first: Floats, second: Floats, lag: int, draw: np.random.Generator) -> float:
    """The chance that a lag differs so much from its mirror, where neither series leads.

    Then what speaks for the one and for the other is alike in every stretch of time, and may as well stand
    the other way round: the signs of blocks are drawn by lot.
    """
    n = first.size
    speaks = first[: n - lag] * second[lag:] - second[: n - lag] * first[lag:]
    length = max(1, round(n**0.5))
    blocks = np.bincount(np.arange(speaks.size) // length, speaks)
    signs = draw.choice([-1.0, 1.0], (ALL, blocks.size))
    reached = int((np.abs(signs @ blocks) >= abs(float(blocks.sum())) - 1e-9).sum())
    return (reached + 1) / (ALL + 1)


def _band(made: NDArray[np.float32]) -> tuple[Floats, Floats]:
    seen = np.isfinite(made).all(axis=0)
    low, high = np.full(made.shape[1], np.nan), np.full(made.shape[1], np.nan)
    if seen.any():
        low[seen], high[seen] = np.percentile(made[:, seen].astype(float), [2.5, 97.5], axis=0)
    return low, high


def _chunks(number: int, periods: int) -> list[int]:
    size = max(1, HELD // max(periods, 1))
    return [size] * (number // size) + ([number % size] if number % size else [])


@dataclass(frozen=True, slots=True)
class _Parts:
    """What of a correlation does not change as the second series is put in another order."""

    seen: Floats
    values: Floats
    pairs: NDArray[np.int64]
    total: Floats
    squares: Floats

    @classmethod
    def of(cls, first: Floats, seen: NDArray[np.bool_], lags: NDArray[np.int64]) -> _Parts:
        n = first.size
        at = np.arange(n)[:, None] - lags[None, :]
        inside = (at >= 0) & (at < n)
        shifted = np.where(inside, first[np.clip(at, 0, max(n - 1, 0))], np.nan)
        both = np.isfinite(shifted) & seen[:, None]
        values = np.where(both, shifted, 0.0)
        total, squares = values.sum(axis=0), (values**2).sum(axis=0)
        return cls(both.astype(float), values, both.sum(axis=0), total, squares)

    def correlations(self, second: Floats) -> Floats:
        """One row a series, one column a lag."""
        number = np.where(self.pairs >= FEWEST, self.pairs, np.nan)
        sums = second @ self.seen
        squares = second**2 @ self.seen - sums**2 / number
        own = self.squares - self.total**2 / number
        common = second @ self.values - sums * self.total / number
        below = np.sqrt(np.maximum(squares, 0) * np.maximum(own, 0))
        # Values are scaled to deviation 1: what is left below is rounding.
        return np.asarray(np.where(below > 1e-9 * number, common, np.nan) / np.where(below > 0, below, 1.0))


def _surrogates(series: Floats, number: int, draw: np.random.Generator) -> Floats:
    """A series with its values in other orders, block by block; missing ones stay where they are."""
    seen = np.flatnonzero(~np.isnan(series))
    values = series[seen]
    n = values.size
    length = max(1, round(n**0.5))
    begun = draw.integers(0, n, (number, 1))
    keys = draw.random((number, (n - 1) // length + 1))
    order = np.argsort(keys[:, np.arange(n) // length], axis=1, kind="stable")
    made = np.zeros((number, series.size))
    made[:, seen] = values[(order + begun) % n]
    return made


def _level_out(series: Floats, width: int) -> Floats:
    """Values less their mean under a bell around each; missing ones neither count nor are filled."""
    seen = ~np.isnan(series)
    if not seen.any():
        return series
    bell = np.exp(-0.5 * (np.arange(-4 * width, 4 * width + 1) / width) ** 2)
    ends = slice(4 * width, 4 * width + series.size)
    total = np.convolve(np.where(seen, series, 0.0), bell)[ends]
    number = np.convolve(seen.astype(float), bell)[ends]
    return np.asarray(series - total / np.where(number > 0, number, 1.0))


def _whitened(first: Floats, second: Floats) -> tuple[Floats, Floats]:
    """Both series less what they owe to the value before, by one filter."""
    scaled = [_scaled(first), _scaled(second)]
    products = np.concatenate([one[1:] * one[:-1] for one in scaled])
    products = products[np.isfinite(products)]
    together = float(products.mean()) if products.size >= NEIGHBOURS else 0.0
    together = min(max(together, 0.0), HIGHEST)
    return _filtered(scaled[0], together), _filtered(scaled[1], together)


def _filtered(series: Floats, together: float) -> Floats:
    """Each value less what the last one before it, however long ago, lets expect of it."""
    seen = np.flatnonzero(~np.isnan(series))
    found = np.full(series.size, np.nan)
    if seen.size:
        kept = together ** np.diff(seen).astype(float) if together else np.zeros(seen.size - 1)
        found[seen[0]] = series[seen[0]]
        found[seen[1:]] = (series[seen[1:]] - kept * series[seen[:-1]]) / np.sqrt(1 - kept**2)
    return found


def _scaled(series: Floats) -> Floats:
    seen = series[~np.isnan(series)]
    if not seen.size or np.ptp(seen) <= 1e-9:
        return np.where(np.isnan(series), np.nan, 0.0)
    return np.asarray((series - seen.mean()) / seen.std())


def _drawn_in(series: Floats) -> Floats:
    """Scaled to deviation 1, with no value farther off than :data:`FAR`."""
    return _scaled(np.clip(_scaled(series), -FAR, FAR))

"""How surely a share is known where stories come in bursts.

A dyad's stories are not drawn one by one: a summit or a clash brings many at once, and one month of them is
followed by another. So a share of a hundred stories is less sure than one of a hundred tosses of a coin. By
how much is seen in the periods: in each, a part should have its share of the whole; how far it is from that,
against how far chance alone would take it, is the overdispersion. It is raised for what successive periods
have in common, and counts are divided by it before a binomial method is used (Rao and Scott 1992: A simple
method for the analysis of clustered binary data).

A wave of reporting raises part and whole alike and leaves no trace in any of this; nor does a period of
which nothing was read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entente.analysis.statistics import Floats, quantile, two_sided, wilson

Ints = NDArray[np.int64]
#: For how many periods the belief counts that a part is as bursty as parts usually are, and hangs together
#: as they do.
BELIEF, TOGETHER = 6, 24
#: What is taken where the periods are too few to tell, and the fewest that do; parts from so many stories on
#: tell what is usual.
UNKNOWN, ENOUGH, TELLING = 2.0, 4, 10
#: Autocorrelation is not believed to be more than this.
HIGHEST = 0.7


@dataclass(frozen=True, slots=True)
class Shares:
    """Parts of wholes, one entry a part.

    ``part`` and ``whole`` are counts, ``burst`` what they are to be divided by, ``free`` the degrees of
    freedom that it is known with.
    """

    part: Floats
    whole: Floats
    burst: Floats
    free: Floats

    @property
    def share(self) -> Floats:
        """Part of the whole; NaN where there is no whole."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.part / self.whole

    def interval(self) -> tuple[Floats, Floats]:
        """Wilson's, of counts divided by the burst."""
        return wilson(self.part / self.burst, self.whole / self.burst, quantile(self.free))


@dataclass(frozen=True, slots=True)
class Change:
    """From one share to another: ``size``, its interval, and the chance of one as large without any."""

    size: Floats
    low: Floats
    high: Floats
    p: Floats


def shares(row: Ints, period: Ints, count: Floats, of: Ints, wholes: Floats) -> Shares:
    """Shares of parts in their wholes, and how bursty they are.

    Args:
        row: number of the part, one entry a count.
        period: number of its period.
        count: stories of the part in that period; no part stands twice in a period.
        of: number of each part's whole.
        wholes: stories of each whole (rows) in each period (columns). Periods where it has none tell nothing.
    """
    n = of.size
    part = np.asarray(np.bincount(row, count, n), float)
    whole = wholes.sum(axis=1)[of]
    with np.errstate(invalid="ignore", divide="ignore"):
        # A month of most of the stories makes the others count little.
        active = whole**2 / (wholes**2).sum(axis=1)[of]
        share = part / whole
        chance = whole * share * (1 - share)
        squares, neighbours = _residuals(row, period, count, of, wholes, share)
        raw = squares * active / (active - 1) / chance
        together = unbiased(neighbours / squares, active)
    known = (active >= ENOUGH) & (chance > 0) & (squares > 0)
    telling = known & (part >= TELLING)
    # By size: small parts differ by chance between months, which hides what hangs together.
    common = 0.0
    if telling.any():
        common = float(np.clip(np.average(together[telling], weights=part[telling]), 0, HIGHEST))
    weight = np.where(known, active - 1, 0)
    hang = drawn_towards(np.where(known, together, common), weight, common)
    lasting, seen = inflation(hang, active)
    raw = np.where(known, raw / seen, UNKNOWN)
    # A burst multiplies what is there, so the more stories a month, the more they differ (negative binomial).
    monthly = part / np.maximum(active, 1)
    usual = np.full(n, UNKNOWN)
    if telling.any():
        usual = 1 + max(float((raw[telling] - 1).sum() / monthly[telling].sum()), 0.0) * monthly
    burst = (weight * raw + BELIEF * usual) / (weight + BELIEF)
    return Shares(part, whole, np.maximum(burst * lasting, 1.0), weight + BELIEF)


def unbiased(together: Floats, n: Floats) -> Floats:
    """Autocorrelation as it is: around the mean of n values it is seen lower (Kendall 1954: Note on bias in
    the estimation of autocorrelation)."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(n > ENOUGH, (together + 1 / n) / (1 - 4 / n).clip(0.2), 0.0).clip(-1, 1)


def drawn_towards(together: Floats, weight: Floats, common: float) -> Floats:
    """Each autocorrelation, drawn towards what all have; never below 0."""
    return ((weight * together + TOGETHER * common) / (weight + TOGETHER)).clip(0, HIGHEST)


def inflation(together: Floats, n: Floats) -> tuple[Floats, Floats]:
    """How many times as much a mean of n values varies as one of independent ones, and what part of their
    variance is seen around their own mean."""
    n = np.maximum(n, 2)
    lasting = (1 + together) / (1 - together) - 2 * together * (1 - together**n) / n / (1 - together) ** 2
    lasting = np.maximum(lasting, 1)
    return lasting, np.clip(1 - (lasting - 1) / (n - 1), 0.5, 1)


def _residuals(
    row: Ints, period: Ints, count: Floats, of: Ints, wholes: Floats, share: Floats
) -> tuple[Floats, Floats]:
    """Sums over periods of squares, and of products of neighbours, of count less share times whole.

    Written out, such that only what is not zero is touched: no table of parts by periods.
    """
    n, last = of.size, wholes.shape[1] - 1
    here = wholes[of[row], period]
    after = np.where(period < last, wholes[of[row], np.minimum(period + 1, last)], 0)
    before = np.where(period > 0, wholes[of[row], np.maximum(period - 1, 0)], 0)
    squared, beside = (wholes**2).sum(axis=1)[of], (wholes[:, 1:] * wholes[:, :-1]).sum(axis=1)[of]
    squares = np.bincount(row, count**2 - 2 * share[row] * count * here, n) + share**2 * squared
    order = np.lexsort((period, row))
    row, period, count, sides = row[order], period[order], count[order], (after + before)[order]
    follows = (row[1:] == row[:-1]) & (period[1:] == period[:-1] + 1)
    pairs = np.bincount(row[1:][follows], (count[1:] * count[:-1])[follows], n)
    return squares.clip(min=0), pairs - share * np.bincount(row, count * sides, n) + share**2 * beside


def change(old: Shares, new: Shares) -> Change:
    """Whether parts have another share than before.

    The interval is Newcombe's, of two of Wilson's (Newcombe 1998: Interval estimation for the difference
    between independent proportions, method 10). p is of the likelihood ratio over the burst, against
    Student's t (McCullagh and Nelder 1989: Generalized linear models, chapter 4); it holds for small counts
    as well, where a difference over its deviation does not.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        size = new.share - old.share
        parts, wholes = ([getattr(one, name) / one.burst for one in (old, new)] for name in ("part", "whole"))
        pooled = sum(parts) / sum(wholes)
        ratio = sum(
            _part(part, whole * pooled) + _part(whole - part, whole * (1 - pooled))
            for part, whole in zip(parts, wholes, strict=True)
        )
        t = np.sqrt(np.clip(2 * ratio, 0, None))
        # Welch 1947 and Satterthwaite 1946, by the variance of the logarithm of each share.
        spread = [1 / np.maximum(part, 0.5) for part in parts]
        free = sum(spread) ** 2 / (spread[0] ** 2 / old.free + spread[1] ** 2 / new.free)
    far = quantile(free)
    (low1, high1), (low2, high2) = (
        wilson(one.part / one.burst, one.whole / one.burst, far) for one in (old, new)
    )
    low = size - np.hypot(new.share - low2, high1 - old.share)
    high = size + np.hypot(high2 - new.share, old.share - low1)
    return Change(size, low, high, two_sided(t, free))


def _part(seen: Floats, expected: Floats) -> Floats:
    return np.where(seen > 0, seen * np.log(seen / expected), 0)

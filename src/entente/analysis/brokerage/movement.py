"""Whose ties move with or against a dyad's, month by month.

Two series that each wander seem to move together by chance (Yule 1926: Why do we sometimes get nonsense-
correlations between time-series?). So of each only what the months before do not explain is taken
(prewhitening: Haugh 1976: Checking the independence of two covariance-stationary time series; across months
without stories as Jones 1980: Maximum likelihood fitting of ARMA models to time series with missing
observations), and what correlation chance gives is seen by shuffling the dyad's months in blocks (Künsch
1989: The jackknife and the bootstrap for general stationary observations). The largest of all lags is held
against the largest of all lags (Westfall and Young 1993: Resampling-based multiple testing).
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from entente.analysis.brokerage.shares import unbiased
from entente.analysis.statistics import FALSE, Floats, adjusted

COLUMNS = ("side", "actor", "months", "lag", "correlation", "p", "q", "moves")
#: Months of a block that stays together; months that two series have in common at least.
BLOCK, FEWEST = 6, 24
#: How often the dyad's months are shuffled, and how many of that at once.
DRAWS, AT_ONCE = 4999, 500
#: Autocorrelation that is taken out at most.
HIGHEST = 0.9


def moving(
    ties: pd.DataFrame,
    a: str,
    b: str,
    *,
    lags: int = 3,
    members: Collection[str] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
) -> pd.DataFrame:
    """Third actors' ties to either of two, and whether their mean intensity moves as that of the two.

    Args:
        ties: period ties, undirected; by month, or by week or day, which are added up. Months without
            stories are missing: they are not zero.
        a: one of the two.
        b: the other.
        lags: months that a tie may follow the dyad by at most.
        members: third actors to look at; None for all.
        draws: how often the dyad's months are shuffled.
        seed: of that.

    Returns:
        One row a side and third actor that has enough months in common with the dyad, the surest first:
        ``side``, ``actor``, ``months`` (in common at that lag), ``lag`` (months after the dyad at which the
        correlation is largest), ``correlation``, ``p`` (that any lag shows as much by chance), ``q``
        (Benjamini and Hochberg), ``moves`` (``with``, ``against``, or ``neither`` where q is above 0.05).

    Raises:
        ValueError: one actor twice, a negative lag, or no draws.
    """
    if a == b:
        raise ValueError(f"a dyad has two different actors, not {a!r} twice")
    if lags < 0 or draws < 1:
        raise ValueError(f"lags are at least 0 and draws at least 1, not {lags} and {draws}")
    names, series = _series(ties, a, b, members)
    if not names or series.shape[1] <= lags or not np.isfinite(series[0]).any():
        return pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
    fresh = innovations(series)
    dyad, others = fresh[0], fresh[1:]
    found, months, correlation = _likeness(dyad[None], others, lags, FEWEST)
    # Those that have too few months in common are not looked at.
    keep = np.flatnonzero((months[:, 0] >= FEWEST).any(axis=0))
    names, others = [names[i] for i in keep], others[keep]
    found, months, correlation = found[..., keep], months[..., keep], correlation[..., keep]
    best = np.abs(found[:, 0]).argmax(axis=0)
    each = np.arange(len(names))
    p = _chance(dyad, others, lags, np.abs(found[:, 0]).max(axis=0), draws, seed)
    frame = pd.DataFrame(names, columns=["side", "actor"]).assign(
        months=months[best, 0, each].astype(np.int64),
        lag=best,
        correlation=correlation[best, 0, each],
        p=p,
    )
    frame["q"] = adjusted(frame.p)
    way = np.where(frame.correlation > 0, "with", "against")
    frame["moves"] = np.where(frame.q <= FALSE, way, "neither")
    return frame.sort_values(["p", "side", "actor"], ignore_index=True)[list(COLUMNS)]


def _series(
    ties: pd.DataFrame, a: str, b: str, members: Collection[str] | None
) -> tuple[list[tuple[str, str]], Floats]:
    """Side and third actor of each tie, and monthly mean intensities: of the dyad, then of the ties."""
    of = ties[ties.a.isin((a, b)) | ties.b.isin((a, b))]
    if of.empty:
        return [], np.empty((1, 0))
    month = of.period.dt.year * 12 + of.period.dt.month
    sums = of[["a", "b", "stories", "net"]].assign(month=month - month.min())
    sums = sums.groupby(["a", "b", "month"], as_index=False).sum()
    sums["mean"] = sums.net / sums.stories
    table = sums.set_index(["a", "b", "month"])["mean"].unstack("month")
    table = table.reindex(columns=range(int(sums.month.max()) + 1))
    dyad, names, rows = np.full(table.shape[1], np.nan), [], []
    for (one, two), values in zip(table.index, table.to_numpy(float), strict=True):
        if {one, two} == {a, b}:
            dyad = values
            continue
        side, third = (one, two) if one in (a, b) else (two, one)
        if members is None or third in members:
            names.append((str(side), str(third)))
            rows.append(values)
    return names, np.vstack([dyad, *rows])


def innovations(series: Floats) -> Floats:
    """What the last month with stories does not explain of each month, as a first-order autoregression.

    Args:
        series: one row a series, one column a month; NaN where nothing was told, which stays so.
    """
    seen = np.isfinite(series)
    number = seen.sum(axis=1).astype(float)
    left = np.where(seen, series, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        left = np.where(seen, left - (left.sum(axis=1) / number)[:, None], 0)
        both = seen[:, 1:] & seen[:, :-1]
        beside = (left[:, 1:] * left[:, :-1] * both).sum(axis=1) / both.sum(axis=1)
        together = beside * number / (left**2).sum(axis=1)
    together = np.nan_to_num(unbiased(np.nan_to_num(together), number)).clip(0, HIGHEST)
    column = np.arange(series.shape[1])
    last = np.maximum.accumulate(np.where(seen, column, -1), axis=1)
    last = np.hstack([np.full((len(series), 1), -1), last[:, :-1]])
    known = last >= 0
    # The longer ago the last month is, the less it tells, and the more is left open.
    tie = np.where(known, together[:, None] ** (column - last), 0)
    expected = tie * np.take_along_axis(left, np.maximum(last, 0), axis=1)
    return np.where(seen, (left - expected) / np.sqrt(1 - tie**2), np.nan)


def _likeness(dyads: Floats, others: Floats, lags: int, least: int) -> tuple[Floats, Floats, Floats]:
    """Correlations of months that both have, by lag, dyad's series and tie.

    Returns:
        Fisher's z in deviations (0 where less than ``least`` months are in common), months in common,
        correlations.
    """
    found = [_at(dyads[:, : dyads.shape[1] - lag], others[:, lag:], least) for lag in range(lags + 1)]
    z, n, r = (np.stack(parts) for parts in zip(*found, strict=True))
    return z, n, r


def _at(one: Floats, two: Floats, least: int) -> tuple[Floats, Floats, Floats]:
    x, y = np.nan_to_num(one), np.nan_to_num(two).T
    has_x, has_y = np.isfinite(one).astype(float), np.isfinite(two).astype(float).T
    n = has_x @ has_y
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_x, mean_y = (x @ has_y) / n, (has_x @ y) / n
        spread = ((x**2) @ has_y / n - mean_x**2) * (has_x @ (y**2) / n - mean_y**2)
        r = np.where(spread > 0, (x @ y / n - mean_x * mean_y) / np.sqrt(np.clip(spread, 0, None)), 0)
        r = np.nan_to_num(r).clip(-0.999999, 0.999999)
    return np.where(n >= least, np.arctanh(r) * np.sqrt(np.maximum(n - 3, 1)), 0), n, r


def _chance(dyad: Floats, others: Floats, lags: int, seen: Floats, draws: int, seed: int) -> Floats:
    """How often shuffled months are at least as like, at whatever lag."""
    draw = np.random.default_rng(seed)
    as_much = np.zeros(seen.size)
    for start in range(0, draws, AT_ONCE):
        many = min(AT_ONCE, draws - start)
        shuffled = np.vstack([_shuffled(draw, dyad) for _ in range(many)])
        # Of months in common there are sometimes fewer then: leaving those out would make chance look small.
        found = np.abs(_likeness(shuffled, others, lags, FEWEST // 2)[0]).max(axis=0)
        as_much += (found >= seen - 1e-9).sum(axis=0)
    return (as_much + 1) / (draws + 1)


def _shuffled(draw: np.random.Generator, dyad: Floats) -> Floats:
    """The months in blocks of another order, cut elsewhere each time."""
    rolled = np.roll(dyad, int(draw.integers(dyad.size)))
    blocks = np.array_split(rolled, max(dyad.size // BLOCK, 1))
    return np.concatenate([blocks[i] for i in draw.permutation(len(blocks))])

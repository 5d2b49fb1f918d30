"""Who leads and who follows: whether what one does to the other is answered some periods later.

See :mod:`lagged` for the method. A leader is told only where two things hold: some lag stands out from what
chance brings over all lags, and it differs from the same lag the other way round. What moves both at once,
such as a wave of reporting, makes lags alike both ways, and no leader. How often this tells a leader where
there is none stands in docs/reference/leads.md, measured by bench/leads.py.

That one comes first does not say that it is the cause (Granger 1969, *Investigating causal relations by
econometric models and cross-spectral methods*): a third may move both, the one sooner than the other.
Of series of events: Goldstein and Freeman 1990, *Three-way street*.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from entente.analysis.dyads.lagged import FEWEST, Floats, Lagged, lagged
from entente.analysis.dyads.oneway import one_way
from entente.analysis.dyads.series import span
from entente.analysis.statistics import adjusted
from entente.errors import UsageError
from entente.units import By

#: The farthest lag that is looked at, in periods.
REACH = {By.DAY: 14, By.WEEK: 8, By.MONTH: 6, By.YEAR: 3}
#: Periods in which each of the two does something; with fewer a dyad is not judged.
ACTIVE = 12
#: A leader is told where chance would bring it about in at most so many cases.
CHANCE = 0.05
TOO_FEW, NO_LAG = "too few periods", "no lag stands out"
TOGETHER, ALIKE = "they move together", "it goes both ways"
CONSTANT = "one of them does not vary"
MANY = "not beyond chance over all dyads"
COLUMNS = ("a", "b", "pairs", "leader", "lag", "r", "p", "q", "why_none")


class Measure(StrEnum):
    """What of a period is compared."""

    INTENSITY = "intensity"
    NET = "net"
    COUNT = "count"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who leads.

    Attributes:
        leader: the code of the one that leads; None where none is told.
        lag: by how many periods; without a leader that of the lag that stands out most, positive where the
            first of the two acts first; None where no lag can be looked at.
        r: the correlation there: positive where like is answered with like.
        p: chance of so much over all lags, and of so much difference between this lag and its mirror: the
            larger of both.
        pairs: pairs of periods there.
        why_none: why no leader is told; None where one is.
    """

    leader: str | None
    lag: int | None
    r: float | None
    p: float | None
    pairs: int
    why_none: str | None


@dataclass(frozen=True, slots=True)
class Leads:
    """The correlations of a dyad by lag, and who leads.

    Attributes:
        lags: ``lag`` (positive: the first of the two acts first), ``r``, ``low``, ``high`` (between which
            chance lies in 95 of 100 cases, for each lag alone), ``pairs``.
        verdict: who leads.
    """

    lags: pd.DataFrame
    verdict: Verdict


def leads(
    table: pd.DataFrame,
    a: str,
    b: str,
    by: By,
    measure: Measure = Measure.INTENSITY,
    *,
    reach: int | None = None,
    seed: int = 0,
) -> Leads:
    """Who leads in a dyad.

    Args:
        table: what :func:`entente.analysis.dyads.series.directions` gives of ``a`` and ``b``, or that with
            coverage (:func:`entente.analysis.dyads.coverage.covered`), which :attr:`Measure.SHARE` needs.
            What the two do together is left out.
        a, b: their codes.
        by: the periods of the table.
        measure: what is compared: mean intensity (where something happened), net intensity, counts, or
            counts as a share of what was read.
        reach: the farthest lag; None for :data:`REACH`.
        seed: the same seed gives the same surrogates.

    Raises:
        UsageError: shares are asked for without coverage, or the reach is below 1.
    """
    ways = one_way(table)
    reach = _reach(reach, by)
    there, back = (_values(way, measure) for way in ways)
    if min(int((way["count"] > 0).sum()) for way in ways) < ACTIVE:
        there, back = there * np.nan, back * np.nan
    return _told(a, b, there, back, reach, seed)


def leads_of_all(
    directed_ties: pd.DataFrame,
    by: By,
    measure: Measure = Measure.INTENSITY,
    *,
    exposure: pd.DataFrame | None = None,
    reach: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Who leads in each dyad of some ties, with the share of false discoveries held over all.

    Args:
        directed_ties: directed ties by period, without what two do together: see
            :func:`entente.analysis.dyads.oneway.one_way_ties`.
        by: their periods.
        measure: what is compared.
        exposure: ``period`` and ``articles``: periods in which nothing was read are missing; None where all
            from the first to the last tie were read.
        reach, seed: as of :func:`leads`.

    Returns:
        One row a dyad (``a`` < ``b``), those that can be judged first, by ``p``: ``pairs``, ``leader`` (where
        ``q`` is at most 0.05; else None), ``lag`` (of the one that stands out most; positive where ``a`` acts
        first), ``r``, ``p``, ``q`` (over the dyads that can be judged), ``why_none``. Not judged is
        a dyad of which either side does something in less than :data:`ACTIVE` periods.
    """
    reach = _reach(reach, by)
    rows = [(one.a, one.b, *_row(one, reach, seed)) for one in _dyads(directed_ties, by, measure, exposure)]
    found = pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "q"])
    found = found.astype({"lag": "Int64", "r": float, "p": float, "leader": object, "why_none": object})
    found["q"] = adjusted(found.p.to_numpy(float))
    lost = found.leader.notna() & ~(found.q <= CHANCE)
    found["why_none"] = found.why_none.where(~lost, MANY)
    found["leader"] = found.leader.where(~lost, None)
    return found.sort_values(
        ["p", "pairs", "a", "b"], ascending=[True, False, True, True], ignore_index=True
    )[list(COLUMNS)]


class _Dyad(NamedTuple):
    a: str
    b: str
    there: Floats | None
    back: Floats | None


def _row(one: _Dyad, reach: int, seed: int) -> tuple[object, ...]:
    if one.there is None or one.back is None:
        return 0, None, None, None, None, TOO_FEW
    told = _told(one.a, one.b, one.there, one.back, reach, seed).verdict
    return told.pairs, told.leader, told.lag, told.r, told.p, told.why_none


def _dyads(ties: pd.DataFrame, by: By, measure: Measure, exposure: pd.DataFrame | None) -> Iterator[_Dyad]:
    """The two series of each dyad over all periods; None for those that do too little to be judged."""
    if measure is Measure.SHARE and exposure is None:
        raise UsageError("shares of what was read: no exposure was given; give exposure, or another measure")
    if ties.empty:
        return
    index, read = _read(ties, by, exposure)
    at = index.get_indexer(pd.DatetimeIndex(ties.period))
    forward = (ties.a < ties.b).to_numpy()
    low, high = np.where(forward, ties.a, ties.b), np.where(forward, ties.b, ties.a)
    pair = pd.MultiIndex.from_arrays([low, high]).factorize(sort=True)
    code, pairs = np.asarray(pair[0]), pair[1]
    order = np.lexsort([at, ~forward, code])
    # Of each dyad what a does stands before what b does.
    edges = np.searchsorted(code[order] * 2 + ~forward[order], np.arange(2 * len(pairs) + 1))
    at, count, net = at[order], ties.stories.to_numpy(float)[order], ties.net.to_numpy(float)[order]
    for number, (a, b) in enumerate(pairs):
        bounds = edges[2 * number : 2 * number + 3]
        if min(np.diff(bounds)) < ACTIVE:
            yield _Dyad(a, b, None, None)
            continue
        ways = []
        for i, j in pairwise(bounds.tolist()):
            known = np.where(read > 0, 0.0, np.nan)
            counts, nets = known.copy(), known
            counts[at[i:j]], nets[at[i:j]] = count[i:j], net[i:j]
            ways.append(_measured(counts, nets, read, measure))
        yield _Dyad(a, b, *ways)


def _read(ties: pd.DataFrame, by: By, exposure: pd.DataFrame | None) -> tuple[pd.DatetimeIndex, Floats]:
    """All periods, and the articles read of each; 1 where that is not known."""
    index = span(ties.period.min(), ties.period.max(), by)
    if exposure is None:
        return index, np.ones(len(index))
    articles = exposure.groupby("period").articles.sum()
    articles.index = pd.DatetimeIndex(articles.index)
    return index, articles.reindex(index).fillna(0).to_numpy(float)


def _values(part: pd.DataFrame, measure: Measure) -> Floats:
    if measure is Measure.SHARE and "articles" not in part:
        raise UsageError(
            "shares of what was read: the series has no coverage; give what coverage.covered makes of it, "
            "or take another measure"
        )
    count, net = part["count"].to_numpy(float), part.net.to_numpy(float)
    articles = part.articles.to_numpy(float) if "articles" in part else np.ones(len(part))
    return _measured(count, net, articles, measure)


def _measured(count: Floats, net: Floats, articles: Floats, measure: Measure) -> Floats:
    """Values of one direction: counts by their logarithm and sums by its like, so that none outweighs all."""
    if measure is Measure.INTENSITY:
        return np.where(count > 0, net, np.nan) / np.where(count > 0, count, 1.0)
    if measure is Measure.NET:
        return np.asarray(np.arcsinh(net))
    if measure is Measure.COUNT:
        return np.asarray(np.log1p(count))
    return np.asarray(np.log((count + 0.5) / np.where(articles > 0, articles, np.nan)))


def _reach(reach: int | None, by: By) -> int:
    reach = REACH[by] if reach is None else reach
    if reach < 1:
        raise UsageError(f"farthest lag {reach}: valid are 1 and more; leave it out for {REACH[by]}")
    return reach


def _told(a: str, b: str, there: Floats, back: Floats, reach: int, seed: int) -> Leads:
    """The same whichever of the two is named first: surrogates are drawn of the second by name."""
    reach = max(1, min(reach, there.size // 4))
    turned = a > b
    first, second = (back, there) if turned else (there, back)
    draw = np.random.default_rng([seed, zlib.crc32(f"{min(a, b)} {max(a, b)}".encode())])
    found = lagged(first, second, reach, draw)
    step = -1 if turned else 1
    frame = pd.DataFrame(
        {
            "lag": found.lags,
            **{name: getattr(found, name)[::step] for name in ("r", "low", "high", "pairs")},
        }
    )
    return Leads(frame, _verdict(a, b, found, step))


def _verdict(a: str, b: str, found: Lagged, step: int) -> Verdict:
    if found.best is None:
        # A lag is judged beside its mirror.
        most = int(np.minimum(found.pairs, found.pairs[::-1])[found.lags != 0].max(initial=0))
        return Verdict(None, None, None, None, most, TOO_FEW if most < FEWEST else CONSTANT)
    lag = int(found.lags[found.best]) * step
    p = max(found.p_any, found.p_apart)
    why = None
    if found.p_any > CHANCE:
        why = TOGETHER if found.p_none <= CHANCE else NO_LAG
    elif found.p_apart > CHANCE:
        why = ALIKE
    leader = (a if lag > 0 else b) if why is None else None
    return Verdict(leader, lag, float(found.r[found.best]), p, int(found.pairs[found.best]), why)

"""Who stands between actors that do not deal with each other.

A broker of two that have no tie, or a hostile one, deals cooperatively with both (Gould and Fernandez 1989:
Structures of mediation; Burt 1992: Structural holes). Where several do, each has its part of the pair, as in
Freeman's betweenness (1977: A set of measures of centrality based on betweenness), here of paths of two ties
only: news and favours are seldom passed on further (Friedkin 1983: Horizons of observability). A path is as
wide as its narrower tie.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from entente.analysis.brokerage.paths import LEAST, Network, Paths, Window, network, paths, windows
from entente.analysis.brokerage.shares import Ints, shares
from entente.analysis.statistics import LEVEL, Floats

COLUMNS = (
    "first", "last", "actor", "rank", "pairs", "sole", "brokerage", "share", "low", "high", "foes",
    "foes_share", "mediations", "chief",
)  # fmt: skip
BRIDGES = ("first", "last", "actor", "a", "b", "foes", "width", "share")
#: How many pairs are named by a broker; how often stories are drawn anew for the interval.
CHIEF, RESAMPLES = 3, 100


def brokers(
    ties: pd.DataFrame,
    *,
    members: Collection[str] | None = None,
    months: int | None = None,
    least: int = LEAST,
    mediations: pd.DataFrame | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Brokers, those with the largest share first in each window.

    Args:
        ties: period ties, undirected.
        members: only pairs of these are looked at; whoever stands between them may be another. None for all.
        months: length of a window; None for all of the record at once.
        least: stories that make a tie, and cooperation that makes a cooperative one.
        mediations: what :func:`~entente.analysis.brokerage.mediation.mediations` gives; None leaves the
            column null.
        resamples: how often stories are drawn anew for the interval; 0 for none.
        seed: of that.

    Returns:
        One row a window and broker: ``first``, ``last`` (first days of the outermost periods), ``actor``,
        ``rank``, ``pairs`` (it stands between), ``sole`` (of those, where nobody else does), ``brokerage``
        (sum of its parts of pairs), ``share`` (that of all pairs that have a broker), ``low`` and ``high``
        (nine in ten lie there), ``foes`` (of ``pairs``, hostile ones), ``foes_share`` (of all hostile pairs
        that have a broker; null where none has), ``mediations``, ``chief`` (the pairs for which it is widest,
        ``A/B; C/D``).

    Raises:
        ValueError: ``least`` or ``months`` below 1.
    """
    _check(least)
    draw = np.random.default_rng(seed)
    told = [_window(window, members, least, resamples, draw) for window in windows(ties, months)]
    found = [one for one in told if not one.empty]
    if not found:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
    frame = pd.concat(found, ignore_index=True)
    chief = bridges(ties, members=members, months=months, least=least, most=CHIEF)
    named = (chief.a + "/" + chief.b).groupby([chief["first"], chief.actor]).agg("; ".join)
    frame = frame.merge(named.rename("chief").reset_index(), how="left", on=["first", "actor"])
    frame["mediations"] = np.nan
    if mediations is not None:
        number = mediations.set_index("actor").number
        frame["mediations"] = frame.actor.map(number).fillna(0).astype(int)
    return frame[list(COLUMNS)]


def bridges(
    ties: pd.DataFrame,
    *,
    members: Collection[str] | None = None,
    months: int | None = None,
    least: int = LEAST,
    most: int | None = None,
) -> pd.DataFrame:
    """The pairs that each broker stands between, the widest first.

    Args:
        ties: period ties, undirected.
        members: as in :func:`brokers`.
        months: as in :func:`brokers`.
        least: as in :func:`brokers`.
        most: pairs by broker and window; None for all.

    Returns:
        One row a window, broker and pair: ``first``, ``last``, ``actor``, ``a``, ``b``, ``foes`` (whether
        they are), ``width`` (stories of cooperation with the one of the two that it has less with), ``share``
        (its part of the pair).
    """
    _check(least)
    found = []
    for window in windows(ties, months):
        net = network(window.ties, least)
        parts = [_bridges(net, part, most) for part in paths(net, _places(net, members))]
        if parts:
            frame = _widest(pd.concat(parts, ignore_index=True), most)
            found.append(frame.assign(first=window.first, last=window.last)[list(BRIDGES)])
    if not found:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in BRIDGES})
    return pd.concat(found, ignore_index=True)


def _check(least: int) -> None:
    if least < 1:
        raise ValueError(f"a tie has at least one story, not {least}")


def _places(net: Network, members: Collection[str] | None) -> Ints | None:
    if members is None:
        return None
    return np.flatnonzero(np.isin(net.actors, sorted(members)))


def _bridges(net: Network, part: Paths, most: int | None) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "actor": net.actors[part.by],
            "a": net.actors[part.a],
            "b": net.actors[part.b],
            "foes": part.foes[part.pair],
            "width": np.minimum(net.weight[part.first], net.weight[part.second]).astype(np.int64),
            "share": part.split(net.weight),
        }
    )
    return _widest(frame, most)


def _widest(frame: pd.DataFrame, most: int | None) -> pd.DataFrame:
    frame = frame.assign(by=frame.width * frame.share).sort_values(
        ["actor", "by", "a", "b"], ascending=[True, False, True, True], ignore_index=True
    )
    if most is not None:
        frame = frame.groupby("actor").head(most)
    return frame.drop(columns="by")


def _window(
    window: Window, members: Collection[str] | None, least: int, resamples: int, draw: np.random.Generator
) -> pd.DataFrame:
    net = network(window.ties, least)
    n = len(net.actors)
    pairs, sole, foes = (np.zeros(n, np.int64) for _ in range(3))
    weights = np.vstack([net.weight[None], _redrawn(window.ties, net, resamples, draw)])
    sums, hostile = np.zeros((len(weights), n)), np.zeros(n)
    for part in paths(net, _places(net, members)):
        pairs += np.bincount(part.by, minlength=n)
        foes += np.bincount(part.by, part.foes[part.pair], n).astype(np.int64)
        alone = (np.bincount(part.pair) == 1)[part.pair]
        sole += np.bincount(part.by, alone, n).astype(np.int64)
        for i, weight in enumerate(weights):
            split = part.split(weight)
            sums[i] += np.bincount(part.by, split, n)
            if not i:
                hostile += np.bincount(part.by, split * part.foes[part.pair], n)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = sums / sums.sum(axis=1, keepdims=True)
        foes_share = hostile / hostile.sum()
    low, high = _interval(share)
    frame = pd.DataFrame(
        {
            "first": window.first, "last": window.last, "actor": net.actors.astype(str), "pairs": pairs,
            "sole": sole, "brokerage": sums[0], "share": share[0], "low": low, "high": high, "foes": foes,
            "foes_share": foes_share,
        }
    )  # fmt: skip
    frame = frame[frame.pairs > 0].sort_values(["share", "actor"], ascending=[False, True], ignore_index=True)
    return frame.assign(rank=np.arange(1, len(frame) + 1))


def _interval(share: Floats) -> tuple[Floats, Floats]:
    """The middle of what was drawn anew, moved to where the share is; null where nothing was drawn."""
    if len(share) < 2:
        return np.full(share.shape[1], np.nan), np.full(share.shape[1], np.nan)
    low, middle, high = np.quantile(share[1:], [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2], axis=0)
    # Drawing anew evens out shares: its middle lies off by as much as the share itself may.
    off = share[0] - middle
    return np.clip(low + off, 0, share[0]), np.clip(high + off, share[0], 1)


def _redrawn(ties: pd.DataFrame, net: Network, resamples: int, draw: np.random.Generator) -> Floats:
    """Weights of ties as they might as well have been: Poisson, in bursts as large as the ties' own."""
    if not resamples or not net.a.size:
        return np.empty((0, net.a.size))
    index, n = pd.Index(net.actors), len(net.actors)
    ids = np.asarray(index.get_indexer(pd.Index(ties.a)) * n + index.get_indexer(pd.Index(ties.b)))
    known = net.a * n + net.b
    at = np.searchsorted(known, ids).clip(max=known.size - 1)
    here = known[at] == ids
    first, period = np.unique(ties.period, return_inverse=True)
    count = (ties.words_for + ties.deeds_for).to_numpy(float)
    whole = np.asarray(np.bincount(period, count, first.size), float)[None]
    burst = shares(at[here], period[here], count[here], np.zeros(known.size, np.int64), whole).burst
    return np.asarray(draw.poisson(net.weight / burst, (resamples, known.size)) * burst)

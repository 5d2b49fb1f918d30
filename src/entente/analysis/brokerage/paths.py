"""Who can be reached through whom: paths of two cooperative ties between actors that do not deal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.brokerage.shares import Ints
from entente.analysis.statistics import Floats

#: Two that have fewer stories do not deal with each other.
LEAST = 5
#: Paths are looked at in parts of about so many, which bounds the memory.
AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Window:
    """Ties of some successive periods; ``first`` and ``last`` are first days of the outermost."""

    first: pd.Timestamp
    last: pd.Timestamp
    ties: pd.DataFrame


def windows(ties: pd.DataFrame, months: int | None) -> Iterator[Window]:
    """A record cut into windows of so many months, from its first period on; None for one window.

    Raises:
        ValueError: a window of no month.
    """
    if months is not None and months < 1:
        raise ValueError(f"a window has at least one month, not {months}")
    if ties.empty:
        return
    first = ties.period.min()
    number = (ties.period.dt.year - first.year) * 12 + ties.period.dt.month - first.month
    for _, part in ties.groupby(number // months if months else number * 0, sort=True):
        yield Window(part.period.min(), part.period.max(), part)


@dataclass(frozen=True, slots=True)
class Network:
    """The ties of one window, added up.

    Attributes:
        actors: codes, sorted; all numbers below are places in it.
        a, b: the two of each cooperative tie, ``a`` < ``b``.
        weight: stories of cooperation in it.
        apart: of those that have a tie, numbers ``a * n + b`` of pairs that are foes.
        dealing: the same of pairs that deal with each other.
    """

    actors: NDArray[np.object_]
    a: Ints
    b: Ints
    weight: Floats
    apart: Ints
    dealing: Ints


def network(ties: pd.DataFrame, least: int = LEAST) -> Network:
    """A window's ties: cooperative ones, foes, and all that deal with each other.

    A tie has at least ``least`` stories. It is hostile where more of them are conflict than cooperation;
    cooperative where fewer are and ``least`` are cooperation.
    """
    cooperation = ties.words_for + ties.deeds_for
    conflict = ties.words_against + ties.deeds_against
    pairs = pd.DataFrame(
        {"a": ties.a, "b": ties.b, "stories": ties.stories, "coop": cooperation, "conflict": conflict}
    )
    pairs = pairs.groupby(["a", "b"], sort=True, as_index=False).sum()
    actors = np.unique(np.concatenate([pairs.a.to_numpy(object), pairs.b.to_numpy(object)]))
    index = pd.Index(actors)
    a, b = index.get_indexer(pairs.a), index.get_indexer(pairs.b)
    ids = a * len(actors) + b
    tied = (pairs.stories >= least).to_numpy()
    foes = tied & (pairs.conflict > pairs.coop).to_numpy()
    friends = (pairs.coop >= least).to_numpy() & (pairs.coop > pairs.conflict).to_numpy()
    weight = pairs.coop.to_numpy(float)[friends]
    return Network(actors, a[friends], b[friends], weight, np.sort(ids[foes]), np.sort(ids[tied & ~foes]))


@dataclass(frozen=True, slots=True)
class Paths:
    """Paths from ``a`` through ``by`` to ``b``; all paths of a pair stand in one part.

    ``first`` and ``second`` are places of the ties in the network; ``pair`` numbers the pairs of this part
    from 0; ``foes`` is by pair.
    """

    a: Ints
    by: Ints
    b: Ints
    first: Ints
    second: Ints
    pair: Ints
    foes: NDArray[np.bool_]

    def split(self, weight: Floats) -> Floats:
        """Each path's part of what goes between its pair: a path is as wide as its narrower tie."""
        wide = np.minimum(weight[self.first], weight[self.second])
        total = np.bincount(self.pair, wide, self.foes.size)[self.pair]
        return np.asarray(np.divide(wide, total, out=np.zeros_like(wide), where=total > 0))


def paths(net: Network, members: Ints | None = None) -> Iterator[Paths]:
    """All paths of two cooperative ties between two that do not deal with each other, ``a`` < ``b``.

    Args:
        net: the ties.
        members: both ends are of these; None for all.
    """
    n, ties = len(net.actors), net.a.size
    if not ties:
        return
    out = np.concatenate([net.a, net.b])
    order = np.argsort(out, kind="stable")
    to, tie = np.concatenate([net.b, net.a])[order], np.tile(np.arange(ties), 2)[order]
    degree = np.bincount(out, minlength=n)
    begin = np.concatenate([[0], np.cumsum(degree)])
    wanted = np.ones(n, bool)
    if members is not None:
        wanted[:] = False
        wanted[members] = True
    # How many paths begin with each tie, and where each actor's paths end.
    many = degree[to] * wanted[np.repeat(np.arange(n), degree)]
    upto = np.concatenate([[0], np.cumsum(many)])[begin]
    start = 0
    while start < n:
        stop = max(start + 1, int(np.searchsorted(upto, upto[start] + AT_ONCE, "right")) - 1)
        edge = np.arange(begin[start], begin[stop])
        found = _paths(net, start, edge, many[edge], begin, to, tie, degree, wanted)
        if found is not None:
            yield found
        start = stop


def _paths(
    net: Network,
    start: int,
    edge: Ints,
    many: Ints,
    begin: Ints,
    to: Ints,
    tie: Ints,
    degree: Ints,
    wanted: NDArray[np.bool_],
) -> Paths | None:
    n = len(net.actors)
    first = np.repeat(edge, many)
    if not first.size:
        return None
    within = np.arange(first.size) - np.repeat(np.cumsum(many) - many, many)
    second = begin[to[first]] + within
    a, b = np.searchsorted(begin, first, "right") - 1, to[second]
    keep = (a < b) & wanted[b]
    a, b, first, second = a[keep], b[keep], first[keep], second[keep]
    ids = a * n + b
    keep = ~_among(ids, net.dealing)
    if not keep.any():
        return None
    a, b, first, second, ids = a[keep], b[keep], first[keep], second[keep], ids[keep]
    pairs, pair = np.unique(ids, return_inverse=True)
    return Paths(a, to[first], b, tie[first], tie[second], pair, _among(pairs, net.apart))


def _among(ids: Ints, ordered: Ints) -> NDArray[np.bool_]:
    if not ordered.size:
        return np.zeros(ids.size, bool)
    at = np.searchsorted(ordered, ids).clip(max=ordered.size - 1)
    return np.asarray(ordered[at] == ids)

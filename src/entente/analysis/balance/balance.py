"""Structural balance: how far a region falls into camps, and what is left over that does not fit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from entente.analysis.balance.frustration import frustration, packed
from entente.analysis.balance.triads import (
    Null,
    against,
    hostile_in,
    signs_by_chance,
    triangles,
    weakest,
)
from entente.analysis.network.communities import partition
from entente.analysis.network.signed import Floats, Ints, Signed
from entente.analysis.network.windows import each

#: A search for any number of camps is so many times as dear as one for two, and needs fewer starts.
DEARER = 10


class Balance(NamedTuple):
    """The balance of a window; see :func:`balance`."""

    window: pd.Timestamp
    actors: int
    friendly: int
    hostile: int
    triads: int
    balanced: float
    expected: float
    z: float
    p: float
    frustrated: int
    frustration: float
    least: float
    share: float
    exact: bool
    weak_camps: int
    weak_frustration: float
    weak_least: float


class Camp(NamedTuple):
    """An actor's camps; see :func:`camps`."""

    window: pd.Timestamp
    actor: str
    part: int
    camp: int
    weak_camp: int
    strength: float
    frustration: float


def balance(
    network: pd.DataFrame,
    *,
    null: Null | str = Null.READINESS,
    draws: int = 199,
    restarts: int = 30,
    seed: int = 0,
) -> pd.DataFrame:
    """How balanced each window is.

    Args:
        network: of one or more windows, from ``graph.network``; only ties with a sign count.
        null: how signs would fall by chance.
        draws: of signs.
        restarts: of the searches for camps.
        seed: the same seed gives the same figures.

    Returns:
        One row a window with a signed tie: ``window``, ``actors``, ``friendly``, ``hostile`` (ties),
        ``triads``, ``balanced`` (their balanced share, weighted by the weakest tie), ``expected`` (by
        chance), ``z``, ``p`` (two-sided), all missing without triads; ``frustrated`` (ties against the best
        two camps), ``frustration`` (their weight), ``least`` (what that cannot be below), ``share`` (of all
        weight), ``exact`` (whether it is proven least); ``weak_camps`` (camps of two or more, where any
        number is allowed: friends inside, foes between; Davis 1967), ``weak_frustration`` and ``weak_least``
        likewise.
    """
    rows: list[Balance] = []
    for start, ties in each(network):
        graph = Signed.of(ties)
        if not graph.size:
            continue
        found = triangles(graph)
        two = frustration(graph, restarts=restarts, seed=seed)
        many = weak_camps(graph, restarts, seed)
        weak = _against_many(graph, many)
        hostile = (graph.weight < 0).astype(np.int64)
        one_foe = found[hostile_in(found, hostile) == 1]
        rows.append(
            Balance(
                start,
                graph.size,
                int((graph.weight > 0).sum()),
                int(hostile.sum()),
                len(found),
                *_balanced(graph, found, Null(null), draws, seed),
                int(two.frustrated.sum()),
                two.weight,
                two.bound,
                two.weight / float(np.abs(graph.weight).sum()),
                two.exact,
                int((np.bincount(many) > 1).sum()),
                weak,
                min(packed(graph, one_foe), weak),
            )
        )
    return pd.DataFrame(rows, columns=list(Balance._fields))


def camps(network: pd.DataFrame, *, restarts: int = 30, seed: int = 0) -> pd.DataFrame:
    """The camps of each window.

    Args:
        network, restarts, seed: as in :func:`balance`.

    Returns:
        One row a window and actor with a signed tie: ``window``, ``actor``, ``part`` (of the graph; camps of
        two parts have nothing to do with each other), ``camp`` (of two: 0 or 1, 0 the stronger of the part),
        ``weak_camp`` (of any number, from 0, the largest first), ``strength`` (sum of the weights of its
        ties), ``frustration`` (the share of that against the two camps).
    """
    rows: list[Camp] = []
    for start, ties in each(network):
        graph = Signed.of(ties)
        if not graph.size:
            continue
        two = frustration(graph, restarts=restarts, seed=seed)
        many = weak_camps(graph, restarts, seed)
        part = graph.components()
        strength = np.add(*graph.strengths())
        off = graph.with_weight(np.abs(graph.weight) * two.frustrated).strengths()[0] / strength
        rows.extend(
            Camp(start, name, int(part[i]), int(two.camp[i]), int(many[i]), float(strength[i]), float(off[i]))
            for i, name in enumerate(graph.actors)
        )
    return pd.DataFrame(rows, columns=list(Camp._fields))


def weak_camps(graph: Signed, restarts: int, seed: int) -> Ints:
    """Camps, as many as fit best, numbered from 0, the largest first.

    Friendly less hostile weight inside is modularity that reckons with no chance; where it is most, the
    weight against the camps is least (Doreian and Mrvar 1996, "A partitioning approach to structural
    balance").
    """
    label = _best_of_many(graph, -(-restarts // DEARER), np.random.default_rng(seed))
    size = np.bincount(label)
    rank = np.empty_like(size)
    rank[np.lexsort((np.arange(size.size), -size))] = np.arange(size.size)
    return np.asarray(rank[label], np.int64)


def _best_of_many(graph: Signed, restarts: int, draw: np.random.Generator) -> Ints:
    """The best of searches that begin with single actors, and of as many that begin with camps by lot."""
    every = range(max(restarts, 1))
    found = [partition(graph, 0.0, draw) for _ in every]
    lots = (draw.integers(draw.integers(1, graph.size + 1), size=graph.size) for _ in every)
    found += [partition(graph, 0.0, draw, np.unique(lot, return_inverse=True)[1]) for lot in lots]
    return min(found, key=lambda label: round(_against_many(graph, label), 9))


def _against_many(graph: Signed, label: Ints) -> float:
    inside = label[graph.one] == label[graph.other]
    return float(np.abs(graph.weight[inside == (graph.weight < 0)]).sum())


def _balanced(
    graph: Signed, found: Ints, null: Null, draws: int, seed: int
) -> tuple[float, float, float, float]:
    if not len(found):
        return (float("nan"),) * 4
    weight = weakest(graph, found)
    seen = _share(found, weight, (graph.weight < 0).astype(np.int64))
    drawn = np.array([_share(found, weight, one) for one in signs_by_chance(graph, null, draws, seed)])
    return seen, *against(seen, drawn)


def _share(found: Ints, weight: Floats, hostile: Ints) -> float:
    return float(weight[hostile_in(found, hostile) % 2 == 0].sum() / weight.sum())

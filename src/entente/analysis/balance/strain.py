"""Dyads under strain: what their common partners are to either speaks against what they are to each other."""

from __future__ import annotations

from math import lgamma

import numpy as np
import pandas as pd

from entente.analysis.balance.frustration import frustration
from entente.analysis.balance.triads import Null, hostile_in, triangles, weakest
from entente.analysis.dyads.phases import Direction
from entente.analysis.network.nulls import hostility
from entente.analysis.network.signed import Floats, Ints, Signed, with_sign
from entente.analysis.network.windows import each
from entente.analysis.statistics import adjusted

#: A tie whose p-value would be above this, were all its triads unbalanced, has too few to be tested.
TELLING = 0.05

#: Columns of :func:`strained`, in order.
COLUMNS = (
    *("window", "a", "b", "sign", "weight", "intensity", "stories", "triads", "unbalanced", "strain"),
    *("frustrated", "pushed", "expected", "p", "q"),
)


def strained(
    network: pd.DataFrame, *, null: Null | str = Null.READINESS, restarts: int = 30, seed: int = 0
) -> pd.DataFrame:
    """Which ties are under strain to change sign, those surest of it first.

    Each common partner of two actors makes a triad of their tie. If most of these are unbalanced, a change of
    the tie's sign would balance them: friends with each other's foes are pushed apart, foes with common
    friends together. The p-value is the chance of so many unbalanced triads if the signs of the other ties
    fell independently: triads of one tie share no other, so that their number is binomial, with the mean
    chance of that tie's triads (of independent trials of unlike chances the binomial spreads most: Hoeffding
    1956).

    Args:
        network: of one or more windows, from ``graph.network``; only ties with a sign count.
        null: whether each actor keeps its readiness for conflict, or all ties have one chance.
        restarts, seed: of the search for two camps.

    Returns:
        One row a window and tie with a triad, by window, ``q``, ``p`` and falling strain: ``window``, ``a``,
        ``b``, ``sign``, ``weight``, ``intensity``, ``stories``; ``triads``, ``unbalanced`` (numbers);
        ``strain`` (-1 to +1: unbalanced less balanced triads by all, each weighted by its weakest tie),
        ``frustrated`` (whether it is against the best two camps), ``pushed`` (``rift`` or ``rapprochement``:
        where a change of sign would lead), ``expected`` (unbalanced triads by chance), ``p``, and ``q`` (over
        the ties of the window: of the ties with at most that, this share is expected to be there by chance;
        Benjamini and Hochberg 1995; 1 for ties with so few triads that even all of them would tell nothing,
        which do not count among the tested: Tarone 1990, "A modified Bonferroni method for discrete data").
    """
    found = [_of_window(ties, Null(null), restarts, seed) for _, ties in each(network)]
    if not found:
        found = [_of_window(network, Null(null), restarts, seed)]
    return pd.concat(found, ignore_index=True)


def _of_window(ties: pd.DataFrame, null: Null, restarts: int, seed: int) -> pd.DataFrame:
    graph = Signed.of(ties)
    found = triangles(graph)
    number, unbalanced, strain, expected = _counts(graph, found, null)
    chance = expected / np.maximum(number, 1)
    p = binomial(unbalanced, number, chance)
    q = np.ones(number.size)
    telling = np.flatnonzero((number > 0) & (chance**number <= TELLING))
    q[telling] = adjusted(p[telling])
    friends = graph.weight > 0
    frame = with_sign(ties).assign(
        triads=number,
        unbalanced=unbalanced,
        strain=strain,
        frustrated=frustration(graph, restarts=restarts, seed=seed).frustrated,
        pushed=np.where(friends, Direction.RIFT.value, Direction.RAPPROCHEMENT.value),
        expected=expected,
        p=p,
        q=q,
        fall=-strain,
    )
    ranked = frame[frame.triads > 0].sort_values(["q", "p", "fall", "a", "b"], ignore_index=True)
    return ranked[list(COLUMNS)]


def _counts(graph: Signed, found: Ints, null: Null) -> tuple[Ints, Ints, Floats, Floats]:
    """Of each tie: triads, unbalanced ones, strain, and unbalanced ones by chance."""
    m = len(graph.weight)
    hostile = (graph.weight < 0).astype(np.int64)
    odd = hostile_in(found, hostile) % 2 == 1
    weight = weakest(graph, found)
    chance = hostility(graph) if null is Null.READINESS else np.full(m, hostile.mean())
    number = np.bincount(found.ravel(), minlength=m)
    unbalanced = np.bincount(found[odd].ravel(), minlength=m)
    pull, whole, expected = np.zeros(m), np.zeros(m), np.zeros(m)
    for own, one, other in ((0, 1, 2), (1, 0, 2), (2, 0, 1)):
        edge, first, second = found[:, own], chance[found[:, one]], chance[found[:, other]]
        unlike = first * (1 - second) + second * (1 - first)
        expected += np.bincount(edge, np.where(hostile[edge] == 1, 1 - unlike, unlike), m)
        pull += np.bincount(edge, np.where(odd, weight, -weight), m)
        whole += np.bincount(edge, weight, m)
    return number, unbalanced, pull / np.where(whole > 0, whole, 1), expected


def binomial(k: Ints, n: Ints, chance: Floats) -> Floats:
    """The chance of ``k`` or more of ``n``, each.

    >>> [round(float(p), 4) for p in binomial(np.array([3, 0]), np.array([3, 5]), np.array([0.5, 0.2]))]
    [0.125, 1.0]
    """
    most = int(n.max(initial=0))
    logs = np.array([lgamma(i + 1) for i in range(most + 1)])
    clipped = np.clip(chance, 1e-12, 1 - 1e-12)
    found = np.ones(k.size)
    for i in np.flatnonzero(k > 0).tolist():
        j = np.arange(k[i], n[i] + 1)
        log = logs[n[i]] - logs[j] - logs[n[i] - j]
        log += j * np.log(clipped[i]) + (n[i] - j) * np.log1p(-clipped[i])
        found[i] = min(float(np.exp(log).sum()), 1.0)
    return found

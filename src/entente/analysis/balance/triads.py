"""Triads: three actors who all deal with one another, by how many of their ties are hostile.

A triad is balanced where the product of its signs is positive: three friends, or two friends with one foe in
common (Heider 1946, "Attitudes and cognitive organization"; Cartwright and Harary 1956, "Structural balance:
a generalization of Heider's theory"). It is weakly balanced with three foes as well (Davis 1967, "Clustering
and structural balance in graphs"): only two foes with a friend in common are under strain there.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pandas as pd

from entente.analysis.network.nulls import hostility
from entente.analysis.network.signed import Floats, Ints, Signed
from entente.analysis.network.windows import each

#: Kinds of triads by the number of hostile ties, as signs.
KINDS = ("+++", "++-", "+--", "---")
#: Pairs of neighbours that are looked up at once.
CHUNK = 2_000_000


class Null(StrEnum):
    """How signs would fall by chance, who deals with whom staying as it is."""

    #: Each actor as ready for conflict as it is.
    READINESS = "readiness"
    #: Dealt out anew over all ties.
    PERMUTATION = "permutation"


class Kind(NamedTuple):
    """Triads of a kind; see :func:`triads`."""

    window: pd.Timestamp
    kind: str
    balanced: bool
    triads: int
    weight: float
    expected: float
    z: float
    p: float


def triangles(graph: Signed) -> Ints:
    """All triads.

    Returns:
        An array of three columns: the edges of each, by their places in the graph.

    Each is found once, from its actor with fewest ties (Chiba and Nishizeki 1985, "Arboricity and subgraph
    listing algorithms"), so that busy actors cost no more than the square root of all ties for each.
    """
    n = graph.size
    degree = np.diff(graph.starts)
    rank = np.argsort(np.lexsort((np.arange(n), degree)))
    up = rank[graph.one] < rank[graph.other]
    start, end = np.where(up, graph.one, graph.other), np.where(up, graph.other, graph.one)
    order = np.lexsort((rank[end], start))
    start, end = start[order], end[order]
    ends = np.cumsum(np.bincount(start, minlength=n))[start]
    after = ends - np.arange(start.size) - 1
    key = graph.one * n + graph.other
    by_key = np.argsort(key)
    found = [np.zeros((0, 3), np.int64)]
    for first, second in _wedges(after):
        one, other = end[first], end[second]
        wanted = np.minimum(one, other) * n + np.maximum(one, other)
        place = np.minimum(np.searchsorted(key, wanted, sorter=by_key), key.size - 1)
        there = key[by_key[place]] == wanted
        third = by_key[place[there]]
        found.append(np.stack([order[first[there]], order[second[there]], third], axis=1))
    return np.concatenate(found)


def _wedges(after: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Each place with every later one of the same actor, in chunks."""
    if not after.size:
        return
    chunk = np.cumsum(after) // CHUNK
    for places in np.split(np.arange(after.size), np.flatnonzero(np.diff(chunk)) + 1):
        number = after[places]
        first = np.repeat(places, number)
        offset = np.arange(first.size) - np.repeat(np.cumsum(number) - number, number)
        yield first, first + 1 + offset


def hostile_in(found: Ints, hostile: Ints) -> Ints:
    """How many ties of each triad are hostile."""
    return np.asarray(hostile[found].sum(axis=1), np.int64)


def weakest(graph: Signed, found: Ints) -> Floats:
    """The weight of each triad: that of its weakest tie."""
    if not len(found):
        return np.zeros(0)
    return np.asarray(np.abs(graph.weight)[found].min(axis=1))


def signs_by_chance(graph: Signed, null: Null, draws: int, seed: int) -> Iterator[Ints]:
    """Which ties are hostile, as chance would have it; one array of 0 and 1 a draw."""
    draw = np.random.default_rng(seed)
    hostile = (graph.weight < 0).astype(np.int64)
    chance = hostility(graph) if null is Null.READINESS else None
    for _ in range(draws):
        if chance is None:
            yield draw.permutation(hostile)
        else:
            yield (draw.random(hostile.size) < chance).astype(np.int64)


def triads(
    network: pd.DataFrame, *, null: Null | str = Null.READINESS, draws: int = 199, seed: int = 0
) -> pd.DataFrame:
    """Triads of each window by kind, beside what chance would give.

    Args:
        network: of one or more windows, from ``graph.network``; ties without a sign make no triad.
        null: how signs would fall by chance.
        draws: of signs; the least p-value is 2 / (1 + draws).
        seed: the same seed gives the same figures.

    Returns:
        Four rows a window with a triad: ``window``, ``kind`` (``+++``, ``++-``, ``+--``, ``---``),
        ``balanced``, ``triads``, ``weight`` (sum of the weakest ties), ``expected`` (by chance), ``z``
        (missing where chance does not vary), ``p`` (two-sided, of the number).
    """
    rows: list[Kind] = []
    for start, ties in each(network):
        graph = Signed.of(ties)
        found = triangles(graph)
        if not len(found):
            continue
        kind = hostile_in(found, (graph.weight < 0).astype(np.int64))
        weight = np.bincount(kind, weakest(graph, found), 4)
        seen = np.bincount(kind, minlength=4)
        by_chance = signs_by_chance(graph, Null(null), draws, seed)
        drawn = np.array([np.bincount(hostile_in(found, one), minlength=4) for one in by_chance])
        for i, name in enumerate(KINDS):
            mean, z, p = against(float(seen[i]), drawn[:, i].astype(float))
            rows.append(Kind(start, name, i % 2 == 0, int(seen[i]), float(weight[i]), mean, z, p))
    return pd.DataFrame(rows, columns=list(Kind._fields))


def against(seen: float, drawn: Floats) -> tuple[float, float, float]:
    """Mean of draws, how many deviations of theirs something is from it, and the two-sided p-value."""
    mean, spread = float(drawn.mean()), float(drawn.std())
    above, below = int((drawn >= seen - 1e-9).sum()), int((drawn <= seen + 1e-9).sum())
    p = min(1.0, 2 * (1 + min(above, below)) / (1 + drawn.size))
    return mean, (seen - mean) / spread if spread > 1e-12 else float("nan"), p

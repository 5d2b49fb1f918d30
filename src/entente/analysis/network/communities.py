"""The partition of a signed graph into communities that has most modularity.

Modularity for signed weights (Gomez, Jensen and Arenas 2009, "Analysis of community structure in networks of
correlated data"; Traag and Bruggeman 2009, "Community detection in networks with positive and negative
links"): friendly weight inside communities beyond what the actors' friendly strengths would bring about by
chance, less hostile weight inside beyond what their hostile strengths would.

The search is that of Louvain (Blondel, Guillaume, Lambiotte and Lefebvre 2008, "Fast unfolding of communities
in large networks"), and begins again from single actors after each rise, so that an actor may leave what it
was merged with (as Traag, Waltman and van Eck 2019, "From Louvain to Leiden", found needful). Every community
is tried for every actor, not its neighbours' only: two that share a foe belong together without a tie.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entente.analysis.network.signed import Floats, Ints, Signed, sums

#: Sweeps over all actors at most, and rises from single actors to communities at most.
SWEEPS, RISES = 30, 10
#: Free places for communities that an actor may found.
SPARE = 8
#: A move must gain this part of all weight, so that rounding moves nobody.
LEAST = 1e-12


@dataclass(frozen=True)
class _Level:
    """A graph of actors, or of communities taken as actors."""

    starts: Ints
    neighbours: Ints
    weights: Floats
    friendly: Floats
    hostile: Floats


def modularity(graph: Signed, label: Ints, resolution: float = 1.0) -> float:
    """Signed modularity of a partition, at most 1.

    Args:
        graph: with at least one edge.
        label: the community of each actor.
        resolution: how much chance counts; 0 leaves friendly less hostile weight inside, by all weight.
    """
    friendly, hostile = graph.strengths()
    whole = float(friendly.sum() + hostile.sum())
    if whole == 0:
        return 0.0
    inside = label[graph.one] == label[graph.other]
    found = 2 * float(graph.weight[inside].sum())
    for strength, sign in ((friendly, 1), (hostile, -1)):
        if strength.sum():
            found -= sign * resolution * float((np.bincount(label, strength) ** 2).sum() / strength.sum())
    return found / whole


def partition(graph: Signed, resolution: float, draw: np.random.Generator, label: Ints | None = None) -> Ints:
    """One search for the partition of most modularity; another draw may find a better one.

    Args:
        graph: the graph.
        resolution: as of :func:`modularity`.
        draw: where chance comes from.
        label: the communities to begin with; None for single actors.

    Returns:
        The community of each actor, numbered from 0 by first actor.
    """
    level = _level(graph)
    label = np.arange(graph.size) if label is None else label
    for _ in range(RISES):
        moved, label = _settle(level, label, resolution, draw)
        if not moved:
            break
        label = _rise(graph, label, resolution, draw)
    return label


def best(graph: Signed, resolution: float, restarts: int, seed: int) -> tuple[Ints, list[Ints]]:
    """The best of several searches, and what each of them found."""
    draw = np.random.default_rng(seed)
    found = [partition(graph, resolution, draw) for _ in range(max(restarts, 1))]
    ranked = [round(modularity(graph, one, resolution), 12) for one in found]
    return found[int(np.argmax(ranked))], found


def _rise(graph: Signed, label: Ints, resolution: float, draw: np.random.Generator) -> Ints:
    """Merges communities as long as that gains."""
    for _ in range(RISES):
        above = _merged(graph, label)
        moved, joined = _settle(above, np.arange(above.starts.size - 1), resolution, draw)
        if not moved:
            return label
        label = joined[label]
    return label


def _level(graph: Signed) -> _Level:
    friendly, hostile = graph.strengths()
    return _Level(graph.starts, graph.neighbours, graph.weights, friendly, hostile)


def _merged(graph: Signed, label: Ints) -> _Level:
    """The communities as actors; what is inside them cannot change and is left out."""
    n = int(label.max()) + 1
    one, other = label[graph.one], label[graph.other]
    out = one != other
    key = np.minimum(one, other)[out] * n + np.maximum(one, other)[out]
    pairs, place = np.unique(key, return_inverse=True)
    weight = sums(place, graph.weight[out], pairs.size)
    friendly, hostile = graph.strengths()
    above = Signed(tuple(map(str, range(n))), pairs // n, pairs % n, weight)
    return _Level(
        above.starts,
        above.neighbours,
        above.weights,
        sums(label, friendly, n),
        sums(label, hostile, n),
    )


def _settle(level: _Level, label: Ints, resolution: float, draw: np.random.Generator) -> tuple[bool, Ints]:
    """Moves one after the other to where it gains most, until nobody moves."""
    n = level.starts.size - 1
    label = label.copy()
    slots = int(label.max()) + 1 + (SPARE if label.max() + 1 < n else 0)
    up, down = level.friendly, level.hostile
    up_whole, down_whole = max(float(up.sum()), 1e-300), max(float(down.sum()), 1e-300)
    up_pull, down_pull = resolution * up / up_whole, resolution * down / down_whole
    ups, downs = np.bincount(label, up, slots), np.bincount(label, down, slots)
    least = LEAST * (float(up.sum()) + float(down.sum()))
    at = level.starts.tolist()
    ever = False
    for _ in range(SWEEPS):
        moved = False
        for i in draw.permutation(n).tolist():
            here = label[i]
            ups[here] -= up[i]
            downs[here] -= down[i]
            near = slice(at[i], at[i + 1])
            gain = down_pull[i] * downs - up_pull[i] * ups
            gain += np.bincount(label[level.neighbours[near]], level.weights[near], slots)
            there = gain.argmax()
            if gain[there] > gain[here] + least:
                label[i] = here = there
                moved = True
            ups[here] += up[i]
            downs[here] += down[i]
        if not moved:
            break
        ever = True
    return ever, _numbered(label)


def _numbered(label: Ints) -> Ints:
    """Communities numbered from 0 by their first actor."""
    _, first, place = np.unique(label, return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(first))
    return np.asarray(rank[place], np.int64)

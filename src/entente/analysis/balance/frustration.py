"""Frustration: the least weight of ties that must change sign before a graph is balanced.

Two camps, friends inside and foes between, are what a balanced graph falls into (Cartwright and Harary 1956);
ties that do not fit the best two camps are frustrated. To find the least is hard (Aref and Wilson 2019,
"Balance and frustration in signed networks"), but frustration lies in cycles alone, so that each biconnected
part can be solved for itself. A part of at most ``LARGEST`` actors is solved exactly by branch and bound; a
larger one by local search from many starts. Either has a lower bound: no two camps can do without one change
in each of a set of unbalanced triads that share no weight.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entente.analysis.balance.biconnected import parts
from entente.analysis.balance.bounding import exactly
from entente.analysis.balance.triads import triangles
from entente.analysis.network.signed import Floats, Ints, Signed

#: Actors of a part that is solved exactly; and how many partial camps may be looked at for that.
LARGEST, VISITS = 25, 100_000
#: Weights that differ by this part of all are taken as equal.
EQUAL = 1e-9


@dataclass(frozen=True)
class Camps:
    """The best two camps that were found.

    Attributes:
        camp: 0 or 1 for each actor; of a connected part, 0 is the one with more strength.
        frustrated: for each edge, whether it is against the camps.
        weight: of the frustrated edges.
        bound: what it cannot be below.
        exact: whether it is proven to be least.
    """

    camp: Ints
    frustrated: np.ndarray[tuple[int], np.dtype[np.bool_]]
    weight: float
    bound: float
    exact: bool


def frustration(graph: Signed, *, restarts: int = 30, seed: int = 0) -> Camps:
    """The two camps of least frustration.

    Args:
        graph: any; empty as well.
        restarts: starts of the local search in each part.
        seed: the same seed gives the same camps.
    """
    draw = np.random.default_rng(seed)
    frustrated = np.zeros(len(graph.weight), np.bool_)
    bound, exact = 0.0, True
    for edges in parts(graph):
        part, least, proven = _part(graph, edges, restarts, draw)
        frustrated[edges] = part
        bound += least
        exact &= proven
    weight = float(np.abs(graph.weight[frustrated]).sum())
    return Camps(_camps(graph, frustrated), frustrated, weight, weight if exact else bound, exact)


def packed(graph: Signed, found: Ints) -> float:
    """Weight of triads that share none: each takes the least left of its three ties, the strong first."""
    left: list[float] = np.abs(graph.weight).tolist()
    strong = np.abs(graph.weight)[found].min(axis=1) if len(found) else np.zeros(0)
    whole = 0.0
    for i, j, k in found[np.argsort(-strong, kind="stable")].tolist():
        taken = min(left[i], left[j], left[k])
        if taken > 0:
            left[i] -= taken
            left[j] -= taken
            left[k] -= taken
            whole += taken
    return whole


def _part(
    graph: Signed, edges: Ints, restarts: int, draw: np.random.Generator
) -> tuple[np.ndarray[tuple[int], np.dtype[np.bool_]], float, bool]:
    """Which edges of a part are frustrated, the lower bound, and whether they are proven least."""
    nodes, place = np.unique(np.concatenate([graph.one[edges], graph.other[edges]]), return_inverse=True)
    one, other = place[: edges.size].astype(np.int64), place[edges.size :].astype(np.int64)
    part = Signed(tuple(str(i) for i in nodes), one, other, graph.weight[edges])
    if not (part.weight < 0).any():
        return np.zeros(edges.size, np.bool_), 0.0, True
    side, cost = _searched(part, restarts, draw)
    found = triangles(part)
    unbalanced = found[(part.weight[found] < 0).sum(axis=1) % 2 == 1]
    bound = packed(part, unbalanced)
    slack = EQUAL * float(np.abs(part.weight).sum())
    exact = cost <= bound + slack
    if not exact and part.size <= LARGEST:
        side, exact = exactly(part, side, cost, VISITS, slack)
    return part.weight * side[one] * side[other] < 0, bound, exact


def _searched(graph: Signed, restarts: int, draw: np.random.Generator) -> tuple[Floats, float]:
    """Sides (+1, -1) that no single actor can better by changing, the best of several."""
    best, least = np.ones(graph.size), np.inf
    for i in range(max(restarts, 1)):
        start = np.ones(graph.size) if i == 0 else draw.choice([-1.0, 1.0], graph.size)
        side = _settled(graph, start)
        off = graph.weight * side[graph.one] * side[graph.other]
        cost = float(-off[off < 0].sum())
        if cost < least - 1e-12:
            best, least = side, cost
    return best, least


def _settled(graph: Signed, side: Floats) -> Floats:
    """Changes sides one by one, the most uneasy actor first."""
    pull = graph.weight * side[graph.one] * side[graph.other]
    ease = np.bincount(graph.one, pull, graph.size) + np.bincount(graph.other, pull, graph.size)
    least = -1e-9 * float(np.abs(graph.weight).sum())
    for _ in range(100 * graph.size):
        i = int(ease.argmin())
        if ease[i] >= least:
            break
        near = slice(int(graph.starts[i]), int(graph.starts[i + 1]))
        ends = graph.neighbours[near]
        ease[ends] -= 2 * graph.weights[near] * side[i] * side[ends]
        side[i] = -side[i]
        ease[i] = -ease[i]
    return side


def _camps(graph: Signed, frustrated: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Ints:
    """The camps that make these edges the frustrated ones; walked from each actor not yet reached."""
    side = np.zeros(graph.size, np.int64)
    sign = np.where((graph.weight > 0) ^ frustrated, 1, -1)
    strength = np.add(*graph.strengths())
    for root in range(graph.size):
        if side[root]:
            continue
        side[root] = 1
        reached, here = [root], 0
        while here < len(reached):
            i = reached[here]
            here += 1
            near = slice(int(graph.starts[i]), int(graph.starts[i + 1]))
            for j, edge in zip(graph.neighbours[near].tolist(), graph.edges[near].tolist(), strict=True):
                if not side[j]:
                    side[j] = side[i] * sign[edge]
                    reached.append(j)
        part = np.array(reached)
        if float((strength[part] * side[part]).sum()) < 0:
            side[part] = -side[part]
    return np.asarray(side < 0, np.int64)

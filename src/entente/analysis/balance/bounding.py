"""Branch and bound for the two camps of least frustration (Land and Doig 1960; for signed graphs see Aref and
Wilson 2019)."""

from __future__ import annotations

import numpy as np

from entente.analysis.network.signed import Floats, Ints, Signed


def exactly(graph: Signed, side: Floats, cost: float, visits: int, slack: float) -> tuple[Floats, bool]:
    """The best sides, from good ones.

    Actors are given sides one after the other. What the rest must cost at least is each one's cost on its
    cheaper side, as far as sides are given, and a packing of unbalanced triads among the rest.

    Args:
        graph: a connected part, small.
        side, cost: the best that is known.
        visits: partial camps to look at, at most.
        slack: what is no gain.

    Returns:
        The best sides (+1, -1), and whether they are proven to be.
    """
    search = _Search(graph, side, cost, visits, slack)
    search.run(1, np.ones(1), search.matrix[0].copy(), np.abs(search.matrix[0]), 0.0)
    best = np.ones(graph.size)
    best[search.order] = search.best
    return best, search.left > 0


class _Search:
    """What a search keeps on its way: the best so far, and how many visits are left."""

    def __init__(self, graph: Signed, side: Floats, cost: float, visits: int, slack: float) -> None:
        dense = np.zeros((graph.size, graph.size))
        dense[graph.one, graph.other] = dense[graph.other, graph.one] = graph.weight
        self.order = _order(np.abs(dense))
        self.matrix = dense[np.ix_(self.order, self.order)]
        self.rest = _packed(self.matrix)
        self.best, self.cost = side[self.order], cost
        self.left, self.slack = visits, slack

    def run(self, depth: int, given: Floats, pull: Floats, met: Floats, cost: float) -> None:
        """Gives the actor at ``depth`` either side; the first actor has side +1.

        ``pull`` sums up each actor's ties to those with sides, signed by side; ``met`` their absolute
        weights.
        """
        if depth == len(self.order):
            if cost < self.cost - self.slack:
                self.best, self.cost = given, cost
            return
        for one in (1.0, -1.0) if pull[depth] >= 0 else (-1.0, 1.0):
            self.left -= 1
            if self.left <= 0:
                return
            now = cost + (met[depth] - one * pull[depth]) / 2
            pulled, meets = pull + one * self.matrix[depth], met + np.abs(self.matrix[depth])
            after = slice(depth + 1, None)
            rest = float((meets[after] - np.abs(pulled[after])).sum()) / 2
            if now + rest + self.rest[depth + 1] < self.cost - self.slack:
                self.run(depth + 1, np.append(given, one), pulled, meets, now)


def _order(weight: Floats) -> Ints:
    """The strongest actor first, then always the one with the strongest ties to those before."""
    n = len(weight)
    order = [int(weight.sum(axis=1).argmax())]
    tied = weight[order[0]].copy()
    while len(order) < n:
        tied[order] = -1
        order.append(int(tied.argmax()))
        tied = weight[order].sum(axis=0)
    return np.array(order, np.int64)


def _packed(matrix: Floats) -> Floats:
    """For each place in the order, a packing of unbalanced triads among the actors from there on."""
    n = len(matrix)
    rest = np.zeros(n + 1)
    left = np.abs(matrix)
    # From the last actor back: what is packed among later ones stays packed.
    for i in range(n - 3, -1, -1):
        rest[i] = rest[i + 1]
        for j in range(i + 1, n - 1):
            if not left[i, j]:
                continue
            for k in range(j + 1, n):
                taken = min(left[i, j], left[i, k], left[j, k])
                if taken > 0 and matrix[i, j] * matrix[i, k] * matrix[j, k] < 0:
                    for one, other in ((i, j), (i, k), (j, k)):
                        left[one, other] -= taken
                    rest[i] += taken
    return rest

"""Graphs as chance would have them: what a finding must stand out from."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entente.analysis.network.signed import Floats, Ints, Signed

#: Rounds in which every tie is offered a swap. Measured: the share of ties that are found in place again no
#: longer falls after twelve, in graphs of a hundred ties and of a thousand.
ROUNDS = 12


def dealt(graph: Signed, draw: np.random.Generator) -> Signed:
    """The same ties, with signs and weights dealt out anew among them."""
    return graph.with_weight(draw.permutation(graph.weight))


def swapped(graph: Signed, draw: np.random.Generator) -> Signed:
    """The same numbers of friends and of foes for every actor, with others.

    Two ties of one sign change ends, where that makes no pair twice and no tie with oneself (Maslov and
    Sneppen 2002, "Specificity and stability in topology of protein networks"). Many swaps are tried at once.
    """
    n = graph.size
    one, other = graph.one.copy(), graph.other.copy()
    of_sign = [np.flatnonzero(graph.weight > 0), np.flatnonzero(graph.weight <= 0)]
    for _ in range(ROUNDS):
        for places in of_sign:
            if places.size > 1:
                _round(n, one, other, draw.permutation(places), draw)
    return Signed(graph.actors, np.minimum(one, other), np.maximum(one, other), graph.weight)


def _round(n: int, one: Ints, other: Ints, places: Ints, draw: np.random.Generator) -> None:
    """Swaps ends of ties two by two, in place."""
    half = places.size // 2
    first, second = places[:half], places[half : 2 * half]
    turned = draw.random(half) < 0.5
    a, b = one[first], other[first]
    c = np.where(turned, other[second], one[second])
    d = np.where(turned, one[second], other[second])
    fresh = np.concatenate([_key(n, a, d), _key(n, c, b)])
    _, place, count = np.unique(fresh, return_inverse=True, return_counts=True)
    good = (count[place] == 1) & ~np.isin(fresh, _key(n, one, other))
    kept = good[:half] & good[half:] & (a != d) & (c != b)
    other[first[kept]] = d[kept]
    one[second[kept]], other[second[kept]] = c[kept], b[kept]


def _key(n: int, one: Ints, other: Ints) -> Ints:
    return np.minimum(one, other) * n + np.maximum(one, other)


def hostility(graph: Signed) -> Floats:
    """The chance of each tie to be hostile, from how ready for conflict its two actors are.

    The logit of the chance is the sum of one number an actor (Holland and Leinhardt 1981, "An exponential
    family of probability distributions for directed graphs", without direction), fitted such that each
    actor has as many foes as it has; half a friend and half a foe more, of the usual chance, are believed
    of every actor, so that one with few ties is taken for a usual one.
    """
    foe = (graph.weight < 0).astype(float)
    if not foe.any() or foe.all():
        return foe
    n = graph.size
    usual = float(np.log(foe.mean() / (1 - foe.mean())))
    foes = graph.at_ends(foe)
    ready = np.zeros(n)
    for _ in range(200):
        chance = _logistic(usual + ready[graph.one] + ready[graph.other])
        believed = _logistic(usual + ready)
        slope = foes - graph.at_ends(chance) + foe.mean() - believed
        curve = graph.at_ends(chance * (1 - chance)) + believed * (1 - believed)
        # Both ends of a tie move: half a step each.
        step = np.clip(slope / (2 * np.maximum(curve, 1e-9)), -1, 1)
        ready += step
        if np.abs(step).max() < 1e-6:
            break
    return _logistic(usual + ready[graph.one] + ready[graph.other])


def _logistic(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))))


def p_value(seen: float, drawn: NDArray[np.float64]) -> float:
    """The share of draws that reach what was seen, which itself counts as one (Davison and Hinkley 1997).

    Draws that equal it but for rounding reach it.
    """
    reached = int((drawn >= seen - 1e-9).sum())
    return (1 + reached) / (1 + drawn.size)

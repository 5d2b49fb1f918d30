"""The signed graph that the algorithms walk over: sparse, and with actors as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def sums(place: Ints, value: Floats, n: int) -> Floats:
    """Sums of the values at each of ``n`` places; of none, zeros."""
    return np.bincount(place, value, n).astype(float)


def with_sign(ties: pd.DataFrame) -> pd.DataFrame:
    """The rows that are edges of the graph."""
    return ties[(ties.sign != 0) & (ties.weight > 0)]


@dataclass(frozen=True)
class Signed:
    """An undirected graph with signed weights; every actor has a tie.

    Attributes:
        actors: in order of their codes.
        one, other: the ends of each edge, as places in ``actors``; ``one`` < ``other``.
        weight: of each edge, below 0 where it is hostile; never 0.
    """

    actors: tuple[str, ...]
    one: Ints
    other: Ints
    weight: Floats

    @classmethod
    def of(cls, ties: pd.DataFrame) -> Signed:
        """The graph of one window's network; ties without a sign or weight are left out.

        Args:
            ties: ``a``, ``b``, ``sign``, ``weight``; one row a pair. Edges are in the order of rows.
        """
        kept = with_sign(ties)
        ends = pd.concat([kept.a, kept.b], ignore_index=True).astype(str)
        places, names = pd.factorize(ends, sort=True)
        a, b = places[: len(kept)].astype(np.int64), places[len(kept) :].astype(np.int64)
        weight = kept.sign.to_numpy(float) * kept.weight.to_numpy(float)
        return cls(tuple(str(name) for name in names), np.minimum(a, b), np.maximum(a, b), weight)

    def with_weight(self, weight: Floats) -> Signed:
        """The same edges with other weights; those of 0 stay, and do nothing."""
        return Signed(self.actors, self.one, self.other, weight)

    @property
    def size(self) -> int:
        """Number of actors."""
        return len(self.actors)

    @cached_property
    def order(self) -> Ints:
        """Both ends of all edges, sorted by the end they start from: places in the doubled edges."""
        return np.asarray(np.argsort(np.concatenate([self.one, self.other]), kind="stable"))

    @cached_property
    def starts(self) -> Ints:
        """Where each actor's neighbours begin; one more at the end."""
        ends = np.concatenate([self.one, self.other])
        return np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=self.size))]).astype(np.int64)

    @cached_property
    def neighbours(self) -> Ints:
        """Neighbours of all actors, one actor's after the other's."""
        return np.concatenate([self.other, self.one])[self.order]

    @cached_property
    def edges(self) -> Ints:
        """The edge that leads to each of the neighbours."""
        return self.order % max(len(self.one), 1)

    @cached_property
    def weights(self) -> Floats:
        """The weights that lead to the neighbours."""
        return self.weight[self.edges]

    def strengths(self) -> tuple[Floats, Floats]:
        """Sums of each actor's friendly and hostile weights, both from 0."""
        up, down = np.maximum(self.weight, 0), np.maximum(-self.weight, 0)
        return self.at_ends(up), self.at_ends(down)

    def at_ends(self, value: Floats) -> Floats:
        """For each actor, the sum of a value of its edges."""
        return sums(self.one, value, self.size) + sums(self.other, value, self.size)

    def components(self) -> Ints:
        """The connected part that each actor belongs to, numbered by its first actor."""
        label = np.arange(self.size)
        while True:
            least = label.copy()
            np.minimum.at(least, self.one, label[self.other])
            np.minimum.at(least, self.other, label[self.one])
            least = least[least]
            if np.array_equal(least, label):
                return np.asarray(np.unique(label, return_inverse=True)[1], np.int64)
            label = least

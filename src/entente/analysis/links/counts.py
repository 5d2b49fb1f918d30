"""Counts that fade: how often and how lately each combination occurred."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entente.analysis.links.facts import Ints

Floats = NDArray[np.float32]
#: A half-life that never fades.
EVER = 0.0
#: Days since what never occurred.
NEVER = 400.0


class Counts:
    """Occurrences of keys, fading with several half-lives at once.

    A count is kept as it was when its key last occurred, and fades when it is read: memory is a few numbers
    for each key that ever occurs, and a day costs what is told on it, not what was ever told.

    Args:
        keys: of each fact that will be told, shape (facts,).
        halves: half-lives in days; :data:`EVER` counts without fading.
    """

    __slots__ = ("_counts", "_last", "_now", "_of", "_rates", "keys")

    def __init__(self, keys: Ints, halves: tuple[float, ...]) -> None:
        self.keys, of = np.unique(keys, return_inverse=True)
        self._of = np.asarray(of, np.int64).reshape(-1)
        rates = [0.0 if half == EVER else 1 / half for half in halves]
        self._rates: Floats = np.array(rates, np.float32)[:, None]
        self._counts: Floats = np.zeros((len(halves), len(self.keys)), np.float32)
        self._last: Floats = np.full(len(self.keys), -np.inf, np.float32)
        self._now = 0

    def tell(self, rows: slice, step: int) -> None:
        """Facts of a day are told; it is that day now."""
        self._now = step
        places, many = np.unique(self._of[rows], return_counts=True)
        self._counts[:, places] = self.at(places) + many
        self._last[places] = step

    def find(self, keys: Ints) -> Ints:
        """Where keys stand; -1 for those that never occur."""
        if not self.keys.size:
            return np.full(keys.shape, -1, np.int64)
        places = np.searchsorted(self.keys, keys).clip(max=len(self.keys) - 1)
        return np.where(self.keys[places] == keys, places, -1)

    def at(self, places: Ints) -> Floats:
        """Counts as they have faded by now, shape (half-lives, places); 0 for the place -1."""
        if not self.keys.size:
            return np.zeros((len(self._counts), len(places)), np.float32)
        told = (places >= 0) & (self._counts[0, places] > 0)
        ago = np.where(told, self._now - self._last[places], 0)
        return np.asarray(
            np.where(told, self._counts[:, places] * np.exp2(-self._rates * ago), 0), np.float32
        )

    def lag(self, places: Ints, step: int) -> Floats:
        """Days since each last occurred, :data:`NEVER` at most."""
        if not self.keys.size:
            return np.full(len(places), NEVER, np.float32)
        lag = np.where(places >= 0, step - self._last[places], np.inf)
        return np.asarray(np.minimum(lag, NEVER), np.float32)

    def largest(self, first: int, stop: int, row: int, most: int) -> Ints:
        """The keys from ``first`` up to ``stop`` that occurred most, by one half-life; at most ``most``."""
        low, high = np.searchsorted(self.keys, [first, stop])
        counts = self.at(np.arange(low, high))[row]
        found = np.argsort(-counts, kind="stable")[:most]
        return np.asarray(self.keys[low + found[counts[found] > 0]], np.int64)

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

    Memory is a few numbers for each key that ever occurs; a day costs a pass over them.

    Args:
        keys: of each fact that will be told, shape (facts,).
        halves: half-lives in days; :data:`EVER` counts without fading.
    """

    __slots__ = ("_halves", "_last", "_of", "faded", "keys")

    def __init__(self, keys: Ints, halves: tuple[float, ...]) -> None:
        self.keys, of = np.unique(keys, return_inverse=True)
        self._of = np.asarray(of, np.int64).reshape(-1)
        self._halves = halves
        self.faded: Floats = np.zeros((len(halves), len(self.keys)), np.float32)
        self._last: Floats = np.full(len(self.keys), -np.inf, np.float32)

    def fade(self, days: int) -> None:
        """Days pass."""
        for row, half in zip(self.faded, self._halves, strict=True):
            if half != EVER and days:
                row *= 0.5 ** (days / half)

    def tell(self, rows: slice, step: int) -> None:
        """Facts of a day are told."""
        places = self._of[rows]
        for row in self.faded:
            np.add.at(row, places, 1)
        self._last[places] = step

    def find(self, keys: Ints) -> Ints:
        """Where keys stand; -1 for those that never occur."""
        if not self.keys.size:
            return np.full(keys.shape, -1, np.int64)
        places = np.searchsorted(self.keys, keys).clip(max=len(self.keys) - 1)
        return np.where(self.keys[places] == keys, places, -1)

    def at(self, places: Ints) -> Floats:
        """Faded counts, shape (half-lives, places); 0 for the place -1."""
        if not self.keys.size:
            return np.zeros((len(self.faded), len(places)), np.float32)
        return np.asarray(np.where(places >= 0, self.faded[:, places], 0), np.float32)

    def lag(self, places: Ints, step: int) -> Floats:
        """Days since each last occurred, :data:`NEVER` at most."""
        if not self.keys.size:
            return np.full(len(places), NEVER, np.float32)
        lag = np.where(places >= 0, step - self._last[places], np.inf)
        return np.asarray(np.minimum(lag, NEVER), np.float32)

    def largest(self, first: int, stop: int, row: int, most: int) -> Ints:
        """The keys from ``first`` up to ``stop`` that occurred most, by one half-life; at most ``most``."""
        low, high = np.searchsorted(self.keys, [first, stop])
        counts = self.faded[row, low:high]
        found = np.argsort(-counts, kind="stable")[:most]
        return np.asarray(self.keys[low + found[counts[found] > 0]], np.int64)

"""Numbers of blocs that persist from window to window."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from entente.analysis.network.signed import Floats, Ints

#: Two blocs of successive windows are one if they share this part of what either has.
SHARED = 0.2


def numbered(
    actors: Sequence[str],
    label: Ints,
    strength: Floats,
    known: dict[int, pd.Series[float]],
) -> tuple[Ints, dict[int, pd.Series[float]]]:
    """The number of each actor's bloc, and all blocs as last seen.

    A bloc takes the number of an earlier one with which it shares most: strength that both give to the same
    actors, by what either gives (Ruzicka's weighted form of Jaccard's index), the greatest first (Greene,
    Doyle and Cunningham 2010, "Tracking the evolution of communities in dynamic social networks"). A bloc
    that was away for some windows is compared as it was last. Others take new numbers, the largest first.

    Args:
        actors, label, strength: of the window.
        known: actors and their strength of each number, as last seen, summing up to 1 in their window.
    """
    size = np.bincount(label)
    weight = np.bincount(label, strength)
    ranked = sorted(range(size.size), key=lambda c: (-size[c], -weight[c], c))
    part = pd.Series(strength / strength.sum(), index=list(actors))
    now = {c: part[label == c] for c in ranked}
    pairs = sorted(
        ((-_shared(now[c], before), number, c) for c in ranked for number, before in known.items()),
    )
    given: dict[int, int] = {}
    for shared, number, c in pairs:
        if -shared >= SHARED and c not in given and number not in given.values():
            given[c] = number
    fresh = max(known, default=-1) + 1
    for c in ranked:
        if c not in given:
            given[c] = fresh
            fresh += 1
    latest = known | {given[c]: now[c] for c in ranked}
    return np.array([given[int(c)] for c in label], np.int64), latest


def _shared(one: pd.Series[float], other: pd.Series[float]) -> float:
    both = one.index.intersection(other.index)
    if both.empty:
        return 0.0
    least = float(np.minimum(one[both], other[both]).sum())
    return least / (float(one.sum()) + float(other.sum()) - least)

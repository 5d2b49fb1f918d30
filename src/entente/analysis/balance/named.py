"""Triads by name: which three, what each is to the other, and on how much that rests."""

from __future__ import annotations

import numpy as np
import pandas as pd

from entente.analysis.balance.triads import hostile_in, triangles, weakest
from entente.analysis.network.signed import Signed, with_sign
from entente.analysis.network.windows import each

#: Columns of :func:`named_triads`, in order.
COLUMNS = (
    *("window", "a", "b", "c", "ab", "ac", "bc", "stories_ab", "stories_ac", "stories_bc"),
    *("kind", "balanced", "weight"),
)


def named_triads(network: pd.DataFrame) -> pd.DataFrame:
    """All triads of each window, the unbalanced first and of these the most telling.

    What a triad tells is its weight, that of its weakest tie: all three must be well known. Among the
    unbalanced a foe between two friends comes before three foes, who are balanced in the weak sense.

    Args:
        network: of one or more windows, from ``graph.network``; ties without a sign make no triad.

    Returns:
        One row a window and triad: ``window``, ``a`` < ``b`` < ``c``, ``ab``, ``ac``, ``bc`` (signs, +1 or
        -1), ``stories_ab``, ``stories_ac``, ``stories_bc``, ``kind`` (``+++``, ``++-``, ``+--``, ``---``),
        ``balanced``, ``weight``.
    """
    found = [_of_window(start, ties) for start, ties in each(network)]
    if not found:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(found, ignore_index=True)


def _of_window(start: pd.Timestamp, ties: pd.DataFrame) -> pd.DataFrame:
    graph = Signed.of(ties)
    stories = with_sign(ties).stories.to_numpy(np.int64)
    found = triangles(graph)
    # In order of their ends the three edges of a, b, c are ab, ac, bc.
    keys = graph.one[found] * graph.size + graph.other[found]
    edges = np.take_along_axis(found, np.argsort(keys, axis=1), axis=1)
    names = np.array(graph.actors, dtype=object)
    hostile = hostile_in(found, (graph.weight < 0).astype(np.int64))
    table = pd.DataFrame({"window": start, "kind": ["+" * (3 - n) + "-" * n for n in hostile.tolist()]})
    table["a"], table["b"] = names[graph.one[edges[:, 0]]], names[graph.other[edges[:, 0]]]
    table["c"] = names[graph.other[edges[:, 1]]]
    for place, pair in enumerate(("ab", "ac", "bc")):
        table[pair] = np.sign(graph.weight[edges[:, place]]).astype(np.int64)
        table[f"stories_{pair}"] = stories[edges[:, place]]
    table["balanced"], table["weight"] = hostile % 2 == 0, weakest(graph, found)
    table["three_foes"] = hostile == 3
    ranked = table.sort_values(
        ["balanced", "three_foes", "weight", "a", "b", "c"], ascending=[True, True, False, True, True, True]
    )
    return ranked[list(COLUMNS)].reset_index(drop=True)

"""Small signed networks, drawn by hand."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd


def drawn(ties: list[tuple[str, str, float]], window: str = "2001-01-01") -> pd.DataFrame:
    """A network of one window of ties with signed weights."""
    return pd.DataFrame(
        {
            "window": pd.Timestamp(window),
            "a": [min(a, b) for a, b, _ in ties],
            "b": [max(a, b) for a, b, _ in ties],
            "stories": 10,
            "cooperation": [8 if w > 0 else 2 for *_, w in ties],
            "conflict": [2 if w > 0 else 8 for *_, w in ties],
            "intensity": [4.0 if w > 0 else -4.0 for *_, w in ties],
            "sign": [int(np.sign(w)) for *_, w in ties],
            "weight": [abs(w) for *_, w in ties],
        }
    )


def camps(*groups: str, foes: bool = True) -> list[tuple[str, str, float]]:
    """Friends inside each group of letters; foes between."""
    inside = [(a, b, 1.0) for group in groups for a, b in combinations(group, 2)]
    between = [(a, b, -1.0) for one, other in combinations(groups, 2) for a in one for b in other]
    return inside + (between if foes else [])

"""Made records whose next facts are known to follow from the last, or from nothing."""

from __future__ import annotations

import numpy as np

from entente.analysis.links.facts import Facts, Ints

#: Relations of the made record: a habit, a provocation, the answer to it.
HABIT, PROVOKES, ANSWERS = range(3)


def answered(
    actors: int = 60, days: int = 200, *, provocations: int = 6, habits: int = 4, seed: int = 0
) -> Facts:
    """A record in which each provocation is answered a day later by whom it was done to.

    Who provokes whom is drawn anew each day, so that no deed repeats itself and only what follows on what
    can tell the answer. Habits repeat, each with its own two.

    Args:
        actors: how many.
        days: how many.
        provocations: a day.
        habits: a day, out of ten pairs that have one.
        seed: of the lots.
    """
    rng = np.random.default_rng(seed)
    pairs = _pairs(rng, actors, 10)
    rows: list[tuple[int, int, int, int]] = []
    last = _pairs(rng, actors, 0)
    for day in range(days):
        rows += [(int(b), ANSWERS, int(a), day) for a, b in last]
        last = _pairs(rng, actors, provocations)
        rows += [(int(a), PROVOKES, int(b), day) for a, b in last]
        done = rng.choice(len(pairs), habits, replace=False)
        rows += [(int(a), HABIT, int(b), day) for a, b in pairs[done]]
    return _facts(rows, actors)


def lots(actors: int = 60, days: int = 200, *, a_day: int = 12, seed: int = 0) -> Facts:
    """A record in which nothing tells what comes: all parties and relations are drawn by lot."""
    rng = np.random.default_rng(seed)
    rows = [
        (int(a), int(rng.integers(3)), int(b), day)
        for day in range(days)
        for a, b in _pairs(rng, actors, a_day)
    ]
    return _facts(rows, actors)


def _pairs(rng: np.random.Generator, actors: int, many: int) -> Ints:
    """Two different actors each, shape (many, 2)."""
    first = rng.integers(actors, size=many)
    return np.stack([first, (first + rng.integers(1, actors, size=many)) % actors], 1)


def _facts(rows: list[tuple[int, int, int, int]], actors: int) -> Facts:
    subject, relation, object_, day = np.array(rows, np.int64).reshape(-1, 4).T
    names = [f"actor {i}" for i in range(actors)]
    return Facts.of(subject, relation, object_, day, names, 3, "2014-01-01")

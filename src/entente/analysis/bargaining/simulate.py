"""Issues and records whose answers are known: for tests and for measuring."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from entente.analysis.bargaining.voting import Inputs

#: Intensity that most stories of a record have around, and how far they spread.
_USUAL, _SPREAD = 2.0, 2.85


def random_issues(actors: int, versions: int, seed: int = 0) -> Inputs:
    """Issues by lot: positions and capabilities even over their scales, saliences from 0.1 to 1."""
    draw = np.random.default_rng(seed)
    shape = (versions, actors)
    return Inputs(draw.uniform(0, 100, shape), draw.uniform(0.1, 1, shape), draw.uniform(0, 1, shape))


def simulated_ties(
    leanings: Sequence[float],
    *,
    rate: float = 1.0,
    others: int = 6,
    months: int = 60,
    bursts: float = 0.0,
    between: float = 1.0,
    seed: int = 0,
) -> pd.DataFrame:
    """Directed ties of actors that lean to one of two poles by a known amount.

    Args:
        leanings: of each actor, by how many points of intensity it treats the pole ``HIGH`` better than the
            pole ``LOW``; the actors are called ``A00``, ``A01`` ...
        rate: stories a month of each directed dyad, on average.
        others: further actors, to whom each behaves by a habit of its own.
        months: how many.
        bursts: standard deviation of the logarithm of a month's rate.
        between: standard deviation of how each actor treats the others around its habit.
        seed: the same seed gives the same ties.

    Returns:
        As ``Store.ties(..., directed=True)`` by month: ``period``, ``a``, ``b``, ``stories``, ``net``,
        ``deviation``, ``intensity``, ``deeds_for``, ``deeds_against``.
    """
    draw = np.random.default_rng(seed)
    names = [f"A{number:02d}" for number in range(len(leanings))]
    parties = [*names, "LOW", "HIGH", *(f"Z{number:02d}" for number in range(others))]
    starts = pd.date_range("2000-01-01", periods=months, freq="MS")
    lean = dict(zip(names, leanings, strict=True))
    made = []
    for a in parties:
        habit = _USUAL + draw.normal(0, 0.5)
        for b in parties:
            if a == b:
                continue
            tone = habit + draw.normal(0, between)
            if a in lean and b in ("LOW", "HIGH"):
                tone = habit + lean[a] / 2 * (1 if b == "HIGH" else -1)
            busy = np.exp(bursts * draw.standard_normal(months) - bursts**2 / 2)
            for start, number in zip(starts, draw.poisson(rate * busy), strict=True):
                if number:
                    told = np.clip(draw.normal(tone, _SPREAD, number), -10, 10)
                    deeds = draw.binomial(number, 0.2)
                    good = draw.binomial(deeds, 0.5)
                    made.append(
                        (start, a, b, number, told.sum(), told.std(), told.mean(), good, deeds - good)
                    )
    columns = ["period", "a", "b", "stories", "net", "deviation", "intensity", "deeds_for", "deeds_against"]
    return pd.DataFrame(made, columns=columns)

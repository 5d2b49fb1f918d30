"""Records whose dyads have known chances: for tests, and for measuring what is claimed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.dyads.series import span
from entente.analysis.outlook.panel import QUADS
from entente.units import By

Floats = NDArray[np.float64]

#: Mean intensity of a story of each quad class.
INTENSITY = np.array([2.5, 6.0, -3.0, -8.0])
#: Share of a dyad's stories by quad class, on average.
_SHARES = np.array([0.6, 0.08, 0.17, 0.15])


@dataclass(frozen=True)
class Record:
    """A simulated record.

    Attributes:
        ties: what ``Store.ties`` would give.
        periods: first days of its periods.
        rates: the true mean number of stories in the period after the last, given all before:
            dyads x quad classes.
        a, b: codes of each dyad.
    """

    ties: pd.DataFrame
    periods: pd.DatetimeIndex
    rates: Floats
    a: list[str]
    b: list[str]

    @property
    def chances(self) -> Floats:
        """The true probability of at least one story in the period after the last, dyads x quad classes."""
        return np.asarray(-np.expm1(-self.rates))


def record(
    dyads: int = 300,
    periods: int = 150,
    *,
    by: By = By.WEEK,
    rate: float = 0.15,
    unlike: float = 1.2,
    excitement: float = 0.0,
    memory: float = 4.0,
    drift: float = 0.0,
    growth: float = 1.0,
    seed: int = 0,
) -> Record:
    """Dyads whose stories come by rates that are known.

    With ``excitement`` 0 and ``drift`` 0 every dyad has its own constant rate, and nothing can be better than
    to know it: the base rate is the best forecast. With ``excitement`` each story brings so many more, over
    ``memory`` periods on average (Hawkes 1971), of the same quad class.

    Args:
        dyads, periods: how many.
        by: what the periods are.
        rate: stories a dyad and period, in the middle of dyads.
        unlike: standard deviation of the logarithm of the rate over dyads.
        excitement: stories that follow of each, 0 to below 1.
        memory: mean delay of these, in periods.
        drift: standard deviation of the change of the logarithm of a dyad's rate from period to period; it
            goes back by a fiftieth each time.
        growth: how many times as many stories there are at the end as at the beginning.
        seed: the same seed gives the same record.
    """
    draw = np.random.default_rng(seed)
    own = rate * np.exp(draw.normal(0, unlike, dyads))
    # A dyad's own mixture of quad classes.
    mixture = draw.gamma(_SHARES * 4, size=(dyads, 4))
    base = own[:, None] * mixture / mixture.sum(axis=1, keepdims=True) * (1 - excitement)
    fade, excited, wander = np.exp(-1 / memory), np.zeros((dyads, 4)), np.zeros((dyads, 4))
    index = span(pd.Timestamp("2001-01-01"), pd.Timestamp("2001-01-01") + pd.DateOffset(years=200), by)[
        :periods
    ]
    frames: list[pd.DataFrame] = []
    names = [(f"A{number:04d}", f"B{number:04d}") for number in range(dyads)]
    for number in range(periods + 1):
        level = growth ** (number / max(periods, 1))
        rates = base * level * np.exp(wander) + excited
        if number < periods:
            counts = draw.poisson(rates)
            frames.append(_told(index[number], names, counts, draw))
            excited = fade * excited + excitement * (1 - fade) * counts
            wander = 0.98 * wander + draw.normal(0, drift, (dyads, 1))
    ties = pd.concat(frames, ignore_index=True)
    return Record(ties, index, rates, [a for a, _ in names], [b for _, b in names])


def _told(
    period: pd.Timestamp, names: list[tuple[str, str]], counts: NDArray[np.int64], draw: np.random.Generator
) -> pd.DataFrame:
    """The ties of one period."""
    which = np.flatnonzero(counts.sum(axis=1))
    number = counts[which]
    stories = number.sum(axis=1)
    net = number @ INTENSITY + draw.normal(0, 1.5, len(which)) * np.sqrt(stories)
    net = np.clip(net / np.maximum(stories, 1), -10, 10) * stories
    columns = {name: number[:, quad] for quad, name in enumerate(QUADS)}
    return pd.DataFrame(
        {
            "period": period,
            "a": [names[at][0] for at in which],
            "b": [names[at][1] for at in which],
            "stories": stories,
            "reports": stories,
            "articles": stories,
            **columns,
            "intensity": net / np.maximum(stories, 1),
            "net": net,
            "deviation": 1.5,
        }
    )

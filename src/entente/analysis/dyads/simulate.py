"""Dyads whose turning points are known: for tests, for measuring, and for trying things out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.dyads.daily import COLUMNS
from entente.ontology.plover import intensity, quad
from entente.records import EventType

#: Words are so many times as frequent as deeds, at the level where neither is drawn to.
WORDS = 2.0
#: Days that share one disturbance of level and activity.
WEEK = 7
_TYPES = list(EventType)


@dataclass(frozen=True, slots=True)
class Simulated:
    """A daily frame of the actors A and B, and the first day of each new level in it."""

    days: pd.DataFrame
    changes: tuple[date, ...]


def simulated(
    levels: Sequence[float | None],
    lengths: Sequence[int],
    *,
    rate: float = 1.0,
    begin: date = date(2000, 1, 3),
    seed: int = 0,
    between: float = 0.0,
    together: float = 0.0,
    bursts: float = 0.0,
) -> Simulated:
    """A dyad of known phases.

    Types of events are drawn among PLOVER's sixteen such that their mean intensity is the phase's level;
    numbers of events a day are Poisson; numbers of reports are heavy-tailed.

    Args:
        levels: mean intensity of each phase, -9 to +9.5; None for one without events.
        lengths: days of each phase.
        rate: events a day, on average.
        begin: the first day.
        seed: the same seed gives the same dyad.
        between: standard deviation of the level from week to week within a phase.
        together: autocorrelation of that, 0 to 1.
        bursts: standard deviation of the logarithm of a week's rate; 1 makes single weeks of tenfold rate.

    >>> made = simulated(levels=(3.0, -4.0), lengths=(100, 50), rate=2, seed=3)
    >>> made.changes
    (datetime.date(2000, 4, 12),)
    >>> (made.days.day.min() >= pd.Timestamp("2000-01-03"), bool(made.days.intensity.abs().max() <= 10))
    (True, True)
    """
    draw = np.random.default_rng(seed)
    of_day = np.repeat([np.nan if one is None else one for one in levels], lengths)
    weeks = len(of_day) // WEEK + 1
    off = _disturbance(draw, weeks, between, together)
    busy = rate * np.exp(bursts * draw.standard_normal(weeks) - bursts**2 / 2)
    week = np.arange(len(of_day)) // WEEK
    number = draw.poisson(np.where(np.isnan(of_day), 0, busy[week]))
    at = np.repeat(np.arange(len(of_day)), number)
    kinds = _drawn(draw, (of_day + off[week])[at])
    ends = np.cumsum(lengths)[:-1]
    heard = [(i, one) for i, one in enumerate(levels) if one is not None]
    changes = tuple(
        begin + timedelta(days=int(ends[i - 1])) for (_, old), (i, new) in pairwise(heard) if old != new
    )
    return Simulated(_frame(draw, begin, at, kinds), changes)


def _disturbance(draw: np.random.Generator, n: int, deviation: float, together: float) -> NDArray[np.float64]:
    fresh = draw.standard_normal(n) * deviation
    found = np.zeros(n)
    found[0] = fresh[0]
    for i in range(1, n):
        found[i] = together * found[i - 1] + (1 - together**2) ** 0.5 * fresh[i]
    return found


def _drawn(draw: np.random.Generator, level: NDArray[np.float64]) -> NDArray[np.int64]:
    """A type for each level: the usual ones, tilted such that their mean is the level."""
    means, chances = _tilts()
    row = np.clip(np.searchsorted(means, level), 0, len(means) - 1)
    return np.asarray((draw.random(len(level))[:, None] > chances[row]).sum(axis=1).clip(max=len(_TYPES) - 1))


@cache
def _tilts() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Means of intensity, rising, and the chances of the types summed up that give each."""
    values = np.array([intensity(kind) for kind in _TYPES])
    usual = np.array([WORDS if quad(kind) in (1, 3) else 1.0 for kind in _TYPES])
    tilt = np.linspace(-3, 3, 2401)[:, None]
    odds = usual * np.exp(tilt * values - np.abs(tilt) * 10)
    chance = odds / odds.sum(axis=1, keepdims=True)
    return chance @ values, chance.cumsum(axis=1)


def _frame(
    draw: np.random.Generator, begin: date, at: NDArray[np.int64], kinds: NDArray[np.int64]
) -> pd.DataFrame:
    n = len(at)
    forward = draw.random(n) < 0.5
    reports = np.minimum(1 + draw.pareto(1.5, n).astype(np.int64), 500)
    frame = pd.DataFrame(
        {
            "day": pd.Timestamp(begin) + pd.to_timedelta(at, unit="D"),
            "a": np.where(forward, "A", "B"),
            "b": np.where(forward, "B", "A"),
            "directed": True,
            "event_type": [_TYPES[k].value for k in kinds],
            "quad": np.array([quad(kind) for kind in _TYPES])[kinds],
            "intensity": np.array([intensity(kind) for kind in _TYPES])[kinds],
            "story": [f"s:{i}" for i in range(n)],
            "reports": reports,
            "articles": reports + draw.poisson(reports),
            "sources": np.ones(n, np.int64),
            "dataset": "coded",
            "event": [f"e{i}" for i in range(n)],
        }
    )
    return frame[list(COLUMNS)]

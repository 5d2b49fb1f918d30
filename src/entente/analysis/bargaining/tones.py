"""How one actor treats another, against how it treats everybody: a shrunken mean intensity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from entente.analysis.statistics import Floats, Z

#: Stories that the habit counts for, at the least and at the most.
_FEWEST, _MOST = 1.0, 50.0


@dataclass(frozen=True, slots=True)
class Spreads:
    """What varies in a record of directed ties.

    Attributes:
        within: variance of the intensity of stories that one actor does to one other.
        between: variance of the mean intensity of one actor's dyads around its habit.
    """

    within: float
    between: float

    @property
    def habit(self) -> float:
        """How many stories the habit counts for where a tone is estimated."""
        between = max(self.between, self.within / _MOST)
        return float(np.clip(self.within / between, _FEWEST, _MOST)) if between > 0 else _FEWEST


def spreads(ties: pd.DataFrame) -> Spreads:
    """The two variances of a record, by the method of moments.

    Source: the one-way analysis of variance with unequal numbers (Searle 1971, *Linear models*), each actor's
    dyads around its own mean.

    Args:
        ties: directed ties by period: ``a``, ``b``, ``stories``, ``net``, ``deviation``, ``intensity``.
    """
    dyads = _summed(ties, ["a", "b"])
    actors = dyads.groupby("a")
    whole, total = actors.n.transform("sum"), actors.net.transform("sum")
    n, tone = dyads.n.to_numpy(float), (dyads.net / dyads.n).to_numpy(float)
    free = float(n.sum() - len(dyads))
    within = float((dyads.squares - dyads.n * tone**2).clip(lower=0).sum()) / free if free > 0 else 1.0
    around = float((n * (tone - (total / whole).to_numpy(float)) ** 2).sum())
    count = actors.ngroups
    degrees = len(dyads) - count
    weight = float(n.sum() - (dyads.n**2 / whole).sum())
    between = (around - degrees * within) / weight if weight > 0 else 0.0
    return Spreads(max(within, 1e-6), max(between, 0.0))


@dataclass(frozen=True, slots=True)
class Tones:
    """Tones of some actors towards one other: shrunken means, their standard errors, stories."""

    tone: Floats
    error: Floats
    stories: Floats


def tones(ties: pd.DataFrame, actors: list[str], towards: str, found: Spreads) -> Tones:
    """How each actor treats another: its mean intensity, drawn to its habit as if it had a few stories more.

    The habit is its mean over everybody. Source: empirical Bayes (Efron and Morris 1975, "Data analysis using
    Stein's estimator"). The error has the variance of the record, raised where the months of a dyad differ
    more than its stories should make them (clusters: Liang and Zeger 1986).

    Args:
        ties: directed ties by period.
        actors: whose.
        towards: to whom.
        found: the record's variances.
    """
    own = _summed(ties[ties.a.isin(actors)], ["a"]).set_index("a").reindex(actors)
    habit = (own.net / own.n).fillna(0.0).to_numpy(float)
    here = ties[ties.a.isin(actors) & (ties.b == towards)]
    months = _summed(here, ["a", "period"])
    summed = _summed(here, ["a"]).set_index("a").reindex(actors).fillna(0.0)
    n = summed.n.to_numpy(float)
    tone = (summed.net.to_numpy(float) + found.habit * habit) / (n + found.habit)
    mean = pd.Series(np.where(n > 0, summed.net / np.maximum(n, 1), 0.0), index=actors)
    residual = months.net - months.n * months.a.map(mean)
    clustered = (residual**2).groupby(months.a).sum().reindex(actors).fillna(0.0).to_numpy(float)
    # A dyad's own months speak the louder, the more stories they hold.
    variance = (np.maximum(clustered, 0) + found.habit * found.within) / (n + found.habit)
    variance = np.maximum(variance, found.within)
    return Tones(tone, np.sqrt(variance / (n + found.habit)), n)


def interval(value: Floats, error: Floats, bottom: float, top: float) -> tuple[Floats, Floats]:
    """95 % around values, within a scale."""
    return np.clip(value - Z * error, bottom, top), np.clip(value + Z * error, bottom, top)


def _summed(ties: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Numbers of stories ``n``, sums ``net`` and sums of ``squares`` of intensities."""
    squares = ties.stories * (ties.deviation.fillna(0.0) ** 2 + ties.intensity.fillna(0.0) ** 2)
    made = ties[by].assign(n=ties.stories.astype(float), net=ties.net.astype(float), squares=squares)
    return made.groupby(by, as_index=False).sum()

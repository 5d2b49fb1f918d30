"""How surely the mean intensity of a period is known, and what a change of level must gain to be believed.

A period's mean differs from its phase's level for two reasons: it is a mean of few events, and periods
differ among themselves (a summit, a clash). So its variance is

    between + within / count

``within`` is the variance of events inside periods, ``between`` what successive periods differ more than
that explains. A period of five hundred reports is therefore little surer than one of twenty. Periods that
hang together (a clash is followed by protests) tell less than as many that do not; ``between`` is raised for
that as the variance of a mean of autocorrelated values is.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from entente.analysis.dyads.partition import Floats, costs, cuts, level

#: Deviation of single events where nothing is known of it, and for how many events that belief counts.
USUAL, BELIEF = 4.0, 4
#: Periods differ by at least this part of ``within``.
FLOOR = 0.05
#: Autocorrelation is not believed to be more than this; it is reckoned anew so many times.
HIGHEST, ROUNDS = 0.7, 3
#: A cut of the partition that it is reckoned from costs so many times as much; in fewer periods it cannot be
#: told from a change of level.
CAUTIOUS, ENOUGH = 2.0, 50
#: The penalty of a change is ``BASE + SLOPE * log(n)``, n active periods; the cost is half the square of
#: distances in deviations, so that BIC's is log(n): half of log(n) for each of level and place. Base
#: and slope were chosen by bench/phases.py: see docs/reference/background.md.
BASE, SLOPE = 3.0, 0.5


def penalty(n: int) -> float:
    """What a change of level must gain in a series of n active periods."""
    return BASE + SLOPE * float(np.log(max(n, 1)))


def deviations(seen: pd.DataFrame, least: int) -> Floats:
    """Standard deviations of the means of active periods.

    Args:
        seen: the periods of a series in which something was counted.
        least: active periods of a phase at least.
    """
    count = seen["count"].to_numpy(float)
    values = seen.intensity.to_numpy(float)
    within = _within(count, seen.deviation.fillna(0).to_numpy(float))
    between, scale = _between(values, within / count)
    between = max(between, FLOOR * within * scale)
    sampling = scale * within / count
    spread = np.sqrt(between + sampling)
    if values.size < ENOUGH:
        return np.asarray(spread)
    lasting = between
    for _ in range(ROUNDS):
        lasting = _lasting(between, _covariance(values, spread, least))
        spread = np.sqrt(lasting + sampling)
    return np.asarray(spread)


def _within(count: Floats, deviation: Floats) -> float:
    """Variance of events inside periods, drawn towards the usual where there are few."""
    squares = float((count * deviation**2).sum())
    free = float((count - 1).sum())
    return (squares + BELIEF * USUAL**2) / (free + BELIEF)


def _between(values: Floats, sampling: Floats) -> tuple[float, float]:
    """Variance of levels between periods; where there is none, by how much sampling varies less than thought.

    Both from the differences of successive periods, which few changes of level touch.
    """
    if values.size < 2:
        return 0.0, 1.0
    squares = np.diff(values) ** 2
    expected = sampling[1:] + sampling[:-1]
    left = float((squares - expected).mean()) / 2
    if left > 0:
        return left, 1.0
    # Drawn towards 1 as the variance of events is towards the usual one.
    ratio = float((squares.sum() / expected.mean() + BELIEF) / (squares.size + BELIEF))
    return 0.0, float(np.clip(ratio, 0.25, 1.0))


def _lasting(between: float, covariance: float) -> float:
    """The variance between periods, raised for what successive ones have in common.

    Differences of successive periods show variance * (1 - autocorrelation), which is ``between``; what they
    have in common is variance * autocorrelation; and a mean of many has the variance that many independent
    ones of variance * (1 + autocorrelation) / (1 - autocorrelation) would give it.
    """
    whole = between + max(covariance, 0.0)
    together = min(1 - between / whole, HIGHEST)
    return whole * (1 + together) / (1 - together)


def _covariance(values: Floats, spread: Floats, least: int) -> float:
    """Of successive periods around the levels of a cautious first partition."""
    edges = [0, *cuts(costs(values, spread), CAUTIOUS * penalty(values.size), least), values.size]
    apart = np.concatenate(
        [(values[i:j] - level(values[i:j], spread[i:j])) / spread[i:j] for i, j in pairwise(edges)]
    )
    common = float((apart[1:] * apart[:-1]).sum())
    # A level that is fitted to n periods makes neighbours look more unlike by one part in n.
    common += float((apart**2).mean()) * (len(edges) - 1)
    return common / float((1 / (spread[1:] * spread[:-1])).sum())

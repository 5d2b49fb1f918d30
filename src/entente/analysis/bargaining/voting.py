"""Votes on a line: the weighted mean, the weighted median, pairwise votes and who is behind a position.

All functions take many versions of an issue at once (the first axis), for sensitivity asks thousands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entente.analysis.statistics import Floats

#: Weights this close are equal: sums of decimals are not exact.
CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Inputs:
    """Versions of an issue: arrays of one row a version and one column an actor.

    Attributes:
        position: on the issue's scale.
        salience: 0 to 1.
        capability: 0 or more.
    """

    position: Floats
    salience: Floats
    capability: Floats

    @property
    def weight(self) -> Floats:
        """What an actor throws in: capability times salience."""
        return self.capability * self.salience


def mean(position: Floats, weight: Floats) -> Floats:
    """The weighted mean of each version: the compromise model.

    Sources: Van den Bos 1991, "Dutch EC decision making" (weights are capability times salience); Achen 2006,
    "Institutional realism and bargaining models", who derives it as an approximation to Nash's solution where
    all dread a failure of the talks.

    >>> mean(np.array([[0.0, 50.0, 100.0]]), np.array([[2.0, 1.0, 1.0]])).tolist()
    [37.5]
    """
    return np.asarray((position * weight).sum(axis=1) / weight.sum(axis=1))


def median(position: Floats, weight: Floats) -> Floats:
    """The weighted median of each version: it loses no pairwise vote.

    Source: Black 1948, "On the rationale of group decision-making": with preferences of one peak the median
    beats every other point. Where exactly half of the weight lies to either side, every point between the two
    middle positions is a median, and the one halfway is given.

    >>> median(np.array([[0.0, 50.0, 100.0]] * 2), np.array([[2.0, 1.0, 1.5], [1.0, 0.0, 1.0]])).tolist()
    [50.0, 50.0]
    """
    order = np.argsort(position, axis=1, kind="stable")
    sorted_positions = np.take_along_axis(position, order, axis=1)
    sums = np.take_along_axis(weight, order, axis=1).cumsum(axis=1)
    half = sums[:, -1:] / 2
    near = CLOSE * sums[:, -1:]
    lower, upper = (np.argmax(reached, axis=1) for reached in (sums >= half - near, sums > half + near))
    rows = np.arange(len(position))
    return np.asarray((sorted_positions[rows, lower] + sorted_positions[rows, upper]) / 2, float)


def votes(position: Floats, weight: Floats, one: Floats, other: Floats) -> Floats:
    """The votes of each actor between two points: positive for the ``one``, negative for the ``other``.

    ``c_i s_i (|x_i - other| - |x_i - one|)``: an actor throws in its weight times how much nearer the one is
    (Bueno de Mesquita 1994, "Political forecasting"; Scholz, Calbert and Smith 2011, eq. 28, of which the
    constant is left out: only signs and ratios count).

    Args:
        position, weight: one row a version.
        one, other: a point for each version.
    """
    nearer = np.abs(position - other[:, None]) - np.abs(position - one[:, None])
    return np.asarray(weight * nearer, float)


def condorcet(position: Floats, weight: Floats) -> int | None:
    """The actor whose position beats or ties those of all others, by weight of those who are nearer to it.

    Each actor votes with its whole weight for the nearer point (Black 1948); indifferent ones abstain.

    Args:
        position, weight: of one version, one entry an actor.

    Returns:
        The number of an actor, the first of equals; None where there is none: not on a line.
    """
    distance = np.abs(position[:, None] - position[None, :])
    # [voter, one, other]: positive where the one is nearer.
    nearer = np.sign(distance[:, None, :] - distance[:, :, None])
    won = (weight[:, None, None] * nearer).sum(axis=0) >= -CLOSE * weight.sum()
    best = np.flatnonzero(won.all(axis=1))
    return int(best[0]) if best.size else None

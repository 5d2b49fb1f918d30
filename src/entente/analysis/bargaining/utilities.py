"""What an actor may expect of challenging another: utilities, chances and attitudes to risk.

Formulas are those of Bueno de Mesquita (1985, "The War Trap revisited"; 1994, "Political forecasting: an
expected utility method") as Scholz, Calbert and Smith (2011) number them. Arrays have one row a version of
the issue, then the challenger, then the challenged.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entente.analysis.bargaining.readings import Reading, Whole
from entente.analysis.bargaining.voting import CLOSE, Inputs
from entente.analysis.statistics import Floats


def utility(term: Floats | float, exponent: Floats) -> Floats:
    """``2 - 4 term ** exponent``, -2 to +2 (Scholz, Calbert and Smith 2011, eq. 15 to 24).

    Args:
        term: 0 (all is won) to 1 (all is lost); 0.5 leaves things as they are.
        exponent: attitude to risk; below 1 seeks it, above 1 shuns it.

    >>> utility(0.25, np.array([1.0, 2.0, 0.5])).tolist()
    [1.0, 1.75, 0.0]
    """
    # Rounding must not make a term negative: its root would be no number.
    return np.asarray(2 - 4 * np.clip(term, 0, None) ** exponent)


def chances(
    position: Floats, weight: Floats, spread: Floats, reading: Reading, exponent: Floats | None = None
) -> Floats:
    """The chance that a challenger wins: the votes for its position, of all that are cast (eq. 30, 31).

    Args:
        position, weight: one row a version and one column an actor.
        spread: the range of positions of each version.
        reading: which whole the votes are divided by, and whether risk bends them.
        exponent: attitudes to risk, for a reading in which they bend the votes.

    Returns:
        Shape (versions, actors, actors); 0 where the two stand at one place: nothing is at stake.
    """
    distance = np.abs(position[:, :, None] - position[:, None, :]) / spread[:, None, None]
    if reading.bent and exponent is not None:
        distance = distance ** exponent[:, :, None]
    # [version, voter, challenger, challenged]
    cast = weight[:, :, None, None] * (distance[:, :, None, :] - distance[:, :, :, None])
    won = np.clip(cast, 0, None).sum(axis=1)
    whole = np.abs(cast).sum(axis=1)
    if reading.whole is Whole.ALL:
        whole = np.broadcast_to(whole.sum(axis=(1, 2), keepdims=True), won.shape)
    apart = distant(position, spread)
    return np.asarray(np.where(apart & (whole > 0), won / np.where(whole > 0, whole, 1), 0.0))


def distant(position: Floats, spread: Floats) -> NDArray[np.bool_]:
    """Whether two actors stand apart; what only rounding parts does not count.

    Returns:
        Shape (versions, actors, actors).
    """
    distance = np.abs(position[:, :, None] - position[:, None, :])
    return np.asarray(distance > CLOSE * spread[:, None, None])


def gains(
    inputs: Inputs, middle: Floats, chance: Floats, spread: Floats, exponent: Floats, reading: Reading
) -> Floats:
    """What a challenger expects to gain over leaving the other alone (eq. 5 to 7).

    The other resists with the probability of its salience; if it does, the challenger wins with its chance;
    if not, it gives way. Left alone, things stay as they are with the probability ``reading.quo``; else the
    other moves to the median, for better or worse.

    Args:
        inputs: positions and saliences.
        middle: the median position of each version.
        chance: of :func:`chances`.
        spread: the range of positions of each version.
        exponent: attitude to risk through which each entry is seen, shape (versions, actors, actors).
        reading: gives ``quo``.

    Returns:
        Shape (versions, actors, actors), -4 to +4; 0 on the diagonal.
    """
    x = inputs.position
    apart = np.abs(x[:, :, None] - x[:, None, :]) / spread[:, None, None]
    success, failure = (utility(0.5 + sign * 0.5 * apart, exponent) for sign in (-1, 1))
    resists = inputs.salience[:, None, :]
    challenged = resists * (chance * success + (1 - chance) * failure) + (1 - resists) * success
    away = np.broadcast_to((np.abs(x - middle[:, None]) / spread[:, None])[:, :, None], apart.shape)
    better, worse = (utility(0.5 + sign * 0.25 * (away + apart), exponent) for sign in (-1, 1))
    # The other comes nearer by going to the median where that is nearer than it is now (figures 1 to 4).
    left = np.where(away < apart, better, worse)
    alone = reading.quo * utility(0.5, exponent) + (1 - reading.quo) * left
    return np.asarray(np.where(np.eye(x.shape[1], dtype=bool), 0.0, challenged - alone))


def risk(gain: Floats) -> Floats:
    """The attitude to risk of each actor, from how much the others expect of challenging it (eq. 32 to 34).

    The more others expect, the less secure the actor has let itself become, and the more it seeks risk: its
    exponent runs from 0.5 (most exposed) to 2 (most secure). Where all are alike it is 1.

    Args:
        gain: what challengers expect when nobody's attitude to risk counts; see :func:`gains`.

    Returns:
        Exponents, one row a version and one column an actor.

    >>> risk(np.array([[[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [2.0, 1.0, 0.0]]])).round(3).tolist()
    [[0.5, 0.8, 2.0]]
    """
    exposed = gain.sum(axis=1)
    top, bottom = exposed.max(axis=1, keepdims=True), exposed.min(axis=1, keepdims=True)
    between = top - bottom
    basis = np.where(
        between > 1e-12, (2 * exposed - top - bottom) / np.where(between > 1e-12, between, 1), 0.0
    )
    return np.asarray((1 - basis / 3) / (1 + basis / 3))

"""The bargain of Nash: what all can best agree on, rather than let the talks fail."""

from __future__ import annotations

import numpy as np

from entente.analysis.bargaining.voting import CLOSE
from entente.analysis.statistics import Floats

#: How bad a failure is, in losses as great as having one's wish at the other end.
FAILURE = 2.0
_STEPS, _RATIO = 80, (5**0.5 - 1) / 2


def nash(position: Floats, weight: Floats, failure: float = FAILURE) -> Floats:
    """The asymmetric solution of Nash for losses that grow with the square of the distance.

    The point between the outermost positions where the sum of ``w_i log(failure - ((x - x_i) / range)^2)`` is
    greatest. Sources: Nash 1950, "The bargaining problem"; with unequal powers Kalai 1977, "Nonsymmetric Nash
    solutions"; capability times salience as powers: Achen 2006. The worse a failure, the nearer the solution
    is to the weighted mean (Achen 2006).

    Args:
        position, weight: one row a version and one column an actor.
        failure: the loss if nothing is agreed; above 1, so that everybody gains by any agreement.

    Returns:
        A point for each version, by golden section: the function has one peak (Kiefer 1953, "Sequential
        minimax search for a maximum").

    >>> nash(np.array([[0.0, 100.0]]), np.array([[1.0, 1.0]])).round(3).tolist()
    [50.0]
    """
    low, high = position.min(axis=1), position.max(axis=1)
    spread = np.where(high > low, high - low, 1.0)

    def worth(at: Floats) -> Floats:
        loss = ((at[:, None] - position) / spread[:, None]) ** 2
        return np.asarray((weight * np.log(np.maximum(failure - loss, CLOSE))).sum(axis=1))

    for _ in range(_STEPS):
        one, other = high - _RATIO * (high - low), low + _RATIO * (high - low)
        left = worth(one) >= worth(other)
        low, high = np.where(left, low, one), np.where(left, other, high)
    return np.asarray((low + high) / 2)

"""Two pooled regressions: whether something happens, and how many stories there are; by Newton's method."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from entente.analysis.outlook.panel import Floats

#: Strength of the penalty on each standardised coefficient, in units of observations.
PENALTY = 20.0
#: Extra variance of numbers of stories.
EXTRA = 0.5
#: So far features move a forecast from its offset at most, in units of log odds or of a logarithm: those who
#: are unlike all that was learnt from would else have a forecast without bounds.
REACH = 3.0
#: Further from its mean, in deviations, no feature is taken to be, for the same reason.
FARTHEST = 5.0
_STEPS, _ENOUGH, _WIDEST, _HIGHEST = 25, 1e-3, 30.0, 9.0


@dataclass(frozen=True)
class Linear:
    """A fitted linear predictor.

    Attributes:
        centre, scale: by which features are standardised.
        weights: of a constant and the standardised features.
        covariance: of the weights, by the curvature of the penalised likelihood.
    """

    centre: Floats
    scale: Floats
    weights: Floats
    covariance: Floats

    def eta(self, features: Floats, offset: Floats) -> Floats:
        """The linear predictor of each row, the offset with it."""
        moved = np.clip(self._rows(features) @ self.weights, -REACH, REACH)
        return np.clip(offset + moved, -_WIDEST, _HIGHEST)

    def variance(self, features: Floats) -> Floats:
        """Its variance, as the weights are known from data."""
        rows = self._rows(features)
        return np.asarray(((rows @ self.covariance) * rows).sum(axis=1))

    def _rows(self, features: Floats) -> Floats:
        return _standard(features, self.centre, self.scale)


def logistic(
    features: Floats, offset: Floats, happened: Floats, weights: Floats, start: Linear | None = None
) -> Linear:
    """Logistic regression with a ridge penalty.

    Source: le Cessie and van Houwelingen 1992, *Ridge estimators in logistic regression*.

    Args:
        features: rows x features.
        offset: the log odds of the base rate: what is forecast where the features tell nothing.
        happened: 1 or 0 of each row.
        weights: for how many rows each stands.
        start: an earlier fit, to begin from.
    """

    def means(eta: Floats) -> tuple[Floats, Floats]:
        p = 1 / (1 + np.exp(-eta))
        return p, np.maximum(p * (1 - p), 1e-9)

    return _newton((features, offset, happened, weights), means, start)


def counted(
    features: Floats, offset: Floats, counts: Floats, weights: Floats, start: Linear | None = None
) -> Linear:
    """Regression of counts with a logarithmic link and a ridge penalty.

    A quasi-likelihood whose variance is mean + ``EXTRA`` * mean**2, so that a few dyads with many stories do
    not rule the rest; its mean is right whatever the variance is (Gourieroux, Monfort and Trognon 1984,
    *Pseudo maximum likelihood methods: applications to Poisson models*). The offset is the logarithm of the
    mean that is forecast where the features tell nothing.
    """

    def means(eta: Floats) -> tuple[Floats, Floats]:
        mu = np.exp(eta)
        return mu, np.maximum(mu, 1e-9)

    return _newton((features, offset, counts, weights), means, start, EXTRA)


_Means = Callable[[Floats], tuple[Floats, Floats]]


def _newton(
    data: tuple[Floats, Floats, Floats, Floats], means: _Means, start: Linear | None, extra: float = 0.0
) -> Linear:
    """The weights of least penalised loss."""
    features, offset, outcome, weights = data
    centre = np.average(features, axis=0, weights=weights)
    spread = np.sqrt(np.average((features - centre) ** 2, axis=0, weights=weights))
    scale = np.where(spread > _ENOUGH, spread, 1.0)
    rows = _standard(features, centre, scale)
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[0] = 1.0
    found = np.zeros(rows.shape[1])
    if start is not None:
        found[1:] = start.weights[1:] * scale / start.scale
        found[0] = start.weights[0] + ((centre - start.centre) / start.scale) @ start.weights[1:]
    curvature = np.diag(penalty)
    for _ in range(_STEPS):
        fitted, spread = means(np.clip(offset + rows @ found, -_WIDEST, _HIGHEST))
        trust = weights / (1 + extra * spread)
        slope = rows.T @ (trust * (outcome - fitted)) - penalty * found
        curvature = (rows * (trust * spread)[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(curvature, slope)
        # Long steps from a poor start overshoot, above all with a logarithmic link.
        step *= min(1.0, 1.0 / max(float(np.abs(step).max()), 1e-12))
        found = found + step
        if float(np.abs(step).max()) < _ENOUGH:
            break
    return Linear(centre, scale, found, np.linalg.inv(curvature))


def _standard(features: Floats, centre: Floats, scale: Floats) -> Floats:
    rows = np.clip((features - centre) / scale, -FARTHEST, FARTHEST)
    return np.concatenate([np.ones((len(rows), 1)), rows], axis=1)

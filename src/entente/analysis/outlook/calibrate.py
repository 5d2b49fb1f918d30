"""Probabilities made to mean what they say, by how earlier ones turned out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entente.analysis.outlook.panel import Floats

#: How strongly a line is drawn to the one that leaves probabilities as they are, in observations.
PULL = 20.0
_CLOSEST = 1e-7


@dataclass(frozen=True)
class Calibration:
    """A line on the scale of log odds, with one bend; at first it changes nothing.

    Source: Cox 1958, *Two further applications of a model for binary regression*; Platt 1999,
    *Probabilistic outputs for support vector machines*. The bend is ours: what is frequent and what is rare
    need not be
    off by the same factor.
    """

    constant: float = 0.0
    slope: float = 1.0
    bend: float = 0.0
    at: float = 0.0

    def __call__(self, probability: Floats) -> Floats:
        """Calibrated probabilities."""
        odds = logit(probability)
        line = self.constant + self.slope * odds + self.bend * np.maximum(odds - self.at, 0)
        return np.asarray(1 / (1 + np.exp(-line)))


def logit(probability: Floats) -> Floats:
    """The log odds."""
    p = np.clip(probability, _CLOSEST, 1 - _CLOSEST)
    return np.asarray(np.log(p) - np.log1p(-p))


def calibration(probability: Floats, happened: Floats, weights: Floats) -> Calibration:
    """The line that would have served earlier forecasts best, drawn to the one that changes nothing.

    Args:
        probability: of earlier forecasts, as they were made.
        happened: 1 or 0.
        weights: for how many forecasts each stands.
    """
    if not len(probability) or not happened.any():
        return Calibration()
    odds = logit(probability)
    at = float(np.median(odds[happened > 0]))
    rows = np.stack([np.ones_like(odds), odds, np.maximum(odds - at, 0)], axis=1)
    target = np.array([0.0, 1.0, 0.0])
    found = target.copy()
    for _ in range(20):
        p = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weights * (happened - p)) - PULL * (found - target)
        curvature = (rows * (weights * p * (1 - p))[:, None]).T @ rows + PULL * np.eye(3)
        step = np.linalg.solve(curvature, slope)
        step *= min(1.0, 1.0 / max(float(np.abs(step).max()), 1e-12))
        found = found + step
        if float(np.abs(step).max()) < 1e-4:
            break
    constant, rise, bend = found.tolist()
    # What was more likely stays so.
    rise = max(rise, 0.05)
    return Calibration(constant, rise, max(bend, 0.05 - rise), at)

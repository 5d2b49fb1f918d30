"""What all forecasters say of the next period, as learnt from the past."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entente.analysis.outlook.calibrate import Calibration, calibration, logit
from entente.analysis.outlook.intensity import KNOWN, Expected, expected
from entente.analysis.outlook.lessons import Lessons
from entente.analysis.outlook.model import Linear, counted, logistic
from entente.analysis.outlook.panel import Floats
from entente.analysis.outlook.references import FORECASTERS, Guess

#: No probability is forecast below this, or above 1 less it.
FLOOR = 1e-5
_MANY = 2.0


@dataclass(frozen=True)
class Forecaster:
    """Ours and the references, fitted to what is past.

    Attributes:
        happening: our regression for each quad class.
        number: our regression of the number of stories.
        lines: calibration, forecasters x quad classes.
        levels: calibration of the number of stories, by forecaster.
        tones: for each forecaster the regression of intensity.
    """

    happening: tuple[Linear, ...]
    number: Linear
    lines: tuple[tuple[Calibration, ...], ...]
    levels: tuple[Linear, ...]
    tones: tuple[Expected, ...]

    def raw(self, features: Floats, guess: Guess) -> Floats:
        """Our probabilities before calibration, quad classes x dyads."""
        base = logit(guess.chances[0])
        etas = [fit.eta(features, odds) for fit, odds in zip(self.happening, base, strict=True)]
        return np.asarray(1 / (1 + np.exp(-np.stack(etas))))

    def chances(self, raw: Floats, guess: Guess) -> Floats:
        """Probabilities of at least one story, forecasters x quad classes x dyads."""
        every = np.concatenate([raw[None], guess.chances])
        found = [
            [line(p) for line, p in zip(*pair, strict=True)] for pair in zip(self.lines, every, strict=True)
        ]
        return np.asarray(np.clip(np.array(found), FLOOR, 1 - FLOOR))

    def expected(self, features: Floats, guess: Guess) -> Floats:
        """Stories that we expect of each dyad, before calibration."""
        return np.asarray(np.exp(self.number.eta(features, np.log(guess.means[-1]))))

    def means(self, expected: Floats, guess: Guess) -> Floats:
        """Stories expected, forecasters x dyads."""
        logs = np.log(np.concatenate([expected[None], guess.means]))
        etas = [fit.eta(_bent(said), said) for fit, said in zip(self.levels, logs, strict=True)]
        return np.maximum(np.exp(np.stack(etas)), 1e-6)

    def doubt(self, features: Floats) -> Floats:
        """The variance of our log odds as the regression is known from data, quad classes x dyads."""
        return np.stack([fit.variance(features) for fit in self.happening])


def fitted(lessons: Lessons, before: Forecaster | None = None) -> Forecaster:
    """Learn from the past; an earlier forecaster is where the search begins."""
    weights, every = lessons.weights, lessons.counts.sum(axis=1)
    happened = (lessons.counts > 0).astype(float)
    base, logs = logit(lessons.chances[:, 1]), np.log(lessons.means[:, 1:])
    happening = tuple(
        logistic(
            lessons.features, base[:, q], happened[:, q], weights, before.happening[q] if before else None
        )
        for q in range(4)
    )
    lines = tuple(
        tuple(_line(lessons.chances[:, who, q], happened[:, q], weights) for q in range(4))
        for who in range(len(FORECASTERS))
    )
    number = counted(lessons.features, logs[:, -1], every, weights, before.number if before else None)
    levels = tuple(_level(said, every, weights) for said in lessons.means.T)
    return Forecaster(happening, number, lines, levels, _tones(lessons))


def _bent(said: Floats) -> Floats:
    """Logarithms of means, with bends where one story is expected and where seven are."""
    return np.stack([said, np.maximum(said, 0), np.maximum(said - _MANY, 0)], axis=1)


def _level(said: Floats, every: Floats, weights: Floats) -> Linear:
    """The calibration of numbers of stories, by the latter half of the past."""
    late = _late(said)
    logs = np.log(np.where(late, said, 1.0))
    return counted(_bent(logs), logs, every, np.where(late, weights, 0.0) + 1e-9)


def _late(said: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """What was forecast in the latter half of the past."""
    # The first forecasts were made from so little that they tell nothing of later ones.
    return np.isfinite(said) & (np.arange(len(said)) >= len(said) // 2)


def _tones(lessons: Lessons) -> tuple[Expected, ...]:
    """How each forecaster tells mean intensity."""
    lively = lessons.taken(lessons.lively)
    seen, stories = lively.net / lively.counts.sum(axis=1), lively.means[:, -1]
    return tuple(expected(columns, lively.about, lively.spread, stories, seen) for columns in KNOWN)


def _line(said: Floats, happened: Floats, weights: Floats) -> Calibration:
    """The calibration of what was said in the latter half of the past."""
    late = _late(said)
    return calibration(said[late], happened[late], weights[late])

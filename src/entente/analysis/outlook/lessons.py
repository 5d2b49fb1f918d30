"""What forecasts are learnt from: a sample of dyads and periods, with what was known and what came."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from entente.analysis.outlook.panel import Floats

#: Rows that are kept at most; beyond it every second one of those without stories is left out.
MOST = 150_000


@dataclass(frozen=True)
class Lessons:
    """Rows of a dyad and a period each, all with the same length.

    Attributes:
        features: what was known: rows x features.
        about: what intensity was forecast from, rows x 7.
        spread: of its own intensity: sum of squares and number of periods.
        chances: what each forecaster said then, rows x forecasters x quad classes; of ours, missing before
            its first fit.
        means: stories that each expected, rows x forecasters.
        counts: the stories that came, by quad class.
        net: the sum of their intensities.
        weights: for how many rows of the record each stands.
    """

    features: Floats
    about: Floats
    spread: Floats
    chances: Floats
    means: Floats
    counts: Floats
    net: Floats
    weights: Floats

    def taken(self, rows: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Lessons:
        """Only these rows."""
        return Lessons(*(getattr(self, field.name)[rows] for field in fields(self)))

    @property
    def lively(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Rows with stories."""
        return np.asarray(self.counts.sum(axis=1) > 0)


class Lesson:
    """Lessons as they come in, of bounded number."""

    def __init__(self, periods: int, seed: int) -> None:
        self._parts: list[Lessons] = []
        self._draw = np.random.default_rng(seed)
        self._wanted = float(np.clip(30_000 / max(periods, 1), 50, 2000))

    def chosen(
        self, expected: Floats, lively: np.ndarray[tuple[int], np.dtype[np.bool_]]
    ) -> tuple[np.ndarray[tuple[int], np.dtype[np.bool_]], Floats]:
        """Which of the dyads of a period to learn from, and for how many each stands.

        All with stories, and of the others a sample, in which those of which more is expected are more
        often (case-control sampling, with weights: Horvitz and Thompson 1952).
        """
        size = expected + expected.mean() + 1e-9
        share = np.where(lively, 1.0, np.minimum(size / size.sum() * self._wanted, 1.0))
        rows = self._draw.random(len(share)) < share
        return rows, 1 / share[rows]

    def add(self, part: Lessons) -> None:
        """Keep what one period teaches."""
        self._parts.append(part)
        if sum(len(kept.weights) for kept in self._parts) > MOST:
            self._parts = [self._thinned(self.all())]

    def all(self) -> Lessons:
        """All that is kept, in order of time."""
        return Lessons(
            *(np.concatenate([getattr(part, f.name) for part in self._parts]) for f in fields(Lessons))
        )

    def __len__(self) -> int:
        return sum(len(part.weights) for part in self._parts)

    def _thinned(self, every: Lessons) -> Lessons:
        rows = every.lively | (self._draw.random(len(every.weights)) < 0.5)
        weights = np.where(every.lively, every.weights, 2 * every.weights)
        return replace(every.taken(rows), weights=weights[rows])

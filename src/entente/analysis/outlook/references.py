"""What a forecast has to beat: the base rate, the last period, and decayed frequency."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entente.analysis.outlook.features import Memory
from entente.analysis.outlook.panel import Floats, Panel

#: The forecasters that are compared; the first is ours.
FORECASTERS = ("outlook", "climatology", "persistence", "recurrency")
#: The half-life of the recurrency baseline: the slow one, as it is the best of them on the records looked at.
_SLOW = 2
#: Bounds of the last period's stories: 0, 1, 2 and 3, 4 to 7, and so on.
_STEPS = np.array([1, 2, 4, 8, 16, 32, 64])


@dataclass(frozen=True)
class Guess:
    """What the references say of the next period, before calibration.

    Attributes:
        chances: of at least one story, references x quad classes x dyads known.
        means: stories expected, references x dyads known.
    """

    chances: Floats
    means: Floats


class References:
    """Climatology, persistence and recurrency, in this order.

    Climatology is the dyad's own long-run base rate: the share of all past periods with a story, drawn to
    that of all dyads as if ten periods of it had been seen. Persistence is a Markov chain of two states:
    what followed where the
    last period had such a story, and where it had none (Gabriel and Neumann 1962, *A Markov chain model for
    daily rainfall occurrence*). Recurrency is decayed frequency (Gastinger et al. 2024).
    """

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._state = np.zeros((panel.size, 4), bool)
        self._step = np.zeros(panel.size, np.int64)
        self._times, self._after = np.full((4, 2), 2.0), np.zeros((4, 2))
        self._after[:, 1] = 0.5
        self._passed, self._stories = np.full(len(_STEPS) + 1, 1.0), np.append(0.0, _STEPS.astype(float))

    def advance(self, period: int) -> None:
        """Learn what came after the period before, and take in the state of this one."""
        n = self._panel.known(period - 1) if period else 0
        brought = self._panel.slices[period]
        state = np.zeros_like(self._state)
        step = np.zeros_like(self._step)
        number = brought.counts.sum(axis=1)
        state[brought.dyad] = brought.counts > 0
        step[brought.dyad] = np.searchsorted(_STEPS, number, "right")
        for quad in range(4):
            was = self._state[:n, quad].astype(np.int64)
            self._times[quad] += np.bincount(was, minlength=2)
            self._after[quad] += np.bincount(was, state[:n, quad], 2)
        self._passed += np.bincount(self._step[:n], minlength=len(self._passed))
        old = brought.dyad < n
        self._stories += np.bincount(self._step[brought.dyad[old]], number[old], len(self._passed))
        self._state, self._step = state, step

    def guess(self, memory: Memory) -> Guess:
        """The forecasts of all three for every dyad known."""
        n = memory.known
        rates = memory.rates()
        follows = (self._after / self._times)[np.arange(4)[:, None], self._state[:n].T.astype(np.int64)]
        chances = np.stack([memory.climatology(), follows, -np.expm1(-rates[_SLOW])])
        sums = memory.stories[-1, :, :n].sum(axis=0)
        mean = sums.mean() / max(memory.period + 1, 1)
        usual = (sums + mean) / (memory.period + 2)
        means = np.stack([usual, (self._stories / self._passed)[self._step[:n]], rates[_SLOW].sum(axis=0)])
        return Guess(chances, np.maximum(means, 1e-6))

"""Forecasts from every period of the past, each from what was known then, and the one from now."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entente.analysis.outlook.counts import Dispersion
from entente.analysis.outlook.features import Memory
from entente.analysis.outlook.forecaster import Forecaster, fitted
from entente.analysis.outlook.frailty import Frailty
from entente.analysis.outlook.ledger import Ledger
from entente.analysis.outlook.lessons import Lesson, Lessons
from entente.analysis.outlook.panel import Floats, Panel
from entente.analysis.outlook.references import FORECASTERS, Guess, References
from entente.analysis.outlook.scores import crps_of_quantiles
from entente.units import By

#: Periods of a record before the first forecast.
START = {By.DAY: 60, By.WEEK: 13, By.MONTH: 6, By.YEAR: 4}
#: All is learnt anew whenever the past has grown by this factor.
_GROWTH = 1.15
_LEARN_FROM = 3


@dataclass(frozen=True)
class Now:
    """The forecast of the period to come, for every dyad known.

    Attributes:
        chances: probabilities, forecasters x quad classes x dyads.
        low, high: interval of ours, quad classes x dyads.
        means, dispersions: stories expected and how they vary, forecasters x dyads.
        tones: mean intensity expected, if there are stories, forecasters x dyads.
        tone_low, tone_high: interval of ours.
    """

    chances: Floats
    low: Floats
    high: Floats
    means: Floats
    dispersions: Floats
    tones: Floats
    tone_low: Floats
    tone_high: Floats


@dataclass(frozen=True)
class Backtest:
    """A walk through a record.

    Attributes:
        panel: the record.
        ledger: the forecasts made on the way and what came of them.
        memory: what is known at the end.
        now: the forecast from there; None where there is nothing to learn from.
    """

    panel: Panel
    ledger: Ledger
    memory: Memory
    now: Now | None


def walk(panel: Panel, by: By, *, first: int | None = None, seed: int = 0) -> Backtest:
    """Forecast each period from those before it (rolling origin: Tashman 2000, *Out-of-sample tests of
    forecasting accuracy*).

    Nothing of the period that is forecast is known: neither rates nor weights nor calibration nor the
    spread of intervals. A period that is partly observed is no outcome, and is known afterwards.

    Args:
        panel: the record.
        by: its periods.
        first: the first period that is forecast and scored; None: the earliest that ``START`` allows.
        seed: of the sample that is learnt from.
    """
    walker = _Walker(panel, by, seed)
    for period in range(len(panel.periods)):
        walker.step(period, max(START[by], first or 0))
    return Backtest(panel, walker.ledger, walker.memory, walker.now())


class _Walker:
    """The state of a walk."""

    def __init__(self, panel: Panel, by: By, seed: int) -> None:
        self.panel = panel
        self.memory, self.references = Memory(panel, by), References(panel)
        self.ledger = Ledger(panel.size)
        self.lessons = Lesson(len(panel.periods), seed)
        self.frailty = Frailty()
        self.dispersions = [Dispersion() for _ in FORECASTERS]
        self.forecaster: Forecaster | None = None
        self._learnt = 0
        self._begin = max(_LEARN_FROM + 1, START[by] // 2)
        self._last: tuple[Floats, Floats] | None = None

    def step(self, period: int, first: int) -> None:
        """Take a period in, and forecast the next one where it is known what came."""
        self.memory.advance()
        self.references.advance(period)
        if period + 1 >= self.panel.whole or period < _LEARN_FROM or not self.memory.known:
            return
        if period >= self._begin and period >= _GROWTH * self._learnt and len(self.lessons):
            self.forecaster, self._learnt = fitted(self.lessons.all(), self.forecaster), period
        features, guess = self.memory.features(), self.references.guess(self.memory)
        counts, net = self._came(period + 1)
        raw, mean = np.full(counts.T.shape, np.nan), np.full(len(counts), np.nan)
        if self.forecaster is not None:
            raw, mean = self.forecaster.raw(features, guess), self.forecaster.expected(features, guess)
            self._score(self.forecaster, raw, mean, guess, counts, net, scored=period + 1 >= first)
        self._learn(features, raw, mean, guess, counts, net)

    def now(self) -> Now | None:
        """The forecast from the end of the record."""
        if not len(self.lessons):
            return None
        last = fitted(self.lessons.all(), self.forecaster)
        features, guess = self.memory.features(), self.references.guess(self.memory)
        chances = last.chances(last.raw(features, guess), guess)
        doubt = last.doubt(features)
        bounds = [self.frailty.interval(q, chances[0, q], doubt[q]) for q in range(4)]
        means = last.means(last.expected(features, guess), guess)
        about, spread = self.memory.intensities(), self._spread()
        low, high = last.tones[0].interval(about, spread, guess.means[-1])
        return Now(
            chances,
            np.stack([low for low, _ in bounds]),
            np.stack([high for _, high in bounds]),
            means,
            np.stack([much(mean) for much, mean in zip(self.dispersions, means, strict=True)]),
            np.stack([tone.mean(about) for tone in last.tones]),
            low,
            high,
        )

    def _came(self, period: int) -> tuple[Floats, Floats]:
        """Stories by quad class and net intensity of the dyads known, in the period to come."""
        n = self.memory.known
        brought = self.panel.slices[period]
        old = brought.dyad < n
        counts, net = np.zeros((n, 4)), np.zeros(n)
        counts[brought.dyad[old]] = brought.counts[old]
        net[brought.dyad[old]] = brought.net[old]
        return counts, net

    def _score(
        self,
        forecaster: Forecaster,
        raw: Floats,
        mean: Floats,
        guess: Guess,
        counts: Floats,
        net: Floats,
        *,
        scored: bool,
    ) -> None:
        """Write the forecasts and what came into the books."""
        chances = forecaster.chances(raw, guess)
        happened = (counts > 0).T.astype(float)
        if self._last is not None:
            before, was = self._last
            self.frailty.add(before, was, happened[:, : before.shape[1]])
        self._last = (chances[0], happened)
        means, stories = forecaster.means(mean, guess), counts.sum(axis=1)
        if scored:
            spreads = np.stack([much(mean) for much, mean in zip(self.dispersions, means, strict=True)])
            self.ledger.add_chances(chances, happened)
            self.ledger.add_stories(means, spreads, stories)
            self._score_intensity(forecaster, guess, stories, net)
        for much, mean in zip(self.dispersions, means, strict=True):
            much.add(mean, stories)

    def _score_intensity(self, forecaster: Forecaster, guess: Guess, stories: Floats, net: Floats) -> None:
        lively = np.flatnonzero(stories > 0)
        if not len(lively):
            return
        about, spread = self.memory.intensities()[lively], self._spread()[lively]
        usual, seen = guess.means[-1][lively], net[lively] / stories[lively]
        scores = [crps_of_quantiles(tone.quantiles(about, spread, usual), seen) for tone in forecaster.tones]
        low, high = forecaster.tones[0].interval(about, spread, usual)
        self.ledger.add_intensity(lively, np.array(scores), ((low <= seen) & (seen <= high)).astype(float))

    def _spread(self) -> Floats:
        n = self.memory.known
        return np.stack([self.memory.unlike[:n], self.memory.told[:n]], axis=1)

    def _learn(
        self, features: Floats, raw: Floats, mean: Floats, guess: Guess, counts: Floats, net: Floats
    ) -> None:
        rows, weights = self.lessons.chosen(guess.means[-1], counts.sum(axis=1) > 0)
        self.lessons.add(
            Lessons(
                features[rows],
                self.memory.intensities()[rows],
                self._spread()[rows],
                np.concatenate([raw[None], guess.chances])[:, :, rows].transpose(2, 0, 1),
                np.concatenate([mean[None], guess.means])[:, rows].T,
                counts[rows],
                net[rows],
                weights,
            )
        )

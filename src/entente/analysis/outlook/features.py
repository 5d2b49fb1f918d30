"""What is known of every dyad at a time: rates that forget at several speeds, and what stands around them."""

from __future__ import annotations

import numpy as np

from entente.analysis.outlook.panel import Floats, Panel, Slice
from entente.units import By

#: Periods in which the weight of a story falls by half: fast, middling, slow.
HALF_LIVES = {
    By.DAY: (3.0, 14.0, 90.0),
    By.WEEK: (2.0, 8.0, 40.0),
    By.MONTH: (1.0, 3.0, 12.0),
    By.YEAR: (0.5, 1.0, 3.0),
}
#: Periods in a year.
YEAR = {By.DAY: 365.25, By.WEEK: 52.18, By.MONTH: 12.0, By.YEAR: 1.0}
#: A rate is drawn towards that of all dyads as if so many periods of theirs had been seen, by half-life.
PRIOR = 0.25
#: The base rate likewise.
STRENGTH = 10.0
#: And a mean intensity, in stories.
FEW = 3.0
#: The half-life by which the size of the record and the actors' activity are known.
_MIDDLE = 1


class Memory:
    """Decayed sums of the stories of all dyads, moved on one period at a time; only the past is in them.

    Exponential forgetting of counts is the recurrency of the literature on temporal link prediction
    (Gastinger et al. 2024, *History repeats itself: a baseline for temporal knowledge graph forecasting*) and
    of self-exciting processes (Hawkes 1971, *Spectra of some self-exciting and mutually exciting point
    processes*): several half-lives stand for a kernel with a long tail. Rates are of the stories of the whole
    record, so that a record that grows, or a last period that is partly observed, leaves them as they are.

    Attributes:
        period: the last period that was taken in; -1 at the beginning.
        stories: decayed stories, half-lives and without decay x quad classes x (dyads + 1); the last is
            empty, for dyads without another direction.
        watched: periods that were fully observed.
        seen: those of them with a story of the quad class, quad classes x dyads.
        level: stories of the whole record that the next period is expected to bring.
        total: decayed stories of all dyads, by half-life and without decay.
        span: decayed number of periods, likewise.
        last: the last period in which each dyad had a story.
        net: decayed sums of intensity, half-lives and without decay x dyads.
        latest: mean intensity of that last period.
        unlike: sum of the squared distances of each period's mean intensity from the mean of all before.
        told: how many such periods there were.
    """

    def __init__(self, panel: Panel, by: By) -> None:
        self._panel, self._by = panel, by
        lives = HALF_LIVES[by]
        self._keep = np.array([*(0.5 ** (1 / life) for life in lives), 1.0])
        speeds = len(self._keep)
        self.period = -1
        self.stories = np.zeros((speeds, 4, panel.size + 1))
        self.watched = 0
        self.level = 0.0
        self.seen = np.zeros((4, panel.size))
        self.total = np.zeros(speeds)
        self.span = np.zeros(speeds)
        self.last = np.zeros(panel.size)
        self.net = np.zeros((speeds, panel.size))
        self.latest = np.zeros(panel.size)
        self.unlike = np.zeros(panel.size)
        self.told = np.zeros(panel.size)
        self._usual = np.zeros(panel.actors)
        self._actor = np.zeros(panel.actors)
        self._hostile = np.zeros(panel.actors)

    @property
    def known(self) -> int:
        """How many dyads were seen by now; they are the first of the panel."""
        return self._panel.known(self.period)

    def advance(self) -> None:
        """Take in the next period."""
        self.period += 1
        brought = self._panel.slices[self.period]
        self.stories *= self._keep[:, None, None]
        self.stories[:, :, brought.dyad] += brought.counts.T
        self.total = self.total * self._keep + self._panel.total[self.period]
        self.span = self.span * self._keep + 1
        if self.period < self._panel.whole:
            self.watched += 1
            self.seen[:, brought.dyad] += brought.counts.T > 0
            self.level = float(self.total[_MIDDLE] / self.span[_MIDDLE])
        self._take_intensity(brought)
        self.last[brought.dyad] = self.period
        ends = self._panel.ends[brought.dyad]
        for held, counts in ((self._actor, brought.counts), (self._hostile, brought.counts[:, 2:])):
            held *= self._keep[_MIDDLE]
            np.add.at(held, ends, counts.sum(axis=1)[:, None])

    def _take_intensity(self, brought: Slice) -> None:
        which, number = brought.dyad, brought.counts.sum(axis=1)
        mean = brought.net / np.maximum(number, 1)
        before = self.stories[-1, :, which].sum(axis=1) - number
        usual = self.net[-1, which] / np.maximum(before, 1)
        self.unlike[which] += np.where(before > 0, (mean - usual) ** 2, 0)
        self.told[which] += before > 0
        self.net *= self._keep[:, None]
        self.net[:, which] += brought.net
        self.latest[which] = mean
        self._usual *= self._keep[_MIDDLE]
        np.add.at(self._usual, self._panel.ends[which], brought.net[:, None])

    def intensities(self) -> Floats:
        """What the mean intensity of the next period is forecast from: dyads known x 7.

        The mean of each half-life and of all time, drawn to the mean of all stories as if there had been
        ``FEW`` of these; that of the last period with stories; those of what either does with others.
        """
        n = self.known
        number = self.stories[:, :, :n].sum(axis=1)
        every = self.net[-1].sum() / max(self.stories[-1].sum(), 1)
        means = (self.net[:, :n] + FEW * every) / (number + FEW)
        ends = self._panel.ends[:n]
        other = np.maximum(self._actor[ends] - number[_MIDDLE][:, None], 0)
        around = (self._usual[ends] - self.net[_MIDDLE, :n][:, None] + FEW * every) / (other + FEW)
        if self._panel.reverse is None:
            around = np.sort(around, axis=1)
        return np.column_stack([means.T, self.latest[:n], around])

    def rates(self) -> Floats:
        """Stories expected in the next period, half-lives x quad classes x dyads known, drawn to the mean."""
        n = self.known
        periods = self.total / max(self.level, 1e-9)
        mean = self.stories[:, :, :n].sum(axis=2) / np.maximum(periods, 1e-9)[:, None] / max(n, 1)
        prior = PRIOR * np.sqrt(self.span)
        drawn = self.stories[:, :, :n] + (prior[:, None] * (mean + 1e-5))[:, :, None]
        return np.asarray(drawn / (periods + prior)[:, None, None])

    def climatology(self) -> Floats:
        """The share of all periods with a story of each quad class, quad classes x dyads known.

        Drawn to the mean of all as if a quarter as many periods of it had been seen, ``STRENGTH`` at most.
        """
        seen = self.seen[:, : self.known]
        watched = max(self.watched, 1)
        mean = (seen.mean(axis=1, keepdims=True) if seen.size else np.zeros((4, 1))) / watched
        strength = min(max(watched / 4, 1.0), STRENGTH)
        return np.asarray((seen + strength * np.maximum(mean, 1e-5)) / (watched + strength))

    def features(self) -> Floats:
        """What the next period is forecast from: dyads known x features, without a constant."""
        n = self.known
        parts = [
            np.log(self.rates()).reshape(-1, n).T,
            np.log(self.climatology()).T,
            self._times(n),
            self._around(n),
            self._calendar(n),
        ]
        if self._panel.reverse is not None:
            parts.append(self._returned(n, self._panel.reverse[:n]))
        return np.concatenate(parts, axis=1)

    def _times(self, n: int) -> Floats:
        """Time since the last story, and since the first."""
        since = np.log1p(self.period - self.last[:n])
        age = np.log1p(self.period - self._panel.first[:n])
        return np.stack([since, age], axis=1)

    def _around(self, n: int) -> Floats:
        """What the two do with others, and how much of it is conflict."""
        ends = self._panel.ends[:n]
        own, hostile = self.stories[_MIDDLE, :, :n].sum(axis=0), self.stories[_MIDDLE, 2:, :n].sum(axis=0)
        other = np.maximum(self._actor[ends] - own[:, None], 0)
        against = np.maximum(self._hostile[ends] - hostile[:, None], 0)
        active = np.log1p(other)
        if self._panel.reverse is None:
            active = np.sort(active, axis=1)
        share = (against.sum(axis=1) + 0.1) / (other.sum(axis=1) + 1)
        return np.column_stack([active, np.log(share)])

    def _returned(self, n: int, reverse: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Floats:
        """What the other direction brought of each quad class, above all lately."""
        back = self.stories[0][:, reverse] / max(float(self.span[0]), 1e-9)
        return np.asarray(np.log(back.T + 0.02))

    def _calendar(self, n: int) -> Floats:
        """The season that the next period lies in, and whether the record swells or shrinks."""
        angle = 2 * np.pi * (self._start() + 1) / YEAR[self._by]
        recent = self.total[0] / self.span[0] / max(self.level, 1e-9)
        wave = 1.0 if self.watched >= 3 * YEAR[self._by] else 0.0
        row = np.array([wave * np.sin(angle), wave * np.cos(angle), np.log(max(recent, 0.1))])
        return np.tile(row, (n, 1))

    def _start(self) -> float:
        """The period that was taken in last, counted from the beginning of its year."""
        return (self._panel.periods[self.period].day_of_year - 1) / 365.25 * YEAR[self._by]

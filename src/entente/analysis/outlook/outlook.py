"""The outlook of dyads as frames: what is likely next, and how far such forecasts held in the past."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from entente.analysis.dyads.series import end_of
from entente.analysis.outlook import curve
from entente.analysis.outlook.backtest import Backtest, Now, walk
from entente.analysis.outlook.panel import Floats, Ints, following, panel
from entente.analysis.outlook.scores import quantile_of_counts
from entente.analysis.outlook.track import TOO_LITTLE, told, track, verdicts
from entente.analysis.outlook.unseen import unseen
from entente.analysis.statistics import LEVEL, adjusted, two_sided
from entente.errors import UsageError
from entente.units import By

#: Columns of the probabilities: one row a dyad and quad class.
CHANCES = (
    *("a", "b", "period", "end", "quad", "probability", "low", "high"),
    *("base_rate", "persistence", "recurrency", "seen", "periods", "tested", "happened", "skill", "q"),
    *("verdict", "of_all"),
)
#: Columns of what is expected: one row a dyad.
EXPECTED = (
    *("a", "b", "period", "end", "stories", "stories_low", "stories_high"),
    *("intensity", "low", "high", "usual", "net", "seen", "last", "stories_verdict", "intensity_verdict"),
)
#: Periods with such a story, among those forecast, from which a dyad has a verdict of its own.
FEWEST = 5
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Outlook:
    """The outlook of a record: all dyads, one walk through the past.

    Attributes:
        by: the periods.
        walked: the walk.
    """

    by: By
    walked: Backtest

    @property
    def period(self) -> pd.Timestamp:
        """The first day of the period that is forecast: the first that the record knows nothing of."""
        periods = self.walked.panel.periods
        if not len(periods):
            raise UsageError("a record without stories has no period to come; give ties with stories")
        return following(periods[-1], self.by)

    def chances(self, *, members: Collection[str] | None = None, dyads: Pairs | None = None) -> pd.DataFrame:
        """The probability of at least one story of each quad class in the period to come.

        Args:
            members: only dyads of these; None for all.
            dyads: only these, in either order where they have no direction. Two that were never seen together
                have a row too, by how often such dyads come up.

        Returns:
            One row a dyad and quad class, dyads of which most stories are expected first:

            ``a``, ``b``; ``period``, ``end``: first and last day of what is forecast; ``quad``: 1 to 4;
            ``probability``; ``low``, ``high``: between which the true one lies in 90 of 100 cases;
            ``base_rate``: what the dyad's own long run makes of it; ``persistence``, ``recurrency``: what the
            other references say; ``seen``: fully observed periods with such a story, of ``periods``;
            ``tested``: periods that were forecast of this dyad, ``happened``: those with such a story;
            ``skill``: the share of the base rate's log score that we saved there; ``q``: of the test that
            this is chance, over all dyads (Benjamini and Hochberg 1995); ``verdict``: of this dyad, "better
            than the base rate", "no better than the base rate", "worse than the base rate" or "too little to
            tell"; ``of_all``: the same of the quad class over all dyads. What is not known is missing.
        """
        now = self.walked.now
        which = self._which(members, dyads)
        frames = [self._chances(now, which)] if now is not None and len(which) else []
        if dyads is not None:
            new = unseen(self.walked.panel, self._known(), dyads, self.by)
            frames += [new.assign(verdict=TOO_LITTLE, of_all=TOO_LITTLE)] if len(new) else []
        if not frames:
            return pd.DataFrame(columns=list(CHANCES))
        found = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
        return found.assign(period=self.period, end=end_of(self.period, self.by))[list(CHANCES)]

    def expected(self, *, members: Collection[str] | None = None, dyads: Pairs | None = None) -> pd.DataFrame:
        """How many stories are expected in the period to come, and of what intensity.

        Args:
            members, dyads: as of :meth:`chances`; what was never seen has no row.

        Returns:
            One row a dyad, most stories first: ``a``, ``b``, ``period``, ``end``; ``stories`` expected
            (mean), ``stories_low``, ``stories_high`` (90 of 100); ``intensity``: the mean that is expected if
            there are stories, -10 to +10, ``low``, ``high`` (90 of 100, of what will be seen); ``usual``: the
            dyad's long run; ``net``: the sum of intensities expected; ``seen``: stories so far; ``last``:
            first day of the last period with stories; ``stories_verdict``, ``intensity_verdict``: of such
            forecasts over all dyads.
        """
        now, which = self.walked.now, self._which(members, dyads)
        if now is None or not len(which):
            return pd.DataFrame(columns=list(EXPECTED))
        memory, pan = self.walked.memory, self.walked.panel
        mean, much = now.means[0][which], now.dispersions[0][which]
        verdict = self._of_all
        return pd.DataFrame(
            {
                "a": pan.a[which],
                "b": pan.b[which],
                "period": self.period,
                "end": end_of(self.period, self.by),
                "stories": mean,
                "stories_low": quantile_of_counts(mean, much, (1 - LEVEL) / 2).astype(int),
                "stories_high": quantile_of_counts(mean, much, (1 + LEVEL) / 2).astype(int),
                "intensity": now.tones[0][which],
                "low": now.tone_low[which],
                "high": now.tone_high[which],
                "usual": memory.net[-1][which] / np.maximum(memory.stories[-1][:, which].sum(axis=0), 1),
                "net": mean * now.tones[0][which],
                "seen": memory.stories[-1][:, which].sum(axis=0).astype(int),
                "last": pan.periods[memory.last[which].astype(np.int64)],
                "stories_verdict": verdict["stories"],
                "intensity_verdict": verdict["intensity"],
            }
        )[list(EXPECTED)]

    @cached_property
    def track(self) -> pd.DataFrame:
        """How far the forecasts of the past held, beside the references: see :class:`track.Held`."""
        return track(self.walked.ledger)

    @cached_property
    def reliability(self) -> pd.DataFrame:
        """The reliability curve: see :class:`curve.Bin`."""
        return curve.reliability(self.walked.ledger)

    @cached_property
    def parts(self) -> pd.DataFrame:
        """The Brier score in parts: see :class:`curve.Parts`."""
        return curve.parts(self.walked.ledger)

    @cached_property
    def _of_all(self) -> dict[str, str]:
        return verdicts(self.track)

    @cached_property
    def _tested(self) -> tuple[Floats, Floats, Floats]:
        """Skill, t and q of each quad class and dyad; missing where there is too little to tell."""
        ledger = self.walked.ledger
        gains = [ledger.gains(quad) for quad in range(4)]
        enough = ledger.happened >= FEWEST
        skill, t = (np.where(enough, np.stack([g[at] for g in gains]), np.nan) for at in (0, 1))
        p = np.where(np.isfinite(t), two_sided(np.nan_to_num(t), np.maximum(ledger.tested - 1, 1)), np.nan)
        return skill, t, adjusted(p.ravel()).reshape(p.shape)

    def _chances(self, now: Now, which: Ints) -> pd.DataFrame:
        memory, pan, ledger = self.walked.memory, self.walked.panel, self.walked.ledger
        skill, _, q = (values[:, which].T.ravel() for values in self._tested)
        quads = np.arange(4)

        def flat(values: Floats) -> Floats:
            return np.asarray(values[:, which].T.ravel())

        happened = flat(ledger.happened)
        return pd.DataFrame(
            {
                "a": np.repeat(pan.a[which], 4),
                "b": np.repeat(pan.b[which], 4),
                "quad": np.tile(quads + 1, len(which)),
                "probability": flat(now.chances[0]),
                "low": flat(now.low),
                "high": flat(now.high),
                "base_rate": flat(now.chances[1]),
                "persistence": flat(now.chances[2]),
                "recurrency": flat(now.chances[3]),
                "seen": flat(memory.seen).astype(int),
                "periods": memory.watched,
                "tested": np.repeat(ledger.tested[which], 4).astype(int),
                "happened": happened.astype(int),
                "skill": skill,
                "q": q,
                "verdict": [told(gain, share) for gain, share in zip(skill, q, strict=True)],
                "of_all": np.tile([self._of_all[f"quad {quad + 1}"] for quad in quads], len(which)),
            }
        )

    def _known(self) -> set[tuple[str, str]]:
        return set(zip(self.walked.panel.a.tolist(), self.walked.panel.b.tolist(), strict=True))

    def _which(self, members: Collection[str] | None, dyads: Pairs | None) -> Ints:
        """The dyads that are asked for, those of which most is expected first."""
        pan, now = self.walked.panel, self.walked.now
        if now is None:
            return np.zeros(0, np.int64)
        asked = np.ones(pan.size, bool)
        if members is not None:
            asked &= np.isin(pan.a.astype(str), list(members)) & np.isin(pan.b.astype(str), list(members))
        if dyads is not None:
            wanted = set(dyads)
            if pan.reverse is None:
                wanted |= {(b, a) for a, b in wanted}
            asked &= np.array([pair in wanted for pair in zip(pan.a, pan.b, strict=True)], bool)
        order = np.argsort(-now.means[0], kind="stable")
        return np.asarray(order[asked[order]])


def look(
    ties: pd.DataFrame,
    by: By = By.WEEK,
    *,
    directed: bool = False,
    until: date | None = None,
    first: date | None = None,
    seed: int = 0,
) -> Outlook:
    """The outlook of a record.

    Args:
        ties: what ``Store.ties`` gives with the same ``by`` (and ``directed``): all stories of all actors, as
            what is told of the rest shows how much is told at all, and dyads learn from one another.
        by: periods of the ties; what is forecast is the next of them.
        directed: whether ``a`` acts on ``b``.
        until: last day that the record covers. Where it lies within a period this one is partly observed: it
            is known, and it is neither forecast nor scored. None: the last period is taken for such a one.
        first: first day of the periods that are forecast in the backtest; None for as early as can be.
        seed: of the sample that is learnt from.
    """
    found = panel(ties, By(by), directed=directed, until=until)
    begin = None if first is None else int(found.periods.searchsorted(pd.Timestamp(first)))
    return Outlook(By(by), walk(found, By(by), first=begin, seed=seed))


def backtest_table(
    ties: pd.DataFrame,
    by: By = By.WEEK,
    *,
    directed: bool = False,
    until: date | None = None,
    first: date | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """The track record alone: see :attr:`Outlook.track`; the arguments are those of :func:`look`."""
    return look(ties, by, directed=directed, until=until, first=first, seed=seed).track

"""Phases and turning points of a dyad: where what is told of it changes, and what lies between.

:mod:`partition` cuts the counts of stories for and against, :mod:`turns` keeps the cuts at which mean
intensity changes, :mod:`chance` says which of those a record without any would have too. How often this finds
what is not there, and misses what is, stands in docs/reference/background.md, measured by bench/phases.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.dyads.chance import threshold
from entente.analysis.dyads.series import QUADS, end_of
from entente.analysis.dyads.tally import Floats, tally
from entente.analysis.dyads.turns import Cut, turns
from entente.units import By

#: A phase has at least so many periods, beside a turning point.
LEAST = {By.DAY: 7, By.WEEK: 4, By.MONTH: 1, By.YEAR: 1}
#: Periods of a quarter of a year: over so many before and after a turn is looked for where it is steepest.
QUARTER = {By.DAY: 91, By.WEEK: 13, By.MONTH: 3, By.YEAR: 1}
#: Periods whose stories hang together: about four weeks.
STRETCH = {By.DAY: 7, By.WEEK: 1, By.MONTH: 1, By.YEAR: 1}
#: A dyad without turns has one by chance in so many of 100; so often its stories are dealt out anew to see.
FALSE, DEALT = 0.05, 39
#: An interval without events is quiet where it would come about by chance in 5 of 100 records.
CHANCE = 0.05
#: And where it is at least so many times as long as the shortest phase.
QUIET_LENGTH = {By.DAY: 14, By.WEEK: 8, By.MONTH: 6, By.YEAR: 6}
#: Shares from which a phase is of one kind: cooperation or conflict, words or deeds.
MOSTLY = 2 / 3
#: Below so many it is said that they are few.
FEW = 5


class Kind(StrEnum):
    """What most of a phase is."""

    COOPERATION = "cooperation"
    CONFLICT = "conflict"
    MIXED = "mixed"
    QUIET = "quiet"


class Manner(StrEnum):
    """Whether it was said or done."""

    WORDS = "mostly words"
    DEEDS = "mostly deeds"
    BOTH = "words and deeds"


class Direction(StrEnum):
    """Which way a turning point leads."""

    RIFT = "rift"
    RAPPROCHEMENT = "rapprochement"


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of time of one level, or without events.

    Attributes:
        first, last: its first and last day: those of its first and last period.
        periods, active: its periods, and those of them with events.
        count: what was counted in it.
        quads: of that the number by quad class, 1 to 4.
        intensity: mean of the events, weighted by the count; None for a quiet phase.
        deviation: of their intensities.
        level: mean of the events between the turning points on either side, weighted by the count.
    """

    first: date
    last: date
    periods: int
    active: int
    count: int
    quads: tuple[int, int, int, int]
    intensity: float | None
    deviation: float | None
    level: float | None

    @property
    def cooperation(self) -> int:
        """Number of quad classes 1 and 2."""
        return self.quads[0] + self.quads[1]

    @property
    def conflict(self) -> int:
        """Number of quad classes 3 and 4."""
        return self.quads[2] + self.quads[3]

    @property
    def kind(self) -> Kind:
        """Cooperation or conflict, where two thirds are of it; else mixed; quiet where there is nothing."""
        if self.count == 0:
            return Kind.QUIET
        share = self.conflict / self.count
        return Kind.CONFLICT if share >= MOSTLY else Kind.COOPERATION if 1 - share >= MOSTLY else Kind.MIXED

    @property
    def manner(self) -> Manner | None:
        """Words or deeds, where two thirds are of them; else both; None for a quiet phase."""
        if self.count == 0:
            return None
        share = (self.quads[0] + self.quads[2]) / self.count
        return Manner.WORDS if share >= MOSTLY else Manner.DEEDS if 1 - share >= MOSTLY else Manner.BOTH

    @property
    def character(self) -> str:
        """Kind and manner in words: "conflict, mostly words"; where there are fewer than five, that too."""
        if self.manner is None:
            return str(self.kind)
        few = (f"only {self.count}",) if self.count < FEW else ()
        return ", ".join((self.kind, self.manner, *few))


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A change of level between two phases.

    Attributes:
        day: first day of the first period of the new level.
        low, high: the days between which the change lies.
        points: difference of the levels, after less before: negative for a rift.
        deviations: the same in pooled deviations of the events of both phases; None where they do not vary.
        before, after: places of the two phases among all; a quiet one may lie between.
    """

    day: date
    low: date
    high: date
    points: float
    deviations: float | None
    before: int
    after: int

    @property
    def direction(self) -> Direction:
        """A rift where the level falls, a rapprochement where it rises."""
        return Direction.RIFT if self.points < 0 else Direction.RAPPROCHEMENT


@dataclass(frozen=True, slots=True)
class Course:
    """The phases of a series in order, without holes, and the turning points between them."""

    phases: tuple[Phase, ...]
    turning_points: tuple[TurningPoint, ...]


def course(table: pd.DataFrame, by: By, *, exposure: Floats | None = None) -> Course:
    """The phases and turning points of a series.

    Args:
        table: what :func:`entente.analysis.dyads.series.series` gives: both directions together, or one.
        by: its periods.
        exposure: how much was reported of all actors in each period, so that a wave of reporting is known as
            one; None where that is not known.

    Returns:
        At least one phase where there is a period; none of an empty series.

    >>> from entente.analysis.dyads.series import series
    >>> from entente.analysis.dyads.simulate import simulated
    >>> made = simulated(levels=(2.0, -5.0), lengths=(300, 300), rate=0.8, seed=2)
    >>> found = course(series(made.days), By.WEEK)
    >>> [phase.character for phase in found.phases]
    ['mixed, mostly words', 'conflict, words and deeds']
    >>> [turn.direction.value for turn in found.turning_points]
    ['rift']
    >>> found.turning_points[0].low <= made.changes[0] <= found.turning_points[0].high
    True
    """
    if len(table) == 0:
        return Course((), ())
    active = np.flatnonzero(table["count"].to_numpy() > 0)
    told = tally(table, exposure)
    cuts = turns(told, LEAST[by], QUARTER[by])
    if cuts:
        least = threshold(told, LEAST[by], STRETCH[by], DEALT, FALSE)
        cuts = turns(told, LEAST[by], QUARTER[by], score=max(least, min(abs(c.score) for c in cuts)))
    changes = [cut.period for cut in cuts]
    levels = _levels(table, [0, *changes, len(table)])
    quiet = list(_quiet(table, active, by))
    stretches = _stretches(len(table), changes, quiet)
    phases = tuple(_phase(table, by, i, j, changes, levels) for i, j in stretches)
    return Course(phases, tuple(_turn(table, by, cut, phases) for cut in cuts))


def _levels(table: pd.DataFrame, edges: list[int]) -> list[float]:
    """Mean intensity between the turning points."""
    net, count = table.net.to_numpy(float), table["count"].to_numpy(float)
    return [float(net[i:j].sum() / max(count[i:j].sum(), 1)) for i, j in pairwise(edges)]


def _quiet(table: pd.DataFrame, active: NDArray[np.int64], by: By) -> Iterator[tuple[int, int]]:
    """Stretches of periods without events that are too long for chance: see :data:`CHANCE`."""
    bounds = np.concatenate([[-1], active, [len(table)]])
    gaps = np.diff(bounds) - 1
    longest = np.inf
    for _ in range(10):
        # How often something happens is reckoned without the gaps that are quiet.
        heard = len(table) - gaps[gaps >= longest].sum()
        share = active.size / heard if heard else 0
        if not 0 < share < 1:
            new = QUIET_LENGTH[by] if share else 0
        else:
            new = max(QUIET_LENGTH[by], np.log(CHANCE / len(table)) / np.log(1 - share))
        if new == longest:
            break
        longest = new
    for start, gap in zip(bounds[:-1] + 1, gaps, strict=True):
        if gap and gap >= longest:
            yield int(start), int(start + gap)


def _stretches(n: int, changes: list[int], quiet: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The series cut at changes and around quiet stretches: first place, and the place behind the last."""
    edges = sorted({0, n, *changes, *(i for pair in quiet for i in pair)})
    yield from pairwise(edges)


def _phase(
    table: pd.DataFrame,
    by: By,
    start: int,
    end: int,
    changes: list[int],
    levels: list[float],
) -> Phase:
    part = table.iloc[start:end]
    count = part["count"].to_numpy(float)
    total = int(count.sum())
    mean = float(part.net.sum() / total) if total else None
    apart = (
        part.deviation.fillna(0).to_numpy() ** 2 + (part.intensity.fillna(0).to_numpy() - (mean or 0)) ** 2
    )
    return Phase(
        first=part.period.iloc[0].date(),
        last=end_of(part.period.iloc[-1], by).date(),
        periods=len(part),
        active=int((count > 0).sum()),
        count=total,
        quads=tuple(int(part[name].sum()) for name in QUADS),  # type: ignore[arg-type]
        intensity=mean,
        deviation=float(np.sqrt((count * apart).sum() / total)) if total else None,
        level=levels[int(np.searchsorted(changes, start, side="right"))] if total else None,
    )


def _turn(table: pd.DataFrame, by: By, cut: Cut, phases: tuple[Phase, ...]) -> TurningPoint:
    days = table.period
    day = days.iloc[cut.period].date()
    after = next(i for i, p in enumerate(phases) if p.first >= day and p.count)
    before = next(i for i in range(after - 1, -1, -1) if phases[i].count)
    points = (phases[after].level or 0.0) - (phases[before].level or 0.0)
    return TurningPoint(
        day=day,
        low=days.iloc[cut.low].date(),
        high=end_of(days.iloc[cut.high], by).date(),
        points=points,
        deviations=_in_deviations(points, phases[before], phases[after]),
        before=before,
        after=after,
    )


def _in_deviations(points: float, before: Phase, after: Phase) -> float | None:
    squares = sum(p.count * (p.deviation or 0) ** 2 for p in (before, after))
    pooled = (squares / (before.count + after.count)) ** 0.5
    return points / pooled if pooled else None

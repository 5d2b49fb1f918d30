"""Phases and turning points of a dyad: where the level of its intensity changes, and what lies between.

What is looked at is the mean intensity of each period in which something happened; a period without events
has no intensity, which is not zero. How surely it is known depends on how much happened: see :mod:`noise`.
:mod:`partition` says where the level changes. How often this finds what is not there, and misses what
is, stands in docs/reference/background.md, measured by bench/phases.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.dyads.noise import deviations, penalty
from entente.analysis.dyads.partition import Floats, costs, cuts, level, profile
from entente.analysis.dyads.series import QUADS, end_of
from entente.units import By

#: A phase has at least so many periods with events, beside a turning point.
LEAST = {By.DAY: 7, By.WEEK: 4, By.MONTH: 3, By.YEAR: 3}
#: Places that cost so much more than the best are still in a turning point's interval. Where the place of
#: one change is sought, the cost of the true place lies so far off in 10 of 100 cases: (1 - e^-x)^2 = 0.9
#: (Siegmund 1988, *Confidence sets in change-point problems*).
APART = 2.97
#: An interval without events is quiet where it would come about by chance in 5 of 100 records.
CHANCE = 0.05
#: And where it is at least so many times as long as the shortest phase.
QUIET_LENGTH = 2
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
        level: the level that the partition gave it: a single crowded or outlying period weighs less in it.
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


def course(table: pd.DataFrame, by: By, *, least: int | None = None) -> Course:
    """The phases and turning points of a series.

    Args:
        table: what :func:`entente.analysis.dyads.series.series` gives: both directions together, or one.
        by: its periods.
        least: active periods that a phase beside a turning point has at least; None for :data:`LEAST`.

    Returns:
        At least one phase where there is a period; none of an empty series.

    >>> from entente.analysis.dyads.series import series
    >>> from entente.analysis.dyads.simulate import simulated
    >>> made = simulated(levels=(2.0, -5.0), lengths=(300, 300), rate=0.8, seed=1)
    >>> found = course(series(made.days), By.WEEK)
    >>> [phase.character for phase in found.phases]
    ['mixed, mostly words', 'conflict, words and deeds']
    >>> [turn.direction.value for turn in found.turning_points]
    ['rift']
    >>> found.turning_points[0].low <= made.changes[0] <= found.turning_points[0].high
    True
    """
    least = least or LEAST[by]
    active = np.flatnonzero(table["count"].to_numpy() > 0)
    if len(table) == 0:
        return Course((), ())
    seen = table.iloc[active]
    values = seen.intensity.to_numpy(float)
    spread = deviations(seen, least)
    summed = costs(values, spread)
    found = cuts(summed, penalty(active.size), least)
    edges = [0, *found, active.size]
    levels = [level(values[i:j], spread[i:j]) for i, j in pairwise(edges) if i < j]
    quiet = list(_quiet(table, active, least))
    stretches = list(_stretches(len(table), [int(active[i]) for i in found], quiet))
    phases = tuple(_phase(table, by, i, j, active, found, levels) for i, j in stretches)
    turns = tuple(
        _turn(table, by, active, edges, k, levels, summed, phases) for k in range(1, len(edges) - 1)
    )
    return Course(phases, turns)


def _quiet(table: pd.DataFrame, active: NDArray[np.int64], least: int) -> Iterator[tuple[int, int]]:
    """Stretches of periods without events that are too long for chance: see :data:`CHANCE`."""
    bounds = np.concatenate([[-1], active, [len(table)]])
    gaps = np.diff(bounds) - 1
    longest = np.inf
    for _ in range(10):
        # How often something happens is reckoned without the gaps that are quiet.
        heard = len(table) - gaps[gaps >= longest].sum()
        share = active.size / heard if heard else 0
        if not 0 < share < 1:
            new = QUIET_LENGTH * least if share else 0
        else:
            new = max(QUIET_LENGTH * least, np.log(CHANCE / len(table)) / np.log(1 - share))
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
    active: NDArray[np.int64],
    found: list[int],
    levels: list[float],
) -> Phase:
    part = table.iloc[start:end]
    count = part["count"].to_numpy(float)
    total = int(count.sum())
    first = int(np.searchsorted(active, start))
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
        level=levels[int(np.searchsorted(found, first, side="right"))] if total else None,
    )


def _turn(
    table: pd.DataFrame,
    by: By,
    active: NDArray[np.int64],
    edges: list[int],
    k: int,
    levels: list[float],
    summed: Floats,
    phases: tuple[Phase, ...],
) -> TurningPoint:
    start, cut, end = edges[k - 1 : k + 2]
    cost = profile(summed, start, end)
    likely = start + 1 + np.flatnonzero(cost <= cost.min() + APART)
    days = table.period
    day = days.iloc[active[cut]].date()
    after = next(i for i, p in enumerate(phases) if p.first == day)
    before = next(i for i in range(after - 1, -1, -1) if phases[i].count)
    points = levels[k] - levels[k - 1]
    return TurningPoint(
        day=day,
        # The level may change within a period: within the last of the old, or the first of the new.
        low=days.iloc[active[likely[0] - 1]].date() + timedelta(days=1),
        high=end_of(days.iloc[active[likely[-1]]], by).date(),
        points=points,
        deviations=_in_deviations(points, phases[before], phases[after]),
        before=before,
        after=after,
    )


def _in_deviations(points: float, before: Phase, after: Phase) -> float | None:
    squares = sum(p.count * (p.deviation or 0) ** 2 for p in (before, after))
    pooled = (squares / (before.count + after.count)) ** 0.5
    return points / pooled if pooled else None

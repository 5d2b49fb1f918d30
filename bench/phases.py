"""How often turning points are found that are not there, and how well those are found that are:
``python bench/phases.py [--runs N] [--part 0|1]``.

Dyads are simulated (see ``entente.analysis.dyads.simulate``) with one level, of many lengths, rates and kinds
of disturbance; and with one change of level. Printed are the shares of dyads with a false turning point, and
of changes found, with how often the interval holds the true day and how wide it is.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from entente.analysis.dyads.phases import course
from entente.analysis.dyads.series import series
from entente.analysis.dyads.simulate import Simulated, simulated
from entente.units import By

YEAR = 365
#: Seeds from here on: nothing was chosen on these.
FIRST = 10_000


class Null(NamedTuple):
    """A kind of dyad of one level."""

    name: str
    years: int
    rate: float
    by: By = By.WEEK
    level: float = 0.0
    between: float = 0.0
    together: float = 0.0
    bursts: float = 0.0


NULLS = (
    Null("5 events", 2, 5 / 730),
    Null("20 events in 2 years", 2, 20 / 730),
    Null("40 events in 2 years", 2, 40 / 730),
    Null("100 events in 2 years", 2, 100 / 730),
    Null("1 a week, 10 years", 10, 1 / 7),
    Null("5 a week, 10 years", 10, 5 / 7),
    Null("5 a week, 40 years", 40, 5 / 7),
    Null("20 a week, 40 years", 40, 20 / 7),
    Null("level -5", 10, 5 / 7, level=-5.0),
    Null("level +4", 10, 5 / 7, level=4.0),
    Null("weeks differ", 10, 5 / 7, between=2.0),
    Null("weeks differ, busy", 10, 10.0, between=2.0),
    Null("bursts", 10, 5 / 7, between=1.0, bursts=1.5),
    Null("weeks hang together, 0.3", 10, 5 / 7, between=2.0, together=0.3),
    Null("weeks hang together, 0.6", 10, 5 / 7, between=2.0, together=0.6),
    Null("52 weeks that hang together, 0.5", 1, 5 / 7, between=2.0, together=0.5),
    Null("by day", 3, 1.0, By.DAY),
    Null("by month", 20, 5 / 7, By.MONTH),
    Null("by month, sparse", 20, 1 / 14, By.MONTH),
    Null("by year", 40, 1 / 7, By.YEAR),
)


class Change(NamedTuple):
    """A kind of dyad with one change of level, in the middle."""

    name: str
    years: int
    rate: float
    low: float
    high: float
    by: By = By.WEEK
    between: float = 1.0
    together: float = 0.0


CHANGES = (
    Change("2 points, 5 a week, 4 years", 4, 5 / 7, -1.0, 1.0),
    Change("4 points, 5 a week, 4 years", 4, 5 / 7, -2.0, 2.0),
    Change("4 points, 1 a week, 4 years", 4, 1 / 7, -2.0, 2.0),
    Change("6 points, 5 a week, 4 years", 4, 5 / 7, -4.0, 2.0),
    Change("6 points, 30 events in 2 years", 2, 30 / 730, -4.0, 2.0),
    Change("4 points, hang together 0.5", 4, 5 / 7, -2.0, 2.0, together=0.5, between=2.0),
    Change("4 points, by month, 20 years", 20, 5 / 7, -2.0, 2.0, By.MONTH),
    Change("4 points, by day, 2 years", 2, 2.0, -2.0, 2.0, By.DAY),
)


class Detection(NamedTuple):
    """What became of one simulated change."""

    found: bool
    held: bool
    width: int
    off: int
    extra: int


def null(kind: Null, seed: int) -> Simulated:
    """One dyad of a kind without a change."""
    return simulated(
        (kind.level,),
        (kind.years * YEAR,),
        rate=kind.rate,
        seed=seed,
        between=kind.between,
        together=kind.together,
        bursts=kind.bursts,
    )


def detection(kind: Change, seed: int) -> Detection:
    """What is found in one dyad of a kind: the turning point nearest to the true day, and how many more."""
    half = kind.years * YEAR // 2
    lead = int(np.random.default_rng(seed).integers(-half // 2, half // 2))
    levels = (kind.high, kind.low) if seed % 2 else (kind.low, kind.high)
    made = simulated(
        levels,
        (half + lead, half - lead),
        rate=kind.rate,
        seed=seed,
        between=kind.between,
        together=kind.together,
    )
    (true,) = made.changes
    turns = course(series(made.days, kind.by), kind.by).turning_points
    right = [t for t in turns if (t.points > 0) == (levels[1] > levels[0])]
    if not right:
        return Detection(False, False, 0, 0, len(turns))
    near = min(right, key=lambda t: abs(t.day - true))
    held = near.low <= true <= near.high
    return Detection(True, held, (near.high - near.low).days, abs((near.day - true).days), len(turns) - 1)


def false_alarms(runs: int) -> Iterator[str]:
    """The lines of the table of dyads of one level."""
    yield "| one level | false alarms |\n|---|---|"
    for kind in NULLS:
        alarms = sum(
            bool(course(series(null(kind, FIRST + seed).days, kind.by), kind.by).turning_points)
            for seed in range(runs)
        )
        yield f"| {kind.name} | {100 * alarms / runs:.1f} % |"


def detections(runs: int) -> Iterator[str]:
    """The lines of the table of dyads of one change."""
    yield "\n| one change | found | interval holds it | days off | width in days | more than one |"
    yield "|---|---|---|---|---|---|"
    for change in CHANGES:
        all_runs = [detection(change, FIRST + seed) for seed in range(runs)]
        hits = [d for d in all_runs if d.found]
        held = 100 * float(np.mean([d.held for d in hits])) if hits else float("nan")
        yield (
            f"| {change.name} | {100 * len(hits) / runs:.0f} % | {held:.0f} % | "
            f"{np.median([d.off for d in hits]):.0f} | {np.median([d.width for d in hits]):.0f} | "
            f"{100 * float(np.mean([d.extra > 0 for d in all_runs])):.1f} % |"
        )


def speed() -> str:
    """Seconds for 40 years of weeks."""
    made = simulated((1.0, -3.0, 2.0), (5000, 5000, 4600), rate=3.5)
    begun = time.perf_counter()
    table = series(made.days)
    counted = time.perf_counter()
    course(table, By.WEEK)
    done = time.perf_counter()
    return (
        f"\n{len(made.days)} events, {len(table)} weeks: series {counted - begun:.2f} s, "
        f"phases {done - counted:.2f} s"
    )


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", type=int, choices=(0, 1), help="the first table only, or the second")
    parser.add_argument("--runs", type=int, default=400, help="dyads of each kind")
    given = parser.parse_args()
    for number, table in enumerate((false_alarms, detections)):
        if given.part in (None, number):
            for line in table(given.runs):
                sys.stdout.write(line + "\n")
                sys.stdout.flush()
    sys.stdout.write(speed() + "\n")


if __name__ == "__main__":
    main()

"""How often a leader is told where there is none, and how often the one that is there is found:
``python bench/leads.py [--runs N] [--part 0|1|2|3]``.

Dyads are simulated (see ``entente.analysis.dyads.simulate_pairs``) in which neither leads, of many kinds of
disturbance (part 0); in which one does (part 1); the intervals of reciprocity are held against what is true
(part 2); and many dyads are looked at (part 3).
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from typing import NamedTuple

import numpy as np
import pandas as pd

from entente.analysis.dyads.leads import CHANCE, Measure, leads_of_all
from entente.analysis.dyads.reciprocity import reciprocity
from entente.analysis.dyads.simulate_pairs import Make, many, paired
from entente.units import By

#: Seeds from here on. Step 5 of docs/reference/leads.md was chosen after seeing some of these.
FIRST = 50_000


class Kind(NamedTuple):
    """A kind of dyad and what of it is compared."""

    name: str
    make: Make
    measure: Measure = Measure.INTENSITY
    read: bool = False


NULLS = (
    Kind("nothing in common", Make()),
    Kind("hang together, 0.7", Make(together=0.7)),
    Kind("hang together, 0.9", Make(together=0.9)),
    Kind("one tone moves both", Make(common=0.8, together=0.7)),
    Kind("the same, one busy, one sparse", Make(common=0.9, together=0.9, rates=(20.0, 2.0))),
    Kind("both turn at once", Make(shift=6.0)),
    Kind("both turn at once, hang together", Make(shift=4.0, together=0.5)),
    Kind("waves and bursts", Make(wave=0.8, bursts=0.8)),
    Kind("waves and bursts, counts", Make(wave=0.8, bursts=0.8), Measure.COUNT),
    Kind("waves, one busy, one sparse, counts", Make(wave=0.8, rates=(20.0, 2.0)), Measure.COUNT),
    Kind("waves and bursts, shares", Make(wave=0.8, bursts=0.8), Measure.SHARE, True),
    Kind("waves and one tone, net", Make(wave=0.8, common=0.6, together=0.6), Measure.NET),
    Kind("sparse, half a story a month", Make(rates=(0.5, 0.5), periods=240)),
    Kind("sparse, one tone", Make(rates=(0.6, 1.5), common=0.9, together=0.8)),
    Kind("a third unread, one tone", Make(unread=0.3, common=0.7, together=0.6, wave=0.7)),
    Kind("a third unread, counts", Make(unread=0.3, wave=0.7), Measure.COUNT, True),
    Kind("sparse, counts", Make(rates=(0.25, 0.25), wave=0.5, bursts=0.8), Measure.COUNT),
    Kind("sparse, net", Make(rates=(0.25, 0.25), common=0.6, bursts=0.8), Measure.NET),
    Kind(
        "sparse weeks, crises of both, counts",
        Make(periods=570, by=By.WEEK, wave=1.5, rates=(0.15, 0.12)),
        Measure.COUNT,
    ),
    Kind("36 months, hang together", Make(periods=36, together=0.5)),
    Kind("570 weeks, hang together", Make(periods=570, by=By.WEEK, together=0.7, rates=(1.0, 1.0))),
    Kind("700 days, one tone", Make(periods=700, by=By.DAY, common=0.8, together=0.8)),
)
LEADERS = (
    Kind("lag 1, 0.5", Make(lag=1, strength=0.5)),
    Kind("lag 1, 0.8", Make(lag=1, strength=0.8)),
    Kind("lag 1, 0.8, hang together 0.7", Make(lag=1, strength=0.8, together=0.7)),
    Kind("lag -3, 0.8, hang together 0.7", Make(lag=-3, strength=0.8, together=0.7)),
    Kind("lag 1, 0.8, one tone besides", Make(lag=1, strength=0.8, common=0.5)),
    Kind("lag 1, 0.8, both turn", Make(lag=1, strength=0.8, shift=6.0)),
    Kind("lag 2, 0.8, a third unread", Make(lag=2, strength=0.8, unread=0.3), read=True),
    Kind("lag 1, 0.8, one story a month", Make(lag=1, strength=0.8, rates=(1.0, 1.0))),
    Kind("lag 1, 0.8, 48 months", Make(lag=1, strength=0.8, periods=48)),
    Kind("lag 1, 0.8, 20 stories a month", Make(lag=1, strength=0.8, rates=(20.0, 20.0))),
    Kind("lag 2, 0.8, 300 weeks", Make(lag=2, strength=0.8, periods=300, by=By.WEEK)),
    Kind("lag 3, 0.8, 700 days", Make(lag=3, strength=0.8, periods=700, by=By.DAY)),
)


def judged(kind: Kind, runs: int) -> pd.DataFrame:
    """The verdicts over some dyads, each looked at by itself."""
    found = []
    for seed in range(FIRST, FIRST + runs):
        made = paired(kind.make, seed=seed)
        exposure = made.exposure if kind.read else None
        found.append(leads_of_all(made.ties, kind.make.by, kind.measure, exposure=exposure, seed=seed))
    return pd.concat(found, ignore_index=True)


def part_nulls(runs: int) -> None:
    """How often a leader is told where there is none."""
    for kind in NULLS:
        found = judged(kind, runs)
        told, seen = int((found.p <= CHANCE).sum()), int(found.p.notna().sum())
        out(f"| {kind.name} | {100 * told / max(seen, 1):.1f} % | {seen} |")


def part_leaders(runs: int) -> None:
    """How often a leader is found, and the right one, with the right lag."""
    for kind in LEADERS:
        found = judged(kind, runs)
        told = found.p <= CHANCE
        lag = found.lag.astype(float)
        right, same = told & (np.sign(lag) == np.sign(kind.make.lag)), told & (lag == kind.make.lag)
        figures = " | ".join(f"{100 * x.mean():.1f} %" for x in (right, same, told & ~right))
        out(f"| {kind.name} | {figures} |")


def part_reciprocity(runs: int) -> None:
    """How often the intervals of reciprocity hold what is true: no likeness, and no difference."""
    for name, make in (
        ("nothing in common", Make()),
        ("hang together, 0.7", Make(together=0.7)),
        ("sparse", Make(rates=(0.7, 0.7))),
        ("bursts, 48 months", Make(bursts=1.0, periods=48, together=0.5)),
    ):
        rows = pd.concat(
            [reciprocity(directed(paired(make, seed=FIRST + i).ties), "A", "B") for i in range(runs)]
        )
        parts = []
        for what in ("tone", "cooperation", "conflict", "balance"):
            seen = rows[f"{what}_low"].notna()
            held = (rows[f"{what}_low"] <= 0) & (rows[f"{what}_high"] >= 0)
            parts.append(f"{100 * held[seen].mean():.1f} %")
        out(f"| {name} | {' | '.join(parts)} |")


def directed(ties: pd.DataFrame) -> pd.DataFrame:
    """Directed ties of one dyad as the series of its directions; nothing is done together."""
    index = pd.date_range(ties.period.min(), ties.period.max(), freq="MS")
    ways = []
    for way, actor in (("a_to_b", "A"), ("b_to_a", "B")):
        part = ties[ties.a == actor].set_index("period").reindex(index)
        count = part.drop(columns=["a", "b", "intensity", "deviation"]).fillna(0).rename_axis("period")
        ways.append(count.reset_index().rename(columns={"stories": "count"}).assign(direction=way))
    both = ways[0].copy()
    names = ["count", "words_for", "deeds_for", "words_against", "deeds_against", "net"]
    both[names] = ways[0][names] + ways[1][names]
    return pd.concat([both.assign(direction="both"), *ways], ignore_index=True)


def part_many(runs: int) -> None:
    """False leaders over many dyads, and what it costs."""
    made = many(Make(together=0.5, common=0.5), runs, seed=FIRST)
    begun = time.perf_counter()
    found = leads_of_all(made.ties, By.MONTH)
    spent = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out(f"{runs} dyads, {len(made.ties):,} rows: {spent:.1f} s, {peak:.0f} MB, {found.leader.count()} false")


def out(line: str) -> None:
    """One line of the table."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Measure what is asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=200)
    asked.add_argument("--part", type=int)
    given = asked.parse_args()
    parts = (part_nulls, part_leaders, part_reciprocity, part_many)
    for part in parts if given.part is None else (parts[given.part],):
        part(given.runs)


if __name__ == "__main__":
    main()

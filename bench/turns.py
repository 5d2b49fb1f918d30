"""How well turns are found, beside the library ruptures: ``python bench/turns.py [--runs N] [--store PATH]``.

Dyads are simulated (see ``entente.analysis.dyads.simulate``) with one level of intensity, some in waves of
reporting, and with one change of level. They are searched by the best partition (``phases.course``), by all
partitions (``bayes``, what is told with 0.8 or more), and by PELT of ruptures (Truong, Oudre and Vayatis
2020) on monthly mean intensity and on monthly net intensity, with squared error and with a radial kernel.
Another table shows how often turns of a probability are true. With a store the turns of its dyads are
counted, and those that there are when its stories are dealt out anew.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import ruptures
from phases import CHANGES, FIRST, NULLS, YEAR, Change, Null, null

from entente.analysis.dyads.bayes import bayesian_turns
from entente.analysis.dyads.chance import dealt
from entente.analysis.dyads.phases import LEAST, QUARTER, course
from entente.analysis.dyads.rifts import YEAR as PERIODS
from entente.analysis.dyads.rifts import rifts
from entente.analysis.dyads.series import series
from entente.analysis.dyads.simulate import Simulated, simulated
from entente.analysis.dyads.tally import Tally, tally
from entente.store import Selection, Store
from entente.units import By

#: A turn with this probability is told, where all partitions are weighed.
TOLD = 0.8
#: Bounds of probability within which it is counted how many turns are true.
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.001)
#: Stories of a dyad of the record that is looked at.
FEWEST = 30
#: Days within which a turn of the record has to lie of what history knows.
NEAR = 62


class Found(NamedTuple):
    """A turn as all methods tell it."""

    day: date
    points: float
    low: date | None = None
    high: date | None = None


class Known(NamedTuple):
    """What history knows: a pair in order of the alphabet, a day, and -1 for a rift."""

    a: str
    b: str
    day: date
    sign: int


HISTORY = (
    Known("KHM", "THA", date(2011, 2, 4), -1),
    Known("CHN", "JPN", date(2010, 9, 7), -1),
    Known("CHN", "JPN", date(2012, 9, 11), -1),
    Known("SDN", "SSD", date(2012, 8, 4), 1),
    Known("IRN", "USA", date(2013, 11, 24), 1),
    Known("ISR", "PSE", date(2010, 9, 2), 1),
    Known("RUS", "UKR", date(2014, 2, 27), -1),
)


def by_partition(days: pd.DataFrame) -> list[Found]:
    """Turns of the best partition, with a false-alarm rate of 5 of 100."""
    return [Found(t.day, t.points, t.low, t.high) for t in course(series(days), By.WEEK).turning_points]


def by_bayes(days: pd.DataFrame) -> list[Found]:
    """Turns that are probable."""
    table = series(days)
    week = table.period.dt.date.to_list()
    cuts = bayesian_turns(tally(table), LEAST[By.WEEK], QUARTER[By.WEEK], PERIODS[By.WEEK])
    return [
        Found(week[c.period], c.points, week[c.low], week[min(c.high, len(week) - 1)] + timedelta(days=6))
        for c in cuts
        if (c.probability or 0) >= TOLD
    ]


def pelt(values: np.ndarray, days: list[date], model: str) -> list[Found]:
    """Turns that PELT of ruptures tells of a series, with the penalty of BIC."""
    n = len(values)
    if n < 4:
        return []
    # Squared error is in units of the variance: that of neighbouring differences. A kernel has no unit.
    unit = max(float(np.var(np.diff(values)) / 2), 1e-6) if model == "l2" else 0.5
    found = ruptures.Pelt(model=model, min_size=2, jump=1).fit(values).predict(pen=2 * np.log(n) * unit)
    edges = [0, *found]
    means = [float(values[i:j].mean()) for i, j in pairwise(edges)]
    return [Found(days[i], new - old) for i, old, new in zip(edges[1:-1], means, means[1:], strict=False)]


def of_ruptures(model: str, net: bool) -> Callable[[pd.DataFrame], list[Found]]:
    """A search of monthly mean intensity, in the months that have one, or of net intensity in all."""

    def find(days: pd.DataFrame) -> list[Found]:
        table = series(days, By.MONTH)
        return in_months(table, model, net)

    return find


def in_months(table: pd.DataFrame, model: str, net: bool) -> list[Found]:
    """What ruptures finds in a table of months."""
    kept = table if net else table[table.intensity.notna()]
    values = (kept.net if net else kept.intensity).to_numpy(float)
    return pelt(values, kept.period.dt.date.to_list(), model)


RUPTURES = (("l2", False), ("rbf", False), ("l2", True), ("rbf", True))
METHODS: dict[str, Callable[[pd.DataFrame], list[Found]]] = {
    "partition": by_partition,
    "bayes": by_bayes,
    **{f"ruptures {model}, {'net' if net else 'mean'}": of_ruptures(model, net) for model, net in RUPTURES},
}


def wave(seed: int) -> Simulated:
    """Eight years of one level, with half a year of five times the reporting."""
    begin, parts = date(2000, 1, 3), []
    for number, (length, rate) in enumerate(((3 * YEAR, 0.5), (182, 2.5), (4 * YEAR + 183, 0.5))):
        part = simulated((0.0,), (length,), rate=rate, begin=begin, seed=3 * seed + number, between=1.0).days
        parts.append(part.assign(story=part.story + f":{number}"))
        begin += timedelta(days=length)
    return Simulated(pd.concat(parts, ignore_index=True), ())


def changed(kind: Change, seed: int) -> Simulated:
    """One dyad of a kind with a change; where, and which way, is drawn by lot."""
    half = kind.years * YEAR // 2
    lead = int(np.random.default_rng(seed).integers(-half // 2, half // 2))
    levels = (kind.high, kind.low) if seed % 2 else (kind.low, kind.high)
    return simulated(
        levels,
        (half + lead, half - lead),
        rate=kind.rate,
        seed=seed,
        between=kind.between,
        together=kind.together,
    )


def false_alarms(runs: int) -> Iterator[str]:
    """The share of dyads of one level with a turn, by method."""
    yield "| one level | " + " | ".join(METHODS) + " |\n|---" + "|---" * len(METHODS) + "|"
    kinds: list[Null | None] = [k for k in NULLS if k.by is By.WEEK and k.years <= 10]
    for kind in [*kinds, None]:
        made = [wave(FIRST + s) if kind is None else null(kind, FIRST + s) for s in range(runs)]
        told = (100 * np.mean([bool(find(m.days)) for m in made]) for find in METHODS.values())
        name = "half a year of five times the reporting" if kind is None else kind.name
        yield f"| {name} | " + " | ".join(f"{one:.0f} %" for one in told) + " |"


def detections(runs: int) -> Iterator[str]:
    """Found, days off and more than one, by method and kind of change."""
    yield "\n| one change | method | found | days off | interval holds it | more than one | ms a dyad |"
    yield "|---|---|---|---|---|---|---|"
    for kind in (k for k in CHANGES if k.by is By.WEEK):
        made = [changed(kind, FIRST + seed) for seed in range(runs)]
        for name, find in METHODS.items():
            begun = time.perf_counter()
            told = [find(m.days) for m in made]
            spent = 1000 * (time.perf_counter() - begun) / runs
            yield f"| {kind.name} | {name} | " + _quality(made, told, runs) + f" | {spent:.0f} |"


def _quality(made: list[Simulated], told: list[list[Found]], runs: int) -> str:
    off, held = [], []
    for one, turns in zip(made, told, strict=True):
        (true,) = one.changes
        rising = one.days[one.days.day >= pd.Timestamp(true)].intensity.mean() > one.days.intensity.mean()
        right = [t for t in turns if (t.points > 0) == rising]
        if right:
            near = min(right, key=lambda t: abs(t.day - true))
            off.append(abs((near.day - true).days))
            if near.low and near.high:
                held.append(near.low <= true <= near.high)
    more = 100 * np.mean([len(turns) > 1 for turns in told])
    days = f"{np.median(off):.0f}" if off else ""
    inside = f"{100 * np.mean(held):.0f} %" if held else ""
    return f"{100 * len(off) / runs:.0f} % | {days} | {inside} | {more:.0f} %"


def calibration(runs: int) -> Iterator[str]:
    """Of turns told with a probability the share that is true: dyads of all kinds, half with a change."""
    draw = np.random.default_rng(FIRST)
    found: list[tuple[float, bool, bool]] = []
    for seed in range(runs):
        size = draw.uniform(1, 6) * draw.choice([-1, 1]) * (seed % 2)
        first = int(draw.integers(YEAR, 7 * YEAR))
        made = simulated(
            (-size / 2, size / 2),
            (first, 8 * YEAR - first),
            rate=float(np.exp(draw.uniform(np.log(0.03), np.log(1.5)))),
            seed=FIRST + seed,
            between=draw.uniform(0, 2),
            bursts=draw.uniform(0, 1),
        )
        table = series(made.days)
        week = table.period.to_list()
        cuts = bayesian_turns(tally(table), LEAST[By.WEEK], QUARTER[By.WEEK], PERIODS[By.WEEK])
        true = pd.Timestamp(made.changes[0]) if made.changes else None
        for c in cuts:
            right = true is not None and (c.points > 0) == (size > 0)
            ends = week[c.low], week[min(c.high, len(week) - 1)] + pd.Timedelta(days=6)
            held = right and true is not None and ends[0] <= true <= ends[1]
            found.append((c.probability or 0.0, bool(right), bool(held)))
    yield f"\n{runs} dyads of 8 years, half with a change, {len(found)} turns\n"
    yield "| told with | turns | on average | there is such a change | and it is in the interval |"
    yield "|---|---|---|---|---|"
    all_found = np.array(found, float).reshape(-1, 3)
    for low, high in pairwise(BINS):
        part = all_found[(all_found[:, 0] >= low) & (all_found[:, 0] < high)]
        if len(part):
            share = " | ".join(f"{one:.2f}" for one in part.mean(axis=0))
            yield f"| {low:g} to {min(high, 1):g} | {len(part)} | {share} |"


def of_record(path: Path) -> Iterator[str]:
    """What is told of the dyads of a store, and of the same with the stories dealt out anew."""
    ties = Store(str(path)).ties(Selection(), by="week")
    ties = ties[ties.a != ties.b]
    anew = _dealt(ties)
    yield "\n| record | turns | with stories dealt anew | of history found | seconds |\n|---|---|---|---|---|"
    for method in ("partition", "bayes"):
        begun = time.perf_counter()
        told = rifts(ties, By.WEEK, method=method)
        spent = time.perf_counter() - begun
        turns = [(r.a, r.b, r.date, r.points) for r in told.itertuples()]
        wrong = len(rifts(anew, By.WEEK, method=method))
        yield f"| {method} | {len(told)} | {wrong} | {_history(turns)} | {spent:.1f} |"
    for model, net in RUPTURES:
        begun = time.perf_counter()
        turns = list(_of_all(ties, model, net))
        spent = time.perf_counter() - begun
        wrong = len(list(_of_all(anew, model, net)))
        name = f"ruptures {model}, {'net' if net else 'mean'}"
        yield f"| {name} | {len(turns)} | {wrong} | {_history(turns)} | {spent:.1f} |"


def _history(turns: list[tuple[str, str, date, float]]) -> str:
    hits = sum(
        any(
            (a, b) == (k.a, k.b) and points * k.sign > 0 and abs((day - k.day).days) <= NEAR
            for a, b, day, points in turns
        )
        for k in HISTORY
    )
    return f"{hits} of {len(HISTORY)}"


def _of_all(ties: pd.DataFrame, model: str, net: bool) -> Iterator[tuple[str, str, date, float]]:
    """What ruptures finds in all dyads with enough stories, by month."""
    index = pd.period_range(ties.period.min(), ties.period.max(), freq="M")
    for (a, b), part in ties.groupby(["a", "b"]):
        if part.stories.sum() >= FEWEST:
            months = part.groupby(part.period.dt.to_period("M"))[["stories", "net"]].sum().reindex(index)
            table = months.fillna({"net": 0.0}).assign(
                intensity=months.net / months.stories, period=index.start_time
            )
            yield from ((str(a), str(b), t.day, t.points) for t in in_months(table, model, net))


def _dealt(ties: pd.DataFrame) -> pd.DataFrame:
    """The same ties with the stories of each dyad that is looked at dealt out anew."""
    draw, parts = np.random.default_rng(FIRST), []
    for _, part in ties.groupby(["a", "b"]):
        if part.stories.sum() < FEWEST:
            parts.append(part)
            continue
        index = pd.date_range(part.period.min(), part.period.max(), freq="7D")
        at = index.get_indexer(pd.DatetimeIndex(part.period))

        def over(values: pd.Series, at: np.ndarray = at, n: int = len(index)) -> np.ndarray:
            return np.bincount(at, values.to_numpy(float), n)

        squares = part.stories * (part.deviation**2 + part.intensity**2)
        told = Tally(
            over(part.words_for + part.deeds_for),
            over(part.words_against + part.deeds_against),
            over(part.net),
            over(squares),
            np.ones(len(index)),
        )
        new = dealt(told, 1, draw)
        mean = new.net[at] / part.stories
        parts.append(
            part.assign(
                words_for=new.cooperation[at],
                deeds_for=0,
                words_against=new.conflict[at],
                deeds_against=0,
                net=new.net[at],
                intensity=mean,
                deviation=np.sqrt(np.maximum(new.squares[at] / part.stories - mean**2, 0)),
            )
        )
    return pd.concat(parts, ignore_index=True)


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100, help="dyads of each kind")
    parser.add_argument(
        "--part", type=int, choices=(0, 1, 2), help="one table only: false alarms, found, calibration"
    )
    parser.add_argument("--store", type=Path, help="a store, for the table of a record")
    given = parser.parse_args()
    tables = (false_alarms(given.runs), detections(given.runs), calibration(10 * given.runs))
    lines = [table for number, table in enumerate(tables) if given.part in (None, number)]
    for table in [*lines, *([of_record(given.store)] if given.store else [])]:
        for line in table:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

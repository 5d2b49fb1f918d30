"""How many turns of a record are false: ``python bench/rifts.py [--records N]``.

Records of many dyads are simulated (see ``entente.analysis.dyads.simulate``): without any turn, of several
kinds of disturbance; and with a turn in some of the dyads. Printed are how many turns are told of a record,
and how many records have any; of records with turns besides how many of these are found, how far off their
days are, how many of those told are of dyads without a turn, and how many elsewhere in a dyad that has one.
"""

from __future__ import annotations

import argparse
import sys
from typing import NamedTuple

import numpy as np
import pandas as pd

from entente.analysis.dyads.rifts import rifts
from entente.analysis.dyads.series import series
from entente.analysis.dyads.simulate import simulated
from entente.units import By

#: Dyads of a record, days of it, and the seeds.
DYADS, DAYS, FIRST = 40, 2920, 50_000


class Kind(NamedTuple):
    """A kind of record.

    Attributes:
        name: in words.
        turning: dyads with a turn of 4 points.
        between, together, bursts: as ``simulated`` has them.
        wave: for a year so many times as much is reported of half the dyads.
    """

    name: str
    turning: int = 0
    between: float = 0.0
    together: float = 0.0
    bursts: float = 0.0
    wave: int = 1


KINDS = (
    Kind("no turn"),
    Kind("no turn, weeks differ", between=2.0),
    Kind("no turn, bursts", between=1.0, bursts=1.5),
    Kind("no turn, a year of waves", wave=5),
    Kind("no turn, weeks hang together, 0.6", between=2.0, together=0.6),
    Kind("10 of 40 turn", turning=10),
    Kind("10 of 40 turn, weeks differ", turning=10, between=2.0),
    Kind("10 of 40 turn, a year of waves", turning=10, wave=5),
)


def record(kind: Kind, seed: int) -> tuple[pd.DataFrame, dict[str, tuple[pd.Timestamp, bool]]]:
    """Weekly ties of a record, and of each dyad that turns the day and whether it is a rift."""
    draw = np.random.default_rng(seed)
    parts, true = [], {}
    for i in range(DYADS):
        rate = float(np.exp(draw.uniform(np.log(30), np.log(400)))) / DAYS
        at = int(draw.integers(DAYS // 4, 3 * DAYS // 4))
        rift = bool(draw.random() < 0.5)
        levels = ((2.0, -2.0) if rift else (-2.0, 2.0)) if i < kind.turning else (1.0, 1.0)
        made = simulated(
            levels,
            (at, DAYS - at),
            rate=rate * kind.wave,
            seed=int(draw.integers(1 << 31)),
            between=kind.between,
            together=kind.together,
            bursts=kind.bursts,
        )
        days = made.days
        if kind.wave > 1:
            busy = (days.day >= "2004-01-01") & (days.day < "2005-01-01") & (i % 2 == 0)
            days = days[busy | (draw.random(len(days)) < 1 / kind.wave)]
        if days.empty:
            continue
        a, b = f"A{i:02}", f"B{i:02}"
        for day in made.changes:
            true[a] = (pd.Timestamp(day), rift)
        week = series(days, By.WEEK).rename(columns={"count": "stories"})
        parts.append(week[week.stories > 0].fillna({"deviation": 0.0}).assign(a=a, b=b))
    return pd.concat(parts, ignore_index=True), true


def line(kind: Kind, records: int) -> str:
    """The row of a kind of record."""
    told = any_told = turning = alone = 0
    off: list[int] = []
    for seed in range(records):
        ties, true = record(kind, FIRST + seed)
        found = rifts(ties, By.WEEK)
        turning, told, any_told = turning + len(true), told + len(found), any_told + bool(len(found))
        alone += int((~found.a.isin(list(true))).sum())
        for a, (day, rift) in true.items():
            of = found[(found.a == a) & ((found.direction == "rift") == rift)]
            held = of[(pd.to_datetime(of.low) <= day) & (pd.to_datetime(of.high) >= day)]
            off += (pd.to_datetime(held.date) - day).abs().dt.days.head(1).to_list()
    row = [kind.name, f"{told / records:.2f}", f"{100 * any_told / records:.0f} %"]
    if turning and told:
        row += [f"{100 * len(off) / turning:.0f} %", f"{np.median(off):.0f}"]
        row += [f"{100 * alone / told:.0f} %", f"{100 * (told - alone - len(off)) / told:.0f} %"]
    else:
        row += ["-"] * 4
    return f"| {' | '.join(row)} |"


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=40, help="records of each kind")
    given = parser.parse_args()
    heads = ("40 dyads, 8 years", "turns told", "records with any", "found", "days off", "false", "elsewhere")
    sys.stdout.write(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|\n")
    for kind in KINDS:
        sys.stdout.write(line(kind, given.records) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

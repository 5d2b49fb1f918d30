"""What a region costs: ``python bench/region_scale.py RECORD [--times N ...] [--keep FOLDER]``.

RECORD is a store of imported events, or a file of a temporal knowledge graph, which is imported first. In its
manner 10 and 100 times as many events are made: more dyads, each as busy, or more stories of the same dyads.
Each step runs in a process of its own, on ties that the store gives it; told are the seconds of the step,
and the peak of memory of its process, Python and the ties included. In brackets stands how many times as long
it takes as with the events of the column to the left. pandas counts the same ties from a table of all events.
Seconds depend on the machine, and on what else it does.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pandas as pd
from peak import measured
from region_made import More, write_events
from region_pandas import EVENTS, plain_ties, read

from entente.analysis.balance.balance import balance
from entente.analysis.brokerage.brokers import brokers
from entente.analysis.brokerage.dependence import dependence
from entente.analysis.dyads.rifts import rifts
from entente.analysis.network.blocs import blocs
from entente.analysis.network.graph import network
from entente.store import Selection, Store
from entente.units import By

#: Seconds after which a step is given up.
PATIENCE = 300


def ties(db: str, by: str, *, directed: bool = False) -> pd.DataFrame:
    """The ties of a store."""
    with Store(db) as store:
        return store.ties(Selection(), by=by, directed=directed)


def busiest(db: str) -> pd.DataFrame:
    """The daily frame of the dyad with most stories."""
    with Store(db) as store:
        asked = "SELECT a, b FROM dyad_days WHERE a <> b GROUP BY a, b ORDER BY sum(reports) DESC LIMIT 1"
        return store.days(Selection(dyad=store.ask(asked, [])[0]))


class Step(NamedTuple):
    """What is asked of a store: first what the step needs, then what is timed."""

    name: str
    needs: Callable[[str], object]
    does: Callable[..., object]


def _as_it_is(db: str) -> str:
    return db


def _months(db: str) -> pd.DataFrame:
    return ties(db, "month")


def _span(db: str) -> pd.DataFrame:
    return network(_months(db))


STEPS = (
    Step("ties by week", _as_it_is, lambda db: ties(db, "week")),
    Step("ties by month", _as_it_is, lambda db: ties(db, "month")),
    Step("ties by month, directed", _as_it_is, lambda db: ties(db, "month", directed=True)),
    Step("days of the busiest dyad", _as_it_is, busiest),
    Step("rifts of all dyads", lambda db: ties(db, "week"), lambda told: rifts(told, By.WEEK)),
    Step("network", _months, network),
    Step("blocs", _span, blocs),
    Step("balance", _span, balance),
    Step("brokers", _months, brokers),
    Step("dependence", _months, dependence),
    Step("pandas: reading the events", lambda db: f"{db}.csv", read),
    Step("pandas: ties by week", lambda db: read(f"{db}.csv"), lambda told: plain_ties(told, "week")),
    Step("pandas: ties by month", lambda db: read(f"{db}.csv"), lambda told: plain_ties(told, "month")),
)


def say(*cells: object) -> None:
    """A row of the report."""
    sys.stdout.write("| " + " | ".join(str(cell) for cell in cells) + " |\n")
    sys.stdout.flush()


def run(step: Step, db: str, told: str) -> None:
    """Runs a step in this process, and writes its seconds into a file."""
    needed = step.needs(db)
    begun = time.perf_counter()
    step.does(needed)
    Path(told).write_text(str(time.perf_counter() - begun), "utf-8")


def cost(step: Step, db: str) -> tuple[float, float] | None:
    """Seconds and megabytes of a step, run by a process of its own; None where it is given up."""
    told = Path(f"{db}.seconds")
    stop = shutil.which("timeout")
    patient = [stop, str(PATIENCE)] if stop else []
    try:
        whole = measured([*patient, sys.executable, __file__, "--run", step.name, db, str(told)])
    except subprocess.CalledProcessError:
        return None
    return float(told.read_text("utf-8")), whole[1]


def same(db: str) -> bool:
    """Whether pandas finds the same ties by month."""
    pd.testing.assert_frame_equal(
        ties(db, "month"), plain_ties(read(f"{db}.csv"), "month"), check_dtype=False, rtol=1e-9, atol=1e-9
    )
    return True


def size(db: str) -> tuple[int, int, int, int]:
    """Events between two, their stories, dyads, and dyads of 30 stories or more."""
    told = ties(db, "month")
    dyads = told.groupby(["a", "b"]).stories.sum()
    return int(told.reports.sum()), int(dyads.sum()), len(dyads), int((dyads >= 30).sum())


def imported(lines: Path, db: Path) -> None:
    """Imports a file, and tells how long that takes."""
    if not db.exists():
        entente = shutil.which("entente", path=str(Path(sys.executable).parent)) or "entente"
        call = [entente, "import", "tkg", str(lines), "--db", str(db), "--lean"]
        begun = time.perf_counter()
        subprocess.run(call, check=True, stderr=subprocess.DEVNULL)
        sys.stdout.write(f"{db.stem}: imported in {time.perf_counter() - begun:.0f} s\n")
    if not Path(f"{db}.csv").exists():
        with Store(str(db)) as store:
            store.connection.execute(f"COPY ({EVENTS}) TO '{db}.csv' (HEADER)")


def curve(stores: list[str]) -> None:
    """The costs of all steps for stores of growing size."""
    say("", *(f"{size(db)[0]:,} events" for db in stores))
    say("---", *("---" for _ in stores))
    for i, name in enumerate(("stories", "dyads", "dyads of 30 stories or more"), 1):
        say(name, *(f"{size(db)[i]:,}" for db in stores))
    for step in STEPS:
        cells, before = [], None
        for db in stores:
            found = cost(step, db)
            times = f" ({found[0] / before:.1f})" if found and before else ""
            cells.append(f"{found[0]:.2f} s{times}, {found[1]:.0f} MB" if found else f"over {PATIENCE} s")
            before = found[0] if found else None
        say(step.name, *cells)
    say("pandas finds the same ties", *(same(db) for db in stores))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record", nargs="?", help="a store, or a file of subject, relation, object and day")
    parser.add_argument("--times", type=int, nargs="+", default=[10, 100])
    parser.add_argument("--more", choices=list(More), nargs="+", default=list(More))
    parser.add_argument("--keep", help="a folder for what is made; it is used again where it is there")
    parser.add_argument("--run", nargs=3, metavar=("STEP", "DB", "FILE"), help=argparse.SUPPRESS)
    call = parser.parse_args()
    if call.run:
        run(next(step for step in STEPS if step.name == call.run[0]), *call.run[1:])
        return
    if not call.record:
        parser.error("no record given: a store, or a file of subject, relation, object and day")
    with TemporaryDirectory(prefix="entente-bench-") as made:
        folder = Path(call.keep or made)
        folder.mkdir(exist_ok=True)
        record = folder / "record.duckdb"
        if call.record.endswith(".duckdb") and not record.exists():
            shutil.copyfile(call.record, record)
        imported(Path(call.record), record)
        for more in call.more:
            stores = [record]
            for times in sorted(call.times):
                lines, db = folder / f"{more}{times}.tsv", folder / f"{more}{times}.duckdb"
                if not db.exists():
                    write_events(str(record), lines, times, More(more))
                imported(lines, db)
                stores.append(db)
            sys.stdout.write(f"\nMore {more}; load of the machine {os.getloadavg()[0]:.1f}\n\n")
            curve([str(db) for db in stores])


if __name__ == "__main__":
    main()

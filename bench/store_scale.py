"""What a store of a hundred million events answers: ``python bench/store_scale.py [--events N] [--db FILE]``.

The events are made in the store itself, a million a part, with the counts by day that an import keeps. Then a
dyad's weeks and a region's network of a month, and of all months, are asked for, each in a new process that
opens the store; of several runs the median. Beside it the first question put to all events by DuckDB, and
by pandas over a frame of a twentieth of them in memory.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from gdelt import CODES, STATES

from entente.store import Store
from entente.store.exchange.loading import COUNTED
from entente.store.exchange.settling import settle

PART = 1_000_000
REGION = ("ARM", "AZE", "GEO", "RUS", "TUR", "IRN", "USA", "FRA")
ASK = """
import sys, time
from datetime import date
from entente.store import Selection, Store
begun = time.perf_counter()
with Store(sys.argv[1]) as store:
    {question}
print(len(found), time.perf_counter() - begun)
"""
QUESTIONS = {
    "a dyad's weeks": "found = store.ties(Selection(dyad=('ARM', 'RUS')), by='week')",
    "the busiest dyad's weeks": "found = store.ties(Selection(dyad=('USA', 'RUS')), by='week')",
    "the same, story by story": "found = store.days(Selection(dyad=('ARM', 'RUS')))",
    "a region's month": (
        "found = store.ties(Selection(since=date(2015, 3, 1), until=date(2015, 3, 31)), {region}, 'month')"
    ),
    "a region's months, all": "found = store.ties(Selection(), {region}, 'month')",
}


def fill(db: str, events: int) -> None:
    """Makes events in a store, ten years of them, as imports would have left them."""
    with Store(db, write=True) as store:
        connection = store.connection
        connection.execute("SET threads = 2; SET preserve_insertion_order = false")
        days = 3650
        for part, first in enumerate(range(0, events, PART)):
            batch, last = part + 1, min(first + PART, events)
            connection.execute("BEGIN")
            connection.execute(_events(batch, (first, last), events, days))
            connection.execute(COUNTED, [batch])
            connection.execute(
                "INSERT INTO batches VALUES (?, 'gdelt1', 'made', ?, ?, ?, 0, now()::TIMESTAMP)",
                [batch, part, str(batch), last - first],
            )
            connection.execute("COMMIT")
        begun = time.perf_counter()
        settle(store)
        say(f"counts by day put in order in {time.perf_counter() - begun:.0f} s")


def _events(batch: int, part: tuple[int, int], events: int, days: int) -> str:
    def state(by: str) -> str:
        listed = ", ".join(f"'{name}'" for name in STATES)
        return f"[{listed}][1 + ({len(STATES)} * pow(({by} % 9973) / 9973.0, 2.2))::INT % {len(STATES)}]"

    codes = ", ".join(f"'{code}'" for code in CODES)
    return f"""
        INSERT INTO imported
        SELECT {batch}, 'gdelt1', (240000000 + i)::VARCHAR, DATE '2010-01-01' + (i * {days} // {events})::INT,
            {state("h")}, CASE WHEN h2 % 5 > 0 THEN {state("h2")} END, true, t.code, t.event_type, t.quad,
            t.intensity::FLOAT, 1 + h % 40, concat('made', chr(9), i)
        FROM (SELECT range AS i, hash(range) AS h, hash(range, 1) AS h2, hash(range, 2) AS h3
            FROM range({part[0]}, {part[1]}))
        JOIN act_codes t ON t.scheme = 'cameo' AND t.code = [{codes}][1 + (h3 % {len(CODES)})::INT]"""


def asked(db: str, question: str, repeat: int = 5) -> tuple[int, float]:
    """Rows and median seconds of a question, put by a process that opens the store."""
    found = [
        subprocess.run(
            [sys.executable, "-c", ASK.format(question=question.format(region=REGION)), db],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout.split()
        for _ in range(repeat)
    ]
    return int(found[0][0]), statistics.median(float(seconds) for _, seconds in found)


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000_000)
    parser.add_argument("--db", help="a store that is kept, and used again where it is there")
    call = parser.parse_args()
    with TemporaryDirectory(prefix="entente-bench-") as folder:
        db = call.db or str(Path(folder, "scale.duckdb"))
        if not Path(db).exists():
            begun = time.perf_counter()
            fill(db, call.events)
            say(f"{call.events:,} events made in {time.perf_counter() - begun:.0f} s")
        say(f"store of {Path(db).stat().st_size / 1e9:.1f} GB")
        for name, question in QUESTIONS.items():
            rows, seconds = asked(db, question)
            say(f"{name:26} {seconds:.2f} s, {rows} rows")
        _others(db)


def _others(db: str) -> None:
    """The same questions without the counts by day."""
    with Store(db) as store:
        dyad = "((a = 'ARM' AND b = 'RUS') OR (a = 'RUS' AND b = 'ARM'))"
        begun = time.perf_counter()
        store.ask(f"SELECT date_trunc('week', day), count(*) FROM imported WHERE {dyad} GROUP BY ALL", [])
        say(f"plain DuckDB over all events, a dyad's weeks: {time.perf_counter() - begun:.2f} s")
        frame = store.connection.execute(
            "SELECT day, a, b, quad, intensity FROM imported WHERE batch % 20 = 0"
        ).df()
    begun = time.perf_counter()
    chosen = frame[((frame.a == "ARM") & (frame.b == "RUS")) | ((frame.a == "RUS") & (frame.b == "ARM"))]
    chosen.groupby(pd.Grouper(key="day", freq="W")).agg(n=("quad", "size"), mean=("intensity", "mean"))
    seconds = time.perf_counter() - begun
    say(f"pandas over a frame of {len(frame):,} events in memory, a dyad's weeks: {seconds:.2f} s")


if __name__ == "__main__":
    main()

"""Kills loads of event data at random moments and goes on: ``python bench/load_kills.py [--kills 60]``.

A process of its own runs ``entente import gdelt1`` over made-up files, plain, gzip and zip, in small parts.
It is killed (SIGKILL) at a moment that is chosen by chance, from its start on. After each kill the store is
opened and measured against a load that nobody disturbed: it holds whole parts or nothing of them, its counts
by day are those of its rows, and what was rejected lies beside it. The same store is then loaded on, killed
again, until a load comes to its end; its content must be that of the undisturbed load. Printed are the kills
and what was wrong; exit code 1 where anything was.
"""

from __future__ import annotations

import argparse
import gzip
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from entente.errors import MissingStore
from entente.store import Store
from entente.store.check import problems

#: What is killed: the command itself, with parts of another size. It tells when it begins to load.
LOADS = """
import sys
from functools import partial
from entente.cli import import_events, main
size = int(sys.argv.pop(1))
import_events.import_files = partial(import_events.import_files, size=size)
print("begins", flush=True)
main()
"""
_STATES = ("USA", "RUS", "CHN", "GBR", "FRA", "ARM", "AZE", "TUR", "IRN", "GEO")
_CODES = ("010", "036", "042", "043", "051", "061", "111", "112", "130", "173", "190", "193")
_START = date(2013, 4, 1)

Batch = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class State:
    """What a load has come to: its parts (file, part, rows, rejected), and a hash of all rows."""

    batches: frozenset[Batch]
    content: str


def gdelt_row(number: int, chance: random.Random) -> str:
    """A made-up row of GDELT 1.0, 58 columns."""
    day = _START + timedelta(days=number % 400)
    a, b = chance.choice(_STATES), chance.choice(_STATES)
    code, articles = chance.choice(_CODES), chance.randint(1, 40)
    cells = [""] * 58
    cells[0:5] = [str(240_000_000 + number), f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}", f"{day.year}.2500"]
    cells[5:8] = [f"{a}GOV", f"NAME OF {a}", a]
    cells[15:18] = [b, f"NAME OF {b}", b]
    cells[25:31] = ["1", code, code, code[:2], str(chance.randint(1, 4)), f"{chance.randint(-100, 100) / 10}"]
    cells[31:35] = [str(articles), "1", str(articles), f"{chance.uniform(-10, 10):.4f}"]
    cells[49:55] = ["4", f"City {number % 99}", "AM", "AM01", f"{chance.uniform(-80, 80):.4f}", "44.5"]
    cells[56:58] = [f"{day:%Y%m%d}", f"http://www.outlet{number % 50}.com/news/{number}.html"]
    return "\t".join(cells)


def gdelt_rows(count: int, first: int = 0, seed: int = 1) -> Iterator[str]:
    """So many made-up rows, each with a number of its own; one of 50 cannot be taken in."""
    chance = random.Random(seed)
    for number in range(first, first + count):
        row = gdelt_row(number, chance)
        match number % 150:
            case 49:
                yield "\t".join(row.split("\t")[:40])
            case 99:
                yield row.replace("\t20", "\t99", 1)
            case 149:
                yield gdelt_row(number - 7, chance)
            case _:
                yield row


def files(folder: Path, rows: int) -> None:
    """Four files with a quarter of the rows each: two plain, one gzip, one zip with two inside."""
    folder.mkdir()
    quarter = rows // 4
    texts = ["".join(f"{row}\n" for row in gdelt_rows(quarter, n * quarter, n)) for n in range(4)]
    (folder / "20130401.export.csv").write_text(texts[0], "utf-8")
    (folder / "20130402.export.csv").write_text(texts[1], "utf-8")
    with gzip.open(folder / "20130403.export.csv.gz", "wt", encoding="utf-8", compresslevel=1) as packed:
        packed.write(texts[2])
    half = texts[3].index("\n", len(texts[3]) // 2) + 1
    with zipfile.ZipFile(
        folder / "20130404.export.CSV.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1
    ) as archive:
        archive.writestr("20130404.export.CSV", texts[3][:half])
        archive.writestr("20130405.export.CSV", texts[3][half:])


def started(store: Path, folder: Path, size: int) -> subprocess.Popen[bytes]:
    """A load that has begun."""
    words = [sys.executable, "-c", LOADS, str(size), "import", "gdelt1", str(folder), "--db", str(store)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    return process


def finished(store: Path, folder: Path, size: int) -> State:
    """What a load to the end comes to; raises where it fails."""
    with started(store, folder, size) as process:
        _, told = process.communicate()
    if process.returncode:
        raise RuntimeError(f"the load ended with {process.returncode}: {told.decode()}")
    return state(store)


def killed(store: Path, folder: Path, size: int, after: float) -> bool:
    """Loads and kills so many seconds after the load has begun; False where it had ended before."""
    with started(store, folder, size) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return True
        if process.returncode:
            raise RuntimeError(
                f"the load ended with {process.returncode}: {process.communicate()[1].decode()}"
            )
        return False


def state(store: Path) -> State:
    """What a store holds; nothing where it is not even made."""
    try:
        with Store(str(store)) as opened:
            return _state(opened)
    except MissingStore:
        return State(frozenset(), "")


def _state(store: Store) -> State:
    batches = store.ask("SELECT file, part, rows, rejected FROM batches", [])
    told = [
        store.ask(
            "SELECT md5(string_agg(md5(t::VARCHAR), '' ORDER BY md5(t::VARCHAR))), count(*) "
            f"FROM (SELECT * EXCLUDE (batch) FROM {rows}) t",
            [],
        )
        for rows in ("imported", "dyad_days", "imported_events")
    ]
    return State(frozenset(batches), repr(told))


def wrong(store: Path, whole: State) -> tuple[int, list[str]]:
    """How many parts a store holds whose load was killed, and what is wrong with it."""
    try:
        opened = Store(str(store))
    except MissingStore:
        return 0, []
    with opened:
        now = _state(opened)
        said = [f"no whole part: {batch}" for batch in now.batches - whole.batches]
        said += [f"{p.what}: {p.rows} rows, first {p.example}" for p in problems(opened)]
        for query, what in _RULES.items():
            said += [f"{what}: {row}" for row in opened.ask(query, [])]
        rejects = opened.ask("SELECT format, batch, rejected FROM batches", [])
    for name, batch, number in rejects:
        kept = Path(f"{store}.rejects", f"{name}-{batch}.tsv")
        lines = kept.read_text("utf-8").count("\n") - 1 if kept.exists() else 0
        if lines != number:
            said.append(f"{kept.name} has {lines} rows of {number}")
    return len(now.batches), said


_SUMS = "count(*)::BIGINT AS n, sum(articles)::BIGINT AS articles FROM imported"
_RULES = {
    "SELECT batch, rows, n FROM batches FULL JOIN "
    f"(SELECT batch, {_SUMS} GROUP BY batch) USING (batch) WHERE rows IS DISTINCT FROM n": "rows of a part",
    "SELECT * FROM (SELECT batch, sum(reports)::BIGINT AS n, sum(articles)::BIGINT AS articles "
    "FROM dyad_days GROUP BY batch) "
    f"EXCEPT SELECT * FROM (SELECT batch, {_SUMS} GROUP BY batch)": "counts by day",
    "SELECT dataset, id, count(*) FROM imported GROUP BY ALL HAVING count(*) > 1": "rows that stand twice",
}


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: the store's number, seconds after its beginning, parts stored by then, what was wrong."""

    store: int
    after: float
    parts: int
    wrong: tuple[str, ...]


def kills(
    place: Path, folder: Path, size: int, number: int, whole: State, longest: float, seed: int
) -> Iterator[Kill]:
    """So many kills, each of a load that goes on with what the last had stored, until one ends."""
    chance, count, made = random.Random(seed), 0, 0
    while count < number:
        made += 1
        store = place / f"{made}.duckdb"
        parts = 0
        while count < number and parts < len(whole.batches):
            if not killed(store, folder, size, after := chance.uniform(0, longest)):
                break
            count += 1
            parts, said = wrong(store, whole)
            yield Kill(made, after, parts, tuple(said))
        last = finished(store, folder, size)
        parts, said = wrong(store, whole)
        if last != whole:
            said.append("the end is another than that of the undisturbed load")
        if said:
            yield Kill(made, 0, parts, tuple(said))


def main() -> int:
    """Makes the files, kills, and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--rows", type=int, default=16_000)
    parser.add_argument("--size", type=int, default=160_000, help="bytes of a part")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        files(place / "rows", chosen.rows)
        whole = finished(place / "undisturbed.duckdb", place / "rows", chosen.size)
        with started(place / "timed.duckdb", place / "rows", chosen.size) as process:
            begun = time.monotonic()
            process.communicate()
        longest = time.monotonic() - begun
        sys.stdout.write(f"undisturbed: {len(whole.batches)} parts in {longest:.1f} s\n")
        found = []
        for kill in kills(place, place / "rows", chosen.size, chosen.kills, whole, longest / 2, chosen.seed):
            found.append(kill)
            said = "; ".join(kill.wrong) or "sound"
            sys.stdout.write(
                f"kill {len(found):3}: store {kill.store}, after {kill.after:5.2f} s, "
                f"{kill.parts:3} parts: {said}\n"
            )
            sys.stdout.flush()
    bad = sum(bool(kill.wrong) for kill in found)
    sys.stdout.write(f"{len(found)} kills, {bad} violations\n")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())

"""Stores of older versions, kept as files: read as they are, brought up to today when they are written to."""

from __future__ import annotations

import gzip
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from test_foreign import state
from typer.testing import Result

from entente.errors import ForeignStore, LockedStore
from entente.store import Kind, Level, Parties, Selection, Store, database
from entente.store.asking import answer
from entente.store.check import content_hash, problems
from entente.store.exchange.exporting import Wanted, export
from entente.store.exchange.format import format_named, formats
from entente.store.exchange.loading import Loaded, import_files

Run = Callable[..., Result]
FIXTURES = Path(__file__).parent / "fixtures"
#: The last is made by this version of the program.
LATEST = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """What a stored file holds: version, content hash, counts, and rows of others by data set."""

    version: int
    content: str
    counts: dict[str, int]
    imported: dict[str, int]


KEPT = [
    Kept(
        1,
        "9ed9694c5b067070c6cae28f18f0f5dff0260c0afe4061b7ca311ff0a37117c7",
        {"documents": 7, "statements": 143, "events": 153, "claims": 26},
        {},
    ),
    Kept(
        2,
        "04ef37efa0f9f6aada6e7e2988419f4f79e456d78aa796f0d463edc2ef60cb90",
        {"documents": 1, "statements": 24, "events": 19, "claims": 2},
        {"csv": 1, "gdelt1": 59, "icews": 3},
    ),
    Kept(
        3,
        "f5b07cd4c8d903111be0a38e62a2b3bafdee31a3f5b41f372c4e5b893c11d0cf",
        {"documents": 1, "statements": 24, "events": 18, "claims": 4},
        {"csv": 1, "gdelt1": 59, "icews": 3},
    ),
]
VERSION_1 = KEPT[0]


def unpacked(kept: Kept, folder: Path) -> Path:
    path = folder / f"version{kept.version}.duckdb"
    path.write_bytes(gzip.decompress((FIXTURES / f"{path.name}.gz").read_bytes()))
    return path


@pytest.fixture(params=KEPT, ids=lambda kept: f"version {kept.version}")
def kept(request: pytest.FixtureRequest) -> Kept:
    assert isinstance(request.param, Kept)
    return request.param


@pytest.fixture
def file(kept: Kept, tmp_path: Path) -> Path:
    return unpacked(kept, tmp_path)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return unpacked(VERSION_1, tmp_path)


def imported(store: Store) -> dict[str, int]:
    return dict(store.ask("SELECT dataset, count(*) FROM imported GROUP BY dataset", []))


def holds(path: Path, kept: Kept, *, write: bool = False) -> None:
    with Store(str(path), write=write) as store:
        assert list(problems(store)) == []
        assert (content_hash(store), store.counts(), imported(store)) == (
            kept.content,
            kept.counts,
            kept.imported,
        )


def catalogue(path: Path) -> list[tuple[object, ...]]:
    """Tables, columns and views with types, rules and comments."""
    here = "NOT internal AND database_name = current_database()"
    with Store(str(path)) as store:
        return [
            row
            for query in (
                f"SELECT table_name, sql, comment FROM duckdb_tables() WHERE {here}",
                "SELECT table_name, column_name, data_type, is_nullable, column_default, comment "
                f"FROM duckdb_columns() WHERE {here}",
                f"SELECT view_name, sql FROM duckdb_views() WHERE {here}",
            )
            for row in store.ask(f"{query} ORDER BY ALL", [])
        ]


def test_every_version_has_a_file() -> None:
    assert [kept.version for kept in KEPT] == list(range(1, database.SCHEMA + 1))
    assert {p.name for p in FIXTURES.glob("*.gz")} == {f"version{kept.version}.duckdb.gz" for kept in KEPT}


# Reading


def test_to_read_a_store_changes_no_byte_of_it(file: Path, kept: Kept) -> None:
    before = state(file.parent)
    holds(file, kept)
    assert state(file.parent) == before


def test_every_question_is_answered(file: Path, kept: Kept) -> None:
    before = state(file.parent)
    chosen = Selection(datasets=("coded",))
    with Store(str(file)) as store:
        ((rows,),) = store.ask("SELECT count(*) FROM imported WHERE b IS NOT NULL", [])
        assert bool(rows) is bool(kept.imported)
        for kind in Kind:
            assert (
                len(store.frame(kind, chosen))
                == len(list(store.rows(kind, chosen)))
                == kept.counts[kind.value]
            )
        assert len(store.frame(Parties.ACTORS, chosen)) > 5
        assert len(store.pairs(chosen)) >= 10
        assert len(store.frame(Kind.EVENTS, Selection())) == kept.counts["events"] + sum(
            kept.imported.values()
        )
        for level in Level:
            days = store.days(Selection(level=level))
            assert (days.dataset == "coded").sum() >= 5
            assert days[days.dataset != "coded"].reports.sum() == rows
        assert len(store.ties(chosen)) > 1
        assert len(store.exposure(chosen)) >= 1
    assert state(file.parent) == before


@pytest.mark.parametrize(
    "table", ["imported_events", "dyad_days", "mentions", "batches", "copies", "stories", "corrections"]
)
def test_tables_that_a_store_lacks_are_there_and_empty(table: str, old: Path) -> None:
    with Store(str(old)) as store:
        assert store.ask(f"SELECT count(*) FROM {table}", []) == [(0,)]
        assert [row["n"] for row in store._stream(f"SELECT count(*) AS n FROM {table}", [])] == [0]
        assert list(answer(store, f"SELECT * FROM {table}").rows) == []


@pytest.mark.parametrize("name", sorted(formats()))
def test_it_is_exported(name: str, file: Path, kept: Kept, tmp_path: Path) -> None:
    fmt, out = format_named(name), tmp_path / "out"
    if not (fmt.own or fmt.writes):
        pytest.skip("a format in which events of others cannot be written")
    before = state(file.parent)
    with Store(str(file)) as store:
        assert export(store, fmt, str(out), Wanted(datasets=("coded",))) >= 18
    if out.is_file():
        text = out.read_text("utf-8")
        assert "Armenia" in text or "ARM" in text
        out.unlink()
        assert state(file.parent) == before


def test_commands_read_it(run: Run, file: Path, kept: Kept) -> None:
    before = state(file.parent)
    calls: list[list[str]] = [
        *([kind.value] for kind in Kind), ["actors"], ["check"], ["exposure"],
        ["sql", "FROM imported_events"],
        ["export", "csv"], ["events", "--dyad", "Armenia", "Azerbaijan"],
    ]  # fmt: skip
    for words in calls:
        result = run(*words, "--db", file)
        assert (result.exit_code, bool(result.stdout)) == (0, True), (words, result.stderr)
    assert state(file.parent) == before


# Writing


def test_to_write_brings_a_store_up_to_today(old: Path) -> None:
    new = old.with_name("new.duckdb")
    Store(str(new), write=True).close()
    with Store(str(old)) as store:
        about = store.about()
    holds(old, VERSION_1, write=True)
    assert catalogue(old) == catalogue(new)
    with Store(str(old)) as store, Store(str(new)) as made:
        assert store.about() == about | {"schema": str(LATEST), "codes": made.about()["codes"]}
        for table in ("country_codes", "act_codes"):
            query = f"SELECT * FROM {table} ORDER BY ALL"
            assert store.ask(query, []) == made.ask(query, []) != []
    holds(old, VERSION_1)


def test_to_write_once_more_changes_nothing(file: Path, kept: Kept) -> None:
    holds(file, kept, write=True)
    before = state(file.parent)
    holds(file, kept, write=True)
    holds(file, kept, write=True)
    assert state(file.parent) == before


def test_what_is_written_to_an_old_store_stays(old: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("day,a,b,event_type\n2020-01-01,ARM,AZE,ACCUSE\n")
    with Store(str(old), write=True) as store:
        (found,) = import_files(store, format_named("csv"), [str(rows)])
        assert isinstance(found, Loaded) and found.rows == 1
    with Store(str(old)) as store:
        assert imported(store) == {"csv": 1}
        assert store.ask("SELECT a, b, reports FROM dyad_days", []) == [("ARM", "AZE", 1)]


#: Opens to write, and kills itself at a point: before or after a step of the way.
DIES = """
import os, signal, sys
from entente.store import Store, database
path, step, when = sys.argv[1:]
whole = getattr(database, step)
def deadly(*words):
    if when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    whole(*words)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(database, step, deadly)
Store(path, write=True)
"""


@pytest.mark.parametrize(
    ("step", "when", "version"),
    [
        ("_put_codes", "before", 1),
        ("write_codes", "after", 1),
        ("_put_codes", "after", 1),
        ("_brought_up", "after", LATEST),
    ],
)
def test_a_store_whose_bringing_up_is_killed_is_of_the_old_version_or_the_new_and_whole(
    step: str, when: str, version: int, old: Path
) -> None:
    done = subprocess.run([sys.executable, "-c", DIES, old, step, when])
    assert done.returncode == -signal.SIGKILL
    with Store(str(old)) as store:
        assert store.about()["schema"] == str(version)
    holds(old, VERSION_1)
    holds(old, VERSION_1, write=True)
    with Store(str(old)) as store:
        assert store.about()["schema"] == str(LATEST)


OPENS = """
import sys
from entente.errors import LockedStore
from entente.store import Store
sys.stdin.readline()
try:
    with Store(sys.argv[1], write=sys.argv[2] == "write") as store:
        print(store.counts()["statements"])
except LockedStore:
    print("locked")
"""


def test_several_processes_at_once_bring_it_up_once(old: Path) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", OPENS, old, how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for how in ("write", "write", "write", "read")
    ]
    for process in started:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.communicate()[0].strip() for process in started]
    assert all(process.returncode == 0 for process in started)
    assert set(told) <= {"143", "locked"}
    holds(old, VERSION_1, write=True)


def test_while_it_is_read_nobody_brings_it_up(old: Path) -> None:
    before = state(old.parent)
    with Store(str(old)), pytest.raises(LockedStore):
        Store(str(old), write=True)
    assert state(old.parent) == before


@pytest.mark.parametrize("write", [False, True])
def test_an_older_program_refuses_a_newer_store_and_says_why(
    write: bool, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holds(old, VERSION_1, write=True)
    before = state(old.parent)
    monkeypatch.setattr(database, "SCHEMA", 1)
    with pytest.raises(
        ForeignStore, match=r"tables of version 3, this program reads up to 1; install a newer"
    ):
        Store(str(old), write=write)
    assert state(old.parent) == before

"""Several processes at one store while event data are loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.load_kills import LOADS, files, finished, started, state, wrong
from entente.errors import LockedStore
from entente.store import Store

ROWS, SIZE = 1200, 40_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files(tmp_path / "rows", ROWS)
    return tmp_path / "rows"


def command(store: Path, *words: str | Path) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-c", LOADS, str(SIZE), *words, "--db", store]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_a_second_writer_and_a_reader_are_refused_and_the_first_loses_nothing(
    folder: Path, tmp_path: Path
) -> None:
    store = tmp_path / "a.duckdb"
    whole = finished(tmp_path / "undisturbed.duckdb", folder, SIZE)
    with started(store, folder, SIZE) as first:
        while not Path(f"{store}.rejects").exists():
            assert first.poll() is None
        for write in (True, False):
            with pytest.raises(LockedStore, match=f"open in process {first.pid}; wait until it has ended"):
                Store(str(store), write=write)
        _, told = first.communicate()
    assert (first.returncode, b"taken in" in told) == (0, True)
    assert state(store) == whole


def test_the_command_says_who_holds_the_store(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "a.duckdb"
    with Store(str(store), write=True):
        second = command(store, "import", "gdelt1", folder)
        _, told = second.communicate()
    assert second.returncode == 2
    assert told.decode().startswith(f"error: {store} is open in process ")
    assert not Path(f"{store}.part").exists() and not Path(f"{store}.rejects").exists()


def test_while_it_is_read_nothing_is_loaded(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "a.duckdb"
    Store(str(store), write=True).close()
    with Store(str(store)) as reading:
        second = command(store, "import", "gdelt1", folder)
        assert b"is open in process" in second.communicate()[1]
        assert second.returncode == 2
        assert reading.ask("SELECT count(*) FROM imported", []) == [(0,)]
    finished(store, folder, SIZE)


def test_two_that_start_at_once_on_a_new_store_load_each_row_once(folder: Path, tmp_path: Path) -> None:
    whole = finished(tmp_path / "undisturbed.duckdb", folder, SIZE)
    store = tmp_path / "a.duckdb"
    both = [command(store, "import", "gdelt1", folder) for _ in range(2)]
    told = [process.communicate()[1].decode() for process in both]
    codes = sorted(process.returncode for process in both)
    # One may have ended before the other began.
    assert codes in ([0, 2], [0, 0]), told
    assert all("is open in" in text for text, process in zip(told, both, strict=True) if process.returncode)
    assert state(store) == whole
    assert wrong(store, whole) == (len(whole.batches), [])
    assert not list(tmp_path.glob(".a.duckdb.*"))

"""A store that is open elsewhere."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from stored import ours

from entente.errors import LockedStore
from entente.store import Kind, Store

HOLDS = """
import sys
from entente.store import Store
with Store(sys.argv[1], write=sys.argv[2] == "write"):
    print("open", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(path: Path, how: str) -> Iterator[int]:
    """Another process has the store open; its PID."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, path, how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin and process.stdout
    try:
        assert process.stdout.readline() == "open\n"
        yield process.pid
    finally:
        process.communicate()
        assert process.returncode == 0


def test_a_store_that_another_process_writes_is_locked_and_its_process_named(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    ours()(path)
    with held(path, "write") as pid:
        for write in (False, True):
            with pytest.raises(LockedStore, match=rf"open in process {pid}; wait until it has ended"):
                Store(str(path), write=write)
    with Store(str(path), write=True) as store:
        assert store.counts()["documents"] == 3


def test_two_may_read_at_once_and_bar_only_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    ours()(path)
    with held(path, "read") as pid, Store(str(path)) as store, Store(str(path)) as second:
        assert store.counts() == second.counts() == dict.fromkeys([k.value for k in Kind], 3)
        store.close()
        second.close()
        with pytest.raises(LockedStore, match=f"process {pid}"):
            Store(str(path), write=True)


def test_a_store_that_this_process_writes_is_locked_too(tmp_path: Path) -> None:
    path = str(tmp_path / "a.duckdb")
    with Store(path, write=True):
        for write in (False, True):
            with pytest.raises(LockedStore, match="open in this program already"):
                Store(path, write=write)
    Store(path).close()

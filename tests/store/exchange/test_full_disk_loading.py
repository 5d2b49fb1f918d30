"""A disk that runs full while event data are loaded, and then has room again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from disks import resize

from bench.load_kills import gdelt_row, state, wrong
from entente.errors import FullDisk
from entente.store import Store
from entente.store.exchange.format import format_named
from entente.store.exchange.loading import Loaded, import_files

SIZE = 800_000


def noisy(number: int) -> str:
    """A row that no compression makes much smaller."""
    noise = random.Random(number)
    return f"{gdelt_row(number, noise)}{noise.randbytes(500).hex()}\n"


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    file = tmp_path / "rows.tsv"
    file.write_text("".join(noisy(n) for n in range(9000)), "utf-8")
    return file


def load(store: Store, file: Path, size: int = SIZE) -> Iterator[Loaded]:
    for found in import_files(store, format_named("gdelt1"), [str(file)], size=size):
        assert isinstance(found, Loaded)
        yield found


def test_a_load_that_finds_no_room_keeps_whole_parts_and_goes_on_with_more(
    disk: Path, rows: Path, tmp_path: Path
) -> None:
    with Store(str(tmp_path / "undisturbed.duckdb"), write=True) as store:
        wanted = len(list(load(store, rows)))
    whole = state(tmp_path / "undisturbed.duckdb")
    resize(disk, "6m")
    file = disk / "a.duckdb"
    with (
        Store(str(file), write=True) as store,
        pytest.raises(FullDisk, match="free some space and run the same"),
    ):
        list(load(store, rows))
    parts, said = wrong(file, whole)
    assert said == []
    assert 0 < parts < wanted
    assert not Path(f"{file}.part").exists()
    resize(disk, "64m")
    with Store(str(file), write=True) as store:
        found = list(load(store, rows))
    assert [one.known for one in found].count(True) >= parts
    assert state(file) == whole
    assert wrong(file, whole) == (wanted, [])


def free(disk: Path, size: int) -> None:
    """Leaves so much room on a disk."""
    resize(disk, "64m")
    used = sum(p.stat().st_blocks * 512 for p in disk.rglob("*") if p.is_file())
    resize(disk, str(used + size))


def test_no_room_for_the_file_of_a_part(disk: Path, rows: Path) -> None:
    resize(disk, "64m")
    file = disk / "a.duckdb"
    Store(str(file), write=True).close()
    free(disk, SIZE // 2)
    with Store(str(file), write=True) as store:
        with pytest.raises(FullDisk, match="no room to write"):
            list(load(store, rows))
        assert not Path(f"{file}.part").exists()
        assert store.ask("SELECT count(*) FROM batches", []) == [(0,)]
    resize(disk, "64m")
    with Store(str(file), write=True) as store:
        assert sum(found.rows for found in load(store, rows)) == 9000


def test_no_room_for_what_is_rejected(disk: Path, tmp_path: Path) -> None:
    file, rows = disk / "a.duckdb", tmp_path / "rows.tsv"
    rows.write_text("".join(f"{'x' * 5000}\n" for _ in range(400)) + noisy(1), "utf-8")
    resize(disk, "64m")
    Store(str(file), write=True).close()
    # No room for two megabytes of rows that are rejected.
    free(disk, 1_200_000)
    with Store(str(file), write=True) as store, pytest.raises(FullDisk, match="no room to write"):
        list(load(store, rows, 1 << 22))
    with Store(str(file)) as store:
        assert store.ask("SELECT count(*) FROM imported", []) == [(0,)]
        assert store.ask("SELECT count(*) FROM batches", []) == [(0,)]
    resize(disk, "64m")
    with Store(str(file), write=True) as store:
        found = list(load(store, rows, 1 << 22))
    assert (sum(one.rows for one in found), sum(sum(one.rejected.values()) for one in found)) == (1, 400)
    kept = [one.kept.read_text("utf-8") for one in found if one.kept]
    assert sum(text.count("\n") - 1 for text in kept) == 400

"""A disk that runs full while a store is written to, and then has room again."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from disks import mount, resize
from stored import CODER, kept_document, read, rows, written

from entente.errors import FullDisk, StoreError
from entente.records import Claim, ClaimKind, Span, ZoneKind
from entente.resolution.assemble import Coded
from entente.store import Kind, Selection, Store
from entente.store.check import content_hash, problems

TEXTS = 60


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    return written(tmp_path / "texts", 20)


def long_text(number: int) -> Coded:
    """A document of 60 kB, that no compression makes much smaller, with a claim."""
    noise = random.Random(number)
    document = kept_document(f"Peace will come. {noise.randbytes(30_000).hex()}")
    span = Span(0, 16, "Peace will come.")
    claim = Claim(
        f"{document.id}.c1", document.id, ZoneKind.BODY, CODER, None, ClaimKind.FORECAST, span, None
    )
    return Coded(document, (), (), (claim,))


def fill(store: Store) -> list[bool]:
    return [store.add(long_text(n), CODER) for n in range(TEXTS)]


def claims(store: Store) -> set[str]:
    return {claim.id for claim in store.claims(Selection())}


def test_a_full_disk_is_told_and_with_more_room_the_same_run_completes(disk: Path) -> None:
    with Store() as undisturbed:
        fill(undisturbed)
        wanted = content_hash(undisturbed)
    resize(disk, "3m")
    file = str(disk / "a.duckdb")
    with Store(file, write=True) as store, pytest.raises(FullDisk, match="free some space and run the same"):
        fill(store)
    with Store(file) as store:
        kept = claims(store)
        assert 0 < len(kept) < TEXTS
        assert rows(store, "documents") == len(kept)
        assert list(problems(store)) == []
    with pytest.raises(FullDisk), Store(file, write=True) as store:
        fill(store)
    resize(disk, "64m")
    with Store(file, write=True) as store:
        assert claims(store) >= kept
        assert fill(store).count(False) >= len(kept)
        assert content_hash(store) == wanted
        assert list(problems(store)) == []


def test_no_room_for_a_new_store_leaves_nothing(disk: Path, paths: list[str]) -> None:
    (disk / "filler").write_bytes(bytes(900_000))
    with pytest.raises(FullDisk, match="no room to write"):
        Store(str(disk / "a.duckdb"), write=True)
    assert [p.name for p in disk.iterdir()] == ["filler"]
    resize(disk, "64m")
    with Store(str(disk / "a.duckdb"), write=True) as store:
        assert read(store, paths[:2]) == [True, True]


def test_where_an_index_of_words_has_no_room_words_are_found_all_the_same(
    disk: Path, paths: list[str]
) -> None:
    resize(disk, "64m")
    file = disk / "a.duckdb"
    with Store(str(file), write=True) as store:
        read(store, paths)
    free = 40_000
    resize(disk, str(sum(p.stat().st_blocks * 512 for p in disk.iterdir()) + free))
    with Store(str(file)) as store:
        assert len(store.found(Kind.DOCUMENTS, "fraud")) == 20
        assert len(store.found(Kind.STATEMENTS, "fraud")) == 20


def test_a_store_on_a_disk_that_may_only_be_read_is_read_and_searched(disk: Path, paths: list[str]) -> None:
    resize(disk, "64m")
    file = disk / "a.duckdb"
    with Store(str(file), write=True) as store:
        read(store, paths[:3])
    assert mount("-o", "remount,ro", disk)
    with Store(str(file)) as store:
        assert rows(store, "documents") == 3
        assert len(store.found(Kind.STATEMENTS, "fraud")) == 3
        assert len(store.found(Kind.STATEMENTS, "fraud")) == 3
    with pytest.raises(StoreError, match="not permitted to open"):
        Store(str(file), write=True)
    assert not Path(f"{file}.search").exists()


def test_an_old_index_that_may_only_be_read_gives_no_old_answers(disk: Path, paths: list[str]) -> None:
    resize(disk, "64m")
    file = disk / "a.duckdb"
    with Store(str(file), write=True) as store:
        read(store, paths[:2])
        assert len(store.found(Kind.STATEMENTS, "fraud")) == 2
    index = Path(f"{file}.search").read_bytes()
    with Store(str(file), write=True) as store:
        read(store, paths[:5])
        store.found(Kind.STATEMENTS, "fraud")
    Path(f"{file}.search").write_bytes(index)
    assert mount("-o", "remount,ro", disk)
    with Store(str(file)) as store:
        assert len(store.found(Kind.STATEMENTS, "fraud")) == 5
    assert Path(f"{file}.search").read_bytes() == index

"""Loads that are killed and gone on with; ``make load-kills`` does the same at many more moments."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.load_kills import State, files, finished, killed, started, state, wrong
from entente.store import Store
from entente.store.exchange.format import format_named
from entente.store.exchange.loading import Loaded, import_files

ROWS, SIZE = 2000, 100_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("load") / "rows"
    files(place, ROWS)
    return place


@pytest.fixture(scope="module")
def whole(folder: Path) -> State:
    """What a load that nobody disturbs comes to."""
    store = folder.with_name("undisturbed.duckdb")
    made = finished(store, folder, SIZE)
    assert wrong(store, made) == (len(made.batches), [])
    assert len(made.batches) > 5
    assert sum(rows for _, _, rows, _ in made.batches) + sum(n for *_, n in made.batches) == ROWS
    return made


def test_loads_that_are_killed_again_and_again_come_to_the_same_content(
    folder: Path, whole: State, tmp_path: Path
) -> None:
    store = tmp_path / "a.duckdb"
    kept = kills = 0
    for after in (0.02, 0.3, 0.5):
        kills += killed(store, folder, SIZE, after)
        parts, said = wrong(store, whole)
        assert said == []
        assert parts >= kept
        kept = parts
    assert kills
    assert finished(store, folder, SIZE) == whole
    assert wrong(store, whole) == (len(whole.batches), [])
    assert not Path(f"{store}.part").exists()


def test_a_killed_load_leaves_one_file_at_most_beside_the_store_and_the_next_takes_it_away(
    folder: Path, whole: State, tmp_path: Path
) -> None:
    store = tmp_path / "a.duckdb"
    with started(store, folder, SIZE) as process:
        # The first part is on its way.
        while not Path(f"{store}.rejects").exists() and process.poll() is None:
            pass
        process.kill()
    left = {"a.duckdb", "a.duckdb.wal", "a.duckdb.part", "a.duckdb.rejects", "a.duckdb.tmp"}
    assert {p.name for p in tmp_path.iterdir()} <= left
    assert finished(store, folder, SIZE) == whole
    assert {p.name for p in tmp_path.iterdir()} == {"a.duckdb", "a.duckdb.rejects"}


def test_what_a_killed_load_was_about_to_reject_is_not_told_of_another_part(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("day,a,b,event_type\n2020-01-01,ARM,AZE,ACCUSE\n")
    stale = tmp_path / "a.duckdb.rejects" / "gdelt1-1.tsv"
    stale.parent.mkdir()
    stale.write_text("reason\trow\nno id\tx\n")
    with Store(str(tmp_path / "a.duckdb"), write=True) as store:
        (found,) = import_files(store, format_named("csv"), [str(file)])
    assert isinstance(found, Loaded) and found.rows == 1 and found.kept is None
    assert list(stale.parent.iterdir()) == []


def test_a_load_that_is_interrupted_has_whole_parts(folder: Path, whole: State, tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with Store(str(path), write=True) as store:
        loading = import_files(store, format_named("gdelt1"), [str(folder)], size=SIZE)
        first = next(loading)
        loading.close()  # type: ignore[attr-defined]
    assert isinstance(first, Loaded)
    now = state(path)
    assert len(now.batches) == 1 and now.batches < whole.batches
    assert wrong(path, whole) == (1, [])
    assert finished(path, folder, SIZE) == whole

"""Counts by day that are put in order: the same counts, the same table, all or nothing."""

from __future__ import annotations

from pathlib import Path

from bench.gdelt import write_rows
from entente.store import Selection, Store
from entente.store.check import content_hash, problems
from entente.store.exchange.format import format_named
from entente.store.exchange.loading import import_files
from entente.store.exchange.settling import PARTS, settle
from entente.store.rows import schema_types, table_types


def loaded(store: Store, folder: Path, parts: int) -> None:
    for part in range(parts):
        write_rows(folder / f"{part}.tsv", 50, days=3, part=part)
    list(import_files(store, format_named("gdelt1"), [str(folder)]))


def test_counts_in_order_are_the_same_counts(tmp_path: Path) -> None:
    store = Store()
    loaded(store, tmp_path, PARTS)
    dyad, told = Selection(dyad=("USA", "RUS")), "SELECT * FROM dyad_days ORDER BY ALL"
    before = store.ask(told, []), store.ties(dyad, by="day").to_csv(), content_hash(store)
    assert settle(store)
    assert (store.ask(told, []), store.ties(dyad, by="day").to_csv(), content_hash(store)) == before
    states = [a for (a,) in store.ask("SELECT a FROM dyad_days", [])]
    assert states == sorted(states)
    assert list(problems(store)) == []
    assert table_types(store.connection)["dyad_days"] == schema_types()["dyad_days"]
    bare = "SELECT count(*) FROM duckdb_columns() WHERE table_name = 'dyad_days' AND comment IS NULL"
    assert store.ask(bare, []) == [(0,)]


def test_it_is_done_only_where_enough_has_come(tmp_path: Path) -> None:
    store = Store()
    assert not settle(store)
    loaded(store, tmp_path, PARTS - 1)
    assert not settle(store)
    assert settle(store, least=1)
    assert not settle(store, least=1)

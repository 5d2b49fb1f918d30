"""Files that are no store of ours, or cannot be used: one typed error each, and not a byte changed."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from stored import ours, read, written

from entente.errors import ForeignStore, MissingStore, StoreError
from entente.store import Store
from entente.store.database import SCHEMA

Maker = Callable[[Path], None]


def database(*statements: str) -> Maker:
    def make(path: Path) -> None:
        with duckdb.connect(str(path)) as connection:
            for statement in statements:
                connection.execute(statement)

    return make


def unfinished(path: Path) -> None:
    """A database of somebody else, whose writer was killed: what it wrote last is in its log."""
    words = "c = duckdb.connect(sys.argv[1]); c.execute('CREATE TABLE t (a INT)'); os._exit(0)"
    subprocess.run([sys.executable, "-c", f"import duckdb, os, sys; {words}", path], check=True)


def sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    connection.close()


def version(named: str) -> Maker:
    return ours(f"UPDATE meta SET value = '{named}' WHERE key = 'schema'")


def content(text: bytes) -> Maker:
    def make(path: Path) -> None:
        path.write_bytes(text)

    return make


META = "CREATE TABLE meta (key VARCHAR, value VARCHAR)"
FOREIGN: dict[str, tuple[Maker, str]] = {
    "text": (content(b"Dear diary, " * 2000), "no DuckDB database"),
    "a few bytes": (content(b"hi"), "no DuckDB database"),
    "zero bytes": (content(b""), "no DuckDB database"),
    "noughts": (content(bytes(20_000)), "no DuckDB database"),
    "sqlite": (sqlite, "no DuckDB database"),
    "empty database": (database(), "no store of Entente"),
    "database": (database("CREATE TABLE t (a INT)"), "no store of Entente"),
    "database with a view": (database("CREATE VIEW v AS SELECT 1"), "no store of Entente"),
    "unfinished database": (unfinished, "no store of Entente"),
    "empty meta": (database(META), "no store of Entente"),
    "meta of others": (database(META, "INSERT INTO meta VALUES ('format', 'x')"), "no store of Entente"),
    "other columns": (database("CREATE TABLE meta (a INT, b INT[])"), "no store of Entente"),
    "lists": (
        database("CREATE TABLE meta (key INT[], value INT)", "INSERT INTO meta VALUES ([1], 1)"),
        "no store",
    ),
    "meta elsewhere": (database("CREATE SCHEMA s", META.replace("meta", "s.meta")), "no store of Entente"),
    "version 99": (version("99"), f"version 99, this program reads up to {SCHEMA}"),
    "no version": (ours("DELETE FROM meta WHERE key = 'schema'"), "version none"),
    "odd version": (version("two"), "version two"),
}


def state(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


@pytest.mark.parametrize("write", [False, True], ids=["to read", "to write"])
@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_not_ours_is_refused_and_left_as_it_is(name: str, write: bool, tmp_path: Path) -> None:
    make, said = FOREIGN[name]
    path = tmp_path / "region.duckdb"
    make(path)
    before = state(tmp_path)
    with pytest.raises(ForeignStore) as caught:
        Store(str(path), write=write)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)
    assert "name another file" in str(caught.value) or "--db" in str(caught.value)
    assert state(tmp_path) == before


@pytest.mark.parametrize("write", [False, True])
def test_a_folder_is_no_store(write: bool, tmp_path: Path) -> None:
    with pytest.raises(ForeignStore, match="is a folder; name the file of a store"):
        Store(str(tmp_path), write=write)


@pytest.mark.parametrize("write", [False, True])
def test_a_pipe_is_no_store_and_is_not_waited_for(write: bool, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ForeignStore, match="is no file"):
        Store(str(tmp_path / "pipe"), write=write)


@pytest.mark.parametrize("where", ["none.duckdb", "no/folder/none.duckdb"])
def test_a_store_that_is_not_there_is_named_with_the_command_that_makes_it(
    where: str, tmp_path: Path
) -> None:
    with pytest.raises(MissingStore, match="make one with: entente read"):
        Store(str(tmp_path / where))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "where", ["new.duckdb", "new/folder/new.duckdb", "md:new", "sqlite:new.db", ":memory:x"]
)
def test_a_new_store_is_made_with_its_folders_and_nothing_beside_it(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Store(where, write=True).close()
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [tmp_path / where]
    with Store(where) as store:
        assert store.counts()["documents"] == 0


@pytest.mark.parametrize("name", ["a\0b", "\udce9.duckdb"])
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot name a file"):
        Store(f"{tmp_path}/{name}", write=True)


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    link = tmp_path / "a.duckdb"
    link.symlink_to(link)
    with pytest.raises(StoreError, match=r"a\.duckdb"):
        Store(str(link), write=True)


def test_a_link_to_a_file_that_is_not_there_makes_the_store_where_it_points(tmp_path: Path) -> None:
    link, target = tmp_path / "link.duckdb", tmp_path / "target.duckdb"
    link.symlink_to(target)
    Store(str(link), write=True).close()
    assert link.is_symlink()
    Store(str(target)).close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"file/a\.duckdb.*name another file"):
        Store(str(tmp_path / "file/a.duckdb"), write=True)


def test_the_log_of_a_deleted_store_does_not_bar_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    unfinished(path)
    assert Path(f"{path}.wal").exists()
    path.unlink()
    with Store(str(path), write=True) as store:
        assert read(store, written(tmp_path / "texts", 1)) == [True]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may open any file")
@pytest.mark.parametrize("write", [False, True])
def test_a_file_without_permission_is_told(write: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    ours()(path)
    path.chmod(0)
    with pytest.raises(StoreError, match=r"not permitted to open .* change its permissions"):
        Store(str(path), write=write)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write to any file")
def test_a_file_that_may_only_be_read_is_read_and_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    ours()(path)
    path.chmod(0o400)
    with Store(str(path)) as store:
        assert store.counts()["documents"] == 3
    with pytest.raises(StoreError, match=r"not permitted to open .* change its permissions"):
        Store(str(path), write=True)

"""SQL of the user's own: all of the store, and nothing but the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stored import read, written
from test_foreign import state

from entente.errors import UsageError
from entente.store import Store
from entente.store.asking import answer

#: DIR stands for a folder with the file secret.csv and the database other.duckdb.
FORBIDDEN = [
    # Writing
    "INSERT INTO meta VALUES ('x', 'y')",
    "UPDATE meta SET value = 'x'",
    "DELETE FROM meta",
    "TRUNCATE meta",
    "MERGE INTO meta USING meta m ON true WHEN MATCHED THEN DELETE",
    "DROP TABLE meta",
    "ALTER TABLE meta ADD COLUMN x INT",
    "COMMENT ON TABLE meta IS 'x'",
    "CREATE TABLE t (a INT)",
    "CREATE TEMP TABLE t (a INT)",
    "CREATE OR REPLACE TEMP VIEW latest AS SELECT 1",
    "CREATE INDEX i ON meta (value)",
    "CREATE SEQUENCE q",
    "SELECT nextval('coding_order')",
    "WITH x AS (INSERT INTO meta VALUES ('a', 'b') RETURNING *) SELECT * FROM x",
    "WITH x AS (DELETE FROM meta RETURNING *) SELECT * FROM x",
    "SELECT * FROM query('DELETE FROM meta')",
    "EXPLAIN DELETE FROM meta",
    "EXPLAIN ANALYZE DELETE FROM meta",
    "EXPLAIN ANALYZE CREATE TABLE tt (a INT)",
    # Several, or hidden in comments
    "SELECT 1; DROP TABLE meta",
    "SELECT 1;; DELETE FROM meta",
    "/* SELECT */ DELETE FROM meta -- SELECT",
    "SELECT 1 /* ; */ ; DROP TABLE meta",
    "-- SELECT 1\nDELETE FROM meta",
    "SELECT 1 --\n; DROP TABLE meta",
    # Prepared, kept for later
    "PREPARE p AS DELETE FROM meta",
    "EXECUTE p",
    "CREATE TEMP MACRO m() AS TABLE SELECT * FROM read_csv('DIR/secret.csv')",
    "CREATE MACRO m(x) AS x + 1",
    "SET VARIABLE x = 1",
    # Files
    "SELECT * FROM read_csv('DIR/secret.csv')",
    "SELECT * FROM 'DIR/secret.csv'",
    "FROM 'DIR/secret.csv'",
    "SELECT * FROM read_text('DIR/secret.csv')",
    "SELECT * FROM read_blob('DIR/secret.csv')",
    "SELECT * FROM read_json('DIR/secret.csv')",
    "SELECT * FROM read_parquet('DIR/secret.csv')",
    "SELECT * FROM glob('DIR/*')",
    "SELECT * FROM sniff_csv('DIR/secret.csv')",
    "SELECT * FROM parquet_metadata('DIR/secret.csv')",
    "SELECT * FROM query('SELECT * FROM read_csv(''DIR/secret.csv'')')",
    "SELECT * FROM query_table('DIR/secret.csv')",
    "WITH x AS (SELECT * FROM read_csv('DIR/secret.csv')) SELECT * FROM x",
    "SELECT (SELECT content FROM read_text('DIR/secret.csv'))",
    "DESCRIBE SELECT * FROM 'DIR/secret.csv'",
    "SUMMARIZE SELECT * FROM 'DIR/secret.csv'",
    "FROM json_execute_serialized_sql(json_serialize_sql('FROM read_text(''DIR/secret.csv'')'))",
    "COPY meta TO 'DIR/out.csv'",
    "COPY (SELECT 1) TO 'DIR/out.csv'",
    "COPY meta FROM 'DIR/secret.csv'",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO 'DIR/out.csv'",
    "EXPORT DATABASE 'DIR/out'",
    "IMPORT DATABASE 'DIR/out'",
    "PRAGMA import_database('DIR/out')",
    # Other databases, extensions, secrets
    "ATTACH 'DIR/other.duckdb' AS other",
    "EXPLAIN ANALYZE ATTACH 'DIR/other.duckdb' AS other",
    "ATTACH ':memory:' AS other",
    "DETACH a",
    "USE temp",
    "COPY FROM DATABASE a TO temp",
    "INSTALL httpfs",
    "LOAD httpfs",
    "LOAD 'DIR/secret.csv'",
    "UPDATE EXTENSIONS",
    "CREATE SECRET s (TYPE s3)",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM sqlite_scan('DIR/other.duckdb', 't')",
    # Settings and the engine
    "SET enable_external_access = true",
    "RESET enable_external_access",
    "SET lock_configuration = false",
    "PRAGMA enable_external_access = true",
    "SET threads = 1",
    "SET temp_directory = 'DIR'",
    "PRAGMA enable_profiling",
    "PRAGMA profiling_output = 'DIR/out.json'",
    "CALL enable_logging(storage = 'file', storage_path = 'DIR')",
    "SELECT * FROM enable_logging(storage = 'file', storage_path = 'DIR')",
    "CALL enable_profiling(save_location = 'DIR/out.json')",
    "CHECKPOINT",
    "FORCE CHECKPOINT",
    "VACUUM",
    "ANALYZE",
    "BEGIN",
    "CALL start_ui()",
    "SELECT getenv('HOME')",
    # Python's names
    "SELECT * FROM frame",
    "SELECT * FROM store",
    # Not SQL
    "",
    "--",
    ";",
    "SELEC 1",
    "SELECT",
    "SELECT * FROM no_such_table",
    "SELECT error('on purpose')",
    "\0",
]
FINE = {
    "SELECT count(*) AS n FROM documents": [{"n": 3}],
    "FROM documents SELECT count(*) AS n": [{"n": 3}],
    "SELECT 1 AS n -- ; DROP TABLE meta": [{"n": 1}],
    "SELECT 1 AS n;": [{"n": 1}],
    "WITH x AS (FROM events) SELECT count(*) AS n FROM x": [{"n": 3}],
    "VALUES (1)": [{"col0": 1}],
    "SELECT count(*) AS n FROM all_events": [{"n": 3}],
    "SELECT count(*) AS n FROM imported_events": [{"n": 0}],
    "SELECT name FROM pragma_table_info('meta')": [{"name": "key"}, {"name": "value"}],
    "SELECT by_state(actor[1]) AS state FROM events LIMIT 1": [{"state": "DEU"}],
    "SELECT 'it''s' AS a": [{"a": "it's"}],
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("asked")
    folder = tmp_path / "beside"
    folder.mkdir()
    (folder / "secret.csv").write_text("a,b\nword of secrecy,2\n")
    Store(str(folder / "other.duckdb"), write=True).close()
    with Store(str(tmp_path / "a.duckdb"), write=True) as store:
        read(store, written(tmp_path / "texts", 3))
    return tmp_path / "a.duckdb"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(str(path)) as opened:
        yield opened


@pytest.mark.parametrize("query", FORBIDDEN)
def test_it_reads_the_store_and_nothing_else(query: str, path: Path) -> None:
    before = state(path.parent)
    with Store(str(path)) as store, pytest.raises(UsageError) as caught:
        list(answer(store, query.replace("DIR", str(path.parent / "beside"))).rows)
    assert "secrecy" not in str(caught.value)
    assert state(path.parent) == before


@pytest.mark.parametrize("query", FINE)
def test_it_answers(query: str, store: Store) -> None:
    assert list(answer(store, query).rows) == FINE[query]


def test_several_questions_may_follow_each_other_also_after_a_wrong_one(store: Store) -> None:
    for _ in range(2):
        assert list(answer(store, "SELECT 1 AS n").rows) == [{"n": 1}]
        with pytest.raises(UsageError):
            answer(store, "SELECT * FROM read_text('/etc/hostname')")


@pytest.mark.parametrize(
    "query", ["DESCRIBE documents", "SHOW TABLES", "SUMMARIZE meta", "EXPLAIN SELECT 1", "SHOW ALL TABLES"]
)
def test_what_tells_of_tables_is_a_question(query: str, store: Store) -> None:
    assert list(answer(store, query).rows)


def test_rows_come_as_they_are_drawn(store: Store) -> None:
    found = answer(store, "SELECT range AS n FROM range(100_000_000)")
    assert [next(found.rows)["n"] for _ in range(3)] == [0, 1, 2]


def test_a_refusal_says_what_is_valid(store: Store) -> None:
    with pytest.raises(UsageError, match=r"type DELETE; the store is only read: give a SELECT"):
        answer(store, "DELETE FROM meta")
    with pytest.raises(UsageError, match=r"2 statements; give one"):
        answer(store, "SELECT 1; SELECT 2")
    with pytest.raises(UsageError, match=r"files are read with `entente import`"):
        answer(store, "FROM 'x.csv'")


def test_afterwards_the_file_is_free(path: Path) -> None:
    with Store(str(path)) as store:
        list(answer(store, "SELECT 1").rows)
    with Store(str(path), write=True) as store:
        assert store.counts()["documents"] == 3

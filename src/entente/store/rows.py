"""Records as rows of their tables, and what columns a table has."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import duckdb

from entente.jsonform import as_json
from entente.records import Record
from entente.store.database import SCHEMA, schema_sql

RECORD_TABLES = ("statements", "events", "claims")
#: The claimant where the writer of the text claims: the one party without a span.
_AUTHOR = {"actor": "author"}


def put_records(connection: duckdb.DuckDBPyConnection, table: str, records: tuple[Record, ...]) -> None:
    """Puts records into their table."""
    if not records:
        return
    rows: list[dict[str, Any]] = []
    for record in records:
        row = as_json(record)
        del row["record"]
        if row.get("claimant") == _AUTHOR:
            row["claimant"] = dict.fromkeys(("start", "end", "text", "country", "sector", "office")) | _AUTHOR
        rows.append(row)
    put_json(connection, table, json.dumps(rows))


def put_json(connection: duckdb.DuckDBPyConnection, table: str, rows: str) -> None:
    """Puts rows, a JSON array, into a table of records."""
    fields = ", ".join(f'"{name}" {kind}' for name, kind in schema_types()[table].items())
    connection.execute(
        f"INSERT INTO {table} BY NAME SELECT unnest(CAST(?::JSON AS STRUCT({fields})[]), max_depth := 2)",
        [rows],
    )


@cache
def schema_types(version: int = SCHEMA) -> dict[str, dict[str, str]]:
    """The tables of a version: their columns with their types, in order."""
    with duckdb.connect() as model:
        model.execute(schema_sql(version))
        return table_types(model)


def table_types(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """The tables of a store: their columns with their types, in order."""
    found: dict[str, dict[str, str]] = {}
    columns = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = current_database() AND NOT internal ORDER BY table_oid, column_index"
    )
    for table, column, kind in columns.fetchall():
        found.setdefault(table, {})[column] = kind
    return found

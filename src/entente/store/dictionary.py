"""The data dictionary: every table and column of a store, as the database's own catalogue has them."""

from __future__ import annotations

import re

import duckdb

from entente.store.database import schema_sql
from entente.store.exchange.view import imported_view


def dictionary() -> str:
    """Markdown: a section for each table and view, with its columns' types and meanings."""
    with duckdb.connect() as model:
        model.execute(schema_sql())
        model.execute(imported_view())
        tables = model.execute(
            "SELECT table_name, comment FROM duckdb_tables() ORDER BY table_oid"
        ).fetchall()
        views = model.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall()
        return "\n".join(_table(model, name, comment) for name, comment in tables + views)


def _table(model: duckdb.DuckDBPyConnection, name: str, comment: str) -> str:
    columns = model.execute(
        "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() "
        "WHERE table_name = ? AND NOT internal ORDER BY column_index",
        [name],
    )
    rows = [
        f"| `{column}` | `{_unquoted(kind)}`{' or null' if nullable else ''} | {meaning} |"
        for column, kind, nullable, meaning in columns.fetchall()
    ]
    return "\n".join(
        [f"## {name}", "", comment, "", "| column | type | meaning |", "|---|---|---|", *rows, ""]
    )


def _unquoted(kind: str) -> str:
    return re.sub(r'"(\w+)"', r"\1", kind)

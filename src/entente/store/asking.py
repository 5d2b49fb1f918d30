"""SQL of the user's own: it may read all that the store holds, and touch nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from entente.errors import UsageError
from entente.store.answers import HELD
from entente.store.database import prepare_exchange
from entente.store.store import Store

#: Files, other databases, extensions and settings are out of reach.
_LOCKS = ("SET enable_external_access = false", "SET lock_configuration = true")


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query, a few held at a time."""

    columns: tuple[str, ...]
    rows: Iterator[dict[str, Any]]


def answer(store: Store, query: str) -> Answer:
    """Puts a query to a store that is open to read; afterwards that store's settings stay locked.

    Args:
        store: opened without ``write``.
        query: one statement that gives rows.

    Raises:
        UsageError: the query is wrong, gives no rows, is several, or reaches for what is not in the store.
    """
    connection = store.connection
    try:
        statements = duckdb.extract_statements(query)
        if len(statements) != 1:
            raise UsageError(
                f"{len(statements)} statements; give one, such as: SELECT * FROM documents LIMIT 5"
            )
        if (kind := _kind(statements[0])) not in _READING:
            named = f"a statement of type {kind.name}" if kind else "a statement that is no question"
            raise UsageError(f"{named}; the store is only read: give a SELECT, or DESCRIBE TABLE")
        if not _locked(connection):
            for lock in _LOCKS:
                connection.execute(lock)
        prepare_exchange(connection)
        found = connection.execute(statements[0])
    except duckdb.Error as error:
        raise _told(error) from error
    columns = tuple(column[0] for column in found.description or ())
    return Answer(columns, _rows(found, columns))


#: DESCRIBE, SHOW and SUMMARIZE are SELECTs to the database. PRAGMA and CALL are more than questions: IMPORT
#: DATABASE, COPY FROM DATABASE and CHECKPOINT are such. ``SELECT * FROM pragma_...`` tells what they can.
_READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


def _locked(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether a question was put before: locks are set once."""
    found = connection.execute("SELECT current_setting('lock_configuration')").fetchone()
    return bool(found and found[0])


def _kind(statement: duckdb.Statement) -> duckdb.StatementType | None:
    """What a statement is; None where the database's Python has no name for it."""
    try:
        return statement.type
    except ValueError:
        return None


def _rows(found: duckdb.DuckDBPyConnection, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    try:
        while held := found.fetchmany(HELD):
            yield from (dict(zip(columns, row, strict=True)) for row in held)
    except duckdb.Error as error:
        raise _told(error) from error


def _told(error: duckdb.Error) -> UsageError:
    told = str(error).strip()
    hint = "; files are read with `entente import`" if isinstance(error, duckdb.PermissionException) else ""
    return UsageError(f"{told}{hint}\nthe tables: docs/reference/store.md, or: SHOW TABLES")

"""Writing a coded document: all of it in one transaction, or nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import duckdb
import pandas as pd

from entente.errors import StoreError
from entente.jsonform import as_json
from entente.records import Document, Record
from entente.resolution.assemble import Coded
from entente.store.correcting.carrying import carry_over, standing
from entente.store.rows import RECORD_TABLES, put_records, schema_types

ID_LENGTH = 16


def store_id(document: Document) -> str:
    """The id of a document in any store: the same bytes are the same document."""
    return document.sha256[:ID_LENGTH]


def well_formed(document: Document) -> Document:
    """The document with "?" for halves of surrogate pairs: names of files and of broken feeds have them."""
    return replace(
        document,
        path=_whole(document.path),
        title=document.title and _whole(document.title),
        outlet=document.outlet and _whole(document.outlet),
        author=document.author and _whole(document.author),
    )


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def write(connection: duckdb.DuckDBPyConnection, coded: Coded, coder: str, zones: str) -> None:
    """Puts a document and its records in; what this coder said of it before is replaced."""
    document = coded.document
    before = standing(connection, document.id, coder)
    _put_document(connection, document)
    for table in RECORD_TABLES:
        connection.execute(f"DELETE FROM {table} WHERE document = ? AND coder = ?", [document.id, coder])
    connection.execute("DELETE FROM codings WHERE document = ? AND coder = ?", [document.id, coder])
    kinds: tuple[tuple[Record, ...], ...] = (coded.statements, coded.events, coded.claims)
    for table, records in zip(RECORD_TABLES, kinds, strict=True):
        put_records(connection, table, records)
    now = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(
        "INSERT INTO codings VALUES (?, ?, ?, ?, ?, ?, ?, nextval('coding_order'))",
        [document.id, coder, zones, *map(len, kinds), now],
    )
    carry_over(connection, before, coder)


def _put_document(connection: duckdb.DuckDBPyConnection, document: Document) -> None:
    known = connection.execute(
        "SELECT sha256, text = ?, published, outlet FROM documents WHERE id = ?", [document.text, document.id]
    ).fetchone()
    if known is None:
        values = as_json(document)
        columns = [c for c in values if c not in ("record", "zones")]
        marks = ", ".join("?" for _ in columns)
        connection.execute(
            f"INSERT INTO documents ({', '.join(columns)}, zones, text) "
            f"VALUES ({marks}, CAST(?::JSON AS {schema_types()['documents']['zones']}), ?)",
            [
                *(values[c] for c in columns),
                json.dumps([{"depth": None} | z for z in values["zones"]]),
                document.text,
            ],
        )
    elif known[:2] != (document.sha256, True):
        raise StoreError(
            f"{document.path}: another text has the id {document.id}; report this, it is a defect"
        )
    elif known[2:] != (document.published, document.outlet):
        connection.execute(
            "UPDATE documents SET published = ?, outlet = ? WHERE id = ?",
            [document.published, document.outlet, document.id],
        )


def replace_distinct(
    connection: duckdb.DuckDBPyConnection, copies: pd.DataFrame, stories: pd.DataFrame, stamp: str
) -> None:
    """Puts copies and stories in the place of those before."""
    for table, frame in (("copies", copies), ("stories", stories)):
        connection.execute(f"DELETE FROM {table}")
        connection.register("found", frame)
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM found")
        connection.unregister("found")
    connection.execute(
        "UPDATE stories SET coder = (SELECT l.coder FROM events e JOIN latest l "
        "ON l.document = e.document AND l.coder = e.coder WHERE e.id = stories.event LIMIT 1)"
    )
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('stories', ?)", [stamp])

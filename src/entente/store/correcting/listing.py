"""The list of corrections: what was said of which record, what the coder gave, and what is in force."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from entente.store.correcting.corrections import KINDS

#: The columns of the list, in order; the last three but one are JSON.
COLUMNS = (
    *("id", "record", "kind", "document", "title", "published", "outlet", "text", "action", "changes"),
    *("by", "at", "why", "replaces", "last", "coder", "original", "now"),
)
JSON_COLUMNS = ("changes", "original", "now")


@dataclass(frozen=True, slots=True)
class Said:
    """Which corrections; what is left empty chooses all.

    Attributes:
        document: id of the document.
        record: id of the record.
        by: who said it.
        since, until: first and last day.
        limit, offset: a part of them.
    """

    document: str | None = None
    record: str | None = None
    by: str | None = None
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    offset: int = 0


def _where(said: Said) -> tuple[str, list[Any]]:
    """The condition over ``corrections`` as ``k``, and its parameters."""
    asked = {
        "k.document = ?": said.document,
        "k.record = ?": said.record,
        'lower(k."by") = lower(?)': said.by,
        'k."at"::DATE >= ?': said.since,
        'k."at"::DATE <= ?': said.until,
    }
    chosen = {text: value for text, value in asked.items() if value is not None}
    return " AND ".join(chosen) or "true", list(chosen.values())


def count(connection: duckdb.DuckDBPyConnection, said: Said) -> int:
    """The number of corrections."""
    where, values = _where(said)
    found = connection.execute(f"SELECT count(*) FROM corrections k WHERE {where}", values).fetchone()
    return int(found[0]) if found else 0


def rows(
    connection: duckdb.DuckDBPyConnection, said: Said, *, latest_first: bool = False
) -> Iterator[dict[str, Any]]:
    """The corrections in the order in which they were said, or the other way round."""
    where, values = _where(said)
    now = " ".join(
        f"WHEN '{kind}' THEN (SELECT to_json(r) FROM {table} r WHERE r.id = k.record AND r.coder = k.coder)"
        for kind, table in KINDS.items()
    )
    limit = f" LIMIT {said.limit}" if said.limit is not None else ""
    found = connection.execute(
        f"""
        SELECT k.id, k.record, k.kind, k.document, d.title, d.published, d.outlet,
            coalesce(k.original->>'$.sentence.text', k.original->>'$.text',
                array_to_string(k.original->>'$.content[*].text', ' … ')) AS text,
            k.action, k.changes, k."by", strftime(k."at", '%Y-%m-%dT%H:%M:%S.%fZ') AS "at", k.why, k.replaces,
            k.place = (SELECT max(place) FROM corrections o WHERE o.record = k.record AND o.coder = k.coder)
                AS last,
            k.coder, k.original, CASE k.kind {now} END AS now
        FROM corrections k LEFT JOIN documents d ON d.id = k.document
        WHERE {where} ORDER BY k.place{" DESC" if latest_first else ""}{limit} OFFSET {said.offset}""",
        values,
    ).fetchall()
    for row in found:
        told = dict(zip(COLUMNS, row, strict=True))
        yield told | {name: json.loads(told[name]) for name in JSON_COLUMNS if told[name] is not None}

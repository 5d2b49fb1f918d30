"""Corrections of a document that is coded anew: they hold for the records that are told again.

A record is told again where the new coding has one of the same kind that says the same; only its id, its
coder, its score and the ids of others in it may be others.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import duckdb

from entente.store.correcting.corrections import (
    KINDS,
    Action,
    Correction,
    held,
    made,
    note,
    original_of,
    put,
    read,
    signed,
    stands,
)

_APART = ("id", "coder", "score", "nested_in", "attributed_to", "statement")


def standing(connection: duckdb.DuckDBPyConnection, document: str, coder: str) -> list[Correction]:
    """What is in force of a document that a coder is about to code: of his own coding, else of the last."""
    if not connection.execute("SELECT 1 FROM corrections WHERE document = ? LIMIT 1", [document]).fetchone():
        return []
    found = read(
        connection,
        "document = $1 AND coder = (SELECT arg_max(coder, {'own': coder = $2, 'place': place}) FROM codings "
        "WHERE document = $1) QUALIFY row_number() OVER (PARTITION BY record ORDER BY place DESC) = 1 "
        "ORDER BY place",
        [document, coder],
    )
    return [one for one in found if stands(one)]


def carry_over(connection: duckdb.DuckDBPyConnection, before: list[Correction], coder: str) -> None:
    """Puts what stood before a coding in force on the records that it tells again."""
    own = [old for old in before if old.coder == coder]
    for old in own:
        _lapse(connection, old)
    for old in before:
        if (same := _told_again(connection, old, coder)) is None:
            continue
        one = held(connection, same, coder)
        new = made(one, old.action, old.by, old.changes, old.why)
        put(connection, one, signed(replace(new, replaces=old.id)) if old.coder != coder else new)


def not_carried(connection: duckdb.DuckDBPyConnection, coder: str) -> tuple[int, list[Correction]]:
    """How many corrections of former coders hold for this one's records, and those that do not."""
    found = read(
        connection,
        "(document, coder) IN (SELECT (document, arg_max(coder, place)) FROM codings c WHERE coder <> $1 AND "
        "place < (SELECT max(place) FROM codings o WHERE o.coder = $1 AND o.document = c.document) "
        "GROUP BY document) "
        "QUALIFY row_number() OVER (PARTITION BY record, coder ORDER BY place DESC) = 1 ORDER BY place",
        [coder],
    )
    former = [one for one in found if stands(one)]
    query = "SELECT replaces FROM corrections WHERE coder = ? AND replaces IS NOT NULL"
    carried = {identifier for (identifier,) in connection.execute(query, [coder]).fetchall()}
    left = [one for one in former if one.id not in carried]
    return len(former) - len(left), left


def _told_again(connection: duckdb.DuckDBPyConnection, old: Correction, coder: str) -> str | None:
    """The id of the record that says what a corrected one said before it was corrected."""
    wanted = _content(old.original)
    rows = connection.execute(
        f"SELECT to_json(r)::VARCHAR FROM {KINDS[old.kind]} r WHERE document = ? AND coder = ? ORDER BY id",
        [old.document, coder],
    ).fetchall()
    found = [row["id"] for row in map(json.loads, (r for (r,) in rows)) if _content(row) == wanted]
    return old.record if old.record in found else next(iter(found), None)


def _content(record: Mapping[str, Any]) -> str:
    return json.dumps({k: v for k, v in record.items() if k not in _APART}, sort_keys=True)


def _lapse(connection: duckdb.DuckDBPyConnection, old: Correction) -> None:
    """The coder has coded the text anew: what was said of his former record is in force no more."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    told = replace(
        old, action=Action.RESTORE, changes={}, by="entente", at=now, why="coded anew", replaces=old.id
    )
    note(connection, signed(told), original_of(connection, old.id))

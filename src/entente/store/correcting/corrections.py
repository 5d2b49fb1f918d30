"""Corrections in a store: written down for good, while the tables of records hold what is in force.

A rejected record stands in no table, a fixed one stands there with its changes; what the coder gave stays in
``corrections.original``, and a restored record is that again, to the byte. Every query, figure and export
asks the tables, and so sees corrections without knowing of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import duckdb

from entente.errors import Conflict, NotFound, UsageError
from entente.jsonform import claim_from, event_from, statement_from
from entente.ontology.identities import identity_of
from entente.records import Identity
from entente.store.correcting.fields import Record
from entente.store.correcting.fixing import Around, fixed
from entente.store.rows import RECORD_TABLES, put_json, put_records

#: What a record may be called, and its table.
KINDS = {table.removesuffix("s"): table for table in RECORD_TABLES}
_FROM_JSON: Mapping[str, Callable[[Any], Record]] = {
    "statement": statement_from,
    "event": event_from,
    "claim": claim_from,
}
#: Where it does not matter what was said of the record before.
WHATEVER = "*"
_COLUMNS = (
    'id, record, coder, kind, document, action, changes, original, "by", '
    "strftime(\"at\", '%Y-%m-%dT%H:%M:%S.%fZ'), why, replaces"
)


class Action(StrEnum):
    """What is said of a record."""

    REJECT = "reject"
    FIX = "fix"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody said of a record; ``changes`` and ``original`` as the table has them, read as JSON."""

    id: str
    record: str
    coder: str
    kind: str
    document: str
    action: Action
    changes: dict[str, str | None]
    original: dict[str, Any]
    by: str
    at: str
    why: str | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A record in a store.

    Attributes:
        kind: statement, event or claim.
        coder: whose record it is.
        original: as the coder gave it, JSON.
        now: what is in force, JSON; None for a rejected record.
        last: what was said of it last, if anything.
    """

    kind: str
    coder: str
    original: str
    now: str | None
    last: Correction | None = None

    @property
    def given(self) -> Record:
        """The record as the coder gave it."""
        return _FROM_JSON[self.kind](json.loads(self.original))

    @property
    def in_force(self) -> Record | None:
        """The record that is in force, if any."""
        return _FROM_JSON[self.kind](json.loads(self.now)) if self.now else None


def held(connection: duckdb.DuckDBPyConnection, record: str, coder: str | None = None) -> Held:
    """A record by its id, of a coder or of the last that has it; raises NotFound."""
    ways = [f"SELECT coder, '{kind}' AS kind FROM {table} WHERE id = $1" for kind, table in KINDS.items()]
    ways.append("SELECT coder, kind FROM corrections WHERE record = $1")
    found = connection.execute(
        f"SELECT f.coder, f.kind FROM ({' UNION '.join(ways)}) f "
        "LEFT JOIN codings c ON c.coder = f.coder AND starts_with($1, c.document || '.') "
        "WHERE $2 IS NULL OR f.coder = $2 ORDER BY c.place DESC NULLS LAST LIMIT 1",
        [record, coder],
    ).fetchone()
    if found is None:
        of = f" of {coder}" if coder else ""
        raise NotFound(f"no statement, event or claim {record}{of}; tables and pages tell the ids")
    coder, kind = found
    now = connection.execute(
        f"SELECT to_json(r)::VARCHAR FROM {KINDS[kind]} r WHERE id = ? AND coder = ?", [record, coder]
    ).fetchone()
    last = next(iter(history(connection, record, coder)[-1:]), None)
    original = original_of(connection, last.id) if last and stands(last) else now[0] if now else None
    if original is None:
        raise NotFound(f"{record}: {coder} does not give this record any more")
    return Held(kind, coder, original, now[0] if now else None, last)


def history(connection: duckdb.DuckDBPyConnection, record: str, coder: str) -> list[Correction]:
    """All that was said of a record, the last thing last."""
    return read(connection, "record = ? AND coder = ? ORDER BY place", [record, coder])


def known(connection: duckdb.DuckDBPyConnection, identifier: str) -> bool:
    """Whether a correction is here."""
    return connection.execute("SELECT 1 FROM corrections WHERE id = ?", [identifier]).fetchone() is not None


def changes_in_force(one: Held) -> dict[str, str | None]:
    """The changes that a record stands with."""
    return one.last.changes if one.last and one.last.action is Action.FIX else {}


def made(
    one: Held,
    action: Action,
    by: str,
    changes: Mapping[str, str | None] | None = None,
    why: str | None = None,
    replaces: str | None = WHATEVER,
) -> Correction:
    """A correction of a record as it stands.

    Raises:
        Conflict: it is not the correction ``replaces`` that was said last.
        UsageError: nobody says it, or it would change nothing.
    """
    original = json.loads(one.original)
    last = one.last
    if replaces not in (WHATEVER, last.id if last else None):
        told = f"{last.by} said {last.action} at {last.at[:19]}Z" if last else "nothing is said of it now"
        raise Conflict(f"{original['id']}: {told}; look at it again and decide")
    name = " ".join(by.split())
    if not name or len(name) > 200:
        raise UsageError("by: a correction has a name to it; give yours, of at most 200 characters")
    if action is Action.REJECT and one.now is None:
        raise UsageError(f"{original['id']} is rejected already, by {last.by if last else '?'}")
    if action is Action.RESTORE and not (last and stands(last)):
        raise UsageError(f"{original['id']} is as the coder gave it; there is nothing to restore")
    return signed(
        Correction(
            id="",
            record=original["id"],
            coder=one.coder,
            kind=one.kind,
            document=original["document"],
            action=action,
            changes=dict(changes or {}) if action is Action.FIX else {},
            original=original,
            by=name,
            at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            why=(why or "").strip() or None,
            replaces=last.id if last else None,
        )
    )


def signed(correction: Correction) -> Correction:
    """The correction under the id that it has in any store: the hash of what it says."""
    said = {k: v for k, v in asdict(correction).items() if k not in ("id", "original")}
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return replace(correction, id=digest[:16])


def put(connection: duckdb.DuckDBPyConnection, one: Held, correction: Correction) -> None:
    """Writes a correction down and puts it in force; within a transaction of the caller's.

    Raises UsageError for a fix that is not valid, or changes nothing.
    """
    table, record, coder = KINDS[one.kind], correction.record, one.coder
    after = None
    if correction.action is Action.FIX:
        after = fixed(one.given, correction.changes, _around(connection, correction.document))
        if after == one.in_force:
            raise UsageError(f"{record} is so already: the changes change nothing")
        if after == one.given:
            raise UsageError(f"{record} would be as the coder gave it; restore it instead")
    connection.execute(f"DELETE FROM {table} WHERE id = ? AND coder = ?", [record, coder])
    if after is not None:
        put_records(connection, table, (after,))
    elif correction.action is Action.RESTORE:
        put_json(connection, table, f"[{one.original}]")
    if correction.action is Action.REJECT:
        connection.execute("DELETE FROM stories WHERE event = ? AND coder = ?", [record, coder])
    more = int(correction.action is not Action.REJECT) - int(one.now is not None)
    connection.execute(
        f"UPDATE codings SET {table} = {table} + ? WHERE document = ? AND coder = ?",
        [more, correction.document, coder],
    )
    note(connection, correction, one.original)


def note(connection: duckdb.DuckDBPyConnection, correction: Correction, original: str) -> None:
    """Writes a correction down, and no more."""
    connection.execute(
        "INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nextval('correction_order'))",
        [
            *(correction.id, correction.record, correction.coder, correction.kind, correction.document),
            *(correction.action.value, json.dumps(correction.changes, ensure_ascii=False), original),
            correction.by,
            *(
                datetime.fromisoformat(correction.at).replace(tzinfo=None),
                correction.why,
                correction.replaces,
            ),
        ],
    )


def stands(correction: Correction) -> bool:
    """Whether a record is another than the coder gave, by its last correction."""
    return correction.action is not Action.RESTORE


def original_of(connection: duckdb.DuckDBPyConnection, identifier: str) -> str:
    """The record as the coder gave it, to the letter, by the id of a correction."""
    found = connection.execute(
        "SELECT original::VARCHAR FROM corrections WHERE id = ?", [identifier]
    ).fetchone()
    assert found is not None
    return str(found[0])


def read(connection: duckdb.DuckDBPyConnection, where: str, values: list[Any]) -> list[Correction]:
    """The corrections of a condition."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM corrections WHERE {where}", values).fetchall()
    names = [one.name for one in fields(Correction)]
    said = (dict[str, Any](zip(names, row, strict=True)) for row in found)
    return [_from(one | {name: json.loads(one[name]) for name in ("changes", "original")}) for one in said]


def correction_from(told: Mapping[str, Any]) -> Correction:
    """A correction from a list of another store; raises UsageError where it is none, or was altered."""
    try:
        made = _from(told)
        whole = all(isinstance(value, str) or value is None for value in made.changes.values())
        if signed(made).id != made.id or not whole or made.kind not in KINDS:
            raise ValueError("it was altered: its id is not that of what it says")
        datetime.fromisoformat(made.at)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(
            "no correction as `entente corrections --format json` writes it "
            f"({type(error).__name__}: {error})"
        ) from error
    return made


def _from(told: Mapping[str, Any]) -> Correction:
    return Correction(
        **{one.name: told[one.name] for one in fields(Correction)} | {"action": Action(told["action"])}
    )


def _around(connection: duckdb.DuckDBPyConnection, document: str) -> Around:
    found = connection.execute("SELECT text, published FROM documents WHERE id = ?", [document]).fetchone()
    text, published = found or ("", None)

    def who(code: str) -> Identity:
        return identity_of(code, published) or _of_records(connection, code) or Identity(code)

    return Around(text, who)


def _of_records(connection: duckdb.DuckDBPyConnection, code: str) -> Identity | None:
    """An actor of the user's own, as the events have him."""
    found = connection.execute(
        "SELECT p.country, p.sector, p.office FROM (SELECT unnest(list_concat(actor, recipient)) AS p "
        "FROM events) WHERE p.actor = ? LIMIT 1",
        [code],
    ).fetchone()
    return Identity(code, *found) if found else None

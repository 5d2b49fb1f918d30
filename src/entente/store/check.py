"""Verifying a store: tables, references, offsets, values; and the hash of what it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entente.ontology import plover
from entente.records import ClaimKind, EventType, Modality, StatementKind, ZoneKind
from entente.store.correcting.corrections import KINDS, Action
from entente.store.exchange.checking import imported_problems
from entente.store.rows import RECORD_TABLES, schema_types, table_types
from entente.store.store import Store
from entente.store.writing import ID_LENGTH

#: Columns of ISO days, months, years and ranges.
_DAYS = (
    ("documents", "published"),
    ("statements", "date"),
    ("events", "date.value"),
    ("claims", "horizon"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be: what, in how many rows, and the first of them."""

    what: str
    rows: int
    example: str


def problems(store: Store) -> Iterator[Problem]:
    """Everything that is wrong with a store; nothing for a good one."""
    wrong = list(_tables(store))
    yield from wrong
    if wrong:
        return
    for what, query in (*_references(), *imported_problems(), *_offsets(), *_values(), *_corrections()):
        found = store.ask(f"SELECT count(*), min(id) FROM ({query})", [])[0]
        if found[0]:
            yield Problem(what, int(found[0]), str(found[1]))


def content_hash(store: Store) -> str:
    """SHA-256 over all that is stored, whatever the order, the time and the place that it was read from.

    Two stores of the same texts, coded by the same coder, have the same hash.
    """
    digest = hashlib.sha256()
    parts: dict[str, str] = {
        # The path says where a text was read from, not what it is.
        "documents": "to_json(struct_pack(*COLUMNS(t.* EXCLUDE (path))))",
        "codings": "to_json({'document': document, 'coder': coder, 'zones': zones})",
        **dict.fromkeys(RECORD_TABLES, "to_json(t)"),
    }
    for table, apart in (("imported", "batch"), ("mentions", "batch"), ("corrections", "place")):
        # A store without them has the hash that it had before there were such tables.
        if store.ask(f"SELECT 1 FROM {table} LIMIT 1", []):
            parts[table] = f"to_json(struct_pack(*COLUMNS(t.* EXCLUDE ({apart}))))"
    for table, row in parts.items():
        digest.update(f"{table}\n".encode())
        rows = f"SELECT md5({row}) AS one FROM {table} t"
        query = f"SELECT md5(string_agg(one, '' ORDER BY one)), count(*) FROM ({rows})"
        digest.update(repr(store.ask(query, [])[0]).encode())
    return digest.hexdigest()


def _tables(store: Store) -> Iterator[Problem]:
    """Tables and columns that are not those of the store's version."""
    stored = table_types(store.connection)
    for table, wanted in schema_types(int(store.about()["schema"])).items():
        found = stored.get(table, {})
        if wanted != found:
            different = [f"{table}.{c}" for c in {**wanted, **found} if wanted.get(c) != found.get(c)]
            yield Problem("columns are missing, unknown or of another type", len(different), different[0])


def _references() -> Iterator[tuple[str, str]]:
    for table in RECORD_TABLES:
        yield (
            f"{table} without their coding",
            f"SELECT id FROM {table} ANTI JOIN codings USING (document, coder)",
        )
        yield f"{table} that stand twice", f"SELECT id FROM {table} GROUP BY id, coder HAVING count(*) > 1"
        yield (
            f"{table} whose id is not of their document",
            f"SELECT id FROM {table} WHERE NOT starts_with(id, document || '.')",
        )
        yield (
            f"codings whose number of {table} is another",
            "SELECT c.document AS id FROM codings c LEFT JOIN "
            f"(SELECT document, coder, count(*) AS n FROM {table} GROUP BY ALL) f USING (document, coder) "
            f"WHERE coalesce(f.n, 0) <> c.{table}",
        )
    yield (
        "documents that nobody has coded",
        "SELECT id FROM documents d ANTI JOIN codings c ON c.document = d.id",
    )
    yield (
        "codings without their document",
        "SELECT document AS id FROM codings c ANTI JOIN documents d ON d.id = c.document",
    )
    for table, column in (("statements", "nested_in"), ("events", "attributed_to"), ("events", "statement")):
        yield (
            f"{table} whose {column} is no statement of their document",
            # A rejected statement stands in no table; what was reported in it is still hearsay.
            f"SELECT r.id FROM {table} r ANTI JOIN (SELECT id, coder, document FROM statements UNION ALL "
            "SELECT record, coder, document FROM corrections) s ON s.id = "
            f"r.{column} AND s.coder = r.coder AND s.document = r.document WHERE r.{column} IS NOT NULL",
        )


def _offsets() -> Iterator[tuple[str, str]]:
    """Every span of every column: its words are those of the text at its place."""
    for table in RECORD_TABLES:
        for column, kind in schema_types()[table].items():
            if '"start"' not in kind or '"text"' not in kind:
                continue
            spans = f"unnest({column})" if kind.endswith("[]") else column
            yield (
                f"{table} whose {column} is not the text at its offsets",
                f"SELECT r.id FROM (SELECT id, document, {spans} AS span FROM {table}) r JOIN documents d "
                "ON d.id = r.document WHERE r.span.start IS NOT NULL AND substring("
                'd.text, r.span.start + 1, r.span."end" - r.span.start) IS DISTINCT FROM r.span.text',
            )
    yield (
        "claims whose text is not the text at its offsets",
        "SELECT r.id FROM claims r JOIN documents d ON d.id = r.document "
        'WHERE substring(d.text, r."start" + 1, r."end" - r."start") IS DISTINCT FROM r.text',
    )
    yield (
        "events with a quantity outside their text",
        "SELECT r.id FROM (SELECT id, document, unnest(quantities) AS q FROM events) r "
        "JOIN documents d ON d.id = r.document "
        'WHERE NOT (0 <= r.q.start AND r.q.start < r.q."end" AND r.q."end" <= length(d.text))',
    )
    yield (
        "documents with a zone outside their text",
        "SELECT z.id FROM (SELECT id, length(text) AS n, unnest(zones) AS zone FROM documents) z "
        'WHERE NOT (0 <= z.zone.start AND z.zone.start < z.zone."end" AND z.zone."end" <= z.n)',
    )


def _values() -> Iterator[tuple[str, str]]:
    yield (
        "documents whose id is not that of their bytes",
        f"SELECT id FROM documents WHERE id <> left(sha256, {ID_LENGTH}) OR length(sha256) <> 64",
    )
    kinds = _listed(k.value for k in ZoneKind)
    yield (
        "documents with an unknown kind of zone",
        f"SELECT id FROM (SELECT id, unnest(zones) AS zone FROM documents) WHERE zone.kind NOT IN {kinds}",
    )
    yield (
        "codings with unknown zones",
        "SELECT document AS id FROM codings WHERE zones NOT IN ('coded', 'all')",
    )
    for table, column in _DAYS:
        yield (
            f"{table} with an unreadable {column.removesuffix('.value')}",
            f"SELECT id FROM {table} WHERE {column} IS NOT NULL "
            f"AND NOT coalesce(first_day({column}) <= last_day_of({column}), false)",
        )
    valid: dict[tuple[str, str], list[str]] = {
        ("statements", "kind"): [k.value for k in StatementKind],
        ("statements", "event_type"): [t.value for t in EventType],
        ("events", "event_type"): [t.value for t in EventType],
        ("claims", "kind"): [k.value for k in ClaimKind],
    }
    for table in RECORD_TABLES:
        valid[table, "zone"] = [z.value for z in ZoneKind]
        yield (
            f"{table} with a score outside 0 to 1",
            f"SELECT id FROM {table} WHERE score NOT BETWEEN 0 AND 1",
        )
    for table in ("statements", "events"):
        valid[table, "modality"] = [m.value for m in Modality]
    for (table, column), names in valid.items():
        yield (
            f"{table} with an unknown {column}",
            f"SELECT id FROM {table} WHERE {column} NOT IN {_listed(names)}",
        )
    quads = " ".join(f"WHEN '{t.value}' THEN {plover.quad(t)}" for t in EventType)
    yield (
        "events whose quad class is not that of their type",
        f"SELECT id FROM events WHERE quad <> CASE event_type {quads} END",
    )
    yield "events with an intensity outside -10 to 10", "SELECT id FROM events WHERE abs(intensity) > 10"
    yield "events without actor and recipient", "SELECT id FROM events WHERE len(actor) + len(recipient) = 0"


def _corrections() -> Iterator[tuple[str, str]]:
    """What is in force is what was said last."""
    last = "(FROM corrections QUALIFY row_number() OVER (PARTITION BY record, coder ORDER BY place DESC) = 1)"
    kinds = _listed(KINDS)
    yield "corrections of an unknown kind", f"SELECT id FROM corrections WHERE kind NOT IN {kinds}"
    yield (
        "corrections with an unknown action",
        f"SELECT id FROM corrections WHERE action NOT IN {_listed(a.value for a in Action)}",
    )
    yield (
        "corrections without their document",
        "SELECT k.id FROM corrections k ANTI JOIN documents d ON d.id = k.document",
    )
    yield (
        "corrections whose original is of another record",
        "SELECT id FROM corrections WHERE (original->>'$.id') IS DISTINCT FROM record",
    )
    yield (
        "corrections that replace what was never said",
        "SELECT k.id FROM corrections k ANTI JOIN corrections o ON o.id = k.replaces "
        "WHERE k.replaces IS NOT NULL",
    )
    for kind, table in KINDS.items():
        yield (
            f"rejected {table} that stand in their table",
            f"SELECT r.id FROM {table} r JOIN {last} k ON k.record = r.id AND k.coder = r.coder "
            "WHERE k.action = 'reject'",
        )
        yield (
            f"fixed {table} that stand in no table",
            f"SELECT k.record AS id FROM {last} k ANTI JOIN {table} r ON r.id = k.record "
            f"AND r.coder = k.coder WHERE k.action = 'fix' AND k.kind = '{kind}'",
        )


def _listed(names: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{name}'" for name in names) + ")"

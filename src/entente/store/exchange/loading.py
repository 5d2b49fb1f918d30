"""Loading files of event data: part by part, each with its counts in one transaction, each once."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from entente.errors import InputError
from entente.store.database import explained, transaction
from entente.store.exchange.format import Format
from entente.store.exchange.importing import RETURN, header, insert_sql, source, with_plain_ends
from entente.store.exchange.parts import Part
from entente.store.store import Store

#: Name of the table in which the database puts lines that it cannot read.
_UNREAD = "unread"
_UNREADABLE = "not readable"
_DUPLICATE = "id that is there already"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a part: rows taken in, rows rejected by reason; ``known`` where it was here before."""

    part: Part
    rows: int = 0
    rejected: dict[str, int] = field(default_factory=dict)
    known: bool = False


#: While rows are loaded: their order is free, and a small table of codes is what is hashed, not the rows.
_SETTINGS = {
    "preserve_insertion_order": "false",
    "disabled_optimizers": "join_order,build_side_probe_side",
}


class Loader:
    """Loads parts of files in one format into a store that is open to write.

    What cannot be taken in goes to ``<store>.rejects/FORMAT-BATCH.tsv``: reason and row.
    """

    def __init__(self, store: Store, fmt: Format) -> None:
        self._store = store
        self._format = fmt
        self._heads: tuple[str, ...] = fmt.columns
        self._delimiter = fmt.delimiter or "\t"

    def load(self, parts: Iterable[Part]) -> Iterator[Loaded]:
        """Takes in the parts of one file, in order.

        Raises:
            InputError: the file is not in the format; the parts before are kept.
            StoreError: the store cannot be written; what is whole is kept.
        """
        for part in parts:
            body = self._without_header(part) if part.number == 0 else part.content
            digest = part.digest(self._format.name)
            if self._store.ask("SELECT 1 FROM batches WHERE digest = ?", [digest]):
                yield Loaded(part, known=True)
                continue
            yield self._taken_in(part, body, digest)

    def _without_header(self, part: Part) -> bytes:
        first, _, rest = part.content.partition(b"\n")
        line = first.decode("utf-8", "replace").rstrip("\r")
        self._heads, self._delimiter, has = header(self._format, part.file, line)
        return rest if has else part.content

    def _taken_in(self, part: Part, body: bytes, digest: str) -> Loaded:
        store, connection = self._store, self._store.connection
        with TemporaryDirectory(prefix="entente-") as folder:
            path = Path(folder, "part")
            with explained(store.path):
                plain, returns = with_plain_ends(body, bool(self._format.quote))
                path.write_bytes(plain)
            found = source(self._format, str(path), self._heads, self._delimiter, _UNREAD, returns)
            with _tuned(connection), transaction(connection, store.path):
                batch = int(store.ask("SELECT coalesce(max(batch), 0) + 1 FROM batches", [])[0][0])
                rows = _number(connection.execute(insert_sql(self._format, found, batch)).fetchone())
                rejected = self._unsound(batch) + self._duplicates(batch)
                rows -= sum(not reason.startswith(_UNREADABLE) for reason, _ in rejected)
                connection.execute(_COUNTED, [batch])
                connection.execute(
                    "INSERT INTO batches VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    [batch, self._format.name, part.file, part.number, digest, rows, len(rejected), _now()],
                )
                self._keep(batch, rejected)
        return Loaded(part, rows, _by_reason(rejected))

    def _unsound(self, batch: int) -> list[tuple[str, str]]:
        """Takes the rows that are not sound out again: reason and row; with those that could not be read."""
        connection = self._store.connection
        # The database tells of each field that lacks.
        unread = connection.execute(
            f"SELECT min(error_type::VARCHAR), replace(csv_line, ?, chr(13)) FROM {_UNREAD} "
            "GROUP BY line, csv_line",
            [RETURN],
        ).fetchall()
        connection.execute(f"DROP TABLE IF EXISTS {_UNREAD}; DROP TABLE IF EXISTS {_UNREAD}_scan")
        found = connection.execute("SELECT code, raw FROM imported WHERE batch = ? AND id = ''", [batch]).fetchall()
        if found:
            connection.execute("DELETE FROM imported WHERE batch = ? AND id = ''", [batch])
        return found + [(f"{_UNREADABLE}: {reason.lower()}", line or "") for reason, line in unread]

    def _duplicates(self, batch: int) -> list[tuple[str, str]]:
        """Takes rows out again whose id stands in an earlier row of the data set."""
        connection = self._store.connection
        twice = connection.execute(_TWICE, [batch, batch, batch]).fetchall()
        if not twice:
            return []
        connection.execute("CREATE OR REPLACE TEMP TABLE twice AS SELECT unnest(?) AS place", [[p for p, _ in twice]])
        connection.execute("DELETE FROM imported WHERE batch = ? AND rowid IN (SELECT place FROM twice)", [batch])
        return [(_DUPLICATE, raw) for _, raw in twice]

    def _keep(self, batch: int, rejected: list[tuple[str, str]]) -> None:
        if not rejected:
            return
        folder = Path(f"{self._store.path}.rejects")
        with explained(str(folder)):
            folder.mkdir(exist_ok=True)
            with (folder / f"{self._format.name}-{batch}.tsv").open("w", encoding="utf-8", newline="") as out:
                csv.writer(out, delimiter="\t").writerows([("reason", "row"), *rejected])


_COUNTED = """
    INSERT INTO dyad_days
    SELECT any_value(batch), dataset, a, b, day, directed, code, event_type, quad, count(*), sum(articles), avg(intensity)
    FROM imported WHERE batch = ?
    GROUP BY dataset, a, b, day, directed, code, event_type, quad ORDER BY a, b, day"""
_TWICE = """
    WITH new AS (SELECT rowid AS place, dataset, id FROM imported WHERE batch = ?),
    here AS (
        SELECT place FROM new QUALIFY row_number() OVER (PARTITION BY dataset, id ORDER BY place) > 1
        UNION
        SELECT place FROM new SEMI JOIN (SELECT dataset, id FROM imported WHERE batch <> ?) USING (dataset, id)
    )
    SELECT rowid, raw FROM imported WHERE batch = ? AND rowid IN (SELECT place FROM here)"""


@contextmanager
def _tuned(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    for name, value in _SETTINGS.items():
        connection.execute(f"SET {name} = '{value}'")
    try:
        yield
    finally:
        for name in _SETTINGS:
            connection.execute(f"RESET {name}")


def _number(row: tuple[object, ...] | None) -> int:
    return int(str(row[0])) if row else 0


def _by_reason(rejected: Iterable[tuple[str, str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for reason, _ in rejected:
        found[reason] = found.get(reason, 0) + 1
    return found


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)

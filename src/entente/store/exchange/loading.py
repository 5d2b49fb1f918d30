"""Loading files of event data: part by part, each with its counts in one transaction, each once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from entente.errors import BrokenRecord, InputError, UnreadableInput, UsageError
from entente.store.database import MEMORY, explained, transaction
from entente.store.exchange import mentions
from entente.store.exchange.format import COMMON, Format, Layout, literal
from entente.store.exchange.graphs import graph_lines
from entente.store.exchange.importing import RETURN, header, insert_sql, only, source, with_plain_ends
from entente.store.exchange.parts import SIZE, Part, Piece, ahead, files_of, parts, parts_of_lines, whole
from entente.store.exchange.rolling import roll_up
from entente.store.store import Store

#: While rows are loaded: their order is free, and a small table of codes is what is hashed, not the rows.
_SETTINGS = {
    "write_buffer_row_group_count": "1",
    "preserve_insertion_order": "false",
    "disabled_optimizers": "join_order,build_side_probe_side",
}
#: Name of the table in which the database puts lines that it cannot read.
_UNREAD = "unread"
_UNREADABLE = "not readable"
_DUPLICATE = "id that is there already"
#: The format whose folders are one thing.
GRAPH = "tkg"
Rejected = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a part of a file.

    Attributes:
        part: the part.
        rows: number of rows taken in.
        rejected: number of rows that were not, by reason.
        known: whether the part was here before, and nothing was done.
        kept: the file that holds the rejected rows, or None.
    """

    part: Part
    rows: int = 0
    rejected: dict[str, int] = field(default_factory=dict)
    known: bool = False
    kept: Path | None = None


def import_files(
    store: Store,
    fmt: Format,
    names: Iterable[str],
    epoch: date | None = None,
    size: int = SIZE,
    *,
    lean: bool = False,
) -> Iterator[Loaded | InputError]:
    """Takes the rows of files in, each once.

    A load that is broken off at any moment has whole parts of files or nothing of them; run again, it goes on
    with what is missing. A file that cannot be read is given back as an InputError, and the rest is done.

    Args:
        store: open to write.
        fmt: the format of the files.
        names: files and folders; gzip, bzip2, xz and zip by their ends; ``-`` is standard input.
        lean: whether rows are left out as they came: a third less time, a fifth of the room, and what has no
            column in ``imported`` (names, places, addresses) is lost.
        epoch: of folders of temporal graphs the day of timestamp 0.
        size: bytes of a part, about.

    Raises:
        UsageError: a folder of a temporal graph without ``epoch``.
        StoreError: the store cannot be written; what is whole is kept.
    """
    for name in names if fmt.name == GRAPH else files_of(names):
        try:
            yield from Loader(store, fmt, lean=lean).load(_parts_of(name, fmt, epoch, size))
        except InputError as error:
            yield error


def _parts_of(name: str, fmt: Format, epoch: date | None, size: int) -> Iterator[Part]:
    if fmt.name == GRAPH and Path(name).is_dir():
        if epoch is None:
            raise UsageError(f"{name} counts its days from an epoch: tell it, as with --epoch 2014-01-01")
        return parts_of_lines(name, graph_lines(name, epoch), size)
    return whole(name) if fmt.layout is Layout.PARQUET else parts(name, quoted=bool(fmt.quote), size=size)


class Loader:
    """Loads the parts of one file, or of the files in one archive, into a store that is open to write.

    What cannot be taken in goes to ``<store>.rejects/FORMAT-BATCH.tsv``: reason and row.
    """

    def __init__(self, store: Store, fmt: Format, *, lean: bool = False) -> None:
        self._store = store
        self._format = fmt
        self._lean = lean
        self._heads: tuple[str, ...] = fmt.columns
        self._delimiter = fmt.delimiter or "\t"
        self._table = "imported"

    def load(self, found: Iterable[Part]) -> Iterator[Loaded]:
        """Takes in the parts in order.

        Raises:
            InputError: the file is not in the format; the parts before are kept.
            StoreError: the store cannot be written; what is whole is kept.
        """
        for part, digest in ahead(iter(found), self._format.name):
            pieces = self._without_header(part) if part.number == 0 else part.pieces
            if self._store.ask("SELECT 1 FROM batches WHERE digest = ?", [digest]):
                yield Loaded(part, known=True)
            else:
                yield self._taken_in(part, pieces, digest)

    def _without_header(self, part: Part) -> tuple[Piece, ...]:
        if part.place:
            self._heads = parquet_columns(self._store.connection, part)
            return ()
        first = part.first_line()
        line = first.decode("utf-8", "replace").rstrip("\r\n")
        self._heads, self._delimiter, has = header(self._format, part.file, line)
        mention = self._format.name == "gdelt2" and mentions.are_mentions(line)
        self._table = "mentions" if mention else "imported"
        return part.after(len(first)) if has else part.pieces

    def _taken_in(self, part: Part, pieces: tuple[Piece, ...], digest: str) -> Loaded:
        store, connection = self._store, self._store.connection
        returns = False
        if part.returns:
            plain, returns = with_plain_ends(b"".join(pieces), bool(self._format.quote))
            pieces = (plain,)
        with (
            _aside(store, part, pieces) as path,
            _tuned(connection),
            transaction(connection, store.path),
        ):
            batch = int(store.ask("SELECT coalesce(max(batch), 0) + 1 FROM batches", [])[0][0])
            read, rejected = self._inserted(only(str(path)), batch, returns)
            rows = read - sum(not reason.startswith(_UNREADABLE) for reason, _ in rejected)
            connection.execute(
                "INSERT INTO batches VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [batch, self._format.name, part.file, part.number, digest, rows, len(rejected), _now()],
            )
            kept = self._keep(batch, rejected)
        return Loaded(part, rows, dict(Counter(reason for reason, _ in rejected)), kept=kept)

    def _inserted(self, path: str, batch: int, returns: bool) -> tuple[int, Rejected]:
        """Number of rows put in, and those that were taken out again or could not be read."""
        connection = self._store.connection
        found = source(self._format, path, self._heads, self._delimiter, _UNREAD, returns)
        if self._table == "mentions":
            read = _number(connection.execute(mentions.insert_sql(found, batch)).fetchone())
            return read, self._unsound(batch, "event", "outlet")
        read = _number(connection.execute(insert_sql(self._format, found, batch, lean=self._lean)).fetchone())
        rejected = self._unsound(batch, "id", "code") + self._duplicates(batch)
        if self._format.rolls:
            roll_up(connection, batch)
        connection.execute(COUNTED, [batch])
        return read, rejected

    def _unsound(self, batch: int, key: str, reason: str) -> Rejected:
        """Takes the rows that are not sound out again; with those that could not be read."""
        connection = self._store.connection
        unread: Rejected = []
        if self._format.layout is not Layout.PARQUET:
            # The database tells of each field that lacks.
            asked = f"SELECT min(error_type::VARCHAR), csv_line FROM {_UNREAD} GROUP BY line, csv_line"
            unread = [
                (kind, (line or "").replace(RETURN, "\r"))
                for kind, line in connection.execute(asked).fetchall()
            ]
            connection.execute(f"DROP TABLE IF EXISTS {_UNREAD}; DROP TABLE IF EXISTS {_UNREAD}_scan")
        where = f"FROM {self._table} WHERE batch = ? AND {key} = ''"
        found = connection.execute(f"SELECT {reason}, raw {where}", [batch]).fetchall()
        if found:
            connection.execute(f"DELETE {where}", [batch])
        return found + [(f"{_UNREADABLE}: {kind.lower()}", line) for kind, line in unread]

    def _duplicates(self, batch: int) -> Rejected:
        """Takes rows out again whose id stands in an earlier row of the data set."""
        connection = self._store.connection
        if not _number(connection.execute(_ANY_TWICE, [batch, batch, batch]).fetchone()):
            return []
        twice = connection.execute(_TWICE, [batch, batch, batch]).fetchall()
        if twice:
            connection.execute(
                "DELETE FROM imported WHERE batch = ? AND rowid IN (SELECT unnest(?))",
                [batch, [p for p, _ in twice]],
            )
        return [(_DUPLICATE, raw) for _, raw in twice]

    def _keep(self, batch: int, rejected: Rejected) -> Path | None:
        """Writes what was rejected beside the store, before the part counts as loaded."""
        if self._store.path == MEMORY:
            return None
        folder = Path(f"{self._store.path}.rejects")
        # A load that was broken off has left what it was about to tell of another part with this number.
        for stale in folder.glob(f"*-{batch}.tsv"):
            stale.unlink()
        if not rejected:
            return None
        folder.mkdir(exist_ok=True)
        kept = folder / f"{self._format.name}-{batch}.tsv"
        with kept.open("w", encoding="utf-8", errors="replace", newline="") as out:
            out.writelines(f"{reason}\t{row}\n" for reason, row in [("reason", "row"), *rejected])
        return kept


COUNTED = """
    INSERT INTO dyad_days
    SELECT any_value(batch), dataset, a, b, day, directed, code, any_value(event_type), any_value(quad),
        count(*), sum(articles), avg(intensity)
    FROM imported WHERE batch = ? GROUP BY dataset, a, b, day, directed, code ORDER BY a, b, day"""
#: Whether there are such rows at all: much quicker than to find them.
_ANY_TWICE = """
    SELECT (SELECT count(*) - count(DISTINCT (dataset, id)) FROM imported WHERE batch = ?) + (
        SELECT count(*) FROM imported o
        SEMI JOIN (SELECT dataset, id FROM imported WHERE batch = ?) USING (dataset, id)
        WHERE o.batch <> ?)"""
_TWICE = """
    WITH new AS (SELECT rowid AS place, dataset, id FROM imported WHERE batch = ?),
    here AS (
        SELECT place FROM new QUALIFY row_number() OVER (PARTITION BY dataset, id ORDER BY place) > 1
        UNION
        SELECT place FROM new
        SEMI JOIN (SELECT dataset, id FROM imported WHERE batch <> ?) USING (dataset, id)
    )
    SELECT rowid, coalesce(nullif(raw, ''), id) FROM imported
    WHERE batch = ? AND rowid IN (SELECT place FROM here)"""


def parquet_columns(connection: duckdb.DuckDBPyConnection, part: Part) -> tuple[str, ...]:
    """The names of a Parquet file's columns; raises InputError where it is none of ours."""
    try:
        found = connection.execute(
            f"DESCRIBE SELECT * FROM read_parquet({literal(only(str(part.place)))})"
        ).fetchall()
    except duckdb.Error as error:
        told = str(error).splitlines()[0]
        raise UnreadableInput(
            part.file, f"is no Parquet file ({told}); give what entente export has written"
        ) from error
    names = tuple(str(row[0]) for row in found)
    if "day" not in names:
        raise BrokenRecord(part.file, "has no column day; valid: " + ", ".join(COMMON))
    return names


@contextmanager
def _aside(store: Store, part: Part, pieces: tuple[Piece, ...]) -> Iterator[Path]:
    """The file that the database reads a part from: in memory, else beside the store."""
    with explained(store.path), ExitStack() as stack:
        if part.place:
            yield part.place
            return
        if hasattr(os, "memfd_create"):
            file = stack.enter_context(os.fdopen(os.memfd_create("entente"), "wb", buffering=0))
            path = Path(f"/proc/self/fd/{file.fileno()}")
        else:
            if store.path == MEMORY:
                path = Path(stack.enter_context(TemporaryDirectory(prefix="entente-")), "part")
            else:
                path = Path(f"{Path(store.path).resolve()}.part")
            stack.callback(path.unlink, missing_ok=True)
            file = stack.enter_context(path.open("wb", buffering=0))
        for piece in pieces:
            left = memoryview(piece)
            while left:
                left = left[file.write(left) :]
        yield path


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


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)

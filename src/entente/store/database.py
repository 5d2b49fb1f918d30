"""Opening a store's file: made, known, refused; and what the database's errors mean."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from entente.errors import DamagedStore, ForeignStore, FullDisk, LockedStore, MissingStore, StoreError
from entente.ontology.plover import UNOFFICIAL
from entente.store.exchange.codes import MACROS, fingerprint, write_codes
from entente.store.exchange.view import imported_view

#: Version of the tables, the last script under schema/; a store of a higher one is refused.
SCHEMA = 3
#: The version that brought the tables of codes: in a store before it they are made to be read.
CODED_SINCE = 2
MEMORY = ":memory:"
#: How the system and the database say that there is no room.
_FULL = (os.strerror(errno.ENOSPC), os.strerror(errno.EFBIG), "No space left", "too large", "quota exceeded")
#: Nothing is fetched at run time: a database would else install what it believes a file to need.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def opened(path: str, *, write: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to a store; with ``write`` a new one is made where there is none.

    A file that is there is first looked at without the right to write, so that what is not ours stays
    as it is to the byte.

    Raises:
        MissingStore: there is none, and it is to be read.
        ForeignStore: the file is no store of ours, or of a newer version.
        LockedStore: another process has it open.
        FullDisk, DamagedStore, StoreError: it cannot be opened.
    """
    with explained(path):
        if path == MEMORY:
            connection = duckdb.connect(MEMORY, config=_CONFIG)
            _fill(connection)
            prepare(connection)
            return connection
        place = _place(path)
        if not place.exists():
            if not write:
                raise MissingStore(f"there is no store {path}; make one with: entente read TEXTS --db {path}")
            _make(place)
        connection = _ours(place, path)
        if write:
            connection.close()
            connection = _ours(place, path, write=True)
        return connection


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the macros and views that queries are written in; each connection has its own.

    Of a store of an older version, which is only read, so are the tables that it lacks.
    """
    if (version := _version(connection)) < SCHEMA:
        for later in range(version + 1, SCHEMA + 1):
            script = re.sub(
                r"^COMMENT .*?;$", "", _sql(f"schema/{later}.sql"), flags=re.MULTILINE | re.DOTALL
            )
            script = script.replace("CREATE SEQUENCE", "CREATE TEMP SEQUENCE IF NOT EXISTS")
            connection.execute(script.replace("CREATE TABLE", "CREATE TEMP TABLE IF NOT EXISTS"))
        connection.execute(imported_view(temporary=True))
    # The database would draw it on standard output, in the middle of the data. Not where settings are locked.
    with suppress(duckdb.InvalidInputException):
        connection.execute("SET enable_progress_bar = false")
    for statement in MACROS:
        connection.execute(statement)
    unofficial = ", ".join(f"'{sector}'" for sector in sorted(UNOFFICIAL))
    connection.execute(_sql("views.sql").replace("{unofficial}", unofficial))


def prepare_exchange(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes ``coded_events`` and ``all_events`` besides: our events as event data has them, and all."""
    connection.execute(_sql("exchange/all_events.sql"))


def schema_sql(version: int = SCHEMA) -> str:
    """The statements that make the tables of a version."""
    return "\n".join(_sql(f"schema/{each}.sql") for each in range(1, version + 1))


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn what the database and the system raise into an error that says what to do."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise _meaning(path, str(error)) from error


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection, path: str) -> Iterator[None]:
    """All or nothing."""
    with explained(path):
        connection.execute("BEGIN")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            # Where the commit itself failed, the database has rolled back, or wants a new start.
            with suppress(duckdb.Error):
                connection.execute("ROLLBACK")
            raise


def _sql(name: str) -> str:
    return files("entente.store").joinpath(name).read_text("utf-8")


def _place(path: str) -> Path:
    """Where the file lies, links followed, in a form that the database takes for nothing but a file."""
    try:
        path.encode("utf-8")
        place = Path(path).resolve()
    # A name that is no text, or links that run in a circle.
    except (ValueError, RuntimeError) as error:
        raise StoreError(f"{path!r} cannot name a file ({error}); name one such as region.duckdb") from error
    if place.is_dir():
        raise ForeignStore(f"{path or '.'} is a folder; name the file of a store, such as region.duckdb")
    if place.exists() and not place.is_file():
        raise ForeignStore(f"{path} is no file; name the file of a store, such as region.duckdb")
    return place


def _make(place: Path) -> None:
    """A new store: made aside and put in its place whole, so that no moment leaves half of one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{place.name}.", dir=place.parent) as aside:
        new = Path(aside, "store")
        connection = duckdb.connect(str(new), config=_CONFIG)
        try:
            _fill(connection)
            # What is not yet in the file itself would stay behind with its log; closing does not tell.
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
        try:
            place.hardlink_to(new)
        except FileExistsError:
            # Another process was quicker: its store is the one.
            return
        except OSError:
            # A file system without links.
            new.rename(place)
    # The log of a store that was deleted without it would not fit this one.
    Path(f"{place}.wal").unlink(missing_ok=True)


def _fill(connection: duckdb.DuckDBPyConnection) -> None:
    about = {
        "format": "entente",
        "schema": str(SCHEMA),
        "id": uuid.uuid4().hex,
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    connection.execute("BEGIN")
    connection.execute(schema_sql())
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [[k, v] for k, v in about.items()])
    _put_codes(connection)
    connection.execute("COMMIT")


def _brought_up(connection: duckdb.DuckDBPyConnection, path: str) -> None:
    """Brings a store of an older version up to this one, all or nothing, and gives it the codes of today."""
    known = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    version = int(known["schema"])
    if version == SCHEMA and known.get("codes") == _codes():
        return
    with transaction(connection, path):
        for later in range(version + 1, SCHEMA + 1):
            connection.execute(_sql(f"schema/{later}.sql"))
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(SCHEMA)])
        _put_codes(connection)


def _put_codes(connection: duckdb.DuckDBPyConnection) -> None:
    write_codes(connection)
    connection.execute(imported_view())
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('codes', ?)", [_codes()])


def _codes() -> str:
    """What the tables of codes and the view of imported events are made of."""
    return hashlib.sha256((fingerprint() + imported_view()).encode()).hexdigest()[:16]


def _version(connection: duckdb.DuckDBPyConnection) -> int:
    found = connection.execute("SELECT value FROM main.meta WHERE key = 'schema'").fetchone()
    return int(found[0]) if found else SCHEMA


def _ours(place: Path, path: str, *, write: bool = False) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(place), read_only=not write, config=_CONFIG)
    try:
        _known(connection, path)
        if write:
            # First of all: tables made for one that is only read would stand before the store's own.
            _brought_up(connection, path)
        prepare(connection)
        if not write and _version(connection) < CODED_SINCE:
            write_codes(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _known(connection: duckdb.DuckDBPyConnection, path: str) -> None:
    """Whether it is ours, and of a version that this program reads."""
    try:
        rows = connection.execute("SELECT key::VARCHAR, value::VARCHAR FROM main.meta").fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        rows = []
    found = dict(rows)
    if found.get("format") != "entente":
        raise ForeignStore(
            f"{path} is a DuckDB database, but no store of Entente; name another file with --db, "
            "it has been left as it is"
        )
    version = found.get("schema") or ""
    if not version.isdecimal() or int(version) > SCHEMA:
        raise ForeignStore(
            f"{path} has tables of version {version or 'none'}, this program reads up to {SCHEMA}; "
            "install a newer Entente, or name another file with --db"
        )


def _meaning(path: str, told: str) -> StoreError:
    """The error that says in our words what the database or the system has told in its own."""
    first = told.splitlines()[0] if told else "no reason given"

    def has(*signs: str) -> bool:
        return any(sign.lower() in told.lower() for sign in signs)

    if has("Could not set lock", "used by another process"):
        holder = re.search(r"PID (\d+)", told)
        by = f"process {holder[1]}" if holder else "another process"
        return LockedStore(f"{path} is open in {by}; wait until it has ended, or work on a copy of the file")
    if has("a different configuration than existing connections"):
        return LockedStore(
            f"{path} is open in this program already, to read or to write; close it there first"
        )
    if has(*_FULL):
        return FullDisk(
            f"no room to write {path} ({first}); free some space and run the same command again: "
            "what was stored is kept, the rest is done then"
        )
    # The files of other databases it knows by sight, and would read with an extension.
    if has("not a valid DuckDB database", ".duckdb_extension"):
        return ForeignStore(
            f"{path} is no DuckDB database; name the file of a store with --db, it has been left as it is"
        )
    if has("newer version", "version number"):
        return ForeignStore(f"{path} was written by another version of DuckDB ({first}); upgrade duckdb")
    if has("Permission denied", "not permitted", "read-only"):
        return StoreError(
            f"not permitted to open {path} ({first}); change its permissions or name another file"
        )
    if has("Serialization", "checksum", "corrupt", "replaying WAL", "could not read", "INTERNAL"):
        return DamagedStore(
            f"{path} is damaged ({first}); go back to a copy, or read the texts into a new store"
        )
    return StoreError(f"{path} cannot be used ({first}); mend that, or name another file")

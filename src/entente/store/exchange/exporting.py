"""Writing event data: in its own format to the letter, in another by what the two have in common."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from entente.errors import UsageError
from entente.ontology.crosswalk import to_cameo
from entente.ontology.plover import modes
from entente.records import EventType
from entente.store.answers import HELD
from entente.store.database import explained, prepare_exchange
from entente.store.exchange.format import COMMON, TOLD, Format, Layout, literal
from entente.store.store import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are to be written; what is left empty means all.

    Attributes:
        datasets: names of data sets.
        countries: states or actors of which one takes part, rolled up.
        since, until: first and last day.
        mentions: the mentions of GDELT 2.0 instead, to the letter.
    """

    datasets: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    mentions: bool = False

    def condition(self) -> str:
        """SQL over the columns of ``imported_events``."""
        said = ["true"]
        if self.datasets:
            said.append(f"dataset IN ({', '.join(map(literal, self.datasets))})")
        if self.countries:
            names = ", ".join(map(literal, self.countries))
            said.append(f"(a IN ({names}) OR b IN ({names}))")
        if self.since:
            said.append(f"day >= DATE '{self.since.isoformat()}'")
        if self.until:
            said.append(f"day <= DATE '{self.until.isoformat()}'")
        return " AND ".join(said)


def export(store: Store, fmt: Format, out: str, wanted: Wanted) -> int:
    """Writes events to a file, or to a folder (Parquet, a folder a month).

    Args:
        store: open to read.
        fmt: the format; rows that came in it are written as they came, others by their common columns.
        out: path; one that ends in ``.gz`` is packed. What is there already is left alone.
        wanted: which events.

    Returns:
        The number of rows written.

    Raises:
        UsageError: the path is taken, or the format cannot hold the rows.
        FullDisk, StoreError: it cannot be written; nothing is left of it.
    """
    if fmt.layout is Layout.PARQUET:
        prepare_exchange(store.connection)
        months = f"SELECT *, strftime(day, '%Y-%m') AS month FROM all_events WHERE {wanted.condition()}"
        return _copied(store, months, out, "FORMAT parquet, COMPRESSION zstd, PARTITION_BY (month)")
    heads, query = _lines_query(store, fmt, wanted)
    # One column, in which nothing is quoted: each row is made a line beforehand.
    packed = "gzip" if out.lower().endswith(".gz") else "none"
    how = f"FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x01', COMPRESSION {packed}"
    return _copied(store, query, out, how) - heads


def lines(store: Store, fmt: Format, wanted: Wanted) -> Iterator[str]:
    """The same rows as lines of text, the header first where the format has one; a few are held at a time.

    Raises UsageError where the format cannot hold the rows, or is no text.
    """
    if fmt.layout is Layout.PARQUET:
        raise UsageError("parquet is a folder, with a folder in it for each month; name it with --out FOLDER")
    _, query = _lines_query(store, fmt, wanted)
    with explained(store.path):
        found = store.connection.execute(query)
        while held := found.fetchmany(HELD):
            yield from (line for (line,) in held)


def _lines_query(store: Store, fmt: Format, wanted: Wanted) -> tuple[int, str]:
    """Number of lines of the header, and the query of all lines."""
    prepare_exchange(store.connection)
    header = list(_header(fmt))
    return len(header), " UNION ALL ".join([*header, *_parts(store, fmt, wanted)])


def _header(fmt: Format) -> Iterator[str]:
    if fmt.layout is Layout.TABLE:
        names = (*COMMON, *TOLD) if fmt.own else fmt.columns
        yield f"SELECT {literal((fmt.delimiter or ',').join(names))} AS line"


def _parts(store: Store, fmt: Format, wanted: Wanted) -> Iterator[str]:
    """Queries of lines: rows of this format as they came, then those of others as far as it can tell them."""
    if wanted.mentions:
        if fmt.name != "gdelt2":
            raise UsageError(f"{fmt.name} has no mentions; they are of gdelt2")
        days = Wanted(since=wanted.since, until=wanted.until)
        yield f"SELECT raw AS line FROM mentions WHERE {days.condition()}"
        return
    if fmt.own:
        yield f"SELECT {_own_line(fmt)} AS line FROM all_events WHERE {wanted.condition()}"
        return
    came = f"dataset = {literal(fmt.name)} AND {wanted.condition()}"
    fields = f"string_split(raw, chr(9))[:{len(fmt.columns)}]"
    line = _joined(fmt, fields, "unescaped(x)") if fmt.layout is Layout.TABLE else "raw"
    if store.ask(f"SELECT 1 FROM imported WHERE raw = '' AND {came} LIMIT 1", []):
        raise UsageError(
            f"rows of {fmt.name} are here that were imported with --lean, without their text; "
            "export them as csv, jsonl or parquet"
        )
    yield f"SELECT {line} AS line FROM imported WHERE {came}"
    if fmt.writes:
        yield _told(store, fmt, f"dataset <> {literal(fmt.name)} AND {wanted.condition()}")
    elif set(wanted.datasets) - {fmt.name}:
        raise UsageError(
            f"{fmt.name} can hold only rows that came as {fmt.name}; export others as csv, jsonl or parquet"
        )


def _own_line(fmt: Format) -> str:
    """All our columns; in CSV a text that a spreadsheet would run as a formula gets an apostrophe."""
    if fmt.layout is Layout.JSON:
        return f"to_json({{{', '.join(f'{literal(name)}: {name}' for name in (*COMMON, *TOLD))}}})::VARCHAR"
    cells = [
        f"guarded({name})" if kind == "VARCHAR" else f"{name}::VARCHAR"
        for name, (kind, _) in (*COMMON.items(), *TOLD.items())
    ]
    return _joined(fmt, f"[{', '.join(cells)}]", "x")


def _joined(fmt: Format, fields: str, value: str) -> str:
    """Fields as a line, those in quotation marks that need them."""
    between = literal(fmt.delimiter or ",")
    cell = f"coalesce({value}, '')"
    cell = (
        f"quoted({cell}, {between})"
        if fmt.quote
        else f"translate({cell}, concat(chr(9), chr(10), chr(13)), '   ')"
    )
    return f"array_to_string(list_transform({fields}, lambda x: {cell}), {between})"


def _told(store: Store, fmt: Format, condition: str) -> str:
    """Rows of others in this format."""
    _put_cameo(store.connection, condition)
    made = (
        "SELECT e.*, coalesce(c.cameo, t.cameo) AS cameo "
        f"FROM (SELECT * FROM all_events WHERE {condition}) AS e "
        "LEFT JOIN act_codes AS c ON c.scheme = 'cameo' AND c.code = e.code "
        "LEFT JOIN told_acts AS t ON t.event_type = e.event_type AND t.mode IS NOT DISTINCT FROM e.mode "
        "AND t.contexts IS NOT DISTINCT FROM e.contexts"
    )
    if fmt.layout is Layout.JSON:
        return f"SELECT ({fmt.writes['$']})::VARCHAR AS line FROM ({made})"
    cells = ", ".join(
        f"({fmt.writes[name]})::VARCHAR" if name in fmt.writes else "''" for name in fmt.columns
    )
    return f"SELECT {_joined(fmt, f'[{cells}]', 'x')} AS line FROM ({made})"


def _put_cameo(connection: duckdb.DuckDBPyConnection, condition: str) -> None:
    """The table ``told_acts``: which CAMEO code each PLOVER type, mode and contexts of the rows is."""
    acts = connection.execute(
        "SELECT DISTINCT event_type, mode, contexts FROM all_events "
        f"WHERE event_type IS NOT NULL AND {condition}"
    ).fetchall()
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE told_acts "
        "(event_type VARCHAR, mode VARCHAR, contexts VARCHAR, cameo VARCHAR)"
    )
    if acts:
        told = [[*act, _cameo(*act)] for act in acts]
        connection.executemany("INSERT INTO told_acts VALUES (?, ?, ?, ?)", told)


def _cameo(name: str, mode: str | None, contexts: str | None) -> str:
    kind = EventType(name)
    return to_cameo(kind, mode if mode in modes(kind) else None, (contexts or "").split(";"))


def _copied(store: Store, query: str, out: str, how: str) -> int:
    """Runs a query into a file or folder that comes into being whole; the number of rows."""
    with _written(out) as place, explained(out):
        done = store.connection.execute(f"COPY ({query}) TO {literal(str(place))} ({how})").fetchone()
    return int(done[0]) if done else 0


@contextmanager
def _written(out: str) -> Iterator[Path]:
    """A path to write to, that gets its name when it is whole."""
    place = Path(out)
    try:
        taken = place.exists() or place.is_symlink()
    except ValueError as error:
        raise UsageError(f"{out!r} cannot name a file ({error}); name another with --out") from error
    if taken or not place.name:
        raise UsageError(f"{out} is there already; name another with --out, or remove it")
    with explained(out):
        place.parent.mkdir(parents=True, exist_ok=True)
    aside = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        yield aside
        if not aside.exists():
            # Not one row: an empty folder.
            aside.mkdir()
        with explained(out):
            aside.rename(place)
    except BaseException:
        shutil.rmtree(aside) if aside.is_dir() else aside.unlink(missing_ok=True)
        raise

"""The view ``imported_events``: every column of ours, made from the rows as they came."""

from __future__ import annotations

from entente.store.exchange.codes import unescaped
from entente.store.exchange.format import COMMON, STORED, Format, Layout, formats, literal
from entente.store.exchange.importing import columns_sql, fields_of_line, joined_sql, value_sql


def imported_view(temporary: bool = False) -> str:
    """The statement that makes the view; it needs nothing but the store, so that any tool can read it."""
    # Comments are not for a view that is gone with its connection.
    told = "" if temporary else _comments()
    parts = " UNION ALL ".join(_of_format(fmt) for fmt in formats().values())
    return f"CREATE OR REPLACE {'TEMP ' if temporary else ''}VIEW imported_events AS {parts};{told}"


def _comments() -> str:
    about = "Imported events with every column of ours, made from the rows as they came."
    columns = "".join(
        f"COMMENT ON COLUMN imported_events.{name} IS {literal(meaning)};"
        for name, (_, meaning) in COMMON.items()
    )
    return f"COMMENT ON VIEW imported_events IS {literal(about)};{columns}"


def _of_format(fmt: Format) -> str:
    wanted = [name for name in COMMON if name not in STORED]
    fields = _fields(fmt)
    stored = ", ".join(STORED)
    made = columns_sql(fmt, wanted)
    rows = f"SELECT *, {fields} AS f FROM imported WHERE dataset = {literal(fmt.name)}"
    cut = f"(SELECT {stored}, {made or 'NULL AS nothing'} FROM ({rows}))"
    values = ", ".join(
        f"{f'cut.{name}' if name in STORED else value_sql(fmt, name)}::{kind} AS {name}"
        for name, (kind, _) in COMMON.items()
    )
    return f"SELECT {values} {joined_sql(fmt, wanted, cut)}"


def _fields(fmt: Format) -> str:
    """The fields of a row as it is kept."""
    match fmt.layout:
        case Layout.JSON:
            paths = ", ".join(map(literal, fmt.paths))
            return f"json_extract_string(raw, [{paths}])"
        case Layout.LINES:
            return fields_of_line(fmt)
        case Layout.TABLE | Layout.PARQUET:
            return f"list_transform(string_split(raw, chr(9)), lambda x: {unescaped('x')})"

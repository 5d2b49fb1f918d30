"""Rows of a store's flat tables to standard output: as a table to read, as CSV, as JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TextIO

from rich.table import Table as Shown

from entente.choosing import searched
from entente.cli.options import Form
from entente.cli.output import Screen, cells
from entente.distinct import made_distinct
from entente.rows import Row, csv_lines, json_lines
from entente.store import Parties, Selection, Store, Table

#: Rows of a table to read, unless another number is asked for.
MOST = 50
#: Characters of a cell of a table to read.
LONGEST = 160


@dataclass(frozen=True, slots=True)
class View:
    """A table to read: what its rows are called, its heads, and what stands below each head."""

    name: str
    columns: Mapping[str, Callable[[Row], object]]


def show(db: str, table: Table, selection: Selection, search: str | None, form: Form, view: View) -> None:
    """Write the chosen rows of a flat table."""
    with Store(db) as store:
        if table is Parties.ACTORS:
            made_distinct(store)
        selection = searched(store, table, selection, search)
        match form:
            case Form.TABLE:
                _table(store, table, selection, view)
            case Form.CSV:
                write_csv(store.columns(table), store.rows(table, selection), sys.stdout)
            case Form.JSON:
                write_json(store.rows(table, selection), sys.stdout)


def write_csv(heads: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    """See :func:`entente.rows.csv_lines`."""
    out.writelines(csv_lines(heads, rows))


def write_json(rows: Iterable[Row], out: TextIO) -> None:
    """See :func:`entente.rows.json_lines`."""
    out.writelines(json_lines(rows))


def _table(store: Store, table: Table, selection: Selection, view: View) -> None:
    limit = selection.limit or MOST
    rows = list(store.rows(table, replace(selection, limit=limit)))
    if not rows:
        sys.stderr.write(f"no {view.name} match\n")
        return
    shown = Shown()
    for head in view.columns:
        # An id is to be copied: it stays in one piece.
        shown.add_column(
            head, no_wrap=head == "id", justify="right" if _numbers(view, head, rows) else "left"
        )
    for row in rows:
        shown.add_row(*cells(cut(value(row)) for value in view.columns.values()))
    Screen(160).print(shown)
    if len(rows) == limit:
        total = store.count(table, replace(selection, limit=None))
        if total > limit:
            sys.stderr.write(
                f"{limit} of {total} {view.name} are shown, {total - limit} more are there: "
                f"all with --limit {total}, --format csv or --format json\n"
            )


def _numbers(view: View, head: str, rows: Iterable[Row]) -> bool:
    values = {type(view.columns[head](row)) for row in rows} - {type(None)}
    return bool(values) and values <= {int, float}


def cut(value: object) -> str:
    """A value as a cell of a table: on one line, without control characters, not too long."""
    if value is None:
        return "-"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split()) or "-"
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def named(row: Row, side: str) -> str | None:
    """A speaker, with the state or organisation that he speaks for where that is another."""
    who, speaker = row[side], row["speaker"]
    said = " ".join(filter(None, (row["office"] or "", speaker)))
    return said if who in (None, speaker) else f"{who} ({said})"

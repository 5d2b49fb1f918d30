"""``entente corrections``: what people said of coded records."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Annotated, Any

import typer
from rich.table import Table

from entente.asked import first_day, last_day
from entente.cli.options import Db, Form, Limit, Shown, Since, Until
from entente.cli.output import Screen, cells
from entente.cli.rows import cut
from entente.rows import csv_lines, json_lines
from entente.store import Store
from entente.store.correcting.listing import COLUMNS, JSON_COLUMNS, Said

EXAMPLES = """**Examples**

`entente corrections --db region.duckdb`

`entente corrections --db region.duckdb --by Ann --from 2026-11`

`entente corrections --db region.duckdb --format json > corrections.json` for `entente correct --file`"""

Row = dict[str, Any]


def corrections(
    db: Db,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who said it.")] = None,
    record: Annotated[str | None, typer.Option(metavar="ID", help="Of this record.")] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Of records of this text.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    form: Shown = Form.TABLE,
) -> None:
    """List corrections, in the order in which they were said, with what the coder gave."""
    said = Said(document, record, by, first_day(since, "--from"), last_day(until, "--to"), limit)
    with Store(db) as store:
        rows = store.corrections(said)
    match form:
        case Form.TABLE:
            _table(rows)
        case Form.CSV:
            sys.stdout.writelines(csv_lines(COLUMNS, map(flat, rows)))
        case Form.JSON:
            sys.stdout.writelines(json_lines(rows))


def flat(row: Row) -> Row:
    """A row whose objects are JSON texts."""
    return row | {
        name: json.dumps(row[name], ensure_ascii=False) for name in JSON_COLUMNS if row[name] is not None
    }


def _table(rows: Iterable[Row]) -> None:
    shown = Table()
    for head in ("at", "by", "record", "said", "why", "text"):
        shown.add_column(head, no_wrap=head == "record")
    for row in rows:
        changes = ", ".join(f"{k}={v or ''}" for k, v in row["changes"].items())
        told = f"{row['action']} {changes}" + ("" if row["last"] else " (replaced since)")
        shown.add_row(
            *cells(map(cut, (row["at"][:16], row["by"], row["record"], told, row["why"], row["text"])))
        )
    if shown.row_count:
        Screen(160).print(shown)
    else:
        sys.stderr.write("no corrections match\n")

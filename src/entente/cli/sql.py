"""``entente sql``: questions of the user's own."""

from __future__ import annotations

import sys
from itertools import islice
from typing import Annotated

import typer
from rich.table import Table

from entente.cli.options import Db, Form, Shown
from entente.cli.output import Screen, cells
from entente.cli.rows import MOST, cut, write_csv, write_json
from entente.store import Store
from entente.store.asking import answer

EXAMPLES = """**Examples**

`entente sql "SELECT outlet, count(*) AS texts FROM documents GROUP BY ALL" --db region.duckdb`

`entente sql "SELECT a, b, count(*) AS n FROM imported GROUP BY ALL" --db region.duckdb --format csv`

`entente sql - --db region.duckdb < question.sql` from standard input

The tables: docs/reference/store.md. The store is only read; files and settings are out of reach."""


def sql(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="One statement in DuckDB's SQL; - for standard input.")
    ],
    db: Db,
    form: Shown = Form.TABLE,
) -> None:
    """Put a question in SQL to a store, which it can only read."""
    text = sys.stdin.read() if query == "-" else query
    with Store(db) as store:
        found = answer(store, text)
        match form:
            case Form.CSV:
                write_csv(found.columns, found.rows, sys.stdout)
            case Form.JSON:
                write_json(found.rows, sys.stdout)
            case Form.TABLE:
                shown = Table(*found.columns)
                for row in islice(found.rows, MOST):
                    shown.add_row(*cells(cut(row[name]) for name in found.columns))
                Screen(160).print(shown)
                if next(found.rows, None) is not None:
                    sys.stderr.write(
                        f"the first {MOST} rows are shown: all with --format csv or --format json\n"
                    )

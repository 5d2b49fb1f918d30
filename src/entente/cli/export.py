"""``entente export``: the events of a store in a format of event data."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from entente.cli.choice import chosen
from entente.cli.collecting import several
from entente.cli.import_events import FORMATS
from entente.cli.options import Countries, Datasets, Db, Since, Until
from entente.store import Store
from entente.store.exchange.exporting import Wanted, export, lines
from entente.store.exchange.format import Format, Layout, format_named

STANDARD_OUTPUT = "-"
EXAMPLES = """**Examples**

`entente export csv --db region.duckdb --out events.csv` one row an event and a pair of its parties

`entente export parquet --db region.duckdb --out shared/` a folder a month, for any tool

`entente export gdelt1 --db region.duckdb --dataset gdelt1 > back.tsv` rows as they came, to the letter

`entente export icews --db region.duckdb --dataset coded > ours.tab` ours, as ICEWS would have them"""


def export_events(
    fmt: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {FORMATS}.")],
    db: Db,
    out: Annotated[
        str, typer.Option("--out", "-o", metavar="PATH", help="File, or folder for parquet.")
    ] = STANDARD_OUTPUT,
    dataset: Datasets = None,
    country: Countries = None,
    since: Since = None,
    until: Until = None,
    mentions: Annotated[
        bool, typer.Option("--mentions", help="Of gdelt2 the mentions, instead of the events.")
    ] = False,
) -> None:
    """Write events: rows of the format as they came, others by what the two have in common."""
    known = format_named(fmt)
    selection = chosen(db, country=country, since=since, until=until, dataset=dataset)
    wanted = Wanted(selection.datasets, selection.countries, selection.since, selection.until, mentions)
    with Store(db) as store:
        count = written(store, known, wanted) if out == STANDARD_OUTPUT else export(store, known, out, wanted)
    sys.stderr.write(f"{several(count, 'row')} written{'' if out == STANDARD_OUTPUT else f' to {out}'}\n")


def written(store: Store, fmt: Format, wanted: Wanted) -> int:
    """Write events to standard output; the number of rows."""
    count = 0 if fmt.layout is not Layout.TABLE else -1
    for line in lines(store, fmt, wanted):
        sys.stdout.write(f"{line}\n")
        count += 1
    return count

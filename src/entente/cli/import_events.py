"""``entente import``: event data of others into a store."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Annotated

import typer

from entente.asked import first_day
from entente.cli.collecting import INTERRUPTED, several
from entente.cli.options import Db
from entente.cli.output import progress, report
from entente.errors import InputError
from entente.store import Store
from entente.store.exchange.format import format_named, formats
from entente.store.exchange.loading import Loaded, import_files
from entente.store.exchange.settling import settle

EXAMPLES = """**Examples**

`entente import gdelt1 archive/ --db region.duckdb` a folder of daily files, zipped or not

`entente import icews events.2018.tab --db region.duckdb` again, and nothing is counted twice

`entente import tkg icews14/ --epoch 2014-01-01 --db graph.duckdb` a temporal graph of numbers

`entente import parquet shared/ --db region.duckdb` what `entente export parquet` has written

Rows that cannot be taken in are counted, and kept with the reason in `region.duckdb.rejects/`.

Exit codes: 0 done, 1 some files failed (each is named), 2 wrong call or no usable store, 130 interrupted."""

FORMATS = ", ".join(formats())


def import_events(
    fmt: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {FORMATS}.")],
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Files and folders, or - for standard input.")
    ],
    db: Db,
    lean: Annotated[
        bool,
        typer.Option(
            "--lean", help="Without the rows as they came: quicker, smaller, names and places lost."
        ),
    ] = False,
    epoch: Annotated[
        str | None, typer.Option(metavar="DATE", help="Of a folder of tkg: the day of timestamp 0.")
    ] = None,
) -> None:
    """Take event data that others coded into a store, each row once."""
    known = format_named(fmt)
    tally, failed = Tally(), 0
    with Store(db, write=True) as store:
        try:
            with progress("import", "rows") as bar:
                for found in import_files(store, known, files, epoch=first_day(epoch, "--epoch"), lean=lean):
                    if isinstance(found, InputError):
                        failed += 1
                        report(found)
                        continue
                    tally.add(found)
                    if bar:
                        bar.update(bar.task_ids[0], advance=found.rows, description=found.part.file[-60:])
            settle(store)
        except KeyboardInterrupt as stop:
            sys.stderr.write(f"interrupted: {tally.told(db)}; the same command goes on from there\n")
            raise typer.Exit(INTERRUPTED) from stop
    sys.stderr.write(f"{tally.told(db)}\n")
    if failed:
        raise typer.Exit(1)


class Tally:
    """What has become of the parts so far."""

    def __init__(self) -> None:
        self.rows = self.known = 0
        self.rejected: Counter[str] = Counter()

    def add(self, loaded: Loaded) -> None:
        """Count a part."""
        self.rows += loaded.rows
        self.known += loaded.known
        self.rejected.update(loaded.rejected)

    def told(self, db: str) -> str:
        """In words."""
        words = [f"{several(self.rows, 'row')} taken in"]
        if self.known:
            words.append(f"{several(self.known, 'part')} of files there already")
        if self.rejected:
            most = ", ".join(f"{number} {reason}" for reason, number in self.rejected.most_common(4))
            more = f" and {len(self.rejected) - 4} reasons more" if len(self.rejected) > 4 else ""
            words.append(
                f"{several(sum(self.rejected.values()), 'row')} rejected ({most}{more}), kept in {db}.rejects"
            )
        return "; ".join(words)

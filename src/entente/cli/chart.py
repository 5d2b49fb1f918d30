"""``entente chart``: a figure of a store as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from entente.asked import first_day
from entente.charts.looks import Theme, Width
from entente.cli.choice import chosen
from entente.cli.options import Counted, Datasets, Db, Periods, Rolled, Since, Until
from entente.cli.regional import drawable, report_written
from entente.distinct import made_distinct
from entente.figures import KINDS, Asked, figure
from entente.store import Level, Store
from entente.units import By, Count

EXAMPLES = """**Examples**

`entente chart dyad Armenia Russia --db region.duckdb -o tension.svg` for a page, light

`entente chart dyad ARM RUS --db region.duckdb --by week --width phone --theme dark -o tension.png`

`entente chart calendar 'South Caucasus' --db region.duckdb -o days.html` each day of a region

`entente chart forecast Armenia Azerbaijan --db region.duckdb --by week -o next.json` as Vega-Lite"""


def chart(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="; ".join(f"{k.name}: {k.shows}" for k in KINDS.values()))
    ],
    db: Db,
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FILE", help="A name that ends in .svg, .png, .html or .json."),
    ],
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME...]", help="Actors or named regions, as the kind wants them."),
    ] = None,
    since: Since = None,
    until: Until = None,
    by: Periods = By.MONTH,
    at: Annotated[
        str | None, typer.Option(metavar="DATE", help="Of gains, the day of the turn; else the last turn.")
    ] = None,
    count: Counted = Count.STORY,
    dataset: Datasets = None,
    level: Rolled = Level.STATE,
    width: Annotated[
        Width, typer.Option("--width", case_sensitive=False, help="For a page, or a phone or a column.")
    ] = Width.PAGE,
    theme: Annotated[
        Theme | None,
        typer.Option(
            "--theme", case_sensitive=False, help="The ground; else light, and of a page its reader's."
        ),
    ] = None,
) -> None:
    """Draw a figure of the record, with what it counts, its sources and its exposure."""
    drawable(str(out))
    selection = chosen(db, dataset=dataset, since=since, until=until, level=level, count=count)
    with Store(db) as store:
        made_distinct(store)
        made = figure(kind, Asked(store, selection, tuple(names or ()), by, first_day(at, "--at")))
        report_written(made.save(out, width=width, theme=theme))

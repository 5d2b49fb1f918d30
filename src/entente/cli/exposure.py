"""``entente exposure``: how much was read, of whom, when."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table

from entente.cli.choice import chosen
from entente.cli.options import Datasets, Db, Form, Outlets, Shown, Since, Until
from entente.cli.output import Screen, cells
from entente.cli.rows import MOST, cut, write_csv, write_json
from entente.store import Store

EXAMPLES = """**Examples**

`entente exposure --db region.duckdb` articles by month and outlet

`entente exposure --db region.duckdb --by day --format csv > read.csv` what counts can be divided by

`entente dyad Armenia Russia --db region.duckdb --share` shows a dyad as a share of it"""


class Period(StrEnum):
    """How days are put together."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


By = Annotated[Period, typer.Option(case_sensitive=False, help="How days are put together.")]


def exposure(
    db: Db,
    by: By = Period.MONTH,
    dataset: Datasets = None,
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    form: Shown = Form.TABLE,
) -> None:
    """Count the articles that were read, by data set, period and outlet: counts of events depend on it."""
    selection = chosen(db, dataset=dataset, outlet=outlet, since=since, until=until)
    with Store(db) as store:
        found = store.exposure(selection, by.value)
    found["period"] = found.period.astype("object").where(found.period.notna(), None).map(_day)
    rows = [
        {str(name): (None if value != value else value) for name, value in row.items()}
        for row in found.to_dict("records")
    ]
    match form:
        case Form.CSV:
            write_csv([str(name) for name in found.columns], rows, sys.stdout)
        case Form.JSON:
            write_json(rows, sys.stdout)
        case Form.TABLE:
            shown = Table(*map(str, found.columns))
            for row in rows[:MOST]:
                shown.add_row(*cells(cut(value) for value in row.values()))
            Screen(160).print(shown)
            if len(rows) > MOST:
                sys.stderr.write(
                    f"{MOST} of {len(rows)} rows are shown: all with --format csv or --format json\n"
                )


def _day(value: object) -> str | None:
    return None if value is None else str(value)[:10]

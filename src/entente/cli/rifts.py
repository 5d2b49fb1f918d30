"""``entente rifts``: where relations turned, over all dyads."""

from __future__ import annotations

from typing import Annotated

import typer

from entente.analysis.dyads.rifts import FEWEST, RATE, Method
from entente.cli.options import Datasets, Db, Form, Limit, Periods, Rolled, Shown, Since, Until
from entente.cli.regional import Chart, Regions, asked_of, perspective, report_written, show
from entente.store import Level
from entente.units import By

EXAMPLES = """**Examples**

`entente rifts --db region.duckdb` the turns of all dyads, the largest first

`entente rifts --db region.duckdb --region "East Asia" --chart rifts.svg` of a region, with a picture

`entente rifts --db region.duckdb --format json` each with its interval and the stories that carry it"""

_SHOWN = ("date", "low", "high", "a", "b", "direction", "size", "points", "before", "after", "q")


def rifts(
    db: Db,
    region: Regions = None,
    by: Periods = By.WEEK,
    rate: Annotated[
        float,
        typer.Option(
            "--rate",
            metavar="SHARE",
            min=0,
            max=1,
            help="Of the turns told so many are false at most, 0 to 1.",
        ),
    ] = RATE,
    method: Annotated[
        Method,
        typer.Option(
            "--method", case_sensitive=False, help="The best partition of counts, or a Bayesian search."
        ),
    ] = Method.PARTITION,
    least: Annotated[
        int, typer.Option("--least", metavar="N", min=1, help="Stories of a dyad that is looked at.")
    ] = FEWEST,
    dataset: Datasets = None,
    since: Since = None,
    until: Until = None,
    level: Rolled = Level.STATE,
    limit: Limit = None,
    chart: Chart = None,
    form: Shown = Form.TABLE,
) -> None:
    """Tell the rifts and rapprochements of all dyads, dated with an interval, the largest first."""
    with perspective(
        db, region, dataset=dataset, since=since, until=until, level=level, chart=chart
    ) as found:
        table = found.rifts(by, rate=rate, least=least, method=method).iloc[:limit]
        show(table, _SHOWN, form, "turns")
        if chart:
            from entente.figures.rifts import Search, turning

            search = Search(by, rate, least)
            report_written(turning(asked_of(found, region), found, table, search).save(chart))

"""``entente brokers``: who stands between actors that do not deal with each other."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from entente.analysis.network.windows import Window
from entente.cli.options import Datasets, Db, Form, Limit, Rolled, Shown, Since, Until
from entente.cli.regional import Chart, Least, Regions, Windows, asked_of, draw, names_in, perspective, show
from entente.perspective import LEAST
from entente.store import Level

EXAMPLES = """**Examples**

`entente brokers --db region.duckdb --region "Middle East"` the share of each in standing between others

`entente brokers --db region.duckdb --show bridges --format csv > bridges.csv` between whom each stands

`entente brokers --db region.duckdb --show mediations` who mediates, or offers to"""


class View(StrEnum):
    """What of brokerage is shown."""

    BROKERS = "brokers"
    BRIDGES = "bridges"
    MEDIATIONS = "mediations"


_SHOWN = {
    View.BROKERS: (
        "first",
        "last",
        "rank",
        "actor",
        "pairs",
        "sole",
        "share",
        "low",
        "high",
        "foes",
        "mediations",
        "chief",
    ),
    View.BRIDGES: ("first", "last", "actor", "a", "b", "foes", "width", "share"),
    View.MEDIATIONS: ("actor", "number", "partners", "chief", "first", "last", "datasets"),
}


def brokers(
    db: Db,
    region: Regions = None,
    view: Annotated[
        View,
        typer.Option(
            "--show",
            case_sensitive=False,
            help="Brokers; the pairs that they stand between; acts of mediation.",
        ),
    ] = View.BROKERS,
    window: Windows = Window.SPAN,
    least: Least = LEAST,
    dataset: Datasets = None,
    since: Since = None,
    until: Until = None,
    level: Rolled = Level.STATE,
    limit: Limit = None,
    chart: Chart = None,
    form: Shown = Form.TABLE,
) -> None:
    """Tell who stands between actors that do not deal with each other, or only with hostility."""
    with perspective(
        db,
        region,
        dataset=dataset,
        since=since,
        until=until,
        level=level,
        window=window,
        least=least,
        chart=chart,
    ) as found:
        show(getattr(found, view.value).iloc[:limit], _SHOWN[view], form, view.value)
        if chart:
            from entente.charts.bars import ranked
            from entente.cli.captions import brokering

            table = found.brokers
            last = table[table["first"] == table["first"].max()].iloc[:limit]
            title = "share in standing between others"
            drawn = ranked(last, "actor", "share", "low", "high", names_in(last), title=title, percent=True)
            draw(drawn, chart, brokering(asked_of(found, region), found, last))

"""``entente network``: who stands with whom and against whom, blocs, isolation."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from entente.analysis.network.windows import Window
from entente.cli.options import Datasets, Db, Form, Limit, Rolled, Shown, Since, Until
from entente.cli.regional import (
    Chart,
    Least,
    Neutral,
    Regions,
    Windows,
    asked_of,
    perspective,
    report_written,
    show,
)
from entente.perspective import LEAST
from entente.store import Level

EXAMPLES = """**Examples**

`entente network --db region.duckdb --region "South Caucasus, RUS, TUR, IRN"` ties with their signs

`entente network --db region.duckdb --show blocs --window year --format csv > blocs.csv`

`entente network --db region.duckdb --region "East Asia" --chart network.svg`"""


class View(StrEnum):
    """What of the network is shown."""

    TIES = "ties"
    DIRECTED = "directed"
    BLOCS = "blocs"
    DIVISIONS = "divisions"
    ISOLATION = "isolation"


_SHOWN = {
    View.TIES: (
        "window",
        "a",
        "b",
        "stories",
        "cooperation",
        "conflict",
        "intensity",
        "low",
        "high",
        "sign",
        "allied",
    ),
    View.DIRECTED: (
        "window",
        "a",
        "b",
        "stories",
        "intensity",
        "intensity_back",
        "reciprocity",
        "difference",
        "sign",
    ),
    View.BLOCS: (
        "window",
        "bloc",
        "actor",
        "members",
        "partners",
        "strength",
        "inside",
        "outside",
        "stability",
    ),
    View.DIVISIONS: (
        "window",
        "actors",
        "friendly",
        "hostile",
        "blocs",
        "modularity",
        "expected",
        "p",
        "p_dealt",
    ),
    View.ISOLATION: (
        "window",
        "actor",
        "partners",
        "possible",
        "friends",
        "foes",
        "isolation",
        "low",
        "high",
        "change",
    ),
}


def network(
    db: Db,
    region: Regions = None,
    view: Annotated[
        View,
        typer.Option(
            "--show",
            case_sensitive=False,
            help="Ties; ties by who acts; who is in which bloc; whether there are blocs; who is isolated.",
        ),
    ] = View.TIES,
    window: Windows = Window.SPAN,
    least: Least = LEAST,
    neutral: Neutral = 0.0,
    dataset: Datasets = None,
    since: Since = None,
    until: Until = None,
    level: Rolled = Level.STATE,
    limit: Limit = None,
    chart: Chart = None,
    form: Shown = Form.TABLE,
) -> None:
    """Show the signed network: ties, blocs, isolation, in windows of time."""
    with perspective(
        db,
        region,
        dataset=dataset,
        since=since,
        until=until,
        level=level,
        window=window,
        least=least,
        neutral=neutral,
        chart=chart,
    ) as found:
        table = getattr(found, "network" if view is View.TIES else view.value)
        name = "actors" if view in (View.BLOCS, View.ISOLATION) else view.value
        show(table.iloc[:limit], _SHOWN[view], form, name)
        if chart:
            from entente.figures.network import standing

            report_written(standing(asked_of(found, region), found).save(chart))

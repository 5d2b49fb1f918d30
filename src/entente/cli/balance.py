"""``entente balance``: which triads are at odds, who is in which camp, which dyads are under strain."""

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

`entente balance --db region.duckdb --window year` how balanced each year was, beside chance

`entente balance --db region.duckdb --region "Middle East" --show strained` ties under strain to change sign

`entente balance --db region.duckdb --show camps --format json`"""


class View(StrEnum):
    """What of the balance is shown."""

    WINDOWS = "windows"
    TRIADS = "triads"
    CAMPS = "camps"
    STRAINED = "strained"


_SHOWN = {
    View.WINDOWS: (
        "window",
        "actors",
        "friendly",
        "hostile",
        "triads",
        "balanced",
        "expected",
        "p",
        "frustrated",
        "share",
    ),
    View.TRIADS: ("window", "kind", "balanced", "triads", "weight", "expected", "z", "p"),
    View.CAMPS: ("window", "part", "camp", "actor", "weak_camp", "strength", "frustration"),
    View.STRAINED: (
        "window",
        "a",
        "b",
        "sign",
        "intensity",
        "triads",
        "unbalanced",
        "strain",
        "pushed",
        "p",
        "q",
    ),
}


def balance(
    db: Db,
    region: Regions = None,
    view: Annotated[
        View,
        typer.Option(
            "--show",
            case_sensitive=False,
            help="Windows; triads by kind; camps; ties under strain to change sign.",
        ),
    ] = View.WINDOWS,
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
    """Measure structural balance: triads, camps, and which ties are under strain to change sign."""
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
        table = found.balance if view is View.WINDOWS else getattr(found, view.value)
        show(table.iloc[:limit], _SHOWN[view], form, "ties" if view is View.STRAINED else view.value)
        if chart:
            from entente.figures.balance import balancing

            report_written(balancing(asked_of(found, region), found).save(chart))

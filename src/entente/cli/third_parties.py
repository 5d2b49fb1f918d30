"""``entente third-parties``: who gained when two turned, and whose ties moved with them."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import pandas as pd
import typer

from entente.asked import first_day
from entente.cli.options import Datasets, Db, Form, Limit, Rolled, Shown, Since, Until
from entente.cli.regional import Chart, Regions, asked_of, draw, names_in, perspective, show
from entente.figures.turns import last_turn
from entente.store import Level

if TYPE_CHECKING:
    from entente.charts.caption import Caption

EXAMPLES = """**Examples**

`entente third-parties Armenia Russia --db region.duckdb` around the last turn of the two

`entente third-parties CHN JPN --db region.duckdb --at 2012-09-11 --days 500 --format csv > gained.csv`

`entente third-parties CHN JPN --db region.duckdb --show moving` whose ties go up and down with theirs"""


class View(StrEnum):
    """What of third parties is shown."""

    TURN = "turn"
    MOVING = "moving"


_SHOWN = {
    View.TURN: (
        *("side", "actor", "stories_before", "stories_after", "intensity_change", "intensity_q", "moved"),
        *("share_before", "share_after", "share_q", "place"),
    ),
    View.MOVING: ("side", "actor", "months", "lag", "correlation", "p", "q", "moves"),
}


def third_parties(
    a: Annotated[str, typer.Argument(metavar="A", help="One actor, by name or code.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    db: Db,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="DATE", help="The day of the turn; else that of the last one found."),
    ] = None,
    days: Annotated[
        int, typer.Option("--days", metavar="N", min=30, help="Days that are looked at before and after it.")
    ] = 365,
    view: Annotated[
        View,
        typer.Option("--show", case_sensitive=False, help="Before and after a turn; or month by month."),
    ] = View.TURN,
    region: Regions = None,
    dataset: Datasets = None,
    since: Since = None,
    until: Until = None,
    level: Rolled = Level.STATE,
    limit: Limit = None,
    chart: Chart = None,
    form: Shown = Form.TABLE,
) -> None:
    """Tell who gained from a turn of two, and whose ties to either moved with or against it."""
    with perspective(
        db, region, dataset=dataset, since=since, until=until, level=level, chart=chart
    ) as found:
        if view is View.MOVING:
            table, around = found.moving(a, b), None
        else:
            day = first_day(at, "--at")
            if day is None:
                day = last_turn(asked_of(found, None), *found.two(a, b))
                sys.stderr.write(f"around the turn of {day}\n")
            table, around = found.third_parties(a, b, day, before=days, after=days), (day, days)
        show(table.iloc[:limit], _SHOWN[view], form, "third parties")
        if chart:
            from entente.cli.captions import gaining

            told = gaining(asked_of(found, region), found.two(a, b), table.iloc[:limit], around)
            _draw(table.iloc[:limit], view, chart, told)


def _draw(table: pd.DataFrame, view: View, chart: str, caption: Caption) -> None:
    from entente.charts.bars import ranked

    names = names_in(table, ("side", "actor"))
    if view is View.MOVING:
        drawn = ranked(
            table, "actor", "correlation", None, None, names, title="correlation", side="moves", group="side"
        )
    else:
        title = "change of mean intensity, points"
        drawn = ranked(
            table.dropna(subset=["intensity_change"]),
            "actor",
            "intensity_change",
            "intensity_low",
            "intensity_high",
            names,
            title=title,
            side="moved",
            group="side",
        )
    draw(drawn, chart, caption)

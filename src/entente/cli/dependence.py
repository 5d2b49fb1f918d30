"""``entente dependence``: whose cooperation runs through whom."""

from __future__ import annotations

from entente.analysis.network.windows import Window
from entente.cli.options import Datasets, Db, Form, Limit, Rolled, Shown, Since, Until
from entente.cli.regional import Chart, Least, Regions, Windows, asked_of, draw, names_in, perspective, show
from entente.perspective import LEAST
from entente.store import Level

EXAMPLES = """**Examples**

`entente dependence --db region.duckdb --region "ARM, AZE, GEO"` on whom each leans

`entente dependence --db region.duckdb --window year --format csv > leans.csv` with the change each year

`entente dependence --db region.duckdb --region "Central Asia" --chart leans.svg`"""

_SHOWN = (
    *("first", "actor", "rank", "on", "cooperation", "share", "low", "high"),
    *("asymmetry", "through", "lost", "change", "q"),
)
#: Of each actor in a picture.
_DRAWN = 5


def dependence(
    db: Db,
    region: Regions = None,
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
    """Tell what share of each actor's cooperation is with, and runs through, each other."""
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
        table = found.dependence
        show(table.iloc[:limit], _SHOWN, form, "dependences")
        if chart:
            from entente.charts.bars import ranked
            from entente.cli.captions import depending

            last = table[(table["first"] == table["first"].max()) & (table["rank"] <= _DRAWN)]
            title = "share of the actor's cooperation"
            drawn = ranked(
                last, "on", "share", "low", "high", names_in(last), title=title, percent=True, group="actor"
            )
            draw(drawn, chart, depending(asked_of(found, region), found, last, _DRAWN))

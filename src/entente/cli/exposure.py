"""``entente exposure``: how much was read, of whom, when."""

from __future__ import annotations

import sys

from entente.cli.choice import chosen
from entente.cli.frames import show_frame
from entente.cli.options import Datasets, Db, Form, Outlets, Periods, Shown, Since, Until
from entente.store import Store
from entente.units import By

EXAMPLES = """**Examples**

`entente exposure --db region.duckdb` articles by month and outlet

`entente exposure --db region.duckdb --by day --format csv > read.csv` what counts can be divided by

`entente dyad Armenia Russia --db region.duckdb --share` shows a dyad as a share of it"""


_SHOWN = ("dataset", "period", "outlet", "articles")


def exposure(
    db: Db,
    by: Periods = By.MONTH,
    dataset: Datasets = None,
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    form: Shown = Form.TABLE,
) -> None:
    """Count the articles that were read, by data set, period and outlet: counts of events depend on it."""
    selection = chosen(db, dataset=dataset, outlet=outlet, since=since, until=until)
    with Store(db) as store:
        show_frame(store.exposure(selection, by.value), _SHOWN, form, "articles", sys.stdout)

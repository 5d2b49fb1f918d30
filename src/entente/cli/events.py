"""``entente events``: who did what to whom."""

from __future__ import annotations

from entente.cli.choice import chosen
from entente.cli.options import (
    Actors,
    Coder,
    Countries,
    Datasets,
    Db,
    Dyad,
    Form,
    Least,
    Limit,
    Modalities,
    Outlets,
    Rolled,
    Search,
    Shown,
    Since,
    Types,
    Until,
)
from entente.cli.rows import View, show
from entente.store import Kind, Level

EXAMPLES = """**Examples**

`entente events --db region.duckdb --dyad Armenia Azerbaijan --type assault,coerce --modality asserted`

`entente events --db region.duckdb --country Armenia --from 2022-09 --to 2022-12 --least 0.5`

`entente events --db region.duckdb --dataset icews --dyad Armenia Russia` what others coded

`entente events --db region.duckdb --format csv > events.csv` every row, with all columns"""

VIEW = View(
    "events",
    {
        "date": lambda row: row["date"] or row["published"],
        "actor": lambda row: row["actor"],
        "type": lambda row: f"{row['event_type'] or '-'} {row['intensity'] or 0:+.1f}",
        "recipient": lambda row: row["recipient"],
        "modality": lambda row: row["modality"],
        "sentence": lambda row: row["sentence"],
        "outlet": lambda row: row["outlet"] or row["dataset"],
        "id": lambda row: row["id"],
    },
)


def events(
    db: Db,
    actor: Actors = None,
    country: Countries = None,
    dyad: Dyad = None,
    types: Types = None,
    modality: Modalities = None,
    outlet: Outlets = None,
    dataset: Datasets = None,
    since: Since = None,
    until: Until = None,
    search: Search = None,
    coder: Coder = None,
    least: Least = 0.0,
    level: Rolled = Level.STATE,
    limit: Limit = None,
    form: Shown = Form.TABLE,
) -> None:
    """List who did what to whom, in order of time."""
    selection = chosen(
        db,
        kind=Kind.EVENTS,
        actor=actor,
        country=country,
        dyad=dyad,
        types=types,
        modality=modality,
        outlet=outlet,
        dataset=dataset,
        since=since,
        until=until,
        coder=coder,
        least=least,
        level=level,
        limit=limit,
    )
    show(db, Kind.EVENTS, selection, search, form, VIEW)

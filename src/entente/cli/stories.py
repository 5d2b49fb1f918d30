"""``entente stories``: happenings, each merged from the reports that tell it."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from entente.cli.choice import chosen
from entente.cli.frames import show_frame
from entente.cli.options import (
    Actors,
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
    Shown,
    Since,
    Types,
    Until,
)
from entente.distinct import made_distinct
from entente.store import Kind, Level, Store

EXAMPLES = """**Examples**

`entente stories --db region.duckdb --sort reports` the most reported first

`entente stories --db region.duckdb --dyad Armenia Azerbaijan --from 2023-09`

`entente stories --db region.duckdb --format json` each with the ids of all its reports' events"""


class Order(StrEnum):
    """What stories are sorted by."""

    DAY = "day"
    REPORTS = "reports"


_SHOWN = ("day", "actor", "event_type", "recipient", "reports", "articles", "sources", "sentence", "story")


def stories(
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
    least: Least = 0.0,
    level: Rolled = Level.STATE,
    sort: Annotated[
        Order, typer.Option(case_sensitive=False, help="By day, or the most reported first.")
    ] = Order.DAY,
    limit: Limit = None,
    form: Shown = Form.TABLE,
) -> None:
    """List happenings: who did what to whom, told by how many reports, articles and independent sources."""
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
        least=least,
        level=level,
        limit=limit,
    )
    with Store(db) as store:
        made_distinct(store)
        show_frame(store.stories(selection, sort.value), _SHOWN, form, "stories", sys.stdout)

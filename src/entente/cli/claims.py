"""``entente claims``: what is said to come, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import pandas as pd
import typer

from entente.analysis.claims.claimants import claimants as records
from entente.analysis.claims.dealings import Match
from entente.analysis.claims.verdict import Status
from entente.asked import last_day
from entente.choosing import searched
from entente.cli.choice import chosen
from entente.cli.options import (
    Actors,
    Coder,
    Countries,
    Db,
    Form,
    Least,
    Limit,
    Outlets,
    Rolled,
    Search,
    Shown,
    Since,
    Types,
    Until,
)
from entente.cli.regional import Chart, draw, drawable
from entente.cli.regional import show as show_figures
from entente.cli.rows import View, named, show
from entente.errors import UsageError
from entente.ontology.naming import actor_name
from entente.outcomes import claim_record
from entente.store import Kind, Level, Store

EXAMPLES = """**Examples**

`entente claims --db region.duckdb --type threat,promise --actor Russia`

`entente claims --db region.duckdb --judge --within 90` what became of each

`entente claims --db region.duckdb --claimants --within 90` how often each claimant was borne out

`entente claims --db region.duckdb --type conditional --format csv > conditions.csv`"""

VIEW = View(
    "claims",
    {
        "published": lambda row: row["published"],
        "kind": lambda row: row["kind"],
        "by": lambda row: named(row, "claimant"),
        "claim": lambda row: row["text"],
        "by when": lambda row: row["horizon"],
        "outlet": lambda row: row["outlet"],
        "id": lambda row: row["id"],
    },
)
_SHOWN = ("published", "kind", "speaker", "text", "due", "status", "base_rate", "reason", "claim")
_STATUSES = {status.value.replace(" ", "-"): status.value for status in Status}


def _status(value: str) -> str:
    if value not in _STATUSES:
        raise typer.BadParameter(f"{value!r} is unknown; valid: {', '.join(_STATUSES)}")
    return _STATUSES[value]


def claims(
    db: Db,
    judge: Annotated[
        bool, typer.Option("--judge", help="Hold each claim against the record: what became of it.")
    ] = False,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="NAME",
            parser=_status,
            help="borne-out, not-borne-out or open; may be repeated.",
        ),
    ] = None,
    within: Annotated[
        int | None,
        typer.Option(
            "--within", metavar="DAYS", min=1, help="When a claim falls due that names no day; else never."
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="As of which day; else the last of the record.")
    ] = None,
    match: Annotated[
        Match | None,
        typer.Option(
            "--match", case_sensitive=False, help="An act of the same event type, or of the same quad class."
        ),
    ] = None,
    claimants: Annotated[
        bool, typer.Option("--claimants", help="Instead: how often each claimant was borne out.")
    ] = False,
    chart: Chart = None,
    actor: Actors = None,
    country: Countries = None,
    types: Types = None,
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    search: Search = None,
    coder: Coder = None,
    least: Least = 0.0,
    level: Rolled = Level.STATE,
    limit: Limit = None,
    form: Shown = Form.TABLE,
) -> None:
    """List forecasts, conditions, plans, threats and promises, in order of time, and what became of them."""
    selection = chosen(
        db,
        kind=Kind.CLAIMS,
        actor=actor,
        country=country,
        types=types,
        outlet=outlet,
        since=since,
        until=until,
        coder=coder,
        least=least,
        level=level,
        limit=limit,
    )
    if not (judge or status or within or on or match or claimants or chart):
        show(db, Kind.CLAIMS, selection, search, form, VIEW)
        return
    if claimants and status:
        raise UsageError("--claimants counts claims of every status; leave out --status")
    if chart:
        drawable(chart)
    day = last_day(on, "--on")
    with Store(db) as store:
        asked = searched(store, Kind.CLAIMS, replace(selection, limit=None), search)
        judged = claim_record(store, asked, on=day, within=within, match=match or Match.TYPE)
        as_of = day or store.span()[1]
        kept = judged[judged.status.isin(status)] if status else judged
        if chart:
            from entente.cli.captions import claiming
            from entente.figures import Asked

            caption = claiming(Asked(store, selection), kept.iloc[:limit], as_of)
    if claimants:
        table = records(judged, on=as_of).iloc[:limit]
        show_figures(_named(table, form), [*table.columns], form, "claimants")
    else:
        show_figures(kept.iloc[:limit], _SHOWN, form, "claims")
    if chart:
        from entente.charts.claims import claims as drawn

        names = {str(code): actor_name(str(code)) for code in kept.claimant.dropna()}
        draw(drawn(kept.iloc[:limit], names), chart, caption)


def _named(table: pd.DataFrame, form: Form) -> pd.DataFrame:
    """Claimants by name, in a table to read."""
    if form is not Form.TABLE:
        return table
    return table.assign(claimant=table.claimant.map(actor_name, na_action="ignore"))

"""``entente claims``: what is said to come."""

from __future__ import annotations

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
from entente.cli.rows import View, named, show
from entente.store import Kind, Level

EXAMPLES = """**Examples**

`entente claims --db region.duckdb --type threat,promise --actor Russia`

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


def claims(
    db: Db,
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
    """List forecasts, conditions, plans, threats and promises, in order of time."""
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
    show(db, Kind.CLAIMS, selection, search, form, VIEW)

"""``entente actors``: who is in a store, and how often each speaks and acts."""

from __future__ import annotations

from typing import Annotated

import typer

from entente.cli.choice import chosen
from entente.cli.options import (
    Actors,
    Coder,
    Counted,
    Countries,
    Datasets,
    Db,
    Form,
    Least,
    Limit,
    Outlets,
    Rolled,
    Shown,
    Since,
    Until,
)
from entente.cli.rows import View, show
from entente.errors import UsageError
from entente.ontology.naming import actor_name
from entente.store import Level, Parties
from entente.units import Count

EXAMPLES = """**Examples**

`entente actors --db region.duckdb` states and organisations, the most mentioned first

`entente actors --db region.duckdb --level actor --country Armenia` the persons and bodies of a state

`entente actors --db region.duckdb --dataset coded --count article` acts by each article that tells them

`entente actors --db region.duckdb --unresolved` who is in no table: see `read --actors`"""

VIEW = View(
    "actors",
    {
        "actor": lambda row: row["actor"],
        "name": lambda row: actor_name(row["actor"]),
        "documents": lambda row: row["documents"],
        "mentions": lambda row: row["mentions"],
        "said": lambda row: row["said"],
        "said of": lambda row: row["said_of"],
        "acted": lambda row: row["acted"],
        "acted on": lambda row: row["acted_on"],
        "claimed": lambda row: row["claimed"],
        "first": lambda row: row["first"],
        "last": lambda row: row["last"],
    },
)


UNRESOLVED = View(
    "unresolved mentions",
    {
        "mention": lambda row: row["text"],
        "times": lambda row: row["mentions"],
        "documents": lambda row: row["documents"],
        "sector": lambda row: row["sector"],
        "example": lambda row: row["example"],
        "in": lambda row: row["title"] or row["path"],
    },
)


def actors(
    db: Db,
    unresolved: Annotated[
        bool, typer.Option("--unresolved", help="The mentions of whom it is not known who they are.")
    ] = False,
    actor: Actors = None,
    country: Countries = None,
    outlet: Outlets = None,
    dataset: Datasets = None,
    since: Since = None,
    until: Until = None,
    coder: Coder = None,
    least: Least = 0.0,
    level: Rolled = Level.STATE,
    count: Counted = Count.STORY,
    limit: Limit = None,
    form: Shown = Form.TABLE,
) -> None:
    """Count who speaks, acts and is acted on, the most mentioned first."""
    selection = chosen(
        db,
        actor=actor,
        country=country,
        outlet=outlet,
        dataset=dataset,
        count=count,
        since=since,
        until=until,
        coder=coder,
        least=least,
        level=level,
        limit=limit,
    )
    if unresolved and actor:
        raise UsageError("--unresolved lists those who are no known actor; leave out --actor")
    table, view = (Parties.UNRESOLVED, UNRESOLVED) if unresolved else (Parties.ACTORS, VIEW)
    show(db, table, selection, None, form, view)

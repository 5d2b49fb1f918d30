"""``entente actors``: who is in a store, and how often each speaks and acts."""

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
    Shown,
    Since,
    Until,
)
from entente.cli.rows import View, show
from entente.ontology.naming import actor_name
from entente.store import Level

EXAMPLES = """**Examples**

`entente actors --db region.duckdb` states and organisations, the most mentioned first

`entente actors --db region.duckdb --level actor --country Armenia` the persons and bodies of a state"""

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


def actors(
    db: Db,
    actor: Actors = None,
    country: Countries = None,
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    coder: Coder = None,
    least: Least = 0.0,
    level: Rolled = Level.STATE,
    limit: Limit = None,
    form: Shown = Form.TABLE,
) -> None:
    """Count who speaks, acts and is acted on, the most mentioned first."""
    selection = chosen(
        actor=actor,
        country=country,
        outlet=outlet,
        since=since,
        until=until,
        coder=coder,
        least=least,
        level=level,
        limit=limit,
    )
    show(db, None, selection, None, form, VIEW)

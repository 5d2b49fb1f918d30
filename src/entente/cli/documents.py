"""``entente documents``: the texts of a store."""

from __future__ import annotations

from entente.cli.choice import chosen
from entente.cli.options import (
    Actors,
    Coder,
    Countries,
    Db,
    Form,
    Limit,
    Outlets,
    Rolled,
    Search,
    Shown,
    Since,
    Until,
)
from entente.cli.rows import View, show
from entente.store import Kind, Level

EXAMPLES = """**Examples**

`entente documents --db region.duckdb --actor Armenia --from 2023-09`

`entente documents --db region.duckdb --search 'ceasefire AND "Lachin corridor"' --format csv`"""

VIEW = View(
    "documents",
    {
        "published": lambda row: row["published"],
        "outlet": lambda row: row["outlet"],
        "title": lambda row: row["title"] or row["path"],
        "words": lambda row: row["words"],
        "statements": lambda row: row["statements"],
        "events": lambda row: row["events"],
        "claims": lambda row: row["claims"],
        "id": lambda row: row["id"],
    },
)


def documents(
    db: Db,
    actor: Actors = None,
    country: Countries = None,
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    search: Search = None,
    coder: Coder = None,
    level: Rolled = Level.STATE,
    limit: Limit = None,
    form: Shown = Form.TABLE,
) -> None:
    """List texts, in order of time."""
    selection = chosen(
        db,
        actor=actor,
        country=country,
        outlet=outlet,
        since=since,
        until=until,
        coder=coder,
        level=level,
        limit=limit,
    )
    show(db, Kind.DOCUMENTS, selection, search, form, VIEW)

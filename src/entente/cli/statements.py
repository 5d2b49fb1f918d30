"""``entente statements``: who said what of whom."""

from __future__ import annotations

from entente.cli.choice import chosen
from entente.cli.options import (
    Actors,
    Coder,
    Countries,
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
from entente.cli.rows import View, named, show
from entente.store import Kind, Level

EXAMPLES = """**Examples**

`entente statements --db region.duckdb --dyad Armenia Russia --from 2023-09 --to 2023-09`

`entente statements --db region.duckdb --actor Pashinyan --type direct --search peacekeepers`

`entente statements --db region.duckdb --type accuse,threaten --format json > words.json`"""

VIEW = View(
    "statements",
    {
        "date": lambda row: row["date"] or row["published"],
        "who": lambda row: named(row, "source"),
        "cue": lambda row: row["cue"],
        "content": lambda row: row["content"],
        "to or of": lambda row: row["target"] or row["addressee"],
        "outlet": lambda row: row["outlet"],
        "id": lambda row: row["id"],
    },
)


def statements(
    db: Db,
    actor: Actors = None,
    country: Countries = None,
    dyad: Dyad = None,
    types: Types = None,
    modality: Modalities = None,
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
    """List who said what of whom, in order of time."""
    selection = chosen(
        db,
        kind=Kind.STATEMENTS,
        actor=actor,
        country=country,
        dyad=dyad,
        types=types,
        modality=modality,
        outlet=outlet,
        since=since,
        until=until,
        coder=coder,
        least=least,
        level=level,
        limit=limit,
    )
    show(db, Kind.STATEMENTS, selection, search, form, VIEW)

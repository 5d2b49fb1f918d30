"""Evidence that is no paragraph of a text: rows that others coded, a table of ours, and what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from entente.brief.material import LEAST, LEAST_EVENT, Material
from entente.brief.parts import Evidence, Mark
from entente.brief.wording import count, day, signed
from entente.ontology.naming import actor_name
from entente.store.database import MEMORY

#: What stands as the zone of such an entry.
ROW, RECORD, TABLE = "row", "record", "table"
#: Rows of a story that are shown, and letters of a row as it came.
ROWS, LETTERS = 3, 400
#: Outlets that are named.
OUTLETS = 6


class Row(NamedTuple):
    """A row that others coded; see ``story_rows_query``."""

    story: str
    dataset: str
    id: str
    day: str
    a: str
    b: str
    actor: str | None
    recipient: str | None
    code: str | None
    event_type: str | None
    intensity: float
    articles: float
    outlet: str | None
    url: str | None
    raw: str
    file: str | None


def row_entry(number: int, story: str, found: Sequence[Row]) -> Evidence:
    """The entry of a story of others: its rows, with parties and act marked."""
    text, marks = "", []
    for row in found[:ROWS]:
        text += "\n" * bool(text)
        for role, words in _pieces(row):
            if role and words:
                marks.append(Mark(len(text), len(text) + len(words), role))
            text += words
    if len(found) > ROWS:
        text += f"\nand {count(len(found) - ROWS, 'row')} more"
    first = found[0] if found else None
    return Evidence(
        number=number,
        records=tuple(row.id for row in found[:ROWS]),
        title=f"{first.dataset}, coded by others" if first else story,
        outlet=(_text(first.outlet) or None) if first else None,
        published=first.day if first else None,
        path=(_text(first.url) or Path(_text(first.file)).name or first.dataset) if first else story,
        zone=ROW,
        paragraph=text or story,
        marks=tuple(marks),
    )


def _pieces(row: Row) -> tuple[tuple[str, str], ...]:
    """A row in words, with what each piece is."""
    who, whom, act = (_text(v) for v in (row.actor, row.recipient, row.code))
    kind = _text(row.event_type)
    articles = "" if pd.isna(row.articles) else f", {count(int(row.articles), 'article')}"
    came = " | ".join(" ".join(row.raw[:LETTERS].split("\n")).split("\t"))
    cut = " …" if len(row.raw) > LETTERS else ""
    return (
        ("", f"{day(row.day)}: "),
        ("actor", who or row.a),
        ("", f" ({actor_name(row.a)}), "),
        ("trigger", act or kind or "act"),
        ("", ", to "),
        ("recipient", whom or row.b),
        ("", f" ({actor_name(row.b)}). Counted as {kind or 'no type'}, intensity {signed(row.intensity)}"),
        ("", f"{articles}. As it came: {came}{cut}"),
    )


def record_entry(number: int, material: Material, what: str, command: str) -> Evidence:
    """The entry that says what was read and counted, and the command that lists it."""
    store = "FILE" if material.store.path == MEMORY else Path(material.store.path).name
    return Evidence(
        number=number,
        records=(),
        title="What was counted",
        outlet=None,
        published=material.until.isoformat() if material.until else None,
        path=f"entente {command} --db {store}",
        zone=RECORD,
        paragraph=f"{what} {read(material)}",
        marks=(),
    )


def table_entry(number: int, title: str, text: str) -> Evidence:
    """The entry of a fact of our own tables."""
    return Evidence(number, (), title, None, None, f"table of {title.lower()}", TABLE, text, ())


def read(material: Material) -> str:
    """What was read up to the end of the period, in a sentence or two."""
    told = []
    if material.read:
        outlets = sorted({str(o) for o in material.documents.outlet if not pd.isna(o)})
        of = f" of {', '.join(outlets[:OUTLETS])}" if outlets else ""
        more = f" and {len(outlets) - OUTLETS} more" if len(outlets) > OUTLETS else ""
        coders = ", ".join(sorted({str(c) for c in material.documents.coder if not pd.isna(c)})) or "nobody"
        told.append(
            f"{count(material.read, 'document')}, {len(material.documents)} of which name those looked at"
            f"{of}{more}; coded by {coders}"
        )
    told += [
        f"{name} ({count(n, 'event')} in the store, coded by others)"
        for name, n in sorted(material.imported.items())
    ]
    until = f" up to {day(material.until.isoformat())}" if material.until else ""
    score = f" Left out: statements with a score below {LEAST}, events below {LEAST_EVENT}."
    return f"Read{until}: {'; '.join(told) or 'nothing'}.{score if material.read else ''}"


def _text(value: object) -> str:
    """A cell that may be empty."""
    return value if isinstance(value, str) else ""

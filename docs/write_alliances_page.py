"""Writes the tables into ``docs/reference/alliances.md``, below its mark; ``make docs`` runs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from entente.ontology.actors import names_of
from entente.ontology.memberships import Spell, members, spells
from entente.ontology.treaties import Obligation, treaties

PAGE = Path(__file__).parent / "reference/alliances.md"
#: All below this line is written anew; all above it is written by hand.
MARK = "<!-- Tables, written by `make docs` from memberships.tsv and treaties.tsv -->\n\n"
LATEST = date(2025, 12, 31)


def written(page: str) -> str:
    """The page with the tables of today."""
    head, mark, _ = page.partition(MARK)
    if not mark:
        raise SystemExit(f"{PAGE} has lost its mark; put this line where the tables begin: {MARK.strip()}")
    return head + mark + "\n".join([*_organisations(), "", *_obligations()]) + "\n"


def _organisations() -> Iterator[str]:
    yield "| organisation | spells | actors | full members, end of 2025 | first date | last date |"
    yield "|---|---|---|---|---|---|"
    for code, grouped in groupby(spells(), key=lambda spell: spell.organisation):
        rows = list(grouped)
        days = [day for row in rows for day in _days(row)]
        name = names_of()[code][0] if code in names_of() else code
        title = name if name == code else f"{name} (`{code}`)"
        figures = (len(rows), len({row.member for row in rows}), len(members(code, LATEST)))
        yield "| " + " | ".join(map(str, (title, *figures, min(days), max(days)))) + " |"


def _days(row: Spell) -> Iterator[date]:
    yield from (day for day in (row.since, row.until) if day is not None)


def _obligations() -> Iterator[str]:
    ever = Counter(treaty.obligation for treaty in treaties())
    now = Counter(treaty.obligation for treaty in treaties() if treaty.term.holds(LATEST))
    yield "| obligation | treaties | in force at the end of 2025 |"
    yield "|---|---|---|"
    for kind in Obligation:
        yield f"| {kind.value} | {ever[kind]} | {now[kind]} |"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")

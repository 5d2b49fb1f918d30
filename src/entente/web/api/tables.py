"""What the tables of records have in common: which rows are asked for, a part of them, all of them."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel

from entente.choosing import searched
from entente.errors import UsageError
from entente.region import Region
from entente.rows import csv_lines, json_lines
from entente.store import Kind, Links, Parties, Selection, Table
from entente.web.api.filters import Filters, selection
from entente.web.api.parts import Part, part
from entente.web.desk import Desk

T = TypeVar("T", bound=BaseModel)
TABLES: tuple[Table, ...] = (*Kind, Parties.ACTORS, Links.DUPLICATES)
_OF_EVENTS = ("dyad", "type", "modality")
#: Filters that a table does not have.
_LACKS: Mapping[Table, tuple[str, ...]] = {
    Kind.DOCUMENTS: (*_OF_EVENTS, "dataset", "least"),
    Kind.STATEMENTS: ("dataset",),
    Kind.CLAIMS: ("dyad", "modality", "dataset"),
    Parties.ACTORS: (*_OF_EVENTS, "search"),
    Links.DUPLICATES: (
        *_OF_EVENTS,
        *("actor", "country", "dataset", "since", "until", "search", "coder", "least"),
    ),
}


def chosen_rows(region: Region, asked: Filters, table: Table) -> Selection:
    """The selection that the filters of a table mean; raises UsageError for what the table does not have."""
    for name in _LACKS.get(table, ()):
        if name in asked.model_fields_set:
            written = Filters.model_fields[name].alias or name
            raise UsageError(f"{written}: {table} are not chosen by it; leave it out")
    kind = table if isinstance(table, Kind) and table is not Kind.DOCUMENTS else None
    return searched(region.store, table, selection(region, asked, kind), asked.search, "{}=")


def table_part(desk: Desk, asked: Filters, table: Table, of: type[T]) -> Part[T]:
    """A part of the chosen rows."""
    with desk.reading() as region:
        chosen = chosen_rows(region, asked, table)
        total = region.store.total(table, chosen)
        shown = replace(chosen, limit=asked.limit + (total is None), offset=asked.offset)
        rows = [of(**row) for row in region.store.rows(table, shown)]
        return part(rows, total, asked.limit, asked.offset)


def csv_of(desk: Desk, asked: Filters, table: Table) -> Generator[str, None, None]:
    """All chosen rows as lines of CSV; a limit holds only where it was asked for."""
    with desk.reading() as region:
        chosen = _all(region, asked, table)
        with closing(region.store.rows(table, chosen)) as rows:
            yield from csv_lines(region.store.columns(table), rows)


def json_of(desk: Desk, asked: Filters, table: Table) -> Generator[str, None, None]:
    """All chosen rows as lines of a JSON array, likewise."""
    with desk.reading() as region, closing(region.store.rows(table, _all(region, asked, table))) as rows:
        yield from json_lines(rows)


def _all(region: Region, asked: Filters, table: Table) -> Selection:
    limit = asked.limit if "limit" in asked.model_fields_set else None
    return replace(chosen_rows(region, asked, table), limit=limit, offset=asked.offset)

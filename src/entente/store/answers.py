"""What a store answers: flat tables, frames and counts over time, and how its queries are run."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from entente.store.claims import SPAN_QUERY, claimed_query, claims_query, dealings_query
from entente.store.database import explained, prepare
from entente.store.imported import imported_query, story_rows_query
from entente.store.overview import busiest_query, largest_query
from entente.store.parties import actor_query, unresolved_query
from entente.store.places import naming_query, places_query
from entente.store.reach import FEW, imported_total, reaches, within_reach
from entente.store.selection import CODED, Kind, Links, Parties, Selection, Table
from entente.store.series import days_query, exposure_query, mediations_query, ties_query
from entente.store.stories import copy_query, story_query
from entente.store.tables import pair_query, table_query

#: Rows that are held at a time when a table is streamed.
HELD = 2000


class Answers:
    """The questions that can be put to a connection.

    Attributes:
        path: the file, for messages.
        connection: to it.
    """

    def __init__(self, path: str, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self.connection = connection
        #: Copies and stories of a store that is only read, where those in it are not of its records.
        self._distinct: dict[str, pd.DataFrame] = {}

    def _asked(self, selection: Selection) -> Selection:
        """The selection without imported events where there are none: to look for them takes time."""
        if selection.datasets or self._all("SELECT 1 FROM imported LIMIT 1", []):
            return selection
        return replace(selection, datasets=(CODED,))

    def rows(self, table: Table, selection: Selection) -> Generator[dict[str, Any], None, None]:
        """The rows of a flat table, a few held at a time."""
        asked = self._asked(selection)
        if table is Kind.EVENTS:
            *near, asked = within_reach(self.ask, asked)
            if near:
                return self._nearest(near, asked)
        return self._stream(*_flat(table, asked))

    def _nearest(self, near: list[Selection], asked: Selection) -> Generator[dict[str, Any], None, None]:
        """The rows of the first selection that has as many as are asked for."""
        for narrowed in near:
            rows = list(self._stream(*_flat(Kind.EVENTS, narrowed)))
            if len(rows) == asked.limit and reaches(rows[-1], narrowed):
                yield from rows
                return
        yield from self._stream(*_flat(Kind.EVENTS, asked))

    def columns(self, table: Table) -> tuple[str, ...]:
        """The names of a flat table's columns."""
        query, values = _flat(table, self._asked(Selection(limit=0)))
        with explained(self.path):
            described = self.connection.execute(query, values).description or ()
        return tuple(column[0] for column in described)

    def count(self, table: Table, selection: Selection) -> int:
        """The number of rows of a flat table."""
        query, values = _flat(table, self._asked(selection))
        return int(self._all(f"SELECT count(*) FROM ({query})", values)[0][0])

    def total(self, table: Table, selection: Selection) -> int | None:
        """The number of rows, as :meth:`count`; None where imported events are too many to be counted."""
        asked = self._asked(selection)
        if table is not Kind.EVENTS or imported_query(asked) is None:
            return self.count(table, asked)
        others = imported_total(self.ask, asked)
        if others is not None:
            ours = not asked.datasets or CODED in asked.datasets
            return others + (self.count(table, replace(asked, datasets=(CODED,))) if ours else 0)
        few = self._all("SELECT count(*) FROM imported", [])[0][0] <= FEW
        return self.count(table, asked) if few else None

    def frame(self, table: Table, selection: Selection) -> pd.DataFrame:
        """The flat table as a frame."""
        return self._frame(*_flat(table, self._asked(selection)))

    def pairs(self, selection: Selection) -> pd.DataFrame:
        """Directed pairs: one row an event and an ordered pair of its parties, for the analysis."""
        return self._frame(*pair_query(selection))

    def days(self, selection: Selection) -> pd.DataFrame:
        """The daily frame, from our events and imported ones: see ``series.days_query``."""
        return self._frame(*days_query(self._asked(selection)))

    def ties(
        self, selection: Selection, members: Sequence[str] = (), by: str = "month", *, directed: bool = False
    ) -> pd.DataFrame:
        """Ties by period, among some actors or all: see ``series.ties_query``."""
        return self._frame(*ties_query(self._asked(selection), members, by, directed=directed))

    def mediations(self, selection: Selection) -> pd.DataFrame:
        """Acts of mediation: see ``series.mediations_query``."""
        return self._frame(*mediations_query(self._asked(selection)))

    def stories(
        self,
        selection: Selection,
        order: str = "day",
        *,
        quads: Sequence[int] = (),
        counted: bool = False,
    ) -> pd.DataFrame:
        """Stories, in order of ``day`` or of ``reports``: see ``stories.story_query``."""
        return self._frame(*story_query(self._asked(selection), order, quads, counted=counted))

    def busiest(
        self, selection: Selection, members: Sequence[str] = (), *, most: int, largest: int = 0
    ) -> list[dict[str, Any]]:
        """The dyads that deal most: see ``overview.busiest_query``."""
        return list(self._stream(*busiest_query(self._asked(selection), members, most, largest)))

    def largest(
        self, selection: Selection, pairs: Sequence[tuple[str, str]], most: int
    ) -> list[dict[str, Any]]:
        """The imported stories of some dyads with most reports: see ``overview.largest_query``."""
        query = largest_query(self._asked(selection), pairs, most)
        return list(self._stream(*query)) if query else []

    def loaded(self) -> dict[str, int]:
        """Formats that were imported, with the number of their rows: what was taken in, by file."""
        return dict(
            self._all("SELECT format, sum(rows)::BIGINT FROM batches GROUP BY format ORDER BY format", [])
        )

    def story_events(self, story: str) -> list[str]:
        """The ids of the events that tell a story of texts; none where there is no such story."""
        query = "SELECT event FROM stories WHERE story = ? UNION SELECT id FROM events WHERE 's:' || id = ?"
        return sorted(event for (event,) in self._all(query, [story, story]))

    def story_rows(self, stories: Iterable[str]) -> pd.DataFrame:
        """The rows that stories of imported events are made of: see ``imported.story_rows_query``."""
        return self._frame(*story_rows_query(stories))

    def copies(self, selection: Selection) -> pd.DataFrame:
        """Documents that are copies, with their originals."""
        return self._frame(*copy_query(selection))

    def exposure(self, selection: Selection, by: str = "day") -> pd.DataFrame:
        """What was read: ``dataset``, ``period``, ``outlet``, ``articles``."""
        return self._frame(*exposure_query(selection, by))

    def undated(self) -> int:
        """The number of documents of which no day is known; they have no part in the exposure."""
        return int(self._all("SELECT count(*) FROM documents WHERE published IS NULL", [])[0][0])

    def places(self, selection: Selection) -> pd.DataFrame:
        """Stories by place, and those without one: see ``places.places_query``."""
        return self._frame(*places_query(self._asked(selection)))

    def naming(self, names: Sequence[Sequence[str]], selection: Selection) -> tuple[int, ...]:
        """How many texts name each of some things, each given by all its names."""
        if not names or (selection.datasets and CODED not in selection.datasets):
            return (0,) * len(names)
        return tuple(map(int, self._all(*naming_query(names, selection))[0]))

    def claims_made(self, selection: Selection) -> pd.DataFrame:
        """Claims with their days and the offsets of their parts: see ``claims.claims_query``."""
        return self._frame(*claims_query(selection))

    def claimed_events(self, selection: Selection) -> pd.DataFrame:
        """The coded events that stand in the words of claims: see ``claims.claimed_query``."""
        return self._frame(*claimed_query(selection))

    def dealings(self, selection: Selection, pairs: Iterable[tuple[str, str]]) -> pd.DataFrame:
        """All that is told as done between some pairs of actors: see ``claims.dealings_query``."""
        return self._frame(*dealings_query(self._asked(selection), pairs))

    def span(self) -> tuple[date | None, date | None]:
        """The first and last day of which there are texts or imported events; None where there are none."""
        first, last = self._all(SPAN_QUERY, [])[0]
        return first, last

    def ask(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows of a query of the store's own code."""
        return self._all(query, values)

    # How queries are run

    def _put_views(self, connection: duckdb.DuckDBPyConnection) -> None:
        for name, frame in self._distinct.items():
            # A store of the first version has none of its own, but an empty one made for it.
            made = "SELECT 1 FROM duckdb_tables() WHERE temporary AND table_name = ?"
            if connection.execute(made, [name]).fetchone():
                connection.execute(f"DROP TABLE temp.main.{name}")
            connection.register(name, frame)

    def _one(self, query: str, values: Sequence[Any]) -> tuple[Any, ...] | None:
        with explained(self.path):
            return self.connection.execute(query, values).fetchone()

    def _all(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        with explained(self.path):
            return self.connection.execute(query, values).fetchall()

    def _frame(self, query: str, values: Sequence[Any]) -> pd.DataFrame:
        with explained(self.path):
            return self.connection.execute(query, values).df()

    def _stream(self, query: str, values: Sequence[Any]) -> Generator[dict[str, Any], None, None]:
        """Rows on a cursor of their own, so that other queries may be asked between them."""
        with explained(self.path), self.connection.cursor() as cursor:
            prepare(cursor)
            self._put_views(cursor)
            cursor.execute(query, values)
            heads = [column[0] for column in cursor.description or ()]
            while rows := cursor.fetchmany(HELD):
                yield from (dict(zip(heads, row, strict=True)) for row in rows)


def _flat(table: Table, selection: Selection) -> tuple[str, list[Any]]:
    """The query of a flat table."""
    if isinstance(table, Kind):
        return table_query(table, selection)
    if isinstance(table, Links):
        return copy_query(selection)
    return actor_query(selection) if table is Parties.ACTORS else unresolved_query(selection)

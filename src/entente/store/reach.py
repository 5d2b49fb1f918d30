"""How far in time the first rows of a list reach, where imported events are too many to be sorted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from entente.store.imported import imported_conditions, imported_query
from entente.store.selection import CODED, Level, Selection

Ask = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
#: Days from the end of the record that are looked at first; after them all.
_NEAR = (31, 366)
#: Imported events that are counted one by one.
FEW = 1_000_000


def within_reach(ask: Ask, selection: Selection) -> Selection:
    """The selection, narrowed to the days that hold as many imported events as rows are asked for.

    The rows are the same: who stands outside those days comes after so many.
    """
    if selection.limit is None or selection.outlets or not imported_query(selection) or _apart(selection):
        return selection
    said, values = _said(selection)
    for bound in _bounds(ask, selection):
        where = " AND ".join([*said, *bound])
        day = _reached(ask, where, values, selection)
        if day:
            return replace(selection, since=day) if selection.newest else replace(selection, until=day)
    return selection


def imported_total(ask: Ask, selection: Selection) -> int | None:
    """The number of imported events, from the daily counts; None where those do not tell it."""
    if not imported_query(selection):
        return 0
    if selection.outlets or selection.actors or _apart(selection):
        return None
    said, values = _said(selection)
    return int(
        ask(f"SELECT coalesce(sum(reports), 0) FROM dyad_days WHERE {' AND '.join(said)}", values)[0][0]
    )


def _apart(selection: Selection) -> bool:
    """Whether actors are asked for below the states of the daily counts."""
    return selection.level is Level.ACTOR and bool(selection.actors or selection.dyad)


def _said(selection: Selection) -> tuple[list[str], list[Any]]:
    named = [name for name in selection.datasets if name != CODED]
    return imported_conditions(selection, named, stored=True)


def _bounds(ask: Ask, selection: Selection) -> list[list[str]]:
    first, last = ask("SELECT min(day), max(day) FROM imported", [])[0]
    if first is None:
        return []
    near = [_bound(selection, first, last, days) for days in _NEAR]
    return [*near, []]


def _bound(selection: Selection, first: date, last: date, days: int) -> list[str]:
    if selection.newest:
        end = min(filter(None, (selection.until, last)))
        return [f"day > DATE '{end - timedelta(days)}'"]
    start = max(filter(None, (selection.since, first)))
    return [f"day < DATE '{start + timedelta(days)}'"]


def _reached(ask: Ask, where: str, values: list[Any], selection: Selection) -> date | None:
    """The day by which so many rows are told, from the end that is asked for."""
    order, nearest = ("DESC", "max") if selection.newest else ("ASC", "min")
    found = ask(
        f"""
        WITH counted AS (SELECT day, sum(reports) AS reports FROM dyad_days WHERE {where} GROUP BY day),
        told AS (SELECT day, sum(reports) OVER (ORDER BY day {order}) AS told FROM counted)
        SELECT {nearest}(day) FROM told WHERE told >= ?""",
        [*values, (selection.limit or 0) + selection.offset],
    )
    day: date | None = found[0][0]
    return day

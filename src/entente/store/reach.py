"""How far in time the first rows of a list reach, where imported events are too many to be sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from entente.store.imported import imported_conditions, imported_query
from entente.store.selection import CODED, Level, Selection

Ask = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
#: Days from the end of the record that are looked at first; after them all.
_NEAR = (10, 100)
#: Imported events that are counted one by one.
FEW = 1_000_000


def within_reach(ask: Ask, selection: Selection) -> Iterator[Selection]:
    """The selection narrowed to days in which its rows may be found, one after the other, at last as it is.

    The first that has as many rows as are asked for has the very rows: who stands outside its days comes
    after them. Where the daily counts tell the days there is one alone, which has them.
    """
    if selection.limit and imported_query(selection) and (record := _record(ask)):
        narrowed = [_narrowed(selection, *record, days) for days in _NEAR]
        if not selection.outlets and not _apart(selection):
            yield next(filter(None, (_told(ask, near) for near in (*narrowed, selection))), selection)
            return
        yield from narrowed
    yield selection


def reaches(row: Mapping[str, Any], selection: Selection) -> bool:
    """Whether a row, the last of a list, begins in the days that its selection was narrowed to.

    A range of ours that only ends in them may come after what was left out.
    """
    if selection.since is None:
        return True
    begins = (row["date"] or row["published"] or "").split("/")[0]
    return bool(begins) and begins + "0000-01-01"[len(begins) :] >= selection.since.isoformat()


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


def _record(ask: Ask) -> tuple[date, date] | None:
    """The first and the last day of imported events."""
    first, last = ask("SELECT min(day), max(day) FROM imported", [])[0]
    return (first, last) if first else None


def _narrowed(selection: Selection, first: date, last: date, days: int) -> Selection:
    """The selection narrowed to so many days at the end that is asked for."""
    if selection.newest:
        start = _away(min(filter(None, (selection.until, last))), -days)
        return replace(selection, since=max(filter(None, (selection.since, start))))
    end = _away(max(filter(None, (selection.since, first))), days)
    return replace(selection, until=min(filter(None, (selection.until, end))))


def _away(day: date, days: int) -> date:
    """So many days from a day, as far as there are days."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _told(ask: Ask, selection: Selection) -> Selection | None:
    """The selection narrowed to the days in which so many rows are told; None where there are fewer."""
    said, values = _said(selection)
    order, nearest = ("DESC", "max") if selection.newest else ("ASC", "min")
    found = ask(
        f"""
        WITH counted AS (
            SELECT day, sum(reports) AS reports FROM dyad_days WHERE {" AND ".join(said)} GROUP BY day
        ), told AS (SELECT day, sum(reports) OVER (ORDER BY day {order}) AS told FROM counted)
        SELECT {nearest}(day) FROM told WHERE told >= ?""",
        [*values, (selection.limit or 0) + selection.offset],
    )
    day: date | None = found[0][0]
    if day is None:
        return None
    return replace(selection, since=day) if selection.newest else replace(selection, until=day)

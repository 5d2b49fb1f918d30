"""Imported events as rows of the flat table of events: what others coded, beside what we did."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from entente.records import Modality
from entente.store.selection import CODED, Count, Level, Selection


def imported_query(selection: Selection) -> tuple[str, list[Any]] | None:
    """The query of imported events with those columns of our flat table that they have; None where none fits.

    A search, a document, a zone or a coder is of our own texts alone; what is imported is told as done.
    """
    named = [name for name in selection.datasets if name != CODED]
    told = not selection.modalities or Modality.ASSERTED.value in selection.modalities
    ours = selection.records is not None or selection.documents or selection.zones or selection.coder
    if ours or not told or (selection.datasets and not named):
        return None
    said, values = _conditions(selection, named)
    return (
        f"""
        SELECT id, day::VARCHAR AS date, day AS sorted, outlet, [{_side(selection, "a")}] AS actor,
            event_type, CASE WHEN b IS NULL THEN [] ELSE [{_side(selection, "b")}] END AS recipient,
            mode, quad, intensity,
            'asserted' AS modality, place, country AS place_country, latitude, longitude,
            string_split(contexts, ';') AS contexts, url AS path, text AS sentence, dataset
        FROM imported_events WHERE {" AND ".join(said)}""",
        values,
    )


def imported_actors_query(selection: Selection) -> tuple[str, list[Any]] | None:
    """The query of who acts and is acted on in imported events; persons and bodies at the level of actors."""
    if not (found := imported_query(replace(selection, types=(), dyad=None))):
        return None
    if selection.level is Level.ACTOR or selection.outlets:
        rows, values = f"(SELECT *, 1 AS reports, 1 AS articles FROM ({found[0]}))", found[1]
        sides = "actor[1] AS a, recipient[1] AS b, date::DATE AS day"
    else:
        named = [name for name in selection.datasets if name != CODED]
        said, values = _conditions(replace(selection, types=(), dyad=None), named, stored=True)
        rows, sides = f"(FROM dyad_days WHERE {' AND '.join(said)})", "a, b, day"
    number = {Count.STORY: "count(*)", Count.REPORT: "sum(reports)", Count.ARTICLE: "sum(articles)"}[
        selection.count
    ]
    only, extra = "", []
    if asked := [*selection.actors, *selection.countries]:
        only, extra = " AND actor IN (SELECT unnest(?))", [asked]
    return (
        f"""
        SELECT actor, country, sum(reports)::BIGINT AS mentions,
            coalesce({number} FILTER (acts), 0)::BIGINT AS acted,
            coalesce({number} FILTER (NOT acts), 0)::BIGINT AS acted_on,
            min(day) AS first, max(day) AS last
        FROM (
            SELECT unnest([a, b]) AS actor, unnest([true, false]) AS acts, day, reports, articles,
                NULL::VARCHAR AS country FROM (SELECT {sides}, reports, articles FROM {rows})
        ) WHERE actor IS NOT NULL{only} GROUP BY actor, country""",
        values + extra,
    )


def _side(selection: Selection, side: str) -> str:
    """A party at the level of the selection; sectors of others do not tell who serves a state."""
    name = {"a": "actor", "b": "recipient"}[side]
    return f"coalesce({name}, {side})" if selection.level is Level.ACTOR else side


def _conditions(
    selection: Selection, named: list[str], *, stored: bool = False
) -> tuple[list[str], list[Any]]:
    """Conditions over the view, or over what is ``stored`` of each event."""
    said: list[str] = ["true"]
    values: list[Any] = []
    one, other = _side(selection, "a"), _side(selection, "b")
    if named:
        said.append("dataset IN (SELECT unnest(?))")
        values.append(named)
    if selection.since:
        said.append(f"day >= DATE '{selection.since.isoformat()}'")
    if selection.until:
        said.append(f"day <= DATE '{selection.until.isoformat()}'")
    if selection.actors:
        sides = [one, other] if stored else [one, other, "actor", "recipient"]
        said.append("(" + " OR ".join(f"{side} IN (SELECT unnest(?))" for side in sides) + ")")
        values += [list(selection.actors)] * len(sides)
    if selection.countries:
        said.append("(a IN (SELECT unnest(?)) OR b IN (SELECT unnest(?)))")
        values += [list(selection.countries)] * 2
    if selection.dyad:
        said.append(f"(({one} = ? AND {other} = ?) OR ({one} = ? AND {other} = ?))")
        values += [*selection.dyad, *reversed(selection.dyad)]
    if selection.types:
        said.append("event_type IN (SELECT unnest(?))")
        values.append(list(selection.types))
    if selection.outlets:
        said.append("lower(outlet) IN (SELECT lower(unnest(?)))")
        values.append(list(selection.outlets))
    return said, values

"""Imported events as rows of the flat table of events: what others coded, beside what we did."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from entente.ontology.plover import MUTUAL
from entente.records import Modality
from entente.store.selection import CODED, Level, Selection
from entente.units import Count

MEAN = "sum(intensity * reports) / sum(reports)"
#: Whether who acts and to whom is told apart: not so of what two do with each other.
ONE_WAY = (
    f"(directed AND coalesce(event_type, '') NOT IN ({', '.join(repr(kind) for kind in sorted(MUTUAL))}))"
)

#: The id of the story of an imported event: the same act between the same two on one day.
_SIDES = f"CASE WHEN {ONE_WAY} THEN concat(a, ' ', b) ELSE concat(least(a, b), ' ', greatest(a, b)) END"
STORY = f"concat('i:', dataset, ' ', {_SIDES}, ' ', day, ' ', code)"
_DAY = re.compile(r" (\d{4}-\d\d-\d\d) ")


def imported_query(selection: Selection) -> tuple[str, list[Any]] | None:
    """The query of imported events with those columns of our flat table that they have; None where none fits.

    A search, a document, a zone or a coder is of our own texts alone; what is imported is told as done.
    """
    named = [name for name in selection.datasets if name != CODED]
    told = not selection.modalities or Modality.ASSERTED.value in selection.modalities
    ours = selection.records is not None or selection.documents or selection.zones or selection.coder
    if ours or not told or (selection.datasets and not named):
        return None
    said, values = imported_conditions(selection, named)
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
        said, values = imported_conditions(replace(selection, types=(), dyad=None), named, stored=True)
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


def imported_places_query(selection: Selection) -> tuple[str, list[Any]] | None:
    """Events of others by place: the same act between the same two on one day at one place is one story.

    Who acts alone, as in a protest, is in as well. None where no imported event fits.
    """
    named, chosen = chosen_datasets(selection)
    ours = selection.records is not None or selection.documents or selection.zones or selection.coder
    told = not selection.modalities or Modality.ASSERTED.value in selection.modalities
    if (chosen and not named) or ours or not told:
        return None
    said, values = imported_conditions(selection, named)
    a, b = _side(selection, "a"), _side(selection, "b")
    sides = f"CASE WHEN {ONE_WAY} THEN [{a}, {b}] ELSE list_sort([{a}, {b}]) END"
    where = "place, country, latitude, longitude"
    return (
        f"""
        SELECT {where}, true AS done, any_value(quad) AS quad, avg(intensity)::DOUBLE AS intensity,
            count(*)::INTEGER AS reports, sum(articles)::BIGINT AS articles
        FROM imported_events WHERE {" AND ".join(said)}
        GROUP BY dataset, {sides}, day, code, {where}""",
        values,
    )


def _side(selection: Selection, side: str) -> str:
    """A party at the level of the selection; sectors of others do not tell who serves a state."""
    name = {"a": "actor", "b": "recipient"}[side]
    return f"coalesce({name}, {side})" if selection.level is Level.ACTOR else side


def imported_conditions(
    selection: Selection, named: list[str], *, stored: bool = False
) -> tuple[list[str], list[Any]]:
    """Conditions of imported events over the view, or over what is ``stored`` of each event."""
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
        if selection.active:
            sides = sides[::2]
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


def imported_days_query(selection: Selection) -> tuple[str, list[Any]] | None:
    """Events of others: the same act between the same two on one day is one story."""
    if not (found := imported_counts(selection, [])):
        return None
    return (
        f"""
        SELECT day, a, b, directed, event_type, quad, {MEAN} AS intensity, {STORY} AS story,
            sum(reports)::INTEGER AS reports, sum(articles)::BIGINT AS articles, 0 AS sources, dataset,
            NULL::VARCHAR AS event
        FROM {found[0]} GROUP BY dataset, a, b, day, directed, code, event_type, quad""",
        found[1],
    )


def story_rows_query(stories: Iterable[str]) -> tuple[str, list[Any]]:
    """The query of the rows that stories of imported events are made of, those with most articles first.

    Columns: ``story``, ``dataset``, ``id``, ``day``, ``a``, ``b``, ``actor`` and ``recipient`` as the data
    set names them, ``code``, ``event_type``, ``intensity``, ``articles``, ``outlet``, ``url``, ``raw``, and
    the ``file`` that the row came with.
    """
    asked = list(dict.fromkeys(stories))
    # The days let whole blocks of rows be passed over.
    days = sorted({day for story in asked for day in _DAY.findall(story)})
    return (
        f"""
        SELECT {STORY} AS story, dataset, id, day::VARCHAR AS day, a, b, actor, recipient, code, event_type,
            intensity, articles, outlet, url, raw, batches.file AS file
        FROM imported_events LEFT JOIN batches USING (batch)
        WHERE day IN (SELECT unnest(?::DATE[])) AND {STORY} IN (SELECT unnest(?))
        ORDER BY story, articles DESC, id""",
        [days, asked],
    )


def imported_counts(selection: Selection, members: list[str]) -> tuple[str, list[Any]] | None:
    """The daily counts of imported events that are asked for, as a table with its conditions."""
    named, chosen = chosen_datasets(selection)
    if (chosen and not named) or selection.outlets or selection.documents or selection.records is not None:
        return None
    said = ["b IS NOT NULL", *between(selection)]
    values: list[Any] = []
    if chosen:
        said.append("dataset IN (SELECT unnest(?))")
        values.append(named)
    if selection.dyad:
        one, other = selection.dyad
        # The first says less, and lets whole blocks of rows be passed over.
        said.append("a IN (?, ?) AND b IN (?, ?) AND ((a = ? AND b = ?) OR (a = ? AND b = ?))")
        values += [one, other, one, other, one, other, other, one]
    # One that takes part is enough where one is asked for; of members both must be.
    for names, joint in ((selection.actors, "OR"), (selection.countries, "OR"), (members, "AND")):
        if names:
            said.append(f"(a IN (SELECT unnest(?)) {joint} b IN (SELECT unnest(?)))")
            values += [list(names)] * 2
    if selection.types:
        said.append("event_type IN (SELECT unnest(?))")
        values.append(list(selection.types))
    return f"{_counted(selection)} WHERE {' AND '.join(said)}", values


def _counted(selection: Selection) -> str:
    """Imported events by day: as they are kept, or, with actors apart, counted anew."""
    if selection.level is not Level.ACTOR:
        return "dyad_days"
    return (
        "(SELECT dataset, actor AS a, recipient AS b, day, directed, code, event_type, quad, "
        "1 AS reports, articles, intensity FROM imported_events)"
    )


def between(selection: Selection) -> list[str]:
    """Conditions on the day."""
    days = [(selection.since, ">="), (selection.until, "<=")]
    return [f"day {sign} DATE '{day.isoformat()}'" for day, sign in days if day]


def chosen_datasets(selection: Selection) -> tuple[list[str], bool]:
    """The imported data sets that are asked for, and whether any are named."""
    return [name for name in selection.datasets if name != CODED], bool(selection.datasets)

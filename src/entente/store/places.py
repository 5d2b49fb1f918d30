"""The queries of where things happened, and of texts that name something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from entente.store.imported import imported_places_query
from entente.store.selection import CODED, Kind, Selection, conditions
from entente.store.stories import BEST, DONE, told_query

_PLACE = "place, country, latitude, longitude"


def places_query(selection: Selection) -> tuple[str, list[Any]]:
    """The query of stories by place: one row a place, whether done, and quad class.

    Columns: ``place``, ``country``, ``latitude``, ``longitude`` (all null: the stories without a place),
    ``done``, ``quad``, ``stories``, ``reports``, ``articles``, ``intensity`` (mean over stories).

    A story of ours has one place: that which most of its reports tell, of as many one with coordinates, then
    the first by name; a story told as done by one event is done. Of imported data the same act between the
    same two on one day is a story at each place.
    """
    parts: list[str] = []
    values: list[Any] = []
    if not selection.datasets or CODED in selection.datasets:
        ours, found = _coded(selection)
        parts.append(ours)
        values += found
    if others := imported_places_query(selection):
        parts.append(others[0])
        values += others[1]
    nothing = (
        "SELECT NULL::VARCHAR AS place, NULL::VARCHAR AS country, NULL::DOUBLE AS latitude, "
        "NULL::DOUBLE AS longitude, true AS done, 0 AS quad, 0 AS reports, 0 AS articles, 0.0 AS intensity "
        "WHERE false"
    )
    query = " UNION ALL BY NAME ".join(f"({part})" for part in parts) or nothing
    return (
        f"""
        SELECT {_PLACE}, done, quad::INTEGER AS quad, count(*)::BIGINT AS stories,
            sum(reports)::BIGINT AS reports, sum(articles)::BIGINT AS articles,
            round(avg(intensity), 6)::DOUBLE AS intensity
        FROM ({query}) WHERE quad IS NOT NULL GROUP BY ALL
        ORDER BY {_PLACE}, done, quad""",
        values,
    )


def _coded(selection: Selection) -> tuple[str, list[Any]]:
    told, values = told_query(selection)
    coder = "(document, coder) IN (SELECT (document, coder) FROM latest)"
    if selection.coder is not None:
        coder, values = "coder = ?", [*values, selection.coder]
    return (
        f"""
        WITH told AS (
            SELECT t.*, modality IN {DONE} AS done FROM ({told}) t
            WHERE NOT (modality = 'historical' AND day IS NULL)
        ), placed AS (
            SELECT t.*, w.place.name AS place, w.place.country AS country,
                w.place.latitude AS latitude, w.place.longitude AS longitude
            FROM told t LEFT JOIN (SELECT id, place FROM events WHERE place IS NOT NULL AND {coder}) w
                ON w.id = t.id
        ), whole AS (
            SELECT story, bool_or(done) AS done FROM told GROUP BY story
        ), kept AS (
            SELECT p.* FROM placed p JOIN whole w ON w.story = p.story AND w.done = p.done
        ), stories AS (
            SELECT story, any_value(done) AS done, arg_max(quad, {BEST}) AS quad,
                arg_max(intensity, {BEST})::DOUBLE AS intensity,
                count(DISTINCT original)::INTEGER AS reports, count(DISTINCT document)::BIGINT AS articles
            FROM kept GROUP BY story
        ), sites AS (
            SELECT story, {_PLACE}, row_number() OVER (
                PARTITION BY story
                ORDER BY count(DISTINCT original) DESC, latitude IS NULL, place, latitude, longitude
            ) AS rank
            FROM kept WHERE place IS NOT NULL GROUP BY story, {_PLACE}
        )
        SELECT s.done, s.quad, s.intensity, s.reports, s.articles, {_PLACE}
        FROM stories s LEFT JOIN sites p ON p.story = s.story AND p.rank = 1""",
        values,
    )


def naming_query(names: Sequence[Sequence[str]], selection: Selection) -> tuple[str, list[Any]]:
    """The query of how many texts name each of some things: one row, one number a thing.

    Args:
        names: for each thing the names by which a text names it; case does not matter.
        selection: days, outlets and documents; who is a party does not matter. A copy counts with its
            original.
    """
    where, values = conditions(
        Kind.DOCUMENTS, replace(selection, actors=(), countries=(), dyad=None, types=(), modalities=())
    )
    ways = [" OR ".join("contains(words, ?)" for _ in known) for known in names]
    numbers = ", ".join(f"count(DISTINCT original) FILTER ({way})" for way in ways)
    asked = [name.lower() for known in names for name in known]
    return (
        f"""
        WITH texts AS (
            SELECT coalesce(c.original, d.id) AS original, lower(d.text) AS words
            FROM documents d LEFT JOIN copies c ON c.document = d.id WHERE {where}
        ) SELECT {numbers} FROM texts""",
        [*values, *asked],
    )

"""The queries of stories and of copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from entente.records import Modality
from entente.store.imported import imported_days_query
from entente.store.selection import CODED, Selection
from entente.store.tables import limited, pair_query
from entente.units import LOOSE

#: What is told as done.
DONE = (Modality.ASSERTED.value, Modality.HISTORICAL.value)
#: What series count: told as done, on a day that is known.
COUNTED = (
    f"modality IN {DONE} AND NOT (modality = 'historical' AND day IS NULL) "
    f'AND coalesce("last" - day, 0) < {LOOSE}'
)
#: Of the events of a story the one that tells it best is the last by this.
BEST = "(day IS NOT NULL, zone = 'body', coalesce(score, 0), id)"
_ORDERS = {
    "day": "day{newest} NULLS LAST, story{newest}",
    "reports": "reports DESC, articles DESC, day, story",
}
ORDERS = tuple(_ORDERS)


def told_query(selection: Selection) -> tuple[str, list[Any]]:
    """Directed pairs of our events, each with ``story``, ``original`` and the original's ``outlet``."""
    pairs, values = pair_query(selection)
    return (
        f"""
        SELECT p.*, coalesce(s.story, 's:' || p.id) AS story, coalesce(c.original, p.document) AS original,
            coalesce(d.outlet, d.path) AS outlet
        FROM ({pairs}) p LEFT JOIN stories s ON s.event = p.id LEFT JOIN copies c ON c.document = p.document
        LEFT JOIN documents d ON d.id = coalesce(c.original, p.document)""",
        values,
    )


def story_query(
    selection: Selection, order: str = "day", quads: Sequence[int] = (), *, counted: bool = False
) -> tuple[str, list[Any]]:
    """The query of stories: one row a happening, ours and of imported data, in order of day or of reports.

    ``quads`` are quad classes, none for all; ``counted`` leaves out what no series counts, as it has no day.
    """
    parts, values = [], []
    if not selection.datasets or CODED in selection.datasets:
        told, found = told_query(selection)
        done = "" if selection.modalities else f" WHERE modality IN {DONE}"
        if counted:
            done = f" WHERE b IS NOT NULL AND {COUNTED}"
        parts.append(
            f"""
            SELECT t.story, best.day AS day, t.actor, best.event_type AS event_type, t.recipient,
                best.quad AS quad, best.intensity AS intensity, best.modality AS modality,
                t.reports, t.articles, t.sources, t.outlets, t.events,
                best.id AS event, best.document AS document,
                e.sentence.text AS sentence, 'coded' AS dataset
            FROM (
                SELECT story, list_sort(list(DISTINCT a)) AS actor,
                    list_sort(coalesce(list(DISTINCT b) FILTER (b IS NOT NULL), [])) AS recipient,
                    count(DISTINCT original)::INTEGER AS reports,
                    count(DISTINCT document)::BIGINT AS articles,
                    count(DISTINCT outlet)::INTEGER AS sources, list_sort(list(DISTINCT outlet)) AS outlets,
                    list_sort(list(DISTINCT id)) AS events,
                    arg_max({{'id': id, 'document': document, 'day': coalesce(day, published)::DATE,
                        'event_type': event_type, 'quad': quad, 'intensity': intensity,
                        'modality': modality}}, {BEST}) AS best
                FROM ({told}){done} GROUP BY story
            ) t LEFT JOIN events e ON e.id = best.id
            QUALIFY row_number() OVER (PARTITION BY t.story ORDER BY e.coder) = 1"""
        )
        values += found
    if others := imported_days_query(selection):
        parts.append(
            f"""
            SELECT story, any_value(day) AS day, list_sort(list(DISTINCT a)) AS actor,
                any_value(event_type) AS event_type, list_sort(list(DISTINCT b)) AS recipient,
                any_value(quad) AS quad, avg(intensity) AS intensity, 'asserted' AS modality,
                sum(reports)::INTEGER AS reports, sum(articles)::BIGINT AS articles, 0 AS sources,
                []::VARCHAR[] AS outlets, []::VARCHAR[] AS events, dataset
            FROM ({others[0]}) GROUP BY story, dataset"""
        )
        values += others[1]
    query = " UNION ALL BY NAME ".join(f"({part})" for part in parts)
    said = ["true"]
    if quads:
        said.append("quad IN (SELECT unnest(?))")
        values.append(list(quads))
    where = " AND ".join(said)
    sort = _ORDERS[order].format(newest=" DESC" if selection.newest else "")
    return f"SELECT * FROM ({query}) WHERE {where} ORDER BY {sort}{limited(selection)}", values


def copy_query(selection: Selection) -> tuple[str, list[Any]]:
    """The query of documents that are copies, each with its original, in order of the originals."""
    outlets = " WHERE lower(d.outlet) IN (SELECT lower(unnest(?)))" if selection.outlets else ""
    return (
        f"""
        SELECT c.document, d.published, d.outlet, d.title, d.path, c.original,
            o.published AS original_published, o.outlet AS original_outlet,
            o.title AS original_title, o.path AS original_path,
            d.text = o.text AS exact
        FROM copies c JOIN documents d ON d.id = c.document JOIN documents o ON o.id = c.original{outlets}
        ORDER BY first_day(o.published) NULLS LAST, c.original, first_day(d.published) NULLS LAST, c.document
        {limited(selection)}""",
        [list(selection.outlets)] if selection.outlets else [],
    )

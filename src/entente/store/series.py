"""The queries of counts over time: the days of a dyad, ties by period, what was read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from entente.errors import UsageError
from entente.ontology.plover import MUTUAL
from entente.store.selection import CODED, Level, Selection
from entente.store.tables import pair_query

Query = tuple[str, list[Any]]
PERIODS = ("day", "week", "month", "year")
_MEAN = "sum(intensity * reports) / sum(reports)"
#: Whether who acts and to whom is told apart: not so of what two do with each other.
_ONE_WAY = f"(directed AND coalesce(event_type, '') NOT IN ({', '.join(repr(kind) for kind in sorted(MUTUAL))}))"
_NOTHING = (
    "SELECT NULL::DATE AS day, NULL::VARCHAR AS a, NULL::VARCHAR AS b, 0 AS quad, 0.0 AS intensity, "
    "0 AS reports, 0 AS articles"
)


def days_query(selection: Selection) -> Query:
    """The query of the daily frame: one row a story, a day and two of its parties, in order of time.

    Columns: ``day``, ``a``, ``b``, ``directed``, ``event_type``, ``quad``, ``intensity``, ``story``, ``reports``,
    ``articles``, ``sources`` (0 where it is not known), ``dataset``, ``event`` (of ours the one that tells it best).
    """
    parts = [part for part in (_coded_days(selection), _imported_days(selection)) if part]
    query = " UNION ALL BY NAME ".join(f"({text})" for text, _ in parts)
    if not parts:
        raise UsageError("imported events have no document, record or outlet; choose them by day, actor or type")
    return f"SELECT * FROM ({query}) ORDER BY day, story, a, b", [v for _, values in parts for v in values]


def ties_query(selection: Selection, members: Iterable[str], by: str) -> Query:
    """The query of undirected ties by period, the busiest first.

    Columns: ``period`` (its first day), ``a`` < ``b``, ``stories``, ``reports``, ``articles``, the stories by quad class
    (``words_for`` 1, ``deeds_for`` 2, ``words_against`` 3, ``deeds_against`` 4), ``intensity`` (mean over stories).
    """
    named = list(members)
    ours, others = _coded_days(selection), _imported(selection, named)
    parts: list[str] = []
    values: list[Any] = []
    if ours:
        # What two do together has a row in each direction: it is one story.
        both = " AND a IN (SELECT unnest(?)) AND b IN (SELECT unnest(?))" if named else ""
        parts.append(
            "SELECT any_value(day) AS day, least(a, b) AS a, greatest(a, b) AS b, any_value(quad) AS quad, "
            "avg(intensity) AS intensity, max(reports) AS reports, max(articles) AS articles "
            f"FROM ({ours[0]}) WHERE a <> b{both} GROUP BY story, least(a, b), greatest(a, b)"
        )
        values += ours[1] + ([named, named] if named else [])
    if others:
        parts.append(
            f"SELECT day, least(a, b) AS a, greatest(a, b) AS b, any_value(quad) AS quad, {_MEAN} AS intensity, "
            f"sum(reports) AS reports, sum(articles) AS articles FROM {others[0]} AND a <> b "
            f"GROUP BY dataset, day, least(a, b), greatest(a, b), ({_ONE_WAY} AND a > b), code, event_type"
        )
        values += others[1]
    quads = ", ".join(
        f"count(*) FILTER (quad = {quad}) AS {name}"
        for quad, name in enumerate(("words_for", "deeds_for", "words_against", "deeds_against"), 1)
    )
    return (
        f"""
        SELECT date_trunc('{by}', day)::DATE AS period, a, b, count(*) AS stories,
            sum(reports)::BIGINT AS reports, sum(articles)::BIGINT AS articles, {quads}, avg(intensity) AS intensity
        FROM ({' UNION ALL BY NAME '.join(parts) or _NOTHING}) WHERE day IS NOT NULL
        GROUP BY ALL ORDER BY period, stories DESC, a, b""",
        values,
    )


def exposure_query(selection: Selection, by: str) -> Query:
    """The query of what was read: articles by data set, period and outlet.

    Of ours these are the documents, each of them, whether anything was found in it or not. Of imported data they are
    the articles that the data set counts: its mentions where these were imported, else those of its events.
    """
    outlets = " WHERE lower(outlet) IN (SELECT lower(unnest(?)))" if selection.outlets else ""
    parts = [
        "SELECT 'coded' AS dataset, first_day(published) AS day, outlet, count(*) AS articles "
        f"FROM documents{outlets} GROUP BY ALL",
        f"SELECT 'gdelt2' AS dataset, day, outlet, count(*) AS articles FROM mentions{outlets} GROUP BY ALL",
    ]
    values = [list(selection.outlets)] * 2 if outlets else []
    if not outlets:
        parts.append(
            "SELECT dataset, day, NULL AS outlet, sum(articles) AS articles FROM dyad_days "
            "WHERE NOT (dataset = 'gdelt2' AND EXISTS (SELECT 1 FROM mentions)) GROUP BY ALL"
        )
    conditions = ["true", *_between(selection)]
    if selection.datasets:
        conditions.append("dataset IN (SELECT unnest(?))")
        values.append(list(selection.datasets))
    return (
        f"SELECT dataset, date_trunc('{by}', day)::DATE AS period, outlet, sum(articles)::BIGINT AS articles "
        f"FROM ({' UNION ALL '.join(parts)}) WHERE {' AND '.join(conditions)} "
        "GROUP BY ALL ORDER BY period NULLS LAST, articles DESC, dataset, outlet",
        values,
    )


def _coded_days(selection: Selection) -> Query | None:
    """Our own events: their stories, each on the day that its best event has."""
    if not _has(selection, CODED):
        return None
    pairs, values = pair_query(selection)
    best = "(CASE WHEN day IS NULL THEN 0 ELSE 1 END, CASE WHEN zone = 'body' THEN 1 ELSE 0 END, coalesce(score, 0), id)"
    return (
        f"""
        SELECT coalesce(arg_max(day, {best}), arg_max(published, {best}))::DATE AS day, a, b, true AS directed,
            arg_max(event_type, {best}) AS event_type, arg_max(quad, {best}) AS quad,
            arg_max(intensity, {best})::DOUBLE AS intensity, story,
            count(DISTINCT original)::INTEGER AS reports, count(DISTINCT document)::BIGINT AS articles,
            count(DISTINCT outlet)::INTEGER AS sources, 'coded' AS dataset, arg_max(id, {best}) AS event
        FROM (
            SELECT p.*, coalesce(s.story, 's:' || p.id) AS story, coalesce(c.original, p.document) AS original,
                coalesce(d.outlet, d.path) AS outlet
            FROM ({pairs}) p LEFT JOIN stories s ON s.event = p.id LEFT JOIN copies c ON c.document = p.document
            LEFT JOIN documents d ON d.id = coalesce(c.original, p.document)
            WHERE p.b IS NOT NULL AND p.modality IN ('asserted', 'historical')
                AND NOT (p.modality = 'historical' AND p.day IS NULL)
        ) GROUP BY story, a, b""",
        values,
    )


def _imported_days(selection: Selection) -> Query | None:
    """Events of others: the same act between the same two on one day is one story."""
    if not (found := _imported(selection, [])):
        return None
    sides = f"CASE WHEN {_ONE_WAY} THEN concat(a, ' ', b) ELSE concat(least(a, b), ' ', greatest(a, b)) END"
    return (
        f"""
        SELECT day, a, b, directed, event_type, quad, {_MEAN} AS intensity,
            concat('i:', dataset, ' ', {sides}, ' ', day, ' ', code) AS story,
            sum(reports)::INTEGER AS reports, sum(articles)::BIGINT AS articles, 0 AS sources, dataset,
            NULL::VARCHAR AS event
        FROM {found[0]} GROUP BY dataset, a, b, day, directed, code, event_type, quad""",
        found[1],
    )


def _imported(selection: Selection, members: list[str]) -> Query | None:
    """The daily counts of imported events that are asked for, as a table with its conditions."""
    named, chosen = _datasets(selection)
    if (chosen and not named) or selection.outlets or selection.documents or selection.records is not None:
        return None
    said, values = ["b IS NOT NULL", *_between(selection)], []
    if chosen:
        said.append("dataset IN (SELECT unnest(?))")
        values.append(named)
    if selection.dyad:
        one, other = selection.dyad
        said.append("((a = ? AND b = ?) OR (a = ? AND b = ?))")
        values += [one, other, other, one]
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
        "(SELECT dataset, actor AS a, recipient AS b, day, directed, code, event_type, quad, 1 AS reports, articles, "
        "intensity FROM imported_events)"
    )


def _between(selection: Selection) -> list[str]:
    days = [(selection.since, ">="), (selection.until, "<=")]
    return [f"day {sign} DATE '{day.isoformat()}'" for day, sign in days if day]


def _has(selection: Selection, dataset: str) -> bool:
    return not selection.datasets or dataset in selection.datasets


def _datasets(selection: Selection) -> tuple[list[str], bool]:
    """The imported data sets that are asked for, and whether any are named."""
    return [name for name in selection.datasets if name != CODED], bool(selection.datasets)

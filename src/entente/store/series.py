"""The queries of counts over time: the days of a dyad, ties by period, what was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from entente.errors import UsageError
from entente.store.imported import (
    MEAN,
    ONE_WAY,
    between,
    imported_counts,
    imported_days_query,
)
from entente.store.selection import CODED, Selection
from entente.store.stories import BEST, COUNTED, told_query

Query = tuple[str, list[Any]]
#: CAMEO's codes of who mediates, or means to.
MEDIATES = ("039", "045")
_TOLD = "day, a, b, quad, intensity, reports, articles"
_NOTHING = (
    "SELECT NULL::DATE AS day, NULL::VARCHAR AS a, NULL::VARCHAR AS b, 0 AS quad, 0.0 AS intensity, "
    "0 AS reports, 0 AS articles"
)


def days_query(selection: Selection) -> Query:
    """The query of the daily frame: one row a story, a day and two of its parties, in order of time.

    Columns: ``day``, ``a``, ``b``, ``directed``, ``event_type``, ``quad``, ``intensity``, ``story``,
    ``reports``, ``articles``, ``sources`` (0 where it is not known), ``dataset``, ``event`` (of ours the one
    that tells it best).
    """
    parts = [part for part in (coded_days(selection), imported_days_query(selection)) if part]
    query = " UNION ALL BY NAME ".join(f"({text})" for text, _ in parts)
    if not parts:
        raise UsageError(
            "imported events have no document, record or outlet; choose them by day, actor or type"
        )
    return f"SELECT * FROM ({query}) ORDER BY day, story, a, b", [v for _, values in parts for v in values]


#: Columns of the stories of each quad class.
QUADS = ", ".join(
    f"count(*) FILTER (quad = {quad}) AS {name}"
    for quad, name in enumerate(("words_for", "deeds_for", "words_against", "deeds_against"), 1)
)


def ties_query(selection: Selection, members: Iterable[str], by: str, *, directed: bool = False) -> Query:
    """The query of ties by period, the busiest first.

    Columns: ``period`` (its first day), ``a`` and ``b`` (``a`` < ``b``; where ``directed``, who acts and to
    whom, and what two do with each other stands in both directions), ``stories``, ``reports``, ``articles``,
    the stories by quad class (``words_for`` 1, ``deeds_for`` 2, ``words_against`` 3, ``deeds_against`` 4),
    ``intensity`` (mean over stories), ``net`` (their sum), ``deviation`` (of them; 0 for a single one).
    """
    if directed:
        return _directed_query(selection, list(members), by)
    parts, values = tie_parts(selection, list(members))
    return _summed(parts, by), values


def tie_parts(selection: Selection, named: list[str]) -> tuple[list[str], list[Any]]:
    """Queries of the stories of two, of texts and of imported data, and their parameters.

    Columns: ``day``, ``a`` < ``b``, ``quad``, ``intensity``, ``reports``, ``articles``; ``ours``, whether of
    texts. Both of the two are among those named, if any are.
    """
    ours, others = coded_days(selection), imported_counts(selection, named)
    parts: list[str] = []
    values: list[Any] = []
    if ours:
        # What two do together has a row in each direction: it is one story.
        both = " AND a IN (SELECT unnest(?)) AND b IN (SELECT unnest(?))" if named else ""
        parts.append(
            "SELECT any_value(day) AS day, least(a, b) AS a, greatest(a, b) AS b, any_value(quad) AS quad, "
            "avg(intensity) AS intensity, max(reports) AS reports, max(articles) AS articles, true AS ours "
            f"FROM ({ours[0]}) WHERE a <> b{both} GROUP BY story, least(a, b), greatest(a, b)"
        )
        values += ours[1] + ([named, named] if named else [])
    if others:
        parts.append(
            "SELECT day, least(a, b) AS a, greatest(a, b) AS b, any_value(quad) AS quad, "
            f"{MEAN} AS intensity, sum(reports) AS reports, sum(articles) AS articles, false AS ours "
            f"FROM {others[0]} AND a <> b "
            f"GROUP BY dataset, day, least(a, b), greatest(a, b), ({ONE_WAY} AND a > b), code"
        )
        values += others[1]
    return parts, values


def _directed_query(selection: Selection, named: list[str], by: str) -> Query:
    """Who does how much to whom by period."""
    ours, others = coded_days(selection), imported_counts(selection, named)
    parts: list[str] = []
    values: list[Any] = []
    if ours:
        both = " AND a IN (SELECT unnest(?)) AND b IN (SELECT unnest(?))" if named else ""
        parts.append(
            f"SELECT day, a, b, quad, intensity, reports, articles FROM ({ours[0]}) WHERE a <> b{both}"
        )
        values += ours[1] + ([named, named] if named else [])
    if others:
        counts = (
            f"SELECT dataset, day, {{sides}}, code, any_value(quad) AS quad, {MEAN} AS intensity, "
            "sum(reports) AS reports, sum(articles) AS articles "
            f"FROM {others[0]} AND a <> b AND {{ways}} GROUP BY dataset, day, {{group}}, code"
        )
        ways = [(ONE_WAY, "a, b", "a, b")]
        ways += [
            (f"NOT {ONE_WAY}", f"{low}(a, b) AS a, {high}(a, b) AS b", "least(a, b), greatest(a, b)")
            for low, high in (("least", "greatest"), ("greatest", "least"))
        ]
        for way, sides, group in ways:
            made = counts.format(ways=way, sides=sides, group=group)
            parts.append(f"SELECT {_TOLD} FROM ({made})")
            values += others[1]
    return _summed(parts, by), values


def _summed(parts: Sequence[str], by: str) -> str:
    """Queries of stories, with the columns :data:`_TOLD`, as ties by period."""
    return f"""
        SELECT date_trunc('{by}', day)::DATE AS period, a, b, count(*) AS stories,
            sum(reports)::BIGINT AS reports, sum(articles)::BIGINT AS articles, {QUADS},
            avg(intensity) AS intensity, coalesce(sum(intensity), 0)::DOUBLE AS net,
            coalesce(stddev_pop(intensity), 0)::DOUBLE AS deviation
        FROM ({" UNION ALL BY NAME ".join(parts) or _NOTHING}) WHERE day IS NOT NULL
        GROUP BY ALL ORDER BY period, stories DESC, a, b"""


def exposure_query(selection: Selection, by: str) -> Query:
    """The query of what was read: articles by data set, period and outlet.

    Of ours these are the documents, each of them, whether anything was found in it or not. Of imported data
    they are the articles that the data set counts: its mentions where these were imported, else those of its
    events.
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
    conditions = ["true", *between(selection)]
    if selection.datasets:
        conditions.append("dataset IN (SELECT unnest(?))")
        values.append(list(selection.datasets))
    return (
        f"SELECT dataset, date_trunc('{by}', day)::DATE AS period, outlet, sum(articles)::BIGINT AS articles "
        f"FROM ({' UNION ALL '.join(parts)}) WHERE {' AND '.join(conditions)} "
        "GROUP BY ALL ORDER BY period NULLS LAST, articles DESC, dataset, outlet",
        values,
    )


def mediations_query(selection: Selection) -> Query:
    """The query of acts of mediation: one row an act and recipient, in order of time.

    Of ours these are consultations of a third party (PLOVER's mode), of imported events CAMEO's 039, means to
    mediate, and 045, mediates. Columns: ``day``, ``actor``, ``recipient``, ``story``, ``dataset``.
    """
    parts: list[str] = []
    values: list[Any] = []
    if ours := coded_days(selection, "id IN (SELECT id FROM events WHERE mode = 'third-party')"):
        parts.append(f"SELECT day, a AS actor, b AS recipient, story, dataset FROM ({ours[0]}) WHERE a <> b")
        values += ours[1]
    if others := imported_counts(selection, []):
        parts.append(
            "SELECT day, a AS actor, b AS recipient, "
            "concat('i:', dataset, ' ', a, ' ', day, ' ', code) AS story, dataset "
            f"FROM {others[0]} AND a <> b AND lower(replace(code, '_', ' ')) IN "
            f"(SELECT code FROM act_codes WHERE cameo IN {MEDIATES} AND scheme IN ('cameo', 'cameo_name'))"
        )
        values += others[1]
    nothing = "SELECT NULL::DATE AS day, NULL AS actor, NULL AS recipient, NULL AS story, NULL AS dataset"
    every = " UNION ALL BY NAME ".join(f"({part})" for part in parts) or nothing
    return f"SELECT * FROM ({every}) WHERE day IS NOT NULL ORDER BY day, actor, recipient", values


def coded_days(selection: Selection, only: str = "true") -> Query | None:
    """The query of our own events: their stories, each on the day that its best event has."""
    if not _has(selection, CODED):
        return None
    told, values = told_query(selection)
    return (
        f"""
        SELECT coalesce(arg_max(day, {BEST}), arg_max(published, {BEST}))::DATE AS day, a, b,
            true AS directed, arg_max(event_type, {BEST}) AS event_type, arg_max(quad, {BEST}) AS quad,
            arg_max(intensity, {BEST})::DOUBLE AS intensity, story,
            count(DISTINCT original)::INTEGER AS reports, count(DISTINCT document)::BIGINT AS articles,
            count(DISTINCT outlet)::INTEGER AS sources, 'coded' AS dataset, arg_max(id, {BEST}) AS event
        FROM ({told}) WHERE b IS NOT NULL AND ({only}) AND {COUNTED}
        GROUP BY story, a, b""",
        values,
    )


def _has(selection: Selection, dataset: str) -> bool:
    return not selection.datasets or dataset in selection.datasets

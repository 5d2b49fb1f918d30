"""The query of what is most told in some days: the dyads that deal most, and the stories told most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from entente.store.imported import MEAN, ONE_WAY, STORY, imported_counts
from entente.store.selection import Selection
from entente.store.series import coded_days

_QUADS = ", ".join(
    f"count(*) FILTER (quad = {quad}) AS {name}"
    for quad, name in enumerate(("words_for", "deeds_for", "words_against", "deeds_against"), 1)
)


def told_most_query(
    selection: Selection, members: Sequence[str], dyads: int, stories: int
) -> tuple[str, list[Any]]:
    """One row: ``dyads``, ``imported`` and ``stories``.

    ``dyads`` is a list of the busiest, with ``a`` < ``b``, their stories by quad class, reports, articles and
    mean intensity; ``imported`` one of the stories of imported events with most reports; ``stories`` the
    number of all. The stories are put together once for all three: that is what takes time.
    """
    named = list(members)
    ours, others = coded_days(selection), imported_counts(selection, named)
    parts: list[str] = []
    values: list[Any] = []
    if ours:
        both = " AND a IN (SELECT unnest(?)) AND b IN (SELECT unnest(?))" if named else ""
        parts.append(
            "SELECT any_value(day) AS day, least(a, b) AS one, greatest(a, b) AS two, "
            "any_value(quad) AS quad, avg(intensity) AS intensity, max(reports) AS reports, "
            "max(articles) AS articles, 'coded' AS dataset, false AS back, NULL AS code, "
            "any_value(event_type) AS event_type, true AS directed "
            f"FROM ({ours[0]}) WHERE a <> b{both} "
            "GROUP BY story, least(a, b), greatest(a, b)"
        )
        values += ours[1] + ([named, named] if named else [])
    if others:
        parts.append(
            "SELECT day, least(a, b) AS one, greatest(a, b) AS two, any_value(quad) AS quad, "
            f"{MEAN} AS intensity, sum(reports) AS reports, sum(articles) AS articles, dataset, "
            f"({ONE_WAY} AND a > b) AS back, code, any_value(event_type) AS event_type, "
            f"bool_or(directed) AS directed FROM {others[0]} AND a <> b "
            "GROUP BY dataset, day, one, two, back, code"
        )
        values += others[1]
    told = " UNION ALL BY NAME ".join(parts)
    return (
        f"""
        WITH told AS MATERIALIZED ({told}), most AS (
            SELECT one AS a, two AS b, count(*) AS stories, {_QUADS}, sum(reports)::BIGINT AS reports,
                sum(articles)::BIGINT AS articles, avg(intensity) AS intensity
            FROM told GROUP BY one, two ORDER BY stories DESC, one, two LIMIT {int(dyads)}
        ), largest AS (
            SELECT *, CASE WHEN back THEN two ELSE one END AS a, CASE WHEN back THEN one ELSE two END AS b
            FROM told WHERE dataset <> 'coded'
            ORDER BY reports DESC, articles DESC, day, one, two, code LIMIT {int(stories)}
        ), imported AS (
            SELECT {STORY} AS story, day, [a] AS actor, event_type, [b] AS recipient, quad, intensity,
                'asserted' AS modality, reports::BIGINT AS reports, articles::BIGINT AS articles, dataset
            FROM largest
        )
        SELECT (SELECT list(m) FROM most m) AS dyads, (SELECT list(i) FROM imported i) AS imported,
            (SELECT count(*) FROM told) AS stories""",
        values,
    )

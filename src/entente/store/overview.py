"""The queries of what is most told in some days: the dyads that deal most, and the stories told most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from entente.store.imported import MEAN, STORY, imported_counts
from entente.store.selection import Selection
from entente.store.series import QUADS, tie_parts

_NOTHING = (
    "SELECT NULL::VARCHAR AS a, NULL::VARCHAR AS b, 0 AS quad, 0.0 AS intensity, 0 AS reports, "
    "0 AS articles, false AS ours WHERE false"
)


def busiest_query(
    selection: Selection, members: Sequence[str], most: int, largest: int
) -> tuple[str, list[Any]]:
    """The query of the dyads that deal most, and of those of the imported stories with most reports.

    Columns: ``a`` < ``b``, ``stories``, by quad class, ``reports``, ``articles``, mean ``intensity``;
    ``whole``, the stories of all dyads; ``busy``, whether it is one of the ``most`` busiest; ``large``,
    whether one of the ``largest`` stories of imported events may be theirs.
    """
    parts, values = tie_parts(selection, list(members))
    return (
        f"""
        SELECT *, row_number() OVER (ORDER BY stories DESC, a, b) <= {int(most)} AS busy,
            coalesce(most, 0) > 0
                AND row_number() OVER (ORDER BY most DESC NULLS LAST, a, b) <= {int(largest)} AS large
        FROM (
            SELECT a, b, count(*) AS stories, {QUADS}, sum(reports)::BIGINT AS reports,
                sum(articles)::BIGINT AS articles, avg(intensity) AS intensity,
                max(reports) FILTER (NOT ours) AS most, (sum(count(*)) OVER ())::BIGINT AS whole
            FROM ({" UNION ALL BY NAME ".join(parts) or _NOTHING}) GROUP BY a, b
        ) QUALIFY busy OR large ORDER BY stories DESC, a, b""",
        values,
    )


def largest_query(
    selection: Selection, pairs: Sequence[tuple[str, str]], most: int
) -> tuple[str, list[Any]] | None:
    """The query of the imported stories of some dyads with most reports; None where none are chosen."""
    members = sorted({code for pair in pairs for code in pair})
    if not members or not (found := imported_counts(selection, members)):
        return None
    return (
        f"""
        SELECT {STORY} AS story, any_value(day) AS day, list_sort(list(DISTINCT a)) AS actor,
            any_value(event_type) AS event_type, list_sort(list(DISTINCT b)) AS recipient,
            any_value(quad) AS quad, {MEAN} AS intensity, 'asserted' AS modality,
            sum(reports)::BIGINT AS reports, sum(articles)::BIGINT AS articles, dataset
        FROM {found[0]} AND concat(least(a, b), ' ', greatest(a, b)) IN (SELECT unnest(?))
        GROUP BY story, dataset ORDER BY reports DESC, articles DESC, story LIMIT {int(most)}""",
        [*found[1], [" ".join(sorted(pair)) for pair in pairs]],
    )

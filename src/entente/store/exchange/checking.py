"""What must hold of imported events, copies and stories."""

from __future__ import annotations

from collections.abc import Iterator


def imported_problems() -> Iterator[tuple[str, str]]:
    """What is wrong, and the query of the ids that it is wrong with."""
    rows = "SELECT batch FROM imported UNION ALL SELECT batch FROM mentions"
    yield (
        "parts of files whose number of rows is another",
        "SELECT b.batch::VARCHAR AS id FROM batches b "
        f"LEFT JOIN (SELECT batch, count(*) AS n FROM ({rows}) GROUP BY ALL) f "
        "USING (batch) WHERE coalesce(f.n, 0) <> b.rows",
    )
    yield (
        "imported rows without their part of a file",
        f"SELECT r.batch::VARCHAR AS id FROM ({rows}) r ANTI JOIN batches USING (batch)",
    )
    yield (
        "parts of files that stand twice",
        "SELECT digest AS id FROM batches GROUP BY digest HAVING count(*) > 1",
    )
    yield (
        "parts of files whose count by day is another",
        "SELECT batch::VARCHAR AS id FROM (SELECT batch, count(*) AS n FROM imported GROUP BY ALL) FULL JOIN "
        "(SELECT batch, sum(reports) AS m FROM dyad_days GROUP BY ALL) USING (batch) "
        "WHERE n IS DISTINCT FROM m",
    )
    yield (
        "imported events that stand twice",
        "SELECT id FROM imported GROUP BY dataset, id HAVING count(*) > 1",
    )
    yield (
        "copies of what is no document",
        "SELECT document AS id FROM copies c WHERE document NOT IN (SELECT id FROM documents) "
        "OR original NOT IN (SELECT id FROM documents)",
    )
    yield (
        "copies of copies",
        "SELECT document AS id FROM copies WHERE original IN (SELECT document FROM copies)",
    )
    yield (
        "stories of what is no event",
        "SELECT event AS id FROM stories ANTI JOIN events ON events.id = stories.event",
    )
    yield "events in two stories", "SELECT event AS id FROM stories GROUP BY event, coder HAVING count(*) > 1"

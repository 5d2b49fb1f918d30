"""Events in the manner of a record, as many times as one likes: the lines of a temporal knowledge graph.

More dyads are a random lift of the record's graph (Amit and Linial 2002, "Random graph coverings"): so many
copies of each actor, and of each dyad as many, between copies drawn by lot. Each actor keeps the number of
its partners, each dyad its stories, which are moved to other days together, round the end of the record. More
stories are so many copies of each event between the same two, each moved by up to four weeks.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import duckdb


class More(StrEnum):
    """What there is more of."""

    DYADS = "dyads"
    STORIES = "stories"


#: Names of nobody known: nothing is rolled up.
_SIDES = {
    More.DYADS: (
        "concat(low, 'q', i)",
        "concat(high, 'q', CASE WHEN low = high THEN i ELSE (i + hash(low, high)) % {times} END)",
    ),
    More.STORIES: ("concat(low, 'q')", "concat(high, 'q')"),
}
_DAYS = {
    More.DYADS: "(day - first + hash(low, high, i) % span) % span",
    More.STORIES: "least(greatest(day - first + (hash(id, i) % 57)::INT - 28, 0), span - 1)",
}


def write_events(record: str, path: Path, times: int, more: More) -> int:
    """Writes so many times the events of a store of imported events.

    Args:
        record: the store.
        path: of the file: ``subject``, ``relation``, ``object`` and day, in order of days.
        times: how many times as many.
        more: dyads, each as busy as those of the record, or stories of the same dyads.

    Returns:
        How many were written.
    """
    one, other = (side.format(times=times) for side in _SIDES[more])
    with duckdb.connect(record, read_only=True) as connection:
        connection.execute("SET threads = 2")
        query = f"""
            WITH days AS (SELECT min(day) AS first, max(day) - min(day) + 1 AS span FROM imported),
            told AS (
                SELECT a > b AS back, least(a, b) AS low, greatest(a, b) AS high, id, code, day, first, span
                FROM imported, days WHERE b IS NOT NULL
            ), made AS (
                SELECT {one} AS one, {other} AS other, back, code, first + ({_DAYS[more]})::INT AS day
                FROM told, range({times}) copies(i)
            )
            SELECT CASE WHEN back THEN other ELSE one END, code, CASE WHEN back THEN one ELSE other END, day
            FROM made ORDER BY day"""
        how = "DELIMITER '\t', HEADER false, QUOTE '', ESCAPE ''"
        written = connection.execute(f"COPY ({query}) TO '{path}' ({how})").fetchone()
    return int(written[0]) if written else 0

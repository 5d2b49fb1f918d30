"""Names in imported events rolled up to those for whom they stand, batch by batch."""

from __future__ import annotations

from datetime import date

import duckdb

from entente.ontology.rollup import rolled_up

#: Names of a batch that are no code of ours, and the months in which they act or are acted on.
_NAMES = """
    SELECT DISTINCT name, month FROM (
        SELECT unnest([a, b]) AS name, date_trunc('month', day)::DATE AS month FROM imported WHERE batch = ?
    ) WHERE name IS NOT NULL AND name NOT IN (SELECT iso3 FROM country_codes) ORDER BY name, month"""
_TABLE = (
    "CREATE OR REPLACE TEMP TABLE rolled AS SELECT unnest(?) AS name, unnest(?) AS month, unnest(?) AS actor"
)
_SIDES = ("a", "b")
_UPDATE = """
    UPDATE imported SET {side} = rolled.actor FROM rolled
    WHERE batch = ? AND {side} = rolled.name AND date_trunc('month', day)::DATE = rolled.month"""
#: A month is looked up by its middle: who changes sides does so in it once.
_MIDDLE = 15


def roll_up(connection: duckdb.DuckDBPyConnection, batch: int) -> int:
    """Puts states, organisations and groups in the place of names in ``a`` and ``b`` of a batch.

    A person stands for whom he serves in the middle of the month. A name of nobody known stays as it is; the
    row as it came keeps every name.

    Returns:
        Number of pairs of name and month that were rolled up.
    """
    asked: list[tuple[str, date]] = connection.execute(_NAMES, [batch]).fetchall()
    told = ((name, month, rolled_up(name, month.replace(day=_MIDDLE))) for name, month in asked)
    found = [row for row in told if row[2] is not None and row[2] != row[0]]
    if found:
        connection.execute(_TABLE, [list(column) for column in zip(*found, strict=True)])
        for side in _SIDES:
            connection.execute(_UPDATE.format(side=side), [batch])
        connection.execute("DROP TABLE rolled")
    return len(found)

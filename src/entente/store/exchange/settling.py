"""Counts by day put in order of who deals with whom, so that a dyad's lie together and are read at once."""

from __future__ import annotations

import re

from entente.store.database import schema_sql, transaction
from entente.store.store import Store

#: Parts that were loaded since the counts were last put in order: fewer are left as they are.
PARTS = 16
#: And the share of all rows that they must have.
SHARE = 0.25


def settle(store: Store, *, least: int = PARTS) -> bool:
    """Puts the counts by day in order, where enough has come since that was last done; all or nothing.

    Each part's counts are in order when they are loaded, but a thousand daily files are a thousand orders: a
    dyad would be sought in each.

    Args:
        store: open to write.
        least: parts that must have come.

    Returns:
        Whether it was done.
    """
    last = int(store.about().get("settled") or 0)
    parts, rows = store.ask("SELECT count(DISTINCT batch), count(*) FROM dyad_days WHERE batch > ?", [last])[
        0
    ]
    total = store.ask("SELECT count(*) FROM dyad_days", [])[0][0]
    if parts < least or rows < SHARE * total:
        return False
    with transaction(store.connection, store.path):
        store.connection.execute("ALTER TABLE dyad_days RENAME TO unsettled")
        for statement in _made():
            store.connection.execute(statement)
        store.connection.execute("INSERT INTO dyad_days SELECT * FROM unsettled ORDER BY a, b, day")
        store.connection.execute("DROP TABLE unsettled")
        store.connection.execute(
            "INSERT OR REPLACE INTO meta SELECT 'settled', max(batch)::VARCHAR FROM dyad_days"
        )
    return True


def _made() -> list[str]:
    """The statements of the schema that make the table, its comments among them."""
    return re.findall(
        r"^(?:CREATE TABLE|COMMENT ON \w+) dyad_days\b.*?;$", schema_sql(), re.MULTILINE | re.DOTALL
    )

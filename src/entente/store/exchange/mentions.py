"""Mentions of GDELT 2.0: which article, of which outlet, tells of which event."""

from __future__ import annotations

from entente.store.exchange.format import literal
from entente.store.exchange.importing import NO_DAY

#: Fields of a line; the last is often left out.
WIDTHS = (15, 16)


def are_mentions(line: str) -> bool:
    """Whether a line of a GDELT 2.0 file is a mention, not an event."""
    return line.count("\t") + 1 in WIDTHS


def insert_sql(found: str, batch: int) -> str:
    """The statement that takes in all mentions; one that is not sound has the reason for an outlet."""
    widths = ", ".join(map(str, WIDTHS))
    fields = (
        "SELECT raw, f, nullif(f[1], '') AS event, try_strptime(f[3][:8], '%Y%m%d')::DATE AS day, "
        f"nullif(f[5], '') AS outlet, nullif(f[6], '') AS url FROM ({found})"
    )
    reason = (
        f"CASE WHEN len(f) NOT IN ({widths}) THEN concat(len(f), ' fields; valid: 15 or 16') "
        "WHEN event IS NULL THEN 'no id' "
        f"WHEN event = {literal('GLOBALEVENTID')} THEN 'header repeated' "
        "WHEN day IS NULL THEN 'no day, or none in the calendar' END"
    )
    return (
        f"INSERT INTO mentions SELECT {batch}, CASE WHEN reason IS NULL THEN event ELSE '' END, "
        f"coalesce(day, DATE '{NO_DAY}'), "
        f"coalesce(reason, outlet), url, raw FROM (SELECT *, {reason} AS reason FROM ({fields}))"
    )

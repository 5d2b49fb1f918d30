"""The queries of those who take part: actors with how often each does what, and words without an actor."""

from __future__ import annotations

from typing import Any

from entente.store.selection import Kind, Selection, conditions
from entente.store.tables import ENDS, STARTS, limited

_ROLES = {
    Kind.STATEMENTS: {"source": "[r.source]", "target": "[r.target]", "addressee": "[r.addressee]"},
    Kind.EVENTS: {"actor": "r.actor", "recipient": "r.recipient"},
    Kind.CLAIMS: {"claimant": "[r.claimant]"},
}
_COUNTS = """
    count(*) FILTER (role = 'source') AS said,
    count(*) FILTER (role IN ('target', 'addressee')) AS said_of,
    count(*) FILTER (role = 'actor') AS acted, count(*) FILTER (role = 'recipient') AS acted_on,
    count(*) FILTER (role = 'claimant') AS claimed,
    min(first_day(published)) AS first, max(last_day_of(published)) AS last"""
_EXAMPLES = {
    Kind.STATEMENTS: (
        f"list_min({STARTS})",
        f"list_max({ENDS})",
        f"substring(d.text, list_min({STARTS}) + 1, list_max({ENDS}) - list_min({STARTS}))",
    ),
    Kind.EVENTS: ("r.sentence.start", 'r.sentence."end"', "r.sentence.text"),
    Kind.CLAIMS: ('r."start"', 'r."end"', "r.text"),
}


def _parties(selection: Selection, examples: bool) -> tuple[str, list[Any]]:
    """The parties ``p`` of the chosen records, one row each, with their roles and documents."""
    parts: list[str] = []
    values: list[Any] = []
    for kind, by_role in _ROLES.items():
        where, found = conditions(kind, selection)
        start, end, text = _EXAMPLES[kind]
        example = f"{{'start': {start}, 'end': {end}, 'text': {text}}}" if examples else "NULL"
        columns = f"d.id AS document, d.published, d.title, d.path, {example} AS example"
        for role, parties in by_role.items():
            parts.append(
                f"SELECT unnest({parties}) AS p, '{role}' AS role, {columns} "
                f"FROM {kind} r JOIN documents d ON d.id = r.document WHERE {where}"
            )
            values += found
    return " UNION ALL ".join(parts), values


def unresolved_query(selection: Selection) -> tuple[str, list[Any]]:
    """The query of the parties without an actor: one row a wording, the most frequent first.

    A wording that stands at one place in several records is there once. The example is the first by day.
    """
    parties, values = _parties(selection, examples=True)
    countries = " AND p.country IN (SELECT unnest(?))" if selection.countries else ""
    first = "(coalesce(first_day(published), DATE '9999-12-31'), document, p.start, role)"
    return (
        f"""
        SELECT text, sector, mentions, documents, said, said_of, acted, acted_on, claimed, first, last,
            shown.document AS document, shown.title AS title, shown.path AS path,
            shown.example.start AS "start", shown.example."end" AS "end", shown.example.text AS example
        FROM (
            SELECT mode(p.text ORDER BY p.text) AS text, mode(p.sector) AS sector,
                count(DISTINCT (document, p.start)) AS mentions, count(DISTINCT document) AS documents,
                {_COUNTS},
                arg_min({{'document': document, 'title': title, 'path': path, 'example': example}}, {first})
                    AS shown
            FROM ({parties})
            WHERE p.actor IS NULL AND p.start IS NOT NULL{countries} GROUP BY lower(p.text)
        ) ORDER BY mentions DESC, text{limited(selection)}""",
        values + ([list(selection.countries)] if countries else []),
    )


def actor_query(selection: Selection) -> tuple[str, list[Any]]:
    """The query of the table of actors: one row an actor, the most mentioned first.

    Conditions choose records; all parties of a chosen record are counted, unless actors or countries are
    named.
    """
    parties, values = _parties(selection, examples=False)
    chosen, extra = _only(selection)
    return (
        f"""
        SELECT {selection.who}(p) AS actor, any_value(p.country) AS country, mode(p.sector) AS sector,
            list_sort(list_distinct(list(p.office) FILTER (p.office IS NOT NULL))) AS offices,
            count(DISTINCT document) AS documents, count(*) AS mentions,
            {_COUNTS}
        FROM ({parties})
        WHERE {selection.who}(p) IS NOT NULL AND p.start IS NOT NULL AND {chosen}
        GROUP BY 1 ORDER BY mentions DESC, actor{limited(selection)}""",
        values + extra,
    )


def _only(selection: Selection) -> tuple[str, list[Any]]:
    """Of the chosen records' parties only those that were asked for."""
    said, values = ["true"], []
    if selection.actors:
        said.append(f"({selection.who}(p) IN (SELECT unnest(?)) OR own_name(p) IN (SELECT unnest(?)))")
        values += [list(selection.actors)] * 2
    if selection.countries:
        said.append("p.country IN (SELECT unnest(?))")
        values.append(list(selection.countries))
    return " AND ".join(said), values

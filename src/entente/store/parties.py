"""The queries of those who take part: actors with how often each does what, and words without an actor."""

from __future__ import annotations

from typing import Any

from entente.store.imported import imported_actors_query
from entente.store.selection import CODED, Kind, Selection, conditions
from entente.store.tables import ENDS, STARTS, limited
from entente.units import Count

_ROLES = {
    Kind.STATEMENTS: {"source": "[r.source]", "target": "[r.target]", "addressee": "[r.addressee]"},
    Kind.EVENTS: {"actor": "r.actor", "recipient": "r.recipient"},
    Kind.CLAIMS: {"claimant": "[r.claimant]"},
}
#: How often somebody speaks, acts ...: name, roles, and whether it is an act, of which there are stories.
_DOINGS = (
    ("said", ("source",), False),
    ("said_of", ("target", "addressee"), False),
    ("acted", ("actor",), True),
    ("acted_on", ("recipient",), True),
    ("claimed", ("claimant",), False),
)
_EXAMPLES = {
    Kind.STATEMENTS: (
        f"list_min({STARTS})",
        f"list_max({ENDS})",
        f"substring(d.text, list_min({STARTS}) + 1, list_max({ENDS}) - list_min({STARTS}))",
    ),
    Kind.EVENTS: ("r.sentence.start", 'r.sentence."end"', "r.sentence.text"),
    Kind.CLAIMS: ('r."start"', 'r."end"', "r.text"),
}


def _counts(count: Count) -> str:
    """Counts by role. Statements and claims are not merged into stories: of them a story is a report."""
    made = []
    for name, roles, act in _DOINGS:
        among = f"role IN ({', '.join(map(repr, roles))})".replace(",)", ")")
        match count:
            case Count.ARTICLE:
                made.append(f"count(*) FILTER ({among}) AS {name}")
            case Count.STORY if act:
                made.append(f"count(DISTINCT story) FILTER ({among}) AS {name}")
            case _:
                made.append(f"count(*) FILTER ({among} AND NOT copied) AS {name}")
    days = "min(first_day(published)) AS first, max(last_day_of(published)) AS last"
    return ", ".join([*made, days])


def _parties(selection: Selection, examples: bool) -> tuple[str, list[Any]]:
    """The parties ``p`` of the chosen records, one row each, with their roles and documents."""
    parts: list[str] = []
    values: list[Any] = []
    for kind, by_role in _ROLES.items():
        where, found = conditions(kind, selection)
        start, end, text = _EXAMPLES[kind]
        example = f"{{'start': {start}, 'end': {end}, 'text': {text}}}" if examples else "NULL"
        columns = f"d.id AS document, d.published, d.title, d.path, {example} AS example"
        columns += ", c.document IS NOT NULL AS copied"
        told, merged = "NULL", ""
        if kind is Kind.EVENTS:
            told, merged = (
                "coalesce(s.story, r.id)",
                "LEFT JOIN stories s ON s.event = r.id AND s.coder = r.coder ",
            )
        for role, parties in by_role.items():
            parts.append(
                f"SELECT unnest({parties}) AS p, '{role}' AS role, {columns}, {told} AS story "
                f"FROM {kind} r JOIN documents d ON d.id = r.document "
                f"LEFT JOIN copies c ON c.document = d.id {merged}WHERE {where}"
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
                {_counts(selection.count)},
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
    ours = f"""
        SELECT {selection.who}(p) AS actor, any_value(p.country) AS country, mode(p.sector) AS sector,
            coalesce(list_sort(list_distinct(list(p.office) FILTER (p.office IS NOT NULL))), []) AS offices,
            count(DISTINCT document) AS documents, count(*) AS mentions,
            {_counts(selection.count)}
        FROM ({parties})
        WHERE {selection.who}(p) IS NOT NULL AND p.start IS NOT NULL AND {chosen}
        GROUP BY 1"""
    if selection.datasets and CODED not in selection.datasets:
        ours += " HAVING false"
    values += extra
    if not (others := imported_actors_query(selection)):
        return f"{ours} ORDER BY mentions DESC, actor{limited(selection)}", values
    added = ", ".join(
        f"coalesce(sum({name}), 0)::BIGINT AS {name}" for name in ("documents", "mentions", *_NAMES)
    )
    return (
        f"""
        SELECT actor, any_value(country) AS country, any_value(sector) AS sector,
            coalesce(any_value(offices), []) AS offices, {added}, min(first) AS first, max(last) AS last
        FROM ({ours} UNION ALL BY NAME {others[0]}) GROUP BY actor
        ORDER BY mentions DESC, actor{limited(selection)}""",
        values + others[1],
    )


_NAMES = tuple(name for name, _, _ in _DOINGS)


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

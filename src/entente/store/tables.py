"""The queries behind the flat tables: one row a record, names rolled up as the selection says."""

from __future__ import annotations

from typing import Any

from entente.ontology.plover import MUTUAL
from entente.store.imported import imported_query
from entente.store.selection import CODED, Kind, Selection, conditions

#: The first and the last character of a statement: its words with source and cue.
STARTS = "list_concat([r.source.start, r.cue.start], list_transform(r.content, lambda c: c.start))"
ENDS = "list_concat([r.cue.end], list_transform(r.content, lambda c: c.end))"

_COLUMNS = {
    Kind.DOCUMENTS: """
        d.id, d.published, d.outlet, d.title, d.author, d.language,
        len(string_split_regex(trim(d.text), '\\s+')) AS words,
        c.statements, c.events, c.claims, c.coder, d.path, d.encoding, d.sha256""",
    Kind.STATEMENTS: """
        r.id, r.date, d.published, d.outlet, {who}(r.source) AS source,
        coalesce(r.source.actor, r.source.text) AS speaker, r.source.office AS office, r.cue.text AS cue,
        list_aggregate(list_transform(r.content, lambda c: c.text), 'string_agg', ' … ') AS content,
        r.kind, {who}(r.target) AS target, {who}(r.addressee) AS addressee, r.outlet AS given_to,
        r.event_type, r.modality, r.nested_in, r.score, r.zone, r.document, d.title, d.path,
        list_min({starts}) AS "start", list_max({ends}) AS "end",
        substring(d.text, list_min({starts}) + 1, list_max({ends}) - list_min({starts})) AS words, r.coder,
        f.corrected_by, f.corrected_at""",
    Kind.EVENTS: """
        r.id, r.date.value AS date, d.published, d.outlet, {actors} AS actor, r.event_type,
        {recipients} AS recipient, r.mode, r.quad, r.intensity, r.modality, r.attributed_to,
        r.statement, r.trigger.text AS trigger,
        r.place.name AS place, r.place.country AS place_country, r.place.latitude AS latitude,
        r.place.longitude AS longitude, r.contexts, r.score, r.zone, r.document, d.title, d.path,
        r.sentence.start AS "start", r.sentence.end AS "end", r.sentence.text AS sentence,
        r.coder, 'coded' AS dataset, f.corrected_by, f.corrected_at""",
    Kind.CLAIMS: """
        r.id, r.kind, d.published, d.outlet, {who}(r.claimant) AS claimant,
        coalesce(r.claimant.actor, r.claimant.text) AS speaker, r.claimant.office AS office, r.text,
        r.condition.text AS condition, r.consequence.text AS consequence, r.horizon, r.score, r.zone,
        r.document, d.title, d.path, r."start", r."end", r.coder, f.corrected_by, f.corrected_at""",
}


def table_query(kind: Kind, selection: Selection) -> tuple[str, list[Any]]:
    """The query of a flat table, in order of time, and its parameters."""
    where, values = conditions(kind, selection)
    columns = _COLUMNS[kind].format(
        who=selection.who,
        starts=STARTS,
        ends=ENDS,
        actors=_names("r.actor", selection),
        recipients=_names("r.recipient", selection),
    )
    values = ([selection.coder] if kind is Kind.DOCUMENTS else []) + values
    fixes = "" if kind is Kind.DOCUMENTS else " LEFT JOIN fixes f ON f.record = r.id AND f.coder = r.coder"
    chosen = f"SELECT {columns} FROM {_sources(kind)}{fixes} WHERE {where}"
    if kind is Kind.EVENTS and (others := imported_query(selection)):
        return _with_imported(chosen, others[0], selection), values + others[1]
    return f"{chosen} ORDER BY {_order(kind, selection)}{limited(selection)}", values


def _with_imported(ours: str, others: str, selection: Selection) -> str:
    """Our events and imported ones in one order of time."""
    own = "false" if selection.datasets and CODED not in selection.datasets else "true"
    rows = f"SELECT *, first_day(coalesce(date, published)) AS sorted FROM ({ours}) WHERE {own}"
    return (
        f"SELECT * EXCLUDE (sorted) FROM ({rows} UNION ALL BY NAME {others}) "
        f'ORDER BY sorted{_way(selection)} NULLS LAST, document NULLS LAST, "start", id{limited(selection)}'
    )


def record_query(kind: Kind, selection: Selection) -> tuple[str, list[Any]]:
    """The query of whole records, as JSON texts of their tables' columns, in order of time."""
    where, values = conditions(kind, selection)
    return (
        f"SELECT to_json(r) AS record FROM {_sources(kind)} WHERE {where} "
        f"ORDER BY {_order(kind, selection)}{limited(selection)}",
        values,
    )


def _sources(kind: Kind) -> str:
    if kind is not Kind.DOCUMENTS:
        return f"{kind} r JOIN documents d ON d.id = r.document"
    return (
        "documents d LEFT JOIN latest l ON l.document = d.id "
        "LEFT JOIN codings c ON c.document = d.id AND c.coder = coalesce(?, l.coder)"
    )


def _names(parties: str, selection: Selection) -> str:
    """The names of a list of parties, each once."""
    named = f"list_transform({parties}, lambda p: {selection.who}(p))"
    return f"list_distinct(list_filter({named}, lambda n: n IS NOT NULL))"


def limited(selection: Selection) -> str:
    """The LIMIT and OFFSET of a query."""
    limit = f" LIMIT {int(selection.limit)}" if selection.limit is not None else ""
    return limit + (f" OFFSET {int(selection.offset)}" if selection.offset else "")


def _way(selection: Selection) -> str:
    return " DESC" if selection.newest else ""


def _order(kind: Kind, selection: Selection) -> str:
    """In order of time; records of one text stay in the order of the text."""
    last = f"{_way(selection)} NULLS LAST"
    match kind:
        case Kind.DOCUMENTS:
            return f"first_day(d.published){last}, d.id"
        case Kind.STATEMENTS:
            at = "r.content[1].start"
            return f"first_day(coalesce(r.date, d.published)){last}, d.id, {at}, r.id"
        case Kind.EVENTS:
            at = "coalesce(r.trigger.start, r.sentence.start)"
            return f"first_day(coalesce(r.date.value, d.published)){last}, d.id, {at}, r.id"
        case Kind.CLAIMS:
            return f'first_day(d.published){last}, d.id, r."start", r.id'


def day_query(selection: Selection) -> tuple[str, list[Any]]:
    """The query of the dates of events: document, offset of the sentence, date."""
    where, values = conditions(Kind.EVENTS, selection)
    return (
        "SELECT r.document, r.sentence.start AS at, r.date.value AS day FROM events r JOIN documents d ON "
        f"d.id = r.document WHERE r.date IS NOT NULL AND {where} ORDER BY r.document, r.sentence.start",
        values,
    )


def pair_query(selection: Selection) -> tuple[str, list[Any]]:
    """The query of directed pairs: one row an event and an ordered pair of its parties.

    Actors who agree, consult or cooperate, with no recipient named, deal with each other (``joint``). Of any
    other act without a recipient there is one row an actor, with ``b`` null.
    """
    where, values = conditions(Kind.EVENTS, selection)
    actors, recipients = _names("r.actor", selection), _names("r.recipient", selection)
    mutual = ", ".join(f"'{kind}'" for kind in sorted(MUTUAL))
    return (
        f"""
        WITH chosen AS (
            SELECT r.id, r.document, r.event_type, r.quad, r.intensity, r.modality, r.score, r.zone,
                r.sentence.start AS sentence, r.attributed_to IS NOT NULL AS attributed,
                r.statement IS NOT NULL AS statement,
                first_day(r.date.value) AS day, last_day_of(r.date.value) AS last,
                first_day(d.published) AS published, {actors} AS actors, {recipients} AS recipients
            FROM events r JOIN documents d ON d.id = r.document WHERE {where}
        ), directed AS (
            SELECT *, unnest(actors) AS a, false AS joint FROM chosen WHERE len(recipients) > 0
        ), mutual AS (
            SELECT *, unnest(actors) AS a, true AS joint FROM chosen
            WHERE len(recipients) = 0 AND len(actors) > 1 AND event_type IN ({mutual})
        ), alone AS (
            SELECT *, unnest(actors) AS a, false AS joint FROM chosen
            WHERE len(recipients) = 0 AND id NOT IN (SELECT id FROM mutual)
        ), pairs AS (
            SELECT *, unnest(recipients) AS b FROM directed
            UNION ALL SELECT *, unnest(actors) AS b FROM mutual
            UNION ALL SELECT *, NULL AS b FROM alone
        )
        SELECT id, document, a, b, day, last, published, event_type, quad, intensity, modality, attributed,
            statement, joint, score, zone, sentence
        FROM pairs WHERE a IS DISTINCT FROM b ORDER BY coalesce(day, published) NULLS LAST, id, a, b""",
        values,
    )

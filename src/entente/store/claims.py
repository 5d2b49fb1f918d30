"""The queries of claims held against the record: claims, the acts in their words, and what passed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from entente.store.imported import ONE_WAY, imported_counts
from entente.store.selection import Kind, Selection, conditions
from entente.store.series import coded_days

Query = tuple[str, list[Any]]
#: Between the codes of two actors.
_JOINT = "\x1f"
_FROM = "claims r JOIN documents d ON d.id = r.document"


def claims_query(selection: Selection) -> Query:
    """The query of claims, one row each, in order of time.

    Columns: ``claim`` (id), ``published`` (the last day that the date of its text means), ``kind``,
    ``claimant``, ``speaker``, ``text``, ``start``, ``end``, ``condition``, ``condition_start``,
    ``condition_end``, ``consequence``, ``horizon``, ``due`` (its last day), ``outlet``, ``document``.
    """
    where, values = conditions(Kind.CLAIMS, selection)
    limit = f" LIMIT {int(selection.limit)}" if selection.limit is not None else ""
    return (
        f"""
        SELECT r.id AS claim, last_day_of(d.published) AS published, r.kind,
            {selection.who}(r.claimant) AS claimant, coalesce(r.claimant.actor, r.claimant.text) AS speaker,
            r.text, r."start", r."end", r.condition.text AS condition,
            r.condition.start AS condition_start, r.condition."end" AS condition_end,
            r.consequence.text AS consequence, r.horizon, last_day_of(r.horizon) AS due,
            d.outlet, r.document
        FROM {_FROM} WHERE {where}
        ORDER BY first_day(d.published) NULLS LAST, d.id, r."start", r.id{limit}""",
        values,
    )


def claimed_query(selection: Selection) -> Query:
    """The query of the coded events that stand in the words of claims, in order of the text.

    Columns: ``claim``, ``event`` (ids), ``at`` (offset of its trigger, else of its sentence), ``event_type``,
    ``quad``, ``modality``, ``actors``, ``recipients`` (lists of names at the selection's level).
    """
    where, values = conditions(Kind.CLAIMS, replace(selection, limit=None))
    at = "coalesce(e.trigger.start, e.sentence.start)"

    def names(parties: str) -> str:
        named = f"list_transform({parties}, lambda p: {selection.who}(p))"
        return f"list_distinct(list_filter({named}, lambda n: n IS NOT NULL))"

    return (
        f"""
        SELECT r.id AS claim, e.id AS event, {at} AS "at", e.event_type, e.quad, e.modality,
            {names("e.actor")} AS actors, {names("e.recipient")} AS recipients
        FROM {_FROM} JOIN events e ON e.document = r.document AND e.coder = r.coder
            AND {at} >= r."start" AND {at} < r."end"
        WHERE {where} ORDER BY r.document, "at", e.id, r.id""",
        values,
    )


def dealings_query(selection: Selection, pairs: Iterable[tuple[str, str]]) -> Query:
    """The query of all that is told as done between some pairs of actors, in order of time.

    Columns: ``day``, ``a``, ``b``, ``directed``, ``event_type``, ``quad``, ``story``, ``evidence`` (of ours
    the event that tells it best, of imported data the story), ``told`` (first day that the date of its text
    means; of imported data the day itself), ``dataset``. Pairs are not directed, rows are.
    """
    wanted = sorted({_JOINT.join(sorted(pair)) for pair in pairs})
    members = sorted({name for pair in wanted for name in pair.split(_JOINT)})
    parts: list[str] = []
    values: list[Any] = []
    if ours := coded_days(_among(selection, members)):
        parts.append(
            "SELECT t.day, t.a, t.b, t.directed, t.event_type, t.quad, t.story, t.event AS evidence, "
            "coalesce(first_day(d.published), t.day) AS told, t.dataset "
            f"FROM ({ours[0]}) t LEFT JOIN (SELECT DISTINCT id, document FROM events) e ON e.id = t.event "
            "LEFT JOIN documents d ON d.id = e.document"
        )
        values += ours[1]
    if others := imported_counts(_among(selection, []), members):
        sides = (
            f"CASE WHEN {ONE_WAY} THEN concat(a, ' ', b) ELSE concat(least(a, b), ' ', greatest(a, b)) END"
        )
        told = f"concat('i:', dataset, ' ', {sides}, ' ', day, ' ', code)"
        parts.append(
            f"SELECT DISTINCT day, a, b, directed, event_type, quad, {told} AS story, {told} AS evidence, "
            f"day AS told, dataset FROM {others[0]} AND a <> b"
        )
        values += others[1]
    every = " UNION ALL BY NAME ".join(f"({part})" for part in parts)
    return (
        f"SELECT * FROM ({every}) WHERE day IS NOT NULL "
        f"AND concat(least(a, b), '{_JOINT}', greatest(a, b)) IN (SELECT unnest(?)) "
        "ORDER BY day, story, a, b",
        [*values, wanted],
    )


def _among(selection: Selection, members: list[str]) -> Selection:
    """What of a selection of claims holds for the record: level, data sets, coder and last day."""
    return Selection(
        actors=tuple(members),
        datasets=selection.datasets,
        until=selection.until,
        coder=selection.coder,
        level=selection.level,
        zones=selection.zones,
    )


#: The first and last day of which the store holds texts or imported events.
SPAN_QUERY = """
    SELECT min(day), max(day) FROM (
        SELECT first_day(published) AS day FROM documents
        UNION ALL SELECT min(day) FROM dyad_days UNION ALL SELECT max(day) FROM dyad_days)"""

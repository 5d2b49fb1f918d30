"""Claims held against the record: borne out, not borne out, or open, each with its reason and evidence."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pandas as pd

from entente.analysis.claims.dealings import Match, dealings, number
from entente.analysis.claims.expected import Expected, expected
from entente.analysis.claims.verdict import LEAST_TOLD, Record, Rules, Status, Verdict, verdict
from entente.analysis.rows import rows

COLUMNS = (
    *(
        "claim",
        "published",
        "kind",
        "claimant",
        "speaker",
        "text",
        "condition",
        "consequence",
        "horizon",
        "due",
    ),
    *(
        "expected",
        "negated",
        "status",
        "reason",
        "match",
        "evidence",
        "base_rate",
        "chance",
        "outlet",
        "document",
    ),
)


class _Claim(NamedTuple):
    claim: str
    published: pd.Timestamp
    condition: str | None
    due: pd.Timestamp


def verdicts(
    claims: pd.DataFrame,
    events: pd.DataFrame,
    record: pd.DataFrame,
    *,
    on: date,
    begun: date,
    within: int | None = None,
    match: Match = Match.TYPE,
    least: int = LEAST_TOLD,
) -> pd.DataFrame:
    """What became of claims by a day.

    A claim is due on the last day of its horizon; until then it is open. Then acts of the record count whose
    day lies after the day of its text and not after it is due (``GRACE`` days more, as reports come late),
    told by texts that were published later than it. Of the same actor to the same recipient (of any of those
    it names) they bear it out; of a claim that something will not be they do the reverse. Silence is told as
    such only where ``least`` stories of the two are told in these days, of whatever kind. A claim with a
    condition is judged from the day on which the act of its condition is told.

    Args:
        claims: as ``Store.claims_made`` gives them.
        events: coded in the words of claims, as ``Store.claimed_events`` gives them.
        record: what is told as done between their actors, as ``Store.dealings`` gives it.
        on: the day as of which; nothing later counts.
        begun: the first day of the record, for the base rate.
        within: days after which a claim falls due that names no day; None leaves such claims open.
        match: ``type``: an act of the same event type; ``quad``: any of the same quad class.
        least: stories of the two without which silence says nothing.

    Returns:
        One row a claim, in their order: ``claim`` (id), ``published``, ``kind``, ``claimant``, ``speaker``,
        ``text``, ``condition``, ``consequence``, ``horizon`` (as it was read), ``due`` (day; missing where
        there is none), ``expected`` (list: acts as "ARM CONSULT AZE", with "no" before what will not be),
        ``negated`` (whether all of them will not be), ``status``, ``reason``, ``match`` (missing while open),
        ``evidence`` (list of a few: the acts told; for silence, what was told instead), ``base_rate`` (0
        to 1: how often the same held in windows of the same length before), ``chance`` (the same, of windows
        that would have been judged); both missing where the claim is open or the record before too short;
        ``outlet``, ``document``.
    """
    rules = Rules(number(on), number(begun), within, match, least)
    acts, told = expected(claims, events), dealings(record)
    made = [_verdict(claim, acts[claim.claim], told, rules) for claim in rows(claims, _Claim)]
    wanted = [acts[str(claim)] for claim in claims.claim]
    frame = claims.assign(
        due=pd.to_datetime(pd.Series([v.due for v in made], index=claims.index, dtype=float), unit="D"),
        expected=_lists(claims, [[text for act in e.acts for text in act.told()] for e in wanted]),
        negated=[bool(e.acts) and all(act.negated for act in e.acts) for e in wanted],
        status=[v.status.value for v in made],
        reason=[v.reason for v in made],
        match=pd.Series(
            [None if v.status is Status.OPEN else match.value for v in made], index=claims.index, dtype=object
        ),
        evidence=_lists(claims, [list(v.evidence) for v in made]),
        base_rate=pd.Series([v.rates.base for v in made], index=claims.index, dtype=float),
        chance=pd.Series([v.rates.chance for v in made], index=claims.index, dtype=float),
    )
    return frame[list(COLUMNS)]


def asked(claims: pd.DataFrame, events: pd.DataFrame) -> set[tuple[str, str]]:
    """The pairs of actors, their names in order, whose record :func:`verdicts` needs."""
    return {
        (min(pair), max(pair))
        for e in expected(claims, events).values()
        for act in (*e.acts, *e.condition)
        for pair in act.pairs
    }


def _lists(claims: pd.DataFrame, values: list[list[str]]) -> pd.Series[list[str]]:
    return pd.Series(values, index=claims.index, dtype=object)


def _verdict(claim: _Claim, wanted: Expected, record: Record, rules: Rules) -> Verdict:
    said = None if pd.isna(claim.published) else number(claim.published)
    due = None if pd.isna(claim.due) else number(claim.due)
    return verdict(said, due, not pd.isna(claim.condition), wanted, record, rules)

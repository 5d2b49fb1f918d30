"""What became of the claims of a store, by a day: its claims, held against all that it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pandas as pd

from entente.analysis.claims.dealings import Match
from entente.analysis.claims.verdict import LEAST_TOLD, Status
from entente.analysis.claims.verdicts import asked, verdicts
from entente.analysis.rows import rows
from entente.distinct import made_distinct
from entente.records import Claim
from entente.store import Level, Selection, Store


class Outcome(NamedTuple):
    """What became of one claim: see :func:`entente.analysis.claims.verdicts.verdicts`."""

    status: Status
    reason: str
    due: date | None
    evidence: tuple[str, ...]
    base_rate: float | None
    claimant: str | None


def claim_record(
    store: Store,
    selection: Selection,
    *,
    on: date | None = None,
    within: int | None = None,
    match: Match = Match.TYPE,
    least: int = LEAST_TOLD,
) -> pd.DataFrame:
    """The claims of a selection with what became of each.

    Args:
        store: whose record they are held against, ours and imported.
        selection: of claims; its level and coder hold for the record as well, its days do not.
        on: the day as of which; None for the last of the record.
        within: days in which a claim falls due that names no day; None leaves it open.
        match: when an act is the one that was claimed.
        least: stories of the two without which silence says nothing.

    Returns:
        The frame of :func:`entente.analysis.claims.verdicts.verdicts`.
    """
    first, last = store.span()
    until = on or last or date.min
    # What was not yet published is no claim of that day.
    chosen = replace(selection, until=min(selection.until or until, until) if on else selection.until)
    claims, events = store.claims_made(chosen), store.claimed_events(chosen)
    made_distinct(store)
    told = Selection(level=selection.level, coder=selection.coder, until=until)
    dealt = store.dealings(told, asked(claims, events))
    return verdicts(
        claims,
        events,
        # Nor what a later text tells of days before.
        dealt[pd.to_datetime(dealt.told) <= pd.Timestamp(until)] if on else dealt,
        on=until,
        begun=min(first or until, until),
        within=within,
        match=match,
        least=least,
    )


class _Row(NamedTuple):
    claim: str
    status: str
    reason: str
    due: pd.Timestamp
    evidence: list[str]
    base_rate: float
    claimant: str | None


def outcomes(
    store: Store,
    claims: Iterable[Claim],
    *,
    on: date | None = None,
    within: int | None = None,
    level: Level = Level.GOVERNMENT,
) -> dict[str, Outcome]:
    """What became of some claims, by their ids.

    >>> outcomes(store, material.claims(), on=material.until)  # doctest: +SKIP
    {'2f0c…c1': Outcome(status=<Status.OPEN: 'open'>, reason='it does not say by when', ...
    """
    by_coder: dict[str, list[str]] = {}
    for claim in claims:
        by_coder.setdefault(claim.coder, []).append(claim.id)
    made = {}
    for coder, ids in by_coder.items():
        chosen = Selection(records=tuple(ids), coder=coder, level=level)
        frame = claim_record(store, chosen, on=on, within=within)
        for row in rows(frame, _Row):
            made[row.claim] = Outcome(
                Status(row.status),
                row.reason,
                None if pd.isna(row.due) else row.due.date(),
                tuple(row.evidence),
                None if pd.isna(row.base_rate) else row.base_rate,
                row.claimant,
            )
    return made

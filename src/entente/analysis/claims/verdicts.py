"""Claims held against the record: borne out, not borne out, or open, each with its reason and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from entente.analysis.claims.dealings import Dealings, Match, dealings, number
from entente.analysis.claims.expected import Act, Expected, expected
from entente.analysis.claims.judging import Found, Rates, Window, found, rates, sign
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
#: Stories of the two that must have been told for silence to mean something.
LEAST_TOLD = 3
#: Days after the horizon on which a text may still tell of it: what has no date of its own has its text's.
GRACE = 2


class Status(StrEnum):
    """What became of a claim."""

    BORNE_OUT = "borne out"
    NOT_BORNE_OUT = "not borne out"
    OPEN = "open"


NO_DAY = "its text has no date"
NO_ACT = "no act in it that the record could tell"
NO_RECIPIENT = "it does not say to whom"
NO_HORIZON = "it does not say by when"
PASSED = "its horizon lies before its text"
NOT_DUE = "not due before"
NO_CONDITION = "no act in its condition that the record could tell"
NEGATED_CONDITION = "its condition is that something does not happen"
NOT_MET = "its condition was not met, or not told"
MET_LATE = "its condition was met after its horizon"
TOO_LITTLE = "too little was told of the two"
MIXED = "some of its acts were told and some were not"
TOLD = "told on"
SILENT = "no such act in"


@dataclass(frozen=True, slots=True)
class Rules:
    """How claims are judged; days are numbers.

    Attributes:
        on: the day as of which.
        begun: the first day of the record.
        within: days from publication (from the condition, where there is one) in which a claim that names no
            day falls due; None leaves it open.
        match: when an act is the one that was claimed.
        least: stories of the two that must have been told for silence to count.
    """

    on: int
    begun: int
    within: int | None
    match: Match
    least: int


class _Claim(NamedTuple):
    claim: str
    published: pd.Timestamp
    condition: str | None
    due: pd.Timestamp


class _Verdict(NamedTuple):
    status: Status
    reason: str
    due: int | None = None
    evidence: tuple[str, ...] = ()
    rates: Rates = Rates()


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
        to 1: how often the same held in windows of the same length before), ``chance`` (the same, of windows that
        would have been judged); both missing where the claim is open or the record before too short;
        ``outlet``, ``document``.
    """
    rules = Rules(number(on), number(begun), within, match, least)
    acts, told = expected(claims, events), dealings(record)
    made = [_verdict(claim, acts[claim.claim], told, rules) for claim in rows(claims, _Claim)]
    wanted = [acts[str(claim)] for claim in claims.claim]
    frame = claims.assign(
        due=pd.Series(list(map(_day, (v.due for v in made))), index=claims.index, dtype="datetime64[ns]"),
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


def _day(day: int | None) -> pd.Timestamp:
    return pd.NaT if day is None else pd.Timestamp(1970, 1, 1) + pd.Timedelta(days=day)


def _iso(day: int) -> str:
    return f"{pd.Timestamp(1970, 1, 1) + pd.Timedelta(days=day):%Y-%m-%d}"


def _verdict(
    claim: _Claim, wanted: Expected, record: Mapping[tuple[str, str], Dealings], rules: Rules
) -> _Verdict:
    due = None if pd.isna(claim.due) else number(claim.due)
    if pd.isna(claim.published):
        return _Verdict(Status.OPEN, NO_DAY, due)
    said = number(claim.published)
    if not wanted.acts:
        return _Verdict(Status.OPEN, NO_ACT, due)
    origin, later = said, 1
    if not pd.isna(claim.condition):
        met = _met(wanted, record, Window(said + 1, max(rules.on - said, 0), said), rules)
        if isinstance(met, str):
            return _Verdict(Status.OPEN, met, due)
        origin, later = met, 0
    due = origin + rules.within if due is None and rules.within is not None else due
    if why := _untold(wanted.acts, due, said, origin, rules):
        return _Verdict(Status.OPEN, why, due)
    assert due is not None
    begin = min(origin + later, due)
    window = Window(begin, min(due + GRACE, rules.on) - begin + 1, said)
    return _judged(wanted.acts, record, window, due, rules)


def _untold(acts: tuple[Act, ...], due: int | None, said: int, origin: int, rules: Rules) -> str | None:
    """Why a claim cannot be judged, if it cannot."""
    if not all(act.pairs for act in acts):
        return NO_RECIPIENT
    if due is None:
        return NO_HORIZON
    if due < said:
        return PASSED
    if due < origin:
        return MET_LATE
    return f"{NOT_DUE} {_iso(due)}" if due > rules.on else None


def _met(
    wanted: Expected, record: Mapping[tuple[str, str], Dealings], window: Window, rules: Rules
) -> int | str:
    """The day on which the condition of a claim is told as met, or why there is none."""
    if not any(act.pairs for act in wanted.condition):
        return NO_CONDITION
    if any(act.negated for act in wanted.condition):
        return NEGATED_CONDITION
    days = [found(act, record, window, rules.match).first for act in wanted.condition if act.pairs]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else NOT_MET


def _judged(
    acts: tuple[Act, ...],
    record: Mapping[tuple[str, str], Dealings],
    window: Window,
    due: int,
    rules: Rules,
) -> _Verdict:
    looked = [(act, found(act, record, window, rules.match)) for act in acts]
    way = sign(looked, rules.least)
    if not way:
        return _Verdict(Status.OPEN, _doubt(looked, window, rules), due)
    status = Status.BORNE_OUT if way > 0 else Status.NOT_BORNE_OUT
    hits = tuple(dict.fromkeys(name for _, f in looked for name in f.hits))
    usual = rates(
        acts,
        record,
        begun=rules.begun,
        before=window.after + 1,
        length=window.length,
        least=rules.least,
        match=rules.match,
    )
    told = hits or tuple(dict.fromkeys(name for _, f in looked for name in f.told))
    return _Verdict(status, _why(looked, window), due, told, usual)


def _why(looked: list[tuple[Act, Found]], window: Window) -> str:
    firsts = [f.first for _, f in looked if f.first is not None]
    if firsts:
        return f"{TOLD} {_iso(min(firsts))}"
    stories = max(f.stories for _, f in looked)
    return f"{SILENT} {stories} stories from {_iso(window.begin)} to {_iso(window.begin + window.length - 1)}"


def _doubt(looked: list[tuple[Act, Found]], window: Window, rules: Rules) -> str:
    fewest = min((f.stories for _, f in looked if not f.hits), default=0)
    if fewest < rules.least and not all(f.hits for _, f in looked):
        last = _iso(window.begin + window.length - 1)
        return f"{TOO_LITTLE}: {fewest} stories from {_iso(window.begin)} to {last}, of {rules.least} needed"
    return MIXED

"""What became of one claim: borne out, not borne out, or open, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

import pandas as pd

from entente.analysis.claims.dealings import Dealings, Match
from entente.analysis.claims.expected import Act, Expected
from entente.analysis.claims.judging import Found, Rates, Window, found, rates, sign

Record: TypeAlias = Mapping[tuple[str, str], Dealings]
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
ALREADY = "such an act is told on"
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


class Verdict(NamedTuple):
    """What became of one claim; days are numbers."""

    status: Status
    reason: str
    due: int | None = None
    evidence: tuple[str, ...] = ()
    rates: Rates = Rates()


def _iso(day: int) -> str:
    return f"{pd.Timestamp(1970, 1, 1) + pd.Timedelta(days=day):%Y-%m-%d}"


def verdict(
    said: int | None,
    due: int | None,
    conditional: bool,
    wanted: Expected,
    record: Record,
    rules: Rules,
) -> Verdict:
    """What became of a claim.

    Args:
        said: the day of its text, or None.
        due: the last day of its horizon, or None.
        conditional: whether it has a condition.
        wanted: its acts, and those of its condition.
        record: what passed between their parties.
        rules: how it is judged.
    """
    if said is None:
        return Verdict(Status.OPEN, NO_DAY, due)
    if not wanted.acts:
        return Verdict(Status.OPEN, NO_ACT, due)
    origin, later = said, 1
    if conditional:
        met = _met(wanted, record, Window(said + 1, max(rules.on - said, 0), said), rules)
        if isinstance(met, str):
            return _open(met, wanted.acts, said, due, record, rules)
        origin, later = met, 0
    due = origin + rules.within if due is None and rules.within is not None else due
    if why := _untold(wanted.acts, due, said, origin, rules):
        return _open(why, wanted.acts, said, due, record, rules)
    assert due is not None
    begin = min(origin + later, due)
    window = Window(begin, min(due + GRACE, rules.on) - begin + 1, said)
    return _judged(wanted.acts, record, window, due, rules)


def _open(
    why: str, acts: tuple[Act, ...], said: int, due: int | None, record: Record, rules: Rules
) -> Verdict:
    """A claim that cannot be judged; that such an act was told nonetheless is said with it."""
    last = rules.on if due is None else min(due + GRACE, rules.on)
    window = Window(said + 1, max(last - said, 0), said)
    looked = [found(act, record, window, rules.match) for act in acts]
    firsts = [f.first for f in looked if f.first is not None]
    if not firsts:
        return Verdict(Status.OPEN, why, due)
    hits = tuple(dict.fromkeys(name for f in looked for name in f.hits))
    return Verdict(Status.OPEN, f"{why}; {ALREADY} {_iso(min(firsts))}", due, hits)


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


def _met(wanted: Expected, record: Record, window: Window, rules: Rules) -> int | str:
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
    record: Record,
    window: Window,
    due: int,
    rules: Rules,
) -> Verdict:
    looked = [(act, found(act, record, window, rules.match)) for act in acts]
    way = sign(looked, rules.least)
    if not way:
        return Verdict(Status.OPEN, _doubt(looked, window, rules), due)
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
    return Verdict(status, _why(looked, window), due, told, usual)


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

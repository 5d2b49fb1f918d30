"""Claims on the future in part four: who makes them, what became of them, how the claimants have fared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from entente.analysis.claims.claimants import AUTHOR, claimants
from entente.analysis.claims.verdict import NOT_DUE, Status
from entente.analysis.rows import rows
from entente.brief.evidence import CITED, Ledgered
from entente.brief.material import ZONES, Material
from entente.brief.parts import Claims, Line, Outlook, Table
from entente.brief.wording import count, cue, cued, day, flat, home, percent, speaker, titled, when
from entente.ontology.naming import actor_name
from entente.outcomes import claim_record
from entente.records import Claim, ClaimKind, Span
from entente.store import Level, Selection

MOST, LEAST = 12, 0.35
_TITLES = {
    ClaimKind.CONDITIONAL: "If ... then",
    ClaimKind.THREAT: "Threats and warnings",
    ClaimKind.PLAN: "Plans",
    ClaimKind.PROMISE: "Promises",
    ClaimKind.FORECAST: "Forecasts",
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Judged(NamedTuple):
    """What became of one claim by the last day of the brief."""

    claim: str
    claimant: str | None
    outlet: str | None
    due: pd.Timestamp
    status: str
    reason: str
    evidence: list[str]
    base_rate: float


@dataclass(frozen=True)
class Record:
    """All claims of the store by the last day of the brief, as they were judged on it.

    Attributes:
        frame: of :func:`entente.outcomes.claim_record`.
        of: the same by claim.
    """

    frame: pd.DataFrame
    of: dict[str, Judged]


def judged(material: Material) -> Record:
    """The claims of the store, held against what it told up to the last day of the brief."""
    chosen = Selection(level=Level.GOVERNMENT, zones=ZONES, least=LEAST)
    frame = claim_record(material.store, chosen, on=material.until)
    return Record(frame, {row.claim: row for row in rows(frame, Judged)})


def said(material: Material, claims: Sequence[Claim], ledger: Ledgered) -> Iterator[Claims | Table]:
    """The claims by kind with what became of each, then how those who make them have fared."""
    if not claims:
        return
    record = judged(material)
    shown: list[Claim] = []
    for kind, title in _TITLES.items():
        of_kind = [c for c in claims if c.kind is kind]
        first = of_kind[:MOST]
        if first:
            told = tuple(_outlook(material, c, record.of.get(c.id), ledger) for c in first)
            yield Claims(title, told, _note(of_kind, first))
        shown += first
    table = _fared(material, record, [record.of[c.id] for c in shown if c.id in record.of], ledger)
    if table:
        yield table


def _note(of_kind: Sequence[Claim], first: Sequence[Claim]) -> str:
    """What was left out, and how many claims can never fall due."""
    open_ended = sum(claim.horizon is None for claim in first)
    notes = [f"The {MOST} first of {len(of_kind)}."] if len(of_kind) > len(first) else []
    if open_ended:
        names = "names no day and stays open" if open_ended == 1 else "name no day and stay open"
        notes.append(f"Of these, {open_ended} {names}.")
    return " ".join(notes)


def concerning(material: Material, claims: Sequence[Claim]) -> list[Claim]:
    """The claims that concern those looked at: what falls due, then what names most of them."""
    denied = _denied(material)
    ranked = []
    for claim in claims:
        if (claim.score is not None and claim.score < LEAST) or _open(claim.span.text):
            continue
        context = material.context(claim.document)
        named = context.sides(claim.span.text) | {home(claim.claimant)}
        codes = set(material.focus.codes)
        close = len(named & codes)
        meant = close or (claim.by_author and context.around(claim.span.start) & codes)
        if not meant or any(s.start <= claim.span.start < s.end for s in denied.get(claim.document, ())):
            continue
        due = claim.horizon.split("/")[-1] if claim.horizon and not _passed(material, claim) else "9999"
        ranked.append((due, -close, -(claim.score or 0), claim.id, claim))
    return [claim for *_, claim in sorted(ranked, key=lambda item: item[:4])]


def _open(words: str) -> bool:
    """Whether it asks rather than claims."""
    return words.rstrip("”\"' ").endswith("?") or bool(
        re.match(r"(?:as |but |and )?(?:it is (?:unclear|uncertain)|whether|how|if and)\b", words, re.I)
    )


def claimant(claim: Claim) -> str:
    """Who makes a claim, with office and state."""
    if claim.by_author:
        return "The writer of the report"
    return titled(claim.claimant, speaker(claim.claimant)) if claim.claimant else "Nobody named"


def _denied(material: Material) -> dict[str, list[Span]]:
    """Where documents tell what somebody denies."""
    found: dict[str, list[Span]] = {}
    for s in material.statements():
        if s.content and (cued(s, "denial") or "ruled out" in cue(s).lower()):
            stretch = material.text(s.document).span(s.content[0].start, s.content[-1].end)
            found.setdefault(s.document, []).append(stretch)
    return found


def _passed(material: Material, claim: Claim) -> bool:
    """Whether a claim was due by the end of the period."""
    end = material.until.isoformat() if material.until else ""
    return claim.horizon is not None and claim.horizon.split("/")[-1] <= end


def _outlook(material: Material, claim: Claim, found: Judged | None, ledger: Ledgered) -> Outlook:
    context = material.context(claim.document)
    words = context.clause(claim.span)
    condition = flat(claim.condition.text) if claim.condition else None
    horizon = day(claim.horizon) if claim.horizon else None
    became = _became(material, found) if found else None
    return Outlook(
        kind=claim.kind.value,
        claimant=claimant(claim),
        words=words,
        said=when(None, context.document.published),
        condition=None if condition is None or condition in words else condition,
        horizon=f"{horizon} (passed)" if horizon and _passed(material, claim) else horizon,
        evidence=(ledger.cite(claim),),
        outcome=became,
        told_by=ledger.cite_ids(found.evidence) if found and became else (),
    )


def _became(material: Material, found: Judged) -> str | None:
    """What became of a claim, in words; None of one that names no day, where nothing is told of it."""
    reason = _DAY.sub(lambda stamp: day(stamp[0]), found.reason)
    reason += " (coded by others)" if found.evidence and not material.own(found.evidence) else ""
    if found.status != Status.OPEN.value:
        return f"{found.status.capitalize()}: {reason}. {_usual(found)}"
    if pd.isna(found.due):
        return f"Open: {reason}." if found.evidence else None
    stamp = day(f"{found.due:%Y-%m-%d}")
    if material.until and found.due <= pd.Timestamp(material.until):
        return f"Open, though due by {stamp}: {reason}."
    more = reason.removeprefix(f"{NOT_DUE} {stamp}").strip("; ")
    return f"Open: falls due on {stamp}" + (f"; {more}." if more else ".")


def _usual(found: Judged) -> str:
    """How often the same held anyway."""
    if pd.isna(found.base_rate):
        return "No base rate: the record before it is too short."
    return f"Base rate: the same held in {percent(found.base_rate)} of equally long stretches before it."


class _Fared(NamedTuple):
    """The record of a claimant."""

    claimant: str
    outlet: str | None
    due: int
    borne_out: int
    not_borne_out: int
    share: float
    low: float
    high: float
    chance: float
    skill: str | None


def _fared(material: Material, record: Record, shown: Sequence[Judged], ledger: Ledgered) -> Table | None:
    """The claimants of the claims shown of whom enough claims were judged; None where there are none."""
    found = claimants(record.frame, on=material.until)
    found = found[found.share.notna() & found.claimant.notna()] if len(found) else found
    named = {_whose(one.claimant, one.outlet) for one in shown}
    lines = []
    for one in rows(found, _Fared):
        if _whose(one.claimant, one.outlet) not in named:
            continue
        number = one.borne_out + one.not_borne_out
        chance = "not known" if pd.isna(one.chance) else percent(one.chance)
        cells = (
            f"Writers of {one.outlet}" if one.claimant == AUTHOR else actor_name(one.claimant),
            f"{count(one.due, 'claim')}, {number} judged",
            f"{one.borne_out}: {percent(one.share)} ({percent(one.low)} to {percent(one.high)})",
            chance,
            one.skill or "too little to tell",
        )
        lines.append(Line(cells, _claims_of(material, record, one, ledger)))
    if not lines:
        return None
    note = (
        "All their claims in the record up to the last day; the interval is of 95 in 100. Chance: how often "
        "the same held in equally long stretches before each claim."
    )
    heads = ("Who", "Fell due", "Borne out", "By chance", "Verdict")
    return Table("How those who claim have fared", heads, tuple(lines), note=note)


def _whose(claimant: object, outlet: object) -> tuple[str, str]:
    """Who claims; the writers of different outlets are not one."""
    name = claimant if isinstance(claimant, str) else ""
    return name, outlet if name == AUTHOR and isinstance(outlet, str) else ""


def _claims_of(material: Material, record: Record, one: _Fared, ledger: Ledgered) -> tuple[int, ...]:
    """Some of the claims that a record is made of."""
    own = [
        row.claim
        for row in record.of.values()
        if row.status != Status.OPEN.value
        and _whose(row.claimant, row.outlet) == _whose(one.claimant, one.outlet)
    ][:CITED]
    found = {c.id: c for c in material.store.claims(Selection(records=tuple(own)))}
    return tuple(dict.fromkeys(ledger.cite(found[i]) for i in own if i in found))

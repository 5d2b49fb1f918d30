"""Part four, what next: claims on the future and acts that are announced."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from entente.brief.deeds import acts_table, unless_empty
from entente.brief.evidence import Ledgered
from entente.brief.material import Material
from entente.brief.parts import Block, Claims, Outlook, Part
from entente.brief.wording import cue, cued, day, flat, home, speaker, titled, when
from entente.records import Claim, ClaimKind, Span

MOST, MOST_ANNOUNCED, LEAST = 12, 12, 0.35
_TITLES = {
    ClaimKind.CONDITIONAL: "If ... then",
    ClaimKind.THREAT: "Threats and warnings",
    ClaimKind.PLAN: "Plans",
    ClaimKind.PROMISE: "Promises",
    ClaimKind.FORECAST: "Forecasts",
}
_RULE = (
    "Claims on the future found in documents of the period, with who makes them: by one of the two or by "
    "somebody of them, or naming one; the writer's own where their paragraph names one. First what falls "
    "due after the period, the nearest first. Left out are questions, and what a statement denies. Nothing "
    "here is a forecast of this program."
)


def outlook(material: Material, claims: Sequence[Claim], pairs: pd.DataFrame, ledger: Ledgered) -> Part:
    """The part: claims by kind, then announced acts."""
    blocks: list[Block] = []
    for kind, title in _TITLES.items():
        of_kind = [c for c in claims if c.kind is kind]
        shown = of_kind[:MOST]
        note = f"The {MOST} first of {len(of_kind)}." if len(of_kind) > MOST else ""
        if shown:
            blocks.append(Claims(title, tuple(_outlook(material, c, ledger) for c in shown), note))
    ahead = pairs[(pairs.modality == "future") & pairs.document.isin(material.current)]
    blocks += unless_empty(acts_table(material, "Acts announced", ahead, MOST_ANNOUNCED, ledger))
    return Part("What next", _RULE, tuple(blocks))


def concerning(material: Material, claims: Sequence[Claim]) -> list[Claim]:
    """The claims that concern the two: what falls due, then those that name both, the surest first."""
    denied = _denied(material)
    ranked = []
    for claim in claims:
        if (claim.score is not None and claim.score < LEAST) or _open(claim.span.text):
            continue
        context = material.context(claim.document)
        named = context.sides(claim.span.text) | {home(claim.claimant)}
        close = len(named & set(material.focus))
        meant = close or (claim.by_author and context.around(claim.span.start) & set(material.focus))
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


def _outlook(material: Material, claim: Claim, ledger: Ledgered) -> Outlook:
    context = material.context(claim.document)
    words = context.clause(claim.span)
    condition = flat(claim.condition.text) if claim.condition else None
    horizon = day(claim.horizon) if claim.horizon else None
    return Outlook(
        kind=claim.kind.value,
        claimant=claimant(claim),
        words=words,
        said=when(None, context.document.published),
        condition=None if condition is None or condition in words else condition,
        horizon=f"{horizon} (passed)" if horizon and _passed(material, claim) else horizon,
        evidence=(ledger.cite(claim),),
    )

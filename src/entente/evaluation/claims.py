"""Whole texts annotated with every claim: found, and of these kind, claimant, condition and horizon.

The annotations (``eval/claims.jsonl``) hold offsets and references only. Half of the texts were at hand when
the rules were written (``tuned``), half were not looked at before the end (``unseen``). A text is ours
(``sample:``), the reference article (``file:``) or news of PolNeAR (Newell et al., 2018; ``polnear:``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from entente.evaluation.data import located, own_rows
from entente.evaluation.data import rows as shared_rows
from entente.evaluation.scores import Tally, overlap_f1, token_set
from entente.records import Claim
from entente.resolution.dates.period import Period

Offsets = tuple[int, int]
#: Least overlap over union of the words of two spans that mean one claim; least token F1 of two that mean one
#: claimant, condition or consequence.
SAME_CLAIM, SAME = 0.5, 0.5
#: Least share of days in common, of all days of either, of two horizons that mean one.
SAME_DAYS = 0.25
ASPECTS = ("found", "kinds", "claimants", "conditions", "consequences", "horizons")


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim as annotated; of several readings that are right each is listed.

    A claimant is a span or None, the author; ``optional`` claims may be given or not.
    """

    span: Offsets
    kinds: tuple[str, ...]
    claimants: tuple[Offsets | None, ...]
    condition: Offsets | None
    consequence: Offsets | None
    horizons: tuple[str | None, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its claims; ``published`` is an ISO day."""

    half: str
    text: str
    published: str
    claims: tuple[GoldClaim, ...]


@dataclass
class ClaimTallies:
    """Counts of each aspect: precision, recall and F1 of ``found``, conditions, consequences and horizons;
    of kinds and claimants, those right among the claims found."""

    by_aspect: dict[str, Tally] = field(default_factory=lambda: {a: Tally() for a in ASPECTS})

    def add(self, aspect: str, right: float, given: float, wanted: float) -> None:
        """Add to the counts of one aspect."""
        self.by_aspect[aspect].add(right, given, wanted)


def gold_claims(folder: Path) -> Iterator[GoldText]:
    """The annotated texts; ``folder`` is that of the benchmark data; raises MissingInput."""
    news: dict[str, str] = {}
    for row in own_rows("eval/claims.jsonl"):
        kind, _, name = row["text"].partition(":")
        if kind == "polnear":
            news = news or {
                str(r["id"]): str(r["text"]) for r in shared_rows(folder, "attribution/polnear_dev.jsonl.gz")
            }
            text = news[name]
        elif kind == "sample":
            text = (located(Path(), "eval/claims.jsonl").parents[1] / "samples" / name).read_text("utf-8")
        else:
            text = (folder.parent / name).read_text("utf-8")
        yield GoldText(row["half"], text, row["published"], tuple(_gold(c) for c in row["claims"]))


def _gold(row: dict[str, Any]) -> GoldClaim:
    def offsets(found: list[int] | None) -> Offsets | None:
        return (found[0], found[1]) if found else None

    return GoldClaim(
        span=(row["span"][0], row["span"][1]),
        kinds=tuple(row["kind"]),
        claimants=tuple(None if c == "author" else offsets(c) for c in row["claimant"]),
        condition=offsets(row["condition"]),
        consequence=offsets(row["consequence"]),
        horizons=tuple(row["horizon"]),
        optional=row.get("optional", False),
    )


def tally_claims(gold: GoldText, given: Sequence[Claim], into: ClaimTallies) -> None:
    """Match the claims of a text one to one, the closest first, and count what is right of each pair.

    What matches an optional claim counts neither for nor against.
    """
    pairs = dict(_pairs(gold, given))
    counted = [j for j in range(len(given)) if j not in pairs or not gold.claims[pairs[j]].optional]
    wanted = [c for c in gold.claims if not c.optional]
    matched = [j for j in counted if j in pairs]
    into.add("found", len(matched), len(counted), len(wanted))
    for j in matched:
        want, have = gold.claims[pairs[j]], given[j]
        into.add("kinds", have.kind.value in want.kinds, 1, 1)
        into.add("claimants", _claimed_alike(gold.text, want, have), 1, 1)
    for aspect in ("conditions", "consequences", "horizons"):
        _tally_parts(aspect, gold, given, [(j, pairs.get(j)) for j in counted], into)


def _pairs(gold: GoldText, given: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    words = [token_set(gold.text, [c.span]) for c in gold.claims]
    scored = []
    for j, claim in enumerate(given):
        own = token_set(gold.text, [(claim.span.start, claim.span.end)])
        # Of equals a claim that counts goes before an optional one.
        shares = (len(w & own) / max(1, len(w | own)) for w in words)
        scored += [(s, not gold.claims[i].optional, j, i) for i, s in enumerate(shares)]
    left, right = set(range(len(given))), set(range(len(words)))
    for share, _, j, i in sorted(scored, reverse=True):
        if share >= SAME_CLAIM and j in left and i in right:
            left.discard(j)
            right.discard(i)
            yield j, i


def _claimed_alike(text: str, want: GoldClaim, have: Claim) -> bool:
    if have.by_author or have.claimant is None:
        return have.by_author and None in want.claimants
    span = (have.claimant.span.start, have.claimant.span.end)
    return any(c is not None and _alike(text, c, span) for c in want.claimants)


def _alike(text: str, a: Offsets, b: Offsets) -> bool:
    return overlap_f1(token_set(text, [a]), token_set(text, [b])) >= SAME


def _tally_parts(
    aspect: str,
    gold: GoldText,
    given: Sequence[Claim],
    counted: Sequence[tuple[int, int | None]],
    into: ClaimTallies,
) -> None:
    """Conditions, consequences or horizons: right, given, and wanted of all claims that count."""
    right = offered = 0
    for j, i in counted:
        want, have = gold.claims[i] if i is not None else None, given[j]
        if aspect == "horizons":
            allowed = want.horizons if want else (None,)
            good = have.horizon is not None and any(h and _days_alike(h, have.horizon) for h in allowed)
            if good and allowed[0] is None:
                continue  # A horizon that may be given or not.
            right += good
            offered += have.horizon is not None
            continue
        part = have.condition if aspect == "conditions" else have.consequence
        other = want and (want.condition if aspect == "conditions" else want.consequence)
        if part is not None and want is not None and other is None and "conditional" in want.kinds:
            continue
        offered += part is not None
        right += bool(part and other and _alike(gold.text, other, (part.start, part.end)))
    wanted = sum(_has(c, aspect) for c in gold.claims if not c.optional)
    into.add(aspect, right, offered, wanted)


def _has(claim: GoldClaim, aspect: str) -> bool:
    if aspect == "horizons":
        return claim.horizons[0] is not None
    return (claim.condition if aspect == "conditions" else claim.consequence) is not None


def _days_alike(a: str, b: str) -> bool:
    """Whether two ISO days, months, years or ranges share a quarter of their days or more."""
    one, other = Period.of(a), Period.of(b)
    shared = (min(one.last, other.last) - max(one.first, other.first)).days + 1
    return shared >= SAME_DAYS * ((max(one.last, other.last) - min(one.first, other.first)).days + 1)

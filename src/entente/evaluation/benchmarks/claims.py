"""Claims of whole texts: found, and of these kind, claimant, condition, consequence and horizon."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from entente.evaluation.claims import ClaimTallies, gold_claims, tally_claims
from entente.evaluation.coding import code_texts
from entente.evaluation.metric import Metric
from entente.evaluation.naive import naive_claims
from entente.language.encoder import Encoder

GOLD = "eval/claims.jsonl"


def claims(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """Claims of whole texts: found, and of these kind, claimant, condition, consequence and horizon."""
    ours: dict[str, ClaimTallies] = {}
    naive: dict[str, ClaimTallies] = {}
    for gold in gold_claims(folder):
        coded = code_texts(encoder, [gold.text], [gold.published])[0]
        tally_claims(gold, coded.claims, ours.setdefault(gold.half, ClaimTallies()))
        tally_claims(gold, list(naive_claims(coded.document)), naive.setdefault(gold.half, ClaimTallies()))
    for half, tallies in ours.items():
        for aspect, tally in tallies.by_aspect.items():
            base = naive[half].by_aspect[aspect].f1
            note = f"P {tally.precision:.2f} R {tally.recall:.2f} of {tally.wanted:.0f}"
            yield Metric(f"claims.{half}.{aspect}", tally.f1, base, "", GOLD, note=note)

"""What coders get wrong: short texts for each of seventeen phenomena, written blind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from entente.evaluation.coding import code_texts
from entente.evaluation.data import own_rows
from entente.evaluation.metric import Metric
from entente.evaluation.phenomena import met
from entente.language.encoder import Encoder

FILE = "eval/phenomena.jsonl"


def phenomena(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """Share of the cases of each phenomenon that are read as expected."""
    del folder
    cases = list(own_rows(FILE))
    results: dict[str, list[bool]] = {}
    coded = code_texts(encoder, [c["text"] for c in cases], [c["published"] for c in cases])
    for case, records in zip(cases, coded, strict=True):
        results.setdefault(case["phenomenon"], []).append(met(case, records))
    for name, right in results.items():
        note = f"{sum(right)} of {len(right)} cases"
        yield Metric(
            f"phenomena.{name.replace(' ', '_')}", sum(right) / len(right), None, "", FILE, note=note
        )
    every = [r for right in results.values() for r in right]
    yield Metric("phenomena.all", sum(every) / len(every), None, "", FILE, note=f"{len(every)} cases")

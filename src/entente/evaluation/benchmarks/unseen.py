"""Dates, places and phenomena once more, on cases that nothing was ever tuned to.

The other sets were written blind as well, but the rules were then worked on with them at hand: what they
score now tells that these cases are handled. What new ones score is told here, as long as nobody mends a
rule by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from entente.evaluation.benchmarks.dates import date_cases, right
from entente.evaluation.benchmarks.places import event_marks, mention_marks, placed
from entente.evaluation.coding import code_texts
from entente.evaluation.data import own_rows
from entente.evaluation.metric import Metric
from entente.evaluation.phenomena import met
from entente.language.encoder import Encoder
from entente.resolution.dates import find_dates

DATES, PLACES, PHENOMENA = (f"eval/unseen-{name}.jsonl" for name in ("dates", "places", "phenomena"))


def unseen(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """Share of dates, mentions of places, places of events, and phenomena that are read as meant."""
    del folder
    dated = [right(c, find_dates(c.text, 0, len(c.text), c.published)) for c in date_cases(DATES)]
    yield _share("unseen.dates", dated, DATES)
    cases = list(own_rows(PLACES))
    yield _share("unseen.mentions", mention_marks(encoder, [c for c in cases if "mention" in c]), PLACES)
    acts = [c for c in cases if "event" in c]
    marks = event_marks(encoder, acts)
    missed = f"; {marks.count(None)} events not found"
    yield _share("unseen.places", placed(acts, marks), PLACES, missed)
    cases = list(own_rows(PHENOMENA))
    coded = code_texts(encoder, [c["text"] for c in cases], [c["published"] for c in cases])
    yield _share("unseen.phenomena", [met(c, r) for c, r in zip(cases, coded, strict=True)], PHENOMENA)


def _share(name: str, marks: Sequence[bool], file: str, more: str = "") -> Metric:
    note = f"{sum(marks)} of {len(marks)}{more}"
    return Metric(name, sum(marks) / len(marks), None, "", file, note=note)

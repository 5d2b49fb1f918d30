"""Link forecasting measured: ours beside the recurrency baseline and what was published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from entente.analysis.links.forecaster import forecast, learned
from entente.analysis.links.ranking import Ranked, Standing, ranks
from entente.analysis.links.recurrency import Recurrency
from entente.evaluation.graph import Graph, Split, graph
from entente.evaluation.predictions import written

#: Mean reciprocal rank on the test half of ICEWS 2014, single-step, time-aware filter, by publication.
PUBLISHED = (
    ("recurrency baseline, Gastinger 2024", 0.374),
    ("RE-GCN 2021", 0.421),
    ("TLogic 2022", 0.425),
    ("TiRGN 2022", 0.440),
    ("best published", 0.474),
)
#: Days of a month, for the rolling split; and days that the baseline is set on.
MONTH = 30


class Measured(NamedTuple):
    """Ours and the baseline's on the same questions."""

    ours: Standing
    baseline: Standing


def measured(folder: Path, split: Split = Split.VALID, *, predictions: Path | None = None) -> Measured:
    """Learn from the splits before one, and forecast it; raises as :func:`entente.evaluation.graph.graph`."""
    return on(graph(folder, split), predictions)


def rolling(folder: Path) -> list[Measured]:
    """The month before the split ``valid``, then ``valid`` itself, each learned from all that is earlier."""
    whole = graph(folder, Split.VALID)
    earlier = replace(
        whole, facts=whole.facts.until(whole.first), first=whole.first - MONTH - 1, stop=whole.first
    )
    return [on(earlier, None), on(whole, None)]


def on(task: Graph, predictions: Path | None) -> Measured:
    """Both on one task; our answers are written to ``predictions`` where a file is named."""
    facts, first, stop = task.facts, task.first, task.stop
    answers = forecast(facts, learned(facts, first), first, stop)
    ours = _standing(written(answers, task, predictions) if predictions else answers, task)
    recurrency = Recurrency.chosen(facts.until(first), max(first - MONTH, first // 2), first)
    return Measured(ours, _standing(recurrency.forecast(facts, first, stop), task))


def _standing(answers: Iterable[Ranked], task: Graph) -> Standing:
    return Standing.of(*(ranks(day, task.facts) for day in answers))

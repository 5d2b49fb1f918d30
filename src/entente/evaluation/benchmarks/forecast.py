"""Forecasts: who does what to whom next, and what a dyad does next week and month."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from entente.evaluation.graph import Split
from entente.evaluation.linking import PUBLISHED, Measured, measured, rolling
from entente.evaluation.metric import Metric
from entente.evaluation.outlooking import outlook_metrics
from entente.language.encoder import Encoder

FOLDER = "forecast/icews14"


def forecast(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """Two months of ICEWS 2014, each forecast from what is earlier, and eleven years of dyads."""
    del encoder
    for name, found in zip(("october", "november"), rolling(folder / FOLDER), strict=True):
        yield link_metric(f"forecast.links.{name}", found)
    yield from outlook_metrics(folder)


def folder_metrics(folder: Path, split: Split, predictions: Path | None) -> Iterator[Metric]:
    """A split of any folder, forecast from what is earlier; raises as ``graph`` does."""
    yield link_metric(f"forecast.links.{split}", measured(folder, split, predictions=predictions))


def link_metric(name: str, found: Measured) -> Metric:
    """The mean reciprocal rank, with what was published."""
    ours = found.ours
    return Metric(
        name,
        ours.mrr,
        found.baseline.mrr,
        "MRR, test half of ICEWS14: " + ", ".join(f"{who} {mrr:.3f}" for who, mrr in PUBLISHED),
        f"{FOLDER}/valid.txt",
        reach=0.44,
        aim=0.48,
        note=f"first {ours.hits_1:.3f}, among three {ours.hits_3:.3f}, among ten {ours.hits_10:.3f}; "
        f"{ours.queries} questions",
    )

"""``entente evaluate``: rerun the benchmarks from data on disk."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from entente.cli.output import Screen
from entente.errors import UsageError
from entente.evaluation.benchmarks import BENCHMARKS
from entente.evaluation.benchmarks.forecast import folder_metrics
from entente.evaluation.data import default_folder
from entente.evaluation.floors import Floor, failures, load_floors, run
from entente.evaluation.graph import Split
from entente.evaluation.metric import Metric
from entente.language.encoder import Encoder

EXAMPLES = """**Examples**

`entente evaluate` all benchmarks: ours beside the baseline, the published figures and what we want to reach

`entente evaluate attribution relations --format json`

`entente evaluate forecast` learns, and forecasts two months of ICEWS 2014; done only where it is named

`entente evaluate forecast icews14 --split test --predictions ours.tsv.gz` a folder of your own

A metric below its floor in `eval/floors.toml` ends with exit code 1."""


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _floor(metric: Metric, least: dict[str, Floor]) -> float | None:
    return least[metric.name].least if metric.name in least else None


def evaluate(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            help=f"{', '.join(BENCHMARKS)}; after forecast a folder of facts may stand.",
        ),
    ] = None,
    data: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where the benchmark files are.")
    ] = None,
    floors: Annotated[Path, typer.Option(metavar="FILE", help="Least value of each metric.")] = Path(
        "eval/floors.toml"
    ),
    split: Annotated[
        Split | None,
        typer.Option(
            "--split",
            case_sensitive=False,
            help="Of a folder that is forecast: what from all that is earlier; valid where none is named.",
        ),
    ] = None,
    predictions: Annotated[
        Path | None,
        typer.Option("--predictions", metavar="FILE", help="Of a folder: write all forecasts (.tsv.gz)."),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="table|json", help="How to show the figures.")
    ] = "table",
) -> None:
    """Measure the shipped model."""
    if form not in ("table", "json"):
        raise typer.BadParameter(f"{form!r} is unknown; give table or json", param_hint="--format")
    if graph := _graph(names or [], split, predictions):
        _show(list(folder_metrics(graph, split or Split.VALID, predictions)), {}, form, str(graph))
        return
    folder = data or default_folder()
    encoder = Encoder()
    metrics = run(names or [], folder, encoder)
    least = load_floors(floors)
    if not least:
        sys.stderr.write(
            f"no floors at {floors}: nothing is checked; run from the checkout, or name them with --floors\n"
        )
    _show(metrics, least, form, encoder.version)
    below = failures(metrics, least, folder)
    for line in below:
        sys.stderr.write(f"error: {line}\n")
    if below:
        raise typer.Exit(1)


def _graph(names: list[str], split: Split | None, predictions: Path | None) -> Path | None:
    """The folder that is to be forecast, if one is named."""
    if names[:1] == ["forecast"] and len(names) == 2 and names[1] not in BENCHMARKS:
        return Path(names[1])
    if split or predictions:
        raise UsageError(
            "--split and --predictions go with a folder of facts: entente evaluate forecast FOLDER"
        )
    return None


def _show(metrics: list[Metric], least: dict[str, Floor], form: str, title: str) -> None:
    if form == "json":
        for m in metrics:
            row = {"metric": m.name, **asdict(m), "floor": _floor(m, least)}
            del row["name"]
            sys.stdout.write(json.dumps(row) + "\n")
    else:
        table = Table(title=title)
        table.add_column("metric", no_wrap=True)
        for name in ("ours", "baseline", "floor", "reach", "aim"):
            table.add_column(name, justify="right", no_wrap=True)
        table.add_column("published; notes")
        for m in metrics:
            figures = (m.ours, m.naive, _floor(m, least), m.reach, m.aim)
            notes = "; ".join(part for part in (m.published, m.note) if part)
            table.add_row(m.name, *map(_figure, figures), notes)
        Screen(140).print(table)

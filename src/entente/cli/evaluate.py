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
from entente.evaluation.benchmarks import BENCHMARKS
from entente.evaluation.data import default_folder
from entente.evaluation.floors import Floor, failures, load_floors, run
from entente.evaluation.metric import Metric
from entente.language.encoder import Encoder

EXAMPLES = """**Examples**

`entente evaluate` all benchmarks: ours beside the baseline, the published figures and what we want to reach

`entente evaluate attribution relations --format json`

A metric below its floor in `eval/floors.toml` ends with exit code 1."""


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _floor(metric: Metric, least: dict[str, Floor]) -> float | None:
    return least[metric.name].least if metric.name in least else None


def evaluate(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help=f"{', '.join(BENCHMARKS)}."),
    ] = None,
    data: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where the benchmark files are.")
    ] = None,
    floors: Annotated[Path, typer.Option(metavar="FILE", help="Least value of each metric.")] = Path(
        "eval/floors.toml"
    ),
    form: Annotated[
        str, typer.Option("--format", metavar="table|json", help="How to show the figures.")
    ] = "table",
) -> None:
    """Measure the shipped model."""
    if form not in ("table", "json"):
        raise typer.BadParameter(f"{form!r} is unknown; give table or json", param_hint="--format")
    folder = data or default_folder()
    encoder = Encoder()
    metrics = run(names or [], folder, encoder)
    least = load_floors(floors)
    if not least:
        sys.stderr.write(
            f"no floors at {floors}: nothing is checked; run from the checkout, or name them with --floors\n"
        )
    if form == "json":
        for m in metrics:
            row = {"metric": m.name, **asdict(m), "floor": _floor(m, least)}
            del row["name"]
            sys.stdout.write(json.dumps(row) + "\n")
    else:
        table = Table(title=encoder.version)
        table.add_column("metric", no_wrap=True)
        for name in ("ours", "baseline", "floor", "reach", "aim"):
            table.add_column(name, justify="right", no_wrap=True)
        table.add_column("published; notes")
        for m in metrics:
            figures = (m.ours, m.naive, _floor(m, least), m.reach, m.aim)
            notes = "; ".join(part for part in (m.published, m.note) if part)
            table.add_row(m.name, *map(_figure, figures), notes)
        Screen(140).print(table)
    below = failures(metrics, least, folder)
    for line in below:
        sys.stderr.write(f"error: {line}\n")
    if below:
        raise typer.Exit(1)

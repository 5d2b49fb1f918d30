"""``entente evaluate``: rerun the benchmarks from data on disk."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from entente.cli.output import Screen
from entente.evaluation.data import default_folder
from entente.evaluation.floors import failures, load_floors, run
from entente.language.encoder import Encoder

EXAMPLES = """**Examples**

`entente evaluate` all benchmarks, ours beside the naive baseline and the published figures

`entente evaluate attribution relations --format json`

A metric below its floor in `eval/floors.toml` ends with exit code 1."""


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def evaluate(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="attribution, relations, events, names, passages, quiet."),
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
            row = {
                "metric": m.name,
                "ours": m.ours,
                "naive": m.naive,
                "published": m.published,
                "file": m.file,
            }
            sys.stdout.write(json.dumps(row) + "\n")
    else:
        table = Table("metric", "ours", "naive", "floor", "published or asked", title=encoder.version)
        for m in metrics:
            floor = least[m.name].least if m.name in least else None
            table.add_row(m.name, _figure(m.ours), _figure(m.naive), _figure(floor), m.published)
        Screen(120).print(table)
    below = failures(metrics, least, folder)
    for line in below:
        sys.stderr.write(f"error: {line}\n")
    if below:
        raise typer.Exit(1)

"""What the commands of the region share: whose ties are looked at, in which windows, and the chart."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import pandas as pd
import typer

from entente.analysis.network.windows import Window
from entente.area import members_of
from entente.cli.choice import chosen
from entente.cli.frames import show_frame
from entente.cli.options import Form
from entente.errors import UsageError
from entente.ontology.naming import actor_name
from entente.perspective import LEAST, Perspective
from entente.store import Level, Store
from entente.units import By

if TYPE_CHECKING:
    from entente.charts.caption import Caption
    from entente.charts.theme import Drawing
    from entente.figures import Asked

Regions = Annotated[
    list[str] | None,
    typer.Option(
        "--region",
        metavar="NAME",
        help="A named region, or actors with commas between; may be repeated. Else all who are known.",
    ),
]
Windows = Annotated[
    Window, typer.Option("--window", case_sensitive=False, help="How time is cut; span is all of it.")
]
Least = Annotated[int, typer.Option("--least", metavar="N", min=1, help="Stories that make a tie.")]
Neutral = Annotated[
    float,
    typer.Option(
        "--neutral", metavar="POINTS", min=-10, max=10, help="Intensity that is neither friendly nor hostile."
    ),
]
Chart = Annotated[
    str | None,
    typer.Option(
        "--chart", metavar="FILE", help="Draw it too: a name that ends in .svg, .png, .html or .json."
    ),
]


@contextmanager
def perspective(
    db: str,
    region: list[str] | None,
    *,
    dataset: list[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    level: Level = Level.STATE,
    window: Window = Window.SPAN,
    least: int = LEAST,
    neutral: float = 0.0,
    chart: str | None = None,
) -> Iterator[Perspective]:
    """The perspective that the options of a call mean; ``chart`` is where it is to be drawn.

    Raises UsageError for a name that is neither a region nor an actor, a region of one, or a chart's name
    that nothing writes.
    """
    if chart:
        drawable(chart)
    selection = chosen(db, dataset=dataset, since=since, until=until, level=level)
    with Store(db) as store:
        members = members_of(store, region or [])
        if len(members) == 1:
            raise UsageError(
                f"--region {', '.join(region or [])} names {actor_name(members[0])} alone; "
                "name two actors or more, with commas between, or a region such as 'South Caucasus'"
            )
        yield Perspective(store, selection, members, window, least, neutral)


def show(table: pd.DataFrame, heads: Sequence[str], form: Form, name: str) -> None:
    """Write a frame; in a table to read, actors stand by name and numbers have three digits at most."""
    # Six digits are more than is known of any figure.
    shown = readable(table) if form is Form.TABLE else table.round(dict.fromkeys(_floats(table), 6))
    show_frame(shown, heads, form, name, sys.stdout)


def _floats(table: pd.DataFrame) -> list[str]:
    return [str(name) for name in table.columns if pd.api.types.is_float_dtype(table[name])]


def readable(table: pd.DataFrame) -> pd.DataFrame:
    """A frame as people read it: names for codes, days without hours, rounded numbers."""
    shown = table.copy()
    for column in shown.columns:
        values = shown[column]
        if column in ("a", "b", "actor", "other", "on", "side"):
            shown[column] = values.map(actor_name)
        elif column == "chief":
            shown[column] = values.map(_chief)
        elif pd.api.types.is_datetime64_any_dtype(values):
            shown[column] = values.dt.strftime("%Y-%m-%d")
        elif pd.api.types.is_float_dtype(values):
            shown[column] = values.map(lambda value: None if pd.isna(value) else f"{value:.3g}").astype(
                object
            )
    return shown


def _chief(value: object) -> object:
    if not isinstance(value, str):
        return value
    return "; ".join("/".join(map(actor_name, pair.split("/"))) for pair in value.split("; "))


def names_in(table: pd.DataFrame, columns: Collection[str] = ("a", "b", "actor", "on")) -> dict[str, str]:
    """Display names of the actors in some columns of a frame."""
    codes = {str(code) for column in columns if column in table for code in table[column].dropna()}
    return {code: actor_name(code) for code in codes}


def drawable(path: str) -> None:
    """Raises UsageError for a name that no chart can be written to, before any work is done."""
    from entente.charts.saving import writer_of

    writer_of(Path(path))


def draw(chart: Drawing, path: str, caption: Caption) -> None:
    """Write a chart with its caption, and say so."""
    from entente.charts.saving import save

    report_written(save(chart, path, caption))


def asked_of(found: Perspective, region: list[str] | None, by: By = By.MONTH) -> Asked:
    """The question that a call puts, as a figure and its caption are made for."""
    from entente.figures import Asked

    return Asked(found.store, found.selection, tuple(region or ()), by)


def report_written(path: Path) -> None:
    """Say what was written."""
    sys.stderr.write(f"{path} written\n")

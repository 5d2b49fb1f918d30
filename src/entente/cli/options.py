"""Options that several commands share, and what their values mean."""

from __future__ import annotations

import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from entente.asked import stamp_of
from entente.store import Level
from entente.units import By, Count


class Form(StrEnum):
    """How rows are shown."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def published_day(value: str | None) -> str | None:
    """An ISO day, month or year, or a complaint that says so."""
    try:
        return None if value is None else stamp_of(value)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _zones(value: str) -> str:
    if value not in ("coded", "all"):
        raise typer.BadParameter(f"{value!r} is unknown; give 'coded' (title, headings, body) or 'all'")
    return value


def _file(value: str) -> str:
    # The database takes such names for stores in memory: all that is read would be lost.
    if not value or value.startswith(":memory:"):
        raise typer.BadParameter(f"{value!r} is no file; name one such as region.duckdb")
    return value


def _least(value: str | float) -> float:
    with suppress(ValueError):
        if 0 <= float(value) <= 1:
            return float(value)
    raise typer.BadParameter(f"{value!r} is no score; give a number from 0 to 1, as in 0.5")


def _limit(value: str) -> int:
    with suppress(ValueError):
        if int(value) >= 1:
            # The database counts up to this.
            return min(int(value), sys.maxsize)
    raise typer.BadParameter(f"{value!r} is no number of rows; give 1 or more, or leave it out for all")


# Of commands that read texts

Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=published_day, help="Day of publication; else found in the text."),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published it; else found in the text.")]
Zones = Annotated[str, typer.Option(metavar="coded|all", callback=_zones, help="Which zones are coded.")]
ActorFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--actors", metavar="FILE", help="Your own actors, TOML or PETRARCH; may be repeated, later ones win."
    ),
]
Model = Annotated[Path | None, typer.Option(metavar="FOLDER", help="Another model than the shipped one.")]

# Of commands on a store

Db = Annotated[
    str, typer.Option("--db", metavar="FILE", envvar="ENTENTE_DB", callback=_file, help="The store.")
]
Actors = Annotated[
    list[str] | None, typer.Option("--actor", metavar="NAME", help="One who takes part; may be repeated.")
]
Datasets = Annotated[
    list[str] | None,
    typer.Option("--dataset", metavar="NAME", help="coded, or a format that was imported; may be repeated."),
]
Countries = Annotated[
    list[str] | None,
    typer.Option("--country", metavar="NAME", help="State of one who takes part; may be repeated."),
]
Dyad = Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Two actors that face each other.")]
Types = Annotated[
    list[str] | None, typer.Option("--type", metavar="TYPE", help="One or several: ACCUSE,THREATEN.")
]
Modalities = Annotated[
    list[str] | None,
    typer.Option("--modality", metavar="NAME", help="asserted, negated, hypothetical, future, historical."),
]
Outlets = Annotated[
    list[str] | None, typer.Option("--outlet", metavar="NAME", help="Who published it; may be repeated.")
]
Since = Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day.")]
Search = Annotated[
    str | None, typer.Option(metavar="WORDS", help='Words that stand in it; "a phrase", word*, AND, OR, NOT.')
]
Coder = Annotated[
    str | None, typer.Option(metavar="NAME", help="Model and version; else the last that coded each text.")
]
Least = Annotated[float, typer.Option(metavar="SCORE", parser=_least, help="Least score, 0 to 1.")]
Rolled = Annotated[
    Level,
    typer.Option(
        "--level",
        case_sensitive=False,
        help="Actors rolled up to states, to the states that they serve, or not.",
    ),
]
Periods = Annotated[By, typer.Option("--by", case_sensitive=False, help="How days are put together.")]
Counted = Annotated[
    Count,
    typer.Option(
        "--count",
        case_sensitive=False,
        help="Acts by story, by report (copies of a text are one), or by article.",
    ),
]
Limit = Annotated[int | None, typer.Option(metavar="N", parser=_limit, help="At most so many rows.")]
Shown = Annotated[
    Form, typer.Option("--format", case_sensitive=False, help="table for people, csv and json for programs.")
]

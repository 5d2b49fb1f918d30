"""``entente extract``: statements, events and claims of texts, to standard output."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from entente.api import read_all
from entente.cli.options import ActorFiles, Outlet, Published, Zones
from entente.cli.output import Format, Screen, progress, report, write_jsonl, write_tables
from entente.errors import InputError
from entente.reading import ReadOptions

EXAMPLES = """**Examples**

`entente extract article.txt --published 2023-09-21` one text, records as JSON lines

`entente extract news/ feed.rss 'archive/*.html.gz' > records.jsonl` folders, feeds, globs, gzip

`entente extract news/ --actors mine.toml --actors Phoenix.agents.txt` your own actors before those known

`curl -s URL | entente extract - --outlet Reuters --format table` standard input, tables to read

Captions, author notes and readers' comments are coded only with `--zones all`, and then marked.
Exit codes: 0 done, 1 some inputs failed (each is named), 2 wrong call."""


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders, globs, URLs, or - for standard input."),
    ],
    form: Annotated[
        Format, typer.Option("--format", help="jsonl for programs, table for people.")
    ] = Format.JSONL,
    published: Published = None,
    outlet: Outlet = None,
    zones: Zones = "coded",
    actors: ActorFiles = None,
) -> None:
    """Read texts and give their statements, events and claims."""
    options = ReadOptions(published=published, outlet=outlet)
    failed = False
    console = Screen(160)
    with progress("read") as bar:
        for found in read_all(paths, options, all_zones=zones == "all", actors=actors or ()):
            if isinstance(found, InputError):
                failed = True
                report(found)
                continue
            if form is Format.TABLE:
                write_tables(found, console)
            else:
                write_jsonl(found, sys.stdout)
            if bar:
                bar.update(bar.task_ids[0], advance=1, description=found.document.path[-60:])
    if failed:
        raise typer.Exit(1)

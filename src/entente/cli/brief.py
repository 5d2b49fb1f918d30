"""``entente brief``: the brief of two actors, one, or a region, from a store or from texts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from entente.api import open as open_store
from entente.api import read_store
from entente.asked import first_day, last_day
from entente.brief.brief import writer_of
from entente.brief.notes import read_notes
from entente.cli.options import ActorFiles, published_day
from entente.cli.output import report
from entente.errors import InputError, UsageError
from entente.reading import ReadOptions
from entente.region import Region

EXAMPLES = """**Examples**

`entente brief --db caucasus.duckdb --focus Armenia Russia -o brief.html` from a store

`entente brief --db caucasus.duckdb --focus ARM RUS --region 'South Caucasus' --from 2023-09 -o brief.pdf`

`entente brief --db caucasus.duckdb --focus Armenia Russia --notes notes.md -o brief.docx` with your own words

`entente brief --db caucasus.duckdb --actor Armenia -o armenia.html` one actor, and all who deal with it

`entente brief --db caucasus.duckdb --region 'South Caucasus' -o region.html` those of a region

`entente brief article.txt --published 2023-09-21 -o brief.html` one text, in memory; the focus is the two who
deal most with each other

Without `-o` the brief goes to standard output, as Markdown."""


def brief(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help="Texts to brief on, read in memory; instead of --db."),
    ] = None,
    db: Annotated[Path | None, typer.Option(metavar="FILE", envvar="ENTENTE_DB", help="The store.")] = None,
    focus: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Two actors.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="One actor, instead of two.")] = None,
    region: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="A region, or actors with commas: of part three; alone, of the whole brief."
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First day; else 90 days before the end.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Last day; else the last document's.")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=published_day, help="Day of publication of the texts."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published the texts.")] = None,
    actors: ActorFiles = None,
    notes: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Words of your own: places and paragraphs.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="FILE.html, .pdf, .docx or .md.")
    ] = None,
) -> None:
    """Brief on two actors, one, or a region: background, battle of words, region, what next.

    Without anybody named it is about the two who deal most with each other.
    """
    if out:
        writer_of(out)
    own = read_notes(notes) if notes else ()
    source = context.get_parameter_source("db")
    if paths and source is not None and source.name == "ENVIRONMENT":
        # The texts were named here and now, the store only in general.
        db = None
    errors: list[InputError] = []
    options = ReadOptions(published=published, outlet=outlet)
    with _record(paths or [], db, options, actors or [], errors) as record:
        two = focus
        if focus is None and actor is None and region is None:
            two = record.busiest()
            who = f"{two[0]} and {two[1]}, who deal most with each other"
            sys.stderr.write(f"focus: {who}; name others with --focus, --actor or --region\n")
        made = record.brief(
            two, actor=actor, region=region, since=first_day(since, "--from"), until=last_day(until, "--to")
        ).noted(own)
    if out:
        sys.stderr.write(f"written: {made.save(out)}\n")
    else:
        sys.stdout.write(made.markdown())
    if errors:
        raise typer.Exit(1)


def _record(
    paths: list[str], db: Path | None, options: ReadOptions, actors: list[Path], errors: list[InputError]
) -> Region:
    if paths and db:
        raise UsageError("texts and a store were named; give either PATH... or --db FILE")
    if paths:
        record = read_store(paths, options, errors, actors=actors)
        for error in errors:
            report(error)
        if not record.store.counts()["documents"]:
            raise UsageError("none of the texts could be read; see the errors above")
        return record
    if db is None:
        raise UsageError("nothing to brief on; give --db FILE, or texts to read")
    if options.published or options.outlet or actors:
        raise UsageError("--published, --outlet and --actors go with texts, not with --db")
    return open_store(str(db))

"""``entente read``: texts into a store."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from entente.cli.collecting import counted, encoder_of, holdings, index_words, resumable, several
from entente.cli.options import ActorFiles, Db, Model, Outlet, Published, Zones
from entente.collect import read_into
from entente.distinct import made_distinct
from entente.ontology.dictionaries import load_actors
from entente.reading import ReadOptions
from entente.store import Store

EXAMPLES = """**Examples**

`entente read news/ feed.rss --db region.duckdb` folders, feeds; a store is made where there is none

`entente read archive/ --db region.duckdb` again, after an interruption or with new texts

`entente read archive/ --db region.duckdb --actors my-actors.toml` with your own actors, all texts anew

`export ENTENTE_DB=region.duckdb` names the store for all commands

Exit codes: 0 done, 1 some inputs failed (each is named), 2 wrong call or no usable store, 130 interrupted."""


def read(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders, globs, URLs, or - for standard input."),
    ],
    db: Db,
    published: Published = None,
    outlet: Outlet = None,
    zones: Zones = "coded",
    model: Model = None,
    actors: ActorFiles = None,
) -> None:
    """Read texts into a store, each once."""
    own = load_actors(actors or ())
    encoder, options = encoder_of(model), ReadOptions(published=published, outlet=outlet)
    with Store(db, write=True) as store, resumable(store):
        found = read_into(store, paths, encoder, options, all_zones=zones == "all", actors=own)
        done = counted("read", found)
        made_distinct(store)
        index_words(store)
        parts = [f"{several(done.stored, 'text')} stored"]
        parts += [f"{done.known} there already"] if done.known else []
        parts += [f"{done.failed} failed"] if done.failed else []
        sys.stderr.write(f"{', '.join(parts)}; {holdings(store)}\n")
    if done.failed:
        raise typer.Exit(1)

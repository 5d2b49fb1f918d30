"""What the commands that fill a store share: the encoder, the count of what was done, the interruption."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import typer

from entente import api
from entente.cli.output import progress, report
from entente.collect import Kept
from entente.errors import InputError, UsageError
from entente.language.encoder import Encoder
from entente.store import Store

#: What shells give a command that was ended by Ctrl-C.
INTERRUPTED = 130


@dataclass
class Tally:
    """Texts that were stored, that were there already, and that failed."""

    stored: int = 0
    known: int = 0
    failed: int = 0


def encoder_of(model: Path | None) -> Encoder:
    """The shipped model, or that of a folder."""
    return Encoder(model) if model else api.shipped_encoder()


def counted(label: str, found: Iterable[Kept | InputError]) -> Tally:
    """Draw texts into the store, showing progress and naming what fails."""
    tally = Tally()
    with progress(label) as bar:
        for kept in found:
            if isinstance(kept, InputError):
                tally.failed += 1
                report(kept)
                continue
            if kept.added:
                tally.stored += 1
            else:
                tally.known += 1
            if bar:
                bar.update(bar.task_ids[0], advance=1, description=kept.document.path[-60:])
    return tally


@contextmanager
def resumable(store: Store) -> Iterator[None]:
    """What to say where a run is broken off: all that is stored is kept."""
    try:
        yield
    except KeyboardInterrupt as stop:
        kept = several(store.counts()["documents"], "text")
        sys.stderr.write(f"interrupted: {store.path} keeps its {kept}; the same command goes on from there\n")
        raise typer.Exit(INTERRUPTED) from stop


def index_words(store: Store) -> None:
    """Bring the index of words up to what is stored, so that the first search need not."""
    # A Python without FTS5 keeps nobody from reading; a search says what it lacks.
    with suppress(UsageError):
        store.index.catch_up(store)


def several(number: int, name: str) -> str:
    """A number of things."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def holdings(store: Store) -> str:
    """What is in a store."""
    counts = {"texts": store.counts()["documents"], **store.counts()}
    del counts["documents"]
    parts = [several(number, name[:-1]) for name, number in counts.items()]
    parts += [f"{several(number, 'event')} of {name}" for name, number in store.imported().items()]
    return f"{store.path} holds {', '.join(parts)}"

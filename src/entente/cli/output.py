"""Writing records to standard output, and errors and progress to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from entente.api import Reading
from entente.errors import InputError, UsageError
from entente.jsonform import as_json
from entente.records import Event, Party, Record, Statement


class Format(StrEnum):
    """How records are shown."""

    JSONL = "jsonl"
    TABLE = "table"


class Screen(Console):
    """Standard output for tables; ``width`` holds where it is no terminal."""

    def __init__(self, width: int) -> None:
        super().__init__(width=None if sys.stdout.isatty() else width)

    def on_broken_pipe(self) -> NoReturn:
        """Leave it to the command line what that means: rich alone would end with exit code 1."""
        raise BrokenPipeError


def opened(path: Path) -> TextIO:
    """A file to write to, with the folders above it; raises UsageError where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("w", encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(
            f"cannot write to {path} ({error.strerror}); name another file with --out"
        ) from error


def cells(row: Iterable[str]) -> tuple[Text, ...]:
    """A row of a table, to the letter: brackets and colons in it are no mark-up."""
    return tuple(map(Text, row))


def report(error: InputError) -> None:
    """Name an input that failed."""
    sys.stderr.write(f"error: {error}\n")


def write_jsonl(reading: Reading, out: TextIO) -> None:
    """One JSON object a line: the document, then its statements, events and claims."""
    records: tuple[Record, ...] = (reading.document, *reading.statements, *reading.events, *reading.claims)
    for record in records:
        out.write(json.dumps(as_json(record), ensure_ascii=False) + "\n")


def who(party: Party | None) -> str:
    """A party as a reader would name it: identity, and the words where they differ."""
    if party is None:
        return "-"
    named = party.identity.actor
    return party.span.text if named is None or named == party.span.text else f"{named} ({party.span.text})"


def _all(parties: Iterable[Party]) -> str:
    return ", ".join(map(who, parties)) or "-"


def statement_row(s: Statement) -> tuple[str, ...]:
    """Source, cue, content, of whom."""
    return who(s.source), s.cue.text if s.cue else "-", " … ".join(c.text for c in s.content), who(s.target)


def event_row(e: Event) -> tuple[str, ...]:
    """Actor, type, recipient, modality, trigger, date."""
    kind = f"{e.event_type.value} {e.intensity:+.1f}"
    word = e.trigger.text if e.trigger else "-"
    return _all(e.actor), kind, _all(e.recipient), e.modality.value, word, e.date.value if e.date else "-"


def write_tables(reading: Reading, console: Console) -> None:
    """Tables of statements, events and claims of one document."""
    document = reading.document
    head = Text(document.title or document.path, "bold")
    console.print(Text("\n") + head, *cells((document.outlet or "", document.published or "")))
    tables = (
        ("Statements", ("source", "cue", "content", "of"), [statement_row(s) for s in reading.statements]),
        (
            "Events",
            ("actor", "type", "recipient", "modality", "word", "date"),
            [event_row(e) for e in reading.events],
        ),
        (
            "Claims",
            ("kind", "claim", "by", "when"),
            [
                (c.kind.value, c.span.text, "author" if c.by_author else who(c.claimant), c.horizon or "-")
                for c in reading.claims
            ],
        ),
    )
    for title, heads, rows in tables:
        if rows:
            table = Table(*heads, title=f"{title} ({len(rows)})", title_justify="left", show_lines=False)
            for row in rows:
                table.add_row(*cells(row))
            console.print(table)


@contextmanager
def progress(label: str, things: str = "texts") -> Iterator[Progress | None]:
    """A progress line on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (
        SpinnerColumn(),
        TextColumn(f"{label} {{task.completed}} {things}, {{task.description}}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.add_task("")
        yield bar

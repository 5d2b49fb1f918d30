"""``entente demo``: the main job on the sample corpus, and what it found."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from entente.api import Reading, read_all
from entente.cli.output import Screen, cells, event_row, opened, progress, report, statement_row, write_jsonl
from entente.errors import InputError, UsageError
from entente.records import Modality, Party, StatementKind


def samples_folder() -> Path:
    """The sample corpus: in the installed package, or in the source tree around it."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "samples", package.parents[1] / "samples"):
        if folder.is_dir():
            return folder
    raise UsageError("the sample corpus is not installed; name a folder of texts with --samples")


def _inputs(folder: Path) -> list[str]:
    if not folder.is_dir():
        raise UsageError(f"no folder {folder}; name a folder of texts with --samples")
    return sorted(str(p) for p in folder.iterdir() if p.is_file() and p.name != "README.md")


def demo(
    samples: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Texts to read instead of the samples.")
    ] = None,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the records go.")] = Path("out/demo.jsonl"),
) -> None:
    """Read the sample corpus and show what is in it."""
    started, failed = time.monotonic(), False
    readings: list[Reading] = []
    paths = _inputs(samples or samples_folder())
    with progress("read") as bar, opened(out) as stream:
        for found in read_all(paths):
            if isinstance(found, InputError):
                failed = True
                report(found)
                continue
            readings.append(found)
            write_jsonl(found, stream)
            if bar:
                bar.update(bar.task_ids[0], advance=1, description=found.document.path[-60:])
    show(readings, Screen(140))
    sys.stdout.write(f"\nRead in {time.monotonic() - started:.1f} s. All records: {out}\n")
    if failed:
        raise typer.Exit(1)


def show(readings: list[Reading], console: Console) -> None:
    """Counts, who acts on whom, the surest event of each type, and quoted exchanges."""
    counts = {
        "texts": len(readings),
        "statements": sum(len(r.statements) for r in readings),
        "events": sum(len(r.events) for r in readings),
        "claims": sum(len(r.claims) for r in readings),
    }
    console.print(", ".join(f"[bold]{n}[/bold] {name}" for name, n in counts.items()))
    dyads = Table(
        "actor",
        "recipient",
        "cooperation",
        "conflict",
        title="Who acts on whom (asserted events, states and organisations)",
    )
    tally: Counter[tuple[str, str, bool]] = Counter()
    for event in (e for r in readings for e in r.events if e.modality is Modality.ASSERTED):
        for a in {_side(p) for p in event.actor} - {None}:
            for b in {_side(p) for p in event.recipient} - {None, a}:
                tally[str(a), str(b), event.quad <= 2] += 1
    totals = Counter({(a, b): tally[a, b, True] + tally[a, b, False] for a, b, _ in tally})
    for (a, b), _ in totals.most_common(12):
        dyads.add_row(*cells((a, b, str(tally[a, b, True]), str(tally[a, b, False]))))
    console.print(dyads)
    events = Table(
        "actor", "type", "recipient", "modality", "word", "date", title="The surest event of each type"
    )
    best = sorted(
        (e for r in readings for e in r.events if e.actor and e.recipient), key=lambda e: -(e.score or 0)
    )
    shown = {e.event_type: e for e in reversed(best)}
    for event in sorted(shown.values(), key=best.index):
        events.add_row(*cells(event_row(event)))
    console.print(events)
    words = Table("source", "cue", "content", "of", title="The battle of words (quoted, surest first)")
    quoted = (
        s
        for r in readings
        for s in r.statements
        if s.kind is not StatementKind.INDIRECT and s.source and s.target
    )
    for statement in sorted(quoted, key=lambda s: -(s.score or 0))[:12]:
        words.add_row(*cells(cell[:160] for cell in statement_row(statement)))
    console.print(words)


def _side(party: Party) -> str | None:
    who = party.identity
    return who.country or (
        who.actor if who.office is None and who.sector in (None, "GOV", "IGO", "PRE") else None
    )

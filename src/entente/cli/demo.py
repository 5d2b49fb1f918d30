"""``entente demo``: the main job on the sample corpus: read, store, brief."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.console import Console
from rich.table import Table

from entente.analysis.rows import rows
from entente.api import shipped_encoder
from entente.brief import Brief
from entente.cli.options import ActorFiles
from entente.cli.output import Screen, cells, progress, report
from entente.collect import read_into
from entente.errors import InputError, UsageError
from entente.ontology.dictionaries import load_actors
from entente.region import Region
from entente.store import Store

#: What the samples are about.
FOCUS, REGION = ("Armenia", "Russia"), "South Caucasus"
MOST = 12


class _Dyad(NamedTuple):
    a: str
    b: str
    cooperation: int
    conflict: int


class _Quoted(NamedTuple):
    speaker: str
    cue: str
    content: str
    target: str


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
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the store and the brief go.")] = Path(
        "out"
    ),
    actors: ActorFiles = None,
) -> None:
    """Read the sample corpus into a store, show what is in it and make a brief of it."""
    started, failed, own = time.monotonic(), False, load_actors(actors or ())
    paths, file = _inputs(samples or samples_folder()), out / "demo.duckdb"
    _cleared(file)
    with Store(str(file), write=True) as store:
        with progress("read") as bar:
            for kept in read_into(store, paths, shipped_encoder(), actors=own):
                if isinstance(kept, InputError):
                    failed = True
                    report(kept)
                elif bar:
                    bar.update(bar.task_ids[0], advance=1, description=kept.document.path[-60:])
        region = Region(store)
        show(region, Screen(140))
        made = region.brief(region.busiest()) if samples else region.brief(FOCUS, region=REGION)
        page = made.save(out / "brief.html")
    _findings(made, Screen(140))
    sys.stdout.write(
        f"\nRead and briefed in {time.monotonic() - started:.1f} s. "
        f"Ask the store: entente events --db {file}\nThe brief: {page}\n"
    )
    if failed:
        raise typer.Exit(1)


def _cleared(file: Path) -> None:
    """Makes way for a new store; what is there is left alone where it is none of ours."""
    if file.exists():
        Store(str(file)).close()
        file.unlink()


def show(region: Region, console: Console) -> None:
    """Counts, who acts on whom, and the surest quotations."""
    counts = region.store.counts()
    console.print(", ".join(f"[bold]{n}[/bold] {name}" for name, n in counts.items()))
    pairs = region.where(modality="asserted").pairs.dropna(subset=["b"])
    tally = pairs.assign(cooperation=pairs.quad <= 2, conflict=pairs.quad > 2)
    tally = tally.groupby(["a", "b"], as_index=False)[["cooperation", "conflict"]].sum()
    busiest = tally.assign(all=tally.cooperation + tally.conflict).sort_values(
        ["all", "a", "b"], ascending=[False, True, True]
    )
    dyads = Table("actor", "recipient", "cooperation", "conflict", title="Who acts on whom (asserted events)")
    for dyad in rows(busiest.head(MOST), _Dyad):
        dyads.add_row(*cells(map(str, dyad)))
    console.print(dyads)
    said = region.where(types=("direct",)).statements.dropna(subset=["source", "target", "cue"])
    surest = said.sort_values(["score", "id"], ascending=[False, True]).head(MOST)
    words = Table("speaker", "cue", "content", "target", title="The battle of words (quoted, surest first)")
    for quoted in rows(surest, _Quoted):
        words.add_row(*cells(str(cell)[:160] for cell in quoted))
    console.print(words)


def _findings(made: Brief, console: Console) -> None:
    console.print(f"\n[bold]{made.contents.title}, {made.contents.period}: main findings[/bold]")
    for finding in made.contents.findings:
        console.print(*cells(("•", *finding.cells)))

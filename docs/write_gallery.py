"""Draws the pictures of ``docs/gallery`` and writes ``docs/gallery.md``; ``make docs`` runs it.

Each picture is made by a command of ``docs/gallery.toml``, light and dark, from a store that is made for it.
Without the shared data beside the checkout the pictures of the long record are left as they are.
"""

from __future__ import annotations

import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree  # type: ignore[import-untyped]
from typer.testing import CliRunner

from entente.charts.theme import Theme, recoloured
from entente.cli import app

DOCS = Path(__file__).parent
ROOT = DOCS.parent
RECORD = ROOT / "../shared/data/record/icews_2005-2015_part.tsv.gz"
_HEAD = """# Gallery

Every chart that Entente draws, made by the command below it. This page is written by `make docs`
from `gallery.toml`. How to read them: [charts](reference/charts.md). The texts are
[the samples](../samples/README.md), illustrative ones; the long record is eleven years of ICEWS (see
[the region](reference/region.md)).
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A picture of the gallery: its file's name, its heading, the command, and the guide that ends in it."""

    name: str
    title: str
    command: str
    guide: str | None = None

    @property
    def store(self) -> str:
        """The store that the command draws from."""
        words = shlex.split(self.command)
        return words[words.index("--db") + 1]

    def drawn(self, folder: Path, target: Path) -> None:
        """Draws it, light, from the stores of a folder; raises SystemExit where the command fails."""
        words = [str(folder / word) if word == self.store else word for word in shlex.split(self.command)[1:]]
        done = CliRunner().invoke(app, [*words, "-o", str(target)])
        if done.exit_code:
            raise SystemExit(f"{self.command}: {done.output}")


def entries() -> list[Entry]:
    """The pictures of the gallery, in its order."""
    table = tomllib.loads((DOCS / "gallery.toml").read_text("utf-8"))
    return [Entry(**picture) for picture in table["picture"]]


def stores(folder: Path) -> dict[str, bool]:
    """Makes the stores in a folder, and tells which of them there are."""
    made = {"caucasus.duckdb": ["read", str(ROOT / "samples")]}
    if RECORD.exists():
        made["record.duckdb"] = ["import", "tkg", str(RECORD)]
    for name, words in made.items():
        done = CliRunner().invoke(app, [*words, "--db", str(folder / name)])
        if done.exit_code:
            raise SystemExit(f"{name}: {done.output}")
    return {name: name in made for name in ("caucasus.duckdb", "record.duckdb")}


def words(picture: Path) -> str:
    """All that is written in a picture."""
    return "\n".join(text for text in etree.fromstring(picture.read_bytes()).itertext() if text.strip())


def darkened(picture: str) -> str:
    """A light picture in the colours of the dark theme."""
    return re.sub(r"#[0-9a-f]{6}\b", lambda found: recoloured(found[0], Theme.DARK), picture)


def page(shown: list[Entry]) -> Iterator[str]:
    """The lines of the gallery."""
    yield _HEAD
    for entry in shown:
        yield f"## {entry.title}\n"
        yield (
            f'<picture><source media="(prefers-color-scheme: dark)" srcset="gallery/{entry.name}-dark.svg">'
            f'<img src="gallery/{entry.name}.svg" alt="{entry.title}"></picture>\n'
        )
        yield f"    {entry.command} -o {entry.name}.svg\n"
        if entry.guide:
            yield f"The guide that ends in it: [{entry.guide}](guides/{entry.guide}.md).\n"


def main() -> None:
    """Draws what can be drawn here, and writes the page."""
    with TemporaryDirectory() as made:
        there = stores(Path(made))
        for entry in entries():
            if not there[entry.store]:
                sys.stderr.write(f"left as it is: {entry.name}.svg, for want of {RECORD}\n")
                continue
            light = DOCS / "gallery" / f"{entry.name}.svg"
            entry.drawn(Path(made), light)
            # What `--theme dark` writes, without reckoning everything once more.
            dark = light.with_name(f"{entry.name}-dark.svg")
            dark.write_text(darkened(light.read_text("utf-8")), "utf-8")
    (DOCS / "gallery.md").write_text("\n".join(page(entries())), "utf-8")


if __name__ == "__main__":
    main()

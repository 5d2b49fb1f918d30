"""The texts that the benchmarks of speed read: the samples, as often as it takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from entente.language.sentences import split_sentences
from entente.reading import read_inputs
from entente.records import REPORT_ZONES, Document

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def sample_files() -> list[str]:
    """The files of the sample corpus, its README left out."""
    return sorted(str(p) for p in SAMPLES.iterdir() if p.is_file() and p.name != "README.md")


def documents(files: list[str]) -> list[Document]:
    """The texts of some files."""
    return [d for d in read_inputs(files) if isinstance(d, Document)]


def sentences(document: Document) -> list[str]:
    """The sentences of a text that are coded."""
    zones = [z for z in document.zones if z.kind in REPORT_ZONES]
    return [s.text for z in zones for s in split_sentences(document.text, z.start, z.end)]


def lines() -> list[bytes]:
    """The samples as JSON Lines, each with its line end."""
    rows = (
        {"text": d.text, "title": d.title, "published": d.published, "outlet": d.outlet}
        for d in documents(sample_files())
    )
    return [json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows]


def write_jsonl(file: Path, least: int) -> int:
    """The samples over and over into a JSON Lines file, until it has so many sentences; how many it has."""
    made = lines()
    file.write_bytes(b"".join(made))
    counts = [len(sentences(d)) for d in documents([str(file)])]
    total = 0
    with file.open("wb") as out:
        for line, count in _until(least, made, counts):
            out.write(line)
            total += count
    return total


def _until(least: int, made: list[bytes], counts: list[int]) -> Iterator[tuple[bytes, int]]:
    for line, count in cycle(zip(made, counts, strict=True)):
        if least <= 0:
            return
        least -= count
        yield line, count

"""How fast texts are read, and where the time goes: ``python bench/reading_speed.py [--repeat N]``.

The samples are read several times over. Printed are words a second through the whole pipeline, each stage's
share of the time, and how many times longer the whole takes than reading without the encoder. Seconds depend
on the machine; the ratios are what to compare.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest.mock import patch

from entente import pipeline
from entente.language.encoder import Encoder
from entente.language.windows import Window, windows
from entente.pipeline import Pipeline
from entente.reading import read_inputs
from entente.records import Document, ZoneKind
from entente.resolution.assemble import assemble

P = ParamSpec("P")
R = TypeVar("R")
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
#: In the order of the walk; extraction is what the timed stages leave of the whole.
STAGES = ("reading", "windows", "encoder", "extraction", "resolution")


@dataclass
class Stopwatch:
    """Seconds spent in each stage."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def timed(self, stage: str, function: Callable[P, R]) -> Callable[P, R]:
        """The function, with its time put down to a stage."""

        def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
            begun = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                self.seconds[stage] += time.perf_counter() - begun

        return wrapped

    def each(self, stage: str, items: Iterator[R]) -> Iterator[R]:
        """The items, with the time that each takes to come put down to a stage."""
        step = self.timed(stage, lambda: next(items, None))
        while (item := step()) is not None:
            yield item


def sample_files(folder: Path) -> list[str]:
    """The texts of a folder, its README left out."""
    return sorted(str(p) for p in folder.iterdir() if p.is_file() and p.name != "README.md")


def read_only(names: list[str]) -> tuple[float, int]:
    """Seconds and words of reading without the encoder."""
    begun = time.perf_counter()
    found = [d for d in read_inputs(names) if isinstance(d, Document)]
    seconds = time.perf_counter() - begun
    return seconds, sum(len(d.text.split()) for d in found)


def listed_windows(
    document: Document, kinds: Collection[ZoneKind], count: Callable[[str], int]
) -> list[Window]:
    """The windows of a document, all at once: a generator does its work only when it is asked."""
    return list(windows(document, kinds, count))


def read_and_code(encoder: Encoder, names: list[str]) -> tuple[float, Stopwatch]:
    """Seconds of the whole pipeline, and those of its stages."""
    watch = Stopwatch()
    with ExitStack() as patches:
        for owner, name, stage, function in (
            (pipeline, "windows", "windows", listed_windows),
            (pipeline, "assemble", "resolution", assemble),
            (Encoder, "read", "encoder", Encoder.read),
            (Encoder, "links", "encoder", Encoder.links),
        ):
            patches.enter_context(patch.object(owner, name, watch.timed(stage, function)))
        begun = time.perf_counter()
        for _ in Pipeline(encoder).code(watch.each("reading", read_inputs(names))):
            pass
        seconds = time.perf_counter() - begun
    watch.seconds["extraction"] = seconds - sum(watch.seconds.values())
    return seconds, watch


def report(words: int, whole: float, alone: float, watch: Stopwatch) -> Iterator[str]:
    """The lines to print."""
    yield f"words read                        {words:>10,}"
    yield f"words a second, whole pipeline    {words / whole:>10,.0f}"
    yield f"words a second, reading alone     {words / alone:>10,.0f}"
    yield f"whole pipeline to reading alone   {whole / alone:>10.1f}"
    yield "share of the time"
    for stage in STAGES:
        yield f"  {stage:<32}{watch.seconds[stage] / whole:>10.3f}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="how often to read the samples")
    repeat = parser.parse_args().repeat
    if repeat < 1:
        parser.error(f"--repeat is {repeat}; give 1 or more")
    names, encoder = sample_files(SAMPLES), Encoder()
    # Models, tables and patterns are loaded on first use; that is not what is measured.
    read_and_code(encoder, names[:2])
    alone, words = read_only(names * repeat)
    whole, watch = read_and_code(encoder, names * repeat)
    sys.stdout.write("\n".join(report(words, whole, alone, watch)) + "\n")


if __name__ == "__main__":
    main()

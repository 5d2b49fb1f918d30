"""Where the main thread of the pipeline spends its time."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest.mock import patch

from entente import pipeline
from entente.cli.output import write_jsonl
from entente.language.encoder import Begun, Encoder
from entente.language.windows import windows
from entente.pipeline import Pipeline
from entente.reading import read_inputs
from entente.resolution.assemble import Coded, assemble

P = ParamSpec("P")
R = TypeVar("R")
#: In the order of the walk; extraction is what the timed stages leave of the whole.
STAGES = (
    "reading",
    "windows and word pieces",
    "waiting for the encoder",
    "links",
    "extraction",
    "resolution",
    "writing",
)


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


def code_files(encoder: Encoder, files: list[str], watch: Stopwatch | None = None) -> float:
    """Seconds from files to JSON Lines; ``watch`` takes down the stages."""
    watch = watch or Stopwatch()
    write = watch.timed("writing", write_jsonl)
    with Path(os.devnull).open("w", encoding="utf-8") as out:
        begun = time.perf_counter()
        for coded in Pipeline(encoder).code(watch.each("reading", read_inputs(files))):
            if isinstance(coded, Coded):
                write(coded, out)
        return time.perf_counter() - begun


def shares(encoder: Encoder, files: list[str]) -> dict[str, float]:
    """Each stage's share of the main thread's time; of the encoder only the waiting for it is seen."""
    watch = Stopwatch()
    begin = watch.timed("windows and word pieces", Encoder.begin)

    def begun(self: Encoder, text: str) -> Begun:
        window = begin(self, text)
        return Begun(watch.timed("waiting for the encoder", window.scores), window.drop)

    with ExitStack() as patches:
        for owner, name, made in (
            (pipeline, "windows", watch.timed("windows and word pieces", lambda *a: list(windows(*a)))),
            (pipeline, "assemble", watch.timed("resolution", assemble)),
            (Encoder, "begin", begun),
            (Encoder, "links", watch.timed("links", Encoder.links)),
        ):
            patches.enter_context(patch.object(owner, name, made))
        whole = code_files(encoder, files, watch)
    watch.seconds["extraction"] = whole - sum(watch.seconds.values())
    return {stage: watch.seconds[stage] / whole for stage in STAGES}

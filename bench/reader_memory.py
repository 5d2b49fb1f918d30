"""Drains JSON Lines of any size through the reader alone: ``python bench/reader_memory.py [--gigabytes N]``.

The texts are the samples, over and over. They are made as they are read and come through a pipe, so that no
disk is needed; nothing is coded. Printed are megabytes a second and the peak of memory on the way, which must
not grow.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from corpus import lines
from peak import peak

from entente.reading import read_inputs
from entente.records import Document

#: Lines on the way.
STEPS = 10


def feed(pipe: Path, size: int) -> None:
    """Writes lines into a pipe until they have so many bytes."""
    made = lines()
    with pipe.open("wb") as out:
        for line in cycle(made):
            if size <= 0:
                return
            out.write(line)
            size -= len(line)


def drained(pipe: Path, size: int) -> Iterator[str]:
    """The lines to print, while the reader goes through the pipe."""
    sizes = [len(line) for line in lines()]
    mean = sum(sizes) / len(sizes)
    begun, step = time.perf_counter(), max(1, int(size / mean / STEPS))
    for texts, found in enumerate(read_inputs([str(pipe)]), 1):
        if not isinstance(found, Document):
            raise found
        if texts % step == 0:
            read, seconds = texts * mean / 1e6, time.perf_counter() - begun
            most = peak(resource.RUSAGE_SELF)
            yield f"{read:10,.0f} MB, {texts:10,} texts   peak {most:6,.0f} MB   {read / seconds:6.2f} MB/s"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--gigabytes", type=float, default=10.0, metavar="N", help="how much to drain")
    size = int(parser.parse_args().gigabytes * 1e9)
    with tempfile.TemporaryDirectory() as folder:
        pipe = Path(folder, "texts.jsonl")
        os.mkfifo(pipe)
        threading.Thread(target=feed, args=(pipe, size), daemon=True).start()
        for line in drained(pipe, size):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

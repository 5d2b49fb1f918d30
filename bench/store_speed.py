"""What the store and the brief cost beside the coding: ``python bench/store_speed.py [--repeat N]``.

The samples are read into a store in memory and briefed on. Printed are the seconds of each step, the least
of some runs, and how many times the coding that is. Seconds depend on the machine; compare the ratios.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from entente.brief import make_brief
from entente.errors import InputError
from entente.language.encoder import Encoder
from entente.pipeline import Pipeline
from entente.reading import read_inputs
from entente.resolution.assemble import Coded
from entente.store import Kind, Selection, Store
from entente.store.check import problems

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
FOCUS = ("ARM", "RUS")


def least(repeat: int, step: Callable[[], object]) -> float:
    """Seconds of the quickest of some runs."""
    times = []
    for _ in range(repeat):
        begun = time.perf_counter()
        step()
        times.append(time.perf_counter() - begun)
    return min(times)


def coded(encoder: Encoder) -> list[Coded]:
    """The samples, coded, under the ids that they have in a store."""
    with Store(write=True) as store:
        documents = (d for d in read_inputs([str(SAMPLES)]) if not isinstance(d, InputError))
        found = Pipeline(encoder).code(store.keyed(d) for d in documents)
        return [c for c in found if isinstance(c, Coded)]


def filled(texts: list[Coded], coder: str) -> Store:
    """A new store in memory that holds the texts."""
    store = Store(write=True)
    for text in texts:
        store.add(text, coder)
    return store


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3, help="runs of each step; the quickest counts")
    repeat = parser.parse_args().repeat
    encoder = Encoder()
    texts = coded(encoder)
    store = filled(texts, encoder.version)
    steps = {
        "reading and coding": lambda: coded(encoder),
        "storing": lambda: filled(texts, encoder.version).close(),
        "checking": lambda: list(problems(store)),
        "table of events": lambda: store.frame(Kind.EVENTS, Selection()),
        "search": lambda: store.found(Kind.DOCUMENTS, "corridor"),
        "brief": lambda: make_brief(store, FOCUS).html(),
    }
    taken = {name: least(repeat, step) for name, step in steps.items()}
    whole = taken["reading and coding"]
    sys.stdout.write(f"{len(texts)} texts\n")
    for name, seconds in taken.items():
        sys.stdout.write(f"{name:20} {seconds:8.3f} s {seconds / whole:8.3f} of the coding\n")


if __name__ == "__main__":
    main()

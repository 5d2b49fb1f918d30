"""What the corpus holds: counts, distinct triggers of each type, near-duplicates.

``python -m training.report``.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.corpus import TYPES, Item, items

CORPUS = Path(__file__).parent / "corpus"
#: Two texts are near-duplicates where they share at least half of their runs of three words.
ALIKE, RUN = 0.5, 3


def near_duplicates(texts: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of texts that are much the same."""
    shingles, holding = [], defaultdict(list)
    for n, text in enumerate(texts):
        words = re.findall(r"\w+", text.lower())
        here = {tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}
        shingles.append(here)
        for other in {m for run in here for m in holding[run]}:
            if len(here & shingles[other]) >= ALIKE * len(here | shingles[other]):
                yield texts[other], text
        for run in here:
            holding[run].append(n)


def report(found: list[Item]) -> Iterator[str]:
    """The lines to print."""
    yield f"passages\t{len(found)}"
    yield f"words\t{sum(len(i.text.split()) for i in found)}"
    yield f"with nothing to find\t{sum(not (i.events or i.statements or i.claims) for i in found)}"
    yield f"statements\t{sum(len(i.statements) for i in found)}"
    yield f"claims\t{sum(len(i.claims) for i in found)}"
    yield f"near-duplicates\t{sum(1 for _ in near_duplicates([i.text for i in found]))}"
    triggers: dict[str, list[str]] = {name: [] for name in TYPES}
    for item in found:
        for event in item.events:
            triggers[event.event_type].append(item.text[slice(*event.trigger)].lower())
    for name, words in triggers.items():
        yield f"{name}\t{len(words)} events\t{len(set(words))} distinct triggers"


if __name__ == "__main__":
    every = [item for path in sorted(CORPUS.glob("*.txt")) for item in items(path)]
    sys.stdout.write("\n".join(report(every)) + "\n")

"""Reads that are killed and resumed; ``make kills`` does the same with the shipped model and 200 texts."""

from __future__ import annotations

import sys
from pathlib import Path

from stored import read, written

from bench.kills import finished, killed, stored
from entente.store import Store
from entente.store.check import content_hash

TEXTS = 40
#: After how many documents that the read has told of, those that were there included, and how much later.
KILLS = [(1, 0.0), (13, 0.013), (27, 0.029)]
#: As the program of bench/kills.py, with an encoder that takes no time.
READS = f"""
import sys
sys.path[:0] = {[p for p in sys.path if p.endswith(("tests", "store"))]!r}
from stored import encoder
from entente.collect import read_into
from entente.store import Store
with Store(sys.argv[1], write=True) as store:
    for kept in read_into(store, [sys.argv[2]], encoder()):
        print(kept.document.id, flush=True)
"""


def test_a_read_that_is_killed_again_and_again_comes_to_the_same_content(tmp_path: Path) -> None:
    texts, store = tmp_path / "texts", tmp_path / "a.duckdb"
    with Store() as undisturbed:
        read(undisturbed, written(texts, TEXTS))
        wanted = content_hash(undisturbed)
    kept = 0
    for after, linger in KILLS:
        told = killed(store, texts, after, linger, READS)
        now = stored(store)
        assert max(kept, after, told) <= now < TEXTS
        kept = now
    assert finished(store, texts, READS) == wanted

"""Kills a read of many documents at random points and resumes it: ``python bench/kills.py [--kills 10]``.

Each time a process of its own reads the documents, with the shipped model, into a new store; it is killed
(SIGKILL) a moment after a document that is chosen by chance, resumed to the end, and its content hash
compared with that of a read that nobody disturbed. Printed are, for each kill, how far the read had told that
it was, how many documents the store held, and the hashes. Exit code 1 where a hash differs.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from entente.errors import InputError, MissingStore
from entente.reading import read_inputs
from entente.store import Store
from entente.store.check import content_hash, problems

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
#: Longest wait, in seconds, between the document that a kill is meant for and the kill: long enough for the
#: next transactions, so that kills fall into all their parts.
LINGER = 0.06
#: What the process that is killed does: one line a document that is stored.
READS = """
import sys
from entente.api import shipped_encoder
from entente.collect import read_into
from entente.store import Store
with Store(sys.argv[1], write=True) as store:
    for kept in read_into(store, [sys.argv[2]], shipped_encoder()):
        print(kept.document.id, flush=True)
"""


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: after how many documents, how many seconds later, how many were stored; the last hash."""

    told: int
    lingered: float
    stored: int
    resumed: str


def texts(folder: Path, count: int) -> None:
    """Writes so many small texts, no two alike, made of sentences of the samples."""
    paragraphs = [
        part
        for document in read_inputs([str(SAMPLES)])
        if not isinstance(document, InputError)
        for part in document.text.split("\n\n")
        if len(part.split()) > 20
    ]
    folder.mkdir()
    for n in range(count):
        parts = [paragraphs[(n * 7 + step) % len(paragraphs)] for step in (0, 3)]
        body = "\n\n".join(parts)
        (folder / f"{n:04}.txt").write_text(f"Report number {n} of the day\n\n{body}\n", "utf-8")


def finished(store: Path, folder: Path, program: str = READS) -> str:
    """The hash of a store after a read to the end; what is wrong with it is raised."""
    subprocess.run([sys.executable, "-c", program, store, folder], check=True, stdout=subprocess.DEVNULL)
    with Store(str(store)) as opened:
        wrong = list(problems(opened))
        if wrong:
            raise RuntimeError(f"{store} is not sound: {wrong}")
        return content_hash(opened)


def killed(store: Path, folder: Path, after: int, linger: float, program: str = READS) -> int:
    """Reads into a store and kills the reader after so many documents: how many it had told of by then."""
    told = 0
    with subprocess.Popen([sys.executable, "-c", program, store, folder], stdout=subprocess.PIPE) as reader:
        assert reader.stdout
        while told < after and reader.stdout.readline():
            told += 1
        time.sleep(linger)
        reader.send_signal(signal.SIGKILL)
        told += len(reader.stdout.readlines())
    if reader.returncode != -signal.SIGKILL:
        raise RuntimeError(f"the read had ended before it was killed: exit code {reader.returncode}")
    return told


def stored(store: Path) -> int:
    """How many documents a store holds; none where it is not even made."""
    try:
        with Store(str(store)) as opened:
            return opened.counts()["documents"]
    except MissingStore:
        return 0


def kills(place: Path, folder: Path, documents: int, number: int, seed: int) -> list[Kill]:
    """So many kills, each of a store of its own: the first at the program's start, the others on its way."""
    chance = random.Random(seed)
    found = []
    for n in range(number):
        after = chance.randrange(1, documents - 5) if n else 0
        linger = chance.uniform(0, LINGER if n else 2)
        store = place / f"{n}.duckdb"
        told = killed(store, folder, after, linger)
        found.append(Kill(told, linger, stored(store), finished(store, folder)))
    return found


def main() -> int:
    """Makes the texts, kills, and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        texts(place / "texts", chosen.documents)
        wanted = finished(place / "undisturbed.duckdb", place / "texts")
        sys.stdout.write(f"undisturbed: {chosen.documents} documents, content {wanted}\n")
        found = kills(place, place / "texts", chosen.documents, chosen.kills, chosen.seed)
    for n, kill in enumerate(found, 1):
        same = "the same" if kill.resumed == wanted else "ANOTHER"
        point = f"{kill.lingered * 1000:.0f} ms after document {kill.told}"
        sys.stdout.write(
            f"kill {n:2}: {point:26} stored then: {kill.stored:3}, resumed: content {kill.resumed}, {same}\n"
        )
    return int(any(kill.resumed != wanted for kill in found))


if __name__ == "__main__":
    sys.exit(main())

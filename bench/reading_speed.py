"""How fast texts are coded, where the time goes, what memory it takes: ``python bench/reading_speed.py``.

One run, the same texts throughout: the samples. The whole process (file to JSON Lines), the encoder alone,
the reader alone and spaCy's blank pipeline take turns, and the median of each counts; so other work on the
machine hits all of them. Memory and the cold start are those of ``entente extract`` in a process of its own.
Seconds depend on the machine: compare the ratios.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from corpus import SAMPLES, documents, sample_files, sentences, write_jsonl
from peak import measured
from stages import code_files, shares

from entente.language.cores import cores
from entente.language.encoder import Encoder
from entente.language.windows import windows
from entente.records import REPORT_ZONES, Document

EXTRACT = [sys.executable, "-c", "from entente.cli import main; main()", "extract"]
WHOLE, ENCODER, READER, SPACY = (
    "whole process, file to JSONL",
    "encoder alone",
    "reader alone",
    "spaCy, blank",
)
REACH = 0.7


def texts_of_windows(encoder: Encoder, found: list[Document]) -> list[str]:
    """What the encoder is given of some documents."""
    return [d.text[w.start : w.end] for d in found for w in windows(d, REPORT_ZONES, encoder.pieces.count)]


def spacy_run(found: list[Document]) -> tuple[str, Callable[[], object]] | None:
    """spaCy's blank English pipeline, words and sentences only; None where spaCy is not installed."""
    try:
        import spacy
    except ImportError:
        return None
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    texts = [d.text for d in found]
    return f"{SPACY} {spacy.__version__}", lambda: [len(list(d.sents)) for d in blank.pipe(texts)]


def rounds(runs: dict[str, Callable[[], object]], repeat: int) -> dict[str, tuple[float, float]]:
    """Median seconds by the clock, and of all processors, of each run; they take turns."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    for number in range(repeat + 1):
        for name, run in runs.items():
            begun, busy = time.perf_counter(), time.process_time()
            run()
            spent = (time.perf_counter() - begun, time.process_time() - busy)
            # Models, tables and patterns are loaded at the first turn.
            taken[name] += [spent] if number else []
    return {name: (median(t[0] for t in all_), median(t[1] for t in all_)) for name, all_ in taken.items()}


def rates(encoder: Encoder, repeat: int) -> Iterator[str]:
    """The lines on speed."""
    files = sample_files()
    found = documents(files)
    parts = [s for d in found for s in sentences(d)]
    words = sum(len(s.split()) for s in parts)
    window_texts = texts_of_windows(encoder, found)
    yield (
        f"{len(found)} texts, {len(parts):,} sentences, {words:,} words, {len(window_texts)} windows; "
        f"{cores()} processors"
    )
    runs: dict[str, Callable[[], object]] = {
        WHOLE: lambda: code_files(encoder, files),
        ENCODER: lambda: encoder.read(window_texts),
        READER: lambda: documents(files),
    }
    peer = spacy_run(found)
    if peer:
        runs[peer[0]] = peer[1]
    taken = rounds(runs, repeat)
    yield f"{'':36}{'sentences/s':>12}{'words/s':>12}{'seconds':>9}{'of CPU':>9}"
    for name, (seconds, busy) in taken.items():
        yield f"{name:36}{len(parts) / seconds:12,.0f}{words / seconds:12,.0f}{seconds:9.2f}{busy:9.2f}"
    if not peer:
        yield f"{SPACY}: not installed, left out; pip install 'entente[bench]'"
    ratio = taken[ENCODER][0] / taken[WHOLE][0]
    yield f"{'whole process to encoder alone':36}{ratio:12.2f}   (reach: {REACH} or more)"
    yield "share of the main thread's time"
    for stage, share in shares(encoder, files).items():
        yield f"  {stage:34}{share:12.3f}"


def processes(least: list[int]) -> Iterator[str]:
    """The lines on ``entente extract`` as a process of its own."""
    one = str(SAMPLES / "story-a-1.txt")
    seconds, peak = min(measured([*EXTRACT, one]) for _ in range(3))
    yield f"cold start, one short text          {seconds:12.2f} s, peak {peak:,.0f} MB"
    first: float | None = None
    with tempfile.TemporaryDirectory() as folder:
        for wanted in least:
            file = Path(folder, f"{wanted}.jsonl")
            count = write_jsonl(file, wanted)
            seconds, peak = measured([*EXTRACT, str(file)])
            first = first or peak
            yield (
                f"peak after {count:7,} sentences        {peak:12,.0f} MB, {peak / first:.2f} of the first"
                f"   ({count / seconds:,.0f} sentences/s, start included)"
            )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="turns of each; the median counts")
    parser.add_argument(
        "--sentences",
        type=int,
        nargs="*",
        default=[2_000, 20_000],
        metavar="N",
        help="after how many sentences memory is looked at; without a number not at all",
    )
    chosen = parser.parse_args()
    if chosen.repeat < 1:
        parser.error(f"--repeat is {chosen.repeat}; give 1 or more")
    for line in rates(Encoder(), chosen.repeat):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    for line in processes(chosen.sentences):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

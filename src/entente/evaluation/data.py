"""The benchmark files: where they lie, and which rows no model of ours has seen."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entente.errors import MissingInput

#: One sentence in so many is kept from all training, and measured.
KEPT_BACK = 10


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """A sentence, the spans of source and target, and the gold label."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    label: str
    quad: int


def default_folder() -> Path:
    """``shared/data`` beside the checkout that this file is in, or beside the working folder."""
    above = [p.parent / "shared" / "data" for p in Path(__file__).resolve().parents]
    return next((p for p in above if p.is_dir()), Path("../shared/data"))


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """Rows of one gzipped JSONL file; raises MissingInput."""
    path = folder / name
    if not path.is_file():
        raise MissingInput(str(path), "no such benchmark file; name the folder that holds it with --data")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def located(folder: Path, name: str) -> Path:
    """Where a benchmark's file is: below the data folder; one named ``eval/...`` in the checkout."""
    if not name.startswith("eval/"):
        return folder / name
    above = [p / name for p in Path(__file__).resolve().parents]
    return next((p for p in above if p.is_file()), Path(name))


def own_rows(name: str) -> Iterator[dict[str, Any]]:
    """Rows of one of our own test sets, ``eval/NAME.jsonl`` of the checkout; raises MissingInput."""
    path = located(Path(), name)
    if not path.is_file():
        raise MissingInput(str(path), "our own test sets are in the source tree; run from the checkout")
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def place_of(text: str, words: str) -> tuple[int, int]:
    """The span that the words of a test case mean in its text; ``words~2`` is their second place."""
    name, _, number = words.rpartition("~")
    if not (name and number.isdigit()):
        name, number = words, "1"
    at = -1
    for _ in range(int(number)):
        at = text.index(name, at + 1)
    return at, at + len(name)


def key(sentence: str) -> str:
    """A sentence without case, blanks and marks, to tell repetitions by."""
    return "".join(c for c in sentence.lower() if c.isalnum())


def kept_back(sentence: str) -> bool:
    """Whether a sentence belongs to the share that training never sees."""
    return int(hashlib.sha256(key(sentence).encode()).hexdigest(), 16) % KEPT_BACK == 0


def marked_pairs(folder: Path, name: str, label: str) -> Iterator[MarkedPair]:
    """Rows with ``<s>`` and ``<t>`` marks around source and target; a party without marks is left empty."""
    for row in rows(folder, f"relations/{name}_train.jsonl.gz"):
        text = ""
        edges: dict[str, list[int]] = {}
        for piece in re.split(r"(</?[st]>)", row["marked"]):
            if re.fullmatch(r"</?[st]>", piece):
                edges.setdefault(piece.strip("</>"), []).append(len(text))
            else:
                text += piece
        end = len(text)
        spans = {side: (edges[side][0], edges[side][-1]) if side in edges else (end, end) for side in "st"}
        yield MarkedPair(text, spans["s"], spans["t"], str(row[label]), int(row.get("quad", 0)))

"""Precision, recall and F1, as the field counts them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass
class Tally:
    """Counts of what is right, given and wanted."""

    right: float = 0.0
    given: float = 0.0
    wanted: float = 0.0

    def add(self, right: float, given: float, wanted: float) -> None:
        """Add one text's counts."""
        self.right += right
        self.given += given
        self.wanted += wanted

    @property
    def precision(self) -> float:
        """Share of what is given that is right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of what is wanted that is given."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 0.0


def token_set(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    """Starts of the words and marks of a text that lie in any of the spans."""
    return {s + m.start() for s, e in spans for m in _WORD.finditer(text[s:e])}


def overlap_f1(a: set[int], b: set[int]) -> float:
    """Token F1 of two spans."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def macro_f1(gold: Sequence[str], given: Sequence[str]) -> float:
    """Mean of the F1 of each class that occurs in the gold labels."""
    classes = sorted(set(gold))
    scores = []
    for name in classes:
        right = sum(g == p == name for g, p in zip(gold, given, strict=True))
        total = sum(g == name for g in gold) + sum(p == name for p in given)
        scores.append(2 * right / total if total else 0.0)
    return sum(scores) / len(scores) if scores else 0.0

"""Precision, recall and F1, as the field counts them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
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


@dataclass(frozen=True, slots=True)
class BCubed:
    """B-cubed precision and recall (Bagga and Baldwin, 1998): means over the mentions."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(gold: Sequence[Hashable], given: Sequence[Hashable]) -> BCubed:
    """How well mentions are put together: each has its true cluster and the one that it was given."""
    shared, wanted, offered = Counter(zip(gold, given, strict=True)), Counter(gold), Counter(given)
    # Each of the n mentions of a cell has precision n / offered and recall n / wanted.
    precision = sum(n * n / offered[answer] for (_, answer), n in shared.items())
    recall = sum(n * n / wanted[cluster] for (cluster, _), n in shared.items())
    return BCubed(precision / max(1, len(gold)), recall / max(1, len(gold)))

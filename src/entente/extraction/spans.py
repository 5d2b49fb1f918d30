"""Runs of labelled words as spans of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from entente.language.encoder import WindowScores
from entente.language.windows import Window
from entente.records import Span

_LEFT = " \t\r\n,.;:!?)]}–—-/|•*…"
_RIGHT = " \t\r\n,;:([{–—-/|•*"
_PAIRS = (("“", "”"), ("‘", "’"), ("(", ")"), ("[", "]"), ("«", "»"))


class Words:
    """The words of a window, and spans of the document made from runs of them."""

    def __init__(self, text: str, window: Window, reading: WindowScores) -> None:
        self.text, self.window, self.reading = text, window, reading
        self.offsets = [(a + window.start, b + window.start) for a, b in reading.tokens.words]
        self.sentence = self._sentences()

    def __len__(self) -> int:
        return len(self.offsets)

    def _sentences(self) -> list[int]:
        """For each word the index of its sentence in the window."""
        found, at = [], 0
        ends = [s.end for s in self.window.sentences]
        for start, _ in self.offsets:
            while at < len(ends) - 1 and start >= ends[at]:
                at += 1
            found.append(at)
        return found

    def word(self, index: int) -> str:
        """One word as it stands in the text."""
        start, end = self.offsets[index]
        return self.text[start:end]

    def span(self, first: int, last: int) -> Span:
        """The stretch from one word to another, both included."""
        start, end = self.offsets[first][0], self.offsets[last][1]
        return Span(start, end, self.text[start:end])

    def sentence_of(self, index: int) -> Span:
        """The sentence that a word stands in."""
        return self.window.sentences[self.sentence[index]]

    def within(self, span: Span) -> list[int]:
        """The words that touch a span of the document."""
        return [i for i, (a, b) in enumerate(self.offsets) if a < span.end and b > span.start]


def runs(mask: npt.NDArray[np.bool_] | Sequence[bool], gap: int = 0) -> Iterator[tuple[int, int]]:
    """First and last index of each run of true values; gaps of up to ``gap`` are bridged.

    >>> list(runs([True, True, False, True]))
    [(0, 1), (3, 3)]
    >>> list(runs([True, True, False, True], gap=1))
    [(0, 3)]
    """
    begin = last = -1
    for i in np.asarray(mask).nonzero()[0].tolist():
        if begin >= 0 and i - last > gap + 1:
            yield begin, last
            begin = i
        begin = i if begin < 0 else begin
        last = i
    if begin >= 0:
        yield begin, last


def merged(parts: Iterable[tuple[int, int]], joins: Callable[[int, int], bool]) -> Iterator[tuple[int, int]]:
    """Runs in order, neighbours made one where ``joins(last of the one, first of the next)``.

    >>> list(merged([(0, 1), (3, 4), (9, 9)], lambda last, first: first - last < 3))
    [(0, 4), (9, 9)]
    """
    held: tuple[int, int] | None = None
    for first, last in parts:
        if held is not None and joins(held[1], first):
            held = (held[0], last)
            continue
        if held is not None:
            yield held
        held = (first, last)
    if held is not None:
        yield held


def trimmed(text: str, span: Span, *, left: str = _LEFT, right: str = _RIGHT) -> Span | None:
    """A span without the marks and blanks at its edges; None where nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in left:
        start += 1
    while end > start and text[end - 1] in right:
        end -= 1
    return Span(start, end, text[start:end]) if start < end else None


def balanced(text: str, span: Span, within: Span) -> Span:
    """The span with a missing quotation mark or bracket next to it taken in, or a lone one left out."""
    start, end = span.start, span.end
    for opening, closing in _PAIRS:
        inner = text[start:end]
        lacking = inner.count(opening) - inner.count(closing)
        if opening == "‘":
            lacking = 0 if "’" in inner and lacking < 0 else lacking
        if lacking > 0 and text[end : end + 1] == closing and end < within.end:
            end += 1
        elif lacking < 0 and start > within.start and text[start - 1] == opening:
            start -= 1
        elif (
            lacking > 0
            and inner.startswith(opening)
            and lacking == 1
            and closing not in text[end : within.end]
        ):
            start += 1
    if text[start:end].count('"') % 2:
        if text[end : end + 1] == '"' and end < within.end:
            end += 1
        elif start > within.start and text[start - 1] == '"':
            start -= 1
    return Span(start, end, text[start:end])

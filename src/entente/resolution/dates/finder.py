"""The time expressions of a whole document, asked for sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable

from entente.records import DateMention, Span
from entente.resolution.dates.find import find_dates

#: So many dates back are looked at for the one that "two days later" runs on from.
RECENT = 20


class DateFinder:
    """Reads the sentences of a document in their order, each once, so that the dates named before are known.

    >>> text = "Troops left on 3 May 2023. The next day they were back."
    >>> finder = DateFinder(text, [Span(0, 26, text[:26]), Span(27, 55, text[27:])], None)
    >>> [m.value for m in finder.dates(Span(27, 55, text[27:]))]
    ['2023-05-04']
    """

    def __init__(self, text: str, sentences: Iterable[Span], published: str | None) -> None:
        self._text, self._published = text, published
        self._sentences = sorted(sentences, key=lambda sentence: sentence.start)
        self._next = 0
        self._known: list[DateMention] = []
        self._read: dict[int, tuple[DateMention, ...]] = {}

    def dates(self, sentence: Span) -> tuple[DateMention, ...]:
        """The time expressions of one sentence, in order; raises UsageError as ``find_dates`` does."""
        while self._next < len(self._sentences) and self._sentences[self._next].start < sentence.start:
            self._of(self._sentences[self._next])
            self._next += 1
        return self._of(sentence)

    def _of(self, sentence: Span) -> tuple[DateMention, ...]:
        if sentence.start not in self._read:
            known = self._known[-RECENT:]
            found = tuple(find_dates(self._text, sentence.start, sentence.end, self._published, known))
            self._read[sentence.start] = found
            self._known.extend(found)
        return self._read[sentence.start]

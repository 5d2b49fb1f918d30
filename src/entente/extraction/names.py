"""Names of persons, organisations, places and nationalities."""

from __future__ import annotations

from collections.abc import Iterator

from entente.extraction.drafts import NameDraft
from entente.extraction.spans import Words
from entente.language.labels import NAME_KINDS, NAME_TAGS


def names(words: Words) -> Iterator[NameDraft]:
    """The names of one window, in order.

    Two names of one kind never stand side by side with nothing between: a second beginning there goes on
    with the first.
    """
    tags = [NAME_TAGS[i] for i in words.reading.names.argmax(-1)]
    begin = 0
    for i, tag in enumerate([*tags, "O"]):
        before = tags[i - 1] if i else "O"
        if before != "O" and tag[2:] != before[2:]:
            yield NameDraft(words.span(begin, i - 1), _kind(words, begin, i))
        if tag != "O" and before[2:] != tag[2:]:
            begin = i


def _kind(words: Words, begin: int, end: int) -> str:
    scores = words.reading.names[begin:end].sum(0)
    chances = [scores[1 + 2 * k] + scores[2 + 2 * k] for k in range(len(NAME_KINDS))]
    return NAME_KINDS[max(range(len(chances)), key=chances.__getitem__)]

"""Windows: the runs of whole sentences that the encoder reads at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from entente.language.sentences import split_sentences
from entente.records import Document, Span, Zone, ZoneKind

#: Word pieces in a window: long enough for a quotation that runs on, short enough to be sharp.
WINDOW_PIECES = 128


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of one document, of one kind of zone, in whole sentences (document offsets)."""

    start: int
    end: int
    zone: ZoneKind
    sentences: tuple[Span, ...]


def windows(document: Document, kinds: Collection[ZoneKind], count: Callable[[str], int]) -> Iterator[Window]:
    """The windows of a document's zones of some kinds, in order.

    A paragraph that fits is never cut; neighbouring body paragraphs share a window. ``count`` gives
    the word pieces of a text.
    """
    held: list[tuple[Zone, list[Span], int]] = []
    for zone in document.zones:
        if zone.kind not in kinds:
            yield from _packed(held)
            held = []
            continue
        sentences = list(split_sentences(document.text, zone.start, zone.end))
        size = sum(count(s.text) for s in sentences)
        room = WINDOW_PIECES - sum(n for _, _, n in held)
        alone = zone.kind is not ZoneKind.BODY or (held and held[-1][0].kind is not ZoneKind.BODY)
        if held and (alone or size > room):
            yield from _packed(held)
            held = []
        if size > WINDOW_PIECES:
            yield from _cut(zone, sentences, count)
        elif sentences:
            held.append((zone, sentences, size))
    yield from _packed(held)


def _packed(held: list[tuple[Zone, list[Span], int]]) -> Iterator[Window]:
    if held:
        sentences = [s for _, found, _ in held for s in found]
        yield Window(sentences[0].start, sentences[-1].end, held[0][0].kind, tuple(sentences))


def _cut(zone: Zone, sentences: list[Span], count: Callable[[str], int]) -> Iterator[Window]:
    """A long paragraph in pieces of about equal size."""
    sizes = [count(s.text) for s in sentences]
    parts = -(-sum(sizes) // WINDOW_PIECES)
    goal = sum(sizes) / parts
    group: list[Span] = []
    filled = 0
    for sentence, size in zip(sentences, sizes, strict=True):
        if group and (filled + size / 2 > goal or filled + size > WINDOW_PIECES):
            yield Window(group[0].start, group[-1].end, zone.kind, tuple(group))
            group, filled = [], 0
        group.append(sentence)
        filled += size
    if group:
        yield Window(group[0].start, group[-1].end, zone.kind, tuple(group))

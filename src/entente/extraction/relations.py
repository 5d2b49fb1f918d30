"""The relation of a given pair: which event type a text gives between a source and a target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from entente.language.encoder import Encoder, Floats
from entente.language.labels import MODALITIES, PAIR_TYPES
from entente.language.tokens import mark_pair
from entente.ontology.plover import quad
from entente.records import EventType, Modality

BATCH_ROWS = 512
_TYPES = [EventType(t) for t in PAIR_TYPES if t != "NONE"]
_YIELD = tuple(_TYPES.index(t) for t in (EventType.CONCEDE, EventType.RETREAT))


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and the character spans of the two parties in it; None where a party is not in it."""

    text: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Relation:
    """What the text says that source does to target; ``score`` is the type's probability."""

    event_type: EventType
    quad: int
    modality: Modality
    score: float


def relate(encoder: Encoder, pairs: Iterable[Pair]) -> Iterator[Relation]:
    """The relation of each pair, in order; always the best of the sixteen types."""
    held: list[Pair] = []
    for pair in pairs:
        held.append(pair)
        if len(held) == BATCH_ROWS:
            yield from _related(encoder, held)
            held = []
    if held:
        yield from _related(encoder, held)


def _related(encoder: Encoder, pairs: Sequence[Pair]) -> Iterator[Relation]:
    tokens = encoder.pieces.batch([p.text for p in pairs])
    nowhere = [(len(p.text), len(p.text)) for p in pairs]
    marked = [
        mark_pair(t, encoder.pieces, p.source or n, p.target or n)
        for t, p, n in zip(tokens, pairs, nowhere, strict=True)
    ]
    types, modality = encoder.pairs(marked)
    for row, mood in zip(types, modality, strict=True):
        best, score = best_type(row)
        yield Relation(best, quad(best), Modality(MODALITIES[int(mood.argmax())]), round(score, 4))


def best_type(row: Floats) -> tuple[EventType, float]:
    """The best type of a row of probabilities.

    PLV's training labels do not tell CONCEDE from RETREAT; they win together, by the stronger one.
    """
    chances = row[: len(_TYPES)] / max(1e-9, float(row[: len(_TYPES)].sum()))
    best = int(chances.argmax())
    both = float(chances[list(_YIELD)].sum())
    if both > chances[best] or best in _YIELD:
        best = max(_YIELD, key=lambda i: float(chances[i]))
        return _TYPES[best], both
    return _TYPES[best], float(chances[best])

"""Events: trigger words, their types and modality, and who acts on whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from entente.extraction.drafts import EventDraft
from entente.extraction.spans import Words, runs, trimmed
from entente.language.encoder import Encoder, Floats
from entente.language.labels import MODALITIES, PARTY_ROLES, TRIGGERS
from entente.records import EventType, Modality, Span

ACTOR, RECIPIENT, BOTH = range(1, len(PARTY_ROLES))
#: Least probability that a word is a trigger, and that a word belongs to a party.
TRIGGER_BAR, PARTY_BAR = 0.5, 0.5
_NO_PARTY = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "and",
        "or",
        "with",
        "by",
        "in",
        "on",
        "for",
        "from",
        "its",
        "his",
        "her",
        "their",
    ]
)


def events(encoder: Encoder, words: Words) -> Iterator[EventDraft]:
    """The events of one window, in order of their triggers."""
    probabilities = words.reading.triggers
    chosen = [
        i for i in range(len(words)) if 1 - probabilities[i, 0] > TRIGGER_BAR and words.word(i)[0].isalnum()
    ]
    if not chosen:
        return
    for trigger, roles in zip(chosen, encoder.links(1, words.reading, chosen), strict=True):
        draft = _draft(words, trigger, roles)
        if draft:
            yield from _directed(draft)


def _draft(words: Words, trigger: int, roles: Floats) -> EventDraft | None:
    actor = roles[:, ACTOR] + roles[:, BOTH]
    recipient = roles[:, RECIPIENT] + roles[:, BOTH]
    kinds = words.reading.triggers[trigger]
    best = int(kinds[1:].argmax()) + 1
    sides = [_parties(words, actor), _parties(words, recipient)]
    if not any(sides):
        return None
    sure = [float(side.max()) for side, spans in zip((actor, recipient), sides, strict=True) if spans]
    score = float(1 - kinds[0]) * float(np.mean(sure))
    return EventDraft(
        zone=words.window.zone,
        score=round(score, 4),
        sentence=words.sentence_of(trigger),
        trigger=words.span(trigger, trigger),
        event_type=EventType(TRIGGERS[best]),
        modality=Modality(MODALITIES[int(words.reading.modality[trigger].argmax())]),
        actor=sides[0],
        recipient=sides[1],
    )


def _directed(draft: EventDraft) -> Iterator[EventDraft]:
    """A reciprocal act ("both accused each other") is one event for each side that acts."""
    mutual = [s for s in draft.actor if s in draft.recipient]
    if len(mutual) < 2:
        yield draft
        return
    for one in draft.actor:
        others = tuple(s for s in draft.recipient if s != one)
        if others:
            yield replace(draft, actor=(one,), recipient=others)


def _parties(words: Words, chance: npt.NDArray[np.float32]) -> tuple[Span, ...]:
    found = []
    for first, last in runs(chance > PARTY_BAR):
        span = trimmed(
            words.text, words.span(first, last), left=" ,.;:!?)]–—-/'’\"“”", right=" ,;:([–—-/'’\"“”"
        )
        if span and any(c.isalnum() for c in span.text) and span.text.lower() not in _NO_PARTY:
            found.append(span)
    return tuple(found)

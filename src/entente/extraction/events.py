"""Events: trigger words, their types and modality, and who acts on whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from entente.extraction.drafts import EventDraft
from entente.extraction.mutual import mutual
from entente.extraction.parties import parties
from entente.extraction.spans import Words
from entente.extraction.voice import voiced
from entente.language.encoder import Encoder, Floats
from entente.language.labels import MODALITIES, PARTY_ROLES, TRIGGERS
from entente.language.lexicon import lexicon
from entente.ontology.actors import names_actor
from entente.records import EventType, Modality, Span

ACTOR, RECIPIENT, BOTH = range(1, len(PARTY_ROLES))
#: Least probability that a word is a trigger, and least score of an event that is given out: half-way between
#: the best F1 on the annotated texts and the precision that analysts ask for.
TRIGGER_BAR, SCORE_BAR = 0.5, 0.5
_SAID_THAT = re.compile(
    r"\b(?:said|says|told|tells|reported|reports|claimed|claims|announced|warned|added|alleged|confirmed)\b"
    r"[^,;.]{0,30}\bthat\b"
)
_APPOSITION = re.compile(r",\s(?:(?:the|an?|its|his|her|their)\s)?(?:(?:former|then|late|new|ex)[\s-])?")


def events(
    encoder: Encoder,
    words: Words,
    names: Sequence[Span] = (),
    is_actor: Callable[[str], bool] = names_actor,
) -> Iterator[EventDraft]:
    """The events of one window, in order of their triggers.

    ``names`` are those that stand in it; ``is_actor`` says whether a text is the name of a known actor.
    """
    probabilities = words.reading.triggers
    chosen = [
        i for i in range(len(words)) if 1 - probabilities[i, 0] > TRIGGER_BAR and words.word(i)[0].isalnum()
    ]
    if not chosen:
        return
    for trigger, roles in zip(chosen, encoder.links(1, words.reading, chosen), strict=True):
        draft = _draft(words, trigger, roles, names, is_actor)
        if draft:
            yield from _directed(draft)


def _draft(
    words: Words, trigger: int, roles: Floats, names: Sequence[Span], is_actor: Callable[[str], bool]
) -> EventDraft | None:
    actor, recipient = voiced(
        words, trigger, roles[:, ACTOR] + roles[:, BOTH], roles[:, RECIPIENT] + roles[:, BOTH]
    )
    kinds = words.reading.triggers[trigger]
    best = int(kinds[1:].argmax()) + 1
    at = words.span(trigger, trigger)
    found = (parties(words, side, names, is_actor) for side in (actor, recipient))
    sides = _apart(*(tuple(_before(at, s) for s in side) for side in found))
    sides = _own_clause(words.text, at, sides[0]), _no_apposition(words.text, *sides)
    sides = _addressed(at, *sides)
    if not any(sides):
        return None
    sure = [float(side.max()) for side, spans in zip((actor, recipient), sides, strict=True) if spans]
    sides = mutual(words, trigger, EventType(TRIGGERS[best]), *sides)
    score = float(kinds[best]) * float(np.mean(sure))
    if score < SCORE_BAR or not any(sides):
        return None
    return EventDraft(
        zone=words.window.zone,
        score=round(score, 4),
        sentence=words.sentence_of(trigger),
        trigger=words.span(trigger, trigger),
        event_type=EventType(TRIGGERS[best]),
        modality=_modality(words, trigger),
        actor=sides[0],
        recipient=sides[1],
    )


def _modality(words: Words, trigger: int) -> Modality:
    """In what way the act is told: what somebody failed to do is not done, what he will do not yet."""
    told = Modality(MODALITIES[int(words.reading.modality[trigger].argmax())])
    if told is not Modality.ASSERTED:
        return told
    before = tuple(words.word(i).lower() for i in range(max(0, trigger - 2), trigger))
    if len(before) == 2 and before[0] in lexicon("unmet") and before[1] in ("to", "of"):
        return Modality.NEGATED
    ahead = [w for w in before if w not in lexicon("adverb") and w != "be"]
    return Modality.FUTURE if ahead[-1:] in (["will"], ["shall"]) else told


def _apart(actor: tuple[Span, ...], recipient: tuple[Span, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """No part of an actor is a recipient ("Iran" of "Iran's minister"), unless the act is mutual."""
    rest = tuple(r for r in recipient if r in actor or not any(_alike(a, r) for a in actor))
    if len(rest) == len(actor) == 1 and rest == actor:
        rest = ()
    return actor, rest


def _before(trigger: Span, party: Span) -> Span:
    """A party without the trigger that it ends with: "Iran" of "Iran attacks"."""
    text = party.text[: trigger.start - party.start].rstrip()
    ends = party.start < trigger.start and party.end == trigger.end and text[-2:] not in ("'s", "’s")
    return Span(party.start, party.start + len(text), text) if ends and text else party


def _own_clause(text: str, trigger: Span, actor: tuple[Span, ...]) -> tuple[Span, ...]:
    """Of "Paris said that Rome asked" Rome asks; of "Rome said that it would ask" the "it" is Rome."""
    kept = sorted((a for a in actor if a.end <= trigger.start), key=lambda a: a.start)
    for first, second in pairwise(kept):
        if _SAID_THAT.search(text, first.end, second.start):
            dropped = second if second.text.lower() in lexicon("pronoun") else first
            return tuple(a for a in actor if a != dropped)
    return actor


def _no_apposition(text: str, actor: tuple[Span, ...], recipient: tuple[Span, ...]) -> tuple[Span, ...]:
    """Without what only says who an actor is: "Blair, the former British prime minister, met"."""
    return tuple(
        r
        for r in recipient
        if text[r.end : r.end + 1] != ","
        or not any(a.end < r.start and _APPOSITION.fullmatch(text, a.end, r.start) for a in actor)
    )


def _alike(a: Span, b: Span) -> bool:
    return a.covers(b) or b.covers(a) or a.text == b.text


def _addressed(
    trigger: Span, actor: tuple[Span, ...], recipient: tuple[Span, ...]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Of "she said that Qatar must mediate" Qatar, the subject of the modal, is who is asked."""
    if trigger.text.lower() not in lexicon("modal") or not actor:
        return actor, recipient
    asked = max((a for a in actor if a.end <= trigger.start), key=lambda a: a.end, default=None)
    if asked is None or (len(actor) == 1 and trigger.start - asked.end > 1):
        return actor, recipient
    return tuple(a for a in actor if a != asked), (asked,)


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

"""Acts that several do to one another: "accused each other", "traded fire", "A and B signed"."""

from __future__ import annotations

import re

from entente.extraction.spans import Words
from entente.language.lexicon import lexicon
from entente.ontology.plover import MUTUAL
from entente.records import EventType, Span

Sides = tuple[tuple[Span, ...], tuple[Span, ...]]
#: How far before a trigger the verb stands that makes it mutual ("exchanged heavy artillery fire"), in words.
EXCHANGE_REACH = 4
_OWNED = re.compile(r"\b(?:each other|one another)['’]?s?\s?\Z|\b(?:one|each) \Z", re.IGNORECASE)
_LONGEST = 20
_OTHERS = ("each other", "one another", "the other side", "the others", "one of the other", "its counterpart")


def mutual(
    words: Words, trigger: int, event_type: EventType, actor: tuple[Span, ...], recipient: tuple[Span, ...]
) -> Sides:
    """Actor and recipient, all on both sides where they do it to each other.

    Where one phrase names them all ("they", "both sides"), nobody is left whom the act falls on. What one
    side alone does ("pledged") falls on nobody who does it.
    """
    named = tuple(r for r in recipient if not _is_other(words.text, r))
    if len(actor) == 1 and actor[0] in named:
        # One of those who meet was taken for an actor as well; of other acts he is none that they fall on.
        return (named, named) if event_type.value in MUTUAL else (actor, _without(named, actor))
    if len(actor) > 1 and len(named) < len(recipient):
        return actor, (*actor, *_without(named, actor))
    if words.word(trigger).lower() in lexicon("one-sided"):
        return actor, _without(named, actor)
    if len(actor) > 1 and not named and _together(words, trigger, event_type):
        return actor, actor
    return actor, named


def _without(spans: tuple[Span, ...], those: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(span for span in spans if span not in those)


def _is_other(text: str, span: Span) -> bool:
    """Whether a recipient is "each other" or a part of it, or what is theirs ("one another's capitals")."""
    here = text[span.start : span.start + _LONGEST].lower()
    if here.startswith(_OTHERS) or _OWNED.search(text, max(0, span.start - _LONGEST), span.start):
        return True
    return span.text.lower().removesuffix("'s").removesuffix("’s") == "the other"


def _together(words: Words, trigger: int, event_type: EventType) -> bool:
    """Whether an act of several, without anybody else, is an act towards each other."""
    before = {words.word(i).lower() for i in range(max(0, trigger - EXCHANGE_REACH), trigger)}
    return (
        event_type.value in MUTUAL
        or words.word(trigger).lower() in lexicon("together")
        or not before.isdisjoint(lexicon("exchange"))
    )

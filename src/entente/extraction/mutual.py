"""Acts that several do to one another: "accused each other", "traded fire", "A and B signed"."""

from __future__ import annotations

from entente.extraction.spans import Words
from entente.language.lexicon import lexicon
from entente.ontology.plover import MUTUAL
from entente.records import EventType, Span

Sides = tuple[tuple[Span, ...], tuple[Span, ...]]
#: How far before a trigger the verb stands that makes it mutual ("exchanged heavy artillery fire"), in words.
EXCHANGE_REACH = 4
_OTHERS = ("each other", "one another", "the other side", "the others", "one of the other", "its counterpart")


def mutual(
    words: Words, trigger: int, event_type: EventType, actor: tuple[Span, ...], recipient: tuple[Span, ...]
) -> Sides:
    """Actor and recipient, all on both sides where they do it to each other.

    Where one phrase names them all ("they", "both sides"), nobody is left whom the act falls on.
    """
    named = tuple(r for r in recipient if not _is_other(r))
    if len(actor) > 1 and (
        len(named) < len(recipient) or (not named and _together(words, trigger, event_type))
    ):
        return actor, (*actor, *named)
    return actor, named


def _is_other(span: Span) -> bool:
    text = span.text.lower()
    return text.removesuffix("'s").removesuffix("’s") == "the other" or text.startswith(_OTHERS)


def _together(words: Words, trigger: int, event_type: EventType) -> bool:
    """Whether an act of several, without anybody else, is an act towards each other."""
    before = {words.word(i).lower() for i in range(max(0, trigger - EXCHANGE_REACH), trigger)}
    return (
        event_type.value in MUTUAL
        or words.word(trigger).lower() in lexicon("together")
        or not before.isdisjoint(lexicon("exchange"))
    )

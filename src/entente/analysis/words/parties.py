"""Who speaks, for which side, with which cue and in which words: how a statement's parties are named."""

from __future__ import annotations

import re

from entente.language.lexicon import lexicon
from entente.ontology.actors import gazetteer, names_actor
from entente.ontology.naming import actor_name, is_state
from entente.ontology.plover import UNOFFICIAL
from entente.ontology.words import words
from entente.records import Party, Span, Statement

_CLOSING = frozenset(".,;:!?)]”’\"'—–")
_CLAUSE_ENDS = frozenset(".,;:!?”—")
#: A fragment is drawn out by so many characters, at most.
DRAWN_OUT = 200


def home(party: Party | None) -> str | None:
    """Where a party belongs: its state, else itself."""
    return None if party is None else party.identity.country or party.identity.actor


def side(party: Party | None) -> str | None:
    """Whom a party speaks and acts for: its state, if it serves it; an expert only for himself."""
    if party is None:
        return None
    who = party.identity
    if who.sector in UNOFFICIAL:
        return None if who.actor == who.country else who.actor
    return who.country or who.actor


def sides(text: str) -> set[str]:
    """The states and organisations that a text names."""
    return {found.entry.country or found.entry.actor for found in gazetteer().scan(words(text))}


def speaker(party: Party) -> str:
    """Who speaks: the name of a person; of a state the words as given, where they tell more than its name."""
    actor = party.identity.actor
    if actor is None:
        return party.span.text
    if not is_state(actor) and actor != party.identity.country:
        return actor_name(actor)
    given = party.span.text.strip()
    if names_actor(given) or given.lower() in lexicon("pronoun") or not given[:1].isalpha():
        return actor_name(actor)
    return given


def named(party: Party) -> str:
    """A party by its name alone."""
    actor = party.identity.actor
    return party.span.text if actor is None else actor_name(actor)


def whole(text: str, span: Span, end: int) -> str:
    """The words of a span; where its clause goes on behind it, drawn out to the clause's end.

    A quotation that is opened is drawn out to its closing mark. ``end`` is that of its paragraph.
    """
    at, end = span.end, min(end, span.end + DRAWN_OUT)
    ahead = text[at:end].lstrip()
    if ahead and ahead[0] not in _CLOSING and text[at - 1] not in _CLOSING:
        stop = next((i for i in range(at + 1, end) if text[i] in _CLAUSE_ENDS), at)
        at = stop + (text[stop] in ".!?”" and stop > at)
    words = text[span.start : at]
    if words.count("“") > words.count("”"):
        at = max(at, text.find("”", at, end) + 1)
    return flat(text[span.start : at])


def flat(text: str) -> str:
    """A text on one line, as it stands in a brief."""
    return " ".join(text.split())


def cue(statement: Statement) -> str:
    """The words that say that it is said; empty for a bare quotation."""
    return flat(statement.cue.text) if statement.cue else ""


def cued(statement: Statement, kind: str) -> bool:
    """Whether the cue has a word of a class of ``lexicon``."""
    return any(word in lexicon(kind) for word in re.findall(r"\w+", cue(statement).lower()))

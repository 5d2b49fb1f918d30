"""Where a title phrase stands before a name."""

from __future__ import annotations

from collections.abc import Sequence

from entente.ontology.offices import vocabulary
from entente.ontology.register import Register
from entente.ontology.words import POSSESSIVE, Word
from entente.resolution.actors.officename import DETERMINERS, PREPOSITIONS, RANKS
from entente.resolution.actors.titles import AGAINST, SIDES, portfolio

_CONNECTORS = frozenset({"of", "for", "to", "on", "in", "at", "and", "&", POSSESSIVE})
# What may stand between two words of one title phrase: blanks, hyphens, quotation marks, a stop.
_TOUCHING = frozenset("\u0020\u00a0\u202f\n\t-\u2010\u2011\u2013“”\"'‘’.&")


def title_start(text: str, words: Sequence[Word], name: int, floor: int, register: Register) -> int:
    """The index of the first word of the title phrase that stands right before the name at ``name``.

    Equals ``name`` where there is none. Words before ``floor`` belong to another name.
    """
    inside = {i for hit in register.scan(words[:name]) for i in range(hit.first, hit.last)}
    if name and words[name - 1].low in _CONNECTORS | PREPOSITIONS:
        return name
    first = name
    while first > floor and _touching(text, words[first - 1], words[first]):
        word = words[first - 1]
        if word.low in DETERMINERS:
            if word.low != "the" or first - 1 <= floor or words[first - 2].low not in PREPOSITIONS:
                break
        elif not (
            first - 1 in inside
            or word.low in _CONNECTORS
            or vocabulary().is_title(word.low)
            or word.capital
            or word.low in SIDES | AGAINST
            or portfolio(words, first - 1)
        ):
            break
        first -= 1
    return _innermost(words, _trimmed(words, first, name, inside), name, inside)


def _innermost(words: Sequence[Word], first: int, name: int, inside: set[int]) -> int:
    """The start of the name's own title within a longer phrase: 'adviser to [President X]'."""
    known = vocabulary()
    last = max(
        (i for i in range(first, name) if words[i].low in PREPOSITIONS and i not in inside), default=-1
    )
    own = range(last + 1, name)
    role = words[name - 1].low
    if last < 0 or role in RANKS or (role not in known.office and role not in known.open):
        return first
    plain = all(
        i in inside or known.is_title(words[i].low) or words[i].low in {"the", POSSESSIVE} for i in own
    )
    return _trimmed(words, last + 1, name, inside) if plain else first


def _touching(text: str, left: Word, right: Word) -> bool:
    between = text[left.end : right.start]
    if not _TOUCHING.issuperset(between) or between.count("\n") > 1:
        return False
    return "." not in between or len(left.text) < 5


def _trimmed(words: Sequence[Word], first: int, name: int, inside: set[int]) -> int:
    """Without leading words that begin no title: 'and', 'of', 'Meanwhile', 'his'."""
    known = vocabulary()
    while first < name:
        word = words[first]
        if (
            portfolio(words, first)
            or (known.is_title(word.low) and (word.low not in known.passing or first + 1 < name))
            or first in inside
        ):
            break
        first += 1
    # 'Armenia and Turkey's President': the title is that of the last country alone.
    for index in range(first, name):
        if words[index].low == "and" and all(
            i in inside or words[i].low in DETERMINERS for i in range(first, index)
        ):
            return _trimmed(words, index + 1, name, inside)
    return first

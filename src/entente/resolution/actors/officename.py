"""The name of an office, written out from the words of a title phrase."""

from __future__ import annotations

from collections.abc import Sequence

from entente.ontology.offices import vocabulary, written
from entente.ontology.wordlists import wordset
from entente.ontology.words import POSSESSIVE, Word

PREPOSITIONS = wordset("prepositions")
OWNERS = wordset("owners")
DETERMINERS = wordset("determiners")
RANKS = wordset("ranks")


def complement(words: Sequence[Word], head: int, dropped: set[int]) -> list[str]:
    """What follows the head ('of the General Staff'), up to a clause, a person's name or a second role."""
    known = vocabulary()
    taken: list[str] = []
    if head + 1 < len(words) and words[head + 1].low == "general" and words[head].low in known.generals:
        taken.append(words[head + 1].text)
        head += 1
    for index in range(head + 1, len(words)):
        low = words[index].low
        if _ends_complement(words, index, head):
            break
        if _is_name_after_role(words, index):
            # 'assistant to President X': the name is not part of the office.
            if len(taken) > 1 and taken[-2].lower() == "to":
                taken.insert(-1, "the")
            break
        possessive = index + 1 < len(words) and words[index + 1].low == POSSESSIVE
        if low in OWNERS or (index in dropped and possessive):
            # 'speaker of Armenia's National Assembly': what the name leaves behind needs an article.
            taken.append("the")
        elif low == POSSESSIVE and taken and index - 1 not in dropped and words[index - 1].low not in OWNERS:
            taken[-1] += POSSESSIVE
        elif index not in dropped and low not in {POSSESSIVE, "ngo"} and low not in known.passing:
            taken.append(words[index].text)
    return _without_rank(taken)


def _ends_complement(words: Sequence[Word], index: int, head: int) -> bool:
    low = words[index].low
    if index == head + 1 and low not in PREPOSITIONS:
        return True
    second = low == "and" and index + 1 < len(words) and words[index + 1].low in DETERMINERS
    return second or low in {"who", "which", "that", "said", "has", "was", "is", "where"}


def _is_name_after_role(words: Sequence[Word], index: int) -> bool:
    known = vocabulary()
    word = words[index]
    return word.capital and words[index - 1].low in known.office and not known.is_title(word.low)


def _without_rank(taken: list[str]) -> list[str]:
    """Without a second, military title at the end: '... of Staff of the Armed Forces Brigadier General'."""
    while len(taken) > 4 and taken[-1].lower() in RANKS:
        taken.pop()
    return taken


def tidy(parts: list[str]) -> list[str]:
    """Without doubled articles and dangling prepositions."""
    done: list[str] = []
    for part in parts:
        low = part.lower()
        if done and done[-1].lower() in {"the", "a", "an"} and low in PREPOSITIONS | DETERMINERS:
            done.pop()
        if done and done[-1].lower() in PREPOSITIONS and low in PREPOSITIONS:
            done.pop()
        done.append(part)
    while done and done[-1].lower() in PREPOSITIONS | DETERMINERS | {"and"}:
        done.pop()
    while done and done[0].lower() in PREPOSITIONS | DETERMINERS | {"and"}:
        done.pop(0)
    return done


def expanded(parts: tuple[str, ...]) -> str | None:
    """The office written out: 'Deputy FM' is 'Deputy Foreign Minister'."""
    if not parts:
        return None
    low = tuple(part.lower() for part in parts)
    for short, full in vocabulary().abbreviations:
        for index in range(len(low) - len(short) + 1):
            if low[index : index + len(short)] == short:
                parts = (*parts[:index], *full, *parts[index + len(short) :])
                return written(parts)
    return written(parts)

"""Runs of capitalised words that may be names of persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from entente.ontology.actors import Kind, gazetteer
from entente.ontology.offices import vocabulary
from entente.ontology.people import given_names, spellings
from entente.ontology.wordlists import wordset
from entente.ontology.words import POSSESSIVE, Word
from entente.records import Span

_PARTICLES = wordset("particles")
_PLAIN = wordset("plain")
_INSTITUTIONAL = wordset("institutional")


class Run(NamedTuple):
    """Words ``first`` to ``last`` (excluded) of a sentence; ``known``: a full name of the table."""

    first: int
    last: int
    known: bool


def runs_in(text: str, words: Sequence[Word]) -> Iterator[Run]:
    """The runs in a sentence that may name a person, left to right."""
    index = 0
    while index < len(words):
        full = _full_name(words, index)
        if full:
            yield Run(index, full, True)
            index = full
            continue
        hit = gazetteer().at(words, index)
        city = hit is not None and hit.entry.kind is Kind.METONYM
        if hit and not (city and _given_before_surname(text, words, index, hit.last)):
            index = hit.last
            continue
        if not _may_begin(words[index]):
            index += 1
            continue
        last = _run_end(text, words, index)
        if not (last < len(words) and words[last].low in _INSTITUTIONAL and _close(text, words, last)):
            yield Run(index, last, False)
        index = last


def _full_name(words: Sequence[Word], index: int) -> int:
    """The end of the longest full name of the table that begins here; 0 for none."""
    if not words[index].capital:
        return 0
    for length in range(min(6, len(words) - index), 1, -1):
        piece = words[index : index + length]
        if piece[-1].capital and tuple(w.low for w in piece) in spellings():
            return index + length
    return 0


def _given_before_surname(text: str, words: Sequence[Word], index: int, last: int) -> bool:
    """Whether a capital's name is a given name here: 'Sofia Petrova'."""
    if last != index + 1 or last >= len(words) or words[index].low not in given_names():
        return False
    return _may_begin(words[last]) and _close(text, words, last) and gazetteer().at(words, last) is None


def _may_begin(word: Word) -> bool:
    return (
        word.capital
        and word.low != POSSESSIVE
        and word.low not in _PLAIN
        and not vocabulary().is_title(word.low)
        and not (len(word.key) > 3 and word.key.isupper())
        and word.low not in _INSTITUTIONAL
    )


def _run_end(text: str, words: Sequence[Word], index: int) -> int:
    last = index + 1
    while last < len(words) and _close(text, words, last):
        if words[last].low in _PARTICLES and not words[last].capital:
            after = _after_particles(words, last)
            if not after:
                break
            last = after
        elif not _goes_on(text, words, index, last):
            break
        last += 1
    return last


def _after_particles(words: Sequence[Word], index: int) -> int:
    """The index of the capitalised word behind 'de la', 'bin', 'von der'; 0 where there is none."""
    while index < len(words) and words[index].low in _PARTICLES and not words[index].capital:
        index += 1
    return index if index < len(words) and words[index].capital and words[index].low not in _PLAIN else 0


def _goes_on(text: str, words: Sequence[Word], first: int, index: int) -> bool:
    """Whether a name that began at ``first`` reaches over the word at ``index``."""
    word = words[index]
    if text[words[index - 1].end] == "-" and word.low.isalpha():
        return True
    if not word.capital or word.low == POSSESSIVE or word.low in _PLAIN | _INSTITUTIONAL:
        return False
    given = words[index - 1].low in given_names()
    if vocabulary().is_title(word.low):
        # 'John Major' is a name, 'Afterwards MEP' is none.
        return given and index == first + 1 and not word.key.isupper()
    return given or gazetteer().at(words, index) is None


def _close(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether only a space, a hyphen or an initial's stop parts a word from the one before."""
    before = words[index - 1]
    between = text[before.end : words[index].start]
    return between in {" ", "-", "‑", "\n"} or (between == ". " and len(before.text) == 1)


def overlaps(start: int, end: int, spans: Sequence[Span]) -> bool:
    """Whether any of the spans shares a character with ``start:end``."""
    return any(s.start < end and start < s.end for s in spans)

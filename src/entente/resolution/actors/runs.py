"""Runs of capitalised words that may be names of persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from entente.ontology.actors import Entry, Kind
from entente.ontology.offices import vocabulary
from entente.ontology.people import given_names, spellings
from entente.ontology.register import Register
from entente.ontology.wordlists import wordset
from entente.ontology.words import POSSESSIVE, Word
from entente.records import Span

_PARTICLES = wordset("particles")
_PLAIN = wordset("plain")
_INSTITUTIONAL = wordset("institutional")


class Run(NamedTuple):
    """Words ``first`` to ``last`` (excluded) of a sentence; ``known``: a name of the table or of the user's.

    ``own`` is the user's actor of that name.
    """

    first: int
    last: int
    known: bool
    own: Entry | None = None


def runs_in(
    text: str, words: Sequence[Word], register: Register, persons: Sequence[Span] = ()
) -> Iterator[Run]:
    """The runs in a sentence that may name a person, left to right; ``persons`` are known to name some."""
    index = 0
    while index < len(words):
        told = _known_name(words, index, register) or _told_name(words, index, persons)
        if told:
            yield told
            index = told.last
            continue
        hit = register.at(words, index)
        city = hit is not None and hit.entry.kind is Kind.METONYM
        if hit and not (city and _given_before_surname(text, words, index, hit.last, register)):
            index = hit.last
            continue
        if not _may_begin(words[index]):
            index += 1
            continue
        last = _run_end(text, words, index, register)
        if not (last < len(words) and words[last].low in _INSTITUTIONAL and _close(text, words, last)):
            yield Run(index, last, False)
        index = last


def _known_name(words: Sequence[Word], index: int, register: Register) -> Run | None:
    """A name of the user's or of the table that begins here."""
    own = register.person_at(words, index)
    if own:
        # A dictionary may have the title in the name: 'SECRETARY-GENERAL_KOFI_ANNAN'.
        first = index
        while first < own.last - 1 and vocabulary().is_title(words[first].low):
            first += 1
        return Run(first, own.last, True, own.entry)
    full = _full_name(words, index)
    return Run(index, full, True) if full else None


def _told_name(words: Sequence[Word], index: int, persons: Sequence[Span]) -> Run | None:
    """A person's name that begins with the name of a state or ends with one: 'German Ortega'."""
    span = next((p for p in persons if p.start == words[index].start), None)
    if span is None:
        return None
    last = index
    while last < len(words) and words[last].end <= span.end:
        last += 1
    piece = words[index:last]
    plain = all(w.capital and w.low != POSSESSIVE and not vocabulary().is_title(w.low) for w in piece)
    return Run(index, last, False) if len(piece) == 2 and plain else None


def _full_name(words: Sequence[Word], index: int) -> int:
    """The end of the longest full name of the table that begins here; 0 for none."""
    if not words[index].capital:
        return 0
    for length in range(min(6, len(words) - index), 1, -1):
        piece = words[index : index + length]
        if piece[-1].capital and tuple(w.low for w in piece) in spellings():
            return index + length
    return 0


def _given_before_surname(
    text: str, words: Sequence[Word], index: int, last: int, register: Register
) -> bool:
    """Whether a capital's name is a given name here: 'Sofia Petrova'."""
    if last != index + 1 or last >= len(words) or words[index].low not in given_names():
        return False
    return _may_begin(words[last]) and _close(text, words, last) and register.at(words, last) is None


def _may_begin(word: Word) -> bool:
    return (
        word.capital
        and word.low != POSSESSIVE
        and word.low not in _PLAIN
        and not vocabulary().is_title(word.low)
        and not (len(word.key) > 3 and word.key.isupper())
        and word.low not in _INSTITUTIONAL
    )


def _run_end(text: str, words: Sequence[Word], index: int, register: Register) -> int:
    last = index + 1
    while last < len(words) and _close(text, words, last):
        if words[last].low in _PARTICLES and not words[last].capital:
            after = _after_particles(words, last)
            if not after:
                break
            last = after
        elif not _goes_on(text, words, index, last, register):
            break
        last += 1
    return last


def _after_particles(words: Sequence[Word], index: int) -> int:
    """The index of the capitalised word behind 'de la', 'bin', 'von der'; 0 where there is none."""
    while index < len(words) and words[index].low in _PARTICLES and not words[index].capital:
        index += 1
    return index if index < len(words) and words[index].capital and words[index].low not in _PLAIN else 0


def _goes_on(text: str, words: Sequence[Word], first: int, index: int, register: Register) -> bool:
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
    return given or register.at(words, index) is None


def _close(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether only a space, a hyphen or an initial's stop parts a word from the one before."""
    before = words[index - 1]
    between = text[before.end : words[index].start]
    return between in {" ", "-", "‑", "\n"} or (between == ". " and len(before.text) == 1)


def overlaps(start: int, end: int, spans: Sequence[Span]) -> bool:
    """Whether any of the spans shares a character with ``start:end``."""
    return any(s.start < end and start < s.end for s in spans)

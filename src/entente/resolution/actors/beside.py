"""What stands beside a name and tells whose it is: 'Peru's X', 'the Peruvian novelist X', 'X of Y'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from entente.ontology.actors import Entry, Kind
from entente.ontology.offices import vocabulary
from entente.ontology.register import Register
from entente.ontology.wordlists import wordset
from entente.ontology.words import POSSESSIVE, Word
from entente.records import Span
from entente.resolution.actors.officename import DETERMINERS, OWNERS, PREPOSITIONS
from entente.resolution.actors.titles import marks_in

_STOPS = wordset("stops")
_BELONGING = frozenset({"of", "from", "at", "with"})
_ENDS = DETERMINERS | OWNERS | PREPOSITIONS | _STOPS | {"and", "or", "but", "he", "she", "they", "it", "not"}
_BEFORE, _AFTER, _BETWEEN = 7, 16, 3


@dataclass(frozen=True, slots=True)
class Hint:
    """Whose a name is: an entry of the tables, or another name of the text, given by its span."""

    entry: Entry | None = None
    owner: Span | None = None


def hints(
    text: str, found: Sequence[Word], first: int, last: int, register: Register, *, thing: bool = False
) -> Iterator[Hint]:
    """What tells whose the name of words ``first`` to ``last`` is, the surest first.

    Args:
        text: the document's text.
        found: the words of the sentence.
        first: the name's first word.
        last: the word behind it.
        register: the names that hold in the text.
        thing: whether the name is that of a body or place, which may also lie 'in' a country.
    """
    yield from _before(text, found, first, register)
    yield from _behind(text, found, last, register, thing)
    yield from _apposed(text, found, last, register)


def _before(text: str, found: Sequence[Word], first: int, register: Register) -> Iterator[Hint]:
    """'Korea's X', 'Obama's adviser X', 'the Peruvian novelist X', 'US team X'."""
    begin = first
    while begin > max(0, first - _BEFORE) and _touching(text, found, begin):
        word = found[begin - 1]
        if word.low == POSSESSIVE:
            yield from _possessor(text, found, begin - 1, register)
            break
        if word.low in _ENDS:
            break
        begin -= 1
    for hit in reversed(marks_in(found[begin:first], register)):
        plain = all(vocabulary().is_title(w.low) for w in found[begin + hit.last : first])
        if hit.entry.kind is Kind.ADJECTIVE or plain or found[begin + hit.first].key.isupper():
            yield Hint(hit.entry)


def _touching(text: str, found: Sequence[Word], index: int) -> bool:
    between = text[found[index - 1].end : found[index].start]
    return not between.strip(" -‑–“”\"'‘’.") and ("." not in between or len(found[index - 1].text) < 4)


def _possessor(text: str, found: Sequence[Word], index: int, register: Register) -> Iterator[Hint]:
    """Who owns what follows the possessive at ``index``."""
    for begin in range(max(0, index - 5), index):
        hit = register.at(found, begin)
        if hit and hit.last == index:
            yield Hint(hit.entry)
            return
    begin = index
    while begin and found[begin - 1].capital and (begin == index or _touching(text, found, begin)):
        begin -= 1
    if begin < index:
        yield Hint(owner=_span(text, found[begin:index]))


def _behind(text: str, found: Sequence[Word], last: int, register: Register, thing: bool) -> Iterator[Hint]:
    """'X of Peru', 'X of the Labour Party'; of things also 'X in Peru'."""
    if last >= len(found) or text[found[last - 1].end : found[last].start] != " ":
        return
    if found[last].low in _BELONGING or (thing and found[last].low == "in"):
        yield from _governed(text, found, last + 1, register)


def _governed(text: str, found: Sequence[Word], index: int, register: Register) -> Iterator[Hint]:
    """The name that a preposition before ``index`` governs, a few lower-case words skipped."""
    for at in range(index, min(len(found), index + _BETWEEN + 1)):
        hit = register.at(found, at)
        if hit:
            yield Hint(hit.entry)
            return
        if found[at].capital:
            end = at + 1
            while end < len(found) and found[end].capital and _touching(text, found, end):
                end += 1
            yield Hint(owner=_span(text, found[at:end]))
            return
        if found[at].low in _ENDS - DETERMINERS:
            return


def _apposed(text: str, found: Sequence[Word], last: int, register: Register) -> Iterator[Hint]:
    """'X, a Peruvian novelist', 'X, Peru's largest bank', 'X, from Peru', 'X, spokesman for the Y'."""
    if last >= len(found) or text[found[last - 1].end : found[last].start].strip() not in {
        ",",
        "(",
        "—",
        "–",
    }:
        return
    end = last
    while end < min(len(found), last + _AFTER) and (end == last or _goes_on(text, found, end)):
        end += 1
    piece = found[last:end]
    if not piece or not _opens_apposition(piece, register):
        return
    for hit in marks_in(piece, register):
        before = piece[hit.first - 1].low if hit.first else ""
        owns = hit.last < len(piece) and piece[hit.last].low == POSSESSIVE
        beside = hit.entry.kind in {Kind.ADJECTIVE, Kind.INSTITUTION, Kind.GROUP, Kind.OUTLET}
        if owns or beside or before in _BELONGING | {"in", "for", "the"}:
            yield Hint(hit.entry)
    for index, word in enumerate(piece):
        if word.low in _BELONGING | {"for", "to"}:
            yield from (h for h in _governed(text, piece, index + 1, register) if h.owner)
        elif word.low == POSSESSIVE:
            yield from (h for h in _possessor(text, piece, index, register) if h.owner)


def _goes_on(text: str, found: Sequence[Word], index: int) -> bool:
    between = text[found[index - 1].end : found[index].start]
    return not any(mark in between for mark in ",;:()—–!?”\n") and found[index].low not in _STOPS


def _opens_apposition(piece: Sequence[Word], register: Register) -> bool:
    """Whether the words behind a comma may say who somebody is, and do not go on with the sentence."""
    first = piece[0]
    if (
        first.low in {"a", "an", "the", "from", "his", "her", "its", "their", "one"}
        or first.low in vocabulary().former
    ):
        return True
    if vocabulary().is_title(first.low):
        return True
    hit = register.at(piece, 0)
    owns = any(w.low == POSSESSIVE for w in piece[:4])
    return owns or (hit is not None and hit.entry.kind is Kind.ADJECTIVE)


def _span(text: str, piece: Sequence[Word]) -> Span:
    return Span(piece[0].start, piece[-1].end, text[piece[0].start : piece[-1].end])

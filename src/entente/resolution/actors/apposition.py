"""Titles beside a name, across a comma: 'X, chair of Y, ...' and 'The chair of Y, X, ...'."""

from __future__ import annotations

from collections.abc import Sequence

from entente.ontology.offices import vocabulary
from entente.ontology.register import Register
from entente.ontology.wordlists import wordset
from entente.ontology.words import Word
from entente.resolution.actors.officename import DETERMINERS, OWNERS, PREPOSITIONS
from entente.resolution.actors.runs import Run
from entente.resolution.actors.titles import Title, cut_at, marks_in, portfolio, read_title
from entente.resolution.actors.titlewalk import title_start

_STOPS = wordset("stops")
_NO_PERSON = wordset("collective") | wordset("associations")


def title_after(text: str, words: Sequence[Word], last: int, register: Register) -> Title | None:
    """The title in the apposition that follows the name which ends before word ``last``."""
    if last >= len(words) or text[words[last - 1].end : words[last].start].strip() not in {
        ",",
        "(",
        "—",
        "–",
    }:
        return None
    end = last
    while end < len(words) and _goes_on(text, words, last, end):
        end += 1
    piece = words[last:end]
    title = read_title(piece, register) if _is_title_phrase(words[last:end], register) else None
    return title if title and title.role not in _NO_PERSON else None


def _goes_on(text: str, words: Sequence[Word], first: int, index: int) -> bool:
    """Whether the apposition reaches over the word at ``index``."""
    if index == first:
        return words[index].low not in _STOPS
    between = text[words[index - 1].end : words[index].start]
    if any(mark in between for mark in ",;:()—–!?") or "\n" in between:
        return False
    low = words[index].low
    if low == "and":
        # 'Minister of Transport and Infrastructure' goes on, 'chair of X and a member of Y' ends.
        return index + 1 < len(words) and words[index + 1].capital and words[index - 1].capital
    return low not in _STOPS


def _is_title_phrase(piece: Sequence[Word], register: Register) -> bool:
    """Whether the words begin with a role: only title words before it, and no name right behind it."""
    if not piece:
        return False
    known = vocabulary()
    marks = marks_in(piece, register)
    inside = {i for hit in marks for i in range(hit.first, hit.last)}
    cut = cut_at(piece, marks)
    for index, word in enumerate(piece[:cut]):
        allowed = (
            index in inside
            or word.low in DETERMINERS
            or word.low == "'s"
            or known.is_title(word.low)
            or word.capital
            or portfolio(piece, index)
            or word.text.endswith(("al", "ic", "ist", "ing"))
        )
        if not allowed:
            return False
    if cut and piece[cut - 1].low not in known.people and known.sector_of(piece[cut - 1].low) is None:
        return False
    return known.sector_of(piece[cut - 1].low) is not None if cut else False


def title_across_comma(text: str, words: Sequence[Word], run: Run, register: Register) -> Title | None:
    """The title before a name that stands between commas: 'Colombia's foreign minister, X, called'."""
    first, last = run.first, run.last
    if not first or text[words[first - 1].end : words[first].start].strip() != ",":
        return None
    closed = last == len(words) or text[words[last - 1].end : words[last].start].strip()[:1] in {
        ",",
        ".",
        ")",
    }
    if not closed:
        return None
    begin = _clause_start(text, words, first)
    while begin < first - 1 and words[begin].low in OWNERS | {"and", "but", "while"}:
        begin += 1
    if not _is_title_phrase(words[begin:first], register):
        # The walk ends before its last word, which belongs to the title as well.
        begin = title_start(text, words, first - 1, 0, register)
    piece = words[begin:first]
    title = read_title(piece, register)
    if title is None or title.plural or title.role in _NO_PERSON:
        return None
    before = words[begin - 1].low if begin else ""
    opened = (
        not begin or words[begin].capital or before in DETERMINERS | OWNERS | PREPOSITIONS | {"and", "but"}
    )
    return title if opened or set(text[words[begin - 1].end : words[begin].start]) & set(",;“”") else None


def _clause_start(text: str, words: Sequence[Word], first: int) -> int:
    """The index of the first word after the punctuation before the comma."""
    begin = first - 1
    while begin and not set(text[words[begin - 1].end : words[begin].start]) & set(',;:!?“”"()—–'):
        begin -= 1
    return begin

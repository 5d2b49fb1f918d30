"""Sentence segmentation by rule: end marks, closing quotes, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from entente.records import Span

_END = re.compile(r"(?:[.!?]+|…)[\"'”’»)\]]*(?=\s)")
_BREAK = re.compile(r"\n[ \t\r]*\n\s*")
_LAST_WORD = re.compile(r"(\S+)$")
_INITIALS = re.compile(r"^[\"'“‘(\[]*(?:[A-Z]\.)+$")
_OPENING = " \t\r\n\"'“‘«(["


@cache
def _lexicon() -> tuple[frozenset[str], frozenset[str]]:
    """Abbreviations that seldom end a sentence, and words that often begin one."""
    lines = files("entente.language").joinpath("data/abbreviations.txt").read_text("utf-8").splitlines()
    kinds: dict[str, set[str]] = {"abbreviation": set(), "opener": set()}
    for line in lines:
        if line and not line.startswith("#"):
            kind, _, words = line.partition(" ")
            kinds[kind].update(words.split())
    return frozenset(kinds["abbreviation"]), frozenset(kinds["opener"])


def _ends(before: str, after: str) -> bool:
    """Whether a mark between these two stretches ends a sentence."""
    abbreviations, openers = _lexicon()
    following = after.lstrip(_OPENING)
    if not following or following[0].islower():
        return False
    match = _LAST_WORD.search(before)
    word = match.group(1).lstrip("\"'“‘([") if match else ""
    first = re.split(r"\W", following, maxsplit=1)[0]
    if _INITIALS.match(word):
        return len(word) > 2 and first in openers
    return word.rstrip("\"'”’)]").lower() not in abbreviations


def split_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of ``text[start:end]`` in order, without the blanks around them.

    Blank lines always end a sentence. Offsets are those of ``text``.

    >>> [s.text for s in split_sentences("He met Mr. Li. “Why?” she asked.")]
    ['He met Mr. Li.', '“Why?” she asked.']
    """
    end = len(text) if end is None else end
    begin = start
    for mark in _marks(text, start, end):
        yield from _trimmed(text, begin, mark)
        begin = mark
    yield from _trimmed(text, begin, end)


def _marks(text: str, start: int, end: int) -> Iterator[int]:
    breaks = [m.end() for m in _BREAK.finditer(text, start, end)]
    # A window of the text on either side is enough, and keeps long texts linear.
    ends = [
        m.end()
        for m in _END.finditer(text, start, end)
        if _ends(text[max(start, m.end() - 40) : m.end()], text[m.end() : min(end, m.end() + 40)])
    ]
    yield from sorted({*breaks, *ends})


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end, text[start:end])

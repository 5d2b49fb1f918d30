"""Words of a text, and the names of the gazetteer that begin at them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from entente.ontology.wordlists import wordset
from entente.resolution.places.gazetteer import candidates, gazetteer
from entente.resolution.places.placewords import place_words

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[’'-][^\W\d_]+)*(?:\.(?=\s[A-Z][a-z]))?")
_POSSESSIVE = re.compile(r"[’']s?$")
_LOW = re.compile(r"\b(?:Au|Du|De|Del|Da|Di|La|El|Al|Of|And|The|Es|Sur)\b(?!$)")
_MARKS = frozenset(",;:\n")
_LONGEST = 5
_SHORTEST_HEADING = 4


class Token(NamedTuple):
    """A word with its offsets."""

    text: str
    start: int
    end: int


class Named(NamedTuple):
    """A name of the gazetteer in a text: tokens ``first`` to ``last``, the latter excluded."""

    name: str
    first: int
    last: int


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words of ``text[start:end]``."""
    return [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


def is_capital(token: Token) -> bool:
    """Whether a word may begin or end a name."""
    return token.text[0].isupper() or token.text.startswith(("al-", "el-"))


def bare(word: str) -> str:
    """A word without its possessive."""
    return _POSSESSIVE.sub("", word)


def name_at(text: str, found: Sequence[Token], index: int) -> Named | None:
    """The longest name of the gazetteer that begins at a token."""
    kinds = place_words().name_ends
    for size in range(min(_LONGEST, len(found) - index), 0, -1):
        last = found[index + size - 1]
        if not (is_capital(last) or (size > 1 and last.text in kinds)):
            continue
        raw = text[found[index].start : last.end]
        if not _MARKS.isdisjoint(raw):
            continue
        for name in (" ".join(raw.split()), bare(raw)):
            known = _known(name)
            if known:
                return Named(known, index, index + size)
    return None


@lru_cache(maxsize=50_000)
def _known(name: str) -> str | None:
    """The spelling under which a name is known, if it is: "PORT-AU-PRINCE" as "Port-au-Prince"."""
    if candidates(name):
        return name
    if len(name) >= _SHORTEST_HEADING and name.isupper():
        # str.title would make "N'Djamena" of a heading, which is right, and "Nuku'Alofa", which is not.
        titled = re.sub(r"(?<=\w\w')\w", lambda m: m[0].lower(), name.title())
        low = _LOW.sub(lambda m: m[0].lower() if m.start() else m[0], titled)
        return next((spelling for spelling in (low, titled) if candidates(spelling)), None)
    return None


def joined(text: str, before: Token, after: Token) -> bool:
    """Whether two words stand side by side, without a mark between them."""
    between = text[before.end : after.start]
    return between.strip(" ") == "" or between == "-"


def runs_on(text: str, found: Sequence[Token], index: int) -> bool:
    """Whether the token at ``index`` belongs to the same run of capitals as the one before it."""
    if not 0 < index < len(found):
        return False
    words = place_words()
    word = found[index].text
    return joined(text, found[index - 1], found[index]) and word[0].isupper() and word not in words.followers


def goes_back(text: str, found: Sequence[Token], index: int) -> bool:
    """Whether the token at ``index`` belongs to a longer name that began before it."""
    if index == 0 or not runs_on(text, found, index):
        return False
    before = found[index - 1].text
    if not before[0].isupper() or before != bare(before) or gazetteer().state_of(before):
        return False
    low, words = before.lower(), place_words()
    return not (index == 1 and (low in wordset("plain") or low in words.locatives or low in words.openers))

"""Words with offsets, and the form under which they are looked up."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Abbreviations with full stops; the possessive 's as a word of its own; else letters, digits and inner
# apostrophes.
_WORD = re.compile(r"(?:[A-Z]\.){2,}|(?<=\w)['’]s\b|[^\W_]+(?:['’ʼ](?!s\b)[^\W_]+)*\+?")
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE"}
    | {"ə": "a", "Ə": "A", "’": "'", "ʼ": "'"}
)
POSSESSIVE = "'s"


class Word(NamedTuple):
    """A word of a text.

    Attributes:
        start, end: its offsets.
        text: as it stands there.
        key: without accents and without the stops of an abbreviation.
        low: the key in lower case.
        capital: whether the key begins with a capital letter.
    """

    start: int
    end: int
    text: str
    key: str
    low: str
    capital: bool


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without accents, with a plain apostrophe, and without the stops of an abbreviation."""
    if not word.isascii():
        plain = unicodedata.normalize("NFKD", word.translate(_PLAIN))
        word = "".join(c for c in plain if not unicodedata.combining(c))
    return word.replace(".", "")


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]``, with offsets into ``text``."""
    return list(_words(text, start, len(text) if end is None else end))


# A text's sentences and names are gone through many times over.
@lru_cache(maxsize=1024)
def _words(text: str, start: int, end: int) -> tuple[Word, ...]:
    return tuple(Word(m.start(), m.end(), m[0], *_forms(m[0])) for m in _WORD.finditer(text, start, end))


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, str, bool]:
    key = fold(word)
    return key, key.lower(), key[:1].isupper()


def keys(phrase: str) -> tuple[str, ...]:
    """The lookup keys of a phrase's words."""
    return tuple(map(fold, _WORD.findall(phrase)))

"""Numbers as reporting writes them: ``2,000``, ``a dozen``, ``1.5 million``, ``twenty-five``."""

from __future__ import annotations

import re

from entente.ontology.tables import longest_first

_UNITS = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: n for n, word in enumerate(_UNITS, 1)} | {word: n for n, word in enumerate(_TENS, 2)}
_WORTH = {word: n for n, word in enumerate(_UNITS, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "m": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}
_WORD = longest_first(_SMALL)
_SCALE = "dozen|hundred|thousand|million|billion|trillion"

DIGITS = r"(?<![\w.,/+-])\d{1,3}(?:[,  ]\d{3})+(?![\d,])|(?<![\w.,/+])\d+(?:\.\d+)?(?![\d])"
"""Pattern of a number in figures; thousands may be parted by commas or hard blanks."""

WORDS = rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_UNITS[:9])})|{_WORD})"
"""Pattern of a number below one hundred in words."""

NUMBER = rf"(?:(?:{DIGITS}|\b{WORDS}|\b(?:an?|half a|several))(?:[- ](?:{_SCALE}))+\b|{DIGITS}|\b{WORDS}\b)"
"""Pattern of a number with its scale, if any. It has no groups; match without regard to case."""

_LETTERS = re.compile(r"[a-z]+")
_HINTS = frozenset({*_SMALL, *_SCALE.split("|")})
_DIGIT = re.compile(r"\d")
_PARTS = re.compile(r"\d[\d,.  ]*|[a-z]+")


def value_of(words: str) -> float | None:
    """The value of a number in figures or words, or None where it is vague or no number.

    >>> value_of("1.5 million"), value_of("a dozen"), value_of("twenty-five"), value_of("several hundred")
    (1500000.0, 12.0, 25.0, None)
    """
    total, seen = 0.0, False
    for part in _PARTS.findall(words.lower()):
        if part[0].isdigit():
            total, seen = total + float(re.sub(r"[,  ]", "", part).rstrip(".")), True
        elif part in _WORTH:
            total, seen = total + _WORTH[part], True
        elif part in {"a", "an", "half"}:
            total, seen = (0.5 if part == "half" else total or 1.0), True
        elif part in _SCALES:
            total *= _SCALES[part]
        else:
            return None
    return total if seen else None


def may_hold_number(text: str) -> bool:
    """Whether a text has a figure or a word without which no number is in it; quick.

    >>> may_hold_number("It met one envoy."), may_hold_number("It met an envoy.")
    (True, False)
    """
    return _DIGIT.search(text) is not None or not _HINTS.isdisjoint(_LETTERS.findall(text.lower()))

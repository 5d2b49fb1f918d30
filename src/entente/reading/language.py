"""Whether a text is English.

A text is refused only on two independent signs: the classifier gives English next to no
probability, and hardly any English function word is in it. Names of persons and places from
elsewhere move the first, never the second.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Protocol

import pycountry

_ENOUGH_WORDS = 20
_SAMPLE = 6_000
# Creoles and "no language" are not held against a text.
_NEAR_ENGLISH = frozenset({"en", "pcm", "zxx"})
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_UNSPACED_WORD = 3


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


@lru_cache(maxsize=1)
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loading takes most of a second

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    source = files("entente").joinpath("ontology/data/reading/english.toml")
    return frozenset(tomllib.loads(source.read_text(encoding="utf-8"))["function_words"])


def word_count(text: str) -> int:
    """Words by blanks; scripts without blanks count three characters as a word."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // _UNSPACED_WORD


def language_of(text: str) -> str:
    """ISO 639 code of the language; ``en`` for every text below twenty words.

    Source: py3langid (Lui & Baldwin 2012, langid.py), asked only where function words leave doubt.
    """
    if word_count(text) < _ENOUGH_WORDS:
        return "en"
    sample = _sample(text)
    words = re.findall(r"[^\W\d_]+", sample.lower())
    english = sum(map(_function_words().__contains__, words)) / max(1, len(words))
    if english >= 0.15:
        return "en"
    ranked = _identifier().rank(sample)
    probability = sum(p for code, p in ranked if code in _NEAR_ENGLISH)
    best = ranked[0][0]
    if best in _NEAR_ENGLISH or probability > 0.02 or english > 0.07 or _is_diffuse(ranked):
        return "en"
    return best


def _is_diffuse(ranked: list[tuple[str, float]]) -> bool:
    """Whether no few languages share the probability: names and numbers, no running text."""
    return sum(p for _, p in ranked[:3]) < 0.7


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third = _SAMPLE // 3
    middle = len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def language_name(code: str) -> str:
    """The English name of a language code, or the code."""
    found = pycountry.languages.get(alpha_2=code) or pycountry.languages.get(alpha_3=code)
    return str(found.name) if found else code

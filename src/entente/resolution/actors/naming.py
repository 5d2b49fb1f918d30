"""Names as the encoder found them, set right where it cut a word or took a body or a party for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from entente.ontology.offices import vocabulary
from entente.ontology.wordlists import wordset
from entente.ontology.words import words
from entente.records import Span

_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}")
_HYPHENS = frozenset("-‐‑")
_PARTISAN = wordset("partisan")
_ROLE_REACH = 24


class Name(NamedTuple):
    """A name that the encoder found; ``kind`` is PER, ORG, LOC or NAT. It may err."""

    span: Span
    kind: str


def mended(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """The names of a text in order: none cut at a full stop or a hyphen, no body and no party a person.

    >>> [n.span.text for n in mended("A U.N. envoy", [Name(Span(4, 6, "N."), "ORG")])]
    ['U.N.']
    """
    abbreviations = [m.span() for m in _ABBREVIATION.finditer(text)]
    bodies = {_bare(n.span) for n in names if n.kind == "ORG"}
    done: set[tuple[int, int]] = set()
    for name in names:
        span = _uncut(text, name.span, abbreviations)
        if span != name.span and (name.kind == "PER" or (span.start, span.end) in done):
            # Nobody's name is two initials and no more.
            continue
        done.add((span.start, span.end))
        if name.kind == "PER" and _is_body(span, bodies):
            yield Name(span, "ORG")
        elif name.kind != "PER" or not _is_party(text, span):
            yield Name(_behind_hyphen(text, span) if name.kind in ("ORG", "LOC") else span, name.kind)


def _uncut(text: str, span: Span, abbreviations: Sequence[tuple[int, int]]) -> Span:
    """The span with the whole of the abbreviation that it begins or lies in: "E.U." for "U"."""
    home = next(((a, b) for a, b in abbreviations if a <= span.start < b), None)
    if home is None or not (home[0] < span.start or span.end < home[1]):
        return span
    end = max(span.end, home[1])
    return Span(home[0], end, text[home[0] : end])


def _bare(span: Span) -> str:
    return span.text.removeprefix("the ").removeprefix("The ")


def _is_body(span: Span, bodies: set[str]) -> bool:
    """Whether what was taken for a person is capitals with an article, or a body elsewhere: "the DNC"."""
    bare = _bare(span)
    return len(bare) > 2 and bare.isalpha() and bare.isupper() and (bare != span.text or bare in bodies)


def _is_party(text: str, span: Span) -> bool:
    """Whether what was taken for a person says of which party one is: "Democratic candidate"."""
    if span.text.lower() not in _PARTISAN:
        return False
    behind = words(text, span.end, min(len(text), span.end + _ROLE_REACH))
    return bool(behind) and (behind[0].text.islower() or vocabulary().is_title(behind[0].low))


def _behind_hyphen(text: str, span: Span) -> Span:
    """The name without the end of a word that describes it: "Peace Fund" of "Oslo-based Peace Fund"."""
    cut = text[span.start : span.start + 1] in _HYPHENS or text[span.start - 1 : span.start] in _HYPHENS
    held = words(text, span.start, span.end)
    first = next((w.start for w in held if w.capital), span.start)
    if not cut or not held or held[0].capital:
        return span
    return Span(first, span.end, text[first : span.end])

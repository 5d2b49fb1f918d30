"""For whom somebody acts: "On behalf of ASEAN, Indonesia condemned", "Germany, speaking for the EU, said"."""

from __future__ import annotations

import re

from entente.ontology.actors import Kind
from entente.ontology.register import Register
from entente.ontology.words import words
from entente.records import Span

_FOR = re.compile(
    r"\b(?:(?:speaking|acting|writing|signing|negotiating) (?:for|on behalf of|in the name of)"
    r"|on behalf of|in the name of) (?:the )?",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"[,–—-]?\s*(?:the\s+)?")


def principal(text: str, sentence: Span, agent: Span, register: Register) -> Span | None:
    """The organisation on whose behalf an actor acts, where the sentence says so right beside him."""
    for found in _FOR.finditer(text, sentence.start, sentence.end):
        named = words(text, found.end(), sentence.end)
        hit = register.at(named, 0) if named else None
        if hit is None or hit.entry.kind is not Kind.ORGANISATION:
            continue
        start, end = named[0].start, named[hit.last - 1].end
        if _BESIDE.fullmatch(text, agent.end, found.start()) or _BESIDE.fullmatch(text, end, agent.start):
            return Span(start, end, text[start:end])
    return None

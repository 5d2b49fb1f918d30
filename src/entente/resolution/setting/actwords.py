"""The words around acts that tell where they were done, from ``ontology/data/places.toml``, as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from entente.ontology.tables import longest_first, toml
from entente.records import EventType
from entente.resolution.dates.datewords import date_words
from entente.resolution.places.placewords import place_words

_WITH = r"(?:with|of|for|by|after|before|while|from|without|when|about)"


@dataclass(frozen=True, slots=True)
class ActWords:
    """Compiled table.

    Attributes:
        happening: nouns of what happens.
        behind_happening: matches a text that ends with such a noun and a locative; group ``intro`` is what
            stands before.
        light: verbs that say little, whose object is the act.
        other_act: an act behind "to" or "with".
        participle: matches the end of a text where a participle has the place behind it.
        remote: acts of those who are apart.
        speaking: acts of speaking of something that may be elsewhere.
        seizing: acts whose object is where they are done.
        leaving: acts that are done where somebody leaves.
        going: acts that end where somebody goes.
        verb: a rough sign of a finite verb.
        speaker: matches what follows the place of somebody who says something.
    """

    happening: re.Pattern[str]
    behind_happening: re.Pattern[str]
    light: re.Pattern[str]
    other_act: re.Pattern[str]
    participle: re.Pattern[str]
    remote: re.Pattern[str]
    speaking: re.Pattern[str]
    seizing: re.Pattern[str]
    leaving: re.Pattern[str]
    going: re.Pattern[str]
    verb: re.Pattern[str]
    speaker: re.Pattern[str]


@cache
def act_words() -> ActWords:
    """The table, read once."""
    table = toml("places.toml")
    happening = "|".join(table["happenings"])
    past, saying = date_words().past.pattern, date_words().saying.pattern
    # A locative, and what may stand between it and the name at the end of the text.
    locatives = longest_first(place_words().locatives)
    locative = rf"\s+(?:{locatives})\s+(?:[\w’'-]+\s+){{0,4}}$"
    gerund = r"(?:[a-z]+ly\s+)?[a-z]{2,}(?<!build)(?<!meet)(?<!dur)(?<!even)ing\b"
    return ActWords(
        happening=_whole(table["happenings"]),
        behind_happening=re.compile(rf"(?P<intro>.*?)\b(?:{happening}){locative}", re.IGNORECASE | re.DOTALL),
        light=_whole(table["light"]),
        other_act=re.compile(rf"\bto\s+(?:{'|'.join(table['acts'])})\b|\b{_WITH}\s+{gerund}"),
        participle=re.compile(
            rf"(?:{past})(?:\s+(?:on|last|this)\s+\w+)?(?:\s+to\s+be)?{locative}", re.IGNORECASE
        ),
        remote=_any(table["remote"]),
        speaking=_whole(table["speaking"]),
        seizing=_whole(table["seizing"]),
        leaving=_any(table["leaving"]),
        going=_any(table["going"]),
        # Past forms, auxiliaries, modals.
        verb=re.compile(
            rf"{past}|\b(?:is|are|has|have|will|would|can|could|may|might|must|should|wants?|plans?)\b",
            re.IGNORECASE,
        ),
        speaker=re.compile(
            rf"^[^,;:“”\"]{{0,40}}?\s*(?:{saying}|\b(?:admitted|claimed|acknowledged|showed)\b)",
            re.IGNORECASE,
        ),
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


def _whole(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(patterns)})$", re.IGNORECASE)


@cache
def take_up() -> dict[EventType, re.Pattern[str]]:
    """By type, what stands before the place in a sentence that takes up such an act."""
    return {
        EventType(name): re.compile(
            rf"\W*(?:The|This|That|Both|These)\s+(?:[a-z-]+\s+)?(?:{'|'.join(nouns)})"
            r"\s+(?:in|at|near|outside)\s+(?:[a-z’'-]+\s+){0,3}"
        )
        for name, nouns in toml("places.toml")["taken_up"].items()
    }

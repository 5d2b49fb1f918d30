"""The words around place names from ``ontology/data/places.toml``, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from entente.ontology.tables import longest_first, rows, several, toml

_GAP_WORDS = (
    r"the|a|an|its|his|her|their|of|and|or|now|mainly|mostly|disputed|occupied|annexed|besieged|breakaway|self-proclaimed"
    r"|nearby|neighbou?ring|coastal|ancient|historic|holy|rest(?:ive)|strategic|key|main|downtown|war-torn|far|remote|upper"
    r"|lower|greater|separatist|mountainous|capital|port|border|frontier|\w+(?:-(?:held|controlled|administered|occupied|ruled|run|majority))"
    r"|(?:north|south|east|west|central|mid)[\w-]*|(?:re)?captured|volatile|embattled|rural|sovereign|post-\w+"
    r"|colonial|contested|divided|eastern|port-city|overcrowded|sprawling"
)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Compiled table.

    Attributes:
        governed: matches the end of a text that makes the name behind it a place; group ``loc`` is the
            locative, ``gap`` what stands between it and the name.
        kind_of: matches the end of "the city of", which makes a place without a locative of rest.
        motion: words of motion, without which ``to`` and ``from`` make no place.
        air: words of flight, without which ``over`` makes none.
        cold: words whose object "in" or "at" introduces.
        moved: the locatives that need motion.
        aloft: the locatives that need flight.
        on: the locatives of islands and buildings.
        kinds: common nouns for places and their parts.
        name_ends: lower-case words that may end a name.
        followers: words in capitals that may follow a name.
        never: names that are no place.
        locatives: all locatives, in lower case.
        alone: words behind an abbreviation that show it to stand alone.
        openers: words that may open a sentence in front of a name.
        common: words of English that are towns as well.
        bearers: matches the end of a text behind which a name is a ship's, a storm's or a person's.
        stormy: matches the beginning of what a storm does; ``storms`` are the words for one.
        sport: matches a sentence of sport.
        homonyms: by name, the words in whose sentence it is no place.
        cues: by country, the words that speak of it.
        demonyms: whose country an adjective or people of a part of it tells.
    """

    governed: re.Pattern[str]
    kind_of: re.Pattern[str]
    motion: re.Pattern[str]
    air: re.Pattern[str]
    cold: re.Pattern[str]
    moved: frozenset[str]
    aloft: frozenset[str]
    on: frozenset[str]
    kinds: frozenset[str]
    name_ends: frozenset[str]
    followers: frozenset[str]
    never: frozenset[str]
    locatives: frozenset[str]
    alone: frozenset[str]
    openers: frozenset[str]
    common: frozenset[str]
    bearers: re.Pattern[str]
    storms: re.Pattern[str]
    stormy: re.Pattern[str]
    sport: re.Pattern[str]
    homonyms: dict[str, re.Pattern[str]]
    cues: tuple[tuple[str, re.Pattern[str]], ...]
    demonyms: dict[str, str]


def _any(patterns: Iterable[str], *, case: bool = False) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", 0 if case else re.IGNORECASE)


@cache
def place_words() -> PlaceWords:
    """The table, read once."""
    table = toml("places.toml")
    adjectives = {word for cells in rows("states.tsv") for word in several(cells[2])}
    all_locatives = [*table["locatives"], *table["on"], *table["aloft"]]
    return PlaceWords(
        governed=_governed(table, all_locatives, adjectives),
        kind_of=re.compile(rf"\b(?:{longest_first(table['of_kinds'])})\s+of(?:\s+the)?\s+$"),
        motion=_any(table["motion"]),
        air=_any(table["air"]),
        cold=re.compile(rf"\b(?:{'|'.join(table['cold'])})\s+$", re.IGNORECASE),
        moved=frozenset(table["moved"]),
        aloft=frozenset(table["aloft"]),
        on=frozenset(table["on"]),
        kinds=frozenset((*table["kinds"], *table["name_ends"])),
        name_ends=frozenset(table["name_ends"]),
        followers=frozenset(table["followers"]),
        never=frozenset(table["never"]) | adjectives,
        locatives=frozenset(all_locatives),
        alone=frozenset(table["alone"]),
        openers=frozenset(table["openers"].split()),
        common=frozenset(table["common"].split()),
        bearers=_bearers(table),
        storms=_any(table["storms"]),
        stormy=re.compile(rf"\s+(?:had |has )?(?:{'|'.join(table['stormy'])})\b"),
        sport=_any(table["sport"], case=True),
        homonyms={name: _any(words) for name, words in table["homonyms"].items()},
        cues=tuple((country, _any(words, case=True)) for country, words in table["cues"].items()),
        demonyms={word: country for country, words in table["demonyms"].items() for word in words},
    )


def _governed(table: dict[str, Any], locatives: list[str], adjectives: set[str]) -> re.Pattern[str]:
    kinds = longest_first(table["kinds"])
    # Adjectives and possessives carry a capital; all else between locative and name is in lower case.
    peoples = longest_first(map(re.escape, adjectives))
    gap = (
        rf"(?:\s+(?:(?i:{_GAP_WORDS})|(?:{kinds})|(?:{peoples})(?:[ -](?:held|controlled|occupied))?"
        r"|(?:[A-Z][\w.-]*\s)?[A-Z][\w.-]*[’']s?))*"
    )
    return re.compile(rf"\b(?P<loc>(?i:{longest_first(locatives)}))(?P<gap>{gap})\s+$")


def _bearers(table: dict[str, Any]) -> re.Pattern[str]:
    words = longest_first(map(re.escape, (*table["ships"], *table["storms"], *table["persons"])))
    return re.compile(rf"\b(?i:{words})\.?\s+(?:the\s+)?[“”\"']?$")

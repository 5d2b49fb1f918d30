"""The words around place names from ``ontology/data/places.toml``, as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from entente.ontology.tables import rows, several, toml

_GAP_WORDS = (
    r"the|a|an|its|his|her|their|of|and|or|now|mainly|mostly|disputed|occupied|annexed|besieged|breakaway|self-proclaimed"
    r"|nearby|neighbou?ring|coastal|ancient|historic|holy|rest(?:ive)|strategic|key|main|downtown|war-torn|far|remote|upper"
    r"|lower|greater|separatist|mountainous|capital|port|border|frontier|\w+(?:-(?:held|controlled|administered|occupied|ruled|run|majority))"
    r"|(?:north|south|east|west|central|mid)[\w-]*|(?:re)?captured|volatile|embattled|rural|sovereign|post-\w+"
)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Compiled table.

    Attributes:
        governed: matches the end of a text that makes the name behind it a place; group ``loc`` is the
            locative, ``gap`` what stands between it and the name.
        kind_of: matches the end of "the city of", which makes a place without a locative of rest.
        motion: words of motion, without which ``to`` and ``from`` make no place.
        cold: words whose object "in" or "at" introduces.
        moved: the locatives that need motion.
        followers: words in capitals that may follow a name.
        never: names that are no place.
        locatives: all locatives, in lower case.
        alone: words behind an abbreviation that show it to stand alone.
    """

    governed: re.Pattern[str]
    kind_of: re.Pattern[str]
    motion: re.Pattern[str]
    cold: re.Pattern[str]
    moved: frozenset[str]
    followers: frozenset[str]
    never: frozenset[str]
    locatives: frozenset[str]
    alone: frozenset[str]


def _longest_first(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def place_words() -> PlaceWords:
    """The table, read once."""
    table = toml("places.toml")
    adjectives = {word for cells in rows("states.tsv") for word in several(cells[2])}
    kinds = _longest_first(table["kinds"])
    # Adjectives and possessives carry a capital; all else between locative and name is in lower case.
    peoples = "|".join(sorted(map(re.escape, adjectives), key=len, reverse=True))
    gap = (
        rf"(?:\s+(?:(?i:{_GAP_WORDS})|(?:{kinds})|(?:{peoples})(?:[ -](?:held|controlled|occupied))?"
        r"|(?:[A-Z][\w.-]*\s)?[A-Z][\w.-]*[’']s?))*"
    )
    loc = _longest_first(table["locatives"])
    return PlaceWords(
        governed=re.compile(rf"\b(?P<loc>(?i:{loc}))(?P<gap>{gap})\s+$"),
        kind_of=re.compile(rf"\b(?:{_longest_first(table['of_kinds'])})\s+of(?:\s+the)?\s+$"),
        motion=re.compile(rf"\b(?:{'|'.join(table['motion'])})\b", re.IGNORECASE),
        cold=re.compile(rf"\b(?:{'|'.join(table['cold'])})\s+$", re.IGNORECASE),
        moved=frozenset(table["moved"]),
        followers=frozenset(table["followers"]),
        never=frozenset(table["never"]) | adjectives,
        locatives=frozenset(table["locatives"]),
        alone=frozenset(table["alone"]),
    )

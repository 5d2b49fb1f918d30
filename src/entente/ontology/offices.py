"""Titles and offices: what 'Deputy FM', 'army chief' or 'analyst' say of a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from entente.ontology.tables import toml
from entente.ontology.words import keys


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of ``data/roles.toml``, in lower case.

    ``organisations`` maps the last word of an organisation's name to its sector; ``recall`` a word by which
    a person may be called again to the sectors of those who may.
    ``office`` and ``open`` hold offices, ``people`` kinds of people: word to PLOVER sector.
    """

    office: dict[str, str]
    open: dict[str, str]
    people: dict[str, str]
    surroundings: tuple[tuple[str, frozenset[str]], ...]
    abbreviations: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    modifiers: frozenset[str]
    former: frozenset[str]
    passing: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    address: frozenset[str]
    diplomats: frozenset[str]
    houses: frozenset[tuple[str, ...]]
    generals: frozenset[str]
    bare: frozenset[str]
    leaders: tuple[str, ...]
    organisations: dict[str, str]
    recall: dict[str, frozenset[str]]
    presidents: frozenset[str]
    monarchs: frozenset[str]

    def sector_of(self, word: str) -> str | None:
        """The sector that a role word stands for; None where it is no role."""
        for table in (self.office, self.open, self.people):
            if word in table:
                return table[word]
        return None

    def is_title(self, word: str) -> bool:
        """Whether a word may stand in a title: a role or what goes before one."""
        return (
            self.sector_of(word) is not None
            or word in self.modifiers
            or word in self.former
            or word in self.passing
            or word in self.address
        )


@cache
def vocabulary() -> Vocabulary:
    """The role words, read once."""
    data = toml("roles.toml")

    def bag(table: str, key: str = "words") -> frozenset[str]:
        return frozenset(data[table][key].lower().split())

    short = {tuple(k.split()): tuple(v.split()) for k, v in data["abbreviations"].items()}
    return Vocabulary(
        office=_plurals(data["office"]),
        open=_plurals(data["open"]),
        people=_plurals(data["people"]),
        surroundings=tuple((s, frozenset(w.split())) for s, w in data["surroundings"].items()),
        abbreviations=tuple(sorted(short.items(), key=lambda pair: -len(pair[0]))),
        modifiers=bag("modifiers", "office"),
        former=bag("modifiers", "former"),
        passing=bag("modifiers", "passing"),
        feminine=bag("gender", "feminine"),
        masculine=bag("gender", "masculine"),
        address=bag("titles"),
        diplomats=bag("diplomats"),
        houses=frozenset(keys(name) for name in data["houses"]["names"].split("|")),
        generals=bag("generals"),
        bare=frozenset(data["bare"]["names"].split("|")),
        leaders=tuple(data["leader"]["offices"].split("|")),
        organisations={w: sector for sector, ws in data["organisations"].items() for w in ws.split()},
        recall={w: frozenset(sectors) for ws, *sectors in data["recall"]["rows"] for w in ws.split()},
        presidents=frozenset(data["leader"]["presidents"].split()),
        monarchs=frozenset(data["leader"]["monarchs"].split()),
    )


def _plurals(table: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for sector, words in table.items():
        for word in words.split():
            found[word] = sector
    for word, sector in list(found.items()):
        found.setdefault(f"{word}s", sector)
    return found


def leaders_of(country: str) -> tuple[str, ...]:
    """The offices that 'the leader of ...' means there, the strongest first."""
    known = vocabulary()
    if country in known.monarchs:
        return ("King", "Emir", "Sultan", "Crown Prince", "Prime Minister")
    if country in known.presidents:
        return tuple(office for office in known.leaders if office != "Prime Minister")
    return ("Prime Minister", "Chancellor", "Supreme Leader", "Taoiseach", "Head of the junta", "President")


_SMALL = frozenset(["of", "the", "to", "and", "for", "on", "in", "at", "a", "an", "with", "from"])


def written(words: tuple[str, ...]) -> str:
    """An office as it is written: title case, small words and 'spokes...' low unless they come first."""
    done = [
        word.lower()
        if i and (word.lower() in _SMALL or word.lower().startswith("spokes"))
        else word[:1].upper() + word[1:]
        for i, word in enumerate(words)
    ]
    return " ".join(done)

"""Persons of public life and the offices that they held, by date (``data/holders.tsv``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from entente.ontology.actors import state_names
from entente.ontology.tables import rows, several, toml
from entente.ontology.words import keys


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office held from ``start`` to ``end`` (ISO days, months or years; empty where open or in doubt)."""

    person: str
    country: str
    office: str
    sector: str
    feminine: bool
    start: str
    end: str

    def covers(self, day: str | None) -> bool:
        """Whether the office was held on a day (ISO day, month or year); any time will do for None."""
        if not self.office:
            return False
        if day is None:
            return True
        return self.start <= _late(day) and (not self.end or day[:10] <= _late(self.end))

    @property
    def state(self) -> str | None:
        """The country as ISO3; None for an organisation or a partly recognised entity."""
        return self.country if self.country in state_names() else None


def _late(day: str) -> str:
    """The last day of a day, month or year, good enough for comparing."""
    last = day.split("/")[-1]
    return last + "-99-99"[: 0 if len(last) > 7 else 3 if len(last) > 4 else 6]


@cache
def tenures() -> dict[str, tuple[Tenure, ...]]:
    """Each person's offices in order of time."""
    found: dict[str, list[Tenure]] = {}
    for person, _, country, office, sector, gender, start, end in rows("holders.tsv"):
        found.setdefault(person, []).append(
            Tenure(person, country, office, sector, gender == "f", start, end)
        )
    return {person: tuple(sorted(held, key=lambda t: t.start)) for person, held in found.items()}


@cache
def spellings() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Persons by the lower-cased words of a full name."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for person, aliases, *_ in rows("holders.tsv"):
        for name in (person, *several(aliases)):
            words = _low(name)
            if len(words) > 1:
                found.setdefault(words, {})[person] = None
    return {words: tuple(persons) for words, persons in found.items()}


@cache
def short_names() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Persons by the lower-cased words of a short name: the family name, or what the table gives."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for person, aliases, *_ in rows("holders.tsv"):
        for name in (person, *several(aliases)):
            words = _low(name)
            found.setdefault(words[-1:], {})[person] = None
            if (
                (len(words) <= 2 and name[:1].islower())
                or len(words) == 1
                or ("-" in name and len(words) == 2)
            ):
                found.setdefault(words, {})[person] = None
    return {words: tuple(persons) for words, persons in found.items()}


@cache
def common_surnames() -> frozenset[str]:
    """Family names that are also common words or very frequent, lower case."""
    return frozenset(toml("roles.toml")["surnames"]["words"].lower().split())


@cache
def given_names() -> dict[str, bool | None]:
    """Given names, lower case; True where feminine, False where masculine, None where both or unknown."""
    data = toml("given_names.toml")
    found: dict[str, bool | None] = {}
    for persons in tenures().values():
        found[_low(persons[0].person)[0]] = None
    for name in data["masculine"].lower().split():
        found[name] = False
    for name in data["feminine"].lower().split():
        found[name] = None if found.get(name) is False else True
    return found


def _low(name: str) -> tuple[str, ...]:
    return tuple(key.lower() for key in keys(name))


def at_work(person: str, day: str | None, office: str | None = None) -> Tenure | None:
    """The office that a person held on a day, the one named ``office`` first; the latest one for no day."""
    held = [t for t in tenures()[person] if t.covers(day)]
    named = [t for t in held if office and t.office.lower() == office.lower()]
    found = named or held
    return found[-1] if found else None


def last_before(person: str, day: str | None) -> Tenure | None:
    """The last office that a person had given up by a day."""
    gone = [t for t in tenures()[person] if t.office and t.end and day and _late(t.end) < day]
    return gone[-1] if gone else None


def holder(country: str, office: str, day: str | None) -> str | None:
    """Who held an office of a country (or organisation) on a day; None where unknown or undated."""
    if day is None:
        return None
    held = [t for t in _by_country().get(country, ()) if t.office.lower() == office.lower() and t.covers(day)]
    return max(held, key=lambda t: t.start).person if held else None


@cache
def _by_country() -> dict[str, tuple[Tenure, ...]]:
    found: dict[str, list[Tenure]] = {}
    for held in tenures().values():
        for tenure in held:
            found.setdefault(tenure.country, []).append(tenure)
    return {country: tuple(held) for country, held in found.items()}


def known_person(name: Sequence[str], country: str | None, day: str | None) -> str | None:
    """The person of the table that a name means.

    Args:
        name: the words of the name as they stand, without titles.
        country: ISO3 or code of an organisation where the text tells it; it must then agree.
        day: the day of the text; among several bearers of a short name the one in office is meant.

    Returns:
        The canonical name, or None where nobody or more than one fits.
    """
    words = tuple(word.lower() for word in name)
    persons = spellings().get(words, ())
    if not persons and len(words) > 1:
        persons = tuple(p for p in short_names().get(words[-1:], ()) if _alike(words, p))
    if not persons:
        persons = short_names().get(words, ())
    fitting = [p for p in persons if country is None or country in {t.country for t in tenures()[p]}]
    if len(words) == 1 and country is None and day:
        # A surname by itself is that of a minister only while he is one.
        fitting = [p for p in fitting if _is_leader(p) or any(t.covers(day) for t in tenures()[p])]
    if len(fitting) > 1:
        fitting = [p for p in fitting if day and any(t.covers(day) for t in tenures()[p])]
    return fitting[0] if len(fitting) == 1 else None


def _is_leader(person: str) -> bool:
    """Whether a person led a state or organisation, or is known without an office."""
    return any("Minister" not in t.office or t.office == "Prime Minister" for t in tenures()[person])


def _alike(words: tuple[str, ...], person: str) -> bool:
    """Whether given names are one name in two spellings (Dimitri, Dmitry), the family name being the same."""
    full = _low(person)
    if full[-1] != words[-1] or len(full) < 2:
        return False
    ours, theirs = words[:-1], full[:-1]
    if set(ours) <= set(theirs):
        return True
    joined, other = "".join(ours), "".join(theirs)
    return joined[0] == other[0] and SequenceMatcher(None, joined, other).ratio() >= 0.75

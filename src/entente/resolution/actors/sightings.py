"""Sightings of names in a text, and which of them are of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entente.ontology.actors import Entry
from entente.ontology.offices import vocabulary
from entente.ontology.people import at_work, common_surnames, known_person, tenures
from entente.ontology.words import Word, fold
from entente.resolution.actors.beside import Hint
from entente.resolution.actors.officename import PREPOSITIONS
from entente.resolution.actors.titles import Title


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person's name at one place of the text.

    Attributes:
        start, end: the name's offsets; ``title_start`` is where the title before it begins.
        name: the words of the name.
        title: what the title beside it says, if any.
        own: the user's actor of that name.
        hints: what beside the name tells whose it is.
    """

    start: int
    end: int
    title_start: int
    sentence: int
    name: tuple[str, ...]
    title: Title | None
    nearby: str | None
    sure: bool
    own: Entry | None = None
    hints: tuple[Hint, ...] = ()


def grouped(found: Sequence[Sighting], day: str | None) -> list[list[Sighting]]:
    """Sightings of one person together: full names first, then the short ones that refer to them."""
    groups: list[list[Sighting]] = []
    by_family: dict[str, list[list[Sighting]]] = {}
    homes: dict[Sighting, list[Sighting]] = {}
    ahead: dict[str, list[Sighting]] = {}
    for sighting in found:
        if len(sighting.name) > 1:
            rivals = by_family.setdefault(_low(sighting.name[-1]), [])
            home = next((g for g in rivals if _same(g[0].name, sighting.name)), None)
            if home is None:
                home = []
                groups.append(home)
                rivals.append(home)
            home.append(sighting)
            homes[sighting] = home
            for short in _short(sighting):
                ahead.setdefault(short, home)
    # A short name means its nearest bearer before, else the first one ahead.
    latest: dict[str, list[Sighting]] = {}
    for sighting in found:
        own = homes.get(sighting)
        if own is None:
            word = _low(sighting.name[0])
            own = latest.get(word) or ahead.get(word)
            if own is None and (sighting.sure or _public(sighting, day)):
                own = []
                groups.append(own)
            if own is None:
                continue
            own.append(sighting)
        for short in _short(sighting):
            latest[short] = own
    return groups


def is_served(text: str, found: Sequence[Word], first: Sighting, second: Sighting) -> bool:
    """Whether a name only says whose man the next one is: 'Merkel spokesman Steffen Seibert'."""
    between = [w for w in found if first.end <= w.start and w.end <= second.start]
    plain = text[first.end : second.start].replace("-", " ").replace(" ", "").isalpha()
    if not between or not plain or any(w.low in PREPOSITIONS or w.low == "and" for w in between):
        return False
    return vocabulary().is_title(between[-1].low)


def _low(word: str) -> str:
    return fold(word).lower()


def _short(sighting: Sighting) -> set[str]:
    """Words that may stand for the name: the last; in East Asia and by custom elsewhere the first."""
    return {_low(sighting.name[-1]), _low(sighting.name[0])}


def _same(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    ours, theirs = ([fold(w).lower() for w in name] for name in (left, right))
    if ours == theirs:
        return True
    if ours[-1] != theirs[-1]:
        return False
    listed = known_person(ours, None, None)
    return (
        set(ours) <= set(theirs)
        or set(theirs) <= set(ours)
        or (listed is not None and listed == known_person(theirs, None, None))
    )


def _public(sighting: Sighting, day: str | None) -> bool:
    """Whether a bare family name is surely that of a person in the table who is in office."""
    word = fold(sighting.name[0])
    if word.lower() in common_surnames():
        return False
    person = known_person([word], None, day)
    return person is not None and (
        day is None or at_work(person, day) is not None or not tenures()[person][0].office
    )

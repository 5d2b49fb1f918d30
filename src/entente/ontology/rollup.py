"""For whom a name in event data stands on a day: a state, an organisation, an armed group.

``Citizen (Nigeria)`` stands for Nigeria, a ministry, an army, a party or a medium for its country, a person
for whom he served on that day. An armed group is an actor of its own.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from entente.ontology.actors import Entry, gazetteer, names_of, state_names
from entente.ontology.countrycodes import Scheme, iso3
from entente.ontology.naming import entries_by_name, squashed
from entente.ontology.nationalbodies import body_of
from entente.ontology.people import Tenure
from entente.ontology.personnames import lives, own_actor, persons_named
from entente.ontology.words import words

#: Sectors of bodies that are no part of a state: rebels and separatists, gangs, militias.
APART = frozenset({"REB", "CRM", "PRM"})
#: Codes are written in capitals; a shorter word in small letters is no code.
_SHORT = 3


def rolled_up(name: str, day: str | date) -> str | None:
    """Who a name in event data stands for on a day.

    Args:
        name: a name as data sets write it, perhaps with a state or a body in brackets at its end.
        day: ISO day, month or year, or a date.

    Returns:
        The ISO3 code of a state, the code of an organisation, or the name of an armed group as records have
        it; None where nobody is known, and where two fit.

    >>> rolled_up("Children (Palestinian Territory, Occupied)", "2014-05-01")
    'PSE'
    >>> rolled_up("Militant (Taliban)", "2014-05-01"), rolled_up("Media (Africa)", "2014-05-01")
    ('Taliban', None)
    >>> rolled_up("Ban Ki Moon", "2005-06-01"), rolled_up("Ban Ki Moon", "2010-06-01")
    ('KOR', 'UN')
    """
    found = _meaning(name)
    return found if isinstance(found, str) or found is None else _of_persons(found, str(day))


@lru_cache(maxsize=131072)
def _meaning(name: str) -> str | tuple[str, ...] | None:
    """The actor that a name means at any time, else the persons that it may mean."""
    plain = " ".join(name.replace("_", " ").split())
    head, inner = in_brackets(plain)
    if inner:
        # The whole may be a name: 'CPI (Maoist)'.
        if entry := entries_by_name().get(squashed(plain).lower()):
            return _of(entry)
        # What stands before the brackets counts where it is an armed group: 'Hezbollah (Lebanon)'.
        before = _body(head)
        return before if before and before in _groups() else _part(inner) or _in_acronym(before, inner)
    return _body(plain) or persons_named(plain) or body_of(plain)


def in_brackets(name: str) -> tuple[str, str]:
    """What stands before the last outer brackets of a name, and in them; nothing where it does not end so.

    >>> in_brackets("Cabinet (Holy See (Vatican City State))")
    ('Cabinet', 'Holy See (Vatican City State)')
    """
    depth = 0
    if name.endswith(")"):
        for place in range(len(name) - 1, -1, -1):
            depth += {")": 1, "(": -1}.get(name[place], 0)
            if not depth:
                return name[:place].strip(), name[place + 1 : -1].strip()
    return name, ""


def _part(inner: str) -> str | None:
    return _body(inner) or body_of(inner)


def _in_acronym(before: str | None, inner: str) -> str | None:
    """'Central Intelligence Agency (CIA)' is who stands before the brackets."""
    return before if inner.isupper() and " " not in inner else None


@lru_cache(maxsize=65536)
def _body(name: str) -> str | None:
    """A state, organisation or group by its name alone, a part of a state by that of the state."""
    code = iso3(name, Scheme.NAME) if len(name) > _SHORT else None
    if code:
        return code
    entry = entries_by_name().get(squashed(name).lower()) if len(name) > _SHORT else None
    entry = entry or _exact(name)
    return _of(entry) if entry else None


def _of(entry: Entry) -> str:
    return entry.actor if entry.country is None or entry.sector in APART else entry.country


def _exact(name: str) -> Entry | None:
    """An entry whose name is written just so: 'EU', never 'eu'."""
    found = words(name)
    hit = gazetteer().at(found, 0) if found else None
    return hit.entry if hit and hit.last == len(found) else None


@cache
def _groups() -> frozenset[str]:
    return frozenset(names_of()) - state_names().keys()


def _of_persons(persons: tuple[str, ...], day: str) -> str | None:
    """For whom persons who bear one name stand; None where they differ and not one alone is in office."""
    found = {_of_person(person, day) for person in persons}
    if len(found) > 1:
        serving = [person for person in persons if any(t.covers(day) for t in lives()[person])]
        found = {_of_person(person, day) for person in serving}
    return found.pop() if len(found) == 1 else None


def _of_person(person: str, day: str) -> str | None:
    """Whom a person serves on a day; else who ``persons.tsv`` says, or whom he served nearest in time."""
    held = lives()[person]
    serving = [t for t in held if t.covers(day)]
    if not serving and (always := own_actor(person)):
        return always
    if not serving and len({t.country for t in held}) > 1:
        nearest = min(_months(t, day) for t in held)
        serving = [t for t in held if _months(t, day) == nearest]
    found = serving or list(held)
    # Who presides over his state presides over a body of states for a year by the way.
    state = [t for t in found if t.state]
    return _actor(max(state or found, key=lambda t: t.start))


def _actor(tenure: Tenure) -> str | None:
    if tenure.sector in APART or not tenure.country:
        return own_actor(tenure.person)
    return tenure.country


def _months(tenure: Tenure, day: str) -> int:
    """Months between a day and an office; a person without one is far from any day."""
    if not tenure.start and not tenure.end:
        return 10**6
    now = _month(day)
    start, end = _month(tenure.start or tenure.end), _month(tenure.end or "9999")
    return max(start - now, now - end, 0)


def _month(day: str) -> int:
    return 12 * int(day[:4]) + int(day[5:7] or 6)

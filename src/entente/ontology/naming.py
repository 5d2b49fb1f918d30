"""From the name that a user types to the actor's code, and back to a name for display."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache

import pycountry

from entente.errors import UsageError
from entente.ontology.actors import Entry, Match, gazetteer, names_actor, state_names
from entente.ontology.people import common_surnames, known_person, short_names
from entente.ontology.tables import rows, several
from entente.ontology.words import fold, keys

_NEAREST = 3


def actor_code(name: str) -> str:
    """The code of the actor that a name means; case, accents, hyphens and stops do not matter.

    Codes of the tables come first, then their names, then persons, then ISO 3166-1 (codes and names).

    Args:
        name: a code, an English name, a seat of government or a people; or a person by full name, other
            spelling, or a family name that one person alone bears.

    Returns:
        The code of a state or organisation, or the name of a group, outlet or person as records have it.

    Raises:
        UsageError: nobody is known by that name.

    >>> actor_code("arm"), actor_code("European Union"), actor_code("the Kremlin"), actor_code("hamas")
    ('ARM', 'EU', 'RUS', 'Hamas')
    """
    known = _codes()
    for form in _forms(name):
        if form in known:
            return known[form]
    person = _person(name)
    if person:
        return person
    raise UsageError(
        f"no actor is known as {name!r}: give an ISO code ('ARM', 'AM'), or the English name of a state, "
        f"organisation, group or person ('Armenia', 'NATO', 'Hamas')" + _hint(name)
    )


def actor_name(code: str) -> str:
    """The usual English name of a state, organisation or entity; anything else unchanged.

    >>> actor_name("ARM"), actor_name("EU"), actor_name("Hamas")
    ('Armenia', 'European Union', 'Hamas')
    """
    return state_names().get(code) or _organisations().get(code, code)


def is_state(code: str) -> bool:
    """Whether a code is that of a state of the tables, one that is gone included."""
    return code in state_names()


def is_known(code: str) -> bool:
    """Whether a code is a state's, or an organisation's or group's of the tables; not a chance name."""
    return is_state(code) or actor_name(code) != code or names_actor(code)


def squashed(name: str) -> str:
    """A name as its letters, digits and plus signs alone: no accents, blanks, hyphens, apostrophes or stops.

    >>> squashed("Côte d'Ivoire"), squashed("U.S."), squashed("OPEC+")
    ('CotedIvoire', 'US', 'OPEC+')
    """
    return "".join(c for c in fold(name) if c.isalnum() or c == "+")


def nearest(name: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Up to three distinct values whose keys (squashed, lower case) are written most like a name."""
    key, many = squashed(name).lower(), 4 * _NEAREST
    # What is merely a little like it is shown only where nothing is closer.
    found = get_close_matches(key, known, many, 0.75) or get_close_matches(key, known, many, 0.6)
    return tuple(dict.fromkeys(known[hit] for hit in found))[:_NEAREST]


def _forms(name: str) -> Iterator[str]:
    """What a name is looked up by, the closest first: as it stands, in lower case, without 'the'."""
    for form in (name, name.strip()[4:] if name.strip().lower().startswith("the ") else ""):
        yield squashed(form)
        yield squashed(form).lower()


def _person(name: str) -> str | None:
    low = [key.lower() for key in keys(name)]
    # A family name that is a common word ('may') is too little to go by.
    if len(low) == 1 and low[0] in common_surnames():
        return None
    return known_person(low, None, None)


def _hint(name: str) -> str:
    namesakes = short_names().get(tuple(key.lower() for key in keys(name)), ())
    found = dict.fromkeys((*namesakes, *nearest(name, _worth_a_hint())))
    labels = [f"{actor_name(a)} ({a})" if actor_name(a) != a else a for a in list(found)[:_NEAREST]]
    return f"; did you mean {' or '.join(labels)}?" if labels else ""


@cache
def entries_by_name() -> dict[str, Entry]:
    """What the tables know by each squashed name in lower case; of names alike but for capitals the first."""
    found: dict[str, Entry] = {}
    for name, entry in _walk(gazetteer().root):
        found.setdefault(squashed(name).lower(), entry)
    return found


@cache
def _worth_a_hint() -> dict[str, str]:
    """Names in lower case, without outlets and two letters: these are like everything."""
    outlets = {actor for actor, *_ in rows("outlets.tsv")}
    low = ((key, actor) for key, actor in _codes().items() if key == key.lower() and len(key) > 2)
    return {key: actor for key, actor in low if actor not in outlets}


@cache
def _organisations() -> dict[str, str]:
    return {code: several(names)[0] for code, _, _, names, *_ in rows("organisations.tsv")}


@cache
def _codes() -> dict[str, str]:
    """Actors by squashed name: as written, and in lower case where no name is written just so."""
    found: dict[str, str] = {}
    _add(found, ((code, code) for code in (*state_names(), *_organisations())))
    entries = [(name, entry.actor) for name, entry in _walk(gazetteer().root)]
    _add(found, ((actor, actor) for _, actor in entries))
    _add(found, entries)
    _add(found, ((name, row[0]) for row in rows("holders.tsv") for name in (row[0], *several(row[1]))))
    _add(found, _iso(found))
    _add(found, [(name.lower(), actor) for name, actor in found.items()])
    return found


def _add(found: dict[str, str], pairs: Iterable[tuple[str, str]]) -> None:
    for name, actor in pairs:
        found.setdefault(squashed(name), actor)


def _walk(node: Match, path: str = "") -> Iterator[tuple[str, Entry]]:
    if node.entry:
        yield path, node.entry
    for key, child in node.items():
        yield from _walk(child, path + key)


def _iso(known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """ISO's codes and names, for our code where we have another one (Western Sahara)."""
    for country in pycountry.countries:
        code: str = country.alpha_3
        actor = code if code in known else known.get(squashed(country.name), code)
        for field in ("alpha_3", "alpha_2", "name", "common_name", "official_name"):
            yield getattr(country, field, code), actor

"""Codes such as RUSGOV, IGOUNO or NGOMED: the state and the sector that are in them."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import pycountry

from entente.ontology.actors import state_names
from entente.ontology.dictionaries.entries import Coding
from entente.ontology.plover import SECTORS
from entente.ontology.tables import toml
from entente.records import Identity


class _Table(NamedTuple):
    roles: dict[str, str]
    international: dict[str, str]
    homes: frozenset[str]
    states: dict[str, str]


@cache
def _table() -> _Table:
    data = toml("cameo.toml")
    strangers = data["strangers"]["codes"].split()
    roles = {code: code for code in SECTORS if code not in strangers} | data["roles"]
    states = {code: code for code in (*state_names(), *(c.alpha_3 for c in pycountry.countries))}
    homes = frozenset(data["homes"]["codes"].split())
    return _Table(roles, data["international"], homes, states | data["states"])


def is_state_code(code: str) -> bool:
    """Whether a code is that of a state: ISO 3166-1 alpha-3, or one of our tables."""
    table = _table()
    return table.states.get(code) == code


def sector_of(code: str) -> str | None:
    """The PLOVER sector of the first role in a code that PLOVER has a sector for.

    >>> sector_of("GOVMIL"), sector_of("MED"), sector_of("CHRCPT")
    ('GOV', 'JRN', None)
    """
    roles = (_table().roles.get(group) for group in _groups(code))
    return next((sector for sector in roles if sector), None)


@lru_cache(maxsize=4096)
def coding(code: str) -> Coding:
    """What a CAMEO-like code says, without dates; the code itself is the actor.

    >>> coding("RUSGOVMIL").identity
    Identity(actor='RUSGOVMIL', country='RUS', sector='GOV', office=None)
    >>> coding("IGOUNO").identity.country, coding("MNCUSA").identity.country, coding("HOBGOV").unplaced
    (None, 'USA', True)
    """
    table = _table()
    first, second, *_ = (*_groups(code), "", "")
    if first in table.states:
        return Coding(Identity(code, table.states[first], sector_of(code[3:])))
    if first in table.international:
        home = table.states.get(second) if first in table.homes else None
        return Coding(Identity(code, home, table.international[first] or None))
    return Coding(Identity(code, None, sector_of(code)), unplaced=first not in table.roles)


def is_composed(code: str) -> bool:
    """Whether a code is surely a state and a role, as RUSGOV is; a name that begins like one is not.

    >>> is_composed("RUSGOV"), is_composed("TURKSTREAM"), is_composed("RUS")
    (True, False, False)
    """
    state, role, *_ = (*_groups(code), "", "")
    return len(code) % 3 == 0 and state in _table().states and role in _table().roles


def _groups(code: str) -> list[str]:
    """The groups of three letters; none where the code is not made of such."""
    upper = code.upper()
    whole = upper.isascii() and upper.isalnum() and len(upper) >= 3
    return [upper[i : i + 3] for i in range(0, len(upper), 3)] if whole else []

"""Who a code is: the identity of a state, organisation, group or person."""

from __future__ import annotations

from entente.ontology.naming import actor_name, entries_by_name, is_state, squashed
from entente.ontology.people import at_work, last_before, tenures
from entente.records import Identity


def identity_of(code: str, day: str | None = None) -> Identity | None:
    """The identity of a code, as a text of a day (ISO day, month or year) has it; None for one not known.

    >>> identity_of("ARM")
    Identity(actor='ARM', country='ARM', sector='GOV', office=None)
    >>> identity_of("Nikol Pashinyan", "2023-09-19")
    Identity(actor='Nikol Pashinyan', country='ARM', sector='GOV', office='Prime Minister')
    """
    if is_state(code):
        return Identity(code, code, "GOV")
    if code in tenures():
        return _person(code, day)
    entry = entries_by_name().get(squashed(actor_name(code)).lower())
    return entry.identity if entry and entry.actor == code else None


def _person(name: str, day: str | None) -> Identity:
    if held := at_work(name, day):
        return Identity(name, held.state, held.sector, held.office)
    if gone := last_before(name, day):
        return Identity(name, gone.state, "ELI", f"former {gone.office}")
    first = tenures()[name][0]
    return Identity(name, first.state, None if first.office else first.sector or None)

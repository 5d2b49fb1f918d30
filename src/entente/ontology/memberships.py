"""Who belonged to which organisation on a day (``data/memberships.tsv``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from entente.errors import UsageError
from entente.ontology.tables import rows
from entente.ontology.terms import Term, term


class Standing(StrEnum):
    """How one stands to an organisation, the closest first; what each means is in the head of the table."""

    FULL = "full"
    SUSPENDED = "suspended"
    ASSOCIATE = "associate"
    CANDIDATE = "candidate"
    PARTNER = "partner"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class Membership:
    """A spell in which ``member`` (a code) stood to ``organisation`` (a code) in one way."""

    organisation: str
    member: str
    term: Term
    standing: Standing
    note: str


class Spell(NamedTuple):
    """A row of :func:`spells`; ``since`` and ``until`` are None where the spell has no bound."""

    organisation: str
    member: str
    standing: str
    since: date | None
    until: date | None
    note: str


def members(organisation: str, day: date, *standings: Standing) -> tuple[str, ...]:
    """The codes of those who stood to an organisation in one of some ways on a day, in the table's order.

    Without ``standings`` these are its full members. Who is suspended is not one of them.

    Raises:
        UsageError: the table does not have the organisation.

    >>> members("AUKUS", date(2024, 1, 1))
    ('AUS', 'GBR', 'USA')
    """
    if organisation not in _by_organisation():
        known = ", ".join(organisations())
        raise UsageError(f"no members are known of {organisation!r}; give one of {known}")
    return _members(organisation, day, standings or (Standing.FULL,))


def memberships(state: str, day: date) -> tuple[Membership, ...]:
    """How a state stood to each organisation on a day, in the table's order; none for who is in no row.

    A suspended member has the row that says so, and not the one of its full membership.
    """
    return _memberships(state, day)


def shared(a: str, b: str, day: date) -> tuple[str, ...]:
    """The organisations that both were full members of on a day, in the table's order."""
    of_b = _full(b, day)
    return tuple(organisation for organisation in _full(a, day) if organisation in of_b)


@cache
def organisations() -> tuple[str, ...]:
    """The codes of the organisations whose members are known, in the table's order."""
    return tuple(_by_organisation())


def spells() -> Iterator[Spell]:
    """All rows of the table, ready for a frame: ``pandas.DataFrame(spells())``."""
    for m in _table():
        since = m.term.first if m.term.since else None
        until = m.term.last if m.term.until else None
        yield Spell(m.organisation, m.member, m.standing.value, since, until, m.note)


@cache
def _table() -> tuple[Membership, ...]:
    return tuple(
        Membership(organisation, member, term(since, until), Standing(standing), note)
        for organisation, member, since, until, standing, note in rows("memberships.tsv")
    )


@cache
def _by_organisation() -> dict[str, tuple[Membership, ...]]:
    found: dict[str, list[Membership]] = {}
    for m in _table():
        found.setdefault(m.organisation, []).append(m)
    return {organisation: tuple(of) for organisation, of in found.items()}


@cache
def _by_member() -> dict[str, tuple[Membership, ...]]:
    found: dict[str, list[Membership]] = {}
    for m in _table():
        found.setdefault(m.member, []).append(m)
    return {member: tuple(of) for member, of in found.items()}


# Whole records ask for the same few months again and again.
@lru_cache(maxsize=8192)
def _members(organisation: str, day: date, standings: tuple[Standing, ...]) -> tuple[str, ...]:
    there = _in_force(_by_organisation()[organisation], day)
    return tuple(dict.fromkeys(m.member for m in there if m.standing in standings))


@lru_cache(maxsize=65536)
def _memberships(state: str, day: date) -> tuple[Membership, ...]:
    return _in_force(_by_member().get(state, ()), day)


def _full(state: str, day: date) -> tuple[str, ...]:
    return tuple(m.organisation for m in _memberships(state, day) if m.standing is Standing.FULL)


def _in_force(of: tuple[Membership, ...], day: date) -> tuple[Membership, ...]:
    """The spells that hold, without those of full members who are suspended."""
    there = [m for m in of if m.term.holds(day)]
    out = {(m.organisation, m.member) for m in there if m.standing is Standing.SUSPENDED}
    return tuple(m for m in there if m.standing is not Standing.FULL or (m.organisation, m.member) not in out)

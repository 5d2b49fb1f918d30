"""Treaties that bind states, and to what (``data/treaties.tsv``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from entente.ontology.memberships import members, organisations, spells
from entente.ontology.tables import rows, several
from entente.ontology.terms import Term, term


class Obligation(StrEnum):
    """What a treaty binds to, the strongest first; what each means is in the head of the table."""

    DEFENCE = "defence"
    GUARANTEE = "guarantee"
    CONSULTATION = "consultation"
    BASING = "basing"
    NON_AGGRESSION = "non-aggression"
    NEUTRALITY = "neutrality"
    FRIENDSHIP = "friendship"


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty, or a phase of one: its parties, its term and the strongest thing it binds them to.

    ``sides`` has one group of codes, each bound to each, or two, those of one bound to those of the other
    (guarantors and guaranteed). An organisation among them stands for its full members on the day.
    """

    name: str
    sides: tuple[tuple[str, ...], ...]
    term: Term
    obligation: Obligation
    note: str

    @property
    def parties(self) -> tuple[str, ...]:
        """The codes of all parties as the table has them."""
        return tuple(code for side in self.sides for code in side)

    def binds(self, a: str, b: str, day: date) -> bool:
        """Whether the treaty stood between two on a day; an organisation is bound to its own members."""
        if a == b or not self.term.holds(day):
            return False
        first, last = self.sides[0], self.sides[-1]
        return (_among(a, first, day) and _among(b, last, day)) or (
            _among(b, first, day) and _among(a, last, day)
        )


def obligations(a: str, b: str, day: date) -> tuple[Treaty, ...]:
    """The treaties in force between two states on a day, the strongest first, then the oldest.

    One of the two may be an organisation: NATO and LTU are bound by its treaty while Lithuania is a member.
    None for codes that no treaty has.

    >>> [t.obligation.value for t in obligations("JPN", "USA", date(1955, 1, 1))]
    ['basing']
    """
    both = _by_party().get(a, frozenset()) & _by_party().get(b, frozenset())
    found = [treaties()[n] for n in sorted(both)]
    order = list(Obligation)
    return tuple(
        sorted(
            (t for t in found if t.binds(a, b, day)), key=lambda t: (order.index(t.obligation), t.term.first)
        )
    )


def is_allied(a: str, b: str, day: date) -> bool:
    """Whether a duty of defence stood between two states on a day: what was written, not what was done."""
    return any(t.obligation is Obligation.DEFENCE for t in obligations(a, b, day))


@cache
def treaties() -> tuple[Treaty, ...]:
    """All treaties, in the order of the table."""
    return tuple(
        Treaty(name, _sides(parties), term(since, until), Obligation(obligation), note)
        for name, parties, since, until, obligation, note in rows("treaties.tsv")
    )


def _sides(cell: str) -> tuple[tuple[str, ...], ...]:
    return tuple(several(side.strip()) for side in cell.split(">"))


def _among(code: str, side: tuple[str, ...], day: date) -> bool:
    return code in side or any(code in members(p, day) for p in side if p in organisations())


@cache
def _by_party() -> dict[str, frozenset[int]]:
    """The numbers of the treaties that each code was ever bound by, itself or in an organisation."""
    of: dict[str, set[str]] = {}
    for spell in spells():
        of.setdefault(spell.organisation, set()).add(spell.member)
    found: dict[str, set[int]] = {}
    for number, treaty in enumerate(treaties()):
        for party in treaty.parties:
            for code in (party, *of.get(party, ())):
                found.setdefault(code, set()).add(number)
    return {code: frozenset(numbers) for code, numbers in found.items()}

"""What is known before a day: faded counts, and what follows on what."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from entente.analysis.links.counts import Counts, Floats
from entente.analysis.links.facts import Facts, Ints
from entente.analysis.links.tables import DEED, PAIR, QUESTIONS, TABLES, Asked, Table

#: The half-life among those of deeds by which one is still lively, and how much of it has to be left.
LATELY, LIVE = 1, 0.2
#: So many uses of a relation, at the usual rate, are taken to have been before any was seen.
PRIOR = 5.0


class History:
    """Counts over the facts that were told so far; days are told in order, each after its questions.

    Args:
        facts: all that will be told. Nothing of a fact is known before :meth:`tell` was called with its
            day: the tables are laid out for it, empty.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        row = Asked(facts.known, facts.relation, facts.answer)
        self._counts = {t.name: Counts(t.key(facts, row), t.halves) for t in (*TABLES, *QUESTIONS)}
        self._kinds = 2 * facts.relations
        self._deed_relation: Ints = self.of(DEED).keys % self._kinds
        self._together: Floats = np.zeros((self._kinds, self._kinds), np.float32)
        self._before: Floats = np.zeros(self._kinds, np.float32)
        self._members = _groups(facts.home)

    def of(self, table: Table) -> Counts:
        """The counts of a combination."""
        return self._counts[table.name]

    def members(self, home: int) -> Ints:
        """The actors of a home."""
        return self._members[home]

    def tell(self, step: int) -> None:
        """Tell the facts of a day; days without facts may be left out."""
        rows = self.facts.rows(step)
        self._learn(rows)
        for counts in self._counts.values():
            counts.tell(rows, step)

    def _learn(self, rows: slice) -> None:
        """Which relations follow on which others between the same two."""
        asked = Asked(self.facts.known[rows], self.facts.relation[rows], self.facts.answer[rows])
        row, earlier, weight = self.lately(asked)
        lively = weight > LIVE
        np.add.at(self._together, (asked.relation[row[lively]], earlier[lively]), 1)
        np.add.at(self._before, earlier[lively], 1)

    def lately(self, asked: Asked) -> tuple[Ints, Ints, Floats]:
        """All that the two of each row did with each other: the row, the relation, its faded count."""
        deeds = self.of(DEED)
        first = PAIR.key(self.facts, asked) * self._kinds
        low, high = np.searchsorted(deeds.keys, first), np.searchsorted(deeds.keys, first + self._kinds)
        row, place = spread(low, high)
        return row, self._deed_relation[place], deeds.at(place)[LATELY]

    def follows(self) -> Floats:
        """How much oftener than usual each relation (row) follows on another (column), as a logarithm."""
        usual = self._together.sum(1, keepdims=True) + 1
        usual /= usual.sum()
        share = (self._together + PRIOR * usual) / (self._before + PRIOR)
        return np.asarray(np.log(share / usual), np.float32)


def spread(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Ranges laid end to end: to which each number belongs, and the number.

    >>> [part.tolist() for part in spread(np.array([5, 0]), np.array([7, 1]))]
    [[0, 0, 1], [5, 6, 0]]
    """
    many = high - low
    of = np.repeat(np.arange(len(many)), many)
    ends = np.cumsum(many)
    return of, np.arange(int(many.sum())) - np.repeat(ends - many, many) + low[of]


def _groups(home: Ints) -> list[Ints]:
    """The actors of each home."""
    order = np.argsort(home, kind="stable")
    edges = np.searchsorted(home[order], np.arange(int(home.max(initial=0)) + 2))
    return [order[a:b] for a, b in pairwise(edges)]

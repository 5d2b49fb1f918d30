"""Who may be the answer: partners of old, who is usual for the relation, who is at home in the same place."""

from __future__ import annotations

import numpy as np

from entente.analysis.links.facts import Ints
from entente.analysis.links.history import History
from entente.analysis.links.tables import ANSWER, HOME_ASKING, HOME_PAIR, PAIR, TAKING, Asked, Table

#: Most candidates of each kind.
PARTNERS, USUAL, COMPATRIOTS, OF_HOME = 600, 60, 30, 25


class Questions:
    """The questions of a day and their candidates.

    Args:
        history: what is known.
        known, relation: shape (questions,); each question once.

    Attributes:
        asked: one row a candidate, those of a question side by side.
        question: the number of its question, shape (candidates,).
        edges: where each question's candidates begin, and after the last where they end.
    """

    def __init__(self, history: History, known: Ints, relation: Ints) -> None:
        self.known, self.relation = known, relation
        self._history = history
        # What several questions of a day share.
        self._kept: dict[tuple[str, int], Ints] = {}
        found = [self._of(int(e), int(r)) for e, r in zip(known, relation, strict=True)]
        many = np.array([len(c) for c in found], np.int64)
        self.edges: Ints = np.concatenate([[0], np.cumsum(many)])
        self.question: Ints = np.repeat(np.arange(len(known)), many)
        answers = np.concatenate(found) if found else np.zeros(0, np.int64)
        self.asked = Asked(known[self.question], relation[self.question], answers)

    def _of(self, known: int, relation: int) -> Ints:
        home = int(self._history.facts.home[known])
        parts = (
            self._largest(PAIR, known, PARTNERS),
            self._largest(TAKING, relation, USUAL),
            self._largest(HOME_PAIR, home, OF_HOME),
            self._largest(HOME_ASKING, home * 2 * self._history.facts.relations + relation, OF_HOME),
            self._compatriots(home),
        )
        found = np.unique(np.concatenate(parts))
        return np.asarray(found[found != known], np.int64)

    def _largest(self, table: Table, prefix: int, most: int) -> Ints:
        key = table.name, prefix
        if key not in self._kept:
            n = self._history.facts.actors
            # Partners of any time; all others as they were lately.
            row = 0 if table is PAIR else 1
            keys = self._history.of(table).largest(prefix * n, (prefix + 1) * n, row, most)
            self._kept[key] = np.asarray(keys % n, np.int64)
        return self._kept[key]

    def _compatriots(self, home: int) -> Ints:
        key = "home", home
        if key not in self._kept:
            members = self._history.members(home)
            counts = self._history.of(ANSWER)
            lately = counts.at(counts.find(members))[1]
            first = np.argsort(-lately, kind="stable")[:COMPATRIOTS]
            self._kept[key] = np.asarray(members[first[lately[first] > 0]], np.int64)
        return self._kept[key]

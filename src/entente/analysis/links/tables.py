"""What is counted: each combination of parts of a fact that speaks for an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from entente.analysis.links.counts import EVER
from entente.analysis.links.facts import Facts, Ints

#: Half-lives in days of the counts of single combinations, of broader ones, and of those beside them.
FINE, BROAD, ALSO = (EVER, 60.0, 15.0, 4.0), (EVER, 30.0, 5.0), (EVER, 30.0)


class Asked(NamedTuple):
    """Candidates for answers, column by column: the known actor, the relation, the candidate."""

    known: Ints
    relation: Ints
    answer: Ints


class Table(NamedTuple):
    """A combination that is counted.

    Attributes:
        name: what the columns of features are called after.
        parts: names in :data:`PARTS`; what has the first of them in common stands together.
        halves: half-lives of its counts.
        lag: whether the days since it last occurred count as well.
    """

    name: str
    parts: tuple[str, ...]
    halves: tuple[float, ...]
    lag: bool = False

    def key(self, facts: Facts, asked: Asked) -> Ints:
        """A number for each row, the same for the same combination."""
        key = np.zeros(len(asked.known), np.int64)
        for part in self.parts:
            values, size = PARTS[part](facts, asked)
            key = key * size + values
        return key


def _many(numbers: Ints) -> int:
    return int(numbers.max(initial=0)) + 1


#: The parts of a fact: of each row a number, and how many there are.
PARTS: dict[str, Callable[[Facts, Asked], tuple[Ints, int]]] = {
    "known": lambda facts, row: (row.known, facts.actors),
    "relation": lambda facts, row: (row.relation, 2 * facts.relations),
    "answer": lambda facts, row: (row.answer, facts.actors),
    "known home": lambda facts, row: (facts.home[row.known], _many(facts.home)),
    "answer home": lambda facts, row: (facts.home[row.answer], _many(facts.home)),
    "known role": lambda facts, row: (facts.role[row.known], _many(facts.role)),
    "answer role": lambda facts, row: (facts.role[row.answer], _many(facts.role)),
    "same home": lambda facts, row: (
        (facts.home[row.known] == facts.home[row.answer]).astype(np.int64),
        2,
    ),
}
#: A deed between two; those of a pair stand together.
DEED = Table("deed", ("known", "answer", "relation"), FINE, lag=True)
PAIR = Table("pair", ("known", "answer"), FINE, lag=True)
#: Who takes part in a relation at all.
TAKING = Table("taking", ("relation", "answer"), BROAD, lag=True)
ANSWER = Table("answer", ("answer",), BROAD, lag=True)
HOME_ASKING = Table("home asking", ("known home", "relation", "answer"), ALSO)
HOME_PAIR = Table("home pair", ("known home", "answer"), ALSO)
#: What is counted of each candidate.
TABLES = (
    DEED,
    PAIR,
    TAKING,
    ANSWER,
    Table("homes", ("known home", "answer home"), ALSO),
    Table("home deed", ("known home", "relation", "answer home"), ALSO),
    HOME_ASKING,
    HOME_PAIR,
    Table("roles deed", ("known role", "relation", "answer role", "same home"), (EVER,)),
    Table("role taking", ("relation", "answer role", "same home"), (EVER,)),
    Table("asking home", ("known", "relation", "answer home"), ALSO),
    Table("asking role", ("known", "relation", "answer role"), ALSO),
)
#: What is counted of each question.
KNOWN = Table("known", ("known",), ALSO, lag=True)
ASKING = Table("asking", ("known", "relation"), ALSO)
QUESTIONS = (KNOWN, ASKING)

"""The baseline: what happened will happen again, the later it last did the likelier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entente.analysis.links.counts import EVER, NEVER, Counts
from entente.analysis.links.facts import Facts, Ints
from entente.analysis.links.ranking import Ranked, ranks
from entente.analysis.links.tables import DEED, TAKING, Asked

#: Rates of forgetting that are tried for each relation; days are halved so often.
RATES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
#: Weight of the deed itself; the rest is that of who takes part in the relation at all.
STRICT = 0.999


@dataclass(frozen=True, slots=True)
class Recurrency:
    """What repeats itself (Gastinger and others 2024: History repeats itself: A baseline for temporal
    knowledge graph forecasting).

    Scores who was the answer before by how lately that was, and all others by how often they answer to the
    relation.

    Attributes:
        rates: the rate of forgetting of each relation, shape (relations in both directions,).
    """

    rates: NDArray[np.float64]

    @classmethod
    def chosen(cls, facts: Facts, first: int, stop: int) -> Recurrency:
        """The rates that would have ranked best on the days from ``first`` up to ``stop``."""
        kinds = 2 * facts.relations
        gain = np.zeros((len(RATES), kinds))
        for day in _days(facts, first, stop):
            asked = facts.relation[facts.rows(day.step)]
            for i, rate in enumerate(RATES):
                found = 1 / ranks(day.ranked(np.full(kinds, rate)), facts)
                gain[i] += np.bincount(asked, found, kinds)
        # Where days tell nothing of a relation, what is best over all.
        gain += gain.sum(1, keepdims=True) * 1e-6
        return cls(np.array(RATES)[gain.argmax(0)])

    def forecast(self, facts: Facts, first: int, stop: int) -> Iterator[Ranked]:
        """The answers to the questions of each day from ``first`` up to ``stop``, before they are told."""
        for day in _days(facts, first, stop):
            yield day.ranked(self.rates)


@dataclass(frozen=True, slots=True)
class _Day:
    """The questions of a day, and for each candidate the days since it last was the answer, and its share."""

    step: int
    known: Ints
    relation: Ints
    answer: Ints
    edges: Ints
    lag: NDArray[np.float32]
    share: NDArray[np.float32]

    def ranked(self, rates: NDArray[np.float64]) -> Ranked:
        rate = rates[np.repeat(self.relation, np.diff(self.edges))]
        strict = np.where(self.lag < NEVER, 2.0 ** (-rate * self.lag), 0)
        scores = STRICT * strict + (1 - STRICT) * self.share
        return Ranked(self.step, self.known, self.relation, self.answer, scores, self.edges)


def _days(facts: Facts, first: int, stop: int) -> Iterator[_Day]:
    every = Asked(facts.known, facts.relation, facts.answer)
    done, takers = (Counts(table.key(facts, every), (EVER,)) for table in (DEED, TAKING))
    for step in range(stop):
        rows = facts.rows(step)
        if step >= first and rows.stop > rows.start:
            yield _day(facts, done, takers, step)
        done.tell(rows, step)
        takers.tell(rows, step)


def _day(facts: Facts, done: Counts, takers: Counts, step: int) -> _Day:
    rows, n = facts.rows(step), facts.actors
    asked = np.unique(np.stack([facts.known[rows], facts.relation[rows]], 1), axis=0)
    by_relation = {int(r): takers.largest(r * n, (r + 1) * n, 0, n) % n for r in np.unique(asked[:, 1])}
    found = [by_relation[int(r)] for r in asked[:, 1]]
    many = np.array([len(c) for c in found])
    answer = np.concatenate(found)
    row = Asked(np.repeat(asked[:, 0], many), np.repeat(asked[:, 1], many), answer)
    share = takers.at(takers.find(TAKING.key(facts, row)))[0]
    edges = np.concatenate([[0], np.cumsum(many)])
    total = np.maximum(np.repeat(np.add.reduceat(np.r_[share, 0], edges[:-1]), many), 1)
    lag = done.lag(done.find(DEED.key(facts, row)), step)
    return _Day(step, asked[:, 0], asked[:, 1], answer, edges, lag, share / total)

"""How high the answers stand: ranks, the mean reciprocal rank, hits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entente.analysis.links.facts import Facts, Ints


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates of the questions of a day with their scores; who is not listed ties below all who are.

    Attributes:
        step: the day.
        known, relation: the questions, shape (questions,).
        answer: the candidates of all questions, those of one side by side, shape (candidates,).
        scores: of each; higher is likelier.
        edges: where each question's candidates begin, and the end, shape (questions + 1,).
    """

    step: int
    known: Ints
    relation: Ints
    answer: Ints
    scores: NDArray[np.floating]
    edges: Ints


def ranks(ranked: Ranked, facts: Facts) -> NDArray[np.float64]:
    """The rank of each answer of a day, in the order of its facts.

    Other answers to the same question on the same day are left out first (the time-aware filter of Han and
    others 2021: Explainable subgraph reasoning for forecasting on temporal knowledge graphs); ties count as
    the rank to be expected if they were broken by lot (Ruffinelli and others 2020: You CAN teach an old dog
    new tricks).
    """
    rows = facts.rows(ranked.step)
    asked = _key(facts.known[rows], facts.relation[rows], 2 * facts.relations)
    question = np.searchsorted(_key(ranked.known, ranked.relation, 2 * facts.relations), asked)
    answers = facts.answer[rows]
    many = np.bincount(question, minlength=len(ranked.known))
    found = np.zeros(len(answers))
    order = np.argsort(question, kind="stable")
    start = 0
    for q in np.flatnonzero(many):
        mine = order[start : start + many[q]]
        start += many[q]
        listed = slice(ranked.edges[q], ranked.edges[q + 1])
        found[mine] = _of(ranked.answer[listed], ranked.scores[listed], answers[mine], facts.actors)
    return found


def _of(listed: Ints, scores: NDArray[np.floating], answers: Ints, actors: int) -> NDArray[np.float64]:
    """Ranks of the answers to one question."""
    right = np.isin(listed, answers)
    wrong = np.sort(scores[~right])
    # Who is not listed shares the places below.
    unlisted = actors - len(wrong) - len(answers)
    found = np.full(len(answers), len(wrong) + 1 + unlisted / 2)
    by_answer = {int(a): s for a, s in zip(listed[right], scores[right], strict=True)}
    for i, answer in enumerate(answers):
        if (score := by_answer.get(int(answer))) is not None:
            above = len(wrong) - np.searchsorted(wrong, score, side="right")
            level = np.searchsorted(wrong, score, side="right") - np.searchsorted(wrong, score)
            found[i] = 1 + above + level / 2
    return found


def _key(known: Ints, relation: Ints, relations: int) -> Ints:
    return known * relations + relation


@dataclass(frozen=True, slots=True)
class Standing:
    """How well a method ranks.

    Attributes:
        queries: facts asked for, in both directions.
        mrr: the mean of 1 / rank.
        hits_1, hits_3, hits_10: the share of answers at or above that rank.
    """

    queries: int
    mrr: float
    hits_1: float
    hits_3: float
    hits_10: float

    @classmethod
    def of(cls, *parts: NDArray[np.float64]) -> Standing:
        """Of the ranks of some days; NaN where there are none."""
        found = np.concatenate([np.zeros(0), *parts])
        if not len(found):
            return cls(0, *[float("nan")] * 4)
        hits = (float((found <= most).mean()) for most in (1, 3, 10))
        return cls(len(found), float((1 / found).mean()), *hits)

"""From day to day: the questions of a day are answered, then its facts are told."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from entente.analysis.links.candidates import Questions
from entente.analysis.links.facts import Facts
from entente.analysis.links.features import features
from entente.analysis.links.history import History
from entente.analysis.links.ranker import Lesson, Ranker
from entente.analysis.links.ranking import Ranked

log = logging.getLogger(__name__)
#: The last so many days before the first that is forecast are learned from.
LESSON_DAYS = 110
#: Of a busy record fewer: a question has some 130 candidates, and each 90 bytes of features.
LESSON_QUESTIONS = 100_000


@dataclass(frozen=True, slots=True)
class _Day:
    step: int
    questions: Questions
    features: np.typing.NDArray[np.float32]


def walk(facts: Facts, first: int, stop: int) -> Iterator[_Day]:
    """The days from ``first`` up to ``stop``: what is asked, with features of what was told before it."""
    history = History(facts)
    for step in range(stop):
        rows = facts.rows(step)
        if step >= first and rows.stop > rows.start:
            asked = np.unique(np.stack([facts.known[rows], facts.relation[rows]], 1), axis=0)
            questions = Questions(history, asked[:, 0], asked[:, 1])
            yield _Day(step, questions, features(history, questions, step))
        history.tell(step)


def lesson(facts: Facts, first: int, stop: int) -> Lesson:
    """What is to be learned of some days. Half precision: a day has fifty thousand candidates."""
    parts: list[Lesson] = []
    for day in walk(facts, first, stop):
        rows, n = facts.rows(day.step), facts.actors
        asked = day.questions.asked
        base = 2 * facts.relations
        told = (facts.known[rows] * base + facts.relation[rows]) * n + facts.answer[rows]
        right = np.isin((asked.known * base + asked.relation) * n + asked.answer, told)
        parts.append(Lesson(day.features.astype(np.float16), asked.relation, right, day.questions.edges))
    return joined(parts)


def joined(parts: Sequence[Lesson]) -> Lesson:
    """Several lessons as one; their relations have to mean the same."""
    sizes = np.cumsum([0, *(len(p.right) for p in parts)])
    edges = [p.edges[:-1] + size for p, size in zip(parts, sizes[:-1], strict=True)]
    return Lesson(
        np.concatenate([p.features for p in parts]),
        np.concatenate([p.relation for p in parts]),
        np.concatenate([p.right for p in parts]),
        np.concatenate([*edges, sizes[-1:]]),
    )


def learned(facts: Facts, until: int, *, days: int = LESSON_DAYS, seed: int = 0) -> Ranker:
    """A ranker that has learned from the days before ``until``, and from nothing later.

    Args:
        facts: may go on after ``until``; what is told then is not looked at.
        until: the first day that is to be forecast.
        days: how many are learned from; those before them are history only.
        seed: of the ranker's lots.
    """
    past = facts.until(until)
    busy = int(past.step[-LESSON_QUESTIONS]) if len(past.step) > LESSON_QUESTIONS else 0
    taught = lesson(past, max(until - days, until // 3, busy), until)
    log.info("learning from %s candidates", len(taught.right))
    return Ranker.taught(taught, 2 * facts.relations, seed=seed)


def forecast(facts: Facts, ranker: Ranker, first: int, stop: int) -> Iterator[Ranked]:
    """The answers to the questions of each day from ``first`` up to ``stop``, before they are told."""
    for day in walk(facts, first, stop):
        asked = day.questions
        scores = ranker.scores(day.features, asked.asked.relation)
        yield Ranked(day.step, asked.known, asked.relation, asked.asked.answer, scores, asked.edges)

"""A small network that ranks candidates, taught on days gone by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Self

import numpy as np

from entente.analysis.links.counts import Floats
from entente.analysis.links.facts import Ints
from entente.analysis.links.history import spread

#: Sizes of the two hidden layers, and of what is learned of each relation.
WIDE, NARROW, RELATION = 96, 48, 12
#: Passes over the days, questions at a time, and the highest rate of learning.
PASSES, BATCH, RATE = 6, 256, 4e-3
#: Candidates that are scored at a time, and that say how features are spread.
_CHUNK = _SAMPLE = 100_000


@dataclass(slots=True)
class Weights:
    """The network: two hidden layers beside a straight line, over features and what a relation is."""

    relation: Floats
    first: Floats
    first_of: Floats
    first_bias: Floats
    second: Floats
    second_bias: Floats
    out: Floats
    line: Floats

    @classmethod
    def drawn(cls, features: int, relations: int, rng: np.random.Generator) -> Self:
        """Weights by lot."""

        def lot(*shape: int) -> Floats:
            return np.asarray(rng.standard_normal(shape) * np.sqrt(1 / shape[0]), np.float32)

        return cls(
            relation=(rng.standard_normal((relations, RELATION)) * 0.1).astype(np.float32),
            first=lot(features, WIDE),
            first_of=lot(RELATION, WIDE),
            first_bias=np.zeros(WIDE, np.float32),
            second=lot(WIDE, NARROW),
            second_bias=np.zeros(NARROW, np.float32),
            out=lot(NARROW),
            line=np.zeros(features, np.float32),
        )

    def parts(self) -> Iterator[Floats]:
        """The arrays, in order."""
        return (getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class Lesson:
    """Questions that were answered.

    Attributes:
        features: shape (candidates, features); may be half precision.
        relation: of each candidate's question.
        right: whether it is an answer.
        edges: where each question's candidates begin, and the end.
    """

    features: np.typing.NDArray[np.float16] | Floats
    relation: Ints
    right: np.typing.NDArray[np.bool_]
    edges: Ints


@dataclass(frozen=True, slots=True)
class Ranker:
    """Scores candidates; the higher, the likelier. Within a question the softmax is a probability.

    Attributes:
        weights: the network.
        centre, scale: of each feature, shape (features,).
    """

    weights: Weights
    centre: Floats
    scale: Floats

    @classmethod
    def taught(cls, lesson: Lesson, relations: int, *, seed: int = 0) -> Self:
        """Learn from questions: each answer's chance among those that are none is made as high as can be.

        Listwise softmax (Cao and others 2007: Learning to rank: from pairwise approach to listwise approach),
        by Adam (Kingma and Ba 2015) with one cycle of rates (Smith 2018).

        Args:
            lesson: questions of days gone by.
            relations: how many there are in both directions.
            seed: of the lots that the weights start from and the order of questions.
        """
        rng = np.random.default_rng(seed)
        features = lesson.features.shape[1]
        weights = Weights.drawn(features, relations, rng)
        if not len(lesson.right):
            return cls(weights, np.zeros(features, np.float32), np.ones(features, np.float32))
        sample = lesson.features[:: max(len(lesson.features) // _SAMPLE, 1)].astype(np.float32)
        ranker = cls(weights, sample.mean(0), sample.std(0) + 1e-3)
        answered = np.add.reduceat(lesson.right, lesson.edges[:-1].clip(max=len(lesson.right) - 1))
        answered = np.where(np.diff(lesson.edges) > 0, answered, 0) > 0
        asked = np.flatnonzero(answered)
        adam = Adam(ranker.weights, max(PASSES * -(-len(asked) // BATCH), 1))
        for _ in range(PASSES):
            order = rng.permutation(asked)
            for start in range(0, len(order), BATCH):
                some = order[start : start + BATCH]
                question, rows = spread(lesson.edges[some], lesson.edges[some + 1])
                x = (lesson.features[rows].astype(np.float32) - ranker.centre) / ranker.scale
                adam.step(_gradients(ranker.weights, x, lesson.relation[rows], lesson.right[rows], question))
        return ranker

    def scores(self, features: Floats, relation: Ints) -> Floats:
        """Scores, shape (candidates,)."""
        found = [np.zeros(0, np.float32)]
        for start in range(0, len(features), _CHUNK):
            x = (features[start : start + _CHUNK].astype(np.float32) - self.centre) / self.scale
            found.append(_forward(self.weights, x, relation[start : start + _CHUNK])[0])
        return np.concatenate(found)


class Adam:
    """Steps down a gradient, each weight at its own pace; the rate goes up, then down."""

    def __init__(self, weights: Weights, steps: int) -> None:
        self._parts = list(weights.parts())
        self._mean = [np.zeros_like(p) for p in self._parts]
        self._square = [np.zeros_like(p) for p in self._parts]
        self._steps, self._done = steps, 0

    def step(self, gradients: Weights) -> None:
        """Take one step."""
        self._done += 1
        part = self._done / self._steps
        rate = RATE * (part / 0.3 if part < 0.3 else (1 + np.cos(np.pi * (part - 0.3) / 0.7)) / 2)
        for p, g, m, v in zip(self._parts, gradients.parts(), self._mean, self._square, strict=True):
            m += 0.1 * (g - m)
            v += 0.001 * (g * g - v)
            ahead = m / (1 - 0.9**self._done) / (np.sqrt(v / (1 - 0.999**self._done)) + 1e-8)
            p -= (rate * ahead).astype(np.float32)


def _forward(w: Weights, x: Floats, relation: Ints) -> tuple[Floats, Floats, Floats]:
    """Scores, and what the hidden layers give."""
    wide = np.maximum(x @ w.first + (w.relation @ w.first_of)[relation] + w.first_bias, 0)
    narrow = np.maximum(wide @ w.second + w.second_bias, 0)
    return narrow @ w.out + x @ w.line, wide, narrow


def _gradients(
    w: Weights, x: Floats, relation: Ints, right: np.typing.NDArray[np.bool_], question: Ints
) -> Weights:
    """Of the mean loss over answers."""
    scores, wide, narrow = _forward(w, x, relation)
    by_score = _loss_gradient(scores, right, question)
    to_narrow = np.outer(by_score, w.out) * (narrow > 0)
    to_wide = (to_narrow @ w.second.T) * (wide > 0)
    of_relation = np.zeros((len(w.relation), to_wide.shape[1]), np.float32)
    kinds, place = np.unique(relation, return_inverse=True)
    order = np.argsort(place, kind="stable")
    starts = np.searchsorted(place[order], np.arange(len(kinds)))
    of_relation[kinds] = np.add.reduceat(to_wide[order], starts, axis=0)
    return Weights(
        relation=of_relation @ w.first_of.T,
        first=x.T @ to_wide,
        first_of=w.relation.T @ of_relation,
        first_bias=to_wide.sum(0),
        second=wide.T @ to_narrow,
        second_bias=to_narrow.sum(0),
        out=narrow.T @ by_score,
        line=x.T @ by_score,
    )


def _loss_gradient(scores: Floats, right: np.typing.NDArray[np.bool_], question: Ints) -> Floats:
    """By score, of the mean over answers of -log(e^answer / (e^answer + the sum over what is none))."""
    many = int(question[-1]) + 1
    top = np.maximum.reduceat(scores, np.searchsorted(question, np.arange(many)))
    raised = np.exp(scores - top[question])
    wrong = np.bincount(question, raised * ~right, many)
    answers = np.flatnonzero(right)
    of = question[answers]
    whole = wrong[of] + raised[answers]
    found = np.zeros(len(scores))
    found[answers] = raised[answers] / whole - 1
    # Each wrong candidate is pushed down once for every answer of its question.
    found += ~right * raised * np.bincount(of, 1 / whole, many)[question]
    return (found / max(len(answers), 1)).astype(np.float32)

from __future__ import annotations

from dataclasses import fields
from typing import Any, cast

import numpy as np
import pytest

from entente.analysis.links import forecaster
from entente.analysis.links import ranker as module
from entente.analysis.links.forecaster import forecast, learned
from entente.analysis.links.ranker import Lesson, Ranker, Weights
from entente.analysis.links.ranking import Standing, ranks
from entente.analysis.links.recurrency import Recurrency
from entente.analysis.links.simulate import answered, lots


def _loss(w: Weights, x: np.ndarray, relation: np.ndarray, right: np.ndarray, of: np.ndarray) -> float:
    scores = module._forward(w, x, relation)[0]
    total = []
    for q in range(of.max() + 1):
        mine = scores[of == q]
        wrong = np.exp(mine[~right[of == q]]).sum()
        total += [-np.log(np.exp(s) / (np.exp(s) + wrong)) for s in mine[right[of == q]]]
    return float(np.mean(total))


@pytest.mark.parametrize("part", [f.name for f in fields(Weights)])
def test_the_gradient_is_that_of_the_loss(part: str) -> None:
    rng = np.random.default_rng(3)
    drawn = Weights.drawn(5, 4, rng)
    # In double precision, so that small steps can be told.
    w: Any = Weights(*(cast(Any, rng.standard_normal(array.shape) * 0.3) for array in drawn.parts()))
    x: Any = rng.standard_normal((14, 5))
    relation = np.repeat([0, 2, 2], [5, 4, 5])
    of = np.repeat([0, 1, 2], [5, 4, 5])
    right = np.zeros(14, bool)
    right[[1, 3, 5, 12]] = True
    gradient = getattr(module._gradients(w, x, relation, right, of), part)
    array = getattr(w, part)
    for _ in range(6):
        at = tuple(rng.integers(size) for size in array.shape)
        old = array[at]
        array[at] = old + 1e-5
        above = _loss(w, x, relation, right, of)
        array[at] = old - 1e-5
        below = _loss(w, x, relation, right, of)
        array[at] = old
        assert gradient[at] == pytest.approx((above - below) / 2e-5, abs=1e-4)


def test_a_rule_is_learned_that_repetition_does_not_show() -> None:
    facts = answered(days=160)
    ranker = learned(facts, 120)
    ours = np.concatenate([ranks(day, facts) for day in forecast(facts, ranker, 120, 160)])
    baseline = Recurrency(np.full(6, 0.02)).forecast(facts, 120, 160)
    theirs = np.concatenate([ranks(day, facts) for day in baseline])
    assert Standing.of(ours).mrr > Standing.of(theirs).mrr + 0.1


def test_nothing_is_learned_of_lots() -> None:
    facts = lots(days=160)
    ranker = learned(facts, 120)
    ours = Standing.of(np.concatenate([ranks(day, facts) for day in forecast(facts, ranker, 120, 160)]))
    # By lot among 60 the mean of 1 / rank is 0.078.
    assert ours.mrr < 0.11


def test_the_same_lesson_gives_the_same_ranker() -> None:
    facts = answered(days=40)
    first, second = (learned(facts, 35, seed=4) for _ in range(2))
    for a, b in zip(first.weights.parts(), second.weights.parts(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_learning_looks_at_nothing_later() -> None:
    facts = answered(days=60)
    first, second = learned(facts, 40), learned(facts.until(40), 40)
    np.testing.assert_array_equal(first.weights.first, second.weights.first)


def test_of_a_busy_record_fewer_days_teach(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = answered(days=40)
    sizes = []
    for most in (10_000, 100):
        monkeypatch.setattr(forecaster, "LESSON_QUESTIONS", most)
        monkeypatch.setattr(Ranker, "taught", lambda lesson, *_, **__: sizes.append(len(lesson.edges)))
        learned(facts, 40)
    assert sizes[1] < sizes[0] / 3


def test_a_lesson_without_answers_teaches_nothing_and_fails_nowhere() -> None:
    lesson = Lesson(
        np.zeros((0, 5), np.float32), np.zeros(0, np.int64), np.zeros(0, bool), np.zeros(1, np.int64)
    )
    ranker = Ranker.taught(lesson, 4)
    assert np.isfinite(ranker.scores(np.ones((2, 5), np.float32), np.zeros(2, np.int64))).all()

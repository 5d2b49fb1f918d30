from __future__ import annotations

import numpy as np
import pytest

from entente.analysis.links.candidates import Questions
from entente.analysis.links.counts import EVER, NEVER, Counts
from entente.analysis.links.facts import Facts
from entente.analysis.links.features import features, names
from entente.analysis.links.history import History
from entente.analysis.links.simulate import answered
from entente.analysis.links.tables import DEED, Asked


def test_counts_fade_by_their_half_lives() -> None:
    counts = Counts(np.array([7, 9, 7]), (EVER, 2.0))
    counts.tell(slice(0, 1), 0)
    counts.tell(slice(2, 3), 4)
    place = counts.find(np.array([7, 9, 8]))
    assert place.tolist() == [0, 1, -1]
    assert counts.at(place).tolist() == [[2, 0, 0], [1.25, 0, 0]]
    assert counts.lag(place, 5).tolist() == [1, NEVER, NEVER]


def test_counts_of_nothing() -> None:
    counts = Counts(np.zeros(0, np.int64), (EVER,))
    place = counts.find(np.array([3]))
    assert counts.at(place).tolist() == [[0]]
    assert counts.lag(place, 1).tolist() == [NEVER]
    assert counts.largest(0, 9, 0, 5).size == 0


def test_the_largest_of_a_range_that_occurred() -> None:
    counts = Counts(np.array([10, 11, 11, 12, 25]), (EVER,))
    counts.tell(slice(0, 3), 0)
    assert counts.largest(10, 20, 0, 5).tolist() == [11, 10]
    assert counts.largest(10, 20, 0, 1).tolist() == [11]


def _asked(facts: Facts, step: int, *, told: int) -> np.typing.NDArray[np.float32]:
    history = History(facts)
    for day in range(told):
        history.tell(day)
    questions = Questions(history, np.arange(10), np.full(10, 1))
    return features(history, questions, step)


def test_the_future_changes_no_feature() -> None:
    """Facts of the day that is asked for, and of later ones, are dealt out anew: all stays the same."""
    facts = answered(days=60)
    cut = facts.rows(40).start
    rng = np.random.default_rng(1)
    later = rng.permutation(facts.answer[cut:])
    other = Facts(
        facts.known,
        facts.relation,
        np.concatenate([facts.answer[:cut], later]),
        facts.step,
        facts.actors,
        facts.relations,
        facts.home,
        facts.role,
    )
    assert (other.answer != facts.answer).any()
    np.testing.assert_array_equal(_asked(facts, 40, told=40), _asked(other, 40, told=40))
    np.testing.assert_array_equal(_asked(facts, 40, told=40), _asked(facts.until(40), 40, told=40))
    assert not np.array_equal(_asked(facts, 41, told=41), _asked(facts, 41, told=40))


def test_each_column_has_a_name() -> None:
    assert _asked(answered(days=30), 30, told=30).shape[1] == len(names()) == len(set(names()))


def test_days_without_facts_fade_all_the_same() -> None:
    facts = Facts.of([0, 1], [0, 0], [1, 2], [0, 30], ["a", "b", "c"], 1, "2014-01-01")
    by_days, at_once = History(facts), History(facts)
    for day in range(31):
        by_days.tell(day)
    for day in (0, 30):
        at_once.tell(day)
    places = np.arange(len(by_days.of(DEED).keys))
    np.testing.assert_allclose(by_days.of(DEED).at(places), at_once.of(DEED).at(places), rtol=1e-5)


def test_what_follows_on_what_is_learned() -> None:
    facts = answered(days=120)
    history = History(facts)
    for day in range(120):
        history.tell(day)
    follows = history.follows()
    provoked, answers = 1 + facts.relations, 2
    # Whoever was provoked answers; seen from him, the provocation is asked backwards.
    assert follows[answers, provoked] > 1
    assert follows[answers, provoked] == follows[answers].max()


def test_deeds_of_two_are_those_of_no_others() -> None:
    facts = Facts.of([0, 0, 2], [0, 1, 1], [1, 1, 1], [0, 0, 0], ["a", "b", "c"], 2, "2014-01-01")
    history = History(facts)
    history.tell(0)
    asked = Asked(np.array([0, 2, 1]), np.array([0, 0, 0]), np.array([1, 0, 2]))
    row, relation, count = history.lately(asked)
    assert np.stack([row, relation, count], 1).tolist() == [[0, 0, 1], [0, 1, 1], [2, 3, 1]]


def test_nobody_is_a_candidate_for_himself_or_before_he_is_told() -> None:
    facts = Facts.of([0, 1], [0, 0], [1, 2], [0, 1], ["a", "b", "c"], 1, "2014-01-01")
    history = History(facts)
    history.tell(0)
    questions = Questions(history, np.array([0, 1]), np.array([0, 0]))
    # Who will come on the next day is none yet.
    assert questions.asked.answer.tolist() == [1, 0]
    assert questions.edges.tolist() == [0, 1, 2]


@pytest.mark.parametrize("many", [0, 1])
def test_questions_without_candidates(many: int) -> None:
    facts = Facts.of([], [], [], [], ["a", "b"], 1, "2014-01-01")
    history = History(facts)
    questions = Questions(history, np.arange(many), np.zeros(many, np.int64))
    assert features(history, questions, 0).shape == (0, len(names()))

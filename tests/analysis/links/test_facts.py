from __future__ import annotations

import numpy as np

from entente.analysis.links.facts import Facts, belongings

NAMES = ["Armenia", "Police (Armenia)", "Russia", "Police (Russia)", "Nobody in particular"]


def test_each_fact_is_asked_in_both_directions_in_order_of_time() -> None:
    facts = Facts.of([2, 0], [1, 0], [0, 2], [5, 3], NAMES, 2, "2014-01-01")
    rows = np.stack([facts.step, facts.known, facts.relation, facts.answer], 1).tolist()
    assert rows == [[3, 0, 0, 2], [3, 2, 2, 0], [5, 0, 3, 2], [5, 2, 1, 0]]
    assert facts.backwards(facts.relation).tolist() == [2, 0, 1, 3]


def test_a_fact_told_twice_a_day_counts_once() -> None:
    assert len(Facts.of([0, 0], [0, 0], [2, 2], [1, 1], NAMES, 1, "2014-01-01").step) == 2


def test_what_is_told_before_a_day() -> None:
    facts = Facts.of([0, 0, 0], [0, 0, 0], [2, 2, 2], [0, 1, 2], NAMES, 1, "2014-01-01")
    assert facts.until(2).step.tolist() == [0, 0, 1, 1]
    assert facts.rows(1) == slice(2, 4)
    assert facts.rows(9) == slice(6, 6)


def test_no_facts() -> None:
    facts = Facts.of([], [], [], [], NAMES, 1, "2014-01-01")
    assert facts.rows(0) == slice(0, 0)
    assert facts.until(3).step.size == 0


def test_offices_belong_to_their_states_and_have_a_role() -> None:
    home, role = belongings(NAMES, "2014-01-01")
    assert home[0] == home[1] != home[2] == home[3]
    assert role[1] == role[3] != 0
    assert role[[0, 2, 4]].tolist() == [0, 0, 0]
    assert len(np.unique(home)) == 3

from __future__ import annotations

import pytest

from entente.evaluation.naive import WordCounts, capitals, quotations
from entente.evaluation.scores import Tally, macro_f1, overlap_f1, token_set


def test_f1_of_a_tally() -> None:
    tally = Tally()
    tally.add(right=2, given=4, wanted=3)
    tally.add(right=1, given=1, wanted=3)
    assert (tally.precision, tally.recall) == (0.6, 0.5)
    assert tally.f1 == pytest.approx(6 / 11)
    assert Tally().f1 == 0.0


def test_macro_f1_counts_each_gold_class_alike() -> None:
    assert macro_f1(["a", "a", "a", "b"], ["a", "a", "a", "a"]) == pytest.approx((6 / 7 + 0) / 2)


def test_token_sets_and_overlap() -> None:
    text = "the Russian army, it said"
    assert token_set(text, [(4, 16)]) == {4, 12}
    assert overlap_f1({1, 2}, {2, 3}) == 0.5
    assert overlap_f1(set(), set()) == 0.0


def test_naive_baselines_find_the_obvious() -> None:
    text = 'Jane Doe said that it was over. "Never again," he added.'
    found = quotations(text)
    assert [text[a:b] for a, b in found["source"]] == ["Jane Doe", "he"]
    assert text.index('"Never') in {a for a, _ in found["content"]}
    text = "In Baku the Council of Europe met"
    assert [text[a:b] for a, b in capitals(text)] == ["In Baku", "Council", "Europe"]
    guess = WordCounts(["they met and talked", "they bombed the town"], ["meet", "fight"])
    assert guess("the town was bombed") == "fight"

from __future__ import annotations

import numpy as np
import pytest

from entente.analysis.links.facts import Facts
from entente.analysis.links.ranking import Ranked, Standing, ranks
from entente.analysis.links.recurrency import Recurrency

NAMES = list("abcdefghij")


def _ranked(answer: list[int], scores: list[float]) -> Ranked:
    return Ranked(
        0, np.array([0]), np.array([0]), np.array(answer), np.array(scores), np.array([0, len(answer)])
    )


def _facts(*objects: int) -> Facts:
    """One question, ``a`` does it to whom, with the answers; the other direction is cut off."""
    both = Facts.of(
        [0] * len(objects), [0] * len(objects), list(objects), [0] * len(objects), NAMES, 1, "2014"
    )
    one = both.relation == 0
    return Facts(
        both.known[one], both.relation[one], both.answer[one], both.step[one], 10, 1, both.home, both.role
    )


def test_other_answers_of_the_day_do_not_stand_in_the_way() -> None:
    found = ranks(_ranked([1, 2, 3, 4], [9.0, 8.0, 7.0, 6.0]), _facts(1, 3, 4))
    assert found.tolist() == [1, 2, 2]


def test_ties_count_as_what_a_lot_would_give() -> None:
    assert ranks(_ranked([1, 2, 3], [5.0, 5.0, 5.0]), _facts(2)).tolist() == [2]


def test_who_is_not_listed_shares_the_places_below() -> None:
    # Two are listed above; eight are left, of whom the answer is one: ranks 3 to 10.
    assert ranks(_ranked([1, 2], [5.0, 4.0]), _facts(7)).tolist() == [6.5]
    assert ranks(_ranked([], []), _facts(7)).tolist() == [5.5]


def test_standing() -> None:
    found = Standing.of(np.array([1.0, 2.0, 4.0, 20.0]))
    assert found.mrr == pytest.approx((1 + 0.5 + 0.25 + 0.05) / 4)
    assert (found.hits_1, found.hits_3, found.hits_10) == (0.25, 0.5, 0.75)
    assert np.isnan(Standing.of(np.zeros(0)).mrr)


def test_recurrency_by_hand() -> None:
    """``a`` did it to ``b`` on day 0 and to ``c`` on day 2: on day 3 ``c`` comes first, then ``b``."""
    facts = Facts.of([0, 0, 3, 0], [0, 0, 0, 0], [1, 2, 4, 1], [0, 2, 2, 3], NAMES, 1, "2014-01-01")
    [day] = Recurrency(np.full(2, 1.0)).forecast(facts, 3, 4)
    question = next(i for i, r in enumerate(day.relation) if r == 0)
    part = slice(day.edges[question], day.edges[question + 1])
    by_actor = dict(zip(day.answer[part].tolist(), day.scores[part].tolist(), strict=True))
    assert by_actor[2] == pytest.approx(0.999 * 0.5 + 0.001 / 3)
    assert by_actor[1] == pytest.approx(0.999 * 0.125 + 0.001 / 3)
    assert by_actor[4] == pytest.approx(0.001 / 3)


def test_rates_of_forgetting_are_chosen_on_days_gone_by() -> None:
    # The last partner is always the next: forgetting fast is right.
    partner = np.repeat([1, 2, 3, 4, 5, 6], 6)
    facts = Facts.of([0] * 36, [0] * 36, partner, np.arange(36), NAMES, 1, "2014-01-01")
    assert Recurrency.chosen(facts, 10, 36).rates[0] > 0

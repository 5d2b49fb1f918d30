from __future__ import annotations

import pytest
from issues import EMISSION, issue

from entente.analysis.bargaining.issue import STAKE_COLUMNS, Estimate, Issue, Source, Stake
from entente.errors import UsageError


def test_a_frame_of_stakes_the_heaviest_first() -> None:
    frame = EMISSION.frame
    assert list(frame.columns) == list(STAKE_COLUMNS)
    assert frame.actor.tolist()[:2] == ["United Kingdom", "Germany"]
    assert frame.share.sum() == pytest.approx(1.0)
    assert set(frame.position_source) == {"analyst"} and not frame.thin.any()


def test_few_stories_or_a_wide_interval_are_flagged() -> None:
    def stake(name: str, stories: int, half: float) -> Stake:
        position = Estimate(50.0, 50 - half, 50 + half, Source.RECORD, stories)
        return Stake(name, position, Estimate(50.0), Estimate(1.0))

    made = Issue("q", "l", "h", (stake("few", 4, 5), stake("wide", 40, 26), stake("sound", 40, 24)))
    assert [made.is_thin(one) for one in made.stakes] == [True, True, False]


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([("A", 0, 50, 1)], "two actors or more"),
        ([("A", 0, 50, 1), ("A", 9, 50, 1)], "A stands twice"),
        ([("A", -1, 50, 1), ("B", 9, 50, 1)], "position of A is -1; valid: 0 to 100"),
        ([("A", 0, 101, 1), ("B", 9, 50, 1)], "salience of A is 101; valid: 0 to 100"),
        ([("A", 0, 50, -2), ("B", 9, 50, 1)], "capability of A is -2; valid: 0 or more"),
        ([("A", 0, 0, 1), ("B", 9, 50, 0)], "none has a say"),
        ([("A", 0, float("nan"), 1), ("B", 9, 50, 0)], "salience of A is nan"),
    ],
)
def test_what_no_model_could_take_is_told(
    rows: list[tuple[str, float, float, float]], complaint: str
) -> None:
    with pytest.raises(UsageError, match=complaint):
        issue(*rows)


def test_a_value_outside_its_own_interval_and_a_scale_upside_down() -> None:
    odd = Stake("A", Estimate(50.0, 60.0, 70.0), Estimate(50.0), Estimate(1.0))
    other = Stake("B", Estimate(50.0), Estimate(50.0), Estimate(1.0))
    with pytest.raises(UsageError, match="outside its own interval 60 to 70"):
        Issue("q", "l", "h", (odd, other))
    with pytest.raises(UsageError, match="lower end first"):
        Issue("q", "l", "h", (other, odd), 100, 0)

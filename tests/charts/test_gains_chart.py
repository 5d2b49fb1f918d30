from __future__ import annotations

import pandas as pd
import pytest
from drawings import NAMES, check, marks, rows, words

from entente.charts.gains import MOST, chosen, gains
from entente.charts.theme import PAGE, PHONE, SIDE_A, SIDE_B


def table(count: int = 3) -> pd.DataFrame:
    places = ["gained", "lost", "neither"]
    return pd.DataFrame(
        {
            "side": ["AAA" if n // 3 % 2 else "BBB" for n in range(count)],
            "actor": [list(NAMES)[n % 4] if n < 4 else f"X{n:03}" for n in range(count)],
            "share_before": [0.1] * count,
            "share_after": [0.2 if n % 3 == 0 else 0.02 for n in range(count)],
            "share_change": [0.1 if n % 3 == 0 else -0.08 for n in range(count)],
            "share_low": [-0.2] * count,
            "share_high": [0.15] * count,
            "place": [places[n % 3] for n in range(count)],
        }
    )


@pytest.mark.parametrize("count", [0, 1, 3, 200])
@pytest.mark.parametrize("width", [PHONE, PAGE])
def test_any_number_is_drawn_at_either_width(count: int, width: int) -> None:
    drawing = gains(table(count), NAMES, width=width)
    if width == PHONE:
        check(drawing)
    assert len(chosen(table(count))) == min(count, 2 * MOST)


def test_gained_and_lost_differ_by_shape_and_words() -> None:
    drawing = gains(table(), NAMES)
    shapes = {mark.get("fill"): mark.get("d") for mark in marks(drawing, "symbol") if mark.get("fill")}
    assert shapes[SIDE_A] != shapes[SIDE_B]
    assert "10% to 20%, gained" in words(drawing) and "10% to 2%, lost" in words(drawing)


def test_the_interval_lies_where_the_change_says_and_stays_a_share() -> None:
    drawn = rows(gains(table(1), NAMES), "low").iloc[0]
    assert (drawn["low"], drawn["high"]) == (0, pytest.approx(0.25))


def test_those_whose_place_changed_come_first_and_the_unknown_are_left_out() -> None:
    frame = table(30)
    frame.loc[5, "share_after"] = float("nan")
    kept = chosen(frame)
    assert (
        kept["place"].value_counts().to_dict() == {"gained": 10, "lost": 6}
        and kept["share_after"].notna().all()
    )
    assert "no third actors with stories on both sides of the turn" in words(gains(table(0), NAMES))

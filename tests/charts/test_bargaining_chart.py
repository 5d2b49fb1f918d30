from __future__ import annotations

import pandas as pd
import pytest
from drawings import NAMES, check, marks, rows, words

from entente.charts.bargaining import MOST, bargain
from entente.charts.theme import Drawing
from entente.charts.tornado import MOST as WIDEST
from entente.charts.tornado import tornado

SIDES = ("behind", "brought", "against", "aside")


def drawn(
    count: int, rounds: int = 3, outcome: tuple[float, float | None, float | None] = (40, 30, 55)
) -> Drawing:
    actors = [*NAMES, *(f"X{k}" for k in range(count))][:count]
    wanted = [100.0 * k / max(count - 1, 1) for k in range(count)]
    members = pd.DataFrame(
        {
            "actor": actors,
            "side": [SIDES[k % 4] for k in range(count)],
            "wanted": wanted,
            "stands": [40.0 if k % 2 else x for k, x in enumerate(wanted)],
            "weight": [float(k + 1) for k in range(count)],
        }
    )
    stakes = pd.DataFrame(
        {
            "actor": actors,
            "position_low": [None if k == 0 else max(x - 10, 0) for k, x in enumerate(wanted)],
            "position_high": [None if k == 0 else min(x + 10, 100) for k, x in enumerate(wanted)],
        }
    )
    path = pd.DataFrame(
        [
            (r, a, x + (40 - x) * r / max(rounds, 1), 50.0 - r)
            for r in range(rounds + 1)
            for a, x in zip(actors, wanted, strict=True)
        ],
        columns=["round", "actor", "position", "median"],
    )
    ends = ("an end with a name that is very long", "high")
    return bargain(members, stakes, path, outcome, (0, 100), ends, NAMES)


@pytest.mark.parametrize(("count", "rounds"), [(2, 0), (2, 1), (9, 5), (60, 20)])
def test_any_number_of_actors_and_rounds_fits_a_phone(count: int, rounds: int) -> None:
    chart = drawn(count, rounds)
    check(chart)
    assert len(rows(chart, "label")) == min(count, MOST)
    assert any("positions by round" in text for text in words(chart)) is (rounds > 0)


def test_sides_are_told_apart_by_shape_and_filling() -> None:
    chart = drawn(4)
    assert {"behind it", "brought over", "against", "aside"} <= set(words(chart))
    drawings = {mark.get("d") for mark in marks(chart, "symbol")}
    assert len({d[:14] for d in drawings if d}) >= 4


def test_a_row_says_from_where_to_where() -> None:
    text = words(drawn(3))
    assert {"Valdoria", "0", "50 to 40", "outcome 40"} <= set(text)


def test_an_outcome_without_interval_at_the_end_of_the_scale() -> None:
    check(drawn(3, 0, (0.0, None, None)))
    check(drawn(3, 0, (0.0, 0.0, 0.0)))


@pytest.mark.parametrize("count", [0, 1, 12, 60])
def test_a_tornado_of_any_size(count: int) -> None:
    table = pd.DataFrame(
        {
            "actor": ["DDD"] * count,
            "input": ["position"] * count,
            "outcome_low": [50.0 - k for k in range(count)],
            "outcome_high": [50.0 + k / 2 for k in range(count)],
            "swing": [1.5 * k for k in range(count)],
        }
    ).sort_values("swing", ascending=False)
    chart = tornado(table, 50.0, NAMES)
    check(chart)
    if count <= 1:
        assert "no input moves the outcome" in words(chart)
    else:
        assert len(rows(chart, "label")) == min(count - 1, WIDEST)
        assert {"input at its low end", "at its high end"} <= set(words(chart))

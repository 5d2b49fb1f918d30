from __future__ import annotations

import pandas as pd
import pytest
from drawings import NAMES, check, marks, rows, words

from entente.charts.bars import ranked
from entente.charts.theme import PAPER, SIDE_A, SIDE_B


def table(count: int, sign: float = 1.0) -> pd.DataFrame:
    share = [sign * (count - n) / (2 * count) for n in range(count)]
    return pd.DataFrame(
        {
            "actor": [["DDD", "AAA", "CCC"][n % 3] for n in range(count)],
            "other": ["BBB"] * count,
            "share": share,
            "low": [value - 0.05 for value in share],
            "high": [value + 0.05 for value in share],
            "moved": ["with" if n % 2 else "against" for n in range(count)],
        }
    )


@pytest.mark.parametrize("count", [0, 1, 12, 60])
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_any_number_of_rows_fits_a_phone(count: int, sign: float) -> None:
    chart = ranked(table(count, sign), "actor", "share", "low", "high", NAMES, title="share", percent=True)
    check(chart)
    assert len(marks(chart, "rect")) == count


def test_the_table_s_order_stays_and_what_is_left_out_is_said() -> None:
    chart = ranked(table(70).iloc[::-1], "actor", "share", names=NAMES)
    values = rows(chart, "label")["value"].tolist()
    assert values == sorted(values) and len(values) == 60
    assert "the first 60 of 70 rows" in words(chart)


def test_sides_differ_by_colour_and_filling_and_a_third_is_grey() -> None:
    frame = table(3).assign(moved=["with", "against", "neither"])
    chart = ranked(frame, ("actor", "other"), "share", names=NAMES, side="moved")
    looks = [(mark.get("fill"), mark.get("stroke")) for mark in marks(chart, "rect")]
    assert looks[0] == (SIDE_A, SIDE_A) and looks[1] == (PAPER, SIDE_B) and looks[2][0] == PAPER
    assert looks[2][1] not in (SIDE_A, SIDE_B)
    assert {"with", "against", "Valdoria - Kestria"} <= set(words(chart))


def test_rows_of_a_group_stand_under_its_name() -> None:
    frame = table(4).assign(who=["AAA", "BBB", "AAA", "BBB"])
    chart = ranked(frame, "other", "share", names=NAMES, group="who")
    check(chart)
    placed = rows(chart, "label")
    assert placed["value"].tolist() == [0.5, 0.25, 0.375, 0.125]
    heads = rows(chart, "words")
    assert heads["words"].tolist() == ["Valdoria", "Kestria"]
    assert heads["y"][1] > placed["bottom"][1] and heads["y"][1] < placed["text_y"][2]


def test_a_missing_value_or_interval_is_said_not_drawn() -> None:
    frame = table(3)
    frame.loc[0, ["share", "low", "high"]] = float("nan")
    frame.loc[1, "low"] = float("nan")
    chart = ranked(frame, "actor", "share", "low", "high", NAMES)
    check(chart)
    assert "unknown" in words(chart) and len(marks(chart, "rect")) == 2
    check(ranked(frame.head(1), "actor", "share", "low", "high", NAMES))

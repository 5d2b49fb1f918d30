from __future__ import annotations

import pandas as pd
import pytest
from drawings import NAMES, check, marks, words

from entente.charts.balance import balance
from entente.charts.theme import CONFLICT, COOPERATION, PAGE, PHONE, themed
from entente.charts.triangles import MOST, triangles


def triads(count: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "a": "AAA", "b": "CCC", "c": "DDD", "ab": 1, "ac": 1, "bc": -1,
            "stories_ab": range(10, 10 + count), "stories_ac": 7, "stories_bc": 8, "balanced": False,
        },
        index=range(count),
    )  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, 4, 60])
def test_each_triad_has_three_sides_with_their_stories(count: int) -> None:
    chart = themed(triangles(triads(count), NAMES))
    check(chart)
    shown = min(count, MOST)
    lines = marks(chart, "rule")
    assert len(lines) == (3 * shown + 2 if count else 0)
    assert words(chart).count("unbalanced") == shown
    if count:
        dashed = [line for line in lines if line.get("stroke-dasharray") == "6,4"]
        assert len(dashed) == shown + 1 and {line.get("stroke") for line in dashed} == {CONFLICT}
        assert {line.get("stroke") for line in lines} == {CONFLICT, COOPERATION}
        assert "10" in words(chart)
    else:
        assert "no triads" in words(chart)


def test_they_stand_between_the_windows_and_the_strain() -> None:
    windows = pd.DataFrame({"window": ["before"], "balanced": [1], "unbalanced": [2]})
    for width in (PHONE, PAGE):
        chart = balance(windows, None, NAMES, triads(2), width)
        assert words(chart).count("unbalanced") == 3  # and once in the key of the windows
        assert len(chart.to_dict()["vconcat"]) == 2

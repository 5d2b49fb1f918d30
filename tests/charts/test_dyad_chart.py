from __future__ import annotations

import pandas as pd
import pytest
from drawings import check, marks, rows, words

from entente.charts import dyad
from entente.charts.theme import CONFLICT, COOPERATION

TURNS = pd.DataFrame(
    {
        "day": pd.to_datetime(["2011-09-12", "2013-02-01"]),
        "low": pd.to_datetime(["2011-07-01", "NaT"]),
        "high": pd.to_datetime(["2011-11-20", "NaT"]),
        "direction": ["rift", "rapprochement"],
        "points": [-5.0, 3.0],
    }
)
PHASES = pd.DataFrame(
    {
        "first": pd.to_datetime(["2010-01-01", "2011-09-12", "2013-02-01"]),
        "last": pd.to_datetime(["2011-09-11", "2013-01-31", "2014-12-31"]),
        "level": [1.5, -4.0, None],
    }
)


def series(count: int, freq: str = "MS") -> pd.DataFrame:
    cooperation, conflict = [n % 3 for n in range(count)], [(n + 1) % 4 for n in range(count)]
    frame = pd.DataFrame(
        {
            "period": pd.date_range("2010-01-01", periods=count, freq=freq),
            "cooperation": cooperation,
            "conflict": conflict,
        }
    )
    frame["count"] = frame["cooperation"] + frame["conflict"]
    frame["intensity"] = (3.0 * frame["cooperation"] - 5.0 * frame["conflict"]) / frame["count"]
    return frame


@pytest.mark.parametrize(
    ("count", "freq"), [(0, "MS"), (1, "MS"), (60, "MS"), (40, "D"), (300, "W-MON"), (8, "YS")]
)
def test_any_length_is_drawn_with_or_without_turns(count: int, freq: str) -> None:
    for turns, phases in ((TURNS, PHASES), (TURNS.head(0), PHASES.head(0)), (TURNS.head(0), None)):
        check(dyad(series(count, freq), turns, phases))


def test_what_is_drawn_counts_and_points_the_right_way() -> None:
    chart = dyad(series(36), TURNS, PHASES)
    heights = rows(chart, "height").set_index(["kind", "start"])["height"]
    assert (heights["cooperation"] > 0).all() and (heights["conflict"] < 0).all()
    assert heights["conflict"].sum() == -series(36)["conflict"].sum()


def test_the_period_is_named() -> None:
    for freq, word in (("D", "day"), ("W-MON", "week"), ("MS", "month"), ("YS", "year")):
        assert f"acts a {word}" in words(dyad(series(8, freq), TURNS.head(0), None))


def test_a_rift_and_a_rapprochement_differ_by_more_than_colour() -> None:
    chart = dyad(series(60), TURNS, PHASES)
    rules = {mark.get("stroke"): mark.get("stroke-dasharray") for mark in marks(chart, "rule")}
    assert rules[CONFLICT] == "4,3" and rules[COOPERATION] == "1,0"
    heads = {mark.get("stroke"): (mark.get("d"), mark.get("fill")) for mark in marks(chart, "symbol")}
    assert heads[CONFLICT][0] != heads[COOPERATION][0]
    assert heads[CONFLICT][1] != CONFLICT and heads[COOPERATION][1] == COOPERATION


def test_a_quiet_phase_has_no_level() -> None:
    assert rows(dyad(series(60), TURNS, PHASES), "level")["level"].tolist() == [1.5, -4.0]


def test_silence_breaks_the_line_and_lack_of_coverage_is_shaded() -> None:
    frame = series(20)
    frame.loc[8:9, ["cooperation", "conflict", "count"]] = 0
    frame.loc[8:9, "intensity"] = float("nan")
    frame["coverage"] = ["read"] * 12 + ["thin"] * 3 + ["none"] * 2 + ["read"] * 3
    chart = dyad(frame, TURNS.head(0), None)
    means = rows(chart, "run")
    # Nothing happened in the fourth, ninth and tenth, and the last gap is that without coverage.
    assert len(means) == 20 - 3 - 2 and means["run"].nunique() == 4
    spans = {mark.get("fill-opacity") for mark in marks(chart, "rect")} - {None}
    assert len(spans) == 2
    assert {"thin coverage", "no coverage"} <= set(words(chart))


def test_conflict_alone_and_an_empty_series() -> None:
    chart = dyad(series(12).assign(cooperation=0, intensity=-6.0), TURNS.head(0), None)
    check(chart)
    assert (rows(chart, "height")["height"] < 0).all()
    assert "nothing known" in words(dyad(series(0), TURNS.head(0), None))

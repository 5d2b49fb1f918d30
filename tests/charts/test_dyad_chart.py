from __future__ import annotations

import re

import pandas as pd
import pytest
from drawings import NAMES, check, marks, root_of, rows, words

from entente.charts.dyad import dyad
from entente.charts.theme import CONFLICT, COOPERATION, INK, MUTED, PAGE, PAPER, PHONE

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
        assert f"stories a {word}" in words(dyad(series(8, freq), TURNS.head(0), None))


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
    dots = len(rows(chart, "stories")) + len(rows(chart, "stories", 1))
    # Nothing happened in the fourth, ninth and tenth, and the last gap is that without coverage.
    assert dots == 20 - 3 - 2
    joined = rows(chart, "run")
    # A line joins only those that follow one another and have three stories or more.
    assert joined["run"].nunique() < len(joined) < dots
    spans = {mark.get("fill-opacity") for mark in marks(chart, "rect")} - {None}
    assert len(spans) == 2
    assert {"thin coverage", "no coverage"} <= set(words(chart))


def test_conflict_alone_and_an_empty_series() -> None:
    chart = dyad(series(12).assign(cooperation=0, intensity=-6.0), TURNS.head(0), None)
    check(chart)
    assert (rows(chart, "height")["height"] < 0).all()
    assert "nothing known" in words(dyad(series(0), TURNS.head(0), None))


def sparse(*numbers: int) -> pd.DataFrame:
    """Months with so many stories each, half of either kind."""
    frame = pd.DataFrame({"period": pd.date_range("2010-01-01", periods=len(numbers), freq="MS")})
    frame["count"] = frame["stories"] = list(numbers)
    frame["cooperation"] = frame["count"] // 2
    frame["conflict"] = frame["count"] - frame["cooperation"]
    frame["intensity"] = [1.0 if n else None for n in numbers]
    frame["low"] = [-2.0 if n > 1 else None for n in numbers]
    frame["high"] = [4.0 if n > 1 else None for n in numbers]
    return frame


def test_a_line_joins_neighbours_with_enough_stories_alone() -> None:
    def runs(*numbers: int) -> list[int]:
        chart = dyad(sparse(*numbers), TURNS.head(0), None)
        sets = [found for found in chart.to_dict()["datasets"].values() if found and "run" in found[0]]
        return sorted(pd.DataFrame(sets[0]).groupby("run").size()) if sets else []

    assert runs(3, 4, 5) == [3]
    assert runs(3, 4, 0, 5, 6) == [2, 2]
    assert runs(3, 4, 2, 5, 6) == [2, 2]
    assert runs(1, 2, 1) == []


def test_one_story_alone_is_an_empty_dot_without_an_interval() -> None:
    chart = dyad(sparse(1, 2, 5), TURNS.head(0), None)
    assert rows(chart, "low")["low"].tolist() == [-2.0, -2.0]
    assert {"of one story alone", "mean of a month, and its 95 % interval"} <= set(words(chart))
    bare = words(dyad(sparse(1, 1).drop(columns=["low", "high"]), TURNS.head(0), None))
    assert "of one story alone" in bare and not any("95 %" in text for text in bare)


SAID = pd.DataFrame(
    {
        "day": pd.to_datetime(["2010-01-03", "2010-02-09", "2010-02-09", "2010-05-01", "NaT"]),
        "side": [0, 0, 1, 1, 1],
        "hard": [False, True, True, True, True],
    }
)
UNDONE = pd.DataFrame(
    {
        "day": pd.to_datetime(["2010-01-03", "2010-02-09", "2010-03-01", "NaT"]),
        "modality": ["hypothetical", "future", "future", "negated"],
    }
)


def test_statements_are_ticks_by_speaker_and_the_hard_ones_look_otherwise() -> None:
    chart = dyad(sparse(1, 2, 3), TURNS.head(0), None, said=SAID, names=("<One> & co", "Other"))
    told = words(chart)
    assert {"<One> & co on Other", "Other on <One> & co", "2, hard 1", "2, hard 2"} <= set(told)
    plain = words(dyad(sparse(1, 2, 3), TURNS.head(0), None))
    assert not any("hard" in text for text in plain)
    heights = {
        (mark.get("stroke"), abs(float(mark.get("y2")))) for mark in marks(chart, "rule") if mark.get("y2")
    }
    assert (CONFLICT, 15.0) in heights and (INK, 7.0) in heights
    # Four have a day: each is a tick, and the hard ones have heads.
    ticks = [mark for mark in marks(chart, "rule") if mark.get("y2") in ("-15", "15", "-7", "7")]
    assert len(ticks) == 4


def test_what_is_not_done_is_hollow_and_in_no_bar() -> None:
    frame = sparse(1, 2, 3)
    chart = dyad(frame, TURNS.head(0), None, undone=UNDONE)
    assert rows(chart, "height")["events"].sum() == frame["count"].sum()
    told = words(chart)
    assert {"hypothetical, not done: 1", "future, not done: 2"} <= set(told)
    assert not any("negated" in text for text in told)
    hollow = [m for m in marks(chart, "symbol") if m.get("stroke") == MUTED and m.get("fill") == PAPER]
    # Three acts, two marks in the key, and one story alone with its own in the key.
    assert len(hollow) == 3 + 2 + 2


@pytest.mark.parametrize("width", [PHONE, PAGE])
def test_all_layers_stretch_to_the_width(width: int) -> None:
    chart = dyad(sparse(1, 2, 3), TURNS, PHASES, said=SAID, undone=UNDONE, width=width)
    root = root_of(chart)
    assert width - 12 < float(root.get("width")) <= width + 26
    assert len({view["width"] for view in chart.to_dict()["vconcat"]}) == 1


def test_ten_thousand_statements_and_long_names_fit() -> None:
    many = pd.DataFrame(
        {
            "day": pd.date_range("2000-01-01", periods=10_000, freq="8h").normalize(),
            "side": [n % 2 for n in range(10_000)],
            "hard": [n % 3 == 0 for n in range(10_000)],
        }
    )
    check(dyad(series(110), TURNS, PHASES, said=many, undone=UNDONE, names=(NAMES["CCC"], NAMES["DDD"])))


def test_nothing_known_has_no_dates() -> None:
    chart = dyad(sparse(), TURNS.head(0), PHASES.head(0), said=SAID.head(0), undone=UNDONE.head(0))
    assert not any(re.search(r"\d{4}", text) for text in words(chart))

"""Series of hand-made frames, and what holds of any."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from dailies import Told, dailies
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.analysis.dyads.daily import COLUMNS, daily
from entente.analysis.dyads.series import (
    COLUMNS as FIGURES,
)
from entente.analysis.dyads.series import (
    QUADS,
    directions,
    end_of,
    series,
    shared,
    start_of,
)
from entente.units import By, Count

#: A Sunday, the Monday after it, and one three weeks later.
SUNDAY, MONDAY, LATER = "2023-09-03", "2023-09-04", "2023-09-25"
FEW = dailies(
    Told(SUNDAY, "A>B", "ACCUSE", 2, 5),
    Told(MONDAY, "B>A", "ASSAULT"),
    Told(MONDAY, "A>B", "AID", 3, 3),
    Told(LATER, "A>B", "CONSULT"),
    Told(None, "A>B", "CONSULT"),
)


def test_a_week_begins_on_monday_and_none_is_left_out() -> None:
    found = series(FEW)
    assert list(found.columns) == list(FIGURES)
    assert [d.date().isoformat() for d in found.period] == [
        "2023-08-28",
        "2023-09-04",
        "2023-09-11",
        "2023-09-18",
        "2023-09-25",
    ]
    assert list(found["count"]) == [1, 2, 0, 0, 1]
    assert list(found.cooperation) == [0, 1, 0, 0, 1]
    assert list(found.conflict) == [1, 1, 0, 0, 0]
    assert [list(found[q]) for q in QUADS] == [
        [0, 0, 0, 0, 1],
        [0, 1, 0, 0, 0],
        [1, 0, 0, 0, 0],
        [0, 1, 0, 0, 0],
    ]


def test_no_events_are_not_intensity_zero() -> None:
    found = series(FEW)
    assert found.intensity.isna().tolist() == [False, False, True, True, False]
    assert found.net.tolist() == [-2.0, 1.0, 0.0, 0.0, 2.5]
    assert found.intensity.tolist()[:2] == [-2.0, 0.5]
    assert np.isnan(found.deviation[0])
    assert found.deviation[1] == pytest.approx(9.5)


@pytest.mark.parametrize(
    ("count", "counts", "means", "net"),
    [
        (Count.STORY, [1, 2], [-2.0, 0.5], [-2.0, 1.0]),
        (Count.REPORT, [2, 4], [-2.0, 5.25], [-4.0, 21.0]),
        (Count.ARTICLE, [5, 4], [-2.0, 5.25], [-10.0, 21.0]),
    ],
)
def test_what_is_counted_weighs_the_mean(
    count: Count, counts: list[int], means: list[float], net: list[float]
) -> None:
    found = series(FEW, By.WEEK, count)
    assert found["count"].tolist()[:2] == counts
    assert found.intensity.tolist()[:2] == means
    assert found.net.tolist()[:2] == net


@pytest.mark.parametrize(
    ("by", "periods", "first"),
    [
        (By.DAY, 23, "2023-09-03"),
        (By.WEEK, 5, "2023-08-28"),
        (By.MONTH, 1, "2023-09-01"),
        (By.YEAR, 1, "2023-01-01"),
    ],
)
def test_periods(by: By, periods: int, first: str) -> None:
    found = series(FEW, by)
    assert (len(found), found.period[0].date().isoformat()) == (periods, first)
    assert found["count"].sum() == 4
    assert start_of(date(2023, 9, 3), by).date().isoformat() == first
    assert end_of(date(2023, 9, 3), by) >= pd.Timestamp("2023-09-03")


def test_each_direction_has_a_series_of_the_same_length() -> None:
    found = directions(FEW, "A", "B")
    assert found.groupby("direction", sort=False)["count"].agg(list).to_dict() == {
        "both": [1, 2, 0, 0, 1],
        "a_to_b": [1, 1, 0, 0, 1],
        "b_to_a": [0, 1, 0, 0, 0],
    }
    assert found.period.nunique() == 5


def test_what_the_two_do_together_stands_in_each_direction_and_once_in_both() -> None:
    two = dailies(Told(MONDAY, "A>B", "AGREE", story="s:x"), Told(MONDAY, "B>A", "AGREE", story="s:x"))
    assert directions(two, "A", "B")["count"].tolist() == [1, 1, 1]


def test_what_is_not_told_by_direction_stands_in_each() -> None:
    one = dailies(Told(MONDAY, "A>B", "ASSAULT", directed=False), Told(MONDAY, "A>B", "ACCUSE"))
    assert directions(one, "A", "B")["count"].tolist() == [2, 2, 1]


def test_what_has_no_class_or_intensity_is_not_counted() -> None:
    frame = FEW.assign(quad=pd.array([3, None, 2, 0, 1], "Int8"), intensity=[-2.0, -9.0, np.nan, 2.5, 1.0])
    assert series(frame)["count"].tolist() == [1]


def test_a_named_span_is_there_whole_and_what_lies_outside_is_not() -> None:
    found = series(FEW, By.MONTH, since=date(2023, 7, 15), until=date(2023, 9, 3))
    assert found["count"].tolist() == [0, 0, 1]
    assert series(FEW.iloc[:0], By.MONTH, since=date(2023, 7, 1), until=date(2023, 8, 31))[
        "count"
    ].tolist() == [0, 0]


def test_nothing_has_no_series() -> None:
    for frame in (FEW.iloc[:0], FEW.iloc[4:]):
        assert series(frame).empty
        assert list(directions(frame, "A", "B").columns) == ["direction", *FIGURES]


def test_a_share_is_of_the_articles_read_and_missing_where_none_were() -> None:
    read = pd.DataFrame(
        {
            "day": pd.DatetimeIndex([SUNDAY, MONDAY, "2023-09-06", LATER, pd.NaT]),
            "articles": [4, 3, 5, 0, 9],
        }
    )
    found = shared(series(FEW), read, By.WEEK)
    assert found["read"].tolist() == [4, 8, 0, 0, 0]
    assert found["count"].tolist()[:2] == [0.25, 0.25]
    assert found["count"].isna().tolist() == [False, False, True, True, True]
    assert found.net.tolist()[:2] == [-0.5, 0.125]
    assert found.intensity.tolist()[:2] == [-2.0, 0.5]
    both = shared(directions(FEW, "A", "B"), read, By.WEEK)
    assert both["count"].tolist()[5:7] == [0.25, 0.125]


def test_acts_make_a_daily_frame() -> None:
    acts = pd.DataFrame(
        {
            "id": ["e1", "e2", "e3", "e4", "e5"],
            "a": "A",
            "b": ["B", "B", "B", None, "B"],
            "when": pd.DatetimeIndex(["2023-09-04", "2023-01-01", pd.NaT, "2023-09-04", "2023-09-20"]),
            "day": pd.DatetimeIndex(["2023-09-04", "2023-01-01", pd.NaT, "2023-09-04", pd.NaT]),
            "last": pd.DatetimeIndex(["2023-09-04", "2023-12-31", pd.NaT, "2023-09-04", pd.NaT]),
            "event_type": "ACCUSE",
            "quad": 3,
            "intensity": -2.0,
            "modality": ["asserted", "asserted", "asserted", "asserted", "historical"],
            "reports": 2,
        }
    )
    found = daily(acts)
    assert list(found.columns) == list(COLUMNS)
    assert found[["story", "event", "reports", "articles"]].values.tolist() == [["s:e1", "e1", 2, 2]]


TOLD = st.builds(
    Told,
    day=st.dates(date(1999, 1, 1), date(2003, 1, 1)).map(date.isoformat),
    who=st.sampled_from(["A>B", "B>A"]),
    kind=st.sampled_from(["ACCUSE", "AID", "ASSAULT", "CONSULT", "REQUEST"]),
    reports=st.integers(1, 40),
    articles=st.integers(1, 80),
    story=st.none(),
    directed=st.just(True),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(TOLD, min_size=1, max_size=30), st.sampled_from(By), st.sampled_from(Count))
def test_a_series_is_regular_and_adds_up(told: list[Told], by: By, count: Count) -> None:
    frame = dailies(*told)
    found = series(frame, by, count)
    whole = {
        Count.STORY: len(frame),
        Count.REPORT: int(frame.reports.sum()),
        Count.ARTICLE: int(frame.articles.sum()),
    }
    assert found["count"].sum() == whole[count]
    assert (found.cooperation + found.conflict).tolist() == found["count"].tolist()
    assert found[list(QUADS)].sum(axis=1).tolist() == found["count"].tolist()
    assert found.period.is_monotonic_increasing and found.period.is_unique
    assert found["count"].iloc[0] and found["count"].iloc[-1]
    nexts = [end_of(day, by) + pd.Timedelta(days=1) for day in found.period[:-1]]
    assert found.period[1:].tolist() == nexts
    active = found[found["count"] > 0]
    assert np.allclose(active.intensity * active["count"], active.net)
    assert found.intensity.isna().tolist() == (found["count"] == 0).tolist()
    parts = directions(frame, "A", "B", by, count).groupby("direction")["count"].sum()
    assert parts["a_to_b"] + parts["b_to_a"] == parts["both"]

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest
from drawings import marks, root_of, words

from entente.charts.blocks import PITCH, SIDE, grid
from entente.charts.calendar import MOST, calendar, years
from entente.charts.theme import CONFLICT, COOPERATION, LIGHT, MUTED, PAGE, PAPER, PHONE, Drawing, svg


def days(*rows: tuple[str, int, float | None, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["day", "count", "intensity", "undone", "articles"])
    return frame.astype({"day": "datetime64[us]", "intensity": float})


KINDS = days(
    ("2012-02-27", 1, 2.5, 0, 3),
    ("2012-02-28", 9, 9.0, 1, 3),
    ("2012-02-29", 2, -7.0, 0, 0),
    ("2012-03-01", 1, 0.0, 0, 1),
    ("2012-03-02", 0, None, 2, 1),
    ("2012-03-03", 0, None, 0, 4),
    ("2012-03-05", 0, None, 0, 4),
)


def cells(chart: Drawing) -> pd.DataFrame:
    """All days that are drawn, with the way that each goes."""
    sets = [found for found in chart.to_dict()["datasets"].values() if found and "way" in found[0]]
    return pd.concat([pd.DataFrame(found) for found in sets]).set_index("day").sort_index()


@pytest.mark.parametrize("width", [PHONE, PAGE])
def test_each_kind_of_day_looks_otherwise(width: int) -> None:
    found = cells(calendar(KINDS, width=width))
    assert found.way.to_dict() == {
        "2012-02-27": "cooperation",
        "2012-02-28": "cooperation",
        "2012-02-29": "conflict",
        "2012-03-01": "neither",
        "2012-03-02": "undone",
        "2012-03-03": "read",
        "2012-03-04": "unread",
        "2012-03-05": "read",
    }
    assert found.loc[["2012-02-28", "2012-02-29", "2012-02-27"], "fill"].tolist() == [1.0, 1.0, 0.2]
    sizes = found.loc[["2012-02-27", "2012-02-29", "2012-02-28"], "size"]
    assert sizes.is_monotonic_increasing and sizes.is_unique
    assert found["count"].sum() == KINDS["count"].sum()


def test_conflict_has_another_shape_than_cooperation_and_what_is_not_done_is_hollow() -> None:
    shapes = {
        (mark.get("stroke"), re.sub(r"[-\d.e]+", "", mark.get("d")))
        for mark in marks(calendar(KINDS), "symbol")
    }
    (cooperation,) = {shape for stroke, shape in shapes if stroke == COOPERATION}
    (conflict,) = {shape for stroke, shape in shapes if stroke == CONFLICT}
    assert cooperation != conflict
    hollow = [
        mark
        for mark in marks(calendar(KINDS), "symbol")
        if mark.get("fill") == PAPER and mark.get("stroke") == MUTED
    ]
    # One day, and the key.
    assert len(hollow) == 2


def test_weeks_are_columns_from_monday_down() -> None:
    laid = grid(pd.Timestamp("2012-01-01"), pd.Timestamp("2012-12-31"), PAGE).cells.set_index("day")
    assert len(laid) == 366
    monday, sunday = laid.loc["2012-02-27"], laid.loc["2012-03-04"]
    assert monday.x == sunday.x and sunday.y - monday.y == 6 * PITCH
    assert laid.loc["2012-03-05"].x - monday.x == PITCH and laid.loc["2012-03-05"].y == monday.y
    assert not laid.duplicated(["x", "y"]).any()
    assert laid.x.max() <= PAGE and laid.x.min() == SIDE + PITCH / 2


def test_a_page_has_years_and_a_phone_halves() -> None:
    told = days(("2012-02-27", 1, 2.5, 0, 3), ("2013-08-27", 1, 2.5, 0, 3))
    assert {"2012", "2013"} <= set(words(calendar(told, width=PAGE)))
    halves = [text for text in words(calendar(told, width=PHONE)) if " to " in text and "20" in text]
    assert halves == [
        "January to June 2012",
        "July to December 2012",
        "January to June 2013",
        "July to December 2013",
    ]


def test_the_last_years_are_drawn() -> None:
    long = days(*((f"{year}-07-01", 1, 1.0, 0, 1) for year in range(1990, 2021)))
    assert years(long) == (2021 - MOST, 2020)
    assert cells(calendar(long))["count"].sum() == MOST
    assert years(long.head(0)) is None


def test_days_beside_the_span_are_left_out() -> None:
    found = cells(calendar(KINDS, span=(date(2012, 2, 28), date(2012, 3, 10))))
    assert (found.index[0], found.index[-1]) == ("2012-02-28", "2012-03-10")
    assert found.way.iloc[-1] == "unread"


@pytest.mark.parametrize("width", [PHONE, PAGE])
@pytest.mark.parametrize("number", [0, 1, 10_000])
def test_any_number_of_days_fits(number: int, width: int) -> None:
    frame = pd.DataFrame({"day": pd.date_range("1990-01-01", periods=number)})
    frame = frame.assign(
        count=range(number), intensity=[n % 21 - 10.0 for n in range(number)], undone=0, articles=1
    )
    chart = calendar(frame, width=width)
    text = svg(chart)
    assert float(root_of(chart).get("width")) <= width + 26
    assert set(re.findall(r'(?:fill|stroke)="(#[^"]*)"', text)) <= {*LIGHT, "#000", "#ddd", "#888"}
    assert not re.search(r"NaN|Infinity|undefined", text)
    assert svg(calendar(frame, width=width)) == text
    assert ("no day known" in words(chart)) == (number == 0)

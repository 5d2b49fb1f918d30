from __future__ import annotations

import datetime
import os
import subprocess
import sys

import altair as alt
import pandas as pd
import pytest
from lxml import etree  # type: ignore[import-untyped]

from entente.charts.course import course
from entente.charts.theme import svg


def months(count: int, start: str = "2003-03-01") -> pd.DataFrame:
    index = range(count)
    return pd.DataFrame(
        {
            "month": pd.date_range(start, periods=count, freq="MS"),
            "cooperation": [n % 3 for n in index],
            "conflict": [(n + 1) % 4 for n in index],
        }
    )


def bars(chart: alt.LayerChart) -> list[dict[str, object]]:
    return next(rows for rows in chart.to_dict()["datasets"].values() if "kind" in rows[0])


def drawn(chart: alt.LayerChart) -> int:
    root = etree.fromstring(svg(chart))
    return len(root.xpath("//*[contains(@class, 'mark-rect') and contains(@class, 'role-mark')]/*"))


def domain(chart: alt.LayerChart) -> list[str]:
    shown: list[str] = chart.to_dict()["layer"][0]["encoding"]["x"]["scale"]["domain"]
    return shown


def test_cooperation_goes_up_and_conflict_down_by_the_number_of_events() -> None:
    frame = pd.DataFrame({"month": pd.to_datetime(["2021-03-01"]), "cooperation": [4], "conflict": [7]})
    rows = bars(course(frame, None))
    assert [(row["kind"], row["height"], row["events"]) for row in rows] == [
        ("conflict", -7, 7),
        ("cooperation", 4, 4),
    ]
    assert {(str(row["start"])[:10], str(row["end"])[:10]) for row in rows} == {("2021-03-01", "2021-04-01")}


def test_gaps_stay_gaps() -> None:
    frame = months(12).drop(index=range(4, 8))
    expected = int((frame["cooperation"] > 0).sum() + (frame["conflict"] > 0).sum())
    chart = course(frame, None)
    assert len(bars(chart)) == drawn(chart) == expected
    assert not {"2003-07", "2003-10"} & {str(row["start"])[:7] for row in bars(chart)}


@pytest.mark.parametrize("count", [1, 7, 30, 240])
def test_any_number_of_months_draws_every_bar(count: int) -> None:
    frame = months(count)
    chart = course(frame, datetime.date(2003, 3, 20))
    assert drawn(chart) == int((frame["cooperation"] > 0).sum() + (frame["conflict"] > 0).sum())
    width = float(etree.fromstring(svg(chart)).get("width"))
    assert width < 420


def test_the_axis_never_shows_less_than_a_year_and_always_the_beginning_of_the_period() -> None:
    assert domain(course(months(1), None)) == ["2002-10-01T00:00:00Z", "2003-10-01T00:00:00Z"]
    assert domain(course(months(24), datetime.date(2001, 5, 9)))[0] == "2001-05-01T00:00:00Z"


def test_the_rule_stands_only_where_a_period_begins() -> None:
    assert "period begins" in svg(course(months(9), datetime.date(2003, 6, 10)))
    assert "period begins" not in svg(course(months(9), None))


def test_the_kinds_differ_by_more_than_hue() -> None:
    encoding = course(months(9), None).to_dict()["layer"][0]["encoding"]
    fills, strokes = (encoding[name]["scale"]["range"] for name in ("fill", "stroke"))
    assert fills[0] == strokes[0] and fills[1] != strokes[1]


def test_nothing_counted_is_an_empty_chart() -> None:
    frame = pd.DataFrame({"month": pd.to_datetime(["2021-03-01"]), "cooperation": [0], "conflict": [0]})
    assert drawn(course(frame, None)) == 0
    assert drawn(course(frame.iloc[:0], None)) == 0


def test_the_drawing_does_not_depend_on_the_time_zone() -> None:
    code = (
        "import pandas as pd, datetime\n"
        "from entente.charts.course import course\nfrom entente.charts.theme import svg\n"
        "f = pd.DataFrame({'month': pd.date_range('2003-03-01', periods=9, freq='MS'),"
        " 'cooperation': range(9), 'conflict': range(9)})\n"
        "import sys\nsys.stdout.write(svg(course(f, datetime.date(2003, 6, 10))))"
    )
    out = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "TZ": zone},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for zone in ("Pacific/Kiritimati", "America/Anchorage")
    ]
    assert out[0] == out[1]

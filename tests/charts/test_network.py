from __future__ import annotations

import re
from itertools import combinations, pairwise

import altair as alt
import pandas as pd
import pytest
from lxml import etree  # type: ignore[import-untyped]

from entente.charts.network import network
from entente.charts.ring import ring, spots
from entente.charts.theme import LIGHT, svg

NAMES = {
    "AAA": "Valdoria",
    "BBB": "Kestria",
    "CCC": "Union of <Northern> & Southern Republics",
    "DDD": "Tarn",
}
FOCUS = ("AAA", "BBB")


def ties(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    columns = ["a", "b", "cooperation", "conflict", "intensity"]
    return pd.DataFrame([(*row, 0.0) for row in rows], columns=columns)


SOME = ties(("AAA", "BBB", 1, 9), ("AAA", "CCC", 8, 1), ("BBB", "DDD", 4, 4), ("CCC", "DDD", 0, 0))


def datasets(chart: alt.LayerChart) -> list[list[dict[str, object]]]:
    return list(chart.to_dict()["datasets"].values())


def edges(chart: alt.LayerChart) -> list[dict[str, object]]:
    return next(rows for rows in datasets(chart) if "balance" in rows[0])


def test_each_tie_with_events_is_one_line_with_its_balance() -> None:
    found = {
        (row["a"], row["b"]): (row["events"], row["balance"]) for row in edges(network(SOME, NAMES, FOCUS))
    }
    assert found == {
        ("AAA", "BBB"): (10, "mostly conflict"),
        ("AAA", "CCC"): (9, "mostly cooperation"),
        ("BBB", "DDD"): (8, "mixed"),
    }


def test_svg_is_well_formed_and_has_a_mark_for_each_row() -> None:
    root = etree.fromstring(svg(network(SOME, NAMES, FOCUS)))
    marks = root.xpath("//*[contains(@class, 'role-mark')]/*")
    # three lines, four actors, four names
    assert len(marks) == 3 + 4 + 4
    lines = root.xpath("//*[contains(@class, 'mark-rule') and contains(@class, 'role-mark')]/*")
    assert {line.get("stroke-dasharray") for line in lines} == {"1,0", "2,3", "8,4"}
    assert "<Northern>" in "".join(root.itertext())


def test_svg_takes_colours_and_font_from_the_page_and_stands_alone() -> None:
    text = svg(network(SOME, NAMES, FOCUS))
    root = etree.fromstring(text)
    assert re.fullmatch(r"0 0 \d+(\.\d+)? \d+(\.\d+)?", root.get("viewBox"))
    assert "width:100%" in root.get("style")
    assert set(re.findall(r'font-family="([^"]*)"', text)) == {"inherit"}
    for element in root.iter():
        for name in ("fill", "stroke"):
            if (value := element.get(name)) in LIGHT:
                assert f"{name}:var(--{LIGHT[value]},{value})" in element.get("style")
    drawn = set(re.findall(r'(?:fill|stroke)="(#[^"]*)"', text))
    assert drawn <= {*LIGHT, "#000", "#ddd", "#888"}
    assert "<script" not in text and "href" not in text and "<image" not in text


def test_same_data_same_bytes_whatever_the_order_of_rows() -> None:
    first = svg(network(SOME, NAMES, FOCUS))
    assert svg(network(SOME, NAMES, FOCUS)) == first
    assert svg(network(SOME.iloc[::-1], NAMES, FOCUS)) == first


def test_friends_stand_side_by_side_and_the_focus_opposite() -> None:
    blocs = ("CCC", "EEE", "GGG", "AAA"), ("DDD", "FFF", "HHH", "BBB")
    rows = [(*pair, 9, 0) for bloc in blocs for pair in combinations(bloc, 2)]
    rows += [(one, other, 0, 9) for one in blocs[0] for other in blocs[1]]
    order = ring(ties(*rows), FOCUS)
    assert order[0] == "AAA" and order[4] == "BBB"
    around = ["first" if actor in blocs[0] else "second" for actor in order]
    changes = sum(one != other for one, other in zip(around, around[1:] + around[:1], strict=True))
    assert changes <= 4 < 8


@pytest.mark.parametrize("count", [0, 1, 2, 5, 12])
def test_labels_keep_apart_and_inside_the_drawing(count: int) -> None:
    codes = [f"X{n:02d}" for n in range(count)]
    names = dict.fromkeys(codes, "Collective Security Treaty Organisation of the East")
    frame = ties(*(("AAA", code, 1, 0) for code in codes))
    placed = spots(ring(frame, FOCUS), names, FOCUS)
    assert len(placed) == count + 2
    for _, column in placed.groupby("where"):
        heights = sorted(column["text_y"])
        assert all(lower - upper >= 36 for upper, lower in pairwise(heights))
    assert placed["text_y"].min() >= 0
    width, height = map(float, etree.fromstring(svg(network(frame, names, FOCUS))).get("viewBox").split()[2:])
    assert width <= 380
    assert placed["text_y"].max() < height


def test_an_actor_without_a_name_shows_its_code() -> None:
    assert "ZZZ" in svg(network(ties(("AAA", "ZZZ", 1, 0)), NAMES, FOCUS))

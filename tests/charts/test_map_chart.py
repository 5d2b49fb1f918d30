from __future__ import annotations

import re
import time
from itertools import combinations

import altair as alt
import numpy as np
import pandas as pd
import pytest
from drawings import check, rows, words

from entente.charts.atlas.land import body, land
from entente.charts.atlas.lettering import extent
from entente.charts.atlas.marks import COLUMNS
from entente.charts.atlas.view import fitted
from entente.charts.map import region_map, view_of
from entente.charts.theme import CONFLICT, COOPERATION, LIGHT, PAGE, PAPER, PHONE, svg

FIELDS = ["place", "country", "precision", "latitude", "longitude", *COLUMNS]


def told(*places: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(places, columns=FIELDS)


SOME = told(
    ("Yerevan", "ARM", "place", 40.18, 44.51, 12, 5, 3, 1),
    ("Baku", "AZE", "place", 40.38, 49.89, 6, 8, 0, 2),
    ("<Goris> & Co", "ARM", "place", 39.51, 46.34, 0, 0, 0, 2),
    ("Armenia", "ARM", "state", 40.0, 45.0, 3, 2, 1, 0),
    ("Moscow", "RUS", "place", 55.75, 37.62, 4, 0, 0, 0),
    ("nowhere", "", "place", np.nan, np.nan, 9, 9, 9, 9),
)
CORRIDORS = pd.DataFrame(
    [
        ("Lachin Corridor", 3, 39.51, 46.34),
        ("Lachin Corridor", 3, 39.82, 46.75),
        ("Far", 9, 0.0, 0.0),
        ("Far", 9, 1.0, 1.0),
    ],
    columns=["name", "texts", "latitude", "longitude"],
)
PACIFIC = told(
    ("Suva", "FJI", "place", -18.14, 178.44, 2, 1, 0, 0),
    ("Apia", "WSM", "place", -13.83, -171.77, 1, 0, 1, 0),
)


def halves(chart: alt.LayerChart) -> pd.DataFrame:
    return rows(chart, "number")


def drawn(places: pd.DataFrame, *actors: str, width: int = PHONE) -> alt.LayerChart:
    chart = region_map(places, None, actors, width=width)
    text = svg(chart)
    assert not re.search(r"NaN|Infinity|undefined|<script|<image", text)
    assert len(text) < 320_000
    return chart


@pytest.mark.parametrize("width", [PHONE, PAGE])
@pytest.mark.parametrize(
    ("places", "actors"),
    [
        (SOME, ("ARM", "AZE")),
        (SOME, ()),
        (SOME.head(1), ()),
        (SOME.head(0), ()),
        (SOME.head(0), ("FJI",)),
        (PACIFIC, ()),
        (SOME, ("RUS",)),
        (SOME, ("CAN", "NOR")),
        (SOME, ("NATO", "Hamas")),
        (SOME, ("CHL", "NZL", "ZAF", "ATA")),
    ],
)
def test_any_region_is_drawn_alike_each_time(
    places: pd.DataFrame, actors: tuple[str, ...], width: int
) -> None:
    chart = region_map(places, CORRIDORS, actors, width=width)
    if width == PHONE:
        check(chart)
    text = svg(chart)
    assert svg(region_map(places.iloc[::-1], CORRIDORS, actors, width=width)) == text
    assert set(re.findall(r'(?:fill|stroke)="(#[^"]*)"', text)) <= {*LIGHT, "#000", "#ddd", "#888"}
    whole = float(re.findall(r'viewBox="0 0 ([\d.]+)', text)[0])
    assert width - 8 <= whole <= width + 26


def test_each_story_on_the_map_is_drawn_once_and_by_its_side() -> None:
    found = halves(drawn(SOME, "ARM", "AZE"))
    sums = found.groupby(["kind", "done"])["number"].sum().to_dict()
    # Without Moscow, which lies off the map, and without what has no place.
    assert sums == {
        ("cooperation", True): 21,
        ("conflict", True): 15,
        ("cooperation", False): 4,
        ("conflict", False): 5,
    }


def test_what_is_not_done_is_hollow_dashed_and_apart() -> None:
    found = halves(drawn(SOME, "ARM", "AZE"))
    done, undone = found[found["done"]], found[~found["done"]]
    assert set(done["fill"]) == {COOPERATION, CONFLICT}
    assert set(undone["fill"]) == {PAPER} and set(undone["stroke"]) == {COOPERATION, CONFLICT}
    assert {tuple(dash) for dash in undone["dash"]} == {(2.0, 1.5)}
    for place in ("Yerevan", "Baku"):
        above, below = (rows_[rows_["place"] == place]["y"] for rows_ in (done, undone))
        assert above.max() < below.min()
    shapes = found.groupby("kind")["shape"].unique()
    assert shapes["cooperation"].tolist() != shapes["conflict"].tolist()


def test_area_grows_with_the_number() -> None:
    found = halves(drawn(SOME, "ARM", "AZE")).set_index(["place", "kind", "done"])["size"]
    assert found["Yerevan", "cooperation", True] == pytest.approx(
        2 * found["Baku", "cooperation", True], rel=0.01
    )


def test_a_place_known_as_a_state_is_framed_and_the_key_says_so() -> None:
    chart = drawn(SOME, "ARM", "AZE")
    assert len(rows(chart, "left")) >= 1
    assert "only the state is known" in words(chart)
    plain = drawn(SOME[SOME["precision"] == "place"], "ARM", "AZE")
    assert "only the state is known" not in words(plain)


def test_a_corridor_is_drawn_where_it_lies_in_the_view_with_the_texts_that_name_it() -> None:
    said = words(region_map(SOME, CORRIDORS, ("ARM", "AZE"), width=PAGE))
    assert "Lachin Corridor" in said and "3 texts" in said and "Far" not in said
    assert "corridor named in texts" in said
    assert "corridor named in texts" not in words(region_map(SOME, None, ("ARM", "AZE")))


def test_names_keep_apart_and_a_page_has_more_of_them() -> None:
    places = told(
        *(
            (f"Town {n}", "AZE", "place", 39.0 + 0.13 * n, 45.0 + (n * 7 % 20) * 0.25, 1 + n, n % 3, 0, 0)
            for n in range(20)
        )
    )
    numbers = {}
    for width in (PHONE, PAGE):
        sets = region_map(places, CORRIDORS, ("ARM", "AZE"), width=width).to_dict()["datasets"].values()
        found = {
            (r["words"], r["x"], r["y"]) for s in sets for r in s if "words" in r and r["y"] < width * 0.7
        }
        names = [name for name in found if name[0].startswith("Town")]
        numbers[width] = len(names)
        for one, other in combinations(names, 2):
            a, b = (extent(*name, "center") for name in (one, other))
            # Wherever they are fixed, two names are not on one line at one place.
            assert abs(a[1] - b[1]) > 8 or abs(one[1] - other[1]) > 20
    assert 0 < numbers[PHONE] < numbers[PAGE]


def test_an_empty_map_says_so_and_a_name_is_written_as_it_is() -> None:
    assert "no place known" in words(drawn(SOME.head(0), "FJI"))
    assert "<Goris> & Co" in words(drawn(SOME.iloc[[2]], width=PAGE))


def test_a_view_holds_its_places_and_crosses_the_line_of_180_degrees() -> None:
    view = view_of(PACIFIC)
    assert not view.wide and abs(abs(view.longitude) - 176.7) < 1
    assert view.sees(PACIFIC["latitude"].to_numpy(), PACIFIC["longitude"].to_numpy()).all()
    x = view.places(PACIFIC["latitude"].to_numpy(), PACIFIC["longitude"].to_numpy(), 300.0)[:, 0]
    assert x[0] < x[1]


@pytest.mark.parametrize("code", ["RUS", "USA", "FJI", "CHL", "KIR", "NOR", "SGP", "ATA", "ARM"])
def test_a_view_holds_the_main_land_of_a_state(code: str) -> None:
    view, outline = view_of(SOME, [code]), body(code)
    at = view.pixels(outline, 300.0)
    assert (at.min(axis=0) >= -1).all() and at[:, 0].max() <= 301 and at[:, 1].max() <= view.height(300.0) + 1
    assert 0.55 <= view.height(300.0) / 300 <= 1.05
    assert any(state.code == code for state in land(view, 300.0).states)


def test_the_world_is_the_view_of_nothing_and_the_smallest_is_not_a_point() -> None:
    assert fitted(np.array([]), np.array([])).wide
    one = fitted(np.array([40.0]), np.array([45.0]))
    assert 250 < one.kilometres(300.0) * 300 < 700


def test_of_nobody_the_view_holds_nine_tenths() -> None:
    near = [(f"Near {n}", "AZE", "place", 40 + 0.01 * n, 47.0, 1, 0, 0, 0) for n in range(18)]
    far = [("Far", "USA", "place", 38.9, -77.0, 1, 0, 0, 0), ("Off", "JPN", "place", 35.7, 139.7, 1, 0, 0, 0)]
    found = halves(drawn(told(*near, *far)))
    assert found["number"].sum() == 18


def test_land_is_whole_at_the_line_of_180_degrees() -> None:
    view = view_of(SOME, ["FJI"])
    found = land(view, 400.0)
    middle = view.pixels(np.array([[180.0, -16.5]]), 400.0)[0, 0]
    seams = [line for line in found.coasts if np.abs(line[:, 0] - middle).max() < 0.5 and len(line) > 1]
    assert not seams


def test_borders_of_land_without_a_number_are_kept_apart() -> None:
    found = land(view_of(SOME, ["SRB"]), 400.0)
    assert found.lines and found.borders and not land(view_of(SOME, ["ARM", "AZE"]), 400.0).lines


def test_five_thousand_places_are_joined_and_none_is_lost() -> None:
    draw = np.random.default_rng(3)
    north, east = draw.uniform(38, 42, 5000), draw.uniform(44, 50, 5000)
    counts = draw.integers(0, 4, (5000, 4))
    places = told(
        *(
            ("", "AZE", "place", *spot, *count)
            for *spot, count in zip(north, east, counts.tolist(), strict=True)
        )
    )
    start = time.perf_counter()
    found = halves(drawn(places, width=PAGE))
    assert time.perf_counter() - start < 30
    seen = view_of(places).sees(north, east)
    assert found["number"].sum() == counts[seen].sum()
    assert found[found["done"]]["number"].sum() == counts[seen][:, :2].sum()


def test_a_corridor_among_marks_is_named_with_a_leader() -> None:
    crowd = told(
        *(
            ("", "AZE", "place", 39.3 + 0.12 * n, 46.1 + 0.2 * m, 9, 9, 0, 0)
            for n in range(8)
            for m in range(7)
        )
    )
    chart = region_map(crowd, CORRIDORS, ("ARM", "AZE"), width=PAGE)
    assert "Lachin Corridor" in words(chart)
    assert len(rows(chart, "x2")) >= 1

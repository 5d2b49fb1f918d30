from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from drawings import NAMES, PHONE, check, marks, root_of, words

from entente.charts.lanemarks import ACTS, SHARPEST
from entente.charts.lanes import lanes
from entente.charts.speakers import LEVELS, MOST, SPEAKERS, laid_out
from entente.charts.theme import CONFLICT, COOPERATION, MUTED, PAGE, PAPER, svg
from entente.charts.theme import PHONE as NARROW

SIDES = ("Valdoria", "Union of <Northern> & Southern Republics")
DOES = ("THREATEN", "ACCUSE", "REJECT", "REQUEST", "PROTEST", "SUPPORT", None)
STANCES = ("against",) * 5 + ("for", "neither")


def said(count: int, speakers: int = 3, days: int = 1) -> pd.DataFrame:
    """Statements in turn by the two sides, one each so many days."""
    frame = pd.DataFrame({"number": range(1, count + 1)})
    place = frame["number"] - 1
    frame["side"] = place % 2
    frame["speaker"] = [f"Speaker {n // 2 % speakers}" for n in place]
    frame["first"] = pd.Timestamp("2023-01-01") + pd.to_timedelta(place * days, "D")
    frame["last"] = frame["first"]
    frame["act"] = pd.Series([DOES[n % len(DOES)] for n in place], dtype=object)
    frame["stance"] = [STANCES[n % len(DOES)] for n in place]
    frame["quoted"] = [n % 3 == 0 for n in place]
    frame["faces"] = True
    frame["cue"] = "said"
    frame["words"] = [f"that it was the matter number {n}" for n in place]
    frame["answers"] = pd.Series([pd.NA] * count, dtype="Int64")
    frame["answer_rule"] = pd.Series([None] * count, dtype=object)
    frame["score"] = 0.9
    return frame


def drawn(frame: pd.DataFrame, width: int = NARROW) -> int:
    """Marks of statements, without those of the key and of the axis."""
    chart = lanes(frame, SIDES, width)
    sets = chart.to_dict()["datasets"].values()
    return sum(len(rows) for rows in sets if rows and "looks" in rows[0])


@pytest.mark.parametrize("count", [0, 1, 2, 40, 2000])
@pytest.mark.parametrize("width", [NARROW, PAGE])
def test_any_number_of_statements_fits_the_width(count: int, width: int) -> None:
    chart = lanes(said(count), SIDES, width)
    text = svg(chart)
    assert svg(lanes(said(count), SIDES, width)) == text
    assert 0 < float(root_of(chart).get("width")) <= width + PHONE - NARROW
    if width == NARROW:
        check(chart)


@pytest.mark.parametrize("count", [1, 40, MOST])
def test_each_statement_is_drawn_once(count: int) -> None:
    assert drawn(said(count)) == drawn(said(count), PAGE) == count


def test_many_are_counted_in_bins_and_none_is_lost() -> None:
    frame = said(2000)
    found = laid_out(frame, NARROW)
    assert found.by and found.bins["number"].sum() == 2000 and drawn(frame) == 0
    assert found.most == found.bins.groupby(["row", "start"])["number"].sum().max()
    assert any(text.startswith(f"bars: statements a {found.by.value}") for text in words(lanes(frame, SIDES)))


def test_many_of_one_day_are_counted_too() -> None:
    assert laid_out(said(2 * (LEVELS + 1), speakers=1, days=0), NARROW).by
    assert not laid_out(said(2 * LEVELS, speakers=1, days=0), NARROW).by


def test_the_sides_face_each_other_and_the_busiest_stand_next_to_the_dates() -> None:
    frame = said(40)
    frame.loc[frame["speaker"] == "Speaker 2", "speaker"] = "Speaker 0"
    found = laid_out(frame, NARROW)
    middle = found.middle
    assert (found.marks.loc[found.marks["side"] == 0, "y"] < middle).all()
    assert (found.marks.loc[found.marks["side"] == 1, "y"] > middle).all()
    rows = found.rows.assign(far=(found.rows["base"] - middle).abs())
    for _, side in rows.groupby("side"):
        assert side.sort_values("far")["label"].tolist() == ["Speaker 0", "Speaker 1"]


def test_others_are_summed_and_one_other_stands_for_itself() -> None:
    for speakers, last in ((SPEAKERS + 1, f"Speaker {SPEAKERS}"), (SPEAKERS + 4, "4 others")):
        rows = laid_out(said(8 * speakers, speakers), NARROW).rows
        assert rows.loc[rows["side"] == 0, "label"].tolist()[-1] == last
        assert len(rows) == 2 * (SPEAKERS + 1)
        assert sum(int(figure.split(",")[0]) for figure in rows["figure"]) == 8 * speakers


def test_no_two_marks_of_a_row_meet() -> None:
    found = laid_out(said(120, speakers=1), NARROW)
    for _, level in found.marks.groupby(["row", "level"]):
        assert all(right - left >= 11 for left, right in pairwise(sorted(level["x"])))


def test_undated_statements_are_counted_at_their_speaker_and_not_placed() -> None:
    frame = said(10, speakers=1)
    frame.loc[:3, ["first", "last"]] = pd.NaT
    assert drawn(frame) == 6
    assert "5, 4 against, 2 undated" in words(lanes(frame, SIDES))
    assert "none with a known day" in words(lanes(frame.iloc[:4], SIDES))


def test_a_statement_of_no_known_day_is_a_bar_over_its_days() -> None:
    frame = said(3)
    plain = len(marks(lanes(frame, SIDES), "rule"))
    frame.loc[1, "last"] = pd.Timestamp("2023-01-31")
    assert len(marks(lanes(frame, SIDES), "rule")) == plain + 1


def test_kinds_differ_in_shape_and_quoted_ones_are_filled() -> None:
    assert len({shape for _, shape, _ in list(ACTS.values())[:5]}) == 5
    assert {colour for *_, colour in ACTS.values()} == {CONFLICT, COOPERATION, MUTED}
    frame = said(2).assign(act="ACCUSE", stance="against", quoted=[True, False])
    fills = [
        mark.get("fill") for mark in marks(lanes(frame, SIDES), "symbol") if mark.get("stroke") == CONFLICT
    ]
    assert sorted(fills) == sorted([CONFLICT, PAPER, PAPER])  # the third is the key's


def test_a_line_joins_an_answer_to_what_it_answers_and_both_are_drawn() -> None:
    frame = said(6)
    plain = len(marks(lanes(frame, SIDES), "rule"))
    frame["answers"] = pd.Series([pd.NA] * 3 + [1, 4, pd.NA], dtype="Int64")
    frame["answer_rule"] = pd.Series([None] * 3 + ["says so", "next to speak", None], dtype=object)
    chart = lanes(frame, SIDES)
    lines = marks(chart, "rule")
    assert len(lines) == plain + 2 + 2  # and two in the key
    assert {"answers, says so", "answers, next to speak"} <= set(words(chart))
    frame.loc[0, ["first", "last"]] = pd.NaT
    assert "answers, says so" not in words(lanes(frame, SIDES))


def test_words_of_the_sharpest_stand_on_a_page_and_not_on_a_phone() -> None:
    frame = said(40)
    page, phone = words(lanes(frame, SIDES, PAGE)), words(lanes(frame, SIDES))
    told = [text for text in page if "the matter number" in text]
    assert len(told) == SHARPEST and not [text for text in phone if "the matter number" in text]
    assert [text.split(" 2023")[0] for text in told] == sorted(
        (text.split(" 2023")[0] for text in told), key=lambda day: pd.Timestamp(f"{day} 2023")
    )


def test_long_and_hostile_names_stay_inside() -> None:
    frame = said(12).assign(speaker=NAMES["DDD"] * 3, words="<b>&amp;</b> " * 60)
    for width in (NARROW, PAGE):
        chart = lanes(frame, (NAMES["CCC"], NAMES["DDD"] * 2), width)
        assert float(root_of(chart).get("width")) <= width + PHONE - NARROW
    assert "Union of <Northern> & Southern Republics" in words(lanes(frame, (NAMES["CCC"], "x")))

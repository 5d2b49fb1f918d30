"""Events of several reports with known stories."""

from __future__ import annotations

from itertools import count
from typing import Any

import numpy as np
import pandas as pd
import pytest

from entente.analysis.stories.alike import KINDS, close, families, signs, weights
from entente.analysis.stories.stories import COLUMNS, once, stories, telling
from entente.analysis.stories.tellings import tellings

SEEN = "2024-05-10"
_NUMBER = count()


def event(name: str, document: str, words: str = "", day: str | None = None, **more: Any) -> dict[str, Any]:
    """An event of Baku towards Yerevan; ``words`` default to some that are its own."""
    row = {
        "id": name,
        "document": document,
        "a": "AZE",
        "b": "ARM",
        "day": day,
        "last": more.pop("last", day),
        "published": SEEN,
        "event_type": "ASSAULT",
        "modality": "asserted",
        "joint": False,
        "score": 0.9,
        "zone": "body",
        "sentence": 100,
        "words": words or f"Own{next(_NUMBER)} words{next(_NUMBER)}.",
        "place": None,
        "latitude": np.nan,
        "longitude": np.nan,
        "outlet": f"outlet of {document}",
        "original": document,
    }
    return row | more


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    found = pd.DataFrame(list(rows))
    for column in ("day", "last", "published"):
        found[column] = pd.to_datetime(found[column])
    return found


def groups(*rows: dict[str, Any]) -> list[str]:
    """Stories as words: ids of their events, joined."""
    return sorted("+".join(sorted(ids)) for ids in stories(frame(*rows)).table.events)


def test_reports_of_one_day_are_one_story_and_of_days_apart_two() -> None:
    given = [event("e1", "d1", day="2024-05-08"), event("e2", "d2", day="2024-05-08")]
    assert groups(*given) == ["e1+e2"]
    assert groups(*given, event("e3", "d3", day="2024-05-06"), event("e4", "d4", day="2024-04-20")) == [
        "e1+e2",
        "e3",
        "e4",
    ]


def test_the_same_words_of_another_day_are_another_story() -> None:
    words = "Troops fired mortars at Nerkin Hand for the second time."
    assert groups(event("e1", "d1", words, "2024-05-04"), event("e2", "d2", words, "2024-05-09")) == [
        "e1",
        "e2",
    ]


def test_an_undated_event_belongs_to_the_days_before_its_text() -> None:
    dated = event("e1", "d1", day="2024-05-09")
    assert groups(dated, event("e2", "d2")) == ["e1+e2"]
    assert groups(dated, event("e2", "d2", published="2024-05-30")) == ["e1", "e2"]
    assert groups(dated, event("e2", "d2", published="2024-05-07")) == ["e1", "e2"]


def test_close_types_merge_and_others_do_not() -> None:
    words = "Border troops near Tegh seized 2 conscripts who were carrying bread."
    first = event("e1", "d1", words, "2024-05-09")
    assert groups(first, event("e2", "d2", words, "2024-05-09", event_type="COERCE")) == ["e1+e2"]
    assert groups(first, event("e2", "d2", words, "2024-05-09", event_type="AGREE")) == ["e1", "e2"]


def test_actors_keep_their_order_unless_the_act_is_mutual() -> None:
    back = {"a": "ARM", "b": "AZE"}
    given = event("e1", "d1", day="2024-05-09"), event("e2", "d2", day="2024-05-09", **back)
    assert groups(*given) == ["e1", "e2"]
    assert groups(*({**e, "event_type": "CONSULT"} for e in given)) == ["e1+e2"]


def test_another_recipient_is_another_story_and_none_may_be_anyone() -> None:
    day = "2024-05-09"
    given = event("e1", "d1", day=day), event("e2", "d2", day=day, b="GEO")
    assert groups(*given) == ["e1", "e2"]
    assert groups(given[0], event("e3", "d3", day=day, b=None)) == ["e1+e3"]
    # Whoever is not named joins one of the two, and does not join them.
    assert len(groups(*given, event("e3", "d3", day=day, b=None))) == 2


def test_what_is_to_come_is_not_what_was_done() -> None:
    given = event("e1", "d1", day="2024-05-09"), event("e2", "d2", day="2024-05-09", modality="future")
    assert groups(*given) == ["e1", "e2"]


def test_history_is_no_news() -> None:
    given = event("e1", "d1", day="2024-05-09"), event("e2", "d2", modality="historical")
    assert groups(*given) == ["e1", "e2"]


def test_a_headline_and_its_lead_are_one_and_two_acts_of_a_text_are_two() -> None:
    given = [
        event("e0", "d1", zone="title", sentence=0),
        event("e1", "d1", "Shells fell on Tegh at dawn.", "2024-05-09", sentence=50),
        event("e2", "d1", "Three drones struck Sotk a week earlier.", "2024-05-02", sentence=90),
    ]
    assert groups(*given) == ["e0+e1", "e2"]


def test_one_sentence_tells_an_act_once() -> None:
    words = "Troops fired and shelled."
    assert groups(event("e1", "d1", words), event("e2", "d1", words), event("e3", "d1", words, b=None)) == [
        "e1+e2+e3"
    ]


def test_other_figures_and_places_part_what_else_is_alike() -> None:
    near = {"place": "Makalondi", "latitude": 12.8, "longitude": 1.7}
    far = {"place": "Bankilare", "latitude": 14.6, "longitude": 0.7}
    given = [
        event("e1", "d1", "Gunmen killed 23 soldiers.", "2024-05-09", **near),
        event("e2", "d2", "Fighters slew 23 men.", "2024-05-09", **near),
        event("e3", "d3", "Attackers shot six guards.", "2024-05-09", **far),
    ]
    assert groups(*given) == ["e1+e2", "e3"]


def test_the_place_of_a_dateline_is_not_where_it_was() -> None:
    rows = frame(event("e1", "d1", "YEREVAN, May 9 (TCW) - Troops fired.", place="Yerevan", latitude=40.2))
    assert list(tellings(rows, [["AZE", "ARM"]], KINDS).place) == [-1]
    rows["words"] = "Troops fired in Yerevan."
    assert list(tellings(rows, [["AZE", "ARM"]], KINDS).place) == [0]


def test_copies_count_as_one_report_and_their_outlets_as_no_source() -> None:
    words = "Troops fired mortars at Nerkin Hand."
    given = [
        event("e1", "d1", words, "2024-05-09"),
        event("e2", "d2", words, "2024-05-09", original="d1"),
        event("e3", "d3", day="2024-05-09", score=0.95),
    ]
    (row,) = stories(frame(*given)).table.itertuples()
    assert (row.story, row.event, row.reports, row.articles, row.sources) == ("s:e1", "e3", 2, 3, 2)
    assert row.day == pd.Timestamp("2024-05-09")
    assert row.events == ("e1", "e2", "e3")


def test_every_event_has_one_story() -> None:
    many = frame(
        *(event(f"e{n}", f"d{n // 3}", day=f"2024-05-{1 + n % 9:02d}", sentence=n % 3) for n in range(400))
    )
    told = stories(many)
    assert sorted(told.of.event) == sorted(many.id)
    assert set(told.of.story) == set(told.table.story)
    assert sum(map(len, told.table.events)) == 400


def test_an_empty_frame_has_no_stories() -> None:
    told = stories(frame(event("e1", "d1")).iloc[:0])
    assert told.of.empty
    assert list(told.table.columns) == COLUMNS


def test_once_keeps_the_pairs_of_the_best_event() -> None:
    day = "2024-05-09"
    two = event("e1", "d1", day=day, event_type="AGREE"), event("e2", "d2", day=day, event_type="AGREE")
    back = {**two[0], "a": "ARM", "b": "AZE"}
    found = once(frame(two[0], back, two[1]))
    assert list(zip(found.id, found.a, found.reports, strict=True)) == [("e1", "AZE", 2), ("e1", "ARM", 2)]


def test_pairs_are_joined_with_the_words_of_their_events_and_originals() -> None:
    given = frame(event("e1", "d1", "Troops fired."), event("e2", "d2", "They left."))
    shown = given[["id", "place", "latitude", "longitude", "outlet", "words"]].rename(
        columns={"words": "sentence"}
    )
    bare = given.drop(columns=["place", "latitude", "longitude", "outlet", "words", "original"])
    known = pd.DataFrame([("d2", "d1")], columns=["document", "original"])
    assert list(telling(bare, shown, known).original) == ["d1", "d1"]
    full = telling(bare, shown)
    assert (list(full.words), list(full.original)) == (["Troops fired.", "They left."], ["d1", "d2"])


def test_all_weights_have_a_sign_and_close_types_a_family() -> None:
    rows = frame(event("e1", "d1"), event("e2", "d2"))
    read = tellings(rows, [[], []], KINDS)
    found = signs(read, np.arange(2), np.array([0]), np.array([1]))
    assert {w.name for w in weights()} == {*found, "no_recipient"}
    assert (close() == close().T).all()
    family = dict(zip(KINDS, families().tolist(), strict=True))
    assert family["ASSAULT"] == family["COERCE"] != family["ACCUSE"]


@pytest.mark.parametrize("published", [None, SEEN])
def test_without_any_day_only_one_text_tells_one_story(published: str | None) -> None:
    given = event("e1", "d1", published=published), event("e2", "d2", published=published)
    assert groups(*given) == (["e1+e2"] if published else ["e1", "e2"])

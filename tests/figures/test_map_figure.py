from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from casting import Text, stored
from shelves import Shelf

from entente.charts.theme import Theme, Width
from entente.distinct import made_distinct
from entente.errors import UsageError
from entente.figures import Asked, Figure, figure
from entente.records import Event, Modality, Place
from entente.store import Selection, Store

YEREVAN = Place("Yerevan", "ARM", 40.18, 44.51, None)
ARMENIA = Place("Armenia", "ARM", 40.0, 45.0, None)
MOSCOW = Place("Moscow", "RUS", 55.75, 37.62, None)
HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\t"
    "Province\tCountry\tLatitude\tLongitude"
)


def placed(text: Text, event: Event, place: Place) -> None:
    text.done[text.done.index(event)] = replace(event, place=place)


def record() -> Store:
    one = Text(
        "Armenia accused Turkey in Yerevan over the Lachin Corridor.",
        "Russia may sanction Armenia in Moscow.",
        "Armenia thanked France.",
        outlet="One",
    )
    placed(one, one.does(["Armenia"], "ACCUSE", "accused", ["Turkey"], date="2023-09-19"), YEREVAN)
    may = one.does(
        ["Russia"], "SANCTION", "sanction", ["Armenia"], date="2023-09-20", modality=Modality.HYPOTHETICAL
    )
    placed(one, may, MOSCOW)
    one.does(["Armenia"], "SUPPORT", "thanked", ["France"], date="2023-09-20")
    other = Text("Iran consulted Armenia. The lachin corridor is shut.", outlet="Two", published="2023-10-02")
    placed(other, other.does(["Iran"], "CONSULT", "consulted", ["Armenia"], date="2023-10-01"), ARMENIA)
    return stored(one, other)


def asked(store: Store, *names: str, selection: Selection | None = None) -> Figure:
    made_distinct(store)
    return figure("map", Asked(store, selection or Selection(), names))


def test_stories_are_counted_by_place_and_those_without_are_told() -> None:
    made = asked(record(), "Armenia")
    table = made.table.set_index("place")
    assert list(table.loc["Yerevan", ["cooperation", "conflict"]]) == [0, 1]
    assert list(table.loc["Moscow", ["conflict", "undone_conflict"]]) == [0, 1]
    assert table.loc["Armenia", "precision"] == "state" and table.loc["Yerevan", "precision"] == "place"
    assert made.caption.counted == (
        "Counted: 2 stories told as done, on the map, of 2 with a place and 3 in all; "
        "0 told as to come, possible or not done, on the map, of 1 with a place and 1 in all."
    )
    assert any(note.startswith("Off the map: Moscow 1.") for note in made.caption.notes)
    assert made.caption.notes[-1].startswith("Borders as Natural Earth 4.1 draws them")
    assert made.caption.sources and made.caption.exposure


def test_a_story_told_twice_is_one_and_told_as_done_is_done() -> None:
    texts = []
    for n, modality in enumerate((Modality.ASSERTED, Modality.ASSERTED, Modality.FUTURE)):
        text = Text(f"Armenia accused Turkey in Yerevan, paper {n} wrote.", outlet=f"O{n}")
        event = text.does(["Armenia"], "ACCUSE", "accused", ["Turkey"], date="2023-09-19", modality=modality)
        placed(text, event, YEREVAN)
        texts.append(text)
    table = asked(stored(*texts), "Armenia").table
    assert table[["cooperation", "conflict"]].sum().tolist() == [0, 1]
    assert table[["undone_cooperation", "undone_conflict"]].to_numpy().sum() <= 1


def test_a_corridor_is_drawn_with_the_texts_that_name_it() -> None:
    made = asked(record(), "ARM", "AZE")
    spec = made.chart(692).to_dict()
    words = {row["words"] for rows in spec["datasets"].values() for row in rows if "words" in row}
    assert "Lachin Corridor\n2 texts" in words
    assert any("corridor" in note for note in made.caption.notes)
    store = record()
    assert store.naming([("Lachin Corridor", "Lachin road"), ("Suez Canal",)], Selection()) == (2, 0)


def test_the_empty_store_and_an_unknown_name() -> None:
    made = asked(Store(write=True))
    assert made.table.empty and made.told == "No place is known."
    assert "0 stories" in made.caption.counted
    with pytest.raises(UsageError, match="neither actor nor region"):
        asked(Store(write=True), "Nowhereland")


def test_imported_events_come_with_their_coordinates(tmp_path: Path) -> None:
    cells = [
        ("1", "190", "Goris", "Armenia", "39.51", "46.34"),
        ("2", "190", "Goris", "Armenia", "39.51", "46.34"),
        ("3", "040", "NA", "Armenia", "40.18", "44.51"),
        ("4", "040", "NA", "NA", "NA", "NA"),
    ]
    lines = [
        f"{number}\t2018-06-01\tA\tNA\tArmenia\tDoes\t{code}\t1\tB\tNA\tAzerbaijan\t1\t1\tP\t"
        f"{town}\tNA\tNA\t{country}\t{north}\t{east}"
        for number, code, town, country, north, east in cells
    ]
    store = Store(write=True)
    Shelf(store, tmp_path).take("icews", "\n".join([HEADER, *lines]).encode() + b"\n")
    made = asked(store, "South Caucasus")
    table = made.table.set_index("place")
    # The same act between the same two on one day at one place is one story.
    assert table.loc["Goris", "conflict"] == 1
    assert table.loc["Armenia", "precision"] == "state"
    # What is known of a state alone stands in its middle, not in the capital.
    assert list(table.loc["Armenia", ["latitude", "longitude"]]) == [40.0, 45.0]
    assert "of 2 with a place and 3 in all" in made.caption.counted


def test_it_is_written_in_both_themes_and_widths_alike_each_time(tmp_path: Path) -> None:
    store = record()
    for theme in Theme:
        for width in Width:
            made = [asked(store, "ARM").save(tmp_path / f"{n}.svg", width=width, theme=theme) for n in (1, 2)]
            assert made[0].read_bytes() == made[1].read_bytes()
            assert b"Borders as Natural Earth" in made[0].read_bytes()

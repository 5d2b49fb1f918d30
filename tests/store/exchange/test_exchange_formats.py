"""Clean files of every format: all rows in, every field kept, our columns as expected."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from pathlib import Path

import made
import pytest
from shelves import Shelf

from entente.store.exchange.format import formats

SAMPLE = Path(__file__).parents[3] / "../shared/data/formats/icews_events.2018.sample.tab"


def kept(shelf: Shelf, name: str) -> list[list[str]]:
    """The fields of the rows in the store, in the order of their days."""
    if formats()[name].columns and formats()[name].layout == "lines":
        return [raw.split("\t") for raw in shelf.raws()]
    return shelf.fields()


@pytest.mark.parametrize("name", made.FLAT)
def test_a_clean_file_is_taken_in_whole(name: str, shelf: Shelf) -> None:
    rows = made.rows(name)
    assert shelf.take(name, made.written(name, rows)) == len(rows)
    assert shelf.rejected == {}
    assert kept(shelf, name) == rows


@pytest.mark.parametrize("name", made.EXPECTED)
def test_our_columns_are_as_expected(name: str, shelf: Shelf) -> None:
    content = made.json_lines([made.ngec(0)]) if name == "ngec" else made.written(name, made.rows(name, 1))
    assert shelf.take(name, content) == 1
    (seen,) = shelf.seen()
    assert seen.pop("dataset") == name and seen.pop("raw")
    expected = {column: made.EXPECTED[name].get(column) for column in seen}
    if "id" not in made.EXPECTED[name]:
        expected["id"] = seen["id"]
        assert len(seen["id"]) == 32
    assert seen == expected


@pytest.mark.parametrize("name", made.FLAT)
@pytest.mark.parametrize(
    ("end", "mark", "last"),
    [("\n", b"\xef\xbb\xbf", False), ("\r\n", b"\xef\xbb\xbf", True), ("\r\n", b"", False)],
)
def test_line_ends_and_marks_change_nothing(
    name: str, end: str, mark: bytes, last: bool, shelf: Shelf
) -> None:
    rows = made.rows(name, 3)
    content = mark + made.written(name, rows, end)
    assert shelf.take(name, content if last else content.removesuffix(end.encode())) == 3
    assert shelf.rejected == {}
    assert kept(shelf, name) == rows


@pytest.mark.parametrize("name", made.FLAT)
def test_a_file_of_both_line_ends_is_taken_in(name: str, shelf: Shelf) -> None:
    rows = made.rows(name, 4)
    content = made.written(name, rows[:2]) + made.written(name, rows[2:], "\r\n", header=False)
    assert shelf.take(name, content) == 4
    assert kept(shelf, name) == rows


@pytest.mark.parametrize("name", made.FLAT)
def test_empty_fields_are_null(name: str, shelf: Shelf) -> None:
    fmt = formats()[name]
    day, _ = made.DAY[name]
    told = {day: made.rows(name, 1)[0][made.at(name, day)], fmt.columns[0]: made.rows(name, 1)[0][0]}
    assert shelf.take(name, made.written(name, [made.cells(name, told)])) == 1
    (seen,) = shelf.seen()
    told_of = {column for column, value in seen.items() if value is not None}
    assert told_of <= {"dataset", "id", "day", "directed", "articles", "raw", "a", "actor"}, seen
    assert seen["b"] is None and seen["latitude"] is None and seen["event_type"] is None


@pytest.mark.parametrize("name", made.FLAT)
def test_parts_of_any_size_give_the_same(name: str, shelf: Shelf) -> None:
    rows = made.rows(name, 12)
    content = made.written(name, rows)
    for size in (64, 2000):
        shelf.empty()
        assert shelf.take(name, content, size) == 12, size
        assert kept(shelf, name) == rows
        days = shelf.store.ask("SELECT sum(reports), count(DISTINCT batch) FROM dyad_days", [])[0]
        assert days[0] == 12 and (days[1] > 1 or size > 64)


def test_ngec_keeps_the_line_and_takes_modes_as_text_too(shelf: Shelf) -> None:
    plain = made.ngec(1) | {"event_mode": "withdraw", "contexts": "military; legal", "id": None}
    bare = {
        "event_type": "AID",
        "event_mode": [],
        "contexts": [],
        "pub_date": "2019-08-03T10:00:00",
        "attributes": {},
    }
    lines = made.json_lines([made.ngec(0), plain, bare, {"event_type": "AID"}]) + b'[1, 2]\n{"event_type": \n'
    assert shelf.take("ngec", lines) == 3
    assert shelf.rejected == {"no day, or none in the calendar": 2, "no JSON": 1}
    assert [json.loads(raw) for raw in shelf.raws()] == [made.ngec(0), plain, bare]
    first, second, third = shelf.seen()
    assert (second["mode"], second["contexts"], len(second["id"])) == ("withdraw", "military;legal", 32)
    assert (third["event_type"], third["mode"], third["contexts"], third["a"]) == ("AID", None, None, None)
    assert first["contexts"] == "military;territory"


def test_polecat_of_a_release_with_another_header(shelf: Shelf) -> None:
    content = made.written("polecat", made.rows("polecat", 2)).replace(
        b"\tIntensity\t", b"\tEvent Intensity\t"
    )
    assert shelf.take("polecat", content) == 2
    assert [row["intensity"] for row in shelf.seen()] == [-3.5, -3.5]


def test_polecat_with_a_mode_that_the_type_has_not(shelf: Shelf) -> None:
    row = made.with_cell("polecat", made.rows("polecat", 1)[0], "Event Mode", "visit")
    assert shelf.take("polecat", made.written("polecat", [row])) == 1
    (seen,) = shelf.seen()
    assert (seen["event_type"], seen["mode"], seen["code"]) == ("ACCUSE", None, "DISAPPROVE visit")


@pytest.mark.parametrize(
    ("actor", "state"),
    [
        ("Military Forces of Ukraine (2019-)", "UKR"),
        ("Military Forces of the United States (2021-) Special Forces", "USA"),
        ("Police Forces of France (2017-) Gendarmerie", "FRA"),
        ("Government of Mali (2012-2013)", "MLI"),
        ("Protesters (France)", "FRA"),
        ("Unidentified Armed Group (Democratic Republic of Congo)", "COD"),
        ("Mutiny of Military Forces of Sudan (2019-)", "SDN"),
        ("JNIM: Group for Support of Islam and Muslims", "JNIM: Group for Support of Islam and Muslims"),
        ("Wagner Group", "Wagner Group"),
        ("NATO: North Atlantic Treaty Organization", "NATO: North Atlantic Treaty Organization"),
    ],
)
def test_states_of_acled_actors(actor: str, state: str, shelf: Shelf) -> None:
    row = made.with_cell("acled", made.rows("acled", 1)[0], "actor1", actor)
    assert shelf.take("acled", made.written("acled", [row])) == 1
    assert shelf.seen()[0]["a"] == state


def test_acled_of_older_exports(shelf: Shelf) -> None:
    heads = (
        "data_id;iso;event_id_cnty;event_id_no_cnty;event_date;event_type;actor1;ally_actor_1;actor2;"
        "country;fatalities;iso3"
    )
    first = "7;4;AFG1;1;18-April-2019;Riots/Protests;Protesters (India);;;Afghanistan;0;AFG"
    second = "8;4;AFG2;2;18/04/2019;Battle-No change of territory;Taliban;;;Afghanistan;2;AFG"
    assert shelf.take("acled", f"{heads}\n{first}\n{second}\n".encode()) == 2
    one, two = shelf.seen()
    assert (one["id"], one["day"], one["event_type"], one["country"]) == (
        "AFG1",
        "2019-04-18",
        "PROTEST",
        "AFG",
    )
    assert (two["event_type"], two["a"], two["deaths"]) == ("ASSAULT", "Taliban", 2)
    assert shelf.fields()[0][31:] == ["data_id=7", "event_id_no_cnty=1", "iso3=AFG"]


def test_acled_older_still_in_capitals(shelf: Shelf) -> None:
    heads = "GWNO,EVENT_ID_NO_CNTY,EVENT_DATE,EVENT_TYPE,ACTOR1,ALLY_ACTOR_1"
    content = f"{heads}\n615,12,18/04/2001,Remote violence,Unknown,x\n".encode()
    assert shelf.take("acled", content) == 1
    assert (
        shelf.fields()[0][0] == "12" and shelf.fields()[0][8] == "x" and shelf.fields()[0][-1] == "GWNO=615"
    )


def test_acled_tells_every_kind_of_act(shelf: Shelf) -> None:
    kinds = {
        "Armed clash": ("ASSAULT", None),
        "Suicide bomb": ("ASSAULT", "suicide-attack"),
        "Peaceful protest": ("PROTEST", "demo"),
        "Agreement": ("AGREE", None),
        "Arrests": ("COERCE", "arrest"),
        "Other": (None, None),
    }
    rows = [
        made.with_cell(
            "acled",
            made.with_cell("acled", row, "sub_event_type", kind),
            "event_type",
            "Strategic developments",
        )
        for row, kind in zip(made.rows("acled", len(kinds)), kinds, strict=True)
    ]
    assert shelf.take("acled", made.written("acled", rows)) == len(kinds)
    assert [(row["event_type"], row["mode"]) for row in shelf.seen()] == list(kinds.values())


def test_one_sided_violence_has_a_direction(shelf: Shelf) -> None:
    shelf.take("ged", made.written("ged", made.rows("ged", 2)))
    first, second = shelf.seen()
    assert (first["directed"], second["directed"]) == (False, True)
    assert (second["b"], second["sources"]) == ("Civilians", None)


def test_petrarch_without_address_and_with_one_id_for_two_events(shelf: Shelf) -> None:
    rows = [row[:5] for row in made.rows("petrarch", 3)]
    other = [*rows[0][:3], "", rows[0][4]]
    assert shelf.take("petrarch", made.written("petrarch", [*rows, other, rows[0]])) == 4
    assert shelf.rejected == {"id that is there already": 1}
    assert {row["code"] for row in shelf.seen()} == {"0871", None}


def test_a_graph_with_blanks_between(shelf: Shelf) -> None:
    content = "\n".join(" ".join(row) for row in made.rows("tkg", 2)).encode()
    assert shelf.take("tkg", content) == 2
    assert [row["a"] for row in shelf.seen()] == ["NGA", "NGA"]


def test_packed_files(shelf: Shelf) -> None:
    from entente.store.exchange.loading import Loader
    from entente.store.exchange.parts import parts

    content = made.written("ged", made.rows("ged"))
    for suffix, pack in ((".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)):
        shelf.empty()
        path = shelf.folder / f"packed.csv{suffix}"
        path.write_bytes(pack(content))
        assert (
            sum(
                part.rows
                for part in Loader(shelf.store, formats()["ged"]).load(parts(str(path), quoted=True))
            )
            == 5
        )


@pytest.mark.shared
@pytest.mark.skipif(not SAMPLE.exists(), reason="the data beside the checkout is absent")
def test_the_real_sample_of_icews(shelf: Shelf) -> None:
    content = SAMPLE.read_bytes()
    assert shelf.take("icews", content) == 3705
    assert shelf.rejected == {}
    lines = [line.replace("\\", "\\\\") for line in content.decode("utf-8").splitlines()[1:]]
    assert sorted(shelf.raws()) == sorted(lines)

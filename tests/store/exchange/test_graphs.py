"""Folders of temporal graphs as lines, and what is wrong with those that are none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from shelves import Shelf

from entente.errors import BrokenRecord, InputError, MissingInput, UnreadableInput
from entente.store.exchange.format import formats
from entente.store.exchange.graphs import graph_lines
from entente.store.exchange.loading import Loader
from entente.store.exchange.parts import parts_of_lines

EPOCH = date(2014, 1, 1)
ICEWS14 = Path(__file__).parents[3] / "../shared/data/forecast/icews14"


def folder(path: Path, **files: str | None) -> str:
    """A small graph; a file given as None is not written."""
    usual: dict[str, str | None] = {
        "train": "0\t0\t1\t0\t-1\n1\t1\t0\t24\t-1\n",
        "valid": "0\t1\t1\t48\t-1\n",
        "test": None,
        "entity2id": "China\t0\nCitizen_(Nigeria)\t1\n",
        "relation2id": "Make_statement\t0\nConsult\t1\n",
    }
    for name, text in (usual | files).items():
        if text is not None:
            (path / f"{name}.txt").write_text(text, "utf-8")
    return str(path)


def test_hours_with_tabs(tmp_path: Path) -> None:
    assert list(graph_lines(folder(tmp_path), EPOCH)) == [
        "China\tMake_statement\tCitizen_(Nigeria)\t2014-01-01",
        "Citizen_(Nigeria)\tConsult\tChina\t2014-01-02",
        "China\tConsult\tCitizen_(Nigeria)\t2014-01-03",
    ]


def test_days_with_blanks_a_test_split_and_a_count(tmp_path: Path) -> None:
    place = folder(
        tmp_path,
        train="0 0 1 0\n1 1 0 1\n",
        valid="0 1 1 24\n",
        test="1 0 1 25\n\n",
        entity2id="2\nChina 0\nUnited Nations 1\n",
    )
    assert [line.split("\t")[3] for line in graph_lines(place, EPOCH)] == [
        *("2014-01-01", "2014-01-02", "2014-01-25", "2014-01-26"),
    ]
    assert next(graph_lines(place, EPOCH)).split("\t")[2] == "United Nations"


@pytest.mark.parametrize("lacking", ["train", "valid", "entity2id", "relation2id"])
def test_a_file_that_lacks_is_named(lacking: str, tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match=f"{lacking}.txt"):
        list(graph_lines(folder(tmp_path, **{lacking: None}), EPOCH))


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("train", "0\t0\t7\t0\n", "line 1: id '7'"),
        ("valid", "0\t9\t1\t24\n", "valid.txt: line 1: id '9'"),
        ("train", "0\t0\t1\tsoon\n", "line 1: time 'soon'"),
        ("train", "0\t0\t1\t-24\n", "line 1: time '-24'"),
        ("train", "0\t0\t1\t24.5\n", "line 1: time '24.5'"),
        ("train", "0\t0\t1\n", "line 1: '0"),
        ("train", "0\t0\t1\t0\n0\t0\t1\t99999999999\n", "beyond the calendar"),
        ("train", "0\t0\t1\t999999999999999999999999\n", "beyond the calendar"),
        ("entity2id", "China\tzero\n", "line 1: 'China"),
        ("entity2id", "China\n", "line 1: 'China'"),
    ],
)
def test_what_is_wrong_with_a_line_is_told(name: str, text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(BrokenRecord) as error:
        list(graph_lines(folder(tmp_path, **{name: text}), EPOCH))
    assert told in str(error.value)


def test_bytes_that_are_no_text_and_no_folder(tmp_path: Path) -> None:
    place = folder(tmp_path)
    (tmp_path / "train.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableInput):
        list(graph_lines(place, EPOCH))
    with pytest.raises(InputError):
        list(graph_lines(str(tmp_path / "nowhere"), EPOCH))


@pytest.mark.shared
@pytest.mark.skipif(not ICEWS14.exists(), reason="the data beside the checkout is absent")
def test_icews14_is_taken_in_and_every_relation_is_known(shelf: Shelf) -> None:
    lines = list(graph_lines(str(ICEWS14), EPOCH))
    assert (len(lines), lines[0][-10:], lines[-1][-10:]) == (83359, "2014-01-01", "2014-11-30")
    (loaded,) = Loader(shelf.store, formats()["tkg"]).load(parts_of_lines("icews14", lines))
    assert (loaded.rows, loaded.rejected) == (83359, {})
    asked = "SELECT count(quad), count(event_type), count(*) FILTER (len(a) = 3) FROM imported"
    quads, types, states = shelf.store.ask(asked, [])[0]
    assert (quads, types > 59000, states > 49000) == (83359, True, True)

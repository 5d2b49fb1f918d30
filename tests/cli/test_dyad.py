"""``entente dyad``: the course of two actors from a store."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from casting import Text
from typer.testing import Result

from entente.records import EventType
from entente.store import Store

Run = Callable[..., Result]
KEYS = [
    "a",
    "b",
    "names",
    "by",
    "count",
    "before",
    "series",
    "phases",
    "turning_points",
    "stories",
    "statements",
    "reciprocity",
    "leader",
    "lags",
    "silences",
]
#: Lists that may be empty.
MAY_LACK = ("silences",)
BEGIN, CHANGE = date(2022, 1, 3), date(2023, 1, 2)


@pytest.fixture(scope="module")
def rift(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which Armenia and Russia meet each week of 2022, and threaten each other in 2023."""
    file = tmp_path_factory.mktemp("rift") / "rift.duckdb"
    with Store(str(file), write=True) as store:
        for week in range(104):
            day = BEGIN + timedelta(weeks=week)
            text = Text(
                f"Armenia faced Russia {week}. Pashinyan said that Moscow was {week}.", published=f"{day}"
            )
            late = day >= CHANGE
            actor, other = ("Armenia", "Russia") if week % 2 else ("Russia", "Armenia")
            text.does([actor], "SANCTION" if late else "CONSULT", "faced", [other])
            if week % 20 == 5:
                act = EventType.ACCUSE if late else None
                text.says("Pashinyan", "said", f"that Moscow was {week}", target="Moscow", act=act)
            store.add(text.coded(), "hand 1")
    return file


def asked(run: Run, db: Path, *words: object) -> dict[str, Any]:
    result = run("dyad", "Armenia", "Russia", "--db", db, *words, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_json_has_everything(run: Run, rift: Path) -> None:
    found = asked(run, rift)
    assert list(found) == KEYS
    assert [found[key] for key in KEYS[:6]] == [
        "ARM",
        "RUS",
        ["Armenia", "Russia"],
        "week",
        "story",
        None,
    ]
    assert len(found["series"]) == 3 * 104
    assert [p["character"] for p in found["phases"]] == [
        "cooperation, mostly words",
        "conflict, mostly deeds",
    ]
    (turn,) = found["turning_points"]
    assert turn["direction"] == "rift"
    assert turn["low"] <= str(CHANGE) <= turn["high"]
    assert turn["points"] < -5 and (turn["before"], turn["after"]) == (0, 1)


def test_every_key_is_documented(run: Run, rift: Path, root: Path) -> None:
    page = (root / "docs/reference/background.md").read_text("utf-8").partition("## Keys")[2]
    found = asked(run, rift, "--share")
    for key in KEYS:
        assert f"`{key}`" in page or f"### {key}\n" in page, key
    for name in KEYS[6:]:
        section = page.partition(f"### {name}\n")[2].partition("\n### ")[0]
        if name == "phases":
            section += page.partition("### series\n")[2].partition("\n### ")[0]
        if name in MAY_LACK and not found[name]:
            continue
        missing = [key for key in found[name][0] if f"`{key}`" not in section]
        assert not missing, name


def test_what_is_told_opens_to_events_and_statements(run: Run, rift: Path) -> None:
    found = asked(run, rift)
    with Store(str(rift)) as store:
        for row in found["stories"]:
            assert row["story"] == f"s:{row['event']}"
            assert row["sentence"] in store.document(row["event"].split(".")[0]).text
        for row in found["statements"]:
            assert row["content"] in store.document(row["document"]).text
    (turn,) = found["turning_points"]
    assert turn["events"] and set(turn["events"]) <= {row["event"] for row in found["stories"]}
    near = [row for row in found["stories"] if row["turning_point"] == 0]
    assert {row["event"] for row in near} == set(turn["events"])
    assert {row["event_type"] for row in near} == {"SANCTION"}
    assert [row["side"] for row in found["statements"]] == [0] * 4
    assert {row["phase"] for row in found["stories"]} == {0, 1}


def test_before_ends_the_background(run: Run, rift: Path) -> None:
    found = asked(run, rift, "--before", "2023", "--by", "month")
    assert found["before"] == "2023-01-01"
    assert max(row["period"] for row in found["series"]) == "2022-12-01"
    assert [p["kind"] for p in found["phases"]] == ["cooperation"]
    assert all(row["day"] < "2023" for row in (*found["stories"], *found["statements"]))


def test_csv_is_the_series_with_every_period(run: Run, rift: Path) -> None:
    result = run("dyad", "ARM", "RUS", "--db", rift, "--by", "day", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    both = [row for row in rows if row["direction"] == "both"]
    assert (len(both), len(rows)) == (103 * 7 + 1, 3 * (103 * 7 + 1))
    assert sum(int(row["count"] or 0) for row in both) == 104
    # Of days on which nothing was read it is not known that nothing happened.
    assert (both[1]["intensity"], both[1]["count"], both[1]["coverage"]) == ("", "", "none")


def test_a_share_is_of_the_articles_read(run: Run, rift: Path) -> None:
    found = asked(run, rift, "--share", "--by", "month")
    first = found["series"][0]
    assert (first["count"], first["read"]) == (1.0, 5)
    sliced = asked(run, rift, "--share", "--from", "2021-12", "--by", "month")
    assert (sliced["series"][0]["count"], sliced["series"][0]["read"]) == (None, 0)
    assert sliced["phases"][-1]["count"] == 52


def test_a_table_to_read(run: Run, rift: Path) -> None:
    result = run("dyad", "Armenia", "Russia", "--db", rift)
    assert result.exit_code == 0
    for words in (
        "Armenia and Russia: phases (2)",
        "Turning points (1)",
        "Key stories",
        "Key statements",
        "conflict, mostly deeds",
        "rift",
        "RUS SANCTION",
    ):
        assert words in result.stdout, words


def test_reports_and_articles_are_counted(run: Run, rift: Path) -> None:
    for count in ("story", "report", "ARTICLE"):
        found = asked(run, rift, "--count", count)
        assert found["count"] == count.lower()
        assert sum(p["count"] for p in found["phases"]) == 104


def test_data_sets_are_chosen(run: Run, rift: Path) -> None:
    assert asked(run, rift, "--dataset", "coded")["phases"]
    result = run("dyad", "Armenia", "Russia", "--db", rift, "--dataset", "icews")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no stories between the two match" in result.stderr


def test_two_who_never_met_have_no_course(run: Run, rift: Path) -> None:
    result = run("dyad", "Japan", "Chile", "--db", rift, "--format", "json")
    found = json.loads(result.stdout)
    assert all(found[key] == [] for key in KEYS[6:])


@pytest.mark.parametrize("level", ["state", "government", "actor"])
def test_levels(run: Run, rift: Path, level: str) -> None:
    found = asked(run, rift, "--level", level)
    assert len(found["phases"]) == 2
    assert bool(found["statements"]) is (level != "actor")


def test_the_samples_have_a_course(run: Run, sampled: Path) -> None:
    found = asked(run, sampled)
    assert found["phases"] and found["stories"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("Armenia", "ARM"), "name two actors"),
        (("Armenia", "Rusia"), "did you mean Russia"),
        (("Armenia", "Russia", "--before", "2023-13"), "--before"),
        (("Armenia", "Russia", "--from", "2023", "--before", "2023"), "leaves nothing"),
        (("Armenia", "Russia", "--from", "2023", "--to", "2022"), "is after --to"),
        (("Armenia", "Russia", "--dataset", "gdelt9"), "valid: coded, "),
        (("Armenia", "Russia", "--by", "decade"), "--by"),
    ],
)
def test_wrong_calls(run: Run, rift: Path, arguments: tuple[str, ...], complaint: str) -> None:
    result = run("dyad", *arguments, "--db", rift)
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in " ".join(result.stderr.split())

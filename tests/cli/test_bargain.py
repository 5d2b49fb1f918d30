"""``entente bargain``, on a table and on a record that is made up."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from typer.testing import Result

import entente
from entente.store import Store

Run = Callable[..., Result]
VIEWS = ("forecast", "stakes", "coalition", "rounds", "contests", "pivots", "levers", "sensitivity")
TABLE = """\
[issue]
name = "Who gives way?"
low = "none"
high = "all"

[[stake]]
actor = "ARM"
position = 0
salience = 50
capability = 1

[[stake]]
actor = "B"
position = 25
salience = 25
capability = 1

[[stake]]
actor = "AZE"
position = 100
salience = 50
capability = 2
"""


def lines() -> Iterator[str]:
    draw = np.random.default_rng(8)
    for week in range(150):
        day = date(2010, 1, 4) + timedelta(weeks=week)
        for a, b, friendly in (
            ("Armenia", "Azerbaijan", 0.1),
            ("Azerbaijan", "Armenia", 0.1),
            ("Turkey", "Azerbaijan", 0.95),
            ("Turkey", "Armenia", 0.3),
            ("France", "Armenia", 0.95),
            ("France", "Azerbaijan", 0.5),
            ("Georgia", "Armenia", 0.8),
            ("Georgia", "Azerbaijan", 0.8),
            ("France", "Turkey", 0.7),
        ):
            hostile = draw.choice(["Accuse", "Use conventional military force"])
            kind = draw.choice(["Host a visit", "Provide economic aid"])
            act = kind if draw.random() < friendly else hostile
            yield f"{a}\t{act}\t{b}\t{day + timedelta(days=int(draw.integers(7)))}\n"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    folder = tmp_path_factory.mktemp("bargain")
    (folder / "made.tsv").write_text("".join(lines()), "utf-8")
    result = run("import", "tkg", folder / "made.tsv", "--db", folder / "made.duckdb")
    assert result.exit_code == 0, result.output
    return folder / "made.duckdb"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "issue.toml").write_text(TABLE, "utf-8")
    return tmp_path / "issue.toml"


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_table_csv_and_json(run: Run, table: Path, view: str) -> None:
    call = ("bargain", table, "--show", view, "--sensitivity", 50)
    shown = run(*call)
    assert shown.exit_code == 0 and "Armenia" in shown.stdout
    rows = list(csv.DictReader(io.StringIO(run(*call, "--format", "csv").stdout)))
    objects = json.loads(run(*call, "--format", "json").stdout)
    assert len(rows) == len(objects) > 0 and list(rows[0]) == list(objects[0])


def test_the_case_solved_by_hand(run: Run, table: Path) -> None:
    rows = json.loads(run("bargain", table, "--format", "json").stdout)
    assert [row["outcome"] for row in rows] == [25.0, 100.0, 60.714286, 59.009948]
    assert (rows[0]["behind"], rows[0]["brought"], rows[0]["rounds"]) == (["ARM", "B"], ["AZE"], 1)
    again = json.loads(run("bargain", table, "--format", "json").stdout)
    assert again == rows
    other = json.loads(run("bargain", table, "--format", "json", "--seed", 1).stdout)
    assert [row["low"] for row in other] != [row["low"] for row in rows]
    none = json.loads(run("bargain", table, "--format", "json", "--sensitivity", 0).stdout)
    assert {row["low"] for row in none} == {None}


def test_what_the_record_says_is_written_edited_and_run(run: Run, record: Path, tmp_path: Path) -> None:
    target = tmp_path / "issue.toml"
    call = ("bargain", "--poles", "Armenia", "Azerbaijan", "--db", record, "--format", "json")
    told = run(*call, "--show", "stakes", "--write", target)
    assert told.exit_code == 0 and f"{target} written" in told.stderr
    stakes = {row["actor"]: row for row in json.loads(told.stdout)}
    assert stakes["FRA"]["position"] < 40 and stakes["TUR"]["position"] > 60
    assert stakes["GEO"]["position_low"] < 50 < stakes["GEO"]["position_high"]
    assert all(row["evidence"][0].startswith("i:tkg ") for row in stakes.values())
    straight, read = (run(*c, "--format", "json").stdout for c in (call[:-2], ("bargain", target)))
    assert straight == read
    text = target.read_text("utf-8")
    assert 'name = "Armenia or Azerbaijan"' in text and 'actor = "TUR"  # ' in text
    was = f"position = {stakes['GEO']['position']}"
    target.write_text(text.replace(was, "position = 95.0", 1), "utf-8")
    mine = {
        r["actor"]: r
        for r in json.loads(run("bargain", target, "--show", "stakes", "--format", "json").stdout)
    }
    assert (mine["GEO"]["position"], mine["GEO"]["position_source"]) == (95.0, "analyst")
    assert mine["GEO"]["salience_source"] == mine["FRA"]["position_source"] == "record"
    again = run(*call, "--write", target)
    assert again.exit_code == 2 and "is there already" in again.stderr


def test_who_may_take_part_is_chosen(run: Run, record: Path) -> None:
    call = ("bargain", "--poles", "ARM", "AZE", "--db", record, "--show", "stakes", "--format", "json")
    assert {r["actor"] for r in json.loads(run(*call, "--region", "France, Georgia").stdout)} == {
        *("ARM", "AZE", "FRA", "GEO"),
    }
    assert len(json.loads(run(*call, "--most", 1).stdout)) == 3
    assert len(json.loads(run(*call, "--least", 9999).stdout)) == 2


def test_the_same_from_python(record: Path) -> None:
    with entente.open(str(record)) as region:
        issue = region.bargaining("Armenia", "AZE", "France, Georgia", name="who gives way?")
    assert issue.actors[:2] == ("ARM", "AZE") and set(issue.actors[2:]) == {"FRA", "GEO"}
    assert issue.name == "who gives way?" and not issue.frame.thin.any()


@pytest.mark.parametrize("view", ["forecast", "sensitivity"])
@pytest.mark.parametrize("model", ["challenge", "compromise"])
def test_it_is_drawn(run: Run, table: Path, tmp_path: Path, view: str, model: str) -> None:
    target = tmp_path / "drawn.svg"
    result = run("bargain", table, "--show", view, "--model", model, "--sensitivity", 20, "--chart", target)
    assert result.exit_code == 0, result.output
    assert target.read_text("utf-8").rstrip().endswith("</svg>")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "neither a FILE nor --poles is given"),
        (("issue.toml", "--poles", "ARM", "AZE"), "both issue.toml and --poles"),
        (("no-such.toml",), "cannot read no-such.toml"),
        (("--poles", "ARM", "AZE"), "name it with --db FILE"),
        (("--poles", "ARM", "Armenia", "--db", "RECORD"), "both Armenia"),
        (("--poles", "ARM", "Nowhereland", "--db", "RECORD"), "Nowhereland"),
        (("--poles", "ARM", "AZE", "--db", ""), "is no file"),
        (("issue.toml", "--chart", "drawn.gif"), "valid: .svg, .png, .html"),
        (("issue.toml", "--model", "guess"), "challenge"),
        (("issue.toml", "--step", "0"), "--step"),
    ],
)
def test_a_wrong_call_is_told(
    run: Run,
    record: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: tuple[str, ...],
    complaint: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ENTENTE_DB", raising=False)
    result = run("bargain", *(str(record) if word == "RECORD" else word for word in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in " ".join(result.stderr.replace("│", " ").split())


def test_an_empty_store_has_no_issue(run: Run, tmp_path: Path) -> None:
    with Store(str(tmp_path / "empty.duckdb"), write=True):
        pass
    result = run("bargain", "--poles", "ARM", "AZE", "--db", tmp_path / "empty.duckdb")
    assert result.exit_code == 2 and "nothing is told of what anybody does" in result.stderr

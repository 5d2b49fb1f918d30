"""The commands of the region, on a record that is made up: Armenia and Russia part, others go on."""

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

from entente.store import Store

Run = Callable[..., Result]
BEGIN, TURN = date(2010, 1, 4), date(2013, 6, 3)
WEEKS = 330
COMMANDS = ("rifts", "network", "balance", "brokers", "dependence", "third-parties")


def lines() -> Iterator[str]:
    draw = np.random.default_rng(4)
    for week in range(WEEKS):
        day = BEGIN + timedelta(weeks=week)
        for a, b, friendly in (
            ("Armenia", "Russia", 0.9 if day < TURN else 0.1),
            ("Armenia", "France", 0.9),
            ("Azerbaijan", "Turkey", 0.95),
            ("Russia", "Turkey", 0.7),
            ("Armenia", "Azerbaijan", 0.2),
            ("Georgia", "Armenia", 0.8),
            ("Georgia", "Azerbaijan", 0.8),
        ):
            for _ in range(draw.poisson(1.0)):
                hostile = draw.choice(["Accuse", "Use conventional military force"])
                act = "Host a visit" if draw.random() < friendly else hostile
                one, other = (a, b) if draw.random() < 0.5 else (b, a)
                yield f"{one}\t{act}\t{other}\t{day + timedelta(days=int(draw.integers(7)))}\n"
        if week % 40 == 0:
            yield f"France\tMediate\tAzerbaijan\t{day}\n"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    folder = tmp_path_factory.mktemp("region")
    (folder / "made.tsv").write_text("".join(lines()), "utf-8")
    result = run("import", "tkg", folder / "made.tsv", "--db", folder / "made.duckdb")
    assert result.exit_code == 0, result.output
    return folder / "made.duckdb"


def words(command: str) -> tuple[str, ...]:
    if command != "third-parties":
        return (command,)
    return (command, "Armenia", "Russia", "--at", f"{TURN}")


def test_the_turn_is_found_and_no_other(run: Run, record: Path) -> None:
    result = run("rifts", "--db", record, "--format", "json")
    (turn,) = json.loads(result.stdout)
    assert (turn["a"], turn["b"], turn["direction"]) == ("ARM", "RUS", "rift")
    assert turn["low"] <= f"{TURN}" <= turn["high"] and turn["low"] <= turn["date"] <= turn["high"]
    assert turn["points"] < -4 and turn["size"] > 0 and turn["q"] <= 0.2
    assert turn["stories"] and all(story.startswith("i:tkg ") for story in turn["stories"])
    assert not any("Host a visit" in story for story in turn["stories"])


def test_the_bayesian_search_finds_it_too(run: Run, record: Path) -> None:
    result = run("rifts", "--db", record, "--method", "bayes", "--format", "json")
    assert [(t["a"], t["b"], t["direction"]) for t in json.loads(result.stdout)] == [("ARM", "RUS", "rift")]


def test_a_region_that_has_no_turn(run: Run, record: Path) -> None:
    result = run("rifts", "--db", record, "--region", "GEO, ARM", "--format", "csv")
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_each_is_table_csv_and_json(run: Run, record: Path, command: str) -> None:
    table = run(*words(command), "--db", record)
    assert (table.exit_code == 0 and "Armenia" in table.stdout) or command == "balance"
    found = run(*words(command), "--db", record, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(found.stdout)))
    objects = json.loads(run(*words(command), "--db", record, "--format", "json").stdout)
    assert len(rows) == len(objects) > 0
    assert list(rows[0]) == list(objects[0])


@pytest.mark.parametrize(
    ("command", "views"),
    [
        ("network", ("directed", "blocs", "divisions", "isolation")),
        ("balance", ("triads", "camps", "strained")),
        ("brokers", ("bridges", "mediations")),
    ],
)
def test_every_view_has_rows(run: Run, record: Path, command: str, views: tuple[str, ...]) -> None:
    for view in views:
        result = run(command, "--db", record, "--show", view, "--window", "year", "--format", "csv")
        assert result.exit_code == 0 and len(result.stdout.splitlines()) > 1, view


@pytest.mark.parametrize("command", COMMANDS)
def test_each_is_drawn(run: Run, record: Path, tmp_path: Path, command: str) -> None:
    result = run(*words(command), "--db", record, "--chart", tmp_path / "drawn.svg")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "drawn.svg").read_text("utf-8").rstrip().endswith("</svg>")


@pytest.mark.parametrize(
    "arguments", [("network",), ("balance", "--show", "triads"), ("brokers",), ("dependence",)]
)
def test_a_limit_holds(run: Run, record: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments, "--db", record, "--limit", "1", "--format", "csv")
    assert len(result.stdout.splitlines()) == 2


def test_a_broker_and_a_mediator(run: Run, record: Path) -> None:
    brokers = json.loads(run("brokers", "--db", record, "--format", "json").stdout)
    assert {row["actor"]: row["mediations"] for row in brokers}["FRA"] == 9
    pairs = json.loads(run("brokers", "--db", record, "--show", "bridges", "--format", "json").stdout)
    assert ("GEO", "ARM", "AZE") in {(row["actor"], row["a"], row["b"]) for row in pairs if row["foes"]}


def test_the_last_turn_is_taken_where_no_day_is_named(run: Run, record: Path) -> None:
    result = run("third-parties", "ARM", "RUS", "--db", record)
    assert result.exit_code == 0 and "around the turn of 2013-" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("network", "--region", "Middle Erth"), "neither actor nor region"),
        (("network", "--region", "Armenia"), "names Armenia alone"),
        (("rifts", "--chart", "turns.gif"), "valid: .svg, .png, .html"),
        (("rifts", "--rate", "2"), "--rate"),
        (("balance", "--window", "decade"), "span"),
        (("third-parties", "ARM", "Armenia"), "both Armenia"),
        (("third-parties", "ARM", "GEO"), "name its day with --at"),
        (("third-parties", "ARM", "RUS", "--at", "soon"), "YYYY-MM-DD"),
    ],
)
def test_a_wrong_call_is_told(run: Run, record: Path, arguments: tuple[str, ...], complaint: str) -> None:
    result = run(*arguments, "--db", record)
    assert result.exit_code == 2
    assert complaint in " ".join(result.stderr.replace("│", " ").split())
    assert result.stdout == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_an_empty_store_has_nothing(run: Run, tmp_path: Path, command: str) -> None:
    with Store(str(tmp_path / "empty.duckdb"), write=True):
        pass
    result = run(*words(command), "--db", tmp_path / "empty.duckdb")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "match" in result.stderr

"""``entente correct`` and ``entente corrections``."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from entente.store.correcting.listing import COLUMNS

Run = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]
PAGE = Path(__file__).resolve().parents[2] / "docs/reference/corrections.md"


@pytest.fixture
def db(filled: Callable[[list[dict[str, Any]]], Path]) -> Path:
    texts = [{"text": f"Germany accused Russia of fraud in letter {n}.\n\nWar will come."} for n in range(2)]
    return filled(texts)


def test_a_record_is_fixed_rejected_and_restored(run: Run, rows: Rows, db: Path) -> None:
    first, second = (row["id"] for row in rows("events", db))
    done = run("correct", first, "--db", db, "--set", "event_type=protest", "--set", "actor=France",
               "--by", "Ann", "--why", "as written")  # fmt: skip
    assert (done.exit_code, done.stdout) == (0, "")
    changes = r'\{"event_type": "PROTEST", "actor.1": "FRA"\}'
    assert re.fullmatch(rf"{first}: fix: {changes}, by Ann \(correction [0-9a-f]{{16}}\)\n", done.stderr)
    fixed = next(row for row in rows("events", db) if row["id"] == first)
    assert (fixed["event_type"], fixed["actor"], fixed["corrected_by"]) == ("PROTEST", ["FRA"], "Ann")
    assert run("correct", second, "--db", db, "--reject", "--by", "Ben").exit_code == 0
    assert [row["id"] for row in rows("events", db)] == [first]
    assert [row["id"] for row in rows("events", db, "--search", "fraud")] == [first]
    assert run("check", "--db", db).exit_code == 0
    assert run("correct", first, "--db", db, "--restore", "--by", "Ben").exit_code == 0
    (row,) = rows("events", db)
    assert (row["event_type"], row["corrected_by"]) == ("ACCUSE", None)
    told = [(r["action"], r["by"], r["why"], r["last"]) for r in rows("corrections", db)]
    assert told == [("fix", "Ann", "as written", False), ("reject", "Ben", None, True),
                    ("restore", "Ben", None, True)]  # fmt: skip
    assert [r["action"] for r in rows("corrections", db, "--by", "ann")] == ["fix"]
    assert rows("corrections", db, "--to", "2020") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["x.e1", "--reject", "--by", "Ann"], "no statement, event or claim x.e1"),
        (["x.e1", "--by", "Ann"], "give one of --reject, --set FIELD=VALUE and --restore"),
        (["x.e1", "--reject", "--restore", "--by", "Ann"], "give one of"),
        (["x.e1", "--reject"], "with --by who says it"),
        (["x.e1", "--set", "event_type", "--by", "Ann"], "give FIELD=VALUE"),
        (["x.e1", "--file", "f.json"], "--file has the corrections"),
        (["--file", "missing.json"], "cannot be read"),
    ],
)
def test_a_wrong_call_is_told(run: Run, db: Path, words: list[str], told: str) -> None:
    done = run("correct", "--db", db, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ") and told in done.stderr


def test_a_list_is_taken_in_by_another_store_once(run: Run, rows: Rows, db: Path, tmp_path: Path) -> None:
    other, file = tmp_path / "other.duckdb", tmp_path / "corrections.json"
    shutil.copy(db, other)
    first, second = (row["id"] for row in rows("events", db))
    run("correct", first, "--db", db, "--set", "event_type=AID", "--by", "Ann")
    run("correct", second, "--db", db, "--reject", "--by", "Ben")
    file.write_text(run("corrections", "--db", db, "--format", "json").stdout, "utf-8")
    done = run("correct", "--db", other, "--file", file)
    assert (done.exit_code, done.stderr) == (0, "2 corrections taken in\n")
    assert rows("events", other) == rows("events", db)
    again = run("correct", "--db", other, "--file", file)
    assert (again.exit_code, again.stderr) == (0, "0 corrections taken in, 2 there already\n")
    told = json.loads(file.read_text("utf-8"))
    told[0]["by"] = "Eve"
    file.write_text(json.dumps([*told, 7, told[1] | {"record": "x.e1"}]), "utf-8")
    forged = run("correct", "--db", other, "--file", file)
    assert forged.exit_code == 1 and "it was altered" in forged.stderr
    assert forged.stderr.endswith("0 corrections taken in, 1 there already, 3 that do not fit\n")


def test_the_list_has_the_columns_of_its_page(run: Run, rows: Rows, db: Path) -> None:
    (first, _) = (row["id"] for row in rows("events", db))
    assert run("corrections", "--db", db).stderr == "no corrections match\n"
    run("correct", first, "--db", db, "--reject", "--by", "=Ann")
    (head, row) = csv.reader(io.StringIO(run("corrections", "--db", db, "--format", "csv").stdout))
    page = PAGE.read_text("utf-8").split("## The list")[1]
    assert head == list(COLUMNS) == re.findall(r"^\| `(\w+)`", page, re.MULTILINE)
    assert row[head.index("by")] == "'=Ann"
    assert json.loads(row[head.index("original")])["id"] == first and row[head.index("now")] == ""
    assert "reject" in run("corrections", "--db", db).stdout

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import Result

from entente.cli.rows import LONGEST, cut, write_csv, write_json
from entente.store import Kind, Parties, Selection, Store, Table

Run = Callable[..., Result]
Row = dict[str, Any]
Rows = Callable[..., list[Row]]
Filled = Callable[[list[Row]], Path]
COMMANDS: dict[str, Table] = {**{kind.value: kind for kind in Kind}, "actors": Parties.ACTORS}
TEXT = "Germany accused Russia of fraud. War will come again soon."


def texts(count: int) -> list[Row]:
    return [{"text": f"{TEXT} Note {n}.", "title": f"Title {n}"} for n in range(count)]


def multiplied(file: Path, count: int) -> Path:
    """The store with so many copies of its first document, under other ids and titles."""
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "INSERT INTO documents SELECT d.* REPLACE (d.id || n AS id, d.title || n AS title) "
            "FROM (FROM documents LIMIT 1) d, range(1, ?) t(n)",
            [count],
        )
    return file


# Whole tables


@pytest.mark.parametrize("command", COMMANDS)
def test_json_and_csv_have_every_row_and_column(run: Run, rows: Rows, sampled: Path, command: str) -> None:
    with Store(str(sampled)) as store:
        frame = store.frame(COMMANDS[command], Selection())
    found = rows(command, sampled)
    assert len(found) == len(frame) > 0
    assert [list(row) for row in found] == [list(frame.columns)] * len(found)
    result = run(command, "--db", sampled, "--format", "csv")
    assert (result.exit_code, result.stderr) == (0, "")
    heads, *cells = csv.reader(io.StringIO(result.stdout_bytes.decode("utf-8"), newline=""))
    assert (heads, len(cells)) == (list(frame.columns), len(frame))
    for row, line in zip(found, cells, strict=True):
        for value, cell in zip(row.values(), line, strict=True):
            text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
            assert cell.removeprefix("'") == text.removeprefix("'")


def test_json_is_one_array_with_an_object_a_line(run: Run, sampled: Path) -> None:
    first, *lines, last = run("events", "--db", sampled, "--format", "json").stdout.splitlines()
    assert (first, last) == ("[", "]")
    for line in lines:
        row = json.loads(line.removesuffix(","))
        assert isinstance(row["actor"], list) and isinstance(row["contexts"], list)
        assert isinstance(row["intensity"], float)
    (actor, *_) = json.loads(run("actors", "--db", sampled, "--format", "json").stdout)
    assert date.fromisoformat(actor["first"]) <= date.fromisoformat(actor["last"])


def test_rows_are_in_order_of_time(rows: Rows, sampled: Path) -> None:
    days = [(row["date"] or row["published"])[:4] for row in rows("events", sampled)]
    assert days == sorted(days) and len(set(days)) > 1


# Nothing found


@pytest.mark.parametrize("command", COMMANDS)
def test_an_empty_result(run: Run, sampled: Path, command: str) -> None:
    nothing = [command, "--db", sampled, "--from", "2030"]
    table = run(*nothing)
    assert (table.exit_code, table.stdout, table.stderr) == (0, "", f"no {command} match\n")
    empty = run(*nothing, "--format", "json")
    assert (empty.exit_code, empty.stdout, empty.stderr) == (0, "[]\n", "")
    heads = run(*nothing, "--format", "csv")
    whole = run(command, "--db", sampled, "--format", "csv")
    assert (heads.exit_code, heads.stderr) == (0, "")
    assert heads.stdout == whole.stdout.splitlines()[0] + "\n"


# CSV


def test_csv_comes_back_as_it_was(run: Run, rows: Rows, filled: Filled) -> None:
    file = filled([{"text": TEXT, "title": 'The "Daily", and; more', "outlet": "Erdoğan, the Post"}])
    (document,) = rows("documents", file)
    result = run("documents", "--db", file, "--format", "csv")
    (line,) = csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8"), newline=""))
    assert (line["title"], line["outlet"]) == ('The "Daily", and; more', "Erdoğan, the Post")
    assert line == {key: "" if value is None else str(value) for key, value in document.items()}


def test_csv_is_rfc_4180() -> None:
    out = io.StringIO(newline="")
    row = {"a": 'x,"y"\r\nz', "b": ["ARM", "EU"], "c": None, "d": 1.5}
    write_csv(list(row), [row], out)
    assert out.getvalue() == 'a,b,c,d\r\n"x,""y""\r\nz",ARM; EU,,1.5\r\n'
    assert list(csv.reader(io.StringIO(out.getvalue(), newline="")))[1] == [
        'x,"y"\r\nz',
        "ARM; EU",
        "",
        "1.5",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2 degrees", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_is_no_formula_and_a_number_stays_one(text: str) -> None:
    out = io.StringIO(newline="")
    write_csv(["t", "l", "n"], [{"t": text, "l": [text], "n": -2.5}], out)
    (_, row) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert row == [f"'{text}", f"'{text}", "-2.5"]


def test_rows_are_written_as_they_come() -> None:
    out = io.StringIO()

    def two() -> Any:
        yield {"n": 1}
        assert '{"n": 1}' in out.getvalue()
        yield {"n": date(2023, 9, 21), "é": None}

    write_json(two(), out)
    assert json.loads(out.getvalue()) == [{"n": 1}, {"n": "2023-09-21", "é": None}]
    assert "é" in out.getvalue()


# Tables to read


@pytest.mark.parametrize("command", COMMANDS)
def test_a_table_to_read(run: Run, rows: Rows, sampled: Path, command: str) -> None:
    result = run(command, "--db", sampled, "--limit", 2)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 160
    key = "actor" if command == "actors" else "id"
    for row in rows(command, sampled, "--limit", 2):
        assert f" {row[key]} " in result.stdout


def test_a_table_says_how_many_more_there_are(run: Run, filled: Filled) -> None:
    file = multiplied(filled(texts(1)), 60)
    shown = run("documents", "--db", file)
    assert shown.stdout.count("Title ") == 50
    assert shown.stderr == (
        "50 of 60 documents are shown, 10 more are there: "
        "all with --limit 60, --format csv or --format json\n"
    )
    few = run("documents", "--db", file, "--limit", 2)
    assert few.stdout.count("Title ") == 2
    assert few.stderr.startswith("2 of 60 documents are shown, 58 more are there: ")
    for limit in (60, 61):
        everything = run("documents", "--db", file, "--limit", limit)
        assert (everything.stdout.count("Title "), everything.stderr) == (60, "")


def test_cells_are_to_the_letter_on_one_line_and_cut(run: Run, filled: Filled) -> None:
    file = filled([{"text": TEXT, "title": "The [/odd] :smile: title", "outlet": "[red]Ledger"}])
    result = run("documents", "--db", file)
    assert "The [/odd] :smile: title" in result.stdout and "[red]Ledger" in result.stdout
    assert cut("a\x1b[31mb\n\n c\u200b") == "a [31mb c"
    assert cut("x" * LONGEST) == "x" * LONGEST
    assert cut("x" * (LONGEST + 1)) == "x" * (LONGEST - 1) + "…"
    assert (cut(None), cut(""), cut(["ARM", "EU"]), cut([]), cut(0)) == ("-", "-", "ARM, EU", "-", "0")


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_a_reader_that_goes_away_ends_the_command_quietly(filled: Filled, form: str) -> None:
    # More than a pipe holds, so that the end of its reader is felt.
    file = multiplied(filled(texts(1)), 2000)
    words = [sys.executable, "-c", "from entente.cli import main; main()", "documents", "--db", str(file)]
    words += ["--limit", "2000", "--format", form]
    done = subprocess.run(
        ["bash", "-c", 'set -o pipefail; "$@" | head -1', "bash", *words], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1

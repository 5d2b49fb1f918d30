"""``entente import``, ``export``, ``sql`` and ``exposure``: what goes where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import FakeEncoder
from typer.testing import Result

from bench.load_kills import gdelt_row
from entente.store import Store
from entente.store.exchange.format import COMMON, TOLD

Run = Callable[..., Result]
ROWS = [gdelt_row(n, random.Random(n)) for n in range(60)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rows.tsv"
    path.write_text("".join(f"{row}\n" for row in ROWS), "utf-8")
    return path


@pytest.fixture
def db(run: Run, file: Path, tmp_path: Path, fake: FakeEncoder) -> Path:
    """A store with rows of GDELT 1.0 and two texts of ours."""
    path = tmp_path / "a.duckdb"
    assert run("import", "gdelt1", file, "--db", path).exit_code == 0
    texts = [tmp_path / f"{n}.txt" for n in range(2)]
    for n, text in enumerate(texts):
        text.write_text(f"Germany accused Russia of fraud, for the {n}th time.")
    assert run("read", *texts, "--db", path, "--published", "2013-04-02", "--outlet", "Wire").exit_code == 0
    return path


def said(result: Result, code: int, *words: str) -> None:
    """All is said on standard error."""
    assert (result.exit_code, result.stdout) == (code, ""), result.stderr
    for word in words:
        assert word in result.stderr


# import


def test_import_tells_what_was_taken_in(run: Run, file: Path, tmp_path: Path) -> None:
    db = tmp_path / "new" / "a.duckdb"
    result = run("import", "gdelt1", file, "--db", db)
    said(result, 0)
    assert result.stderr == "60 rows taken in\n"
    again = run("import", "GDELT1", file, "--db", db)
    said(again, 0)
    assert again.stderr == "0 rows taken in; 1 part of files there already\n"


def test_import_tells_what_was_rejected_and_why(run: Run, file: Path, tmp_path: Path) -> None:
    file.write_text(f"{ROWS[0]}\n{ROWS[0]}\nno\nno\n{ROWS[1]}")
    db = tmp_path / "a.duckdb"
    result = run("import", "gdelt1", file, "--db", db)
    said(
        result,
        0,
        "2 rows taken in; 3 rows rejected (2 1 fields; valid: 57 or 58, 1 id that is there already)",
        f"kept in {db}.rejects",
    )
    (kept,) = Path(f"{db}.rejects").iterdir()
    heads, *rows = kept.read_text("utf-8").splitlines()
    assert (heads, len(rows)) == ("reason\trow", 3)
    assert f"id that is there already\t{ROWS[0]}" in rows


def test_import_takes_folders_and_goes_on_after_a_file_that_fails(
    run: Run, file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    file.rename(folder / "b.tsv")
    (folder / "a.gz").write_bytes(b"no gzip")
    (folder / "c.tsv").write_bytes(b"")
    result = run("import", "gdelt1", folder, tmp_path / "none.tsv", "--db", tmp_path / "a.duckdb")
    said(result, 1, "60 rows taken in")
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert [line.split(": ")[1] for line in errors] == [
        str(folder / "a.gz"),
        str(folder / "c.tsv"),
        str(tmp_path / "none.tsv"),
    ]
    assert (
        "fetch the file again" in errors[0]
        and "holds nothing" in errors[1]
        and "there is no such file" in errors[2]
    )


def test_import_reads_standard_input(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from entente.cli import main; main()",
        "import",
        "csv",
        "-",
        "--db",
        str(tmp_path / "a.duckdb"),
    ]
    done = subprocess.run(
        command, input=b"day,actor,recipient\n2020-01-01,Armenia,Iran\n", capture_output=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"1 row taken in\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["gdelt9", "x.tsv"], "no format 'gdelt9'; valid: "),
        (["gdelt1", "x.tsv", "--db", ":memory:"], "':memory:' is no file"),
        (["gdelt1"], "Missing argument"),
    ],
)
def test_import_called_wrongly(
    words: list[str], told: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said(run("import", *words, *([] if "--db" in words else ["--db", "a.duckdb"])), 2)
    assert told in run("import", *words, *([] if "--db" in words else ["--db", "a.duckdb"])).stderr
    assert list(tmp_path.iterdir()) == []


def test_import_into_what_is_no_store(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "a.duckdb").write_text("mine")
    said(run("import", "gdelt1", file, "--db", tmp_path / "a.duckdb"), 2, "error: ", "is no DuckDB database")
    assert (tmp_path / "a.duckdb").read_text() == "mine"


# export


def test_export_writes_rows_to_standard_output_and_the_count_to_standard_error(run: Run, db: Path) -> None:
    result = run("export", "csv", "--db", db)
    assert (result.exit_code, result.stderr) == (0, "62 rows written\n")
    heads, *rows = csv.reader(io.StringIO(result.stdout, newline=""))
    assert (heads, len(rows)) == ([*COMMON, *TOLD], 62)


def test_export_gives_rows_back_to_the_letter(run: Run, db: Path) -> None:
    result = run("export", "gdelt1", "--db", db, "--dataset", "gdelt1")
    assert sorted(result.stdout.splitlines()) == sorted(ROWS)


def test_export_narrows_by_data_set_state_and_day(run: Run, db: Path) -> None:
    result = run(
        "export",
        "jsonl",
        "--db",
        db,
        "--dataset",
        "coded,gdelt1",
        "--country",
        "Russia",
        "--from",
        "2013-04",
        "--to",
        "2013-04",
    )
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.stderr == f"{len(rows)} rows written\n" and len(rows) > 2
    assert {row["dataset"] for row in rows} == {"coded", "gdelt1"}
    assert all("RUS" in (row["a"], row["b"]) and row["day"][:7] == "2013-04" for row in rows)


@pytest.mark.parametrize("fmt", ["csv", "parquet"])
def test_export_to_a_path_leaves_standard_output_empty(fmt: str, run: Run, db: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "made"
    said(run("export", fmt, "--db", db, "--out", out), 0, f"62 rows written to {out}\n")
    assert out.is_dir() is (fmt == "parquet")
    said(
        run("export", fmt, "--db", db, "--out", out),
        2,
        f"error: {out} is there already; name another with --out",
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["gdelt9"], "no format 'gdelt9'; valid: "),
        (["parquet"], "name it with --out FOLDER"),
        (["csv", "--dataset", "nothing"], "--dataset: 'nothing' is unknown; valid: coded, "),
        (["csv", "--dataset", "x' OR true --"], "is unknown; valid: coded, "),
        (["csv", "--country", "x' OR true --"], "x' OR true --"),
        (["csv", "--from", "2020-02-30"], "is not in the calendar"),
        (["csv", "--from", "2020", "--to", "2019"], "is after --to 2019"),
        (["csv", "--out", "file/out"], "file/out"),
    ],
)
def test_export_called_wrongly(
    words: list[str], told: str, run: Run, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.chdir(tmp_path)
    said(run("export", *words, "--db", db), 2, "error: ", told)


@pytest.mark.parametrize("command", [["export", "csv"], ["sql", "SELECT 1"], ["exposure"]])
def test_a_store_that_is_not_there_is_told(command: list[str], run: Run, tmp_path: Path) -> None:
    said(run(*command, "--db", tmp_path / "none.duckdb"), 2, "there is no store", "make one with")
    assert list(tmp_path.iterdir()) == []


# sql


def test_sql_answers_as_a_table_as_csv_and_as_json(run: Run, db: Path) -> None:
    query = (
        "SELECT dataset, count(*) AS n, min(day) AS first FROM all_events GROUP BY dataset ORDER BY dataset"
    )
    shown = run("sql", query, "--db", db)
    assert shown.exit_code == 0 and "coded" in shown.stdout and shown.stderr == ""
    as_csv = run("sql", query, "--db", db, "--format", "csv")
    assert as_csv.stdout.splitlines() == ["dataset,n,first", "coded,2,2013-04-02", "gdelt1,60,2013-04-01"]
    as_json = json.loads(run("sql", query, "--db", db, "--format", "json").stdout)
    assert as_json[1] == {"dataset": "gdelt1", "n": 60, "first": "2013-04-01"}


def test_sql_reads_standard_input(run: Run, db: Path) -> None:
    result = run("sql", "-", "--db", db, "--format", "csv", stdin=b"SELECT 1 AS one\n-- and no more\n")
    assert result.stdout.splitlines() == ["one", "1"]


def test_sql_says_when_more_rows_are_there(run: Run, db: Path) -> None:
    result = run("sql", "FROM range(51)", "--db", db)
    assert "the first 50 rows are shown" in result.stderr
    assert run("sql", "FROM range(50)", "--db", db).stderr == ""


@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize(
    "query",
    ["SELECT {'a': [1, 2], 'b': DATE '2020-01-01'} AS x", "SELECT 'x'::BLOB AS x",
     "SELECT 'nan'::DOUBLE AS x, NULL AS y",
     "SELECT 1 AS x, 2 AS x",
     "FROM test_all_types()", "SELECT '[red]=1+1' AS x", "SELECT 1 WHERE false"],
)  # fmt: skip
def test_sql_shows_values_of_every_kind(query: str, form: str, run: Run, db: Path) -> None:
    result = run("sql", query, "--db", db, "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    if form == "json":
        json.loads(result.stdout)


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM meta",
        "SELECT * FROM read_csv('x')",
        "SELECT 1; SELECT 2",
        "SELEC",
        "SELECT * FROM nothing",
    ],
)
def test_sql_that_is_no_question_is_a_wrong_call(query: str, run: Run, db: Path) -> None:
    said(run("sql", query, "--db", db), 2, "error: ")


# exposure


def test_exposure_counts_articles_by_month_and_outlet(run: Run, db: Path) -> None:
    result = run("exposure", "--db", db, "--format", "csv")
    assert (result.exit_code, result.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert list(rows[0]) == ["dataset", "period", "outlet", "articles"]
    assert {"dataset": "coded", "period": "2013-04-01", "outlet": "Wire", "articles": "2"} in rows
    with Store(str(db)) as store:
        ((articles,),) = store.ask("SELECT sum(articles) FROM imported", [])
    assert sum(int(row["articles"]) for row in rows if row["dataset"] == "gdelt1") == articles


def test_exposure_narrows(run: Run, db: Path) -> None:
    words = (
        "--by",
        "day",
        "--dataset",
        "coded",
        "--outlet",
        "wire",
        "--from",
        "2013-04-02",
        "--to",
        "2013-04-02",
        "--format",
        "json",
    )
    assert json.loads(run("exposure", "--db", db, *words).stdout) == [
        {"dataset": "coded", "period": "2013-04-02", "outlet": "Wire", "articles": 2}
    ]


def test_exposure_of_an_outlet_or_a_data_set_is_that_of_no_other(run: Run, db: Path, tmp_path: Path) -> None:
    mentions = tmp_path / "mentions.csv"
    mentions.write_text(
        "".join(
            "\t".join(["1", "2", "20150218230000", "1", outlet, "http://x", *["0"] * 9]) + "\n"
            for outlet in ("a.com", "a.com", "b.com")
        )
    )
    assert run("import", "gdelt2", mentions, "--db", db).stderr == "3 rows taken in\n"
    for words, told in (
        (["--outlet", "A.com"], [("gdelt2", "a.com", 2)]),
        (["--outlet", "wire", "--outlet", "b.com"], [("coded", "Wire", 2), ("gdelt2", "b.com", 1)]),
        (["--dataset", "coded"], [("coded", "Wire", 2)]),
        (["--dataset", "gdelt1", "--outlet", "wire"], []),
        (["--dataset", "icews", "--outlet", "wire"], []),
        (["--dataset", "gdelt2"], [("gdelt2", "a.com", 2), ("gdelt2", "b.com", 1)]),
    ):
        found = json.loads(run("exposure", "--db", db, *words, "--by", "year", "--format", "json").stdout)
        assert [(row["dataset"], row["outlet"], row["articles"]) for row in found] == told, words


def test_exposure_of_an_empty_store_is_an_empty_table(run: Run, tmp_path: Path) -> None:
    Store(str(tmp_path / "a.duckdb"), write=True).close()
    for form, empty in (("csv", "dataset,period,outlet,articles"), ("json", "[]")):
        result = run("exposure", "--db", tmp_path / "a.duckdb", "--format", form)
        assert (result.exit_code, result.stdout.strip(), result.stderr) == (0, empty, "")


@pytest.mark.parametrize("words", [["--by", "decade"], ["--dataset", "x"], ["--from", "x"]])
def test_exposure_called_wrongly(words: list[str], run: Run, db: Path) -> None:
    said(run("exposure", *words, "--db", db), 2)

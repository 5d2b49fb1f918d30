"""``entente claims`` with what became of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from casting import Text
from typer.testing import Result

from entente.analysis.claims import claimants, verdicts
from entente.records import Modality
from entente.store import Store

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three claims: one borne out, one not due, one that names no day."""
    file = tmp_path_factory.mktemp("claims") / "claims.duckdb"
    words = ("Armenia will meet Iran.", "Turkey will aid France.")
    first = Text(*words, published="2023-06-01", outlet="The Post")
    first.does(["Armenia"], "CONSULT", "meet", ["Iran"], modality=Modality.FUTURE)
    first.does(["Turkey"], "AID", "aid", ["France"], modality=Modality.FUTURE)
    first.claims("Armenia will meet Iran.", "plan", "Armenia", horizon="2023-06-30")
    first.claims("Turkey will aid France.", "promise", "Turkey", horizon="2024-12-31")
    other = Text("Russia will sanction Turkey.", published="2023-06-02")
    other.does(["Russia"], "SANCTION", "sanction", ["Turkey"], modality=Modality.FUTURE)
    other.claims("Russia will sanction Turkey.", "threat", by_author=True)
    met = Text("Armenia met Iran.", published="2023-06-20")
    met.does(["Armenia"], "CONSULT", "met", ["Iran"])
    last = Text("Nothing passed.", published="2023-09-30")
    with Store(str(file), write=True) as made:
        for text in (first, other, met, last):
            made.add(text.coded(), "hand 1")
    return file


def found(run: Run, store: Path, *options: object) -> list[dict[str, object]]:
    result = run("claims", "--db", store, *options, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    rows = json.loads(result.stdout)
    assert isinstance(rows, list)
    return rows


def test_each_claim_has_its_status(run: Run, store: Path) -> None:
    rows = found(run, store, "--judge")
    assert list(rows[0]) == list(verdicts.COLUMNS)
    assert [(r["text"], r["status"]) for r in rows] == [
        ("Armenia will meet Iran.", "borne out"),
        ("Turkey will aid France.", "open"),
        ("Russia will sanction Turkey.", "open"),
    ]
    assert rows[0]["evidence"] and rows[0]["due"] == "2023-06-30" and rows[2]["due"] is None


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (("--status", "borne-out"), 1),
        (("--status", "open"), 2),
        (("--status", "open", "--status", "borne-out"), 3),
        (("--status", "not-borne-out"), 0),
        (("--status", "open", "--limit", "1"), 1),
        (("--on", "2023-06-10", "--status", "open"), 3),
        (("--on", "2023-06-01"), 2),
        (("--judge", "--actor", "Armenia"), 1),
        (("--judge", "--search", "sanction"), 1),
        (("--match", "quad", "--status", "borne-out"), 1),
    ],
)
def test_options_choose_the_claims(run: Run, store: Path, options: tuple[str, ...], kept: int) -> None:
    assert len(found(run, store, *options)) == kept


def test_within_gives_a_day_to_a_claim_that_names_none(run: Run, store: Path) -> None:
    rows = found(run, store, "--within", 30)
    assert [r["due"] for r in rows] == ["2023-06-30", "2024-12-31", "2023-07-02"]
    assert str(rows[2]["reason"]).startswith("too little was told of the two")


def test_claimants_have_their_record(run: Run, store: Path) -> None:
    rows = found(run, store, "--claimants")
    assert list(rows[0]) == list(claimants.COLUMNS)
    assert [(r["claimant"], r["claims"], r["due"], r["borne_out"]) for r in rows] == [
        ("ARM", 1, 1, 1),
        ("TUR", 1, 0, 0),
        ("author", 1, 0, 0),
    ]
    assert rows[0]["share"] is None, "one claim is no record"
    shown = run("claims", "--db", store, "--claimants")
    assert "Armenia" in shown.stdout and "borne out" in shown.stdout


def test_tables_and_csv(run: Run, store: Path) -> None:
    shown = run("claims", "--db", store, "--judge")
    assert "borne out" in shown.stdout and "told on 2023-06-20" in shown.stdout
    table = run("claims", "--db", store, "--judge", "--format", "csv").stdout
    lines = list(csv.DictReader(io.StringIO(table)))
    assert [line["status"] for line in lines] == ["borne out", "open", "open"]
    none = run("claims", "--db", store, "--status", "not-borne-out")
    assert (none.exit_code, none.stderr) == (0, "no claims match\n")


def test_the_chart_is_written(run: Run, store: Path, tmp_path: Path) -> None:
    result = run("claims", "--db", store, "--chart", tmp_path / "claims.svg")
    assert result.exit_code == 0 and "claims.svg written" in result.stderr
    assert "30 Jun 2023" in (tmp_path / "claims.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--status", "likely"), "valid: borne-out, not-borne-out, open"),
        (("--within", "0"), "--within"),
        (("--within", "soon"), "--within"),
        (("--on", "soon"), "--on: 'soon' is no date"),
        (("--match", "mood"), "--match"),
        (("--chart", "claims.doc"), "valid: .svg"),
        (("--claimants", "--status", "open"), "leave out --status"),
        (("--judge", "--coder", "none 1"), "valid: 'hand 1'"),
    ],
)
def test_a_wrong_value_is_told_once(run: Run, store: Path, options: tuple[str, ...], complaint: str) -> None:
    result = run("claims", "--db", store, *options)
    assert result.exit_code == 2 and result.stdout == ""
    said = " ".join(result.stderr.replace("│", " ").split())
    assert said.count(complaint) == 1

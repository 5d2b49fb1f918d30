"""Filters, each against the rows that it should keep."""

from __future__ import annotations

import calendar
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from fakes import FakeEncoder
from typer.testing import Result

from entente.cli.choice import chosen
from entente.errors import UsageError
from entente.store import Kind, Parties, Store, Table

Run = Callable[..., Result]
Row = dict[str, Any]
Rows = Callable[..., list[Row]]
Filled = Callable[[list[Row]], Path]
COMMANDS: dict[str, Table] = {**{kind.value: kind for kind in Kind}, "actors": Parties.ACTORS}
TEXT = "Germany accused Russia of fraud. War will come again soon."


def texts(count: int) -> list[Row]:
    return [{"text": f"{TEXT} Note {n}.", "title": f"Title {n}"} for n in range(count)]


def period(row: Row) -> tuple[str, str] | None:
    """First and last day of a record: its own date, or that of its document."""
    stamp = row.get("date") or row["published"]
    if stamp is None:
        return None
    first, last = stamp.split("/")[0], stamp.split("/")[-1]
    if len(last) == 7:
        last += f"-{calendar.monthrange(int(last[:4]), int(last[5:]))[1]:02}"
    return first + "0000-01-01"[len(first) :], last + "0000-12-31"[len(last) :]


def within(first: str, last: str) -> Callable[[Row], bool]:
    def test(row: Row) -> bool:
        days = period(row)
        return days is not None and days[1] >= first and days[0] <= last

    return test


def parties(row: Row) -> set[str | None]:
    singles = {row.get(side) for side in ("source", "target", "addressee", "claimant")}
    return singles | {name for side in ("actor", "recipient") for name in row.get(side, ())}


def between(a: str, b: str) -> Callable[[Row], bool]:
    def test(row: Row) -> bool:
        ones = set(row["actor"]) if "actor" in row else {row["source"]}
        others = set(row["recipient"]) if "actor" in row else {row["target"], row["addressee"]}
        return (a in ones and b in others) or (b in ones and a in others)

    return test


def has(*names: str) -> Callable[[Row], bool]:
    return lambda row: bool(parties(row) & set(names))


def says(field: str, word: str) -> Callable[[Row], bool]:
    return lambda row: re.search(rf"\b{word}s?\b", row[field] or "", re.IGNORECASE) is not None


RECORDS = ["statements", "events", "claims"]
FILTERS: list[tuple[list[str], list[str], Callable[[Row], bool]]] = [
    (RECORDS, ["--actor", "Armenia"], has("ARM")),
    (RECORDS, ["--actor", "the Kremlin", "--actor", "azerbaijan"], has("RUS", "AZE")),
    (RECORDS, ["--country", "AM"], has("ARM")),
    (["statements", "events"], ["--dyad", "Armenia", "Azerbaijan"], between("ARM", "AZE")),
    (["events"], ["--type", "accuse"], lambda r: r["event_type"] == "ACCUSE"),
    (["events"], ["--type", "Accuse, consult", "--type", "ASSAULT"],
     lambda r: r["event_type"] in ("ACCUSE", "CONSULT", "ASSAULT")),
    (["statements"], ["--type", "direct"], lambda r: r["kind"] == "direct"),
    (["statements"], ["--type", "accuse,MIXED"],
     lambda r: r["kind"] == "mixed" or r["event_type"] == "ACCUSE"),
    (["claims"], ["--type", "conditional,plan"], lambda r: r["kind"] in ("conditional", "plan")),
    (["events"], ["--modality", "Negated,historical"], lambda r: r["modality"] in ("negated", "historical")),
    ([*RECORDS, "documents"], ["--outlet", "meridian wire"], lambda r: r["outlet"] == "Meridian Wire"),
    ([*RECORDS, "documents"], ["--from", "2023-09"], within("2023-09-01", "9999")),
    ([*RECORDS, "documents"], ["--to", "2022"], within("0000", "2022-12-31")),
    (["events", "documents"], ["--from", "2023-09-01", "--to", "2023-09-10"],
     within("2023-09-01", "2023-09-10")),
    (RECORDS, ["--least", "0.6"], lambda r: r["score"] >= 0.6),
    (["statements"], ["--search", "border"], says("content", "border")),
    (["events"], ["--search", "border"], says("sentence", "border")),
    (["claims"], ["--search", "peace"], says("text", "peace")),
    (["events"], ["--actor", "Armenia", "--type", "accuse", "--from", "2023"],
     lambda r: has("ARM")(r) and r["event_type"] == "ACCUSE" and within("2023-01-01", "9999")(r)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("command", "words", "kept"),
    [(command, words, kept) for commands, words, kept in FILTERS for command in commands],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_filter_keeps_the_rows_that_it_names_and_no_other(
    rows: Rows, sampled: Path, command: str, words: list[str], kept: Callable[[Row], bool]
) -> None:
    everything = rows(command, sampled)
    wanted = [row for row in everything if kept(row)]
    assert 0 < len(wanted) < len(everything), "a test that cannot fail"
    assert rows(command, sampled, *words) == wanted


@pytest.mark.parametrize(
    ("command", "person"), [("statements", "Nikol Pashinyan"), ("events", "Ilham Aliyev")]
)
def test_a_person_is_found_at_either_level(rows: Rows, sampled: Path, command: str, person: str) -> None:
    apart = [r["id"] for r in rows(command, sampled, "--level", "actor") if has(person)(r)]
    assert apart
    for level in ("state", "ACTOR"):
        assert [r["id"] for r in rows(command, sampled, "--actor", person, "--level", level)] == apart


def test_two_persons_face_each_other_at_either_level(rows: Rows, sampled: Path) -> None:
    a, b = "Nikol Pashinyan", "Vladimir Putin"
    pair = ["--dyad", a, b]
    apart = [r["id"] for r in rows("statements", sampled, "--level", "actor") if between(a, b)(r)]
    assert apart
    for level in ("state", "actor"):
        assert [r["id"] for r in rows("statements", sampled, *pair, "--level", level)] == apart


def test_statements_of_a_modality(rows: Rows, sampled: Path, tmp_path: Path) -> None:
    file = tmp_path / "changed.duckdb"
    shutil.copy(sampled, file)
    with duckdb.connect(str(file)) as connection:
        connection.execute("UPDATE statements SET modality = 'future' WHERE id LIKE '%.s2'")
    found = rows("statements", file, "--modality", "future")
    assert [r["id"] for r in found] == [r["id"] for r in rows("statements", file) if r["id"].endswith(".s2")]
    assert found


def test_documents_of_an_actor_are_those_with_a_record_of_it(rows: Rows, sampled: Path) -> None:
    some = next(
        a["actor"] for a in rows("actors", sampled) if a["documents"] < 4 and a["actor"] == a["country"]
    )
    wanted = {r["document"] for kind in RECORDS for r in rows(kind, sampled) if has(some)(r)}
    assert {r["id"] for r in rows("documents", sampled, "--actor", some)} == wanted
    assert 0 < len(wanted) < 4


def test_documents_are_searched_by_text_and_title(rows: Rows, sampled: Path) -> None:
    with Store(str(sampled)) as store:
        words = {r["id"]: f"{r['title']} {store.document(r['id']).text}" for r in rows("documents", sampled)}
    wanted = {key for key, text in words.items() if re.search(r"\bVladivostok\b", text)}
    assert {r["id"] for r in rows("documents", sampled, "--search", "vladivostok")} == wanted
    assert 0 < len(wanted) < 4


def test_actors_are_counted_as_the_records_have_them(rows: Rows, sampled: Path) -> None:
    said, done = rows("statements", sampled), rows("events", sampled)
    by_name = {row["actor"]: row for row in rows("actors", sampled)}
    assert by_name["ARM"]["said"] == sum(r["source"] == "ARM" for r in said)
    assert len(by_name) == len(parties_of(said, done, rows("claims", sampled)))
    persons = {row["actor"] for row in rows("actors", sampled, "--level", "actor", "--country", "Armenia")}
    assert "Nikol Pashinyan" in persons and "Vladimir Putin" not in persons
    (only,) = rows("actors", sampled, "--actor", "Russia", "--to", "2022")
    assert only["actor"] == "RUS" and 0 < only["mentions"] < by_name["RUS"]["mentions"]


def parties_of(*tables: list[Row]) -> set[str]:
    return {name for rows in tables for row in rows for name in parties(row) if name and name != "author"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_limit_keeps_the_first_rows(rows: Rows, sampled: Path, command: str) -> None:
    assert rows(command, sampled, "--limit", 3) == rows(command, sampled)[:3]


def test_what_a_coder_found_is_what_is_searched(
    run: Run, rows: Rows, fake: FakeEncoder, filled: Filled
) -> None:
    file = filled(texts(2))
    fake.version, fake.said, fake.done, fake.claimed = "fake 2", (), (), ()
    run("recode", "--db", file)
    assert rows("events", file, "--search", "fraud") == []
    assert len(rows("events", file, "--search", "fraud", "--coder", "fake 1")) == 2
    assert [d["events"] for d in rows("documents", file, "--coder", "fake 1")] == [1, 1]
    for command in RECORDS:
        # Claims have signs that a model that sees none of them leaves standing.
        assert {r["coder"] for r in rows(command, file)} == ({"fake 2"} if command == "claims" else set())
        assert [r["coder"] for r in rows(command, file, "--coder", "fake 1")] == ["fake 1"] * 2
    assert rows("actors", file) == []
    assert {a["actor"] for a in rows("actors", file, "--coder", "fake 1")} == {"DEU", "RUS"}
    assert rows("documents", file, "--actor", "Germany") == []
    assert len(rows("documents", file, "--coder", "fake 1", "--actor", "Germany")) == 2
    result = run("events", "--db", file, "--coder", "fake 3")
    assert result.exit_code == 2
    assert (
        result.stderr == f"error: --coder: 'fake 3' has coded nothing in {file}; valid: 'fake 2', 'fake 1'\n"
    )


# Wrong calls


@pytest.mark.parametrize(
    ("command", "words", "told"),
    [
        ("events", "--limit 0", "'0' is no number of rows"),
        ("events", "--limit -1", "'-1' is no number of rows"),
        ("events", "--limit many", "'many' is no number of rows"),
        ("events", "--least 1.1", "'1.1' is no score"),
        ("events", "--least nan", "'nan' is no score"),
        ("events", "--from yesterday", "'yesterday' is no date; give YYYY-MM-DD"),
        ("documents", "--to 2023-02-30", "'2023-02-30' is not in the calendar"),
        ("events", "--from 2023-09 --to 2023-08", "--from 2023-09 is after --to 2023-08"),
        ("events", "--actor Narnia", "no actor is known as 'Narnia'"),
        ("events", "--country NATO", "'NATO' is no state; choose it with --actor"),
        ("events", "--dyad Armenia Narnia", "no actor is known as 'Narnia'"),
        ("events", "--dyad Armenia Yerevan", "'Armenia' and 'Yerevan' are both Armenia"),
        ("events", "--type acuse", "'acuse' is unknown; valid: AGREE, CONSULT"),
        ("events", "--type acuse", "did you mean ACCUSE?"),
        ("events", "--type direct", "'direct' is unknown"),
        ("events", "--type ACCUSE,", "'' is unknown"),
        ("claims", "--type accuse", "valid: conditional, forecast, plan, threat, promise"),
        ("events", "--modality maybe", "valid: asserted, negated, hypothetical, future, historical"),
        ("events", "--search U.S.", "between double quotes"),
        ("events", "--format xml", "'table', 'csv', 'json'"),
        ("events", "--level city", "'state', 'government', 'actor'"),
        ("claims", "--dyad Armenia Russia", "--dyad"),
        ("claims", "--modality future", "--modality"),
        ("documents", "--type accuse", "--type"),
        ("documents", "--least 0.5", "--least"),
        ("actors", "--search war", "--search"),
    ],
)
def test_wrong_calls(run: Run, sampled: Path, command: str, words: str, told: str) -> None:
    result = run(command, "--db", sampled, *words.split())
    assert (result.exit_code, result.stdout) == (2, "")
    # The complaint may be wrapped in a box.
    assert told in re.sub(r"[\s│]+", " ", result.stderr)


def test_a_month_or_a_year_means_its_first_or_last_day() -> None:
    day = chosen(since="2024-02", until="2024-02")
    assert (day.since, day.until) == (date(2024, 2, 1), date(2024, 2, 29))
    year = chosen(since="2023", until="2023")
    assert (year.since, year.until) == (date(2023, 1, 1), date(2023, 12, 31))
    one = chosen(since="2023-09-21", until="2023-09-21")
    assert (one.since, one.until) == (date(2023, 9, 21), date(2023, 9, 21))
    with pytest.raises(UsageError, match="0000"):
        chosen(until="0000")

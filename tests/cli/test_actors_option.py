"""``--actors``: the user's own actors in every command that codes texts, and what a store makes of them."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fakes import Done, FakeEncoder
from typer.testing import Result

import entente
from entente.store import Store

Run = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]
TEXT = "Germany accused Russia of fraud. War will come again soon."
OURS = '[[actor]]\nname = "Germany"\ncode = "BRD1"\ncountry = "DEU"\n'
THEIRS = "GERMANY\n\t[GMYGOV <20100101]\n\t[DEUGOV]\n"


def put(file: Path, text: str) -> Path:
    file.write_text(text, "utf-8")
    return file


def events(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    found = [json.loads(line) for line in result.stdout.splitlines()]
    return [record for record in found if record["record"] == "event"]


def test_extract_codes_with_them(run: Run, fake: FakeEncoder, tmp_path: Path) -> None:
    text, ours = put(tmp_path / "a.txt", TEXT), put(tmp_path / "ours", OURS)
    (event,) = events(run("extract", text, "--actors", ours))
    assert [(p["actor"], p["country"], p["sector"]) for p in event["actor"]] == [("BRD1", "DEU", "GOV")]
    assert [p["actor"] for p in event["recipient"]] == ["RUS"]
    assert event["coder"].startswith("fake 1+actors.")
    (plain,) = events(run("extract", text))
    assert (plain["actor"][0]["actor"], plain["coder"]) == ("DEU", "fake 1")


@pytest.mark.parametrize(("day", "actor"), [("2009-12-31", "GMYGOV"), ("2010-01-02", "DEUGOV")])
def test_the_day_of_publication_chooses(
    run: Run, fake: FakeEncoder, tmp_path: Path, day: str, actor: str
) -> None:
    text, theirs = put(tmp_path / "a.txt", TEXT), put(tmp_path / "theirs", THEIRS)
    (event,) = events(run("extract", text, "--actors", theirs, "--published", day))
    assert event["actor"][0]["actor"] == actor


def test_of_several_files_the_last_wins(run: Run, fake: FakeEncoder, tmp_path: Path) -> None:
    text, ours, theirs = (
        put(tmp_path / name, t) for name, t in (("a.txt", TEXT), ("ours", OURS), ("theirs", THEIRS))
    )
    for files, actor in (((ours, theirs), "DEUGOV"), ((theirs, ours), "BRD1")):
        (event,) = events(run("extract", text, *(w for f in files for w in ("--actors", f))))
        assert event["actor"][0]["actor"] == actor


@pytest.mark.parametrize("command", ["extract", "read", "recode", "brief", "demo"])
def test_a_file_that_is_missing_or_of_no_use(
    run: Run, fake: FakeEncoder, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text, db, letter = (
        put(tmp_path / "a.txt", TEXT),
        tmp_path / "a.duckdb",
        put(tmp_path / "b", "Dear sirs,\n"),
    )
    words = {"recode": ["--db", db], "read": [text, "--db", db], "demo": []}.get(command, [text])
    for file, told in ((tmp_path / "gone", "no file of actors"), (letter, f"{letter} has no actors")):
        result = run(command, *words, "--actors", file)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"error: {told}") and len(result.stderr.splitlines()) == 1
    assert not db.exists() and not (tmp_path / "out").exists()


def test_bad_lines_are_warnings(
    run: Run, fake: FakeEncoder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text, theirs = put(tmp_path / "a.txt", TEXT), put(tmp_path / "theirs", "MORDOR\n" + THEIRS)
    with caplog.at_level(logging.WARNING):
        (event,) = events(run("extract", text, "--actors", theirs))
    assert event["actor"][0]["actor"] == "DEUGOV"
    assert [r.getMessage().partition(";")[0] for r in caplog.records] == [
        f"{theirs}, line 1: 'MORDOR' has no code"
    ]


def test_another_file_is_another_coder(run: Run, rows: Rows, fake: FakeEncoder, tmp_path: Path) -> None:
    text, ours, db = put(tmp_path / "a.txt", TEXT), put(tmp_path / "ours", OURS), tmp_path / "a.duckdb"
    assert "1 text stored" in run("read", text, "--db", db).stderr
    assert "1 text stored" in run("read", text, "--db", db, "--actors", ours).stderr
    assert "0 texts stored, 1 there already" in run("read", text, "--db", db, "--actors", ours).stderr
    put(ours, OURS.replace("BRD1", "BRD2"))
    assert "1 text coded by fake 1+actors." in run("recode", "--db", db, "--actors", ours).stderr
    assert "nothing to do: fake 1+actors." in run("recode", "--db", db, "--actors", ours).stderr
    with Store(str(db)) as store:
        coders = list(store.coders())
    assert len(coders) == 3 and coders[-1] == "fake 1"
    assert [e["actor"] for e in rows("events", db, "--level", "actor")] == [["BRD2"]]
    assert [e["actor"] for e in rows("events", db)] == [["DEU"]]
    assert [e["actor"] for e in rows("events", db, "--level", "actor", "--coder", coders[1])] == [["BRD1"]]
    assert rows("events", db, "--coder", "fake 1", "--level", "actor")[0]["actor"] == ["DEU"]


def test_the_users_codes_are_good_for_filters(
    run: Run, rows: Rows, fake: FakeEncoder, tmp_path: Path
) -> None:
    # GN is Guinea's two-letter code as well, Germania no name of ours.
    names = '[[actor]]\nname = "Germany"\ncode = "GN"\n[[actor]]\nname = "Russia"\ncode = "Rus of old"\n'
    text, own, db = put(tmp_path / "a.txt", TEXT), put(tmp_path / "own", names), tmp_path / "a.duckdb"
    run("read", text, "--db", db, "--actors", own)
    for words in (["--actor", "GN"], ["--actor", "Rus of old"], ["--dyad", "GN", "Rus of old"]):
        assert [e["actor"] for e in rows("events", db, *words)] == [["GN"]]
    assert rows("events", db, "--actor", "Guinea") == []
    wrong = run("events", "--db", db, "--actor", "Germania Superior")
    assert (wrong.exit_code, wrong.stdout) == (2, "") and "no actor is known as" in wrong.stderr
    with entente.open(str(db)) as region:
        assert len(region.where(actor="GN").events) == 1
        assert len(region.where(dyad=("GN", "Rus of old")).events) == 1


def test_a_brief_of_a_store_takes_none(run: Run, fake: FakeEncoder, tmp_path: Path) -> None:
    db, own = tmp_path / "a.duckdb", put(tmp_path / "own", OURS)
    run("read", put(tmp_path / "a.txt", TEXT), "--db", db)
    result = run("brief", "--db", db, "--actors", own)
    assert result.exit_code == 2 and "--actors go with texts, not with --db" in result.stderr


def test_in_python(fake: FakeEncoder, tmp_path: Path) -> None:
    text, own = put(tmp_path / "a.txt", TEXT), put(tmp_path / "own", OURS)
    loaded = entente.load_actors([own])
    readings = [
        entente.read(str(text), actors=[own]),
        entente.read(str(text), actors=[str(own)]),
        entente.read(str(text), actors=loaded),
        entente.code_text(TEXT, actors=loaded),
        next(r for r in entente.read_all([str(text)], actors=loaded) if isinstance(r, entente.Reading)),
    ]
    assert [r.events[0].actor[0].identity.actor for r in readings] == ["BRD1"] * 5
    with entente.read_store([str(text)], actors=[own]) as region:
        assert list(region.where(level="actor").actors.actor) == ["BRD1", "RUS"]
    with pytest.raises(entente.EntenteError, match="no file of actors"):
        entente.read_all([str(text)], actors=[tmp_path / "gone"])


# Whom nobody knows


@pytest.fixture
def doubtful(fake: FakeEncoder, run: Run, tmp_path: Path) -> Path:
    """A store with 'they' twice and 'officials' once, of whom nothing is known."""
    fake.said, fake.claimed = (), ()
    fake.done = [Done("accused", "ACCUSE", ["They", "they", "Officials"], ["Russia"])]
    lines = [
        {"text": "They accused Russia of fraud.", "published": "2023-05-01", "title": "Later"},
        {"text": "Then they accused Russia of fraud.", "published": "2023-04-01", "title": "First"},
        {"text": "Officials accused Russia of fraud.", "published": "2023-03-01", "title": "Other"},
    ]
    file = put(tmp_path / "texts.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    assert run("read", file, "--db", tmp_path / "a.duckdb").exit_code == 0
    return tmp_path / "a.duckdb"


def test_unresolved_mentions_are_listed(rows: Rows, doubtful: Path) -> None:
    they, officials = rows("actors", doubtful, "--unresolved")
    assert they["text"].lower() == "they"
    assert (they["mentions"], they["documents"], they["acted"], they["acted_on"]) == (2, 2, 2, 0)
    assert (they["title"], they["first"], they["last"]) == ("First", "2023-04-01", "2023-05-01")
    assert they["example"] == "Then they accused Russia of fraud."
    assert (they["start"], they["end"]) == (0, len(they["example"]))
    assert (officials["text"], officials["sector"]) == ("Officials", "GOV")


def test_unresolved_mentions_in_every_form(run: Run, rows: Rows, doubtful: Path) -> None:
    table = run("actors", "--db", doubtful, "--unresolved")
    assert (table.exit_code, table.stderr) == (0, "")
    assert "Then they accused Russia of fraud." in table.stdout and "First" in table.stdout
    csv = run("actors", "--db", doubtful, "--unresolved", "--format", "csv").stdout.splitlines()
    assert csv[0].startswith("text,sector,mentions,documents,said,") and len(csv) == 3
    limited = run("actors", "--db", doubtful, "--unresolved", "--limit", "1")
    assert limited.stderr.startswith("1 of 2 unresolved mentions are shown")
    assert len(rows("actors", doubtful, "--unresolved", "--from", "2023-04", "--to", "2023-04")) == 1
    assert rows("actors", doubtful, "--unresolved", "--country", "Fiji") == []
    with entente.open(str(doubtful)) as region:
        assert list(region.unresolved.mentions) == [2, 1]


def test_unresolved_mentions_are_no_actors(run: Run, doubtful: Path) -> None:
    result = run("actors", "--db", doubtful, "--unresolved", "--actor", "Russia")
    assert result.exit_code == 2 and "leave out --actor" in result.stderr

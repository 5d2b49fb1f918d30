from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEncoder
from typer.testing import Result

from entente import api
from entente.language.encoder import MODEL_FILES, Begun, Encoder
from entente.store import Selection, Store
from entente.store.check import content_hash

Run = Callable[..., Result]
Rows = Callable[..., list[dict[str, Any]]]
TEXT = "Germany accused Russia of fraud. War will come again soon."
COMMENTED = (
    f"Talks resume\n\nThe talks in Vienna went on all day and all night.\n\nComments (1)\n\n  1. {TEXT}\n"
)
HOLDER = """
import sys, duckdb
with duckdb.connect(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.read()
"""


def put(path: Path, text: str = TEXT) -> Path:
    path.write_text(text, "utf-8")
    return path


def hashed(file: Path) -> str:
    with Store(str(file)) as store:
        return content_hash(store)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "new" / "a.duckdb"


@pytest.fixture
def held(db: Path) -> Iterator[Path]:
    """A store that another process has open to write."""
    Store(str(db), write=True).close()
    words = [sys.executable, "-c", HOLDER, str(db)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout and other.stdout.readline() == "open\n"
        yield db


def test_texts_are_stored_and_told_in_one_line(run: Run, fake: FakeEncoder, tmp_path: Path, db: Path) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "b.txt", f"{TEXT} Again.")
    result = run("read", tmp_path, "--db", db)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"2 texts stored; {db} holds 2 texts, 2 statements, 2 events, 2 claims\n"


def test_what_is_there_is_not_read_again(run: Run, fake: FakeEncoder, tmp_path: Path, db: Path) -> None:
    a, same = put(tmp_path / "a.txt"), put(tmp_path / "same.txt")
    first = run("read", a, same, "--db", db)
    assert first.stderr.startswith(f"1 text stored, 1 there already; {db} holds 1 text, 1 statement,")
    before, asked = hashed(db), len(fake.asked)
    again = run("read", same, a, "--db", db)
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr.startswith("0 texts stored, 2 there already; ")
    assert (hashed(db), len(fake.asked)) == (before, asked)


def test_what_fails_is_named_and_the_rest_is_stored(
    run: Run, fake: FakeEncoder, tmp_path: Path, db: Path
) -> None:
    empty, missing = put(tmp_path / "empty.txt", ""), tmp_path / "missing.txt"
    result = run("read", empty, put(tmp_path / "a.txt"), missing, "--db", db)
    assert (result.exit_code, result.stdout) == (1, "")
    *errors, summary = result.stderr.splitlines()
    assert [e.split(": ")[:2] for e in errors] == [["error", str(empty)], ["error", str(missing)]]
    assert summary.startswith("1 text stored, 2 failed; ")
    with Store(str(db)) as store:
        assert store.counts()["documents"] == 1


def test_day_outlet_and_zones_of_the_call(
    run: Run, rows: Rows, fake: FakeEncoder, tmp_path: Path, db: Path
) -> None:
    path = put(tmp_path / "a.txt", COMMENTED)
    run("read", path, "--db", db, "--published", "2023-09", "--outlet", "The Ledger")
    (document,) = rows("documents", db)
    assert (document["published"], document["outlet"], document["events"]) == ("2023-09", "The Ledger", 0)
    run("read", path, "--db", db, "--zones", "all")
    assert [e["zone"] for e in rows("events", db)] == ["comment"]


def test_the_index_of_words_is_made_with_the_store(
    run: Run, fake: FakeEncoder, tmp_path: Path, db: Path
) -> None:
    run("read", put(tmp_path / "a.txt"), "--db", db)
    with sqlite3.connect(f"{db}.search") as index:
        assert index.execute("SELECT count(*) FROM words WHERE words MATCH 'fraud'").fetchone()[0] > 0
    index.close()


def test_an_interrupted_run_keeps_what_is_stored_and_goes_on(
    run: Run, fake: FakeEncoder, tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def until_stopped(text: str) -> Begun:
        if "Stop." in text:
            raise KeyboardInterrupt
        return FakeEncoder.begin(fake, text)

    # What was gathered before a bad input is stored before what comes after it is read.
    paths = [put(tmp_path / "a.txt"), tmp_path / "none.txt", put(tmp_path / "b.txt", f"{TEXT} Stop.")]
    with monkeypatch.context() as patched:
        patched.setattr(fake, "begin", until_stopped)
        stopped = run("read", *paths, "--db", db)
    assert (stopped.exit_code, stopped.stdout) == (130, "")
    assert stopped.stderr.splitlines()[1:] == [
        f"interrupted: {db} keeps its 1 text; the same command goes on from there"
    ]
    again = run("read", *paths, "--db", db)
    assert again.stderr.splitlines()[-1].startswith("1 text stored, 1 there already, 1 failed; ")
    other = tmp_path / "undisturbed.duckdb"
    run("read", *paths, "--db", other)
    assert hashed(db) == hashed(other)


def test_an_interrupt_from_outside(tmp_path: Path, root: Path, db: Path) -> None:
    # Standard input holds the run up after the first text, until it is told to stop.
    # A shell that runs the tests in the background has them ignore interrupts: that is not for the child.
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from entente.cli import main; main()"
    )
    words = [sys.executable, "-c", program, "read"]
    words += [str(root / "samples/story-a-3.txt"), str(tmp_path / "none.txt"), "-", "--db", str(db)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        # The bad input is named when the text before it is stored.
        assert running.stderr.readline().startswith("error: ")
        running.send_signal(signal.SIGINT)
        last = running.stderr.read()
    assert running.returncode == 130
    assert last == f"interrupted: {db} keeps its 1 text; the same command goes on from there\n"


def test_the_environment_names_the_store(
    run: Run, fake: FakeEncoder, tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTENTE_DB", str(db))
    assert run("read", put(tmp_path / "a.txt")).exit_code == 0
    assert f"{db} holds 1 text" in run("check").stdout


def test_another_coder_stands_beside_the_first(
    run: Run, rows: Rows, fake: FakeEncoder, tmp_path: Path, db: Path
) -> None:
    run("read", put(tmp_path / "a.txt"), put(tmp_path / "b.txt", f"{TEXT} Again."), "--db", db)
    nothing = run("recode", "--db", db)
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert nothing.stderr == f"nothing to do: fake 1 has coded all of {db}\n"
    fake.version, fake.done = "fake 2", ()
    anew = run("recode", "--db", db)
    assert (anew.exit_code, anew.stdout) == (0, "")
    assert anew.stderr == (f"2 texts coded by fake 2; {db} holds 2 texts, 2 statements, 0 events, 2 claims\n")
    assert rows("events", db) == []
    assert [e["coder"] for e in rows("events", db, "--coder", "fake 1")] == ["fake 1"] * 2
    assert run("check", "--db", db).stdout.splitlines()[1:3] == [
        "coder: fake 2, 2 texts",
        "coder: fake 1, 2 texts",
    ]


def test_the_model_of_a_folder(run: Run, encoder: Encoder, tmp_path: Path, db: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for name in MODEL_FILES:
        (folder / name).symlink_to(encoder._folder / name)
    about = (folder / "model.toml").read_text("utf-8")
    (folder / "model.toml").unlink()
    put(folder / "model.toml", re.sub(r"(?m)^version = .*$", 'version = "9.9"', about))
    run("read", put(tmp_path / "a.txt"), "--db", db)
    assert run("recode", "--db", db, "--model", folder).exit_code == 0
    with Store(str(db)) as store:
        assert [c.partition(" ")[2] for c in store.coders()] == ["9.9", encoder.version.partition(" ")[2]]
        assert len(list(store.events(Selection(coder=encoder.version)))) == store.counts()["events"] > 0


def test_without_its_model_no_store_is_made(
    run: Run, tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "a.txt")
    result = run("read", path, "--db", db, "--model", tmp_path / "none")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{tmp_path / 'none'} lacks" in result.stderr
    monkeypatch.setattr(api, "shipped_encoder", lambda: Encoder(tmp_path / "gone"))
    assert run("read", path, "--db", db).exit_code == 2
    assert not db.parent.exists()


@pytest.mark.parametrize(
    "words",
    [["read", "{text}"], ["recode"], ["check"], ["documents"], ["events", "--search", "fraud"], ["actors"]],
    ids=lambda words: words[0],
)
class TestStoresThatCannotBeUsed:
    def test_open_in_another_process(
        self, run: Run, fake: FakeEncoder, tmp_path: Path, held: Path, words: list[str]
    ) -> None:
        result = run(*self.call(words, tmp_path), "--db", held)
        assert (result.exit_code, result.stdout) == (2, "")
        assert re.fullmatch(r"error: .*a\.duckdb is open in process \d+; wait .*\n", result.stderr)

    def test_a_file_of_another_kind(
        self, run: Run, fake: FakeEncoder, tmp_path: Path, words: list[str]
    ) -> None:
        file = put(tmp_path / "letter.duckdb", "Dear sirs, this is no store.\n" * 100)
        before = file.read_bytes()
        result = run(*self.call(words, tmp_path), "--db", file)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"error: {file} is no ")
        assert len(result.stderr.splitlines()) == 1
        assert file.read_bytes() == before
        assert not Path(f"{file}.search").exists()

    def test_none(self, run: Run, fake: FakeEncoder, tmp_path: Path, db: Path, words: list[str]) -> None:
        result = run(*self.call(words, tmp_path), "--db", db)
        if words[0] == "read":
            assert result.exit_code == 0 and db.exists()
            return
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"error: there is no store {db}; ")
        assert not db.parent.exists()

    @pytest.mark.parametrize("name", [":memory:", ""])
    def test_no_file(self, run: Run, fake: FakeEncoder, tmp_path: Path, words: list[str], name: str) -> None:
        result = run(*self.call(words, tmp_path), "--db", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{name!r} is no file" in result.stderr

    @staticmethod
    def call(words: list[str], folder: Path) -> list[str]:
        return [word.format(text=put(folder / "a.txt")) for word in words]


@pytest.mark.parametrize(
    "words",
    [
        ["read", "--db", "x.duckdb"],
        ["read", "a.txt"],
        ["read", "a.txt", "--db", "x.duckdb", "--published", "soon"],
        ["read", "a.txt", "--db", "x.duckdb", "--zones", "comments"],
        ["recode"],
        ["check"],
        ["events"],
    ],
)
def test_wrong_calls(
    run: Run, fake: FakeEncoder, tmp_path: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ENTENTE_DB", raising=False)
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr
    assert not list(tmp_path.iterdir())

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from fakes import FakeEncoder
from typer.testing import Result

from entente.store import Store
from entente.store.check import content_hash

Run = Callable[..., Result]


def test_a_sound_store(run: Run, sampled: Path) -> None:
    result = run("check", "--db", sampled)
    assert (result.exit_code, result.stderr) == (0, "")
    with Store(str(sampled)) as store:
        n, digest, (coder,) = store.counts(), content_hash(store), store.coders()
    assert result.stdout.splitlines() == [
        f"{sampled} holds 4 texts, {n['statements']} statements, {n['events']} events, {n['claims']} claims",
        f"coder: {coder}, 4 texts",
        f"content hash: {digest}",
    ]


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE statements SET score = 7", "statements with a score outside 0 to 1: "),
        ("DELETE FROM codings", "statements without their coding: "),
        ("UPDATE documents SET text = 'x' || text", "events whose sentence is not the text at its offsets: "),
        (
            "ALTER TABLE claims ADD COLUMN more INTEGER",
            "columns are missing, unknown or of another type: 1 row,",
        ),
    ],
)
def test_what_is_wrong_is_said_a_line_each(
    run: Run, sampled: Path, tmp_path: Path, harm: str, words: str
) -> None:
    file = tmp_path / "harmed.duckdb"
    shutil.copy(sampled, file)
    with duckdb.connect(str(file)) as connection:
        connection.execute(harm)
    result = run("check", "--db", file)
    assert (result.exit_code, result.stderr) == (1, "")
    (line,) = [line for line in result.stdout.splitlines() if line.startswith(words)]
    assert " row" in line and ", first " in line
    assert "content hash" not in result.stdout


def test_the_hash_is_that_of_the_content(run: Run, fake: FakeEncoder, tmp_path: Path) -> None:
    texts = [tmp_path / f"{n}.txt" for n in range(3)]
    for n, path in enumerate(texts):
        path.write_text(f"Germany accused Russia of fraud, for the {n}th time.")
    last = []
    for name, chosen in (("a", texts), ("b", texts[::-1]), ("c", texts[:2])):
        run("read", *chosen, "--db", tmp_path / name)
        last.append(run("check", "--db", tmp_path / name).stdout.splitlines()[-1])
    assert last[0] == last[1] != last[2]

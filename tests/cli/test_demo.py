from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fakes import FakeEncoder
from typer.testing import Result

import entente.cli  # noqa: F401  (loads the module named below; its name is that of its command)
from entente.errors import EmptyInput

Run = Callable[..., Result]
DEMO: Any = sys.modules["entente.cli.demo"]
TEXT = "Germany accused Russia of fraud. War will come again soon."


def samples(folder: Path) -> Path:
    folder.mkdir()
    for name in ("a.txt", "b.txt", "README.md"):
        (folder / name).write_text(TEXT)
    return folder


def test_what_is_in_the_texts_is_counted_and_shown(
    run: Run, fake: FakeEncoder, tmp_path: Path, valid: Callable[[dict[str, Any]], None]
) -> None:
    out = tmp_path / "new" / "demo.jsonl"
    result = run("demo", "--samples", samples(tmp_path / "texts"), "--out", out)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2 texts, 2 statements, 2 events, 2 claims" in result.stdout
    assert str(out) in result.stdout.replace("\n", "")
    row = next(line for line in result.stdout.splitlines() if "DEU" in line)
    assert [c.strip() for c in row.strip("│┃").split("│")] == ["DEU", "RUS", "0", "2"]
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(rows) == 8
    for record in rows:
        valid(record)


def test_a_bad_text_is_named_and_the_rest_is_shown(run: Run, fake: FakeEncoder, tmp_path: Path) -> None:
    folder = samples(tmp_path / "texts")
    (folder / "empty.txt").touch()
    result = run("demo", "--samples", folder, "--out", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert f"error: {folder / 'empty.txt'}: " in result.stderr
    assert "2 texts" in result.stdout


def test_words_with_brackets_are_shown_to_the_letter(run: Run, fake: FakeEncoder, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("“Russia of fraud [/red] it is,” Germany accused.")
    fake.said = [type(fake.said[0])("accused", ["“Russia of fraud [/red] it is,”"], ["Germany"], ["accused"])]
    fake.named = {"Russia": "LOC"}
    result = run("demo", "--samples", folder, "--out", tmp_path / "out.jsonl")
    assert result.exit_code == 0
    assert "[/red]" in result.stdout


def test_wrong_calls(run: Run, fake: FakeEncoder, tmp_path: Path) -> None:
    nowhere = run("demo", "--samples", tmp_path / "none", "--out", tmp_path / "out.jsonl")
    assert nowhere.exit_code == 2
    assert "--samples" in nowhere.stderr
    assert not (tmp_path / "out.jsonl").exists()
    blocked = run("demo", "--samples", samples(tmp_path / "texts"), "--out", tmp_path)
    assert blocked.exit_code == 2
    assert "--out" in blocked.stderr


def test_the_sample_corpus_is_found_and_readable(root: Path) -> None:
    from entente.reading import read_inputs

    folder = DEMO.samples_folder()
    assert folder == root / "samples"
    documents = list(read_inputs(DEMO._inputs(folder)))
    assert len(documents) == 39
    assert not [d for d in documents if isinstance(d, EmptyInput)]
    assert {getattr(d, "language", d) for d in documents} == {"en"}

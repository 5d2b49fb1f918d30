from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fakes import FakeEncoder
from typer.testing import Result

import entente.cli  # noqa: F401  (loads the module named below; its name is that of its command)
from entente.errors import EmptyInput
from entente.store import Store

Run = Callable[..., Result]
DEMO: Any = sys.modules["entente.cli.demo"]
TEXT = "Germany accused Russia of fraud. War will come again soon."


def samples(folder: Path) -> Path:
    folder.mkdir()
    for number, name in enumerate(("a.txt", "b.txt", "README.md")):
        (folder / name).write_text(f"Report {number}. {TEXT}")
    return folder


def test_the_texts_are_stored_counted_shown_and_briefed(run: Run, fake: FakeEncoder, tmp_path: Path) -> None:
    out = tmp_path / "new"
    result = run("demo", "--samples", samples(tmp_path / "texts"), "--out", out)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2 documents, 2 statements, 2 events, 2 claims" in result.stdout
    row = next(line for line in result.stdout.splitlines() if "DEU" in line)
    assert [c.strip() for c in row.strip("│┃").split("│")] == ["DEU", "RUS", "0", "2"]
    assert "main findings" in result.stdout
    assert "• Sharpest words of Germany" in result.stdout
    assert str(out / "brief.html") in result.stdout.replace("\n", "")
    assert "Germany and Russia</" in (out / "brief.html").read_text("utf-8")
    with Store(str(out / "demo.duckdb")) as store:
        assert store.counts()["documents"] == 2


def test_the_store_is_made_anew_but_what_is_none_of_ours_is_left_alone(
    run: Run, fake: FakeEncoder, tmp_path: Path
) -> None:
    folder = samples(tmp_path / "texts")
    for _ in range(2):
        assert run("demo", "--samples", folder, "--out", tmp_path).exit_code == 0
        (folder / "b.txt").write_text(f"Changed. {TEXT}")
    with Store(str(tmp_path / "demo.duckdb")) as store:
        assert store.counts()["documents"] == 2
    (tmp_path / "demo.duckdb").write_text("a diary")
    result = run("demo", "--samples", folder, "--out", tmp_path)
    assert result.exit_code == 2
    assert "no DuckDB database" in result.stderr
    assert (tmp_path / "demo.duckdb").read_text() == "a diary"


def test_a_bad_text_is_named_and_the_rest_is_shown(run: Run, fake: FakeEncoder, tmp_path: Path) -> None:
    folder = samples(tmp_path / "texts")
    (folder / "empty.txt").touch()
    result = run("demo", "--samples", folder, "--out", tmp_path)
    assert result.exit_code == 1
    assert f"error: {folder / 'empty.txt'}: " in result.stderr
    assert "2 documents" in result.stdout


def test_words_with_brackets_are_shown_to_the_letter(run: Run, fake: FakeEncoder, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("“Russia of fraud [/red] it is,” Germany accused.")
    fake.said = [type(fake.said[0])("accused", ["“Russia of fraud [/red] it is,”"], ["Germany"], ["accused"])]
    fake.named = {"Russia": "LOC"}
    result = run("demo", "--samples", folder, "--out", tmp_path)
    assert result.exit_code == 0
    assert "[/red]" in result.stdout


def test_wrong_calls(run: Run, fake: FakeEncoder, tmp_path: Path) -> None:
    nowhere = run("demo", "--samples", tmp_path / "none", "--out", tmp_path / "out")
    assert nowhere.exit_code == 2
    assert "--samples" in nowhere.stderr
    assert not (tmp_path / "out").exists()
    (tmp_path / "file").touch()
    blocked = run("demo", "--samples", samples(tmp_path / "texts"), "--out", tmp_path / "file")
    assert blocked.exit_code == 2
    assert "demo.duckdb cannot be used" in blocked.stderr


def test_the_sample_corpus_is_found_and_readable(root: Path) -> None:
    from entente.reading import read_inputs

    folder = DEMO.samples_folder()
    assert folder == root / "samples"
    documents = list(read_inputs(DEMO._inputs(folder)))
    assert len(documents) == 39
    assert not [d for d in documents if isinstance(d, EmptyInput)]
    assert {getattr(d, "language", d) for d in documents} == {"en"}

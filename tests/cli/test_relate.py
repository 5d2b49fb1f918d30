from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from entente.records import EventType, Modality

Run = Callable[..., Result]
HEAD = "sentence\tsource\ttarget\n"
ROW = "Germany accused Russia of fraud.\tGermany\tRussia\n"


def put(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def answers(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_one_answer_a_row(run: Run, tmp_path: Path) -> None:
    result = run("relate", put(tmp_path / "a.tsv", HEAD + ROW + "Iran met Oman.\tIran\tOman\n"))
    assert (result.exit_code, result.stderr) == (0, "")
    found = answers(result.stdout)
    assert [a["row"] for a in found] == [0, 1]
    for answer in found:
        assert list(answer) == ["row", "event_type", "quad", "modality", "score"]
        assert answer["event_type"] in set(EventType)
        assert answer["modality"] in set(Modality)
        assert answer["quad"] in (1, 2, 3, 4)
        assert 0 <= answer["score"] <= 1


def test_broken_rows_are_named_and_the_rest_keeps_its_number(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path / "a.tsv", f"{HEAD}{ROW}broken\n{ROW}")
    result = run("relate", path)
    assert result.exit_code == 1
    assert [a["row"] for a in answers(result.stdout)] == [0, 2]
    (error,) = result.stderr.splitlines()
    assert error.startswith(f"error: {path}#3: ")


def test_answers_go_to_a_file(run: Run, tmp_path: Path) -> None:
    path, out = put(tmp_path / "a.tsv", HEAD + ROW), tmp_path / "new" / "folder" / "out.jsonl"
    result = run("relate", path, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(answers(out.read_text())) == 1


def test_a_file_that_cannot_be_written_is_a_wrong_call(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path / "a.tsv", HEAD + ROW)
    for out in (tmp_path, path / "below.jsonl"):
        result = run("relate", path, "--out", out)
        assert result.exit_code == 2
        assert str(out) in result.stderr


def test_the_input_is_not_written_over(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path / "a.tsv", HEAD + ROW)
    assert run("relate", path, "--out", path).exit_code == 2
    assert path.read_text() == HEAD + ROW


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "no such file"), ("", "no rows"), ("sentence\tsource\nA\tB\n", "lacks target")],
)
def test_a_file_that_cannot_be_read_is_a_failed_input(
    run: Run, tmp_path: Path, content: str | None, words: str
) -> None:
    path = tmp_path / "a.tsv"
    if content is not None:
        put(path, content)
    result = run("relate", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {path}: ")
    assert words in result.stderr


def test_standard_input(run: Run) -> None:
    row = {"sentence": "Iran met Oman.", "source": "Iran", "target": "Oman"}
    result = run("relate", "-", stdin=json.dumps(row).encode())
    assert result.exit_code == 0
    assert len(answers(result.stdout)) == 1


def test_wrong_calls(run: Run) -> None:
    assert run("relate").exit_code == 2
    assert run("relate", "a.tsv", "b.tsv").exit_code == 2

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import FakeEncoder
from typer.testing import Result

from entente.cli import evaluate as evaluate_module
from entente.evaluation.benchmarks import BENCHMARKS
from entente.evaluation.floors import sha256
from entente.evaluation.metric import Metric
from entente.language.encoder import Encoder

Run = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one benchmark, ``tiny``, of two metrics."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "gold.txt").write_text("gold")

    def tiny(encoder: Encoder, _: Path) -> Iterator[Metric]:
        assert encoder.version == "fake 1"
        yield Metric("tiny.one", 0.75, 0.5, "0.80 (Somebody 2020)", "gold.txt", 0.8, 0.9, "of one text")
        yield Metric("tiny.two", 0.25, None, "", "gold.txt")

    monkeypatch.setitem(BENCHMARKS, "tiny", tiny)
    monkeypatch.setattr(evaluate_module, "Encoder", FakeEncoder)
    return folder


def floors(folder: Path, least: float, digest: str | None = None) -> Path:
    path = folder / "floors.toml"
    digest = digest or sha256(folder / "gold.txt")
    path.write_text(f'["tiny.one"]\nleast = {least}\nsha256 = "{digest}"\n')
    return path


def test_a_table_of_ours_naive_floor_and_published(run: Run, data: Path) -> None:
    result = run("evaluate", "tiny", "--data", data, "--floors", floors(data, 0.7))
    assert (result.exit_code, result.stderr) == (0, "")
    row = next(line for line in result.stdout.splitlines() if "tiny.one" in line)
    figures = ("0.750", "0.500", "0.700", "0.800", "0.900")
    assert all(words in row for words in (*figures, "0.80 (Somebody 2020)", "of one text"))
    assert "fake 1" in result.stdout


def test_json(run: Run, data: Path) -> None:
    result = run("evaluate", "tiny", "--data", data, "--floors", data / "none.toml", "--format", "json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert rows[0] == {
        "metric": "tiny.one",
        "ours": 0.75,
        "naive": 0.5,
        "published": "0.80 (Somebody 2020)",
        "file": "gold.txt",
        "reach": 0.8,
        "aim": 0.9,
        "note": "of one text",
        "floor": None,
    }
    assert rows[1]["naive"] is None


def test_a_metric_below_its_floor_fails_the_run(run: Run, data: Path) -> None:
    result = run("evaluate", "tiny", "--data", data, "--floors", floors(data, 0.76))
    assert result.exit_code == 1
    assert result.stderr == "error: tiny.one: 0.750 is below its floor 0.760\n"
    assert "tiny.two" in result.stdout


def test_a_floor_of_another_file_fails_the_run(run: Run, data: Path) -> None:
    result = run("evaluate", "tiny", "--data", data, "--floors", floors(data, 0.1, "0" * 64))
    assert result.exit_code == 1
    assert "not the file" in result.stderr


def test_wrong_calls(run: Run, data: Path, tmp_path: Path) -> None:
    unknown = run("evaluate", "nonsense", "--data", data)
    assert unknown.exit_code == 2
    assert "nonsense" in unknown.stderr and "tiny" in unknown.stderr
    assert run("evaluate", "tiny", "--data", data, "--format", "xml").exit_code == 2
    nowhere = run("evaluate", "tiny", "--data", tmp_path / "none")
    assert nowhere.exit_code == 1
    assert "--data" in nowhere.stderr

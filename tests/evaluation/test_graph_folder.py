from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from entente.analysis.links.facts import Facts
from entente.analysis.links.ranking import Standing
from entente.analysis.links.simulate import answered
from entente.cli import app
from entente.errors import BrokenRecord, MissingInput
from entente.evaluation.graph import Split, graph
from entente.evaluation.linking import measured

DAYS, VALID, TEST = 60, 40, 50


def _lines(facts: Facts, first: int, stop: int) -> str:
    rows = slice(facts.rows(first).start, facts.rows(stop).start)
    told = facts.relation[rows] < facts.relations
    columns = (facts.known, facts.relation, facts.answer, facts.step * 24)
    table = np.stack([column[rows][told] for column in columns], 1)
    return "".join("\t".join(map(str, row)) + "\t-1\n" for row in table.tolist())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    facts = answered(20, DAYS)
    for name, first, stop in (("train", 0, VALID), ("valid", VALID, TEST), ("test", TEST, DAYS)):
        (tmp_path / f"{name}.txt").write_text(_lines(facts, first, stop))
    (tmp_path / "entity2id.txt").write_text("".join(f"Citizen_({i})\t{i}\n" for i in range(20)))
    (tmp_path / "relation2id.txt").write_text("Consult\t0\nAccuse\t1\nReject\t2\n")
    return tmp_path


def test_each_split_is_forecast_from_all_that_is_earlier(folder: Path) -> None:
    valid, test = graph(folder, Split.VALID), graph(folder, Split.TEST)
    assert (valid.first, valid.stop, valid.unit) == (VALID, TEST, 24)
    assert (test.first, test.stop) == (TEST, DAYS)
    assert int(valid.facts.step.max()) < TEST
    assert test.facts.actors == 20
    assert test.relations == ("Consult", "Accuse", "Reject")


def test_what_was_forecast_is_written_a_line_a_question(folder: Path) -> None:
    out = folder / "made" / "ours.tsv.gz"
    found = measured(folder, Split.TEST, predictions=out)
    lines = [line.split("\t") for line in gzip.decompress(out.read_bytes()).decode().splitlines()]
    facts = graph(folder, Split.TEST).facts
    rows = slice(facts.rows(TEST).start, None)
    asked = {
        ("o" if r < 3 else "s", str(k), str(r % 3), str(24 * t))
        for k, r, t in zip(
            facts.known[rows].tolist(), facts.relation[rows].tolist(), facts.step[rows].tolist(), strict=True
        )
    }
    assert {tuple(line[:4]) for line in lines} == asked
    assert len(lines) == len(asked)
    assert found.ours.mrr == pytest.approx(_scored(lines, facts).mrr, abs=1e-3)
    assert found.ours.mrr > found.baseline.mrr


def _scored(lines: list[list[str]], facts: Facts) -> Standing:
    """The figure worked out anew from the file alone."""
    ranked: dict[tuple[int, int, int], dict[int, float]] = {}
    for direction, known, relation, time, listed in lines:
        key = int(known), int(relation) + 3 * (direction == "s"), int(time) // 24
        pairs = (pair.split(":") for pair in listed.split())
        ranked[key] = {int(candidate): float(score) for candidate, score in pairs}
    answers: dict[tuple[int, int, int], set[int]] = {}
    rows = slice(facts.rows(TEST).start, None)
    table = np.stack([facts.known, facts.relation, facts.step, facts.answer], 1)[rows]
    for k, r, t, a in table.tolist():
        answers.setdefault((k, r, t), set()).add(a)
    found = []
    for key, right in answers.items():
        scores = [ranked[key].get(i, -1e9) for i in range(facts.actors)]
        for answer in right:
            others = [s for i, s in enumerate(scores) if i not in right]
            above = sum(s > scores[answer] for s in others)
            found.append(1 + above + sum(s == scores[answer] for s in others) / 2)
    return Standing.of(np.array(found))


def test_the_same_forecasts_are_the_same_bytes(folder: Path) -> None:
    first, second = folder / "a.tsv.gz", folder / "b.tsv.gz"
    for out in (first, second):
        measured(folder, predictions=out)
    assert first.read_bytes() == second.read_bytes()


def test_the_command_shows_ours_beside_the_baseline(folder: Path) -> None:
    plain = folder / "plain.tsv"
    done = CliRunner().invoke(
        app, ["evaluate", "forecast", str(folder), "--predictions", str(plain), "--format", "json"]
    )
    assert done.exit_code == 0, done.output
    row = json.loads(done.stdout.splitlines()[0])
    assert row["metric"] == "forecast.links.valid"
    assert 0 < row["naive"] < row["ours"] <= 1
    assert plain.read_text().startswith(("o\t", "s\t"))


def _no_test(folder: Path) -> None:
    (folder / "test.txt").unlink()


def _early(folder: Path) -> None:
    (folder / "test.txt").write_text("0\t0\t1\t0\t-1\n")


def _unknown_actor(folder: Path) -> None:
    (folder / "test.txt").write_text("99\t0\t1\t1200\t-1\n")


def _named(folder: Path) -> None:
    (folder / "test.txt").write_text("Armenia\t0\t1\t1200\t-1\n")


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (_no_test, MissingInput, "--split test needs it"),
        (_early, BrokenRecord, "all later than those of the splits before it"),
        (_unknown_actor, BrokenRecord, "id 99 is in none of"),
        (_named, BrokenRecord, "three whole numbers"),
    ],
)
def test_folders_that_cannot_be_forecast(
    folder: Path, spoil: Callable[[Path], None], error: type[Exception], words: str
) -> None:
    spoil(folder)
    with pytest.raises(error, match=words):
        graph(folder, Split.TEST)


@pytest.mark.parametrize("call", [["--split", "test"], ["--predictions", "x.tsv"]])
def test_a_split_without_a_folder(call: list[str]) -> None:
    done = CliRunner().invoke(app, ["evaluate", "forecast", *call])
    assert done.exit_code == 2
    assert "go with a folder of facts" in done.output

"""The page of what next: its examples on the real record, its tables beside the code."""

from __future__ import annotations

import math
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from entente.analysis.links.ahead import COLUMNS
from entente.analysis.links.features import names
from entente.analysis.links.ranker import NARROW, RELATION, WIDE
from entente.cli import app
from entente.evaluation.linking import PUBLISHED

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/reference/forecast.md").read_text("utf-8")
RECORD = ROOT / "../shared/data/record/icews_2005-2015_part.tsv.gz"


def examples() -> Iterator[tuple[str, str]]:
    """Each command of the page with what it prints."""
    yield from re.findall(
        r"^```sh\n(entente [^\n]*)\n```\n\n```text\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL
    )


def alike(printed: str, page: str) -> bool:
    """The same words and, to one part in a hundred, the same numbers: reckoning differs in the last digit."""
    ours, theirs = (re.findall(r"[^\s│┃]+", text) for text in (printed, page))
    return len(ours) == len(theirs) and all(map(_same, ours, theirs))


def _same(one: str, other: str) -> bool:
    if one == other or set(one + other) <= set("┏━┳┓┡╇┩└─┴┘"):
        return True
    try:
        return math.isclose(
            float(one.rstrip("%,;()")), float(other.rstrip("%,;()")), rel_tol=0.01, abs_tol=1e-4
        )
    except ValueError:
        return False


def test_likeness_is_told() -> None:
    assert alike("│ China │ 0.533 │", "│ China │ 0.532  │")
    assert not alike("│ China │ 0.533 │", "│ China │ 0.633 │")
    assert not alike("│ China │", "│ Japan │")


@pytest.mark.shared
def test_every_example_prints_what_the_page_says(tmp_path: Path) -> None:
    if not RECORD.exists():
        pytest.skip("needs the data beside the checkout (../shared), which is not there")
    db = str(tmp_path / "record.duckdb")
    assert CliRunner().invoke(app, ["import", "tkg", str(RECORD), "--db", db]).exit_code == 0
    found = list(examples())
    assert len(found) == 4
    for command, page in found:
        words = [db if word == "record.duckdb" else word for word in shlex.split(command)[1:]]
        result = CliRunner().invoke(app, words, env={"COLUMNS": "160"})
        assert result.exit_code == 0, result.output
        assert alike(result.stdout, page), command


def test_every_column_is_told() -> None:
    told = re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", TEXT, re.MULTILINE)))
    assert told == [*COLUMNS, "verdict"]


def test_what_was_published_stands_on_the_page() -> None:
    for name, mrr in PUBLISHED:
        assert f"{mrr:.3f}" in TEXT, name


def test_sizes_of_the_network() -> None:
    assert f"two hidden layers of {WIDE} and {NARROW}" in TEXT
    assert f"{RELATION} numbers for what a relation is) weighs the {len(names())} figures" in TEXT

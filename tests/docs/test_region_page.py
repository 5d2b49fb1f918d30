"""The worked examples of the region's page, on the real record."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from entente.cli import app

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/reference/region.md"
RECORD = ROOT / "../shared/data/record/icews_2005-2015_part.tsv.gz"


def examples() -> Iterator[tuple[str, str]]:
    """Each command of the page with what it prints."""
    yield from re.findall(
        r"^```sh\n(entente [^\n]*)\n```\n\n```text\n(.*?)^```",
        PAGE.read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )


def printed(command: str, folder: Path) -> str:
    """What a command prints, in a folder that has the record's store."""
    words = [str(folder / word) if word == "record.duckdb" else word for word in shlex.split(command)[1:]]
    result = CliRunner().invoke(app, words, env={"COLUMNS": "160"})
    assert result.exit_code == 0, result.output
    return result.stdout.replace("\r\n", "\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the store of the record."""
    if not RECORD.exists():
        pytest.skip("needs the data beside the checkout (../shared), which is not there")
    made = tmp_path_factory.mktemp("record")
    result = CliRunner().invoke(app, ["import", "tkg", str(RECORD), "--db", str(made / "record.duckdb")])
    assert result.exit_code == 0, result.output
    return made


def test_every_command_of_the_region_has_an_example() -> None:
    shown = {shlex.split(command)[1] for command, _ in examples()}
    assert shown == {"rifts", "dyad", "network", "balance", "brokers", "dependence", "third-parties"}


@pytest.mark.shared
def test_every_example_prints_what_the_page_says(folder: Path) -> None:
    wrong = [command for command, output in examples() if printed(command, folder) != output]
    assert not wrong


@pytest.mark.shared
def test_history_is_found_unaided(folder: Path) -> None:
    table = printed("entente rifts --db record.duckdb --format csv", folder).splitlines()[1:]
    turns = [tuple(line.split(",")[:6]) for line in table]
    for a, b, first, last in (
        ("CHN", "JPN", "2012-07-01", "2012-11-30"),
        ("KHM", "THA", "2010-12-01", "2011-04-30"),
        ("RUS", "UKR", "2014-01-01", "2014-04-30"),
    ):
        found = [turn for turn in turns if turn[:2] == (a, b) and first <= turn[2] <= last]
        assert [turn[5] for turn in found] == ["rift"], (a, b)
    busiest = max(sum(turn[:2] == pair for turn in turns) for pair in {turn[:2] for turn in turns})
    assert busiest <= 6

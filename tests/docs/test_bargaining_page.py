"""The page of bargaining: its tables run, its examples print what it says, on the real record too."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import entente
from entente.analysis.bargaining.forecast import FORECAST_COLUMNS
from entente.analysis.bargaining.models import Model
from entente.cli import app

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/reference/bargaining.md").read_text("utf-8")
RECORD = ROOT / "../shared/data/record/icews_2005-2015_part.tsv.gz"


def examples() -> Iterator[tuple[str, str]]:
    """Each command of the page with what it prints."""
    yield from re.findall(
        r"^```sh\n(entente [^\n]*)\n```\n\n```text\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL
    )


def printed(command: str, folder: Path) -> str:
    """What a command prints, in a folder that has the page's tables."""
    words = [
        str(folder / word) if word.endswith((".toml", ".duckdb")) else word
        for word in shlex.split(command)[1:]
    ]
    result = CliRunner().invoke(app, words, env={"COLUMNS": "160"})
    assert result.exit_code == 0, result.output
    return result.stdout.replace("\r\n", "\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of the page, each named in its first line."""
    made = tmp_path_factory.mktemp("tables")
    for text, name in re.findall(r"^```toml\n(# (\w+\.toml)\n.*?)^```", TEXT, re.MULTILINE | re.DOTALL):
        (made / name).write_text(text, "utf-8")
    return made


@pytest.fixture(scope="module")
def record(folder: Path) -> Path:
    """The folder with the store of the record."""
    if not RECORD.exists():
        pytest.skip("needs the data beside the checkout (../shared), which is not there")
    result = CliRunner().invoke(app, ["import", "tkg", str(RECORD), "--db", str(folder / "record.duckdb")])
    assert result.exit_code == 0, result.output
    return folder


def on_the_record(command: str) -> bool:
    return "record.duckdb" in command or "issue.toml" in command


def test_the_tables_of_the_page_print_what_it_says(folder: Path) -> None:
    own = [pair for pair in examples() if not on_the_record(pair[0])]
    assert len(own) >= 5
    assert not [command for command, output in own if printed(command, folder) != output]


@pytest.mark.shared
def test_the_record_prints_what_the_page_says(record: Path) -> None:
    own = [pair for pair in examples() if on_the_record(pair[0])]
    assert len(own) >= 4
    assert not [command for command, output in own if printed(command, record) != output]


@pytest.mark.shared
def test_known_leanings_of_the_record(record: Path) -> None:
    with entente.open(str(record / "record.duckdb")) as region:
        frame = region.bargaining("Iran", "Israel").frame.set_index("actor")
    # Between Iran and Israel, Palestine leans to Iran, the United States and the Security Council to Israel.
    assert frame.position_high["PSE"] < 50 < frame.position_low["USA"]
    assert frame.position["UNSC"] > 55 and frame.stories["USA"] > 100


def test_every_column_of_the_forecast_and_every_model_is_named() -> None:
    table = TEXT[TEXT.index("## Columns") :]
    cells = "".join(re.findall(r"^\| (`[^|]*)\|", table[: table.index("| `--show`")], re.MULTILINE))
    assert re.findall(r"`(\w+)`", cells) == list(FORECAST_COLUMNS)
    assert re.findall(r"^\| `(\w+)` \| .* \| .* \|$", TEXT[: TEXT.index("### The chall")], re.MULTILINE) == [
        *Model
    ]


def test_the_printed_rounds_are_those_that_the_tests_pin() -> None:
    rows = re.findall(r"^\| (median|mean), printed[^|]*\|(.*)\|$", TEXT, re.MULTILINE)
    told = {name: [float(cell) for cell in cells.split("|")] for name, cells in rows}
    assert told["median"] == [8.4, 9.9, 9.9, 9.9, 9.9, 7.4, 8.8, 9.6]
    assert told["mean"] == [7.4, 7.5, 7.6, 7.3, 7.3, 7.4, 7.5, 7.6]

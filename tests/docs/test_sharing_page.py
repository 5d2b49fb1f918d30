"""The page of the store for other tools, done as it says."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest
from test_reference import blocks, keys

from entente.store import Store
from entente.store.asking import answer
from entente.store.exchange.exporting import Wanted, export
from entente.store.exchange.format import COMMON, format_named
from entente.store.exchange.loading import Loaded, import_files

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/sharing.md").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the store and the export that the page speaks of."""
    monkeypatch.chdir(tmp_path)
    Path("mine.csv").write_text(
        "day,a,b,event_type\n2023-09-19,Azerbaijan,Armenia,ASSAULT\n2023-08-01,ARM,AZE,ACCUSE\n"
    )
    with Store("region.duckdb", write=True) as store:
        (found,) = import_files(store, format_named("csv"), ["mine.csv"])
        assert isinstance(found, Loaded) and found.rows == 2
    with Store("region.duckdb") as store:
        export(store, format_named("parquet"), "shared", Wanted())
    return tmp_path


def test_every_column_is_told() -> None:
    assert keys(PAGE, "Our columns") == list(COMMON)


@pytest.mark.parametrize("number", range(2))
def test_the_code_runs(number: int, folder: Path) -> None:
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(compile(blocks(PAGE, "python")[number], "sharing.md", "exec"), {})
    assert "ASSAULT" in shown.getvalue()


def test_the_folders_are_those_of_the_page(folder: Path) -> None:
    told = re.findall(r"^    (shared/\S+\.parquet)$", PAGE, re.MULTILINE)
    assert sorted(told) == sorted(map(str, Path("shared").rglob("*.parquet")))


def test_the_views_and_macros_are_there(folder: Path) -> None:
    rows = re.findall(r"^\| (`.*) \| in (the file|`entente sql`) \|", PAGE, re.MULTILINE)
    names = {name: place for cell, place in rows for name in re.findall(r"`(\w+)", cell)}
    assert len(names) == 9
    with Store("region.duckdb") as store:
        query = (
            "SELECT view_name AS name, temporary AS passing FROM duckdb_views() "
            "UNION SELECT function_name, true FROM duckdb_functions() WHERE function_type = 'macro'"
        )
        found = {row["name"]: row["passing"] for row in answer(store, query).rows}
        assert {name: found[name] for name in names} == {n: place != "the file" for n, place in names.items()}
        pivot = "PIVOT imported_events ON event_type IN ('ACCUSE', 'ASSAULT') USING count(*) GROUP BY a"
        assert len(list(answer(store, pivot).rows)) == 2

"""The page of the store against its tables."""

from __future__ import annotations

import contextlib
import io
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from docs.write_store_page import MARK, written
from entente.collect import read_into
from entente.language.encoder import Encoder
from entente.store import Store
from entente.store.database import SCHEMA
from entente.store.dictionary import dictionary
from entente.store.rows import RECORD_TABLES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reference/store.md").read_text("utf-8")
DEFINED = json.loads(files("entente").joinpath("records.schema.json").read_text("utf-8"))["$defs"]


def test_the_page_has_the_dictionary_of_today() -> None:
    assert written(PAGE) == PAGE, "the tables have changed: run `make docs`"
    assert PAGE.count(MARK) == 1


def test_a_page_without_its_mark_is_not_overwritten() -> None:
    with pytest.raises(SystemExit, match="has lost its mark"):
        written("# The store\n")


def test_every_table_and_column_has_a_comment() -> None:
    with Store() as store:
        bare = store.ask(
            "SELECT table_name, '' FROM duckdb_tables() WHERE coalesce(comment, '') = '' AND NOT internal "
            "UNION ALL SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE coalesce(comment, '') = '' AND NOT internal AND database_name = current_database()",
            [],
        )
    assert bare == []
    assert "None" not in dictionary()


@pytest.mark.parametrize("table", ["documents", *RECORD_TABLES])
def test_columns_are_the_keys_of_the_schema_in_its_order(table: str) -> None:
    section = dictionary().split(f"## {table}\n")[1].split("\n## ")[0]
    columns = re.findall(r"^\| `(\w+)`", section, re.MULTILINE)
    keys = [key for key in DEFINED[table.removesuffix("s")]["required"] if key != "record"]
    assert columns == keys + (["text"] if table == "documents" else [])


@pytest.mark.parametrize("table", ["documents", *RECORD_TABLES])
def test_columns_may_be_null_where_the_schema_says_so(table: str) -> None:
    for key, shape in DEFINED[table.removesuffix("s")]["properties"].items():
        row = re.search(rf"^\| `{key}` \|(.*?)\|", dictionary().split(f"## {table}\n")[1], re.MULTILINE)
        if row:
            allowed = "null" in shape.get("type", ()) or {"type": "null"} in shape.get("anyOf", ())
            assert ("or null" in row[1]) is allowed, key


def test_the_version_is_told() -> None:
    assert f"This is version {SCHEMA}." in PAGE


def test_the_code_of_the_page_runs(encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Armenia accused Azerbaijan of shelling a village, officials in Yerevan said.")
    with Store("region.duckdb", write=True) as store:
        list(read_into(store, ["a.txt"], encoder))
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(code, "store.md", "exec"), names)
    assert {"country": "ARM", "event_type": "ACCUSE"} in names["frame"][["country", "event_type"]].to_dict(
        "records"
    )

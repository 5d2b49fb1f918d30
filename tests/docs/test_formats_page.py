"""The page of formats against the formats."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from entente.store.exchange.format import Format, formats

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/formats.md").read_text("utf-8")
FOREIGN = {name: fmt for name, fmt in formats().items() if not getattr(fmt, "own", False)}
_FIELD = re.compile(r"\{([^{}]+)\}")
#: What goes where is told once for both.
_ALIKE = {"gdelt2": "gdelt1"}


def section(name: str) -> str:
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"no section {name}"
    return found[1]


def row_of(name: str, column: str) -> str:
    """The table's row of one of our columns."""
    found = [line for line in section(name).splitlines() if re.match(rf"\| [^|]*`{column}`", line)]
    assert len(found) == 1, (column, found)
    return found[0]


def fields(fmt: Format, column: str) -> set[str]:
    made = [fmt.sql.get(column, ""), *(sql for _, sql in fmt.states.get(column, ()))]
    return {field for sql in made for field in _FIELD.findall(sql)}


@pytest.mark.parametrize("name", FOREIGN)
def test_every_column_is_documented_where_it_goes(name: str) -> None:
    fmt = FOREIGN[name]
    if alike := _ALIKE.get(name):
        assert (fmt.sql, fmt.states, fmt.act) == (
            FOREIGN[alike].sql,
            FOREIGN[alike].states,
            FOREIGN[alike].act,
        )
        assert f"(#{alike})" in section(name)
        return
    for column in {*fmt.sql, *fmt.states}:
        told = row_of(name, column)
        assert fields(fmt, column) <= set(re.findall(r"`([^`]+)`", told)), told
    if fmt.act:
        told = row_of(name, "event_type")
        assert set(_FIELD.findall(" ".join(fmt.act[1:]))) <= set(re.findall(r"`([^`]+)`", told)), told


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_common_is_told(name: str) -> None:
    fmt = FOREIGN[name]
    assert f"| [{name}](#{name}) |" in PAGE
    told = section(name)
    assert str(fmt.first.year) in told or name in _ALIKE
    for words in (fmt.missing, fmt.aliases):
        assert all(f"`{word}`" in PAGE or f"`{word}`" in told.lower() for word in words), words
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| [{name}]"))
    assert row.endswith("| yes |" if fmt.writes else "| no |")


def test_every_reason_is_told() -> None:
    source = Path(__file__).resolve().parents[2] / "src/entente/store/exchange"
    code = (source / "importing.py").read_text("utf-8") + (source / "loading.py").read_text("utf-8")
    for reason in (
        "no id",
        "header repeated",
        "no day, or none in the calendar",
        "no JSON",
        "id that is there already",
    ):
        assert f"| `{reason}` |" in PAGE and reason in code

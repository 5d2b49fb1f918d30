"""The page of the signed network: its Python runs, and its tables name the columns that there are."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from entente.analysis.balance import balance, strain, triads
from entente.analysis.network import blocs, graph, isolation

PAGE = (Path(__file__).parents[2] / "docs/reference/network.md").read_text("utf-8")
FRAMES: dict[str, Sequence[str]] = {
    "network": [*graph.COLUMNS, *graph.BACK],
    "blocs": blocs.Membership._fields,
    "divisions": blocs.Division._fields,
    "balance": balance.Balance._fields,
    "triads": triads.Kind._fields,
    "camps": balance.Camp._fields,
    "strained": strain.COLUMNS,
    "isolation": isolation.COLUMNS,
}


@pytest.mark.parametrize("name", FRAMES)
def test_every_column_is_documented(name: str) -> None:
    found = re.search(rf"^### {name}\n(.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    assert set(FRAMES[name]) <= set(re.findall(r"`([^`]+)`", found[1]))


def test_its_python_runs() -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    assert re.search(r"A005\s+A020\s+1", printed.getvalue())

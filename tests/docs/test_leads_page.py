from __future__ import annotations

import re
from pathlib import Path

import pytest

from entente.analysis.dyads import coverage, leads, reciprocity

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/leads.md").read_text("utf-8")


def test_its_python_finds_the_leader(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    exec(compile(code, "leads.md", "exec"), {})
    assert capsys.readouterr().out.startswith("A leads by 2 months")


def test_every_column_and_reason_is_documented() -> None:
    bare = {re.sub("_(low|high|pairs)$", "", name) for name in reciprocity.COLUMNS}
    for name in {*bare, *leads.COLUMNS, *coverage.Coverage, *coverage.Gap}:
        assert f"`{name}`" in PAGE, name
    words = (leads.TOO_FEW, leads.CONSTANT, leads.NO_LAG, leads.TOGETHER, leads.ALIKE, leads.MANY)
    for why in words:
        assert f"| {why} |" in PAGE

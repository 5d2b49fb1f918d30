from __future__ import annotations

import re
from pathlib import Path

import pytest

from entente.analysis.outlook import curve, outlook, track

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/outlook.md").read_text("utf-8")


def test_its_python_finds_skill_where_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    exec(compile(code, "outlook.md", "exec"), {})
    told = capsys.readouterr().out
    assert "better than the base rate" in told and "better than persistence" in told


def test_every_column_is_documented() -> None:
    for name in {
        *outlook.CHANCES,
        *outlook.EXPECTED,
        *track.Held._fields,
        *curve.Bin._fields,
        *curve.Parts._fields,
    }:
        assert f"`{name}`" in PAGE, name

from __future__ import annotations

import re
from pathlib import Path

import pytest

from entente.analysis.claims import claimants, verdict, verdicts

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reference/claims.md").read_text("utf-8")


def test_its_python_finds_the_claim_that_was_borne_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    exec(compile(code, "claims.md", "exec"), {})
    shown = capsys.readouterr().out
    (promised,) = re.findall(r"It prints `([^`]*)`", PAGE)
    assert promised in shown and "Eagle Partner" in shown


def test_every_column_is_documented_and_no_other() -> None:
    for title, columns in (("Columns", verdicts.COLUMNS), ("Claimants", claimants.COLUMNS)):
        found = re.search(rf"^## {title}\n(.*?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL)
        assert found
        first = re.findall(r"^\| (`[^|]*) \|", found[1], re.MULTILINE)
        assert re.findall(r"`(\w+)`", " ".join(first)) == list(columns)


def test_every_reason_of_an_open_claim_is_documented() -> None:
    # Those of a verdict, and what is added to a reason, are said in words.
    others = {"TOLD", "SILENT", "ALREADY"}
    reasons = {
        name: value for name, value in vars(verdict).items() if name.isupper() and isinstance(value, str)
    }
    assert others < set(reasons)
    table = re.findall(r"^\| ([a-z][^|`]*) \| [^-]", PAGE.partition("## Columns")[0], re.MULTILINE)
    assert set(table) - {"reason of an open claim"} == {v for k, v in reasons.items() if k not in others}

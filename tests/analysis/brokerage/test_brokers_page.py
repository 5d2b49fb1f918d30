from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from entente.analysis.brokerage import brokers, dependence, mediation, movement, thirdparties

PAGE = (Path(__file__).resolve().parents[3] / "docs/reference/brokers.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("brokers", brokers.COLUMNS),
        ("bridges", brokers.BRIDGES),
        ("mediations", mediation.COLUMNS),
        ("dependence", dependence.COLUMNS),
        ("third_parties", thirdparties.COLUMNS),
        ("moving", movement.COLUMNS),
    ],
)
def test_every_column_is_documented_and_no_other(title: str, columns: tuple[str, ...]) -> None:
    section = PAGE.partition(f"### {title}\n")[2].partition("\n#")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    assert sorted(re.findall(r"`(\w+)`", " ".join(cells))) == sorted(columns)


def test_python_of_the_page_runs() -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(compile(code, "brokers.md", "exec"), {})
    assert "B0" in shown.getvalue() and "0.75" in shown.getvalue() and "A02" in shown.getvalue()

"""What a start loads: nothing that only a drawing or a document needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("altair", "vl_convert", "weasyprint", "docx")


@pytest.mark.parametrize("module", ["entente", "entente.cli", "entente.web.app"])
def test_what_only_draws_is_loaded_when_it_draws(module: str) -> None:
    code = f"import sys, {module}\nsys.stdout.write(' '.join(m for m in {HEAVY} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == ""

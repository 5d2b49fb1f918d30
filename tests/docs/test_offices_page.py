"""The page of office-holders against the table."""

from __future__ import annotations

from pathlib import Path

from docs.write_offices_page import MARK, shares, written

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/offices.md").read_text("utf-8")


def test_the_page_has_the_coverage_of_today() -> None:
    assert PAGE.count(MARK) == 1
    assert written(PAGE) == PAGE, "the table has changed: run `make docs`"


def test_every_state_has_a_head_and_the_large_ones_all_three() -> None:
    found = shares()
    for code in ("RUS", "FRA", "IND", "CHN", "BRA", "ZAF", "TUR", "IRN"):
        assert min(found[code]) > 0.85, code

"""The page of alliances against the tables and the code."""

from __future__ import annotations

import doctest
from pathlib import Path

from docs.write_alliances_page import MARK, written

FILE = Path(__file__).resolve().parents[2] / "docs/reference/alliances.md"
PAGE = FILE.read_text("utf-8")


def test_the_page_has_the_tables_of_today() -> None:
    assert PAGE.count(MARK) == 1
    assert written(PAGE) == PAGE, "a table has changed: run `make docs`"


def test_the_example_gives_what_the_page_says() -> None:
    failed, tried = doctest.testfile(str(FILE), module_relative=False, encoding="utf-8")
    assert (failed, tried > 8) == (0, True)

"""The ledger of statements in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from serving import Visit


def test_words_are_searched(visit: Visit, accessible: Callable[[Visit], None]) -> None:
    page = visit.open("/statements")
    assert page.get_by_role("heading", level=1).inner_text() == "Statements"
    every = page.locator("tbody tr").count()
    page.get_by_label("Words").fill("peace")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**search=peace*")
    assert 0 < page.locator("tbody tr").count() < every
    accessible(visit)
    visit.shot("statements")

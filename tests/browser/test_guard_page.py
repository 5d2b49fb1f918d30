"""The way in and out, the API told, and what is told where something is wrong, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from serving import Visit, served, visiting

TOKEN = "correct horse battery"
WIDTHS = (1280, 390)


@pytest.fixture
def guarded(browser: Browser, sampled: Path, tmp_path: Path) -> Iterator[Visit]:
    """A page of a server that has a token."""
    with served(sampled, read_only=True, token=TOKEN) as home, visiting(browser, home, tmp_path) as found:
        yield found


def test_the_way_in_and_out(guarded: Visit, accessible: Callable[[Visit], None]) -> None:
    page = guarded.open("/statements?search=peace")
    page.wait_for_url("**/login?next=*")
    accessible(guarded)
    guarded.shot("login")
    page.get_by_label("Token").fill("a wrong one")
    page.get_by_role("button", name="Log in").click()
    assert page.get_by_role("alert").inner_text() == "That is not the token of this server."
    # The browser tells of it, as it should.
    assert len(guarded.wrong) == 2 and all("401" in line for line in guarded.wrong)
    guarded.wrong.clear()
    page.get_by_label("Token").fill(TOKEN)
    page.keyboard.press("Enter")
    page.wait_for_url("**/statements?search=peace")
    accessible(guarded)
    guarded.shot("inside")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/login")
    guarded.open("/statements").wait_for_url("**/login?next=*")
    assert guarded.wrong == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_api_is_told(visit: Visit, accessible: Callable[[Visit], None], width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open("/api")
    page.get_by_role("link", name="GET /api/v1/statements", exact=True).click()
    assert page.url.endswith("#statements")
    assert page.locator("#statements").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    accessible(visit)
    visit.shot(f"api-{width}")


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/nothing-here", 404, "Not Found"),
        ("/statements?acter=ARM", 422, "Unprocessable Entity"),
    ],
)
@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_wrong_is_told(
    visit: Visit, accessible: Callable[[Visit], None], path: str, status: int, heading: str, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open(path)
    assert page.get_by_role("heading", level=1).inner_text() == heading
    assert len(visit.wrong) == 2 and all(str(status) in line for line in visit.wrong)
    visit.wrong.clear()
    accessible(visit)
    visit.shot(f"problem-{status}-{width}")

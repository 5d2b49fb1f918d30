"""Corrections in a real browser: an event is rejected, seen gone, and put back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from serving import Visit, served, visiting


@pytest.fixture
def own(browser: Browser, sampled: Path, tmp_path: Path) -> Iterator[Visit]:
    """A page of a server of its own copy of the samples, which may write."""
    place = tmp_path / "copy.duckdb"
    place.write_bytes(sampled.read_bytes())
    with served(place) as address, visiting(browser, address, tmp_path) as found:
        yield found


def words(page: Page) -> list[str]:
    return page.locator("td.words a").all_inner_texts()


def test_an_event_is_rejected_and_restored(own: Visit, accessible: Callable[[Visit], None]) -> None:
    page = own.open("/events?type=ACCUSE")
    before = words(page)
    page.locator("td.words a").first.click()
    record = page.url.split("#")[1]
    page.locator(f"#r-{record}".replace(".", "\\.")).get_by_role("link", name="Correct").click()
    page.wait_for_url("**/correct/**")
    accessible(own)
    own.shot("correct")
    page.get_by_label("Your name").fill("A. Reader")
    page.get_by_label("Why").fill("a denial")
    page.get_by_role("button", name="Reject the event").click()
    assert "Rejected by A. Reader" in page.locator(".state").inner_text()
    own.shot("correct-rejected")
    own.open("/events?type=ACCUSE")
    assert len(words(page)) == len(before) - 1
    own.open("/corrections")
    assert page.locator("tbody tr").count() == 1
    assert "a denial" in page.locator("tbody").inner_text()
    accessible(own)
    own.shot("corrections")
    page.locator("tbody").get_by_role("link", name="event").click()
    assert page.get_by_label("Your name").input_value() == "A. Reader"
    page.get_by_role("button", name="Restore what the coder gave").click()
    assert "As the coder gave it" in page.locator(".state").inner_text()
    own.open("/events?type=ACCUSE")
    assert words(page) == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_record_is_fixed_on_a_phone(own: Visit, accessible: Callable[[Visit], None], scheme: str) -> None:
    page = own.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    own.open("/statements")
    page.locator("td.words a").first.click()
    record = page.url.split("#")[1]
    page.locator(f"#r-{record}".replace(".", "\\.")).get_by_role("link", name="Correct").click()
    page.get_by_label("Your name").fill("A. Reader")
    page.get_by_label("Modality").select_option("negated")
    page.get_by_role("button", name="Save the fix").click()
    assert "Fixed by A. Reader" in page.locator(".state").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    accessible(own)
    own.shot(f"correct-phone-{scheme}")
    own.open("/corrections")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    own.shot(f"corrections-phone-{scheme}")

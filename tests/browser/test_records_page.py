"""The pages of records in a real browser: wide and as on a phone, by light and by dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from serving import Visit

Look = Callable[[Visit], None]
WIDTHS = {"wide": 1280, "phone": 390}
PAGES = {
    "statements": "/statements",
    "statements-chosen": "/statements?actor=Armenia&from=2022&type=indirect",
    "statements-none": "/statements?search=zyxwvut",
    "statements-wrong": "/documents?outlet=Nobody&offset=50",
    "events": "/events",
    "claims": "/claims",
    "documents": "/documents",
    "actors": "/actors",
    "duplicates": "/duplicates",
    "search": "/search?q=peace",
    "search-empty": "/search",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_each_page_can_be_read(visit: Visit, accessible: Look, name: str, width: str, scheme: str) -> None:
    visit.page.set_viewport_size({"width": WIDTHS[width], "height": 844})
    visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = visit.open(PAGES[name])
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    accessible(visit)
    visit.shot(f"{name}-{width}-{scheme}")


def test_filters_are_chosen_and_left_out(visit: Visit) -> None:
    page = visit.open("/statements")
    every = page.locator("tbody tr").count()
    page.get_by_label("Actor", exact=True).fill("Armenia")
    page.get_by_text("More filters").click()
    page.get_by_label("Kind or type").select_option("indirect")
    page.get_by_role("button", name="Show").click()
    # What was left empty is no part of the address.
    page.wait_for_url("**/statements?actor=Armenia&type=indirect")
    assert 0 < page.locator("tbody tr").count() < every
    page.get_by_role("link", name="Leave out Kind or type: indirect").click()
    page.wait_for_url("**/statements?actor=Armenia")
    assert page.get_by_label("Actor", exact=True).input_value() == "Armenia"


@pytest.mark.parametrize("form", ["CSV", "JSON"])
def test_what_is_shown_is_downloaded(visit: Visit, form: str) -> None:
    page = visit.open("/claims?type=plan")
    with page.expect_download() as download:
        page.get_by_role("link", name=form, exact=True).click()
    assert download.value.suggested_filename == f"claims.{form.lower()}"
    text = download.value.path().read_text("utf-8")
    assert len(text.splitlines()) - (1 if form == "CSV" else 2) == page.locator("tbody tr").count()


def test_words_are_looked_for_from_every_page(visit: Visit) -> None:
    page = visit.open("/actors")
    page.get_by_label("Search everything").fill("peace")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=peace")
    page.get_by_role("region", name="Statements").get_by_role("link").first.click()
    page.wait_for_url("**/documents/*#*")
    assert page.locator(".text .lit").count() > 0

"""The first view in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from serving import Visit, looked_at, settled


@pytest.mark.parametrize("wide", [1280, 390])
def test_the_overview_leads_to_a_dyad(visit: Visit, accessible: Callable[[Visit], None], wide: int) -> None:
    page = looked_at(visit, "/", wide)
    accessible(visit)
    visit.shot(f"overview-{wide}")
    first = page.get_by_role("region", name="Dyads").get_by_role("row").nth(1)
    first.get_by_role("rowheader").get_by_role("link").click()
    page.wait_for_url("**/dyads/**")
    settled(page)
    assert " and " in page.get_by_role("heading", level=1).inner_text()


def test_a_number_opens_to_what_it_counts(visit: Visit) -> None:
    page = looked_at(visit, "/")
    link = page.get_by_role("region", name="Dyads").get_by_role("row").nth(1).get_by_role("cell").first
    number = int(link.inner_text())
    link.get_by_role("link").click()
    page.wait_for_url("**/stories?**")
    settled(page)
    assert page.locator("tbody tr").count() == number


def test_names_lead_to_their_pages(visit: Visit) -> None:
    for a, b, place in (
        ("Armenia", "Russia", "/dyads/ARM/RUS"),
        ("Azerbaijan", "", "/actors/AZE"),
        ("South Caucasus", "", "/regions/South%20Caucasus"),
    ):
        page = looked_at(visit, "/")
        page.get_by_label("Actor or region").fill(a)
        page.get_by_label("and", exact=True).fill(b)
        page.get_by_role("button", name="Go").click()
        page.wait_for_url("**" + place)
        settled(page)


def test_a_region_is_looked_at_in_other_days(visit: Visit, accessible: Callable[[Visit], None]) -> None:
    page = looked_at(visit, "/regions/South Caucasus")
    assert page.get_by_role("heading", level=1).inner_text() == "South Caucasus"
    page.get_by_label("Last days").select_option("30")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**days=30")
    assert page.get_by_label("Last days").input_value() == "30"
    accessible(visit)

"""Dyads, actors and stories in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from serving import Visit, drawn, looked_at, settled

WIDE = pytest.mark.parametrize("wide", [1280, 390])


@WIDE
def test_a_dyad_has_its_chart_in_words_and_numbers(
    visit: Visit, accessible: Callable[[Visit], None], wide: int
) -> None:
    page = looked_at(visit, "/dyads/ARM/AZE", wide)
    assert ("width=phone" in drawn(page)) == (wide == 390)
    page.reload()  # by now the words of the chart are there, too
    drawn(page)
    assert "stories" in (page.locator("figure img").get_attribute("alt") or "")
    page.get_by_text("The table of the chart").click()
    page.get_by_role("region", name="The table of the chart").get_by_role("link").first.click()
    page.wait_for_url("**/stories?dyad=ARM&dyad=AZE&from=20*")
    page.go_back()
    drawn(page)
    accessible(visit)
    visit.shot(f"dyad-{wide}")


def test_a_dyad_on_a_dark_ground(visit: Visit, accessible: Callable[[Visit], None]) -> None:
    visit.page.emulate_media(color_scheme="dark")
    page = looked_at(visit, "/dyads/ARM/AZE")
    assert "theme=dark" in drawn(page)
    accessible(visit)
    visit.shot("dyad-dark")


@WIDE
def test_an_actor(visit: Visit, accessible: Callable[[Visit], None], wide: int) -> None:
    page = looked_at(visit, "/actors/ARM", wide)
    assert page.get_by_role("heading", level=1).inner_text() == "Armenia"
    accessible(visit)
    visit.shot(f"actor-{wide}")
    page.get_by_role("region", name="With whom").get_by_role("link", name="Azerbaijan").click()
    page.wait_for_url("**/dyads/ARM/AZE")
    settled(page)


@WIDE
def test_a_story_opens_to_its_sentence(visit: Visit, accessible: Callable[[Visit], None], wide: int) -> None:
    page = looked_at(visit, "/stories?actor=Armenia", wide)
    accessible(visit)
    visit.shot(f"stories-{wide}")
    page.get_by_label("Order").select_option("reports")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**sort=reports**")
    page.locator("tbody tr").first.locator("td.number a").click()
    page.wait_for_url("**/stories/**")
    accessible(visit)
    visit.shot(f"story-{wide}")
    sentence = page.locator("ol.said a").first
    words = sentence.inner_text()
    sentence.click()
    page.wait_for_url("**/documents/**#*")
    assert words.split()[0] in page.locator("main").inner_text()

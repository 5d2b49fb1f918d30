"""The document view in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page
from serving import Visit

Look = Callable[[Visit], None]
#: An event of the first document that has one.
EVENT = "/events?limit=1"


def _opened(visit: Visit) -> Page:
    """The document of an event, at its sentence."""
    page = visit.open(EVENT)
    page.locator("td.words a").click()
    page.wait_for_url("**/documents/*#*")
    return page


def _asked(page: Page) -> str:
    return str(page.evaluate("decodeURIComponent(location.hash.slice(1))"))


def _told(page: Page, record: str) -> str:
    """The words that stand lit."""
    assert page.locator(".text .lit").count() > 0
    lit = page.locator(".text .lit").all_text_contents()
    marked = page.locator(f'.text [data-records~="{record}"]').all_text_contents()
    assert lit == marked
    return "".join(lit)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_figure_lands_on_its_sentence(visit: Visit, accessible: Look, width: int, scheme: str) -> None:
    visit.page.set_viewport_size({"width": width, "height": 844})
    visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = _opened(visit)
    sentence = page.evaluate("fetch('/api/v1/events?limit=1').then(r => r.json())")["items"][0]["sentence"]
    assert _told(page, _asked(page)) == sentence
    top = page.locator(".text .lit").first.bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 844
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.screenshot(path=visit.shots / f"document-lit-{width}-{scheme}.png")
    accessible(visit)
    visit.shot(f"document-{width}-{scheme}")


def test_a_record_shows_its_words_and_words_show_their_record(visit: Visit) -> None:
    page = _opened(visit)
    first, second = page.locator(".record").nth(0), page.locator(".record").nth(3)
    second.hover()
    assert second.get_attribute("id") == f"r-{_near(page)}"
    second.locator(".opens").click()
    assert f"r-{_asked(page)}" == second.get_attribute("id")
    _told(page, _asked(page))
    # By keyboard alone.
    first.locator(".opens").focus()
    assert first.get_attribute("id") == f"r-{_near(page)}"
    page.keyboard.press("Enter")
    assert f"r-{_asked(page)}" == first.get_attribute("id")
    # From the words.
    mark = page.locator(".text mark.event-act").last
    mark.click()
    assert _asked(page) in str(mark.get_attribute("data-records")).split()
    assert page.locator(".record.lit").get_attribute("id") == f"r-{_asked(page)}"
    assert page.locator(".record.lit").is_visible()
    page.keyboard.press("Escape")
    assert (_asked(page), page.locator(".lit").count()) == ("", 0)


def test_on_a_phone_the_record_comes_to_the_words(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = _opened(visit)
    page.locator(".text mark.event-act").nth(6).click()
    before = page.evaluate("scrollY")
    box = page.locator(".record.lit").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == pytest.approx(844)
    assert page.evaluate("scrollY") == before
    page.screenshot(path=visit.shots / "document-touched.png")
    page.locator(".zone.byline").first.click(position={"x": 3, "y": 3})
    assert page.locator(".lit").count() == 0


def _near(page: Page) -> str:
    lit = page.locator(".record.near")
    return str(lit.get_attribute("id")).removeprefix("r-")


def test_kinds_of_marks_are_shown_and_hidden(visit: Visit) -> None:
    page = _opened(visit)

    def colours(of: str) -> set[str]:
        found = page.locator(of).evaluate_all("all => all.map(e => getComputedStyle(e).backgroundColor)")
        return set(found)

    none = "rgba(0, 0, 0, 0)"
    acts = ".text mark.event-act:not([class*=statement]):not([class*=event-when])"
    assert none not in colours(acts)
    page.get_by_label("Events").uncheck()
    assert colours(acts) == {none}
    assert page.locator(".record.event").first.is_hidden()
    assert page.locator(".record.statement").first.is_visible()
    assert none not in colours(".text mark.statement-act")
    page.get_by_label("Statements").uncheck()
    page.get_by_label("Days and places").uncheck()
    assert colours(".text mark") == {none}
    visit.shot("document-hidden")


def test_without_scripts_the_sentence_is_shown_as_well(browser: Browser, home: str, visit: Visit) -> None:
    page = _opened(visit)
    address, record = page.url, _asked(page)
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address)
    lit = plain.locator(".passage", has=plain.locator(f'[id="{record}"]'))
    assert lit.evaluate("e => getComputedStyle(e).boxShadow") != "none"
    shadows = plain.locator(".passage").evaluate_all(
        "all => all.filter(e => getComputedStyle(e).boxShadow !== 'none').length"
    )
    assert shadows == 1
    assert plain.evaluate("scrollY") > 0
    context.close()

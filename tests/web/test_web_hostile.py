"""Documents that mean harm, on every page and at every address of the API: they only say."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import hostile
import pytest
from serving import client
from walking import Seen, routes, walk

#: Routes that a walk of a store of texts has no link to.
APART: set[str] = {"/go"}
#: Where a page says again what was asked.
ASKED = [("/statements", "search"), ("/statements", "actor"), ("/search", "q"), ("/go", "a")]
Shapes = dict[str, set[tuple[str, tuple[str, ...]]]]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, list[Seen]]:
    """All that is answered of the corpus, and of its twin."""
    folder = tmp_path_factory.mktemp("hostile")
    found = {}
    for harm in (True, False):
        with client(hostile.stored(folder / f"harm-{harm}", harm)) as asked:
            found[harm] = list(walk(asked))
    return found


@pytest.fixture(scope="module")
def harmful(both: dict[bool, list[Seen]]) -> list[Seen]:
    return both[True]


def _shapes(seen: list[Seen]) -> Shapes:
    """Elements with the names of their attributes, by route."""
    found: Shapes = defaultdict(set)
    for one in seen:
        if one.page is not None:
            route = one.route if one.answer.status_code < 400 else "a problem"
            found[route] |= {(str(e.tag), tuple(sorted(map(str, e.attrib)))) for e in one.page.iter()}
    return found


def test_all_is_answered(harmful: list[Seen]) -> None:
    failed = {one.address: one.answer.status_code for one in harmful if one.answer.status_code >= 400}
    assert failed == {}
    assert {route.path for route in routes()} - {one.route for one in harmful} == APART


def test_the_words_are_there(harmful: list[Seen]) -> None:
    told = "\n".join(one.page.text_content() for one in harmful if one.page is not None)
    for payload in (
        "<script>window.hacked=1</script>",
        "{{7*7}}{% include '/etc/passwd' %}",
        "&lt;script&gt;",
        "${7*7}",
    ):
        assert payload in told


def test_a_page_has_the_elements_of_its_template(both: dict[bool, list[Seen]]) -> None:
    harmful, harmless = _shapes(both[True]), _shapes(both[False])
    assert {route: more for route, shapes in harmful.items() if (more := shapes - harmless[route])} == {}


def test_nothing_in_a_page_can_run(harmful: list[Seen]) -> None:
    for one in harmful:
        if one.page is None:
            continue
        for element in one.page.iter():
            assert isinstance(element.tag, str), f"{one.address}: a comment or instruction"
            assert element.tag not in {
                "base",
                "iframe",
                "object",
                "embed",
                "style",
                "template",
                "foreignobject",
            }
            names = {str(name) for name in element.attrib}
            assert not {n for n in names if n.startswith("on")} | names & {"style", "srcdoc", "formaction"}, (
                one.address
            )
            if element.tag == "script":
                assert str(element.get("src")).startswith("/static/") and not element.text
            if element.tag == "meta":
                assert "http-equiv" not in names
        for element, _, link, _ in one.page.iterlinks():
            place = urlsplit(link)
            own = not place.scheme and not link.startswith(("//", "\\", "/\\"))
            assert own or place.scheme in ("http", "https"), (one.address, element.tag, link)


def test_the_api_sends_what_no_browser_takes_for_a_page(harmful: list[Seen]) -> None:
    asked = [one for one in harmful if one.address.startswith("/api/")]
    assert asked
    for one in asked:
        kind = one.answer.headers["content-type"].partition(";")[0]
        assert kind in {"application/json", "text/csv", "text/plain", "image/svg+xml"}, one.address
        assert one.answer.headers["x-content-type-options"] == "nosniff"
        if kind == "application/json":
            json.loads(one.answer.content)


def test_what_is_asked_is_escaped_too(tmp_path: Path) -> None:
    with client(hostile.stored(tmp_path / "asked", True)) as asked:
        for payload in hostile.PAYLOADS[:-1]:
            for path, name in [*ASKED, ("/statements", payload)]:
                given = {name: payload} if len(name) < 500 else {"search": payload}
                answer = asked.get(path, params=given)
                assert "<script>window" not in answer.text and "<x-hacked" not in answer.text
                assert 'data-hacked="' not in answer.text.replace("&#34;", "'")

"""Pages that renew themselves, and the page of what is watched, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEncoder
from playwright.sync_api import Browser, expect
from serving import Visit, listening, visiting

from entente.collect import read_into
from entente.store import Kind, Selection
from entente.store.watch.entries import FeedState, Fired, Listed
from entente.store.watch.watched import Watched
from entente.web.app import make_app
from entente.web.desk import Desk
from entente.web.settings import Settings

TEXT = "Germany accused Russia of fraud."
MORE = f"{TEXT} War will come."
DAY = 1_700_000_000.0


@dataclass
class Server:
    """A server whose record a test changes."""

    desk: Desk
    home: str
    folder: Path
    fake: FakeEncoder

    def read(self, name: str, text: str = MORE) -> None:
        """One more text."""
        (self.folder / name).write_text(f"{name}: {text}")
        with self.desk.writing() as store:
            assert len(list(read_into(store, [str(self.folder / name)], self.fake))) == 1


@pytest.fixture
def server(filled: Any, tmp_path: Path, fake: FakeEncoder) -> Iterator[Server]:
    db = filled([{"text": TEXT, "published": "2023-11-14", "title": "The first"}])
    how = Settings(str(db), port=0)
    desk = Desk(how.db)
    try:
        with listening(make_app(desk, how), how) as home:
            yield Server(desk, home, tmp_path, fake)
    finally:
        desk.close()


@pytest.fixture
def reader(browser: Browser, server: Server, tmp_path: Path) -> Iterator[Visit]:
    with visiting(browser, server.home, tmp_path) as found:
        yield found


def test_a_page_renews_itself_when_a_text_is_read(server: Server, reader: Visit) -> None:
    page = reader.open("/statements")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.evaluate("window.same = true")
    server.read("a.txt")
    expect(page.locator("tbody tr")).to_have_count(2, timeout=10_000)
    assert page.evaluate("window.same")
    expect(page.get_by_role("status")).to_be_empty()


def test_a_reader_keeps_the_place(server: Server, reader: Visit) -> None:
    for number in range(30):
        server.read(f"{number}.txt")
    page = reader.open("/statements")
    page.set_viewport_size({"width": 390, "height": 500})
    page.evaluate("window.scrollTo(0, 700)")
    server.read("last.txt")
    expect(page.locator("tbody tr")).to_have_count(32, timeout=10_000)
    assert page.evaluate("window.scrollY") == 700


@pytest.mark.parametrize("work", ["edited", "selected", "focused"])
def test_who_is_at_work_in_a_page_is_asked(
    server: Server, reader: Visit, accessible: Callable[[Visit], None], work: str
) -> None:
    page = reader.open("/statements")
    words = page.get_by_label("Words")
    if work == "edited":
        words.fill("frau")
        words.blur()
    elif work == "selected":
        page.locator("tbody td").nth(2).select_text()
    else:
        words.focus()
    server.read("a.txt")
    said = page.get_by_role("status")
    expect(said).to_contain_text("The record has changed.", timeout=10_000)
    expect(page.locator("tbody tr")).to_have_count(1)
    if work == "edited":
        assert words.input_value() == "frau"
        accessible(reader)
        reader.shot("live-changed")
    said.get_by_role("button", name="Show it").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(said).to_be_empty()


def test_one_that_only_reads_listens_to_nothing(visit: Visit) -> None:
    page = visit.open("/statements")
    assert page.locator("script[src*=live]").count() == 0


def test_nothing_is_watched_yet(reader: Visit, accessible: Callable[[Visit], None]) -> None:
    page = reader.open("/live")
    expect(page.locator("pre")).to_have_text("entente watch FEEDS.toml --db filled.duckdb")
    accessible(reader)
    reader.shot("live-none")


def _watched(server: Server) -> Watched:
    found = Watched(server.desk.path)
    feed, broken = "https://daily.example.org/rss", "https://www.gazette.example.org/world/europe/feed.xml"
    titles = ("Berlin accuses Moscow of fraud", "Le ministre parle", "Talks <b>begin</b> & end")
    listed = [
        Listed(str(n), title, f"https://daily.example.org/{n}", "2023-11-14", "The Daily", n == 3, b"x")
        for n, title in enumerate(titles, 1)
    ]
    state = FeedState(feed, feed, "The Daily", next=DAY + 900, success=DAY)
    found.keep(state, listed, DAY)
    told = "the server answers 503"
    found.keep(FeedState(broken, broken, next=DAY + 7200, failures=3, error=told), [], DAY)
    old = "https://old.example.org/rss"
    found.keep(FeedState(old, old, "Old News", gone=True, failures=1, error="410: it is no more"), [], DAY)
    with server.desk.reading() as region:
        (document,) = region.store.rows(Kind.DOCUMENTS, Selection())
    found.finished(1, DAY + 60, str(document["id"]), None)
    found.finished(2, DAY + 61, None, "the text is in French (fr); only English is read: give a translation")
    return found


def _alert(server: Server, watched: Watched) -> None:
    with server.desk.reading() as region:
        (event,) = region.store.rows(Kind.EVENTS, Selection())
    place = f"/documents/{event['document']}#{event['id']}"
    evidence = {"sentence": event["sentence"], "page": place, "document": event["document"]}
    told = {
        "rule": "accusations",
        "kind": "record",
        "title": "Germany: accuse Russia, 2023-11-14",
        "page": place,
    }
    fired = Fired("accusations", told["title"], json.dumps({**told, "evidence": [evidence]}), ("k",), ())
    watched.judged([fired], {}, [1], DAY + 70)


def test_the_page_of_what_is_watched(
    server: Server, reader: Visit, accessible: Callable[[Visit], None]
) -> None:
    watched = _watched(server)
    page = reader.open("/live")
    expect(page.get_by_text("No rule has found anything yet.")).to_be_visible()
    assert page.get_by_role("region", name="Feeds").locator("tbody tr").count() == 3
    expect(page.get_by_text("Talks <b>begin</b> & end", exact=True)).to_be_visible()
    _alert(server, watched)
    alert = page.get_by_role("link", name="Germany: accuse Russia, 2023-11-14")
    expect(alert).to_be_visible(timeout=10_000)
    accessible(reader)
    reader.shot("live")
    page.emulate_media(color_scheme="dark")
    accessible(reader)
    reader.shot("live-dark")
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="light")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    reader.shot("live-phone")
    alert.click()
    page.wait_for_url("**/documents/**")
    expect(page.get_by_text("Germany accused Russia of fraud").first).to_be_visible()
    watched.close()


def test_without_scripts_nothing_is_lost(browser: Browser, server: Server) -> None:
    _watched(server).close()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.home}/live")
    expect(page.get_by_role("link", name="Berlin accuses Moscow of fraud", exact=True)).to_be_visible()
    context.close()

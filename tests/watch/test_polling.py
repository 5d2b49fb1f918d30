from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from feedhouse import House, Page, house, post, rss

EVERY = 900.0


@pytest.fixture
def server() -> Iterator[House]:
    with house() as found:
        yield found


def test_a_feed_that_has_not_changed_is_not_sent_again(server: House, tmp_path: Path) -> None:
    def answer(headers: Message) -> Page:
        if headers["if-none-match"] == '"1"' and headers["if-modified-since"] == "yesterday":
            return Page("", 304)
        page = rss(("a", "A", "words"))
        page.headers.update({"etag": '"1"', "last-modified": "yesterday"})
        return page

    server.pages["/rss"] = answer
    server.pages["/a"] = Page("<p>words</p>")
    watch = post(tmp_path, {"feed": [{"url": server.address + "/rss"}]})
    assert watch.watch.round().found == 1
    assert watch.watch.round().asked == 0
    watch.later(EVERY)
    assert (watch.watch.round().asked, server.paths()) == (1, ["/rss", "/a", "/rss"])
    (state,) = watch.watched.feeds()
    assert (state.outlet, state.etag, state.modified, state.error) == ("The Daily", '"1"', "yesterday", None)
    assert state.success == watch.clock.now()


def test_a_feed_that_has_moved_for_good_is_asked_there(server: House, tmp_path: Path) -> None:
    server.pages["/old"] = Page("", 301, headers={"location": "/mid"})
    server.pages["/mid"] = Page("", 308, headers={"location": "/new"})
    server.pages["/new"] = rss()
    watch = post(tmp_path, {"feed": [{"url": server.address + "/old"}]})
    watch.watch.round()
    watch.later(EVERY)
    watch.watch.round()
    assert server.paths() == ["/old", "/mid", "/new", "/new"]
    assert watch.watched.feeds()[0].url == server.address + "/old"


def test_one_that_has_moved_for_now_is_asked_where_it_was(server: House, tmp_path: Path) -> None:
    server.pages["/old"] = Page("", 302, headers={"location": "/new"})
    server.pages["/new"] = rss()
    watch = post(tmp_path, {"feed": [{"url": server.address + "/old"}]})
    watch.watch.round()
    assert watch.watched.feeds()[0].place == server.address + "/old"


def test_one_that_is_gone_is_never_asked_again(server: House, tmp_path: Path) -> None:
    server.pages["/rss"] = Page("", 410)
    watch = post(tmp_path, {"feed": [{"url": server.address + "/rss"}]})
    assert "the feed is no more" in watch.watch.round().failed[0]
    watch.later(1e7)
    assert watch.watch.round().asked == 0
    assert server.paths() == ["/rss"]


def test_one_in_trouble_is_asked_ever_more_seldom(server: House, tmp_path: Path) -> None:
    server.pages["/rss"] = Page("", 500)
    watch = post(tmp_path, {"feed": [{"url": server.address + "/rss"}]})
    waits = []
    for _ in range(4):
        watch.watch.round()
        (state,) = watch.watched.feeds()
        waits.append(state.next - watch.clock.now())
        watch.clock.time = state.next
    assert waits == [900, 1800, 3600, 7200]
    assert (state.failures, state.error) == (4, "the server answers 500")
    server.pages["/rss"] = rss()
    watch.watch.round()
    (state,) = watch.watched.feeds()
    assert (state.failures, state.error, state.next - watch.clock.now()) == (0, None, 900)


def test_what_a_busy_server_asks_for_is_kept_to(server: House, tmp_path: Path) -> None:
    server.pages["/rss"] = Page("", 429, headers={"retry-after": "5000"})
    watch = post(tmp_path, {"feed": [{"url": server.address + "/rss"}]})
    watch.watch.round()
    assert watch.watched.feeds()[0].next - watch.clock.now() == 5000


def test_ttl_is_kept_to(server: House, tmp_path: Path) -> None:
    server.pages["/rss"] = rss(more="<ttl>60</ttl>")
    watch = post(tmp_path, {"feed": [{"url": server.address + "/rss", "every": "5m"}]})
    watch.watch.round()
    assert watch.watched.feeds()[0].next - watch.clock.now() == 3600


def test_what_is_no_feed_is_told(server: House, tmp_path: Path) -> None:
    server.pages["/rss"] = Page("<html><p>Not here</p></html>")
    watch = post(tmp_path, {"feed": [{"url": server.address + "/rss"}, {"url": "http://127.0.0.1:1/rss"}]})
    failed = watch.watch.round().failed
    assert len(failed) == 2 and any("not a readable RSS or Atom feed" in line for line in failed)
    assert any("cannot be had" in line for line in failed)

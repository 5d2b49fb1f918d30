from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from feedhouse import WORDS, House, Page, house, post, rss

from entente.errors import LockedStore
from entente.store.watch.entries import Stage
from entente.watch.client import Api, Imported, Refused, Unavailable
from entente.watch.watching import summary

LONG = WORDS * 40


@pytest.fixture
def server() -> Iterator[House]:
    with house() as found:
        found.pages["/rss"] = rss(("a", "A", LONG), ("b", "B", "short"))
        found.pages["/b"] = Page(f"<article><p>{LONG}</p></article>")
        yield found


def test_what_is_new_is_read_once(server: House, tmp_path: Path) -> None:
    at = post(tmp_path, {"feed": [{"url": server.address + "/rss", "outlet": "Ours"}]})
    report = at.watch.round()
    assert summary(report) == "1 feeds asked, 2 new entries, 2 texts read"
    (short, page, said), (name, own, _) = at.api.files
    assert (short, said) == ("b.html", {"published": "2023-11-14", "outlet": "Ours"})
    assert name.endswith(".atom")
    assert LONG.encode() in page and WORDS.encode() in own
    assert server.paths() == ["/rss", "/b"]
    server.pages["/rss"] = rss(("c", "C", LONG), ("a", "A", LONG), ("b", "B", "short"))
    at.later(900)
    assert (at.watch.round().read, len(at.api.files)) == (1, 3)
    entries, total = at.watched.last_entries(10)
    assert total == 3 and {e.document for e in entries} == {"d1", "d2", "d3"}


def test_a_page_that_cannot_be_had_leaves_the_entry_itself(server: House, tmp_path: Path) -> None:
    server.pages["/b"] = Page("", 403)
    at = post(tmp_path, {"feed": [{"url": server.address + "/rss"}]})
    assert at.watch.round().read == 2
    assert [name for name, *_ in at.api.files] == ["entry-1.atom", "entry-2.atom"]
    (first,) = [e for e in at.watched.last_entries(9)[0] if e.title == "B"]
    assert first.problem == "the server answers 403"


def test_a_page_in_trouble_is_asked_again_a_few_times(server: House, tmp_path: Path) -> None:
    server.pages["/rss"], server.pages["/b"] = rss(("b", "B", "short")), Page("", 503)
    at = post(tmp_path, {"feed": [{"url": server.address + "/rss", "every": "7d"}]})
    for _ in range(5):
        at.watch.round()
        at.later(20_000)
    assert server.paths().count("/b") == 5
    assert [name for name, *_ in at.api.files] == ["entry-1.atom"]


@pytest.mark.parametrize("kind", ["application/x-ndjson", "application/json", "application/rss+xml"])
def test_a_link_to_tables_is_not_read(server: House, tmp_path: Path, kind: str) -> None:
    server.pages["/b"] = Page('{"text": "forged"}', kind=kind)
    at = post(tmp_path, {"feed": [{"url": server.address + "/rss"}]})
    at.watch.round()
    assert all(b"forged" not in data for _, data, _ in at.api.files)


def test_a_page_that_is_no_text_leaves_the_entry_itself(server: House, tmp_path: Path) -> None:
    at = post(tmp_path, {"feed": [{"url": server.address + "/rss"}]})
    at.api.says = lambda data: (
        Imported(None, "empty") if data.startswith(b"<article") else Imported("d", None)
    )
    at.watch.round()
    at.watch.round()
    assert [name for name, *_ in at.api.files] == ["b.html", "entry-2.atom", "entry-1.atom"]


def test_a_text_that_is_refused_is_given_up(server: House, tmp_path: Path) -> None:
    def refuse(data: bytes) -> Imported:
        raise Refused("the text is in French")

    server.pages["/rss"] = rss(("a", "A", LONG))
    at = post(tmp_path, {"feed": [{"url": server.address + "/rss"}]})
    at.api.says = refuse
    assert at.watch.round().failed == [f"error: {server.address}/a: the text is in French"]
    at.watch.round()
    assert len(at.api.files) == 1
    assert at.watched.last_entries(1)[0][0].stage == Stage.FAILED


def test_a_server_that_does_not_answer_loses_nothing(server: House, tmp_path: Path) -> None:
    def fail(data: bytes) -> Imported:
        raise Unavailable("the server answers 503: busy")

    at = post(tmp_path, {"feed": [{"url": server.address + "/rss"}]})
    at.api.says = fail
    assert at.watch.round().locked
    at.api.says = None
    assert at.watch.round().read == 2


def test_a_store_that_is_held_is_waited_for(server: House, tmp_path: Path) -> None:
    held = [3]

    def opened(db: str) -> AbstractContextManager[Api]:
        if held[0]:
            held[0] -= 1
            raise LockedStore("it is open in process 7")
        return nullcontext(at.api)

    at = post(tmp_path, {"feed": [{"url": server.address + "/rss"}]}, open_api=opened)
    report = at.watch.once()
    assert (report.read, report.locked) == (2, False)
    assert at.clock.slept[-3:] == [10, 20, 40]
    assert sum("process 7" in line for line in at.told) == 3


def test_one_that_is_held_for_long_is_given_up_for_this_time(server: House, tmp_path: Path) -> None:
    def opened(db: str) -> AbstractContextManager[Api]:
        raise LockedStore("it is open in process 7")

    at = post(tmp_path, {"feed": [{"url": server.address + "/rss"}]}, open_api=opened)
    assert at.watch.once().locked
    assert len(at.watched.at(Stage.FETCHED, at.clock.now())) == 2


def test_the_store_is_let_alone_where_nothing_is_new(server: House, tmp_path: Path) -> None:
    opened = []

    def note(db: str) -> AbstractContextManager[Api]:
        opened.append(db)
        return nullcontext(at.api)

    at = post(tmp_path, {"feed": [{"url": server.address + "/rss"}]}, open_api=note)
    for _ in range(3):
        at.watch.round()
        at.later(900)
    assert len(opened) == 1


def test_it_ends_when_it_is_told_to(server: House, tmp_path: Path) -> None:
    at = post(tmp_path, {"feed": [{"url": server.address + "/rss"}]})
    at.api.says = lambda data: at.clock.stop() or Imported("d1", None)  # type: ignore[func-returns-value]
    at.watch.run()
    assert len(at.api.files) == 1
    assert len(at.watched.at(Stage.FETCHED, at.clock.now())) == 1


def test_a_feed_at_a_private_address_is_refused_unless_allowed(server: House, tmp_path: Path) -> None:
    table = {"url": server.address + "/rss"}
    shut = post(tmp_path, {"watch": {"allow_private": False}, "feed": [table]})
    assert "no public address" in shut.watch.round().failed[0]
    assert server.asked == []
    shut.later(1e6)
    shut.watch.private = True
    assert shut.watch.round().read == 2

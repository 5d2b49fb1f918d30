from __future__ import annotations

import pytest
from feedhouse import rss

from entente.errors import EmptyInput, UnreadableInput
from entente.reading import ReadOptions
from entente.reading.formats.feed import read_feed
from entente.records import Document
from entente.store.watch.entries import Listed
from entente.watch.feedsfile import FeedTable
from entente.watch.listing import listing

PLACE = "https://example.org/news/rss"


def _listed(body: str | bytes, **table: object) -> list[Listed]:
    data = body.encode() if isinstance(body, str) else body
    return list(listing(data, PLACE, FeedTable(url=PLACE, **table)).entries)  # type: ignore[arg-type]


def _rss(*items: tuple[str, str, str]) -> str:
    return str(rss(*items).body)


def test_entries_come_oldest_first_with_what_is_said_of_them() -> None:
    first, second = _listed(_rss(("b", "New", "words"), ("a", "Old", "words")))
    assert (first.key, second.key) == ("a", "b")
    assert (first.title, first.link, first.published) == ("Old", "https://example.org/a", "2023-11-14")
    assert (first.outlet, _listed(_rss(("a", "t", "w")), outlet="Ours")[0].outlet) == ("The Daily", "Ours")


@pytest.mark.parametrize(
    ("words", "asked", "page"),
    [(20, None, True), (200, None, False), (200, True, True), (20, False, False)],
)
def test_the_page_is_read_where_an_entry_is_short(words: int, asked: bool | None, page: bool) -> None:
    (entry,) = _listed(_rss(("a", "t", "word " * words)), full_text=asked)
    assert entry.page is page


def test_an_entry_alone_is_read_as_in_its_feed() -> None:
    import io

    text = "&lt;p&gt;Germany accused Russia of fraud &amp;amp; lies.&lt;/p&gt;&lt;p&gt;It was late.&lt;/p&gt;"
    body = _rss(("a", "Berlin &amp; Moscow", text))
    (entry,) = _listed(body)
    assert entry.own is not None
    (whole,) = read_feed(io.BytesIO(body.encode()), "rss", ReadOptions())
    (alone,) = read_feed(io.BytesIO(entry.own), "rss", ReadOptions())
    assert isinstance(whole, Document) and isinstance(alone, Document)
    assert "fraud & lies" in alone.text
    assert (alone.text, alone.title, alone.published) == (whole.text, whole.title, whole.published)
    assert alone.sha256 == whole.sha256


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "http://[bad", ""])
def test_a_link_that_is_none_of_the_web_is_left_out(link: str) -> None:
    body = f'<rss version="2.0"><channel><item><title>t</title><link>{link}</link></item></channel></rss>'
    (entry,) = _listed(body)
    assert (entry.link, entry.page) == (None, False)


def test_entries_without_an_id_are_known_by_link_or_words() -> None:
    body = '<rss version="2.0"><channel><item><title>t</title><link>/x</link></item><item><title>u</title></item></channel></rss>'  # noqa: E501
    keys = [entry.key for entry in _listed(body)]
    assert keys[1] == "https://example.org/x" and len(keys[0]) == 64


def test_what_is_no_feed() -> None:
    with pytest.raises(UnreadableInput, match="not a readable RSS or Atom feed"):
        _listed("<html>words</html>")
    with pytest.raises(EmptyInput):
        _listed("")
    assert _listed('<rss version="2.0"><channel><title>t</title></channel></rss>') == []


def test_marks_that_xml_cannot_hold_are_left_out() -> None:
    (entry,) = _listed(_rss(("a", "t", "one&lt;b&gt;\x0btwo&lt;/b&gt; three")).replace("\x0b", "&#11;"))
    assert entry.own is not None and b"\x0b" not in entry.own

"""RSS and Atom feeds: one document an entry, its text built from title and content."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import IO, Any

import feedparser

from entente.errors import EmptyInput, InputError, UnreadableInput
from entente.reading.compose import Origin, digest
from entente.reading.dates import iso_day
from entente.reading.formats.html import fragment_document
from entente.reading.metadata import Metadata
from entente.reading.options import ReadOptions
from entente.reading.streams import whole
from entente.records import Document

_LOG = logging.getLogger(__name__)


def read_feed(stream: IO[bytes], path: str, options: ReadOptions) -> Iterator[Document | InputError]:
    """One document or error for each entry."""
    data = whole(stream, path, options.max_bytes)
    # No network: feedparser is given bytes, never an address.
    feed: Any = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    trouble = feed.get("bozo_exception")
    if not feed.entries:
        if trouble is not None or not feed.get("version"):
            reason = f"not a readable RSS or Atom feed ({trouble or 'no feed element'}); fetch it anew"
            raise UnreadableInput(path, reason)
        raise EmptyInput(path, "a feed without entries; give one that has some")
    if trouble is not None:
        _LOG.warning("%s: the feed is not well-formed (%s); its readable entries are used", path, trouble)
    outlet = _words(feed.feed.get("title"))
    encoding = str(feed.get("encoding") or "utf-8").lower()
    for number, entry in enumerate(feed.entries, 1):
        yield _entry_document(entry, f"{path}#{number}", encoding, outlet)


def _entry_document(entry: Any, place: str, encoding: str, outlet: str | None) -> Document | InputError:
    title = _words(entry.get("title"))
    content = _content(entry)
    known = Metadata(
        title=title,
        author=_words(entry.get("author")),
        published=_published(entry),
        outlet=_words(entry.get("source", {}).get("title")) or outlet,
    )
    body = digest(f"{title or ''}\n{content}".encode("utf-8", "surrogatepass"))
    try:
        return fragment_document(content, Origin(place, encoding, body), known)
    except InputError as error:
        return error


def _content(entry: Any) -> str:
    """The longest of an entry's full content and its summary."""
    texts = [part.get("value") or "" for part in entry.get("content", [])]
    return max([*texts, entry.get("summary") or ""], key=len)


def _published(entry: Any) -> str | None:
    for name in ("published", "updated", "created"):
        moment = entry.get(f"{name}_parsed")
        if moment:
            return f"{moment.tm_year:04d}-{moment.tm_mon:02d}-{moment.tm_mday:02d}"
        day = iso_day(entry.get(name) or "")
        if day:
            return day
    return None


def _words(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(value.split()) or None

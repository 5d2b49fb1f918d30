"""The entries of a feed: what each is known by, its text as a feed of one, whether its page is read."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from entente.errors import EmptyInput, UnreadableInput
from entente.reading.dates import iso_day
from entente.store.watch.entries import Listed
from entente.watch.feedsfile import FeedTable

#: An entry of fewer words is taken for a summary of the page that it links to.
FEW_WORDS = 150
#: Entries of one feed that are looked at.
MOST_ENTRIES = 1000
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed says: its title, how many seconds it asks to be left alone, its entries."""

    outlet: str | None
    rest: float
    entries: tuple[Listed, ...]


def listing(data: bytes, place: str, table: FeedTable) -> Listing:
    """The entries of a feed, the oldest first.

    Raises UnreadableInput where the bytes are no feed, EmptyInput where there are none.
    """
    if not data:
        raise EmptyInput(place, "the server sends nothing; look at the address in a browser")
    # No network: feedparser is given bytes, never an address.
    found: Any = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    if not found.entries and not found.get("version"):
        trouble = found.get("bozo_exception") or "no feed element"
        raise UnreadableInput(place, f"not a readable RSS or Atom feed ({trouble}); check the address")
    outlet = table.outlet or _words(found.feed.get("title"))
    entries = {e.key: e for e in _entries(found.entries[:MOST_ENTRIES], place, outlet, table)}
    ttl = str(found.feed.get("ttl") or "")
    return Listing(outlet, min(float(ttl) * 60, 86400.0) if ttl.isdecimal() else 0.0, (*entries.values(),))


def _entries(found: list[Any], place: str, outlet: str | None, table: FeedTable) -> Iterator[Listed]:
    for entry in reversed(found):
        title, content = _words(entry.get("title")), _content(entry)
        link = _link(entry, place)
        key = _words(entry.get("id")) or link or _digest(f"{title}\n{content}")
        words = len(_TAG.sub(" ", content).split())
        wanted = words < FEW_WORDS if table.full_text is None else table.full_text
        published = _published(entry)
        source = _words(entry.get("source", {}).get("title"))
        yield Listed(
            key=key,
            title=title,
            link=link,
            published=published,
            outlet=table.outlet or source or outlet,
            page=bool(link) and wanted,
            own=_alone(title, content, link, published).encode("utf-8", "replace") if words else None,
        )


def _alone(title: str | None, content: str, link: str | None, published: str | None) -> str:
    """An entry as an Atom feed of its own: read as it would be in the whole feed."""
    parts = [f"<title>{_plain(title)}</title>" if title else "", f"<id>{_plain(link)}</id>" if link else ""]
    parts += [f"<published>{published}T00:00:00Z</published>" if published else ""]
    parts += [f'<content type="html">{_plain(content)}</content>']
    inner = "".join(parts)
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<entry>{inner}</entry></feed>"
    )


def _plain(text: str) -> str:
    # Marks that XML cannot hold would make the whole of it unreadable.
    return escape("".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff")))


def _content(entry: Any) -> str:
    """The longest of an entry's full content and its summary."""
    texts = [str(part.get("value") or "") for part in entry.get("content", [])]
    return max([*texts, str(entry.get("summary") or "")], key=len)


def _link(entry: Any, place: str) -> str | None:
    try:
        link = urljoin(place, str(entry.get("link") or "").strip())
        parts = urlsplit(link)
    except ValueError:
        return None
    fits = parts.scheme in ("http", "https") and bool(parts.hostname) and bool(entry.get("link"))
    return parts._replace(fragment="").geturl() if fits else None


def _published(entry: Any) -> str | None:
    for name in ("published", "updated", "created"):
        moment = entry.get(f"{name}_parsed")
        if moment:
            return f"{moment.tm_year:04d}-{moment.tm_mon:02d}-{moment.tm_mday:02d}"
        day = iso_day(entry.get(name) or "")
        if day:
            return day
    return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _words(value: object) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None

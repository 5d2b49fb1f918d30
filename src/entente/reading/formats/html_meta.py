"""What a page's head says of its article: JSON-LD, Open Graph, meta tags, ``time``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from entente.reading.dates import iso_day
from entente.reading.formats.dom import Element
from entente.reading.metadata import Metadata

_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "headline")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")
_DAYS = (
    "article:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date", "dc.date.issued",
    "parsely-pub-date", "sailthru.date", "publication_date", "og:published_time",
)  # fmt: skip
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "twitter:site")
_SITE_TAIL = re.compile(r"\s+(?:[|–—·•»]|-)\s+(?P<site>[^|–—·•»]{2,50})$")
_ARTICLE = re.compile(r"(?:Article|Posting|Report|WebPage|Analysis|Opinion)$")


def page_metadata(root: Element) -> Metadata:
    """Title, author, day and outlet as the mark-up gives them."""
    meta = _meta_tags(root)
    title_tag = _title_tag(root)
    tail = _SITE_TAIL.search(title_tag)
    named = Metadata(
        title=_first(meta, _TITLES),
        author=_author(_first(meta, _AUTHORS)),
        published=_day(_first(meta, _DAYS)),
        outlet=(_first(meta, _OUTLETS) or "").lstrip("@") or None,
    )
    shown = Metadata(
        title=title_tag[: tail.start()] if tail else title_tag or None,
        published=_time(root),
        outlet=tail.group("site").strip() if tail else None,
    )
    return _linked_data(root).over(named).over(shown)


def _title_tag(root: Element) -> str:
    return " ".join(str(root.xpath("string((//head/title)[1])")).split())


def _meta_tags(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        key = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        value = " ".join((tag.get("content") or "").split())
        if key and value:
            found.setdefault(key, value)
    return found


def _first(found: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((found[key] for key in keys if key in found), None)


def _day(value: str | None) -> str | None:
    return iso_day(value) if value else None


def _author(value: str | None) -> str | None:
    if value is None or value.startswith(("http", "@", "/")):
        return None
    return re.sub(r"^by\s+", "", value, flags=re.IGNORECASE)


def _time(root: Element) -> str | None:
    """The first dated ``time`` that is not a comment's."""
    for tag in root.iter("time"):
        around = " ".join((outer.get("class") or "") for outer in tag.iterancestors()).lower()
        if "comment" not in around:
            day = _day(tag.get("datetime") or "".join(tag.itertext()))
            if day:
                return day
    return None


def _linked_data(root: Element) -> Metadata:
    known = Metadata()
    for script in root.iter("script"):
        if (script.get("type") or "").lower().strip() != "application/ld+json":
            continue
        try:
            value: object = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _objects(value):
            if _ARTICLE.search(_text(item.get("@type")) or ""):
                known = known.over(_article(item))
    return known


def _objects(value: object) -> Iterator[dict[str, object]]:
    """The objects of a JSON-LD block: itself, those of a list, those of its graph."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (
                inner for inner in (graph if isinstance(graph, list) else ()) if isinstance(inner, dict)
            )


def _article(item: dict[str, object]) -> Metadata:
    is_page = (_text(item.get("@type")) or "").endswith("WebPage")
    return Metadata(
        title=None if is_page else _text(item.get("headline")),
        author=_author(_text(item.get("author"))),
        published=_day(_text(item.get("datePublished"))),
        outlet=None if is_page else _text(item.get("publisher")),
    )


def _text(value: object) -> str | None:
    """A string, the name of an object, or those of a list."""
    names = [_name(item) for item in (value if isinstance(value, list) else [value])]
    return ", ".join(name for name in names if name) or None


def _name(value: object) -> str | None:
    found = value.get("name") if isinstance(value, dict) else value
    return " ".join(found.split()) or None if isinstance(found, str) else None

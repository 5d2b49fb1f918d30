"""Which reader reads what: by the end of a name, by a server's content type, by the bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import IO

from entente.errors import InputError, UnknownFormat
from entente.reading.decode import is_binary
from entente.reading.formats.feed import read_feed
from entente.reading.formats.html import read_html
from entente.reading.formats.jsontext import read_json, read_jsonl
from entente.reading.formats.pdf import read_pdf
from entente.reading.formats.text import read_markdown, read_plain
from entente.reading.options import ReadOptions
from entente.reading.streams import GZIP_MAGIC, Peekable
from entente.records import Document

Reader = Callable[[IO[bytes], str, ReadOptions], Iterator[Document | InputError]]

READERS: dict[str, Reader] = {
    **dict.fromkeys((".txt", ".text"), read_plain),
    **dict.fromkeys((".md", ".markdown"), read_markdown),
    **dict.fromkeys((".html", ".htm", ".xhtml"), read_html),
    **dict.fromkeys((".jsonl", ".ndjson"), read_jsonl),
    ".json": read_json,
    **dict.fromkeys((".rss", ".xml", ".atom"), read_feed),
    ".pdf": read_pdf,
}
"""Readers by the end of a file's name; each may also be gzipped (``.gz``)."""

_SNIFFED = 64 * 1024
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article)\b", re.I | re.S
)
_FEED = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<[?!][^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b", re.I)
_XML = re.compile(rb"\s*<\?xml\b")


def known_suffix(name: str) -> str | None:
    """The suffix by which a reader is chosen, without ``.gz``; None where no reader goes by it."""
    lower = name.lower().removesuffix(".gz")
    return next((suffix for suffix in READERS if lower.endswith(suffix)), None)


def valid_formats() -> str:
    """The suffixes that are read, for messages."""
    return f"{' '.join(READERS)} (each also .gz)"


def sniffed(stream: Peekable, path: str) -> Reader:
    """The reader for content whose name tells nothing; the stream is not moved.

    Raises:
        UnknownFormat: it is no text, feed or PDF.
    """
    head = peek(stream)
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if bare.lstrip()[:5] == b"%PDF-":
        return read_pdf
    if _FEED.match(bare):
        return read_feed
    if _HTML.match(bare):
        return read_html
    if _XML.match(bare):
        raise UnknownFormat(path, f"XML that is neither a feed nor XHTML; valid: {valid_formats()}")
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and is_binary(head):
        raise UnknownFormat(path, f"binary data of no known format; valid: {valid_formats()}")
    return _json_reader(bare) or read_plain


def peek(stream: Peekable) -> bytes:
    """The first bytes of a stream, which stays where it is."""
    return stream.peek(_SNIFFED)[:_SNIFFED]


def is_gzip(stream: Peekable) -> bool:
    """Whether a stream opens as gzip does."""
    return peek(stream)[:2] == GZIP_MAGIC


def _json_reader(head: bytes) -> Reader | None:
    start = head.lstrip()
    if start[:1] == b"[":
        return read_json if re.match(rb"\[\s*[{\]]", start) else None
    if not re.match(rb'\{\s*"', start):
        return None
    line = start.split(b"\n", 1)[0]
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return read_jsonl if b"\n" not in start and len(start) >= _SNIFFED - 16 else read_json
    return read_jsonl if isinstance(value, dict) else None

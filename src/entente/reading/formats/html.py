"""HTML pages and fragments: the text is built from the report's paragraphs, joined by blank lines."""

from __future__ import annotations

import html as entities
from collections.abc import Iterator
from typing import IO

from entente.errors import EmptyInput, InputError
from entente.reading.compose import Origin, digest, document, joined
from entente.reading.decode import decode
from entente.reading.formats.dom import parse
from entente.reading.formats.html_meta import page_metadata
from entente.reading.formats.html_report import report
from entente.reading.formats.html_walk import Walker
from entente.reading.metadata import Metadata
from entente.reading.options import ReadOptions
from entente.reading.streams import whole
from entente.records import Document


def read_html(
    stream: IO[bytes], path: str, options: ReadOptions, declared: str | None = None
) -> Iterator[Document | InputError]:
    """The one document of a page; ``declared`` is an encoding that the server named."""
    data = whole(stream, path, options.max_bytes)
    decoded = decode(data, path, declared, markup=True)
    yield html_document(decoded.text, Origin(path, decoded.encoding, digest(data)))


def html_document(text: str, origin: Origin, known: Metadata | None = None) -> Document:
    """A document of a page's mark-up; ``known`` goes before what the page says.

    Raises:
        EmptyInput: the page has no text.
    """
    root = parse(text)
    if root is None:
        raise _empty(origin)
    facts = (known or Metadata()).over(page_metadata(root))
    built, found = joined(report(list(Walker(root).blocks()), facts.title))
    if not found:
        raise _empty(origin)
    return document(built, found, origin, facts)


def fragment_document(text: str, origin: Origin, known: Metadata) -> Document:
    """A document of an article's inner mark-up, as feeds carry it, under its known title."""
    title = f"<h1>{entities.escape(known.title)}</h1>" if known.title else ""
    page = f"<html><body><article>{title}<div class='entry-content'>{text}</div></article></body></html>"
    return html_document(page, origin, known)


def _empty(origin: Origin) -> EmptyInput:
    return EmptyInput(
        origin.path,
        "no text on the page (built by a script?); save it from a browser as it is shown, or as text",
    )

"""Plain text and Markdown files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from entente.errors import InputError
from entente.reading.compose import Origin, digest, plain_document
from entente.reading.decode import decode
from entente.reading.formats.markdown import markdown_document
from entente.reading.options import ReadOptions
from entente.reading.streams import whole
from entente.records import Document


def read_plain(stream: IO[bytes], path: str, options: ReadOptions) -> Iterator[Document | InputError]:
    """The one document of a plain text."""
    data = whole(stream, path, options.max_bytes)
    decoded = decode(data, path)
    yield plain_document(decoded.text, Origin(path, decoded.encoding, digest(data)))


def read_markdown(stream: IO[bytes], path: str, options: ReadOptions) -> Iterator[Document | InputError]:
    """The one document of a Markdown text."""
    data = whole(stream, path, options.max_bytes)
    decoded = decode(data, path)
    yield markdown_document(decoded.text, Origin(path, decoded.encoding, digest(data)))

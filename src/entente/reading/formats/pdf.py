"""PDF with a text layer: the lines of its pages, put together to paragraphs again."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import IO

import pypdf
from pypdf.errors import PyPdfError

from entente.errors import EmptyInput, InputError, UnreadableInput
from entente.reading.compose import Origin, digest, plain_document
from entente.reading.metadata import Metadata
from entente.reading.options import ReadOptions
from entente.reading.streams import whole
from entente.records import Document

_LOG = logging.getLogger(__name__)
# What pypdf is known to raise on damaged files, beside its own errors.
_DAMAGED = (
    PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, ArithmeticError,
    NotImplementedError, RecursionError, OSError, EOFError, zlib.error,
)  # fmt: skip
_TERMINAL = re.compile(r"[.!?:][\"'”’)\]]*$")
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: ?(?:/|of) ?\d{1,4})?|- ?\d{1,4} ?-", re.IGNORECASE)
_MAX_CHARACTERS = 20_000_000


def read_pdf(stream: IO[bytes], path: str, options: ReadOptions) -> Iterator[Document | InputError]:
    """The one document of a PDF."""
    data = whole(stream, path, options.max_bytes)
    try:
        pages, known = _extract(data)
    except _DAMAGED as error:
        reason = f"the PDF cannot be read ({type(error).__name__}: {error}); save it anew without a password"
        raise UnreadableInput(path, reason) from error
    text = "\n\n".join(_paragraphs(_without_running_heads(pages)))
    if not text:
        raise EmptyInput(path, "the PDF has no text layer (a scan?); run text recognition (OCR) on it first")
    yield plain_document(text, Origin(path, "utf-8", digest(data)), known)


def _extract(data: bytes) -> tuple[list[list[str]], Metadata]:
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        reader.decrypt("")
    pages: list[list[str]] = []
    size = 0
    for page in reader.pages:
        text = page.extract_text().replace("\0", "").encode("utf-8", "replace").decode("utf-8")
        size += len(text)
        if size > _MAX_CHARACTERS:
            raise ValueError(f"more than {_MAX_CHARACTERS:,} characters of text")
        pages.append([line.strip() for line in text.splitlines()])
    return pages, _known(reader)


def _known(reader: pypdf.PdfReader) -> Metadata:
    info = reader.metadata
    if info is None:
        return Metadata()
    title = str(info.title or "").strip()
    # Word processors leave file names there; the day of creation is often that of a reprint.
    usable = " " in title and not re.search(r"\.\w{2,4}$|^Microsoft", title)
    return Metadata(
        title=title if usable else None,
        author=str(info.author or "").strip() or None,
    )


def _without_running_heads(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The pages without page numbers and without the lines that most pages open or close with."""
    edges = Counter(line for page in pages for line in {*page[:2], *page[-2:]} if line)
    common = {line for line, count in edges.items() if count >= 3 and count > len(pages) / 2}
    for page in pages:
        yield [line for line in page if line not in common and not _PAGE_NUMBER.fullmatch(line)]


def _paragraphs(pages: Iterator[list[str]]) -> Iterator[str]:
    """Paragraphs: a line that is short and ends a sentence, or a blank line, closes one."""
    lines: list[str] = []
    for page in pages:
        # A sentence that ends with its page mostly ends its paragraph.
        lines += ["", *page] if lines and _TERMINAL.search(lines[-1]) else page
    width = sorted((len(line) for line in lines if line), reverse=True)
    full = width[len(width) // 10] if width else 0
    held = ""
    for line, following in pairwise([*lines, ""]):
        held = _attach(held, line)
        open_line = (
            following and len(line) >= full * 0.7 if not _TERMINAL.search(line) else len(line) >= full * 0.88
        )
        if held and not (line and following and open_line):
            yield held
            held = ""


def _attach(held: str, line: str) -> str:
    if held.endswith("-") and line[:1].islower() and held[-2:-1].isalpha():
        return held[:-1] + line
    return f"{held} {line}".strip()

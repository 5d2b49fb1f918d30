"""Documents from a plain text, and from blocks that a format's reader has marked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from entente.errors import EmptyInput, UnreadableInput
from entente.reading import metadata
from entente.reading.metadata import Metadata
from entente.reading.zones.labels import Label, zones
from entente.reading.zones.paragraphs import Paragraph, paragraphs
from entente.reading.zones.plain import label_plain
from entente.records import Document, Zone

_JOIN = "\n\n"
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from: its path as given, and the encoding and SHA-256 of its bytes."""

    path: str
    encoding: str = "utf-8"
    sha256: str = ""


def digest(data: bytes) -> str:
    """SHA-256 of the bytes of a text, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def joined(blocks: Iterable[tuple[str, Label]]) -> tuple[str, tuple[Zone, ...]]:
    """Text and zones of marked blocks: paragraphs joined by blank lines."""
    parts: list[str] = []
    found: list[Paragraph] = []
    marked: list[Label] = []
    at = 0
    for raw, label in blocks:
        text = raw.strip()
        if not text:
            continue
        found.append(Paragraph(at, at + len(text), text))
        marked.append(label)
        parts.append(text)
        at += len(text) + len(_JOIN)
    return _JOIN.join(parts), zones(found, marked)


def plain_document(text: str, origin: Origin, known: Metadata | None = None) -> Document:
    """A document of a text without mark-up.

    Raises:
        EmptyInput: there is nothing but blanks.
        UnreadableInput: half a character pair stands in the text.
    """
    found = paragraphs(text)
    return document(text, zones(found, label_plain(found)) if found else (), origin, known)


def document(text: str, found: Sequence[Zone], origin: Origin, known: Metadata | None = None) -> Document:
    """A document of text and zones; what ``known`` lacks is read from the zones.

    The id is left empty: it is given when the document leaves the reader.
    """
    if not found:
        raise EmptyInput(origin.path, "no text in it; give an input with at least one word")
    lone = _HALF.search(text)
    if lone is not None:
        at = lone.start()
        raise UnreadableInput(
            origin.path, f"half of a surrogate pair at character {at}; write the character whole, in UTF-8"
        )
    facts = (known or Metadata()).over(metadata.from_text(text, found))
    return Document(
        id="",
        path=origin.path,
        text=text,
        zones=tuple(found),
        title=facts.title,
        outlet=facts.outlet,
        author=facts.author,
        published=facts.published,
        encoding=origin.encoding,
        sha256=origin.sha256,
    )

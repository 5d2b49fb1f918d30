"""JSON Lines and JSON: one text an object.

Fields: ``text`` (required), ``title``, ``published`` or ``date``, ``outlet`` or ``source``,
``author``, ``url``, ``id``. The document's text is the field ``text`` to the letter, so that
offsets can be checked against it; ``title`` is kept as metadata.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO

from entente.errors import BrokenRecord, EmptyInput, InputError, UnreadableInput
from entente.reading.compose import Origin, digest, plain_document
from entente.reading.dates import iso_day
from entente.reading.decode import decode
from entente.reading.formats.html import html_document
from entente.reading.metadata import Metadata
from entente.reading.options import ReadOptions
from entente.reading.streams import oversized, whole
from entente.records import Document

_CHUNK = 1 << 20
_MARKUP = re.compile(r"</(?:p|div|body|article|h[1-6])>|<br\s*/?>", re.IGNORECASE)
_VALID = 'a record is an object such as {"text": "...", "title": "...", "published": "2023-09-21"}'


def read_jsonl(stream: IO[bytes], path: str, options: ReadOptions) -> Iterator[Document | InputError]:
    """One document or error for each line that is not blank; only one line is held at a time."""
    seen = False
    number = 0
    while True:
        number += 1
        line = stream.readline(options.max_bytes + 2)
        if not line:
            break
        place = f"{path}#{number}"
        if number == 1 and line[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise UnreadableInput(path, "JSON Lines in UTF-16; save the file anew as UTF-8")
        if len(line.rstrip(b"\r\n")) > options.max_bytes:
            _skip_line(stream, line)
            seen = True
            yield oversized(place, options.max_bytes)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            seen = True
            yield _line_document(line.rstrip(b"\r\n"), place)
    if not seen:
        raise EmptyInput(path, f"no record in it; {_VALID}, one a line")


def read_json(stream: IO[bytes], path: str, options: ReadOptions) -> Iterator[Document | InputError]:
    """The document of one object, or one for each object of a list."""
    data = whole(stream, path, options.max_bytes)
    decoded = decode(data, path)
    value = _parse(decoded.text, path)
    if not isinstance(value, list):
        yield _outcome(value, Origin(path, decoded.encoding, digest(data)))
        return
    if not value:
        raise EmptyInput(path, f"an empty list; {_VALID}")
    for number, item in enumerate(value, 1):
        entry = json.dumps(item, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        yield _outcome(item, Origin(f"{path}#{number}", decoded.encoding, digest(entry)))


def _skip_line(stream: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(_CHUNK)


def _line_document(line: bytes, place: str) -> Document | InputError:
    try:
        decoded = decode(line, place)
        return _outcome(_parse(decoded.text, place), Origin(place, decoded.encoding, digest(line)))
    except InputError as error:
        return error if isinstance(error, BrokenRecord) else BrokenRecord(place, error.reason)


def _parse(text: str, place: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenRecord(place, f"not valid JSON ({error}); {_VALID}") from error
    return value


def _outcome(value: object, origin: Origin) -> Document | InputError:
    try:
        return _record(value, origin)
    except InputError as error:
        return error


def _record(value: object, origin: Origin) -> Document:
    if not isinstance(value, dict):
        raise BrokenRecord(
            origin.path, f"a JSON {type(value).__name__} where an object was expected; {_VALID}"
        )
    text = value.get("text")
    if not isinstance(text, str):
        got = "no field 'text'" if text is None else f"field 'text' is a JSON {type(text).__name__}"
        raise BrokenRecord(origin.path, f"{got} (fields: {', '.join(map(str, value)) or 'none'}); {_VALID}")
    published = _field(value, "published", "date")
    known = Metadata(
        title=_field(value, "title"),
        author=_field(value, "author"),
        published=iso_day(published) if published else None,
        outlet=_field(value, "outlet", "source"),
    )
    if _MARKUP.search(text):
        return html_document(text, origin, known)
    return plain_document(text, origin, known)


def _field(value: dict[object, object], *names: str) -> str | None:
    """The first of the named fields that holds words; a list of strings is joined, a name taken out."""
    for name in names:
        found = value.get(name)
        if isinstance(found, dict):
            found = found.get("name")
        if isinstance(found, list):
            found = ", ".join(item for item in found if isinstance(item, str))
        if isinstance(found, str | int) and not isinstance(found, bool) and str(found).strip():
            return " ".join(str(found).split())
    return None

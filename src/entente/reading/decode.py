"""From bytes to text, with the name of the encoding.

Order: byte order mark, UTF-8, the encoding that the mark-up or the server declares, then a guess.
Windows-1252 is tried before the statistical guess, which is weak on English with few accents.
"""

from __future__ import annotations

import codecs
import logging
import re
from dataclasses import dataclass

import charset_normalizer

from entente.errors import UnknownFormat, UnreadableInput

_LOG = logging.getLogger(__name__)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WESTERN = frozenset(
    "‘’‚“”„–—…•€£§©®°«»·½¼¾¿¡™†′àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœŒšŠžŽßÀÁÂÄÅÆÇÈÉÊËÍÎÑÓÔÖØÚÜ\u00a0\u00ad"
)
_SAMPLE = 100_000
#: Control characters that no text has; blanks, escape and the separators of teletype are none of them.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\x1a\x1c\x1d\x1e\x1f"))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that its bytes were in."""

    text: str
    encoding: str


def decode(data: bytes, path: str, declared: str | None = None, *, markup: bool = False) -> Decoded:
    """The text of ``data``, nothing stripped but a byte order mark.

    Args:
        data: the bytes read.
        path: the input as the caller named it, for messages.
        declared: an encoding that the server named.
        markup: whether the text itself may declare its encoding (HTML, XML).

    Raises:
        UnknownFormat: the bytes are not text.
        UnreadableInput: broken UTF-8, or no known encoding fits.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, path)
    if is_binary(data):
        raise UnknownFormat(
            path, "binary data where text was expected; give text, HTML, JSON, a feed or a PDF"
        )
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        offset = error.start
    for name in _named(data, declared, markup):
        decoded = _try(data, name)
        if decoded is not None:
            return decoded
    if _is_broken_utf8(data):
        raise _unreadable(path, data, offset)
    guess = _try_western(data) or _guess(data)
    if guess is None:
        raise _unreadable(path, data, offset)
    _LOG.info("%s: not UTF-8, read as %s", path, guess.encoding)
    return guess


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text in an 8-bit encoding or UTF-8 (a text may have stray controls)."""
    head = data[:8192]
    if b"\0" in head:
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > len(head) * 0.02


def _strict(data: bytes, encoding: str, path: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding.removesuffix("-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            path,
            f"its byte order mark says {encoding.removesuffix('-sig')}, but byte {error.start} "
            f"is not valid there (0x{data[min(error.start, len(data) - 1)]:02x}); save it anew as UTF-8",
        ) from error


def _named(data: bytes, declared: str | None, markup: bool) -> list[str]:
    found = _DECLARED.search(data[:4096]) if markup else None
    inside = found.group(1).decode("ascii") if found else None
    names = [name for name in (declared, inside) if name]
    return [name for name in names if name.lower().replace("-", "") not in {"utf8", "utf16", "unicode"}]


def _try(data: bytes, encoding: str) -> Decoded | None:
    # Browsers read Latin-1 as Windows-1252, and pages rely on it.
    name = (
        "cp1252" if encoding.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else encoding
    )
    try:
        return Decoded(data.decode(name), codecs.lookup(name).name)
    except (LookupError, UnicodeError):
        return None


def _is_broken_utf8(data: bytes) -> bool:
    """Whether most bytes above ASCII form valid UTF-8, so that another encoding is out of question."""
    whole = sum(len(m) for m in _MULTIBYTE.findall(data))
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    return whole * 2 > high


def _try_western(data: bytes) -> Decoded | None:
    decoded = _try(data, "cp1252")
    if decoded is None:
        return None
    foreign = {c for c in decoded.text if ord(c) > 127} - _WESTERN
    letters = sum(byte > 127 for byte in data)
    return None if foreign or letters > len(data) * 0.2 else decoded


def _guess(data: bytes) -> Decoded | None:
    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    return None if best is None else _try(data, best.encoding)


def _unreadable(path: str, data: bytes, offset: int) -> UnreadableInput:
    return UnreadableInput(
        path,
        f"byte {offset} (0x{data[offset]:02x}) is not valid UTF-8 and no other encoding fits; "
        "mend that byte or save the text anew as UTF-8",
    )

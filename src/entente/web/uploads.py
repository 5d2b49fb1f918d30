"""A file that somebody sends: what it may be, looked at, and unpacked within limits.

Its name is only ever shown. Where it lies, and what it is called there, is ours.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

from entente.errors import InputError, OversizedInput, UnknownFormat, UnreadableInput
from entente.reading.decode import is_binary
from entente.reading.registry import READERS, known_suffix
from entente.store.exchange.format import Format, Layout, format_named, formats
from entente.store.exchange.parts import BROKEN, PACKED, WIDE

#: Bytes at the beginning that are looked at.
HEAD = 1 << 16
#: How often larger than the largest upload it may be when it is unpacked.
SWELLS = 4
_AT_ONCE = 1 << 20
_MEMBERS = 1000
_LONGEST = 120
_MAGIC = {".gz": b"\x1f\x8b", ".bz2": b"BZh", ".xz": b"\xfd7zXZ\0", ".zip": b"PK"}


def plain_name(given: str | None) -> str:
    """A file's name to be shown: without folders and control characters, not too long.

    >>> plain_name("../../etc/passwd"), plain_name("C:\\\\news\\\\a.txt"), plain_name("")
    ('passwd', 'a.txt', 'file')
    """
    last = re.split(r"[/\\]", (given or "").encode("utf-8", "replace").decode("utf-8"))[-1]
    shown = " ".join("".join(c if c.isprintable() else " " for c in last).split()).strip(". ")
    if len(shown) > _LONGEST:
        shown = f"{shown[: _LONGEST // 2]}…{shown[-_LONGEST // 2 :]}"
    return shown or "file"


def event_formats() -> tuple[str, ...]:
    """The formats of event data that may be sent: those whose rows are lines of text in a file."""
    return tuple(n for n, f in formats().items() if f.layout is not Layout.PARQUET and n != "tkg")


def format_of(name: str) -> Format:
    """A format of event data; raises UsageError for one that cannot be sent."""
    found = format_named(name)
    if found.name not in event_formats():
        raise UnknownFormat(name, f"it is imported on the command line; here: {', '.join(event_formats())}")
    return found


def suffix_of(name: str, head: bytes, *, events: bool = False) -> str:
    """The end that a file is to have for its reader, by its name and by its bytes.

    Raises UnknownFormat for a kind that is not taken in, or a name that its bytes belie.
    """
    packed = next((end for end in _MAGIC if name.lower().endswith(end)), "")
    if packed and not head.startswith(_MAGIC[packed]):
        raise UnknownFormat(name, f"its name ends in {packed}, but it is no such file; rename it")
    if not packed and head.startswith(tuple(_MAGIC[end] for end in (".gz", ".xz", ".zip"))):
        raise UnknownFormat(name, "it is a packed file, or one of an office program; save it as text or PDF")
    if events:
        if not packed and _is_binary(head):
            raise UnknownFormat(name, "it is no text; event data are lines of text, perhaps packed")
        return f".txt{packed}"
    known = known_suffix(name)
    if known is None or packed not in ("", ".gz"):
        valid = f"{' '.join(READERS)} (each also .gz)"
        raise UnknownFormat(name, f"such files are not read; valid: {valid}; event data with its format")
    _is_what_it_says(name, known, _begins(head) if packed else head)
    return known + packed


def _is_what_it_says(name: str, suffix: str, head: bytes) -> None:
    is_pdf = head.lstrip()[:5] == b"%PDF-"
    if is_pdf != (suffix == ".pdf"):
        raise UnknownFormat(name, f"it is {'a' if is_pdf else 'no'} PDF, whatever its name says; rename it")
    if not is_pdf and _is_binary(head):
        raise UnknownFormat(name, "it is no text, whatever its name says; save it as text or PDF")


def _is_binary(head: bytes) -> bool:
    return not head.startswith(WIDE) and is_binary(head)


def _begins(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, HEAD)
    except zlib.error:
        return b""


def unpacked(place: Path, name: str, most: int) -> list[tuple[Path, str]]:
    """The files in a packed one, unpacked beside it, each with its name; a plain one is itself.

    Raises:
        OversizedInput: they are larger than ``most`` together; what was unpacked is gone.
        UnreadableInput: it is broken.
    """
    end = place.suffix
    if end not in _MAGIC:
        return [(place, name)]
    left, found = most, list[tuple[Path, str]]()
    try:
        for number, (stream, inner) in enumerate(_members(place, name)):
            target = place.with_name(f"{number}{_inner(place)}")
            found.append((target, inner))
            left -= _copied(stream, target, left, name, most)
    except InputError:
        _gone(found)
        raise
    except BROKEN as error:
        _gone(found)
        raise UnreadableInput(name, f"it cannot be unpacked ({error}); pack it anew") from error
    place.unlink()
    return found


def _gone(found: list[tuple[Path, str]]) -> None:
    for target, _ in found:
        target.unlink(missing_ok=True)


def _inner(place: Path) -> str:
    return Path(place.stem).suffix


def _members(place: Path, name: str) -> Iterator[tuple[IO[bytes], str]]:
    if place.suffix != ".zip":
        with place.open("rb") as file, closing(PACKED[place.suffix](file)) as stream:
            yield stream, re.sub(r"\.\w+$", "", name)
        return
    with zipfile.ZipFile(place) as archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
        if len(members) > _MEMBERS:
            raise OversizedInput(name, f"it holds more than {_MEMBERS} files; send them in several archives")
        for member in members:
            with archive.open(member) as stream:
                yield stream, f"{name}:{plain_name(member.filename)}"


def _copied(stream: IO[bytes], target: Path, left: int, name: str, most: int) -> int:
    size = 0
    with target.open("wb") as out:
        while block := stream.read(_AT_ONCE):
            size += len(block)
            if size > left:
                raise OversizedInput(
                    name, f"unpacked it is larger than {most:,} bytes; send it in parts, or read it on the "
                    "command line"
                )  # fmt: skip
            out.write(block)
    return size

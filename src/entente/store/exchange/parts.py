"""Files of event data as parts of whole lines: plain, gzip, bzip2, xz and zip, of any size in flat memory."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from entente.errors import EmptyInput, InputError, MissingInput, UnreadableInput

#: Bytes of a part; so much is loaded in one transaction.
SIZE = 1 << 28
#: A row longer than this many bytes is none.
LONGEST = 1 << 24
_MARK = b"\xef\xbb\xbf"
WIDE = (b"\xff\xfe", b"\xfe\xff")
PACKED: dict[str, Callable[[IO[bytes]], IO[bytes]]] = {
    ".gz": lambda file: cast(IO[bytes], gzip.GzipFile(fileobj=file)),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
}
BROKEN = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
)


Piece = bytes | memoryview


@dataclass(frozen=True, slots=True)
class Part:
    """Whole lines of a file.

    Attributes:
        file: the file as the caller named it; of an archive with the name inside, after a colon.
        number: place of the part in the file, from 0.
        pieces: its bytes, one after the other, so that what was read need not be copied; of a file that the
            database reads itself what makes it known again.
        returns: whether there may be a carriage return in it.
        place: that file, or None.
    """

    file: str
    number: int
    pieces: tuple[Piece, ...]
    returns: bool = False
    place: Path | None = None

    @property
    def content(self) -> bytes:
        """Its bytes in one."""
        return b"".join(self.pieces)

    def digest(self, salt: str) -> str:
        """SHA-256 of a salt and its bytes."""
        made = hashlib.sha256(salt.encode())
        for piece in self.pieces:
            made.update(piece)
        return made.hexdigest()

    def first_line(self) -> bytes:
        """The first line, with its end."""
        line = b""
        for piece in self.pieces:
            found = bytes(piece[:LONGEST]).find(b"\n") + 1
            line += bytes(piece[: found or LONGEST])
            if found:
                break
        return line

    def after(self, length: int) -> tuple[Piece, ...]:
        """The pieces behind so many bytes."""
        left: list[Piece] = []
        for piece in self.pieces:
            left.append(memoryview(piece)[min(length, len(piece)) :])
            length = max(0, length - len(piece))
        return tuple(left)


def files_of(names: Iterable[str]) -> Iterator[str]:
    """The files that names mean: those in a folder in order of their names; ``-`` is standard input."""
    for name in names:
        place = Path(name)
        if name != "-" and place.is_dir():
            yield from (
                str(p) for p in sorted(place.rglob("*")) if p.is_file() and not p.name.startswith(".")
            )
        else:
            yield name


def parts(name: str, *, quoted: bool, size: int = SIZE) -> Iterator[Part]:
    """The parts of a file, or of each file in an archive.

    Args:
        name: path, or ``-`` for standard input.
        quoted: whether a field between quotation marks may hold line ends.
        size: bytes of a part, about.

    Raises:
        MissingInput, UnreadableInput, EmptyInput: also in the middle, where an archive breaks off.
    """
    with _readable(name):
        if name == "-":
            yield from _of_stream(name, sys.stdin.buffer, quoted, size)
        elif name.lower().endswith(".zip"):
            with zipfile.ZipFile(name) as archive:
                for member in archive.infolist():
                    if not member.is_dir():
                        with archive.open(member) as file:
                            yield from _of_stream(f"{name}:{member.filename}", file, quoted, size)
        else:
            with Path(name).open("rb") as file:
                unpack = PACKED.get(Path(name).suffix.lower())
                yield from _of_stream(name, unpack(file) if unpack else file, quoted, size)


def whole(name: str) -> Iterator[Part]:
    """A file that the database reads itself, as one part."""
    with _readable(name), Path(name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
    yield Part(name, 0, (digest,), place=Path(name))


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise MissingInput(
            name, "there is no such file; give a file, a folder or - for standard input"
        ) from error
    except InputError:
        raise
    except BROKEN as error:
        told = getattr(error, "strerror", None) or error
        raise UnreadableInput(
            name, f"cannot be read ({told}); what came before is kept, fetch the file again"
        ) from error


def _of_stream(name: str, file: IO[bytes], quoted: bool, size: int) -> Iterator[Part]:
    rest, number = file.read(len(_MARK)).removeprefix(_MARK), 0
    if rest[:2] in WIDE:
        raise UnreadableInput(name, "is UTF-16; write it as UTF-8 (iconv -f UTF-16 -t UTF-8)")
    while True:
        block = file.read(size)
        if quoted and block:
            # Where a row ends, only all that is held can tell.
            block, rest = rest + block, b""
        # The end of a file, or of the last line of one, is the end of a line.
        cut = _end(block, quoted) if block else 0
        if cut or (rest and not block):
            pieces = tuple(piece for piece in (rest, memoryview(block)[:cut]) if piece)
            yield Part(name, number, pieces, b"\r" in block or b"\r" in rest)
            number, rest = number + 1, block[cut:]
        else:
            # Of a line that does not end, so much is held as shows that it is too long.
            rest += block[: max(0, LONGEST + 1 - len(rest))] if len(rest) + len(block) > LONGEST else block
        if not block:
            break
    if not number:
        raise EmptyInput(name, "holds nothing; give a file with rows")


def _end(content: bytes, quoted: bool) -> int:
    """Where the last whole row ends; 0 where none does."""
    last = cut = content.rfind(b"\n") + 1
    # Inside quotation marks a line end ends no row: an odd number of marks before it says so.
    odd = quoted and content.count(b'"', 0, cut) % 2
    while odd and cut:
        before = content.rfind(b"\n", 0, cut - 1) + 1
        odd = (odd + content.count(b'"', before, cut)) % 2
        cut = before
    # No row is so long: a mark was left open, and what comes behind it is not held back for ever.
    return last if last - cut > LONGEST else cut


def parts_of_lines(name: str, lines: Iterable[str], size: int = SIZE) -> Iterator[Part]:
    """Lines made by a program as parts; raises what making them raises."""
    number = 0
    held: list[bytes] = []
    room = size
    for text in lines:
        held.append(f"{text}\n".encode("utf-8", "replace"))
        room -= len(held[-1])
        if room <= 0:
            yield Part(name, number, tuple(held))
            number, held, room = number + 1, [], size
    if held:
        yield Part(name, number, tuple(held))


def ahead(found: Iterator[Part], salt: str) -> Iterator[tuple[Part, str]]:
    """Parts with their digests, the next one read while one is loaded."""

    def following() -> tuple[Part, str] | None:
        part = next(found, None)
        return (part, part.digest(salt)) if part else None

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(following)
        while read := waiting.result():
            waiting = pool.submit(following)
            yield read

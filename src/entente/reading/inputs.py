"""From names (files, folders, globs, addresses, ``-``) to documents, one by one."""

from __future__ import annotations

import io
import logging
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from glob import glob
from pathlib import Path
from typing import IO

from entente.errors import EmptyInput, ForeignLanguage, InputError, MissingInput, UnreadableInput
from entente.reading.compose import Origin, digest, plain_document
from entente.reading.dates import day_of_name
from entente.reading.fetch import fetch, is_address
from entente.reading.formats.html import read_html
from entente.reading.language import language_name, language_of
from entente.reading.options import ReadOptions
from entente.reading.registry import READERS, Reader, is_gzip, known_suffix, sniffed, valid_formats
from entente.reading.streams import peekable, unzipped
from entente.records import Document, ZoneKind

_LOG = logging.getLogger(__name__)
_DEFAULT = ReadOptions()
_REPORT = frozenset({ZoneKind.TITLE, ZoneKind.BODY, ZoneKind.HEADING})
_Outcome = Document | InputError


def read_inputs(inputs: Iterable[str], options: ReadOptions = _DEFAULT) -> Iterator[Document | InputError]:
    """One document, or one error, for each text behind the inputs, in order.

    Args:
        inputs: files, folders, globs, http(s) addresses, or ``-`` for standard input.
        options: what the caller knows of the texts, and the size limit.

    Yields:
        Documents with ids ``d1``, ``d2`` ... in this order, and an :class:`InputError` in the place
        of each text that cannot be read; nothing is raised for an input.
    """
    count = 0
    for name in inputs:
        for outcome in _guarded(_named(name, options), name):
            finished = (
                _finished(outcome, f"d{count + 1}", options) if isinstance(outcome, Document) else outcome
            )
            count += isinstance(finished, Document)
            yield finished


def read_text(text: str, *, path: str = "<text>", options: ReadOptions = _DEFAULT) -> Document:
    """The document of a plain text in memory, with the id ``d1``.

    Raises:
        EmptyInput: there is nothing but blanks.
        ForeignLanguage: twenty words or more in another language than English.
        UnreadableInput: half a surrogate pair stands in the text.
    """
    origin = Origin(path, "utf-8", digest(text.encode("utf-8", "surrogatepass")))
    outcome = _finished(plain_document(text, origin), "d1", options)
    if isinstance(outcome, InputError):
        raise outcome
    return outcome


def is_standard_input(path: str) -> bool:
    """Whether a document of this path was read from standard input (``-``; ``-#2`` is the second there)."""
    return path.partition("#")[0] == "-"


def _finished(document: Document, identifier: str, options: ReadOptions) -> _Outcome:
    """The document as it leaves the reader, or the refusal of its language."""
    kinds = _REPORT if any(z.kind in _REPORT for z in document.zones) else frozenset(ZoneKind)
    report = " ".join(document.text[z.start : z.end] for z in document.zones if z.kind in kinds)
    language = language_of(report)
    if language != "en":
        reason = (
            f"the text is in {language_name(language)} ({language}); only English is read: give a translation"
        )
        return ForeignLanguage(document.path, reason)
    return replace(
        document,
        id=identifier,
        language=language,
        published=options.published or document.published or day_of_name(document.path),
        outlet=options.outlet or document.outlet,
    )


def _guarded(outcomes: Iterator[_Outcome], name: str) -> Iterator[_Outcome]:
    """The outcomes, with what stops their source as the last of them."""
    try:
        yield from outcomes
    except InputError as error:
        yield error
    except OSError as error:
        yield _os_error(name, error)
    except (EOFError, zlib.error) as error:
        yield UnreadableInput(name, f"the gzip data is broken ({error}); fetch or compress the file anew")


def _os_error(name: str, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return MissingInput(name, "no such file, folder or address; check the name")
    if isinstance(error, PermissionError):
        return UnreadableInput(
            name, "not permitted to read it; change its permissions (chmod u+r) or the user"
        )
    return UnreadableInput(name, f"cannot be read ({error.strerror or error}); check the file")


def _named(name: str, options: ReadOptions) -> Iterator[_Outcome]:
    if name == "-":
        yield from _stream(sys.stdin.buffer, name, None, options)
    elif is_address(name):
        fetched = fetch(name, options.max_bytes)
        suffix = known_suffix(name.split("?")[0].split("#")[0]) or fetched.suffix
        reader = READERS.get(suffix) if suffix else None
        if reader is read_html:
            reader = partial(read_html, declared=fetched.encoding)
        yield from _stream(io.BytesIO(fetched.data), name, reader, options)
    else:
        yield from _local(name, options)


def _local(name: str, options: ReadOptions) -> Iterator[_Outcome]:
    path = Path(name)
    try:
        is_folder, exists = path.is_dir(), os.path.lexists(path)
    except ValueError as error:
        raise MissingInput(name, f"not a valid file name ({error}); check the name") from error
    if is_folder:
        yield from _folder(path, options)
    elif exists:
        yield from _file(path, name, options)
    elif any(c in name for c in "*?["):
        yield from _pattern(name, options)
    else:
        raise MissingInput(
            name, "no such file or folder; give a file, a folder, a glob, an http(s) address or -"
        )


def _pattern(name: str, options: ReadOptions) -> Iterator[_Outcome]:
    # Not Path.glob: the shell's rules on hidden files and ** are what the caller expects.
    matches = sorted(glob(name, recursive=True))  # noqa: PTH207
    if not matches:
        raise MissingInput(name, "no file matches this pattern; check it, and quote it against the shell")
    for match in matches:
        yield from _guarded(_local(match, options), match)


def _folder(folder: Path, options: ReadOptions) -> Iterator[_Outcome]:
    """The texts of a folder and those below it: sorted, hidden and unknown files left out."""
    seen = False
    for item in _walk(folder):
        seen = True
        if isinstance(item, InputError):
            yield item
        else:
            yield from _guarded(_file(item, str(item), options), str(item))
    if not seen:
        raise EmptyInput(str(folder), f"no file of a known format in this folder; valid: {valid_formats()}")


def _walk(folder: Path) -> Iterator[Path | InputError]:
    troubles: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=troubles.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and known_suffix(name):
                yield Path(place, name)
    for trouble in troubles:
        yield _os_error(str(trouble.filename), trouble)


def _file(path: Path, name: str, options: ReadOptions) -> Iterator[_Outcome]:
    if path.is_symlink() and not path.exists():
        raise MissingInput(name, f"a symbolic link to {path.readlink()}, which does not exist; mend the link")
    suffix = known_suffix(path.name)
    with path.open("rb") as stream:
        yield from _stream(stream, name, READERS[suffix] if suffix else None, options)


def _stream(stream: IO[bytes], name: str, reader: Reader | None, options: ReadOptions) -> Iterator[_Outcome]:
    """The texts of a stream, gzipped or not; without a reader its content decides."""
    plain = peekable(stream)
    if is_gzip(plain):
        plain = peekable(unzipped(plain))
    elif name.lower().endswith(".gz") and plain.peek(1):
        raise UnreadableInput(name, "its name ends in .gz but it is not gzip data; rename it")
    yield from (reader or sniffed(plain, name))(plain, name, options)

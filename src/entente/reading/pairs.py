"""Rows of given pairs for ``relate``: TSV with a header, or JSONL."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from entente.errors import BrokenRecord, EmptyInput, InputError, MissingInput, UnreadableInput

FIELDS = ("sentence", "source", "target")
_OFFSETS = tuple(f"{side}_{edge}" for side in ("source", "target") for edge in ("start", "end"))


@contextmanager
def _opened(path: str) -> Iterator[TextIO]:
    if path == "-":
        yield sys.stdin
        return
    if not Path(path).exists():
        raise MissingInput(path, "there is no such file; give a TSV or JSONL file, or - for standard input")
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as lines:
            yield lines
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(path, f"cannot be read as UTF-8 text ({error})") from error


def pair_rows(path: str) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    """Number and fields of each row: ``sentence``, ``source``, ``target`` and offsets where given.

    A row that is not what it should be is given as an error in its place. Raises InputError where the file
    as a whole cannot be read.
    """
    with _opened(path) as lines:
        first = lines.readline()
        if not first.strip():
            raise EmptyInput(path, "no rows; a TSV begins with the header sentence, source, target")
        if first.lstrip().startswith("{"):
            yield from _json_rows(path, _chain(first, lines))
        else:
            yield from _tsv_rows(path, first, lines)


def _chain(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def _json_rows(path: str, lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    row = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}#{number}"
        try:
            fields = json.loads(line)
        except json.JSONDecodeError as error:
            yield (
                row,
                BrokenRecord(
                    where, f"not a JSON object ({error}); one object a line, with {', '.join(FIELDS)}"
                ),
            )
        else:
            yield row, _checked(where, fields)
        row += 1


def _checked(where: str, fields: Any) -> dict[str, Any] | InputError:
    if not isinstance(fields, dict):
        return BrokenRecord(where, f"a JSON {type(fields).__name__}, not an object with {', '.join(FIELDS)}")
    wrong = [f for f in FIELDS if not isinstance(fields.get(f), str)]
    if wrong:
        return BrokenRecord(
            where, f"{', '.join(wrong)}: missing or not a string; wanted are {', '.join(FIELDS)}"
        )
    return fields


def _tsv_rows(
    path: str, first: str, lines: Iterable[str]
) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    header = [h.strip().lower() for h in first.rstrip("\r\n").split("\t")]
    missing = [f for f in FIELDS if f not in header]
    if missing:
        raise BrokenRecord(
            path, f"the header has {header}, lacks {', '.join(missing)}; wanted are {', '.join(FIELDS)}"
        )
    row = 0
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        cells = [_unquoted(c) for c in line.rstrip("\r\n").split("\t")]
        if len(cells) != len(header):
            error = f"{len(cells)} cells where the header has {len(header)}; cells are parted by one tab"
            yield row, BrokenRecord(f"{path}#{number}", error)
        else:
            fields: dict[str, Any] = dict(zip(header, cells, strict=True))
            for name in _OFFSETS:
                fields[name] = int(fields[name]) if str(fields.get(name, "")).isdigit() else None
            yield row, fields
        row += 1


def _unquoted(cell: str) -> str:
    """A cell without the quotation marks that spreadsheets put around cells with marks in them."""
    inner = cell[1:-1]
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', "")
    return inner.replace('""', '"') if quoted else cell


def find_party(
    text: str, name: str, start: Any = None, end: Any = None, but: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """Where a party stands: at its offsets, else the first place clear of ``but``; None if nowhere."""
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
        return start, end
    words = name.split()
    if not words:
        return None
    pattern = r"\s+".join(map(re.escape, words))
    for flags in (0, re.IGNORECASE):
        for bounds in ((r"(?<!\w)", r"(?!\w)"), ("", "")):
            found = [m.span() for m in re.finditer(bounds[0] + pattern + bounds[1], text, flags)]
            free = [s for s in found if but is None or s[1] <= but[0] or s[0] >= but[1]]
            if free or found:
                return (free or found)[0]
    return None

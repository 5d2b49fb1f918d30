"""Paragraphs of a plain text: stretches without surrounding blanks, with offsets.

A blank line ends a paragraph. Lines that follow each other without one are either one paragraph
that somebody wrapped at a fixed width, or one paragraph each; :func:`paragraphs` tells which from
the text: in wrapped text the first word of the next line would not have fitted on this line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_MARKER = re.compile(r"(?:(?P<number>\(?\d{1,3}[.)])|(?P<bullet>[•●◦○▪‣▸►∙·*+]|[-–](?=\s)))\s+(?=\S)")
_TERMINAL = re.compile(r"[.!?…][\"'”’»)\]]*(?:\[\d+\]|\d{1,2})?\W*$")
_MAX_WIDTH = 130
_TAB = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line; ``indent`` in columns, ``first`` when a blank line stands before it."""

    start: int
    end: int
    text: str
    indent: int
    first: bool


@dataclass(frozen=True)
class Paragraph:
    """A stretch of text without surrounding blanks, as the classifier sees it."""

    start: int
    end: int
    text: str
    indent: int = 0
    heading: bool = False

    @cached_property
    def words(self) -> int:
        """The number of words, by blanks."""
        return len(self.text.split())

    @cached_property
    def terminal(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_TERMINAL.search(self.text[-40:]))

    @cached_property
    def marker(self) -> str:
        """``number``, ``bullet`` or nothing: the list mark that it opens with."""
        found = _MARKER.match(self.text)
        return (found.lastgroup or "") if found else ""


def lines(text: str) -> Iterator[Line]:
    """The non-blank lines of a text, without surrounding blanks."""
    at, blank = 0, True
    for end, following in _ends(text):
        raw = text[at:end]
        bare = raw.strip()
        if bare:
            lead = raw[: len(raw) - len(raw.lstrip())]
            start = at + len(lead)
            yield Line(start, start + len(bare), bare, len(lead.expandtabs(_TAB)), blank)
        blank = not bare
        at = following


def _ends(text: str) -> Iterator[tuple[int, int]]:
    for found in _LINE_END.finditer(text):
        yield found.start(), found.end()
    yield len(text), len(text)


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a plain text, in order; together they hold every non-blank character."""
    rows = list(lines(text))
    width = _wrap_width(rows)
    found: list[Paragraph] = []
    previous: Line | None = None
    for row in rows:
        if previous is not None and not row.first and _joined(previous, row, width):
            last = found[-1]
            found[-1] = replace(last, end=row.end, text=text[last.start : row.end])
        else:
            found.append(Paragraph(row.start, row.end, row.text, row.indent))
        previous = row
    return found


def _wrap_width(rows: Sequence[Line]) -> int:
    """The column at which the text is wrapped, or 0 where it is not."""
    pairs = [(a, b) for a, b in pairwise(rows) if not b.first]
    longest = max((len(row.text) for row in rows if " " in row.text), default=0)
    if not pairs or longest > _MAX_WIDTH:
        return 0
    width = max(max(len(a.text), len(b.text)) for a, b in pairs)
    full = [(a, b) for a, b in pairs if _overflows(a, b, width)]
    open_ended = [a for a, b in full if not _TERMINAL.search(a.text[-40:])]
    if width < 40 or len(full) < len(pairs) / 2 or len(open_ended) < len(full) / 2:
        return 0
    return width


def _overflows(line: Line, following: Line, width: int) -> bool:
    return len(line.text) + 1 + len(following.text.split(None, 1)[0]) > width


def _joined(line: Line, following: Line, width: int) -> bool:
    """Whether two neighbouring lines belong to one paragraph."""
    if _MARKER.match(following.text) or following.indent > line.indent + 1:
        # A hanging indent under a list mark is still the same item.
        return bool(_MARKER.match(line.text)) and width > 0 and not _MARKER.match(following.text)
    if width and _overflows(line, following, width):
        return True
    ended = _TERMINAL.search(line.text[-40:]) or line.text[-1] in ":;"
    return len(line.text) >= 40 and not ended and following.text[0].islower()

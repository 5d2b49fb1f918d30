"""Where the readers' comments begin, and which paragraph belongs to which comment.

Comments are known by a heading ("3 comments"), by lines over each ("Ana, May 3, 2023 at 4:10 pm"),
or by a list that stands where no report can be: below the writer's note, or above a reply form.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from entente.reading.zones import judge, labels
from entente.reading.zones.labels import Label
from entente.reading.zones.paragraphs import Paragraph
from entente.reading.zones.signs import full, signs
from entente.records import ZoneKind


def comments_start(found: Sequence[Paragraph], marks: Sequence[Label | None], first: int) -> int:
    """The index of the first paragraph of the discussion, or the number of paragraphs.

    Args:
        found: all paragraphs.
        marks: what each says of itself.
        first: the first paragraph of prose.
    """
    below = _Below(found)
    for i in range(first + 1, len(found)):
        text = found[i].text
        if full(signs().comments, text) and below.heads_comments(i):
            return i
        if _is_stamp(found[i]) and (below.stamp[i + 1] or below.form[i + 1] or below.button[i + 1]):
            return i
        if found[i].marker and _list_of_comments(found, marks, i):
            return i
        if full(signs().reply_form, text) and not below.prose[i + 1]:
            return i
    return len(found)


class _Below:
    """What stands at or below each paragraph; made once, so that cost grows with length only."""

    def __init__(self, found: Sequence[Paragraph]) -> None:
        self._words = [p.words if p.terminal else 0 for p in found]
        self._total = sum(self._words)
        self._above = [0, *accumulate(self._words)]
        self.stamp = _at_or_below(_is_stamp(p) for p in found)
        self.form = _at_or_below(full(signs().reply_form, p.text) for p in found)
        self.button = _at_or_below(p.text.strip().lower() == "reply" for p in found)
        self.prose = _at_or_below(
            p.terminal and p.words >= 8 and not judge.is_boilerplate(p.text) for p in found
        )
        self._parts = _at_or_below(_is_speech(p) or bool(p.marker or p.indent) for p in found)

    def heads_comments(self, i: int) -> bool:
        """Whether a line such as "Comments" heads a discussion, not a button above the report."""
        if self.stamp[i + 1] or self._parts[i + 1] or self.form[i + 1]:
            return True
        return self._above[i] >= self._total - self._above[i + 1]


def _at_or_below(flags: Iterable[bool]) -> list[bool]:
    """For each place, and the one behind the last, whether a flag is set there or later."""
    return list(accumulate(reversed([*flags, False]), lambda a, b: a or b))[::-1]


def _is_stamp(paragraph: Paragraph) -> bool:
    return not judge.is_byline(paragraph.text) and full(signs().comment_stamp, paragraph.text)


def _is_speech(paragraph: Paragraph) -> bool:
    return full(signs().comment_speech, paragraph.text)


def _list_of_comments(found: Sequence[Paragraph], marks: Sequence[Label | None], i: int) -> bool:
    """Whether a list stands where only comments can."""
    before = found[i - 1]
    if before.text.endswith(":") or (before.marker and marks[i - 1] is None):
        return False
    rest = found[i:]
    end = next((j for j, p in enumerate(rest) if full(signs().reply_form, p.text)), len(rest))
    listed = all(p.marker or p.indent or judge.is_boilerplate(p.text) for p in rest[:end])
    if not listed or _is_reference(found[i]):
        return False
    after_report = (
        marks[i - 1] is not None
        and marks[i - 1] is not labels.CAPTION
        and not full(signs().notes, before.text)
    )
    signed = judge.is_author_note(before.text) or judge.is_name(before.text)
    return end < len(rest) or ((after_report or signed) and not full(signs().related, before.text))


def _is_reference(paragraph: Paragraph) -> bool:
    return "http" in paragraph.text or "pp." in paragraph.text or "ibid" in paragraph.text.lower()


def comment_labels(found: Sequence[Paragraph], start: int) -> list[Label]:
    """The labels of all paragraphs from ``start``: comments with their depth, and furniture."""
    region = found[start:]
    heads = [_is_stamp(p) or _is_speech(p) for p in region]
    listed = any(p.marker for p in region)
    numbered = any(p.marker == "number" for p in region)
    result: list[Label] = []
    indents: list[int] = []
    opened = form = False
    for paragraph, head in zip(region, heads, strict=True):
        if _is_furniture(paragraph, head, form):
            form = form or full(signs().reply_form, paragraph.text)
            opened = opened and not full(signs().reply_form, paragraph.text)
            result.append(labels.BOILERPLATE)
            continue
        starts = head or (not any(heads) and (bool(paragraph.marker) or not listed)) or not opened
        if starts:
            depth = _depth(paragraph, indents, numbered)
            result.append(Label(ZoneKind.COMMENT, depth))
        else:
            last = next(label for label in reversed(result) if label.kind is ZoneKind.COMMENT)
            result.append(Label(ZoneKind.COMMENT, last.depth, result[-1].kind is ZoneKind.COMMENT))
        opened = True
    return result


def _is_furniture(paragraph: Paragraph, head: bool, form: bool) -> bool:
    text = paragraph.text
    if head or paragraph.marker:
        return False
    if judge.is_boilerplate(text) or full(signs().comments, text) or full(signs().related, text):
        return True
    return form and not paragraph.terminal


def _depth(paragraph: Paragraph, indents: list[int], numbered: bool) -> int:
    """The reply depth by indentation, list mark or its own words; ``indents`` is kept up to date."""
    while indents and indents[-1] > paragraph.indent:
        indents.pop()
    if not indents or indents[-1] < paragraph.indent:
        indents.append(paragraph.indent)
    depth = len(indents) - 1
    if depth == 0 and ((numbered and paragraph.marker == "bullet") or full(signs().reply, paragraph.text)):
        return 1
    if depth == 0 and signs().reply.match(paragraph.text) and paragraph.text[0] in "↳>@»":
        return 1
    return depth

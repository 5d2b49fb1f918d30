"""Markdown: the text is kept to the letter; heading marks and front matter are read.

Heading marks stay outside the zone of a heading, so that a zone is words. Everything else is
judged as in a plain text, with emphasis and link targets out of sight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from entente.reading.compose import Origin, document
from entente.reading.dates import iso_day
from entente.reading.metadata import Metadata
from entente.reading.zones import labels
from entente.reading.zones.labels import Label, zones
from entente.reading.zones.paragraphs import Paragraph, paragraphs
from entente.reading.zones.plain import label_plain
from entente.records import Document

_FRONT = re.compile(r"\A\s*---[ \t]*\r?\n(?P<body>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<key>[A-Za-z_]+):[ \t]*(?P<value>\S.*?)[ \t]*$", re.MULTILINE)
_ATX = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<words>.*?\S)(?:[ \t]+#+)?[ \t]*(?=\r?\n|\Z)")
_UNDERLINE = re.compile(r"=+|-{2,}")
# Bounded: else a text of nothing but brackets is looked through once for each of them.
_IMAGE = re.compile(r"!\[(?P<alt>[^\[\]]{0,1000})\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[(?P<words>[^\[\]]{1,1000})\]\([^()\n]{0,2000}\)")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")


def markdown_document(text: str, origin: Origin) -> Document:
    """A document of a Markdown text.

    Raises:
        EmptyInput: there is nothing but blanks.
    """
    front = _FRONT.match(text)
    start = front.end() if front else 0
    found = list(_underlined(text, _split(text, start)))
    seen = [_plain_view(p) for p in found]
    marked: list[Label] = []
    if found:
        marked = [_marked(view, label) for view, label in zip(seen, label_plain(seen), strict=True)]
        marked = _images(found, marked)
    head: list[Paragraph] = []
    if front:
        bare = front.group().strip()
        lead = len(front.group()) - len(front.group().lstrip())
        head = [Paragraph(lead, lead + len(bare), bare)]
    all_zones = zones([*head, *found], [labels.BOILERPLATE] * len(head) + marked)
    return document(text, all_zones, origin, _front_matter(front.group("body")) if front else None)


def _split(text: str, start: int) -> Iterator[Paragraph]:
    """Paragraphs of the text behind the front matter; a heading ends where its line does."""
    for part in paragraphs(text[start:]):
        block = replace(part, start=part.start + start, end=part.end + start)
        while (atx := _ATX.match(block.text)) is not None:
            words = atx.start("words"), atx.end("words")
            yield Paragraph(
                block.start + words[0], block.start + words[1], atx.group("words"), block.indent, heading=True
            )
            rest = block.text[atx.end() :]
            if not rest.strip():
                break
            lead = atx.end() + len(rest) - len(rest.lstrip())
            block = replace(block, start=block.start + lead, text=block.text[lead:])
        else:
            yield block


def _underlined(text: str, found: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, with a line over ``===`` or ``---`` as a heading and its underline left out."""
    held: Paragraph | None = None
    for paragraph in found:
        if held is not None and _UNDERLINE.fullmatch(paragraph.text):
            between = text[held.end : paragraph.start]
            if len(between.splitlines()) <= 1 and "\n" not in held.text:
                yield replace(held, heading=True)
                held = None
                continue
        if held is not None:
            yield held
        held = paragraph
    if held is not None:
        yield held


def _plain_view(paragraph: Paragraph) -> Paragraph:
    """The paragraph as a reader sees it rendered; offsets stay those of the source."""
    words = _IMAGE.sub(lambda m: m.group("alt"), paragraph.text)
    words = _LINK.sub(lambda m: m.group("words"), words)
    words = _EMPHASIS.sub("", words.removeprefix("> ")).strip()
    return replace(paragraph, text=words or paragraph.text)


def _marked(view: Paragraph, label: Label) -> Label:
    # A marked heading is no piece of the report, whatever punctuation it ends with.
    return labels.HEADING if view.heading and label is labels.BODY else label


def _images(found: Sequence[Paragraph], marked: Sequence[Label]) -> list[Label]:
    result = list(marked)
    for i, paragraph in enumerate(found):
        if _IMAGE.match(paragraph.text) and label_is_report(result[i]):
            result[i] = labels.CAPTION
            following = found[i + 1].text if i + 1 < len(found) else ""
            if re.fullmatch(r"[*_][^*_]+[*_]", following):
                result[i + 1] = labels.CAPTION
    return result


def label_is_report(label: Label) -> bool:
    """Whether a label belongs to the report itself."""
    return label in {labels.BODY, labels.HEADING, labels.TITLE}


def _front_matter(body: str) -> Metadata:
    fields = {m.group("key").lower(): m.group("value").strip("\"'") for m in _FIELD.finditer(body)}
    published = fields.get("date") or fields.get("published")
    return Metadata(
        title=fields.get("title"),
        author=fields.get("author"),
        published=iso_day(published) if published else None,
        outlet=fields.get("outlet") or fields.get("source") or fields.get("publication"),
    )

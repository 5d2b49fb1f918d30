"""From the blocks of a page to the report on it: what belongs to it, and what each block is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from entente.reading.formats.dom import Element, ancestors, names_of, part, tag_of
from entente.reading.formats.html_walk import Block
from entente.reading.zones import judge, labels
from entente.reading.zones.labels import Label
from entente.reading.zones.paragraphs import Paragraph
from entente.reading.zones.plain import is_prose, last_of_report, own_sign
from entente.reading.zones.signs import full, signs
from entente.records import ZoneKind

_COVER = 0.85
_LINKS = 0.5
_KINDS = {
    ZoneKind.CAPTION: labels.CAPTION,
    ZoneKind.BYLINE: labels.BYLINE,
    ZoneKind.BOILERPLATE: labels.BOILERPLATE,
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_RUNNING = frozenset({"p", "li", "blockquote", "pre", "td", "th", "dd"})


def report(blocks: Sequence[Block], title: str | None) -> list[tuple[str, Label]]:
    """The blocks of a page that belong to its report, in order, each with its label.

    Args:
        blocks: all blocks of the page.
        title: the title that the page's head gives, if any.
    """
    blocks = [line for block in blocks for line in _lines(block)]
    main = _main(blocks)
    heading = _title_block(blocks, main, title)
    kept = _kept(blocks, main, heading)
    marked = _labelled(kept, heading)
    if heading is None and title and not any(_same(b.text, title) for b in kept[:4]):
        return [(title, labels.TITLE), *marked]
    return marked


def _lines(block: Block) -> list[Block]:
    """A block of lines that are no running text, such as old pages stack with ``br``, line by line."""
    if block.kind is not None or "\n" not in block.text or _runs(block):
        return [block]
    return [replace(block, text=line) for line in block.text.split("\n")]


def _weight(block: Block) -> int:
    """Characters of running text."""
    running = block.kind is None and block.tag not in _HEADINGS and block.linked < _LINKS
    return len(block.text) if running and (len(block.text) >= 60 or block.tag == "p") else 0


def _main(blocks: Sequence[Block]) -> Element | None:
    """The innermost element that holds the page's running text."""
    weights = [(block.element, _weight(block)) for block in blocks]
    total = sum(weight for _, weight in weights)
    if not total:
        return None
    inside: dict[Element, int] = {}
    for element, weight in weights:
        if weight:
            for outer in ancestors(element):
                inside[outer] = inside.get(outer, 0) + weight
    named = [e for e, n in inside.items() if n >= total * 0.5 and _is_named(e)]
    if named:
        return max(named, key=lambda e: inside[e])
    covering = [e for e, n in inside.items() if n >= total * _COVER and tag_of(e) not in _RUNNING]
    return max(covering, key=lambda e: len(list(e.iterancestors())), default=None)


def _is_named(element: Element) -> bool:
    return tag_of(element) in {"article", "main"} or part("main").fit(names_of(element))


def _within(block: Block, main: Element | None) -> bool:
    return main is None or any(outer is main for outer in ancestors(block.element))


def _title_block(blocks: Sequence[Block], main: Element | None, title: str | None) -> int | None:
    """The place of the headline: the one the page's head names, else that of the report, else the first."""
    firsts = [i for i, b in enumerate(blocks) if b.tag == "h1" and b.kind is not ZoneKind.COMMENT]
    if title:
        same = [i for i, block in enumerate(blocks) if block.kind is None and _same(block.text, title)]
        ranked = sorted(same, key=lambda i: blocks[i].tag if blocks[i].tag in _HEADINGS else "h9")
        if ranked and (blocks[ranked[0]].tag in _HEADINGS or not firsts):
            return ranked[0]
    within = [i for i in firsts if _within(blocks[i], main)]
    return within[0] if within else firsts[-1] if firsts else None


def _same(text: str, title: str) -> bool:
    a, b = ("".join(c for c in s.lower() if c.isalnum()) for s in (text, title))
    if min(len(a), len(b)) > 10 and (a.startswith(b) or b.startswith(a) or b.endswith(a)):
        return True
    return bool(a) and a == b


def _kept(blocks: Sequence[Block], main: Element | None, heading: int | None) -> list[Block]:
    """The report, its headline, what stands between them, the writer's note and the comments."""
    inside = [
        i for i, block in enumerate(blocks) if _within(block, main) and block.kind is not ZoneKind.COMMENT
    ]
    first = min(inside, default=0)
    last = max(inside, default=0)
    kept: list[Block] = []
    for i, block in enumerate(blocks):
        between = heading is not None and heading < i < first
        after = i > last and block.kind is ZoneKind.BYLINE
        if i == heading:
            kept.append(replace(block, tag="h1", kind=None))
        elif _within(block, main) or block.kind is ZoneKind.COMMENT or after or (between and _is_head(block)):
            kept.append(block)
    return kept


def _is_head(block: Block) -> bool:
    """Whether a block between headline and report belongs to the article's head."""
    if block.kind in {ZoneKind.BYLINE, ZoneKind.CAPTION} or block.standfirst or block.tag in _HEADINGS:
        return True
    return block.kind is None and (
        judge.is_byline(block.text) or (block.tag == "p" and _paragraph(block).terminal)
    )


def _paragraph(block: Block) -> Paragraph:
    return Paragraph(0, len(block.text), block.text, heading=block.tag in _HEADINGS)


def _labelled(kept: Sequence[Block], heading: int | None) -> list[tuple[str, Label]]:
    """The label of each block of the report."""
    found = [_paragraph(block) for block in kept]
    open_blocks = [i for i, block in enumerate(kept) if block.kind is None]
    prose = [i for i in open_blocks if own_sign(found[i]) is None and _runs(kept[i])]
    first = prose[0] if prose else len(kept)
    last = _last(found, kept, prose)
    titled = next((i for i, b in enumerate(kept) if b.tag == "h1" and b.kind is None), None)
    result: list[tuple[str, Label]] = []
    state = _State()
    for i, block in enumerate(kept):
        if i == titled and heading is not None:
            label = labels.TITLE
        elif block.kind is ZoneKind.COMMENT or (state.discussion and block.kind is None):
            label = state.comment(block)
        elif block.kind is not None:
            label = _KINDS[block.kind]
        else:
            label = state.open(block, found[i], i < first, i > last)
        result.append((block.text, label))
    return result


def _last(found: Sequence[Paragraph], kept: Sequence[Block], prose: Sequence[int]) -> int:
    """The last paragraph of the report, a heading of a discussion being its end in any case."""
    if not prose:
        return -1
    end = next(
        (
            i
            for i, b in enumerate(kept)
            if b.tag in _HEADINGS and i > prose[0] and full(signs().comments, b.text)
        ),
        len(kept),
    )
    inside = [i for i in prose if i < end] or list(prose[:1])
    return last_of_report(found, inside)


def _runs(block: Block) -> bool:
    paragraph = _paragraph(block)
    return is_prose(paragraph) or (
        block.tag in {"p", "blockquote"} and paragraph.words >= 12 and block.linked < _LINKS
    )


class _State:
    """What has been seen so far while blocks are labelled."""

    def __init__(self) -> None:
        self.discussion = False
        self._unit: int | None = None
        self._listing = False

    def comment(self, block: Block) -> Label:
        """A block of the discussion: a new comment, more of the last one, or furniture."""
        text = block.text
        if full(signs().reply_form, text):
            self.discussion = False
        if judge.is_boilerplate(text) or full(signs().comments, text) or block.tag in _HEADINGS:
            self._unit = None if block.kind is None else self._unit
            return labels.BOILERPLATE
        depth = block.depth if block.kind is not None else max(0, block.listed - 1)
        same = block.kind is not None and block.unit == self._unit
        self._unit = block.unit
        return Label(ZoneKind.COMMENT, depth, same)

    def open(self, block: Block, paragraph: Paragraph, before: bool, after: bool) -> Label:
        """A block of which the mark-up says no more than its element."""
        text = block.text
        if block.tag in _HEADINGS and after and full(signs().comments, text):
            self.discussion = True
        sign = own_sign(paragraph)
        if full(signs().related, text):
            self._listing = True
        elif block.tag in _HEADINGS or (_runs(block) and sign is None):
            self._listing = False
        if sign is not None:
            return self._signed(block, sign, before, after)
        if block.tag in _HEADINGS:
            return labels.BOILERPLATE if after else labels.HEADING
        if block.linked > _LINKS and (after or self._listing or not paragraph.terminal):
            report = block.tag in _RUNNING and judge.has_verb(text) and not self._listing
            return labels.BODY if report else labels.BOILERPLATE
        if after:
            return self._after(block, paragraph)
        if _runs(block):
            return labels.BODY
        if block.standfirst and not paragraph.terminal:
            return labels.HEADING
        return self._short(block, paragraph, before)

    def _signed(self, block: Block, sign: Label, before: bool, after: bool) -> Label:
        """A block that says itself what it is; headings inside a report are headings all the same."""
        inside = not before and not after
        is_heading = block.tag in _HEADINGS and sign is not labels.BOILERPLATE
        return labels.HEADING if inside and is_heading else sign

    def _after(self, block: Block, paragraph: Paragraph) -> Label:
        if self._listing:
            return labels.BOILERPLATE
        note = _runs(block) or judge.is_name(block.text)
        return labels.BYLINE if note else labels.BOILERPLATE

    def _short(self, block: Block, paragraph: Paragraph, before: bool) -> Label:
        """A short block before or inside the report."""
        text = block.text
        if before and judge.is_name(text):
            return labels.BYLINE
        if self._listing:
            return labels.BOILERPLATE
        if block.bold and paragraph.words <= 15 and block.tag in {"p", "div", "strong"}:
            return labels.HEADING
        if block.tag in _RUNNING or paragraph.terminal or text[-1] in ":,;":
            return labels.BODY
        if before or paragraph.words <= 2:
            return labels.BOILERPLATE
        return labels.HEADING if paragraph.words <= 12 else labels.BODY

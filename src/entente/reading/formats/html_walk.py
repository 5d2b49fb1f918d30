"""A page as a row of blocks, each with what the mark-up says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from entente.reading.formats.dom import (
    Element,
    Names,
    holds,
    names_of,
    part,
    prose_length,
    tag_of,
    walk,
    words,
)  # fmt: skip
from entente.records import ZoneKind

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE_HOSTS = _HEADINGS | {"p"}
_DEPTH_CLASS = re.compile(r"(?:^|\s)(?:depth|level|indent)-?(\d{1,2})(?:\s|$)")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_PROSE_SHARE = 0.25
"""A part with more of the page's prose than this is no furniture, whatever its name."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the page.

    Attributes:
        text: its words, blanks as a browser shows them.
        tag: the innermost block element (``p``, ``h2``, ``li`` ...).
        kind: what the names of the elements around it say, or None.
        element: that element.
        depth: reply depth of a comment; ``unit`` counts the comments of the page.
        listed: how many lists it stands in.
        bold: whether all of it is bold.
        linked: the share of its characters that are links.
        standfirst: whether the page calls it the introduction.
    """

    text: str
    tag: str
    kind: ZoneKind | None
    element: Element
    depth: int = 0
    unit: int = 0
    listed: int = 0
    bold: bool = False
    linked: float = 0.0
    standfirst: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds inside an open element."""

    element: Element
    tag: str = "body"
    kind: ZoneKind | None = None
    depth: int = 0
    unit: int = 0
    item: bool = False
    listed: int = 0
    bold: bool = False
    linked: bool = False
    host: bool = False
    standfirst: bool = False
    dropped: bool = False
    block: bool = True


class Walker:
    """Walks a page once and yields its blocks in order."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._prose = max(1, prose_length(root))
        self._units = 0
        self._parts: list[tuple[str, bool, bool]] = []

    def blocks(self) -> Iterator[Block]:
        """All blocks with words in them, furniture that is never text left out."""
        stack = [_Context(self._root)]
        events = walk(self._root)
        for event, element in events:
            if event == "start":
                context = self._enter(element, stack[-1])
                if context.block:
                    yield from self._flush(stack[-1])
                stack.append(context)
                if context.dropped:
                    events.skip_subtree()
                else:
                    yield from self._add(element.text, context)
            else:
                context = stack.pop()
                if context.block:
                    yield from self._flush(context)
                yield from self._end(element, context, stack[-1])
        yield from self._flush(stack[0])

    def _end(self, element: Element, context: _Context, parent: _Context) -> Iterator[Block]:
        if tag_of(element) == "br":
            self._parts.append(("\n", parent.bold, parent.linked))
        if element is not self._root:
            yield from self._add(element.tail, parent)

    def _add(self, text: str | None, context: _Context) -> Iterator[Block]:
        if not text:
            return
        if context.tag == "pre":
            self._parts.append((text, context.bold, context.linked))
            return
        # Two line breaks in a row are how old pages end a paragraph.
        if "".join(p for p, _, _ in self._parts[-4:]).rstrip(" ").endswith("\n\n") and text.strip():
            yield from self._flush(context)
        shown = _BLANKS.sub(" ", text)
        if shown == " " and self._parts and self._parts[-1][0].endswith("\n"):
            return
        self._parts.append((shown, context.bold, context.linked))

    def _flush(self, context: _Context) -> Iterator[Block]:
        parts, self._parts = self._parts, []
        text = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", "".join(p for p, _, _ in parts))).strip()
        if not text:
            return
        inked = [(len(p.strip()), bold, link) for p, bold, link in parts if p.strip()]
        size = max(1, sum(n for n, _, _ in inked))
        yield Block(
            text=text,
            tag=context.tag,
            kind=context.kind,
            element=context.element,
            depth=context.depth,
            unit=context.unit,
            listed=context.listed,
            bold=all(bold for _, bold, _ in inked),
            linked=sum(n for n, _, link in inked if link) / size,
            standfirst=context.standfirst,
        )

    def _enter(self, element: Element, parent: _Context) -> _Context:
        tag = tag_of(element)
        name = names_of(element)
        block = tag in part("blocks").tags
        if self._is_dropped(element, tag, name, parent):
            return replace(parent, dropped=True, block=block)
        inner = replace(
            parent,
            bold=parent.bold or tag in {"b", "strong"},
            linked=parent.linked or tag == "a",
            block=block,
            item=False,
        )
        if block:
            inner = replace(inner, element=element, tag=tag, host=tag in _INLINE_HOSTS)
            inner = replace(inner, listed=parent.listed + (tag in {"ul", "ol"}))
            inner = replace(inner, standfirst=parent.standfirst or part("standfirst").fit(name))
        if parent.host and not block:
            return inner
        if parent.kind is ZoneKind.COMMENT:
            return self._in_comments(element, tag, name, inner, parent)
        kind = self._kind(element, tag, name, parent.kind)
        if kind is not parent.kind:
            inner = replace(inner, kind=kind, block=True, element=element)
            if kind is ZoneKind.COMMENT:
                self._units += 1
                inner = replace(
                    inner, listed=inner.listed if tag in {"ul", "ol"} else 0, depth=0, unit=self._units
                )
                return self._in_comments(element, tag, name, inner, replace(parent, depth=-1))
        return inner

    def _is_dropped(self, element: Element, tag: str, name: Names, parent: _Context) -> bool:
        if tag in {"html", "body"}:
            return False
        if tag in part("drop").tags:
            return not (tag == "form" and self._holds_report(element))
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        if parent.host and tag not in part("blocks").tags:
            return bool(hidden)
        if not hidden and not part("drop").fit(name):
            return False
        return not self._holds_report(element)

    def _holds_report(self, element: Element) -> bool:
        return prose_length(element) > self._prose * _PROSE_SHARE

    def _kind(self, element: Element, tag: str, name: Names, outer: ZoneKind | None) -> ZoneKind | None:
        """The kind of a part by its names, guarded against names on the whole page."""
        if tag in {"html", "body", "main"}:
            return outer
        if self._is_discussion(element, name):
            return ZoneKind.COMMENT
        if outer in {ZoneKind.CAPTION, ZoneKind.BYLINE}:
            return outer
        for kind in (ZoneKind.CAPTION, ZoneKind.BYLINE, ZoneKind.BOILERPLATE):
            if (
                part(kind.value).fit(name, tag)
                and not self._holds_report(element)
                and not holds(element, "h1")
            ):
                return kind if outer is None or kind is ZoneKind.BYLINE else outer
        return outer

    def _is_discussion(self, element: Element, name: Names) -> bool:
        if words("comments", "pieces").isdisjoint(name.pieces):
            return False
        if not words("comments", "blockers").isdisjoint(name.pieces):
            return False
        if holds(element, "h1") or any(part("main").fit(names_of(e)) for e in element.iter("div", "section")):
            return False
        return tag_of(element) in part("blocks").tags

    def _in_comments(
        self, element: Element, tag: str, name: Names, inner: _Context, parent: _Context
    ) -> _Context:
        """One comment, its depth, or what stands around its words."""
        if (not words("comments", "meta").isdisjoint(name.pieces) and not holds(element, "p")) or tag in {
            "time",
            "cite",
        }:
            return replace(inner, dropped=True, block=True)
        is_item = tag == "li" or (
            tag in {"div", "article", "section"}
            and not words("comments", "items").isdisjoint(name.pieces)
            and words("comments", "parts").isdisjoint(name.pieces)
        )
        if not is_item:
            nested = not words("comments", "nested").isdisjoint(name.pieces)
            return replace(inner, item=parent.item) if not nested else inner
        depth = self._item_depth(element, tag, parent)
        self._units += 1
        return replace(inner, depth=depth, unit=self._units, item=True, block=True)

    def _item_depth(self, element: Element, tag: str, parent: _Context) -> int:
        marked = _DEPTH_CLASS.search(element.get("class") or "")
        if marked:
            return max(0, int(marked.group(1)) - ("depth" in marked.group()))
        for key in ("data-depth", "data-level", "data-indent"):
            if (element.get(key) or "").isdigit():
                return int(element.get(key))
        above = 0
        for outer in element.iterancestors():
            if tag_of(outer) == "li" or (tag != "li" and self._is_item(outer)):
                above += 1
        wrapped = tag != "li" and tag_of(element.getparent()) == "li"
        nested = any(
            not words("comments", "nested").isdisjoint(names_of(outer).pieces)
            for outer in element.iterancestors()
        )
        return max(above - wrapped, int(nested and above == 0))

    def _is_item(self, element: Element) -> bool:
        pieces = names_of(element).pieces
        return not words("comments", "items").isdisjoint(pieces) and words("comments", "parts").isdisjoint(
            pieces
        )

"""HTML as a tree: the one module that speaks to lxml, and the names that pages give their parts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from lxml import etree, html  # type: ignore[import-untyped]

Element: TypeAlias = Any
"""An lxml element; lxml ships no types."""

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SPLIT = re.compile(r"[\s_:./-]+|(?<=[a-z])(?=[A-Z])")
_NAMES = ("class", "id", "itemprop", "role", "data-testid", "rel")
# Controls that XML forbids, and lxml with it.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class PartSigns:
    """Element names, words and phrases by which pages name one kind of part."""

    tags: frozenset[str]
    pieces: frozenset[str]
    phrases: frozenset[str]

    def fit(self, name: Names, tag: str = "") -> bool:
        """Whether an element is such a part."""
        return (
            tag in self.tags
            or not self.pieces.isdisjoint(name.pieces)
            or any(f"-{phrase}-" in name.joined for phrase in self.phrases)
        )


@dataclass(frozen=True, slots=True)
class Names:
    """The words of an element's class, id and the like."""

    pieces: frozenset[str]
    joined: str


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    source = files("entente").joinpath("ontology/data/reading/markup.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def part(name: str) -> PartSigns:
    """The signs of a part: a table of ``ontology/data/reading/markup.toml``."""
    table = _data()[name]
    return PartSigns(*(frozenset(table.get(key, [])) for key in ("tags", "pieces", "phrases")))


@cache
def words(table: str, key: str) -> frozenset[str]:
    """A word list of ``markup.toml``."""
    return frozenset(_data()[table][key])


def parse(text: str) -> Element | None:
    """The root of a page, or None where there is nothing to parse."""
    source = _CONTROLS.sub(" ", _DECLARATION.sub("", text))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    try:
        return html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def walk(root: Element) -> Any:
    """Start and end events of all elements below a root, without recursion."""
    return etree.iterwalk(root, events=("start", "end"))


def tag_of(element: Element) -> str:
    """The element's name in lower case, or nothing for comments and instructions."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def names_of(element: Element) -> Names:
    """The words of an element's class, id, itemprop, role, rel and test id."""
    tokens = " ".join(value for key in _NAMES if (value := element.get(key)))
    if not tokens:
        return Names(frozenset(), "")
    pieces = [piece.lower() for piece in _SPLIT.split(tokens) if piece]
    whole = [token.lower() for token in tokens.split()]
    return Names(frozenset([*pieces, *whole]), f"-{'-'.join(pieces)}-")


def prose_length(element: Element) -> int:
    """Characters in an element's paragraphs of some length."""
    lengths = (len(" ".join(p.itertext())) for p in element.iter("p"))
    return sum(length for length in lengths if length >= 60)


def holds(element: Element, tag: str) -> bool:
    """Whether an element has one of that name below it."""
    return next(element.iter(tag), None) is not None


def ancestors(element: Element) -> Iterator[Element]:
    """The element and all above it."""
    yield element
    yield from element.iterancestors()

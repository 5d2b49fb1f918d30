"""The mentions that the GUM corpus (Zeldes, 2017) marks, as offsets into its texts.

GUM is CoNLL-U; the last column has ``Entity=`` with a bracket where a mention opens or closes:
``(12-person-...``
opens one of cluster 12, ``12)`` closes it, ``(12-person-...)`` is one of a single token.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from entente.errors import MissingInput

_BRACKET = re.compile(r"\((?P<opened>[^()]+)(?P<closed>\))?|(?P<ended>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention: offsets, what it is (person, organization, place ...), and the number of its cluster."""

    start: int
    end: int
    kind: str
    cluster: str


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text of GUM as :func:`entente.evaluation.passages.gum_texts` builds it, its day, and its mentions."""

    name: str
    published: str | None
    text: str
    mentions: tuple[GoldMention, ...]


def gum_mentions(path: Path, genres: Iterable[str]) -> Iterator[GoldText]:
    """The texts of some genres, in order; raises MissingInput."""
    if not path.is_file():
        raise MissingInput(str(path), "no such corpus; name the folder that holds it with --data")
    wanted = tuple(f"GUM_{genre}_" for genre in genres)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        name = ""
        held: list[str] = []
        for line in lines:
            if line.startswith("# newdoc id"):
                if name.startswith(wanted):
                    yield _text(name, held)
                name, held = line.split("=", 1)[1].strip(), []
            elif name.startswith(wanted):
                held.append(line.rstrip("\n"))
        if name.startswith(wanted):
            yield _text(name, held)


def coreferent(text: GoldText, kinds: Iterable[str]) -> tuple[GoldMention, ...]:
    """The mentions of some kinds whose cluster has two or more of them, in order of the text."""
    kept = [m for m in text.mentions if m.kind in set(kinds)]
    size = Counter(m.cluster for m in kept)
    return tuple(sorted((m for m in kept if size[m.cluster] > 1), key=lambda m: (m.start, -m.end)))


def _text(name: str, lines: list[str]) -> GoldText:
    day, text = None, ""
    found: list[GoldMention] = []
    opened: list[tuple[int, str, str]] = []
    # A sentence begins a paragraph where '# newpar' stands before it.
    for filled, group in groupby(lines, key=bool):
        if not filled:
            continue
        sentence = list(group)
        day = next((x.split("=", 1)[1].strip() for x in sentence if "meta::dateCreated" in x), day)
        words = next(x[8:].strip() for x in sentence if x.startswith("# text ="))
        fresh = any(x.startswith("# newpar") and "block" not in x for x in sentence)
        text += ("\n\n" if fresh else " ") if text else ""
        at = len(text)
        text += words
        for start, end, entity in _tokens(sentence, words):
            _read(entity, at + start, at + end, opened, found)
    return GoldText(name, day, text, tuple(found))


def _tokens(sentence: list[str], words: str) -> Iterator[tuple[int, int, str]]:
    """Offsets of each token of a sentence, and its ``Entity`` value ('' for none)."""
    at = 0
    for line in sentence:
        cells = line.split("\t")
        if len(cells) < 10 or not cells[0].isdigit():
            continue
        start = words.index(cells[1], at)
        at = start + len(cells[1])
        entity = next((x[7:] for x in cells[9].split("|") if x.startswith("Entity=")), "")
        yield start, at, entity


def _read(
    entity: str, start: int, end: int, opened: list[tuple[int, str, str]], found: list[GoldMention]
) -> None:
    """Opens and closes the mentions that a token's brackets tell."""
    for bracket in _BRACKET.finditer(entity):
        if bracket["opened"]:
            cluster, kind, *_ = bracket["opened"].split("-")
            if bracket["closed"]:
                found.append(GoldMention(start, end, kind, cluster))
            else:
                opened.append((start, kind, cluster))
            continue
        # The innermost one of that cluster is the one that ends.
        index = max(i for i, (_, _, cluster) in enumerate(opened) if cluster == bracket["ended"])
        begun, kind, cluster = opened.pop(index)
        found.append(GoldMention(begun, end, kind, cluster))

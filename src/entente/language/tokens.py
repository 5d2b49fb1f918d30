"""Words and word pieces of a window of text, as the encoder takes them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tokenizers import Encoding, Tokenizer

#: Shape of a word piece's word: the tokenizer lowers case, and names live by their capitals.
SHAPES = ("none", "lower", "title", "upper", "mixed", "digit", "mark")
MAX_PIECES = 256
#: Pieces of the vocabulary that are never in a text, used around the two parties of a pair.
MARKS = {"source": ("[unused1]", "[unused2]"), "target": ("[unused3]", "[unused4]")}


@lru_cache(maxsize=1 << 16)
def shape_of(word: str) -> int:
    """Index in SHAPES of a word as it stands in the text."""
    if not any(c.isalnum() for c in word):
        return 6
    if word[0].isdigit():
        return 5
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    return 2 if word[0].isupper() and word[1:].islower() else 4


@dataclass(frozen=True, slots=True)
class Tokens:
    """One window, tokenised.

    ``ids`` and ``shapes`` have one entry a word piece, special pieces included; ``first`` is the
    position of each word's first piece; ``words`` are character offsets in the window's text.
    """

    ids: list[int]
    shapes: list[int]
    first: list[int]
    words: list[tuple[int, int]]


class WordPieces:
    """The tokenizer of the model, giving words with offsets."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_PIECES)

    def __call__(self, text: str) -> Tokens:
        """One window."""
        return self._tokens(self._tokenizer.encode(text), text)

    def batch(self, texts: list[str]) -> list[Tokens]:
        """Several windows at once, faster than one by one."""
        encodings = self._tokenizer.encode_batch(texts)
        return [self._tokens(e, t) for e, t in zip(encodings, texts, strict=True)]

    def piece(self, name: str) -> int:
        """The id of a piece of the vocabulary."""
        found = self._tokenizer.token_to_id(name)
        if found is None:
            raise KeyError(name)
        return found

    def count(self, text: str) -> int:
        """How many word pieces a text has, special pieces left out."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    @staticmethod
    def _tokens(encoding: Encoding, text: str) -> Tokens:
        shapes = [0] * len(encoding.ids)
        first: list[int] = []
        words: list[tuple[int, int]] = []
        last = None
        for position, (word, (start, end)) in enumerate(
            zip(encoding.word_ids, encoding.offsets, strict=True)
        ):
            if word is None:
                continue
            if word != last:
                first.append(position)
                words.append((start, end))
                last = word
            else:
                words[-1] = (words[-1][0], end)
        bounds = [*first[1:], len(encoding.ids) - 1][: len(first)]
        for begin, stop, (start, end) in zip(first, bounds, words, strict=True):
            shapes[begin:stop] = [shape_of(text[start:end])] * (stop - begin)
        return Tokens(encoding.ids, shapes, first, words)


def mark_pair(tokens: Tokens, pieces: WordPieces, source: tuple[int, int], target: tuple[int, int]) -> Tokens:
    """The same window with marks around two spans of characters.

    ``first`` of the result holds three positions: the window's first piece and the opening marks of
    source and target, from which a pair is scored.
    """
    at: list[tuple[int, int, str]] = []
    for (start, end), (opening, closing) in zip((source, target), MARKS.values(), strict=True):
        inside = [i for i, (a, b) in enumerate(tokens.words) if a < end and b > start]
        low = tokens.first[inside[0]] if inside else len(tokens.ids) - 1
        after = inside[-1] + 1 if inside else 0
        high = tokens.first[after] if 0 < after < len(tokens.first) else len(tokens.ids) - 1
        # At one place a party's end goes before the next one's beginning; an empty party's, after its own.
        at += [(low, 1, opening), (max(high, low), 0 if inside else 2, closing)]
    ids, shapes, opened = list(tokens.ids), list(tokens.shapes), {}
    for position, _, mark in sorted(at, reverse=True):
        ids.insert(position, pieces.piece(mark))
        shapes.insert(position, 0)
    for name, (opening, _) in MARKS.items():
        opened[name] = ids.index(pieces.piece(opening))
    return Tokens(ids, shapes, [0, opened["source"], opened["target"]], tokens.words)

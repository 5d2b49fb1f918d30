"""An encoder that says what a test tells it to, by phrases of the text.

A phrase stands for its first place in the text; ``phrase~2`` for the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np

from entente.extraction.spans import Words
from entente.language.encoder import Begun, Encoder, Floats, WindowScores
from entente.language.labels import (
    CLAIM_TAGS,
    MODALITIES,
    NAME_TAGS,
    PARTY_ROLES,
    STATEMENT_ROLES,
    TRIGGERS,
    WORD_FLAGS,
)
from entente.language.tokens import Tokens, WordPieces
from entente.language.windows import Window
from entente.records import Span, ZoneKind

SURE, MAYBE = 0.9, 0.2


@dataclass(frozen=True)
class Said:
    """An anchor word, and the roles of phrases towards it; ``loose`` content has no anchor flag."""

    anchor: str
    content: Sequence[str] = ()
    source: Sequence[str] = ()
    cue: Sequence[str] = ()
    addressee: Sequence[str] = ()
    loose: bool = False
    chance: float = SURE


@dataclass(frozen=True)
class Done:
    """A trigger word and its parties; those who may be actors have a chance of a fifth."""

    trigger: str
    kind: str
    actor: Sequence[str] = ()
    recipient: Sequence[str] = ()
    both: Sequence[str] = ()
    maybe: Sequence[str] = ()
    modality: str = "asserted"
    chance: float = SURE


@dataclass(frozen=True)
class Claimed:
    """A phrase that is a claim of some kind; where it does not begin one, all its words carry I tags."""

    kind: str
    phrase: str
    condition: str | None = None
    begins: bool = True


def place(text: str, phrase: str) -> tuple[int, int] | None:
    """Where a phrase stands in a text."""
    words, _, number = phrase.partition("~")
    found = [m.span() for m in re.finditer(re.escape(words), text)]
    wanted = int(number or 1)
    return found[wanted - 1] if len(found) >= wanted else None


def span(text: str, phrase: str) -> Span:
    """The span of a phrase that must be there."""
    found = place(text, phrase)
    assert found is not None, f"{phrase!r} is not in {text!r}"
    return Span(*found, text[found[0] : found[1]])


class Pieces(WordPieces):
    """Words and marks, one piece each."""

    def __init__(self) -> None:
        pass

    def __call__(self, text: str) -> Tokens:
        words = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
        positions = list(range(1, len(words) + 1))
        return Tokens([1] * (len(words) + 2), [0] * (len(words) + 2), positions, words)

    def batch(self, texts: list[str]) -> list[Tokens]:
        return [self(t) for t in texts]

    def count(self, text: str) -> int:
        return len(self(text).words)


def _sure(words: int, columns: int) -> Floats:
    """Rows that are sure of their first column."""
    rows = np.full((words, columns), (1 - SURE) / (columns - 1), np.float32)
    rows[:, 0] = SURE
    return rows


def _set(rows: Floats, word: int, column: int, chance: float = SURE) -> None:
    rows[word] = 0
    rows[word, 0] = 1 - chance
    rows[word, column] = chance


class FakeEncoder(Encoder):
    """Labels by phrase. ``asked`` are the texts that it was given, ``dropped`` those not wanted after all."""

    def __init__(
        self,
        *,
        said: Sequence[Said] = (),
        done: Sequence[Done] = (),
        claimed: Sequence[Claimed] = (),
        names: dict[str, str] | None = None,
    ) -> None:
        self.said, self.done, self.claimed, self.named = said, done, claimed, names or {}
        self.pieces, self.version = Pieces(), "fake 1"
        self.asked: list[str] = []
        self.dropped: list[str] = []
        self._texts: dict[int, tuple[Tokens, str]] = {}

    def _words(self, tokens: Tokens, text: str, phrase: str | None) -> list[int]:
        found = place(text, phrase) if phrase else None
        if found is None:
            return []
        return [i for i, (a, b) in enumerate(tokens.words) if a < found[1] and b > found[0]]

    def _spread(self, tokens: Tokens, text: str, phrases: Iterable[str]) -> list[int]:
        return [i for p in phrases for i in self._words(tokens, text, p)]

    def begin(self, text: str) -> Begun:
        self.asked.append(text)
        reading = self._reading(text)
        return Begun(lambda: reading, partial(self.dropped.append, text))

    def _reading(self, text: str) -> WindowScores:
        tokens = self.pieces(text)
        n = len(tokens.words)
        flags = np.full((n, len(WORD_FLAGS)), 1 - SURE, np.float32)
        triggers, modality = _sure(n, len(TRIGGERS)), _sure(n, len(MODALITIES))
        claims, names = _sure(n, len(CLAIM_TAGS)), _sure(n, len(NAME_TAGS))
        for s in self.said:
            flags[self._spread(tokens, text, s.content), WORD_FLAGS.index("content")] = SURE
            if not s.loose:
                flags[self._words(tokens, text, s.anchor)[:1], WORD_FLAGS.index("anchor")] = s.chance
        for d in self.done:
            for i in self._words(tokens, text, d.trigger):
                _set(triggers, i, TRIGGERS.index(d.kind), d.chance)
                _set(modality, i, MODALITIES.index(d.modality))
        for c in self.claimed:
            flags[self._words(tokens, text, c.condition), WORD_FLAGS.index("condition")] = SURE
            self._tag(claims, CLAIM_TAGS, self._words(tokens, text, c.phrase), c.kind, c.begins)
        for phrase, kind in self.named.items():
            self._tag(names, NAME_TAGS, self._words(tokens, text, phrase), kind, True)
        self._texts[id(tokens)] = tokens, text
        nothing = np.zeros((2, n, 1), np.float32)
        return WindowScores(tokens, flags, names, triggers, modality, claims, nothing, nothing)

    @staticmethod
    def _tag(rows: Floats, tags: Sequence[str], words: Sequence[int], kind: str, begins: bool) -> None:
        for n, i in enumerate(words):
            _set(rows, i, tags.index(f"{'B' if begins and n == 0 else 'I'}-{kind}"))

    def links(self, kind: int, reading: WindowScores, anchors: Sequence[int]) -> Floats:
        tokens, text = self._texts[id(reading.tokens)]
        rows = [self._roles(kind, tokens, text, a) for a in anchors]
        return np.stack(rows) if rows else np.zeros((0, len(tokens.words), 4), np.float32)

    def _roles(self, kind: int, tokens: Tokens, text: str, anchor: int) -> Floats:
        names = (STATEMENT_ROLES, PARTY_ROLES)[kind]
        rows = _sure(len(tokens.words), len(names))
        for item in (self.said, self.done)[kind]:
            word = item.anchor if isinstance(item, Said) else item.trigger
            if anchor in self._words(tokens, text, word)[:1]:
                for i in self._spread(tokens, text, item.maybe if isinstance(item, Done) else ()):
                    _set(rows, i, 1, MAYBE)
                for column, role in enumerate(names[1:], 1):
                    for i in self._spread(tokens, text, getattr(item, role)):
                        _set(rows, i, column, item.chance)
        return rows

    def words(self, text: str, *ends: int, zone: ZoneKind = ZoneKind.BODY, start: int = 0) -> Words:
        """The labelled words of a window from ``start``; sentences end at ``ends``, or at its end."""
        edges = [start, *ends, len(text)]
        sentences = tuple(Span(a, b, text[a:b]) for a, b in pairwise(edges))
        (reading,) = self.read([text[start:]])
        return Words(text, Window(start, len(text), zone, sentences), reading)

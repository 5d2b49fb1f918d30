"""Whose words a stretch of text is, so that 'I' in it is somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from entente.records import Span


class Said(NamedTuple):
    """Somebody's words: who says them, and where they stand."""

    source: Span
    content: tuple[Span, ...]


class Voice:
    """Who speaks where in a text."""

    def __init__(self, text: str, said: Sequence[Said]) -> None:
        self._text, self._said = text, said

    def speaker(self, position: int) -> Span | None:
        """The one whose words stand at a position: of several within one another the innermost."""
        holding = [s for s in self._said if any(c.start <= position < c.end for c in s.content)]
        holding = [s for s in holding if not s.source.start <= position < s.source.end]
        return min(holding, key=_size).source if holding else None


def _size(said: Said) -> int:
    return sum(c.end - c.start for c in said.content)

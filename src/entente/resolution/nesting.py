"""Which statement holds a span in its content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from entente.extraction.drafts import StatementDraft
from entente.records import Span, Statement

S = TypeVar("S", StatementDraft, Statement)


def length(statement: StatementDraft | Statement) -> int:
    """How many characters a statement's content has."""
    return sum(c.end - c.start for c in statement.content)


def covered(statement: StatementDraft | Statement, span: Span) -> float:
    """Which share of a span lies in a statement's content."""
    if statement.content[0].start >= span.end or statement.content[-1].end <= span.start:
        return 0.0
    shared = sum(max(0, min(c.end, span.end) - max(c.start, span.start)) for c in statement.content)
    return shared / max(1, span.end - span.start)


def smallest(statements: Sequence[S], span: Span, *, but: S | None = None, share: float = 0.99) -> S | None:
    """The innermost statement whose content holds a span."""
    holding = [s for s in statements if s is not but and covered(s, span) >= share]
    if but is not None:
        holding = [s for s in holding if length(s) > length(but)]
    return min(holding, key=length, default=None)

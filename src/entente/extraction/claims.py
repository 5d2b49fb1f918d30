"""Claims: forecasts, conditions, plans, threats and promises."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from entente.extraction.drafts import ClaimDraft
from entente.extraction.spans import Words, runs, trimmed
from entente.language.encoder import Floats
from entente.language.labels import WORD_FLAGS
from entente.records import ClaimKind, Span

CONDITION = WORD_FLAGS.index("condition")
LEAST_WORDS = 3


def claims(words: Words) -> Iterator[ClaimDraft]:
    """The claims of one window, in order."""
    scores = words.reading.claims
    # B and I of one kind count together; a claim keeps the kind that its words agree on.
    kinds = np.stack([scores[:, 1 + 2 * k] + scores[:, 2 + 2 * k] for k in range(len(ClaimKind))], 1)
    begins = scores[:, 1::2].sum(1)
    claimed = 1 - scores[:, 0] > 0.5
    for first, last in _claims(claimed, begins, words):
        span = trimmed(words.text, words.span(first, last))
        if span is None or last - first + 1 < LEAST_WORDS:
            continue
        kind = list(ClaimKind)[int(kinds[first : last + 1].mean(0).argmax())]
        condition = _condition(words, first, last)
        yield ClaimDraft(
            zone=words.window.zone,
            score=round(float((1 - scores[first : last + 1, 0]).mean()), 4),
            kind=ClaimKind.CONDITIONAL if condition and kind is ClaimKind.FORECAST else kind,
            span=span,
            condition=condition,
            consequence=_rest(words.text, span, condition),
        )


def _claims(claimed: npt.NDArray[np.bool_], begins: Floats, words: Words) -> Iterator[tuple[int, int]]:
    for first, last in runs(claimed, gap=1):
        begin = first
        for i in range(first + 1, last + 1):
            if words.sentence[i] != words.sentence[i - 1] or begins[i] > 0.5:
                yield begin, i - 1
                begin = i
        yield begin, last


def _condition(words: Words, first: int, last: int) -> Span | None:
    inside = words.reading.flags[first : last + 1, CONDITION] > 0.5
    found = max(runs(inside, gap=1), key=lambda r: r[1] - r[0], default=None)
    if found is None or found[1] - found[0] + 1 < LEAST_WORDS:
        return None
    return trimmed(words.text, words.span(first + found[0], first + found[1]))


def _rest(text: str, span: Span, condition: Span | None) -> Span | None:
    """What a conditional claim says would follow: the longer side of its condition."""
    if condition is None:
        return None
    sides = [(span.start, condition.start), (condition.end, span.end)]
    start, end = max(sides, key=lambda s: s[1] - s[0])
    return trimmed(text, Span(start, end, text[start:end])) if end > start else None

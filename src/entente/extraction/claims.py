"""Claims: forecasts, conditions, plans, threats and promises."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from entente.extraction.drafts import ClaimDraft
from entente.extraction.spans import Words, balanced, merged, runs, trimmed
from entente.language.labels import WORD_FLAGS
from entente.language.lexicon import lexicon
from entente.records import ClaimKind, Span

CONDITION = WORD_FLAGS.index("condition")
#: Fewest words of a claim and of a condition; most words that may lack in the middle of a claim.
LEAST_WORDS, LEAST_CONDITION, HOLE = 5, 3, 8
_STOPS = frozenset('.,;:!?…“”"()—–')
_KINDS = list(ClaimKind)


def claims(words: Words) -> Iterator[ClaimDraft]:
    """The claims of one window, in order: whole clauses that speak of what is to come."""
    scores = words.reading.claims
    taken = -1
    for first, last in _runs(words, 1 - scores[:, 0] > 0.5):
        first, last = _clause(words, first, last)
        long = sum(words.word(i)[0].isalnum() for i in range(first, last + 1)) >= LEAST_WORDS
        if first <= taken or not long or not _future(words, first, last):
            continue
        taken = last
        span = trimmed(words.text, words.span(first, last))
        if span is None:
            continue
        span = balanced(words.text, span, Span(words.window.start, words.window.end, ""))
        condition = _condition(words, first, last)
        yield ClaimDraft(
            zone=words.window.zone,
            score=round(float((1 - scores[first : last + 1, 0]).mean()), 4),
            kind=_kind(words, first, last, condition),
            span=span,
            condition=condition,
            consequence=_rest(words.text, span, condition),
        )


def _runs(words: Words, claimed: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Likely words of one sentence, holes filled."""
    parts = (part for first, last in runs(claimed) for part in _by_sentence(words, first, last))

    def joins(last: int, first: int) -> bool:
        return words.sentence[last] == words.sentence[first] and first - last <= HOLE + 1

    return merged(parts, joins)


def _by_sentence(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    begin = first
    for i in range(first + 1, last + 1):
        if words.sentence[i] != words.sentence[i - 1]:
            yield begin, i - 1
            begin = i
    yield begin, last


def _clause(words: Words, first: int, last: int) -> tuple[int, int]:
    """A run widened to the marks around it, or to the "that" before it: half a clause says nothing."""
    home = words.sentence[first]
    first += words.word(first).lower() == "that" and first < last
    opened, closed = _stops(words, first), words.word(last) in _STOPS
    while not opened and first > 0 and words.sentence[first - 1] == home and not _stops(words, first - 1):
        first -= 1
    while (
        not closed
        and last + 1 < len(words)
        and words.sentence[last + 1] == home
        and words.word(last + 1) not in _STOPS
    ):
        last += 1
    return first, last


def _stops(words: Words, index: int) -> bool:
    return words.word(index) in _STOPS or words.word(index).lower() == "that"


def _future(words: Words, first: int, last: int) -> bool:
    return any(words.word(i).lower() in lexicon("future") for i in range(first, last + 1))


def _kind(words: Words, first: int, last: int, condition: Span | None) -> ClaimKind:
    """The kind that the words agree on; nothing is conditional without a condition."""
    scores = words.reading.claims[first : last + 1].sum(0)
    kinds = [float(scores[1 + 2 * k] + scores[2 + 2 * k]) for k in range(len(_KINDS))]
    conditional = _KINDS.index(ClaimKind.CONDITIONAL)
    if condition is None:
        kinds[conditional] = -1.0
    kind = _KINDS[max(range(len(kinds)), key=kinds.__getitem__)]
    return ClaimKind.CONDITIONAL if condition and kind is ClaimKind.FORECAST else kind


def _condition(words: Words, first: int, last: int) -> Span | None:
    """The words read as a condition; where an "if" stands that they miss, the clause behind it."""
    inside = words.reading.flags[first : last + 1, CONDITION] > 0.5
    found = max(runs(inside, gap=1), key=lambda r: r[1] - r[0], default=(0, -1))
    begin, end = first + found[0], first + found[1]
    marked = [i for i in range(first, last + 1) if words.word(i).lower() in ("if", "unless")]
    if marked and begin not in marked:
        begin, end = marked[0], _clause_end(words, marked[0], last)
    elif marked and (stop := _clause_end(words, end, last)) < last:
        # A reading that stops in the middle of a clause is led on to the mark that parts it from the rest.
        end = stop
    if end - begin + 1 < LEAST_CONDITION:
        return None
    return trimmed(words.text, words.span(begin, end))


def _clause_end(words: Words, at: int, last: int) -> int:
    while at < last and words.word(at + 1) not in _STOPS and words.word(at + 1).lower() != "then":
        at += 1
    return at


def _rest(text: str, span: Span, condition: Span | None) -> Span | None:
    """What a conditional claim says would follow: the longer side of its condition."""
    if condition is None:
        return None
    sides = [(span.start, condition.start), (condition.end, span.end)]
    start, end = max(sides, key=lambda s: s[1] - s[0])
    return trimmed(text, Span(start, end, text[start:end])) if end > start else None

"""Statements: each anchor word's source, cue, content and addressee."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from entente.extraction.drafts import StatementDraft
from entente.extraction.spans import Words, balanced, runs, trimmed
from entente.language.encoder import Encoder, Floats
from entente.language.labels import STATEMENT_ROLES, WORD_FLAGS
from entente.language.lexicon import lexicon
from entente.records import Modality, Span, StatementKind

ANCHOR, CONTENT = WORD_FLAGS.index("anchor"), WORD_FLAGS.index("content")
SOURCE_ROLE, CUE_ROLE, CONTENT_ROLE, ADDRESSEE_ROLE = range(1, len(STATEMENT_ROLES))
#: Least probability of an anchor, and least words of content found without one.
ANCHOR_BAR, LOOSE_WORDS = 0.5, 4
#: Words that may lack in the middle of content.
HOLE = 3
_QUOTES = '"“”«»'


def statements(encoder: Encoder, words: Words) -> Iterator[StatementDraft]:
    """The statements of one window, in order of their anchors."""
    flags = words.reading.flags
    anchors = [i for i in range(len(words)) if flags[i, ANCHOR] > ANCHOR_BAR]
    found = list(_linked(encoder, words, anchors))
    # Content that no anchor explains: a quotation running on, or words without a cue.
    covered = np.zeros(len(words), bool)
    for draft in found:
        for piece in draft.content:
            covered[words.within(piece)] = True
    loose = [
        first
        for first, last in runs((flags[:, CONTENT] > 0.5) & ~covered, gap=1)
        if last - first + 1 >= LOOSE_WORDS
    ]
    found += [d for d in _linked(encoder, words, loose) if d.source or _quoted(d.content)]
    yield from sorted(_distinct(found), key=lambda d: (d.content[0].start, d.content[-1].end))


def _linked(encoder: Encoder, words: Words, anchors: Sequence[int]) -> Iterator[StatementDraft]:
    if not anchors:
        return
    for anchor, roles in zip(anchors, encoder.links(0, words.reading, anchors), strict=True):
        draft = _draft(words, anchor, roles)
        if draft:
            yield draft


def _best_run(words: Words, roles: Floats, role: int, anchor: int) -> Span | None:
    """The likeliest run of one role: the one with the most of it, a nearer one where two are as good."""
    chosen, best = None, 0.0
    for first, last in runs(roles.argmax(-1) == role, gap=1):
        if words.sentence[first] != words.sentence[last]:
            continue
        last = _without_subject(words, first, last) if role == SOURCE_ROLE else last
        weight = min(float(roles[first : last + 1, role].sum()), 4.0) - 0.02 * abs(first - anchor)
        span = trimmed(words.text, words.span(first, last))
        if weight > best and span and span.text.lower() not in lexicon("describing"):
            chosen, best = span, weight
    return chosen


def _without_subject(words: Words, first: int, last: int) -> int:
    """The last word of a source: "the expert" of "the expert I spoke with"."""
    cut = last - 1 > first and words.word(last).lower() in lexicon("subject")
    return last - 1 if cut and words.word(last - 1)[0].isalnum() and words.word(last - 1) != "and" else last


def _cue(words: Words, anchor: int, best: npt.NDArray[np.int64]) -> Span | None:
    """The cue at an anchor: auxiliaries go on to their verb, a lone "that" or "to" goes back to it."""
    chosen: tuple[int, int] | None = None
    for first, last in runs(best == CUE_ROLE):
        if first <= anchor <= last or (chosen is None and abs(first - anchor) <= 3):
            chosen = (first, last)
    if chosen is None:
        return None
    first, last = chosen
    held = {words.word(i).lower() for i in range(first, last + 1)}
    if held <= lexicon("auxiliary"):
        while last + 1 < len(words) and last - anchor < 4 and held <= lexicon("auxiliary"):
            last += 1
            held.add(words.word(last).lower())
    elif held <= lexicon("after-cue") and first > 0 and words.sentence[first - 1] == words.sentence[first]:
        first, last = (first - 1, first - 1) if words.word(first - 1)[0].isalpha() else (first, last)
    span = trimmed(words.text, words.span(first, last))
    return span if span and any(c.isalpha() for c in span.text) else None


def _filled(words: Words, best: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which words are content; small holes that hold neither cue nor source are filled."""
    mask: npt.NDArray[np.bool_] = best == CONTENT_ROLE
    found = list(runs(mask))
    for (_, left), (right, _) in pairwise(found):
        hole = best[left + 1 : right]
        if len(hole) <= HOLE and not hole.any() and words.sentence[left] == words.sentence[right]:
            mask[left + 1 : right] = True
    return mask


def _draft(words: Words, anchor: int, roles: Floats) -> StatementDraft | None:
    best = roles.argmax(-1)
    cue = _cue(words, anchor, best)
    window = Span(words.window.start, words.window.end, "")
    content = []
    pieces = list(runs(_filled(words, best)))
    longest = max((last - first for first, last in pieces), default=0)
    for first, last in pieces:
        if first == last and longest > 0:
            continue
        piece = trimmed(words.text, words.span(first, last), left=" \t\r\n,;:–—-", right=" \t\r\n,;:–—-")
        if piece and any(c.isalnum() for c in piece.text):
            content.append(balanced(words.text, piece, window))
    if not content:
        return None
    where = best == CONTENT_ROLE
    score = float(np.sqrt(max(words.reading.flags[anchor, ANCHOR], 0.25) * roles[where, CONTENT_ROLE].mean()))
    source = _best_run(words, roles, SOURCE_ROLE, anchor)
    return StatementDraft(
        zone=words.window.zone,
        score=round(score, 4),
        kind=kind_of(words.text, content),
        source=source and balanced(words.text, source, window),
        cue=cue,
        content=tuple(content),
        addressee=_best_run(words, roles, ADDRESSEE_ROLE, anchor),
        sentence=words.sentence_of(anchor),
        modality=_modality(cue),
    )


def kind_of(text: str, content: Sequence[Span]) -> StatementKind:
    """Whether content is quoted, told, or told with quoted words in it."""
    if not any(q in c.text for c in content for q in _QUOTES):
        return StatementKind.INDIRECT

    def direct(c: Span) -> bool:
        return (
            c.text[0] in _QUOTES
            and c.text[-1] in _QUOTES + ".,!?"
            and sum(map(c.text[1:-1].count, _QUOTES)) == 0
        )

    return (
        StatementKind.DIRECT
        if all(direct(c) or _within_quotes(text, c) for c in content)
        else StatementKind.MIXED
    )


def _within_quotes(text: str, span: Span) -> bool:
    return text[span.start - 1 : span.start] in set(_QUOTES) and text[span.end : span.end + 1] in set(_QUOTES)


def _quoted(content: Sequence[Span]) -> bool:
    return any(c.text[0] in _QUOTES or c.text[-1] in _QUOTES for c in content)


def _modality(cue: Span | None) -> Modality:
    words = (cue.text.lower().replace("n't", " n't").replace("n’t", " n't").split()) if cue else []
    return Modality.NEGATED if lexicon("negation") & set(words[:-1]) else Modality.ASSERTED


def _distinct(found: list[StatementDraft]) -> list[StatementDraft]:
    """One statement for each cue; of two with like content and source the surer one."""
    kept: list[StatementDraft] = []
    for draft in sorted(found, key=lambda d: -d.score):
        same = [k for k in kept if _same(k, draft)]
        if not same:
            kept.append(draft)
    return kept


def _same(a: StatementDraft, b: StatementDraft) -> bool:
    if a.cue and b.cue and a.cue != b.cue:
        return a.cue.start < b.cue.end and b.cue.start < a.cue.end
    if a.cue == b.cue and a.cue is not None:
        return True
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a.content for y in b.content)
    return shared > 0.6 * min(_size(a.content), _size(b.content))


def _size(content: Sequence[Span]) -> int:
    return sum(c.end - c.start for c in content)


def joined(drafts: Sequence[StatementDraft], text: str) -> list[StatementDraft]:
    """Quotations that run on into a next window, given back to the statement that opened them."""
    kept: list[StatementDraft] = []
    for draft in drafts:
        before = kept[-1] if kept else None
        if before and draft.cue is None and draft.source is None and _runs_on(before, draft, text):
            content = (*before.content, *draft.content)
            kept[-1] = replace(before, content=content, kind=kind_of(text, content))
        else:
            kept.append(draft)
    return kept


def _runs_on(before: StatementDraft, draft: StatementDraft, text: str) -> bool:
    between = text[before.content[-1].end : draft.content[0].start]
    return before.zone is draft.zone and len(between) <= 3 and "\n\n" not in between

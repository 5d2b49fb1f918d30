"""Claims: forecasts, conditions, plans, threats and promises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from entente.extraction.clauses import clause, content_bounds
from entente.extraction.conditions import condition, consequence
from entente.extraction.drafts import ClaimDraft, StatementDraft
from entente.extraction.signs import Sign, signs
from entente.extraction.spans import Words, balanced, merged, runs, trimmed
from entente.language.lexicon import lexicon
from entente.records import ClaimKind, Span

#: Fewest words of a claim, and of one that is sure; most words that may lack in the middle of one.
LEAST_WORDS, LEAST_SURE, HOLE = 5, 3, 8
#: Least probability of one word of a claim that has no strong sign; of one behind "plans to".
PEAK, COMMITTED = 0.75, 0.3
#: Words behind "plans to" that are looked at; words before a claim whose "expects" counts.
COMMITTED_REACH, BEFORE = 8, 2
#: Score of a claim that grammar alone tells; least mean of a threat.
BY_GRAMMAR, THREATENED = 0.5, 0.5
_KINDS = list(ClaimKind)
_MARKS = frozenset(".,;:!?—–")
_UNITS = frozenset(("week", "month", "year", "summer", "winter", "spring", "autumn", "night"))


@dataclass(frozen=True, slots=True)
class _Core:
    """Words that make a claim: first, last, and the word whose clause it is; ``read`` by the encoder.

    A mark or "that" at the edge of what was read bounds the clause: ``opened``, ``closed``.
    """

    first: int
    last: int
    at: int
    read: bool
    opened: bool = False
    closed: bool = False
    named: bool = False


@dataclass(frozen=True)
class _Clause:
    """A clause that may be a claim: its words, its signs, its condition and how likely its words are."""

    words: Words
    first: int
    last: int
    read: bool
    signs: tuple[Sign, ...]
    condition: Span | None
    likely: npt.NDArray[np.floating]

    @property
    def range(self) -> range:
        """Its words."""
        return range(self.first, self.last + 1)

    @property
    def peak(self) -> float:
        """How likely its likeliest word is."""
        return float(self.likely.max())

    def strong(self) -> bool:
        """Whether a sign that makes a claim alone stands outside of the condition."""
        return any(
            s.strong and not (self.condition and self.condition.covers(self.words.span(s.at, s.at)))
            for s in self.signs
        )


def claims(words: Words, said: Sequence[StatementDraft] = ()) -> Iterator[ClaimDraft]:
    """The claims of one window, in order: whole clauses that speak of what is to come.

    ``said`` are the statements of the window: a claim does not reach beyond the content that it stands in.
    """
    every = list(signs(words))
    likely = 1 - words.reading.claims[:, 0]
    for first, last, read in _clauses(words, likely, every, _contents(words, said)):
        found = _Clause(
            words,
            first,
            last,
            read,
            tuple(s for s in every if first <= s.at <= last or _leads(words, s, first)),
            condition(words, first, last),
            likely[first : last + 1],
        )
        if _is_claim(found):
            yield from _draft(found)


def _leads(words: Words, sign: Sign, first: int) -> bool:
    """ "Agreed" in front of "to free the crew"."""
    return sign.at == first - 1 and words.word(first).lower() == "to"


def _clauses(
    words: Words,
    likely: npt.NDArray[np.floating],
    every: Sequence[Sign],
    contents: Sequence[tuple[int, int]],
) -> list[tuple[int, int, bool]]:
    """First and last word of the clauses around all cores, those that overlap made one; whether read."""
    found: list[tuple[int, int, bool]] = []
    for core in sorted(_cores(words, likely, every), key=lambda c: (c.named, c.first, c.last)):
        low, high = content_bounds(words, core.at, contents)
        low = core.first if core.opened else min(max(low, _meant(words, core, every)), core.first)
        high = core.last if core.closed else max(high, core.last)
        first, last = clause(words, core.first, core.last, (low, high))
        read = core.read
        if core.named:
            found = _with_named(found, (first, last), every)
            continue
        while found and first <= found[-1][1]:
            before = found.pop()
            first, last, read = min(first, before[0]), max(last, before[1]), read or before[2]
        found.append((first, last, read))
    return sorted(found)


def _with_named(
    found: list[tuple[int, int, bool]], clause_of: tuple[int, int], every: Sequence[Sign]
) -> list[tuple[int, int, bool]]:
    """The clauses with what a noun names ("threats to close the port") instead of one that only holds it."""
    first, last = clause_of
    held = [f for f in found if f[0] <= last and first <= f[1]]
    if any(s.strong and not s.named and f[0] <= s.at <= f[1] for f in held for s in every):
        return found
    return sorted([*(f for f in found if f not in held), (first, last, any(f[2] for f in held))])


def _meant(words: Words, core: _Core, every: Sequence[Sign]) -> int:
    """Where a claim begins of which only "agreed to" tells: at "to"."""
    own = [s for s in every if not s.past and core.first - BEFORE <= s.at <= core.last]
    if len(own) == 1 and own[0].at < core.first and words.word(own[0].at).lower() in lexicon("pledging"):
        return own[0].at + 1
    return 0


def _contents(words: Words, said: Sequence[StatementDraft]) -> list[tuple[int, int]]:
    held = (words.within(piece) for draft in said for piece in draft.content)
    return [(inside[0], inside[-1]) for inside in held if inside]


def _cores(words: Words, likely: npt.NDArray[np.floating], every: Sequence[Sign]) -> Iterator[_Core]:
    """Runs of likely words, and signs that make a claim alone."""
    for first, last in _runs(words, likely > 0.5):
        inside = [s.at for s in every if first <= s.at <= last and not s.past]
        begin, end = first, last
        while begin < end and (words.word(begin) in _MARKS or words.word(begin).lower() == "that"):
            begin += 1
        while end > begin and words.word(end) in _MARKS:
            end -= 1
        at = inside[0] if inside else (begin + end) // 2
        yield _Core(begin, end, at, True, opened=begin > first, closed=end < last)
    for sign in every:
        committed = likely[sign.at + 1 : sign.at + 1 + COMMITTED_REACH]
        if sign.strong or (
            words.word(sign.at).lower() in lexicon("committing")
            and len(committed)
            and committed.max() > COMMITTED
        ):
            at = sign.at if sign.strong else sign.at + 1
            yield _Core(at, at, at, False, opened=sign.named, named=sign.named)


def _runs(words: Words, claimed: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Likely words of one sentence, holes filled."""
    parts = (part for first, last in runs(claimed) for part in _by_sentence(words, first, last))

    def joins(last: int, first: int) -> bool:
        near = words.sentence[last] == words.sentence[first] and first - last <= HOLE + 1
        return near and not _reasons(words, first)

    return merged(parts, joins)


def _by_sentence(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    begin = first
    for i in range(first + 1, last + 1):
        if words.sentence[i] != words.sentence[i - 1]:
            yield begin, i - 1
            begin = i
        elif _reasons(words, i):
            if begin < i - 1:
                yield begin, i - 2
            begin = i
    yield begin, last


def _reasons(words: Words, at: int) -> bool:
    """Whether a condition behind "because" begins another claim: "it will shut because if it stays open"."""
    before = words.word(at - 1).lower() if at else ""
    return before == "because" and words.word(at).lower() in lexicon("conditional")


def _is_claim(found: _Clause) -> bool:
    """Whether a clause speaks of what is to come, and is neither asked, past, nor about the text itself."""
    ahead = any(not s.past for s in found.signs)
    if _asked(found) or _itself(found) or (found.signs and not ahead):
        return False
    if found.condition and found.condition.covers(_inner(found)):
        return False
    strong = found.strong()
    cued = found.peak > PEAK and _future(found, before_only=True)
    sure = cued or (strong and found.peak > PEAK)
    size = sum(found.words.word(i)[0].isalnum() for i in found.range)
    if size < (LEAST_SURE if sure else LEAST_WORDS):
        return False
    if strong or found.peak <= PEAK:
        return strong
    return not _gone(found) and (any(not s.past and not s.strong for s in found.signs) or _future(found))


def _inner(found: _Clause) -> Span:
    span = found.words.span(found.first, found.last)
    return trimmed(found.words.text, span) or span


def _asked(found: _Clause) -> bool:
    return found.words.sentence_of(found.last).text.rstrip("”\"’') *_").endswith("?")


def _itself(found: _Clause) -> bool:
    """ "The following analysis will show": about the text that is read."""
    if not found.signs:
        return False
    held = [found.words.word(i).lower() for i in range(found.first, found.signs[0].at)]
    return (
        0 < len(held) <= 4
        and bool(set(held) & {"following", "this", "present"})
        and held[-1] in lexicon("itself")
    )


def _gone(found: _Clause) -> bool:
    """ "Pledged in Paris last December": told of the past."""
    words = found.words
    return any(
        words.word(i).lower() == "last" and (words.word(i + 1)[0].isupper() or words.word(i + 1) in _UNITS)
        for i in found.range[:-1]
    )


def _future(found: _Clause, *, before_only: bool = False) -> bool:
    """Whether a word of the future stands in a clause, or just before it; "if" alone must open it."""
    words, first = found.words, found.first
    home = words.sentence[first]
    begin, end = max(0, first - BEFORE), first if before_only else found.last + 1
    held = {words.word(i).lower() for i in range(begin, end) if words.sentence[i] == home}
    held &= lexicon("future")
    near = {words.word(i).lower() for i in range(first, min(first + 2, found.last + 1))}
    opens = bool(near & lexicon("conditional"))
    return bool(held - lexicon("conditional") - lexicon("duty")) or (bool(held) and opens)


def _draft(found: _Clause) -> Iterator[ClaimDraft]:
    words = found.words
    span = trimmed(words.text, words.span(found.first, found.last))
    if span is None:
        return
    span = balanced(words.text, _unquoted(words.text, span), Span(words.window.start, words.window.end, ""))
    score = float(found.likely.mean())
    yield ClaimDraft(
        zone=words.window.zone,
        score=round(score if found.read else max(score, BY_GRAMMAR), 4),
        kind=_kind(found, score),
        span=span,
        condition=found.condition,
        consequence=consequence(words.text, span, found.condition),
    )


def _unquoted(text: str, span: Span) -> Span:
    """The full stop in front of a closing quotation mark taken in where the claim holds the opening one."""
    lacking = span.text.count("“") > span.text.count("”")
    end = span.end + 1 if lacking and text[span.end : span.end + 2] in (".”", ",”") else span.end
    return Span(span.start, end, text[span.start : end])


def _kind(found: _Clause, mean: float) -> ClaimKind:
    """The kind that the words agree on; nothing is conditional without a condition."""
    scores = found.words.reading.claims[found.first : found.last + 1].sum(0)
    kinds = [float(scores[1 + 2 * k] + scores[2 + 2 * k]) for k in range(len(_KINDS))]
    if found.condition is None:
        kinds[_KINDS.index(ClaimKind.CONDITIONAL)] = -1.0
    kind = _KINDS[max(range(len(kinds)), key=kinds.__getitem__)]
    if max(kinds) < 1.0 or (kind is ClaimKind.THREAT and mean < THREATENED):
        # The words say too little: grammar found it.
        kind = ClaimKind.FORECAST
    return ClaimKind.CONDITIONAL if found.condition and kind is ClaimKind.FORECAST else kind

"""The condition of a claim, and what would follow."""

from __future__ import annotations

from collections.abc import Iterator

from entente.extraction.spans import Words, runs, trimmed
from entente.language.labels import WORD_FLAGS
from entente.language.lexicon import lexicon
from entente.records import Span

CONDITION = WORD_FLAGS.index("condition")
#: Fewest words of a condition.
LEAST_CONDITION = 3
#: Words between an opening clause and the modal behind it.
CONSEQUENCE_REACH = 12
_QUOTES = frozenset("“\"‘'")
_STOPS = frozenset('.,;:!?…“”"()—–')
#: What may stand before "if" and belongs to it.
_LEADS = frozenset(("even", "only", "except"))


def condition(words: Words, first: int, last: int) -> Span | None:
    """The condition among the words from ``first`` to ``last``: behind a word that begins one, or as read."""
    found = list(_marked(words, first, last)) or list(_opening(words, first, last))
    found = found or list(_read(words, first, last))
    if not found:
        return None
    begin, end = max(_joined(words, found), key=lambda r: r[1] - r[0])
    if (begin, end) == (first, last):
        # No mark parts "if it rains" from the rest: the reading does.
        begin, end = max(_read(words, first, last), key=lambda r: r[1] - r[0], default=(begin, end))
    if end - begin + 1 < LEAST_CONDITION:
        return None
    return trimmed(words.text, words.span(begin, end))


def _marked(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    for i in range(first, last + 1):
        begin = _begins(words, i, first, last)
        if begin is not None:
            opens = begin == first or not words.word(begin - 1)[0].isalpha()
            yield begin, _end(words, i, last, opens)


def _begins(words: Words, at: int, first: int, last: int) -> int | None:
    """Where a condition begins whose mark is the word ``at``."""
    word, before = words.word(at).lower(), words.word(at - 1).lower() if at > first else ""
    after = words.word(at + 1).lower() if at < last else ""
    if word in lexicon("conditional"):
        if word in ("provided", "providing") and after != "that":
            return None
        if before in lexicon("whether"):
            return None
        return at - 1 if before in _LEADS else at
    if word == "long" and before in ("as", "so") and after == "as":
        return at - 1
    if word in ("case", "event", "return", "exchange") and before == "in" and after in ("of", "that", "for"):
        return at - 1
    if (
        word in ("should", "were")
        and (at == first or words.word(at - 1).lower() in (",", "—", "–", "and"))
        and _turned(words, at, last)
    ):
        return at
    if word == "without" and at == first:
        return at
    return None


def _turned(words: Words, at: int, last: int) -> bool:
    """ "Should the road stay shut": the subject stands behind."""
    if at > last - 3:
        return False
    after = words.word(at + 1)
    subject = lexicon("determiner") | lexicon("pronoun") | lexicon("owner")
    return (
        after.lower() in subject
        or after[0].isupper()
        or (words.word(at)[0].isupper() and after not in ("not", "be"))
    )


def _end(words: Words, mark: int, last: int, opens: bool) -> int:
    """The last word of a condition's clause; an aside behind "if" and quoted words do not end it."""
    then = next((i for i in range(mark, last + 1) if words.word(i).lower() == "then"), None)
    if opens and then is not None and then > mark + LEAST_CONDITION:
        return then - 1
    at = mark
    while at < last:
        word = words.word(at + 1)
        if word == "," and not _goes_on(words, mark, at + 1, last if opens else at + 1):
            break
        if word in ";:!?—–" or (word in '”"' and words.word(at) in ".,!?"):
            break
        if word == "…" and not (at + 2 <= last and words.word(at + 2)[0].islower()):
            break
        at += 1
    return at


def _goes_on(words: Words, mark: int, comma: int, last: int) -> bool:
    """Whether the clause of a condition runs on behind a comma."""
    if comma - mark < LEAST_CONDITION - 1:
        return True
    behind = mark + 1 + (words.word(mark + 1) == ",")
    aside = words.word(behind).lower() in lexicon("if-aside")
    later = any(words.word(i) == "," for i in range(comma + 1, last + 1))
    has_verb = any(words.word(i).lower() in lexicon("be") for i in range(mark, comma))
    return aside and later and not has_verb


def _read(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """What the encoder reads as a condition, where its first word may begin one."""
    inside = words.reading.flags[first : last + 1, CONDITION] > 0.5
    for begin, end in runs(inside, gap=1):
        if words.word(first + begin).lower() in lexicon("may-condition") | lexicon("conditional"):
            stop = first + end
            while stop < last and words.word(stop + 1) not in _STOPS and words.word(stop + 1) != "then":
                stop += 1
            rest = {words.word(i).lower() for i in range(first + end + 1, last + 1)}
            cut = stop == last and rest & lexicon("foretelling")
            yield first + begin, first + end if cut else stop


def _opening(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """ "By moving away, ..." and "when she wins, ..." in front of a clause with a modal."""
    while first < last and words.word(first) in _QUOTES:
        first += 1
    low = [words.word(i).lower() for i in range(first, min(first + 3, last + 1))]
    by = low[0] == "by" and low[1:] and low[1].endswith("ing") and low[2:] not in (["so"], ["this"], ["that"])
    when = low[0] in ("when", "whenever", "anytime") or (
        low[0] in ("any", "every", "each") and low[1:2] == ["time"]
    )
    modal = next((i for i in range(first, last + 1) if _foretells(words, i)), first)
    comma = next((i for i in range(modal, first, -1) if words.word(i) in ",…"), first)
    told = any(_is_past(words.word(i).lower()) for i in range(first, comma))
    if (by or (when and not told)) and first < comma and modal - comma <= CONSEQUENCE_REACH:
        yield first, comma - 1


def _foretells(words: Words, at: int) -> bool:
    word = words.word(at).lower()
    return word in lexicon("foretelling") or (
        word == "going" and words.word(at - 1).lower() in lexicon("be-now")
    )


def _is_past(word: str) -> bool:
    """Whether a word is a verb of the past and no form of the present as well."""
    past = word.endswith("ed") and len(word) > 4
    known = word in lexicon("participle") or word in lexicon("past")
    return past or (known and word not in lexicon("unchanged"))


def _joined(words: Words, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Conditions side by side ("if it is cold, and if it snows") as one."""
    kept = [found[0]]
    for begin, end in found[1:]:
        between = range(kept[-1][1] + 1, begin)
        if all(words.word(i).lower() in ",andor" for i in between):
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((begin, end))
    return kept


def consequence(text: str, span: Span, found: Span | None) -> Span | None:
    """What a conditional claim says would follow: the longer side of its condition."""
    if found is None:
        return None
    sides = [(span.start, found.start), (found.end, span.end)]
    start, end = max(sides, key=lambda s: s[1] - s[0])
    return trimmed(text, Span(start, end, text[start:end])) if end > start else None

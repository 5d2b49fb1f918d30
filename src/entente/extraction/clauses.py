"""The clause around a word: from mark to mark, openings, asides and quoted words taken in."""

from __future__ import annotations

from collections.abc import Sequence

from entente.extraction.spans import Words
from entente.language.lexicon import lexicon

_HARD = frozenset(";:!?—–")
_REASONS = ("because", "whereas")
_OPEN, _CLOSE = frozenset("“«"), frozenset("”»")
#: Words behind a comma among which a cue makes them words about the saying ("..., he said").
SAYING_REACH = 4
#: Words before an "if" among which "what would happen" poses a question.
POSED_REACH = 4


def clause(words: Words, first: int, last: int, bounds: tuple[int, int]) -> tuple[int, int]:
    """The clause that holds the words from ``first`` to ``last``, within ``bounds`` (both counted)."""
    begin = _left(words, first, bounds[0])
    while begin < first and _drops(words, begin):
        begin += 1
    aside = words.word(begin).lower() in lexicon("relative") or _is_saying(words, begin, bounds[0])
    end = _right(words, last, bounds[1], aside=aside)
    # A full stop ends the sentence, not the claim; that of "U.S." stays.
    if (
        end > last
        and words.word(end) == "."
        and not (len(words.word(end - 1)) == 1 and words.word(end - 1).isupper())
    ):
        end -= 1
    return begin, end


def _drops(words: Words, at: int) -> bool:
    word = words.word(at)
    return (word.lower() in lexicon("joining") and (word != "As")) or word in ",;:—–"


def _left(words: Words, first: int, low: int) -> int:
    at = first
    while at > low:
        mark = words.word(at - 1)
        if mark == ")":
            at = _opening(words, at - 1, low)
        elif _is_dash(words, at - 1) and (pair := _other_dash(words, at - 2, low, -1)) is not None:
            at = pair
        elif mark == ":" and (posed := _posed(words, at - 1, low)) is not None:
            return posed
        elif (
            (
                mark in _HARD
                or mark == "("
                or _is_that(words, at - 1)
                or mark.lower() in _REASONS
                or mark.lower() in ("expect", "expects")
                or _is_saying(words, at, low)
            )
            or (mark == "…" and not words.word(at)[0].islower())
            or _speech(words, at - 1, low)
        ):
            return at
        elif mark == ",":
            taken = _over_comma(words, at, low)
            if taken is None:
                return at
            at = taken
        else:
            at -= 1
    return at


def _is_that(words: Words, at: int) -> bool:
    return words.word(at).lower() == "that"


def _is_saying(words: Words, at: int, low: int) -> bool:
    """ "Saying he'll go": what is said begins here."""
    return (
        at > low and words.word(at - 1).lower() == "saying" and words.word(at).lower() in lexicon("subject")
    )


def _posed(words: Words, colon: int, low: int) -> int | None:
    """The "if" of "what would happen if it came to war: ...", which what stands behind the colon answers."""
    for i in range(colon - 1, low, -1):
        if words.word(i).lower() in lexicon("conditional"):
            held = {words.word(j).lower() for j in range(max(low, i - POSED_REACH), i)}
            return i if held & {"what", "how"} and held & lexicon("foretelling") else None
    return None


def _over_comma(words: Words, at: int, low: int) -> int | None:
    """Where to go on from behind a comma: over an aside, or to the beginning of an opening phrase."""
    begin = at - 1
    while begin > low and words.word(begin - 1) not in _HARD and words.word(begin - 1) != ",":
        if _speech(words, begin - 1, low):
            break
        if _is_that(words, begin - 1) and words.word(begin).lower() in lexicon("opening"):
            break
        begin -= 1
    opens = words.word(begin).lower() in lexicon("opening") or _any_time(words, begin)
    if words.word(at).lower() in lexicon("foretelling"):
        # The subject stands before an aside: "The plan, if it survives, could ...".
        return max(begin - 1, low) if words.word(begin - 1) == "," else begin
    frame = (
        begin == low
        or words.word(begin - 1) in _HARD
        or words.word(begin - 1).lower() in (",", "“", '"', "that")
    )
    if not (opens and frame and begin < at - 1):
        return _if_before(words, at, low)
    return None if _view(words, begin, at) else begin


def _any_time(words: Words, at: int) -> bool:
    """ "Any time you cut taxes", "every time they meet"."""
    return words.word(at).lower() in ("any", "every", "each") and words.word(at + 1).lower() == "time"


def _if_before(words: Words, at: int, low: int) -> int | None:
    """Where an "if" stands whose clause has commas of its own, with no modal between."""
    for i in range(at - 1, low - 1, -1):
        word = words.word(i).lower()
        if word in _HARD or word in lexicon("foretelling") or _speech(words, i, low):
            return None
        if word in lexicon("conditional"):
            before = words.word(i - 1).lower() if i > low else ","
            return i if before in (",", "“", "that", *_REASONS) else None
    return None


def _view(words: Words, begin: int, end: int) -> bool:
    """ "From Russia's perspective", "in his view": who thinks so is no part of what is thought."""
    held = {words.word(i).lower() for i in range(begin, end)}
    return bool(held & {"perspective", "view", "viewpoint", "standpoint", "opinion", "words", "interview"})


def _right(words: Words, last: int, high: int, *, aside: bool) -> int:
    at = last
    while at < high:
        mark = words.word(at + 1)
        if mark == "(":
            at = _closing(words, at + 1, high)
        elif _is_dash(words, at + 1) and (pair := _other_dash(words, at + 2, high, 1)) is not None:
            at = pair
        elif mark in _HARD or mark == ")" or mark.lower() in _REASONS:
            return at
        elif mark in _CLOSE or mark == '"':
            if words.word(at) in ".,!?" or at + 1 == high:
                return at
            at += 1
        elif mark == ",":
            if aside or _other(words, at + 1, high):
                return at
            at += 1
        else:
            at += 1
    return at


def _other(words: Words, comma: int, high: int) -> bool:
    """Whether a clause of another kind begins behind a comma."""
    near = range(comma + 1, min(comma + 1 + SAYING_REACH, high + 1))
    if any(words.word(i).lower() in lexicon("conditional") for i in near):
        return False
    if comma >= high or words.word(comma + 1).lower() in lexicon("loosening"):
        return True
    if words.word(comma + 1) in _CLOSE or words.word(comma + 1) == '"':
        return True
    return any(words.word(i).lower() in lexicon("saying") for i in near)


def _speech(words: Words, at: int, low: int) -> bool:
    """Whether a quotation mark bounds speech: it stands behind a comma, a colon or another sentence."""
    mark = words.word(at)
    if mark in _OPEN or (mark == '"' and _blank_before(words, at)):
        return at == low or words.word(at - 1) in ",:."
    if mark in _CLOSE or mark == '"':
        return words.word(at - 1) in ",.!?"
    return False


def _blank_before(words: Words, at: int) -> bool:
    start = words.offsets[at][0]
    return start == 0 or words.text[start - 1].isspace()


def _is_dash(words: Words, at: int) -> bool:
    start, end = words.offsets[at]
    mark = words.text[start:end]
    blank = words.text[start - 1 : start].isspace() and words.text[end : end + 1].isspace()
    return mark in "—–" or (mark == "-" and blank)


def _other_dash(words: Words, at: int, bound: int, step: int) -> int | None:
    """The dash at the other end of an aside."""
    for i in range(at, bound + step, step):
        if 0 <= i < len(words) and _is_dash(words, i) and words.word(i) in "—–-":
            return i
    return None


def _opening(words: Words, at: int, low: int) -> int:
    """The bracket that opens what ends at ``at``, or the word before it."""
    i = at
    while i > low and words.word(i) != "(":
        i -= 1
    return i


def _closing(words: Words, at: int, high: int) -> int:
    i = at
    while i < high and words.word(i) != ")":
        i += 1
    return i


def content_bounds(words: Words, at: int, contents: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """First and last word of the innermost content that holds a word, or of its sentence."""
    home = words.sentence[at]
    low = high = at
    while low > 0 and words.sentence[low - 1] == home:
        low -= 1
    while high + 1 < len(words) and words.sentence[high + 1] == home:
        high += 1
    holding = [(a, b) for a, b in contents if a <= at <= b]
    if holding:
        a, b = min(holding, key=lambda c: c[1] - c[0])
        low, high = max(low, a), min(high, b)
    return low, high

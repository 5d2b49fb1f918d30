"""Parties: the words that take part in an act, as whole noun phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial

from entente.extraction.spans import Words, merged, runs, trimmed
from entente.language.encoder import Floats
from entente.language.lexicon import lexicon
from entente.ontology.actors import names_actor
from entente.records import Span

#: Least probability that a word belongs to a party; words that bridge two parts of one need less.
PARTY_BAR, BRIDGE_BAR = 0.5, 0.1
#: A party that is no more than this sure is left out where a far surer one stands beside it.
DOUBTFUL, SURE = 0.65, 0.9
_LEFT, _RIGHT = " ,.;:!?)]–—-/'’\"“”", " ,;:([–—-/'’\"“”"


def parties(
    words: Words,
    chance: Floats,
    names: Sequence[Span],
    is_actor: Callable[[str], bool] = names_actor,
) -> tuple[Span, ...]:
    """The parties of one side of an act, in order of the text.

    ``chance`` is each word's probability of being in one; ``names`` (document offsets) are never cut in two;
    ``is_actor`` says whether a text is the name of a known actor.
    """
    found: list[tuple[Span, float]] = []
    for first, last in merged(runs(chance > PARTY_BAR), partial(_joins, words, chance)):
        sure = float(chance[first : last + 1].max())
        whole = _whole(words.text, words.span(first, last), names)
        for part in _sides(words.text, whole, is_actor):
            span = _cleaned(words.text, part)
            if span and not any(span.start < s.end and s.start < span.end for s, _ in found):
                _put(words.text, found, span, sure)
    found += list(_listed(words, chance, found, is_actor)) if found else []
    found.sort(key=lambda f: f[0].start)
    best = max((sure for _, sure in found), default=0.0)
    kept = [s for s, sure in found if sure > DOUBTFUL or best < SURE]
    return tuple(s for i, s in enumerate(kept) if s.text not in {k.text for k in kept[:i]})


_NAME = r"(?:the )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
_LIST = re.compile(rf"{_NAME}(?:, {_NAME})+,? and {_NAME}")


def _listed(
    words: Words, chance: Floats, found: Sequence[tuple[Span, float]], is_actor: Callable[[str], bool]
) -> Iterator[tuple[Span, float]]:
    """The rest of a list of three actors or more ("France, Germany, and Spain") of which one is a party.

    They are as sure as that one, unless the encoder gives them hardly a chance.
    """
    for members in _lists(words.text, words.window.start, words.window.end):
        first, last = members[0].start, members[-1].end
        sure = max((s for f, s in found if first <= f.start < last), default=0.0)
        if not sure or not all(is_actor(_bare(m.text)) for m in members):
            continue
        for member in members:
            likely = any(chance[i] > BRIDGE_BAR for i in words.within(member))
            if likely and not any(f.start < member.end and member.start < f.end for f, _ in found):
                yield member, sure


# A window is asked for each side of each of its acts.
@lru_cache(maxsize=16)
def _lists(text: str, start: int, end: int) -> tuple[tuple[Span, ...], ...]:
    """The lists of three names or more in a stretch of a text, as the spans of their members."""
    found = []
    for listing in _LIST.finditer(text, start, end):
        inner = [listing.start() + e for m in _BETWEEN.finditer(listing[0]) for e in m.span()]
        edges = [listing.start(), *inner, listing.end()]
        found.append(tuple(Span(a, b, text[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True)))
    return tuple(found)


def _put(text: str, found: list[tuple[Span, float]], span: Span, sure: float) -> None:
    """Add a party, unless it goes on with the last one or says in apposition who that is."""
    if found:
        last, before = found[-1]
        between = text[last.end : span.start]
        if between == " ":
            found[-1] = (Span(last.start, span.end, text[last.start : span.end]), max(before, sure))
            return
        owned = span.text.split()[0] in lexicon("owner")
        if between == ", " and span.text[0].islower() and not owned:
            return
    found.append((span, sure))


_BETWEEN = re.compile(r", as well as | as well as |, and | and |, |[-–—]")
#: "the ministers of A and B": the second party follows the first behind one of these.
_OF = re.compile(r".*\b(?:of|from|for) (?=[^,]*$)")


def _sides(text: str, span: Span, is_actor: Callable[[str], bool]) -> Iterator[Span]:
    """Several actors that one name was taken for are several parties.

    "U.S.-Armenia", "both Ghana, Togo and Benin", "the ministers of Greece and Turkey", "Thai and
    Cambodian troops".
    """
    head, _, rest = span.text.partition(" ")
    counted = head.lower() in lexicon("counting")
    start = span.start + (len(head) + 1 if counted else 0)
    if counted and is_actor(_bare(rest)):
        span = Span(start, span.end, rest)
    edges = [start, *(span.start + e for m in _BETWEEN.finditer(span.text) for e in m.span()), span.end]
    parts = [Span(a, b, text[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if len(parts) < 2:
        yield span
        return
    first, *middle, last = parts
    of = _OF.match(first.text)
    names = [first.text[of.end() if of else 0 :], *(p.text for p in middle)]
    final = last.text if of or is_actor(_bare(last.text)) else last.text.split(" ", 1)[0]
    if all(is_actor(_bare(name)) for name in (*names, final)):
        yield from parts
    else:
        yield span


def _bare(text: str) -> str:
    return text.removeprefix("the ")


def _joins(words: Words, chance: Floats, last: int, first: int) -> bool:
    """Whether an apostrophe, a hyphen or an "of" between two runs of likely words makes them one party."""
    gap = range(last + 1, first)
    if not 0 < len(gap) <= 3 or words.sentence[last] != words.sentence[first]:
        return False
    if not all(words.word(i).lower() in lexicon("bridge") for i in gap):
        return False
    ends, begins = words.offsets[last][1], words.offsets[first][0]
    tight = ends == words.offsets[last + 1][0] and words.offsets[first - 1][1] == begins
    return tight or float(chance[last + 1 : first].min()) > BRIDGE_BAR


def _whole(text: str, span: Span, names: Sequence[Span]) -> Span:
    """The span with every name that it touches whole, and abbreviations ("U.S.") with their marks."""
    start, end = span.start, span.end
    if text[start - 1 : start] in set("'’") and text[start : start + 2] == "s ":
        # The owner before a possessive belongs to the phrase: "Russia's Foreign Ministry".
        start = text.rfind(" ", 0, start) + 1
    for name in names:
        if "," not in name.text and name.start < end and start < name.end:
            start, end = min(start, name.start), max(end, name.end)
    while (
        end < len(text)
        and text[end] == "."
        and end - 2 >= start
        and text[end - 2] in ". "
        and text[end - 1].isupper()
    ):
        end += 1
        if text[end : end + 1].isupper() and text[end + 1 : end + 2] == ".":
            end += 1
    return Span(start, end, text[start:end])


def _cleaned(text: str, span: Span) -> Span | None:
    """Without prepositions and marks before it; None where what is left names nobody."""
    cut = trimmed(text, span, left=_LEFT, right=_RIGHT)
    while cut:
        head, _, rest = cut.text.partition(" ")
        if head.lower() not in lexicon("before") or not rest.strip() or rest.startswith(("least ", "most ")):
            break
        start = cut.end - len(rest)
        cut = trimmed(text, Span(start, cut.end, rest), left=_LEFT, right=_RIGHT)
    if cut is None or cut.text.lower() in lexicon("nobody") or not any(c.isalnum() for c in cut.text):
        return None
    cut = _unowned(text, cut)
    return None if not cut.text or _describes(cut.text) else cut


def _unowned(text: str, span: Span) -> Span:
    """Without a possessive mark at the end, and with no bracket half open."""
    end = span.end - 2 if span.text[-2:] in ("'s", "’s") else span.end
    start = span.start
    if text[start:end].startswith("(") and ")" not in text[start : end + 1]:
        start += 1
    if text[start:end].count("(") > text[start:end].count(")"):
        end = end + 1 if text[end : end + 1] == ")" else start + text[start:end].rfind("(")
        end = start + len(text[start:end].rstrip())
    if text[start:end].count(")") > text[start:end].count("(") and text[end - 1] == ")":
        end -= 1
    return Span(start, end, text[start:end])


def _describes(text: str) -> bool:
    """Words that only describe ("northern", "the internationally")."""
    last = text.rpartition(" ")[2]
    return last.islower() and (
        last in lexicon("describing") or (last.endswith("ly") and last not in lexicon("thing-in-ly"))
    )

"""Named places in text, where a locative makes them places: ``in Goma``, ``near the city of Kherson``.

A government named by its capital ("Moscow said") is no place, and neither is a state that acts or is
acted on; only what stands behind a locative is returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from entente.records import Place, Span
from entente.resolution.places.gazetteer import Candidate, folded, gazetteer
from entente.resolution.places.placewords import place_words

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[’'-][^\W\d_]+)*(?:\.(?=\s[A-Z][a-z]))?")
_POSSESSIVE = re.compile(r"[’']s?$")
_JOIN = re.compile(r"^,?\s+(?:and|or)\s+(?:(?:in|near|at)\s+)?(?:the\s+)?$")
_COMMA = re.compile(r"^,\s+(?:the\s+)?$")
_LIST_GOES_ON = re.compile(r"^(?:,\s|,?\s(?:and|or)\s)")
_LONGEST = 5
_BEFORE = 160
_NEARBY = 600


class _Token(NamedTuple):
    text: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def _candidates(name: str) -> tuple[Candidate, ...]:
    return tuple(gazetteer().candidates(name))


def place_of(name: str) -> Place | None:
    """The place that a name alone means, None where the gazetteer has none.

    Among places of one name ours and states go first, then capitals, then the largest city.

    >>> place = place_of("Goma")
    >>> place and place.country
    'COD'
    """
    bare = name.strip().removeprefix("the ").removeprefix("The ") if name not in {"The Hague"} else name
    found = _candidates(bare) or _candidates(folded(bare))
    return found[0].place() if found else None


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    return [_Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


def _is_capital(token: _Token) -> bool:
    return token.text[0].isupper() or token.text.startswith(("al-", "el-"))


def _name_at(text: str, tokens: Sequence[_Token], index: int) -> tuple[str, int] | None:
    """The longest name of the gazetteer that begins at a token, and how many tokens it has."""
    for size in range(min(_LONGEST, len(tokens) - index), 0, -1):
        last = tokens[index + size - 1]
        if not (
            _is_capital(last)
            or last.text in {"region", "oblast", "province", "crossing", "state", "road", "dam", "states"}
        ):
            continue
        raw = text[tokens[index].start : last.end]
        if any(mark in raw for mark in ",;:\n"):
            continue
        for name in (" ".join(raw.split()), _POSSESSIVE.sub("", raw)):
            if _candidates(name):
                return name, size
    return None


def _runs_on(text: str, tokens: Sequence[_Token], index: int) -> bool:
    """Whether the token at ``index`` belongs to the same run of capitals as the one before it."""
    if not 0 < index < len(tokens):
        return False
    between = text[tokens[index - 1].end : tokens[index].start]
    joined = between.strip(" ") == "" or between == "-"
    return joined and tokens[index].text[0].isupper() and tokens[index].text not in place_words().followers


def _governed(before: str, *, state: bool) -> re.Match[str] | None:
    """The locative, or "the city of", that makes a name behind ``before`` a place."""
    words = place_words()
    match = words.governed.search(before)
    if match is None:
        return words.kind_of.search(before)
    locative, ahead = match["loc"].lower(), before[: match.start()]
    if words.cold.search(ahead) or (locative == "at" and state and not match["gap"]):
        return None
    if locative in words.moved and not words.kind_of.search(before):
        clause = re.split(r"[;:,“”\"]|\b(?:that|which|who|but|while)\b", ahead)[-1]
        if not words.motion.search(clause):
            return None
    return match


def _states_in(text: str) -> set[str]:
    book = gazetteer()
    found = {book.state_of(_POSSESSIVE.sub("", m[0])) for m in _TOKEN.finditer(text) if m[0][0].isupper()}
    return {code for code in found if code}


def _container(text: str, tokens: Sequence[_Token], index: int) -> tuple[str, int] | None:
    """The state or region that follows a name behind a comma or ``in``: its alpha-3 and its tokens."""
    if index >= len(tokens):
        return None
    ahead = text[tokens[index - 1].end : tokens[index].start]
    skip = 0
    if ahead.strip(" ") == "" and tokens[index].text == "in":
        skip = 1
        if index + 1 < len(tokens) and tokens[index + 1].text == "the":
            skip = 2
    elif ahead.strip(" ") != ",":
        return None
    found = _name_at(text, tokens, index + skip) if index + skip < len(tokens) else None
    if found is None:
        return None
    first = _candidates(found[0])[0]
    outer = first.population is None and first.country is not None
    return (first.country or "", skip + found[1]) if outer else None


def _chosen(name: str, near: str | None, sentence: str, around: str) -> Candidate:
    """The one of several places of a name: in the state that stands next to it, else the best known."""
    options = _candidates(name)
    if near:
        inside = [place for place in options if place.country == near]
        if inside:
            return inside[0]
    best = options[0]
    known = best.population is None or best.capital
    if known or len(options) == 1 or len({place.country for place in options}) == 1:
        return best
    for text in (sentence, around):
        states = _states_in(text)
        inside = [place for place in options if place.country in states]
        if inside:
            return inside[0]
    return best


class _Finder:
    """One sentence's search; ``names`` are the spans that the encoder takes for places."""

    def __init__(self, text: str, start: int, end: int, names: Sequence[Span]) -> None:
        self.text, self.start, self.end = text, start, end
        self.tokens = _tokens(text, start, end)
        self.names = {(span.start, span.end) for span in names if start <= span.start and span.end <= end}
        self._starts = dict(self.names)

    def places(self) -> Iterator[Place]:
        """The places in order; a name may join the one before it."""
        index, previous = 0, None
        while index < len(self.tokens):
            found = self._place(index, previous) if _is_capital(self.tokens[index]) else None
            if found is None:
                index += 1
                continue
            place, size = found
            yield place
            index += size
            previous = place.span

    def _place(self, index: int, previous: Span | None) -> tuple[Place, int] | None:
        token = self.tokens[index]
        found = _name_at(self.text, self.tokens, index)
        if found is None:
            return self._unknown(index)
        name, size = found
        if name in place_words().never:
            return None
        first, last = token.start, self.tokens[index + size - 1]
        end = last.end - len(last.text) + len(_POSSESSIVE.sub("", last.text))
        if end < last.end and index + size < len(self.tokens) and self._possesses(index + size):
            return None
        whole = (first, end) in self.names
        if not whole and (_runs_on(self.text, self.tokens, index + size) or self._continues_left(index)):
            return None
        if not whole and self._is_adjective(name, index + size):
            return None
        before = self.text[max(self.start, first - _BEFORE) : first]
        joined = self._joined(name, previous, first, end)
        governed = _governed(before, state=gazetteer().is_state(name))
        if governed is None and not joined:
            return None
        return self._resolved(name, index, size, Span(first, end, self.text[first:end]), governed)

    def _resolved(
        self, name: str, index: int, size: int, span: Span, governed: re.Match[str] | None
    ) -> tuple[Place, int]:
        container = _container(self.text, self.tokens, index + size)
        near, extra = container or (None, 0)
        if near and not any(place.country == near for place in _candidates(name)):
            # "in Vienna, Iran said": what follows does not hold the place.
            near, extra = None, 0
        if near is None and governed is not None:
            near = next(iter(_states_in(governed[0])), None)
        around = self.text[max(0, self.start - _NEARBY) : self.end]
        best = _chosen(name, near, self.text[self.start : self.end], around)
        own_state = gazetteer().is_state(name)
        place = Place(best.name, best.country, best.latitude, best.longitude, span)
        return place, size + (0 if own_state else extra)

    def _is_adjective(self, name: str, following: int) -> bool:
        """Whether an abbreviation such as "U.S." stands before a noun: "in a U.S. raid"."""
        if name.upper() != name or following >= len(self.tokens):
            return False
        between = self.text[self.tokens[following - 1].end : self.tokens[following].start]
        return between.isspace() and self.tokens[following].text.lower() not in place_words().alone

    def _joined(self, name: str, previous: Span | None, first: int, end: int) -> bool:
        """Whether a name goes on a list of places: "in Vienna, Uppsala and New Delhi".

        In "In Vienna, Iran said" it does not: a comma joins only what is alike, inside the sentence, and
        where the list goes on.
        """
        if previous is None:
            return False
        between = self.text[previous.end : first]
        if _JOIN.match(between):
            return True
        book = gazetteer()
        alike = book.is_state(name) == book.is_state(previous.text)
        opens = len(self.text[self.start : previous.start][:40].split()) < 3
        goes_on = _LIST_GOES_ON.match(self.text[end : min(end + 8, self.end)]) is not None
        return _COMMA.match(between) is not None and alike and goes_on and not opens

    def _possesses(self, index: int) -> bool:
        """Whether what a possessive name owns is another place: "in Russia's Belgorod region"."""
        after = self.text[self.tokens[index].start : self.end][:80]
        match = re.match(r"(?:[a-z-]+\s+){0,3}(?=[A-Z])", after)
        if match is None:
            return False
        owned = next(
            (i for i, t in enumerate(self.tokens) if t.start == self.tokens[index].start + match.end()), None
        )
        return owned is not None and _name_at(self.text, self.tokens, owned) is not None

    def _continues_left(self, index: int) -> bool:
        """Whether the token belongs to a longer name that began before it."""
        if index == 0 or not _runs_on(self.text, self.tokens, index):
            return False
        before = self.tokens[index - 1].text
        sentence_start = self.tokens[index - 1].start == self.tokens[0].start
        lead = before[0].isupper() and not _POSSESSIVE.search(before) and gazetteer().state_of(before) is None
        return lead and not (sentence_start and before.lower() in place_words().locatives)

    def _unknown(self, index: int) -> tuple[Place, int] | None:
        """A name that the encoder takes for a place and the gazetteer does not have, behind a locative."""
        start = self.tokens[index].start
        end = self._starts.get(start)
        if end is None or self.tokens[index].text in place_words().never:
            return None
        governed = _governed(self.text[max(self.start, start - _BEFORE) : start], state=True)
        if governed is None or governed.groupdict().get("loc", "").lower() in place_words().moved:
            return None
        size = sum(1 for token in self.tokens[index:] if token.start < end)
        span = Span(start, end, self.text[start:end])
        return Place(span.text, None, None, None, span), size


def find_places(text: str, start: int, end: int, names: Sequence[Span]) -> Iterator[Place]:
    """The places of a sentence, in order.

    Args:
        text: the document's text.
        start: where the sentence begins.
        end: where it ends.
        names: spans that the encoder takes for places, anywhere in the document; they confirm names that
            run into other capitals and bring in names that the gazetteer does not have.

    Yields:
        Places with spans in offsets of ``text``; a name unknown to the gazetteer has neither country nor
        coordinates. A state lies where its people live on average.

    >>> [(p.name, p.country) for p in find_places("Rebels took a base near Tripoli, Lebanon.", 0, 41, ())]
    [('Tripoli', 'LBN')]
    """
    yield from _Finder(text, start, end, names).places()

"""The mentions of a document that a pronoun or a definite description may stand for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from entente.ontology.actors import Entry, Found, Kind, kinds_of
from entente.ontology.offices import vocabulary
from entente.ontology.register import Register
from entente.ontology.wordlists import wordset
from entente.ontology.words import POSSESSIVE, Word, words
from entente.records import Identity, Span
from entente.resolution.actors.cast import Cast
from entente.resolution.actors.officename import PREPOSITIONS
from entente.resolution.actors.runs import overlaps
from entente.resolution.actors.titles import read_title
from entente.resolution.places.candidate import Kind as PlaceKind
from entente.resolution.places.gazetteer import candidates

_REACH = 12  # sentences back; further off a description is a new one
_OPENERS = wordset("openers")
_NOT_VERBS = PREPOSITIONS | {"and", "or", "but", POSSESSIVE, "who", "which", "that", "as", "than"}


class Sort(StrEnum):
    """What a mention is, as far as pronouns care."""

    PERSON = "person"
    STATE = "state"
    BODY = "body"
    PLURAL = "plural"
    ADJECTIVE = "adjective"


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention, with what makes it a fitting antecedent.

    Attributes:
        roles: words by which it may be called again ('minister', 'source', 'alliance').
        weight: 2 like a subject, 1 a possessor, 0 else.
        speaker: whether it is the source of a statement.
    """

    start: int
    end: int
    sentence: int
    sort: Sort
    identity: Identity
    feminine: bool | None = None
    roles: frozenset[str] = frozenset()
    weight: int = 0
    speaker: bool = False
    named: bool = True


class Mentions:
    """All mentions of a document, asked by position."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        cast: Cast,
        speakers: Sequence[Span],
        describe: Callable[[Span], Identity],
        register: Register,
    ) -> None:
        self._starts = [sentence.start for sentence in sentences]
        found: list[list[Mention]] = []
        sightings: dict[int, list[Mention]] = {}
        for sighting in cast.in_order:
            person = cast.person_at(sighting)
            sightings.setdefault(sighting.sentence, []).append(
                Mention(
                    sighting.title_start,
                    sighting.end,
                    sighting.sentence,
                    Sort.PERSON,
                    person.identity,
                    person.feminine,
                    person.roles,
                    0,
                    overlaps(sighting.start, sighting.end, speakers),
                )
            )
        for index, sentence in enumerate(sentences):
            here = sightings.get(index, [])
            run = words(text, sentence.start, sentence.end)
            here = [*here, *_unnamed(text, run, index, here, speakers, describe, register)]
            here = [*here, *_names(run, index, here, speakers, register)]
            found.append(sorted((_weighed(text, m, run) for m in here), key=lambda m: m.start))
        self._by_sentence = found

    def sentence_of(self, position: int) -> int:
        """The index of the sentence at a position; the last one before it where it lies between two."""
        return max(0, bisect_right(self._starts, position) - 1)

    def before(self, position: int) -> Iterator[list[Mention]]:
        """The mentions before a position, sentence by sentence backwards, the best of each first."""
        if not self._by_sentence:
            return
        current = self.sentence_of(position)
        here = [m for m in self._by_sentence[current] if m.end <= position]
        yield sorted(here, key=lambda m: (-m.weight, -m.start))
        for index in range(current - 1, max(-1, current - _REACH), -1):
            yield sorted(self._by_sentence[index], key=lambda m: (not m.speaker, -m.weight, m.start))

    def nearest(self, position: int, fits: Callable[[Mention], bool], reach: int = _REACH) -> Mention | None:
        """The best antecedent that fits within ``reach`` sentences; None where there is none."""
        for group in islice(self.before(position), reach):
            for mention in group:
                if fits(mention):
                    return mention
        return None

    def in_sentence(self, index: int) -> list[Mention]:
        """The mentions of one sentence, left to right."""
        return self._by_sentence[index] if 0 <= index < len(self._by_sentence) else []

    def all_before(self, position: int) -> Iterator[Mention]:
        """Every mention that ends before a position, nearest first."""
        for group in reversed(self._by_sentence[: self.sentence_of(position) + 1]):
            yield from (m for m in reversed(group) if m.end <= position)


def _weighed(text: str, mention: Mention, run: Sequence[Word]) -> Mention:
    """The mention with its weight, told by the words beside it."""
    before = [w for w in run if w.end <= mention.start]
    after = next((w for w in run if w.start >= mention.end), None)
    governed = bool(before) and (
        before[-1].low in PREPOSITIONS
        or (len(before) > 1 and before[-1].low in {"the", "a", "an"} and before[-2].low in PREPOSITIONS)
    )
    opens = not before or text[before[-1].end : mention.start].strip().startswith((",", "“", '"', ";"))
    comma = text[mention.end : mention.end + 1] == "," and mention.sort is Sort.PERSON
    if after is not None and after.low == POSSESSIVE:
        # 'Turkey's influence grew': the possessor of a subject is as good as one.
        weight = 2 if opens else 1
    elif comma and not governed:
        weight = 2
    elif governed or after is None or after.low in _NOT_VERBS or after.capital:
        weight = 0 if before else 1
    else:
        weight = 2
    return replace(mention, weight=weight)


def _names(
    run: Sequence[Word],
    index: int,
    taken: Sequence[Mention],
    speakers: Sequence[Span],
    register: Register,
) -> Iterator[Mention]:
    for hit in register.scan(run):
        start, end = run[hit.first].start, run[hit.last - 1].end
        if any(m.start < end and start < m.end for m in taken):
            continue
        if hit.entry.kind is Kind.METONYM and _before_noun(run, hit):
            continue
        beside = hit.entry.kind is Kind.ADJECTIVE and not _stands_alone(run, hit)
        yield Mention(
            start,
            end,
            index,
            Sort.ADJECTIVE if beside else sort_of(hit.entry),
            hit.entry.identity,
            roles=kinds_of().get(hit.entry.known, frozenset()),
            speaker=overlaps(start, end, speakers),
        )


def _before_noun(run: Sequence[Word], hit: Found) -> bool:
    """Whether a capital only tells a noun apart: 'the Ottawa convention'; 'the Kremlin denied' is no town."""
    if not hit.first or run[hit.first - 1].low != "the" or hit.last >= len(run):
        return False
    name = " ".join(w.text for w in run[hit.first : hit.last])
    if not any(place.kind is PlaceKind.TOWN for place in candidates(name)):
        return False
    house = tuple(w.key for w in run[hit.first : hit.last]) in vocabulary().houses
    return not house and run[hit.last].text.islower() and run[hit.last].low not in _NOT_VERBS


def sort_of(entry: Entry) -> Sort:
    """What a name of a table is to a pronoun."""
    if entry.kind in {Kind.PEOPLE}:
        return Sort.PLURAL
    return Sort.STATE if entry.of_state or entry.kind is Kind.ENTITY else Sort.BODY


def _stands_alone(run: Sequence[Word], hit: Found) -> bool:
    """Whether an adjective is a noun here ('the French said'), or 'U.S.' before a verb."""
    word = run[hit.first]
    return word.key.isupper() and (hit.first == 0 or run[hit.first - 1].low in {"the", *PREPOSITIONS, "and"})


def _unnamed(
    text: str,
    run: Sequence[Word],
    index: int,
    taken: Sequence[Mention],
    speakers: Sequence[Span],
    describe: Callable[[Span], Identity],
    register: Register,
) -> Iterator[Mention]:
    """People named by a role only: 'a Russian diplomatic source', 'Azerbaijani troops'."""
    known = vocabulary()
    for position, word in enumerate(run):
        if known.sector_of(word.low) is None or (
            word.low in known.modifiers and _more_to_come(run, position)
        ):
            continue
        first = position
        while first and _premodifier(text, run, first - 1, register):
            first -= 1
        opener = run[first].low
        marked = any(register.at(run, i) for i in range(first, position))
        if opener not in _OPENERS and not marked:
            continue
        if opener == "the" and not marked:
            continue
        start, end = run[first].start, run[_with_place(run, position, register)].end
        if any(m.start < end and start < m.end for m in taken):
            continue
        title = read_title(run[first : position + 1], register)
        if title is None:
            continue
        identity = describe(Span(start, end, text[start:end]))
        body = title.role in _COLLECTIVE
        sort = Sort.PLURAL if title.plural else Sort.STATE if body else Sort.PERSON
        yield Mention(
            start,
            end,
            index,
            sort,
            identity,
            title.feminine,
            frozenset({title.role}),
            speaker=overlaps(start, end, speakers),
            named=False,
        )


_COLLECTIVE = wordset("collective")


def _with_place(run: Sequence[Word], position: int, register: Register) -> int:
    """The last word of the phrase with the place behind it: 'an official [in Nicosia]'."""
    if position + 2 < len(run) and run[position + 1].low in {"in", "from", "of"}:
        hit = register.at(run, position + 2)
        return hit.last - 1 if hit else position
    return position


def _more_to_come(run: Sequence[Word], position: int) -> bool:
    """Whether the next word is a role too, so that this one only goes before it ('party leader')."""
    return position + 1 < len(run) and vocabulary().is_title(run[position + 1].low)


def _premodifier(text: str, run: Sequence[Word], index: int, register: Register) -> bool:
    between = text[run[index].end : run[index + 1].start]
    if between.strip("-–’'\" “”.") or run[index + 1].low in _OPENERS:
        return False
    low = run[index].low
    if low in _OPENERS or low == POSSESSIVE or vocabulary().is_title(low):
        return True
    hits = (register.at(run, i) for i in range(max(0, index - 3), index + 1))
    if any(hit and hit.last > index for hit in hits):
        return True
    return (
        low.endswith(("al", "ic", "ary", "ian", "ous", "ive", "less", "ful", "based", "ed"))
        and not run[index].capital
    )

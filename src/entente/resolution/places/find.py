"""Named places in text: which names are places, which place each means, and how it stands in its sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from entente.extraction.drafts import NameDraft
from entente.records import Place, Span
from entente.resolution.places.candidate import Candidate, Kind
from entente.resolution.places.choice import Surroundings, chosen
from entente.resolution.places.cities import folded
from entente.resolution.places.container import container, owned_part, owned_place
from entente.resolution.places.gazetteer import candidates, gazetteer
from entente.resolution.places.governing import dateline_end, role_of
from entente.resolution.places.otherwise import is_body, is_person, meant, no_place
from entente.resolution.places.placewords import place_words
from entente.resolution.places.runs import Named, bare, goes_back, is_capital, name_at, runs_on, tokens
from entente.resolution.places.signs import Sign, signs
from entente.resolution.places.smalltowns import small_towns
from entente.resolution.places.toponym import Role, Toponym

_JOIN = re.compile(r"^,?\s+(?:and|or)\s+(?:(?:in|near|at)\s+)?(?:the\s+)?$")
_COMMA = re.compile(r"^,\s+(?:the\s+)?$")
_LIST_GOES_ON = re.compile(r"^(?:,\s|,?\s(?:and|or)\s)")
_OF = re.compile(r"\bof(?:\s+the)?\s+$")
_BEFORE = 160
#: Towns that no locative makes a place must be this large, or the encoder must take them for one.
_KNOWN_TOWN = 100_000
#: An unknown name in capitals no longer than this is a body's.
_ACRONYM = 6


def place_of(name: str) -> Place | None:
    """The place that a name alone means, None where the gazetteer has none.

    >>> place = place_of("Goma")
    >>> place and place.country
    'COD'
    """
    plain = name.strip()
    short = plain.removeprefix("the ").removeprefix("The ") if plain != "The Hague" else plain
    found = candidates(short) or candidates(folded(short))
    return found[0].place() if found else None


class PlaceFinder:
    """Finds the places of one document, sentence by sentence.

    Args:
        text: the document's text.
        names: the names that the encoder found in it. They may err; they bring in places that the gazetteer
            does not have, and confirm names that run into other capitals.
    """

    def __init__(self, text: str, names: Sequence[NameDraft] = ()) -> None:
        self.text = text
        self.names = {(n.span.start, n.span.end) for n in names if n.kind == "LOC"}
        self.ends = dict(sorted(self.names))
        self._found: dict[tuple[int, int], tuple[Toponym, ...]] = {}

    def find(self, start: int, end: int) -> tuple[Toponym, ...]:
        """The places that the sentence ``text[start:end]`` names, in order; remembered."""
        if (start, end) not in self._found:
            self._found[start, end] = tuple(_Sentence(self, start, end).places())
        return self._found[start, end]

    def countries(self, name: str, start: int, end: int) -> Counter[str]:
        """How often the document speaks of each country outside a sentence, leaving out one name."""
        rest = (s for s in self._signs if not start <= s.start < end)
        return Counter(s.country for s in rest if self.text[s.start : s.end] != name)

    @cached_property
    def _signs(self) -> list[Sign]:
        return signs(self.text, 0, len(self.text))


class _Sentence:
    """One sentence's search."""

    def __init__(self, document: PlaceFinder, start: int, end: int) -> None:
        self.document, self.text = document, document.text
        self.start, self.end = start, end
        self.tokens = tokens(self.text, start, end)
        self.dateline = dateline_end(self.text, start)
        self.previous: Toponym | None = None
        #: Where names begin that only tell where another place lies.
        self.containers: set[int] = set()

    @cached_property
    def signs(self) -> list[Sign]:
        return signs(self.text, self.start, self.end)

    def places(self) -> Iterator[Toponym]:
        """The places in order; a name may join the one before it."""
        index = 0
        while index < len(self.tokens):
            found = self._place(index) if is_capital(self.tokens[index]) else None
            if found is None:
                index += 1
                continue
            toponym, index = found
            self.previous = toponym
            yield toponym

    def _place(self, index: int) -> tuple[Toponym, int] | None:
        """The place that begins at a token, and the token after it."""
        named = name_at(self.text, self.tokens, index)
        if named is None:
            return self._unknown(index)
        if named.name in place_words().never:
            return None
        last = self.tokens[named.last - 1]
        first, end = self.tokens[index].start, last.end - len(last.text) + len(bare(last.text))
        if not self._bounded(named, first, end):
            return None
        before, after = self._before(first), self.text[end : self.end]
        options = meant(named.name, before, after if end == last.end else "")
        if not options:
            return None
        role, governing = self._role(named, options[0], before, first, end, owner=end < last.end)
        at = first - self.start, end - self.start
        if no_place(named.name, options[0], role, self.text[self.start : self.end], *at):
            return None
        if not self._trusted(named, options[0], role, first, end):
            return None
        best = self._chosen(named, options, governing, first, end)
        span = Span(first, end, self.text[first:end])
        return Toponym(best.place(span), span, best.kind, role), named.last

    def _before(self, first: int) -> str:
        return self.text[max(self.start, first - _BEFORE) : first]

    def _bounded(self, named: Named, first: int, end: int) -> bool:
        """Whether a name is not part of a longer one, nor an abbreviation before a noun ("a U.S. raid")."""
        if (first, end) in self.document.names:
            # The encoder says that it ends here; but a given name before it makes a person.
            before = named.first and goes_back(self.text, self.tokens, named.first)
            return not (before and is_person(self.tokens[named.first - 1].text))
        possessive = end < self.tokens[named.last - 1].end
        if not possessive and runs_on(self.text, self.tokens, named.last):
            return first < self.dateline
        if goes_back(self.text, self.tokens, named.first):
            return False
        return not (named.name.isupper() and self._before_noun(named))

    def _before_noun(self, named: Named) -> bool:
        if named.last >= len(self.tokens):
            return False
        between = self.text[self.tokens[named.last - 1].end : self.tokens[named.last].start]
        return between.isspace() and self.tokens[named.last].text.lower() not in place_words().alone

    def _role(
        self, named: Named, likely: Candidate, before: str, first: int, end: int, *, owner: bool
    ) -> tuple[Role, str]:
        if first < self.dateline:
            return Role.DATELINE, ""
        if first in self.containers:
            return Role.NAMED, ""
        if owner and owned_place(self.text, self.tokens, named.last, self.end):
            return Role.NAMED, ""
        part = owner and owned_part(self.text, self.tokens, named.last)
        role, governing = role_of(before, likely.kind, owner=owner and not part)
        if role is Role.NAMED and not owner and self._joins(named.name, first, end):
            return self.previous.role if self.previous else Role.AT, governing
        return role, governing

    def _joins(self, name: str, first: int, end: int) -> bool:
        """Whether a name goes on a list of places: "in Vienna, Uppsala and New Delhi".

        In "In Vienna, Iran said" it does not: a comma joins only what is alike, inside the sentence, and
        where the list goes on.
        """
        previous = self.previous
        if previous is None or previous.role in (Role.NAMED, Role.DATELINE):
            return False
        between = self.text[previous.span.end : first]
        if _JOIN.match(between):
            return True
        alike = gazetteer().is_state(name) == (previous.kind is Kind.STATE)
        opens = len(self.text[self.start : previous.span.start][:40].split()) < 3
        goes_on = _LIST_GOES_ON.match(self.text[end : min(end + 8, self.end)]) is not None
        return _COMMA.match(between) is not None and alike and goes_on and not opens

    def _trusted(self, named: Named, likely: Candidate, role: Role, first: int, end: int) -> bool:
        """Whether the name of a town is meant as one: a locative says so, the encoder, or its fame."""
        if likely.kind is not Kind.TOWN or likely.capital:
            return True
        if not likely.listed and is_body(named.name):
            return False
        seen = any(a < end and first < b for a, b in self.document.names)
        if role is not Role.NAMED:
            # "close to the Bush administration"
            return not (is_person(named.name) and self._before(first).endswith("the "))
        if named.name in place_words().common:
            return seen and named.first > 0
        if likely.listed or seen:
            return True
        if likely.other or is_person(named.name):
            return False
        return likely.population >= _KNOWN_TOWN or _OF.search(self._before(first)) is not None

    def _chosen(
        self, named: Named, options: Sequence[Candidate], governing: str, first: int, end: int
    ) -> Candidate:
        outer = container(self.text[: self.end], self.tokens, named, options)
        if outer is not None:
            self.containers.add(outer.start)
            if outer.inner is not None:
                return outer.inner
        near = set(outer.countries) if outer else _states_in(governing)
        if len({(o.country, o.kind) for o in options}) == 1 and not options[0].region:
            return options[0]
        following = self.text[end : self.end].split(maxsplit=1)[:1]
        around = Surroundings(
            frozenset(near),
            outer.region if outer else "",
            bool(following) and following[0].strip(",.") in place_words().name_ends,
            [s for s in self.signs if s.end <= first or end <= s.start],
            lambda: self.document.countries(self.text[first:end], self.start, self.end),
        )
        return chosen(options, around)

    def _unknown(self, index: int) -> tuple[Toponym, int] | None:
        """A name that the encoder takes for a place and the gazetteer does not have, behind a locative."""
        start = self.tokens[index].start
        end = self.document.ends.get(start)
        if end is None or end > self.end or self.tokens[index].text in place_words().never:
            return None
        if self.text[start:end].isupper() and end - start <= _ACRONYM:
            return None
        role, _ = role_of(self._before(start), Kind.TOWN, owner=False)
        if role is Role.NAMED:
            return None
        after = index + sum(1 for token in self.tokens[index:] if token.start < end)
        span = Span(start, end, self.text[start:end])
        town = self._small(span)
        place = town.place(span) if town else Place(span.text, None, None, None, span)
        return Toponym(place, span, Kind.TOWN if town else None, role), after

    def _small(self, span: Span) -> Candidate | None:
        """The small town of a name: in a country that the text speaks of, or the only one of it."""
        found = small_towns(bare(span.text).removeprefix("the "))
        here = {s.country for s in self.signs}
        for near in (here, self.document.countries(span.text, self.start, self.end)):
            inside = [town for town in found if town.country in near]
            if inside:
                return inside[0]
        return found[0] if len({town.country for town in found}) == 1 else None


def _states_in(text: str) -> set[str]:
    found = {gazetteer().state_of(bare(word)) for word in re.findall(r"[A-Z][\w’'.-]*", text)}
    return {code for code in found if code}


def find_places(text: str, start: int, end: int, names: Sequence[NameDraft] = ()) -> Iterator[Toponym]:
    """The places that a sentence names, in order.

    For many sentences of one document make one :class:`PlaceFinder`: it remembers what that speaks of.

    Args:
        text: the document's text.
        start: where the sentence begins.
        end: where it ends.
        names: names that the encoder found, anywhere in the document.

    Yields:
        Places with spans in offsets of ``text``; a name unknown to the gazetteer has neither country nor
        coordinates. A state or province lies where its middle is.

    >>> [t.place.country for t in find_places("Rebels took a base near Tripoli, Lebanon.", 0, 41)]
    ['LBN', 'LBN']
    """
    yield from PlaceFinder(text, names).find(start, end)

"""Whom a brief is about: two actors, one, or those of a region.

The parts ask a focus what they need to know: which dealings are between those looked at, which side a
statement is on, how they are called. So no part asks what kind of brief it is in.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import pandas as pd

from entente.brief.wording import is_known
from entente.ontology.naming import actor_name
from entente.store import Selection

Pair = tuple[str, str]
#: Pairs of a region whose dealings stand among the findings.
TOLD = 3


@dataclass(frozen=True, slots=True)
class Called:
    """How a focus is called in the sentences of a brief.

    Attributes:
        title: of the brief.
        sides: the names of the two sides of the battle of words; empty where there are more than two.
        them: those looked at, within a sentence: "the two".
        among: whose dealings are looked at: "between the two".
        course: the same with names, for a title that stands alone.
        alone: their acts outside of those dealings: "of either alone, or with others".
        spoken: whose statements stand in the battle of words.
    """

    title: str
    sides: tuple[str, ...]
    them: str
    among: str
    course: str
    alone: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Focus(ABC):
    """Those whom a brief is about.

    Attributes:
        codes: of the actors looked at.
        called: how they are called.
        is_closed: whether the actors of the regional part are these and nobody else.
    """

    codes: tuple[str, ...]
    called: Called
    is_closed: bool = False

    @abstractmethod
    def has(self, a: object, b: object) -> bool:
        """Whether dealings of two are among those looked at; ``b`` may be nobody."""

    @abstractmethod
    def side(self, code: str | None) -> int | None:
        """The side that an actor speaks on: 0 or 1; None where it has no part in the battle of words."""

    @abstractmethod
    def narrowed(self, chosen: Selection) -> Selection:
        """A selection that leaves out as much of what is not theirs as a store can tell."""

    @abstractmethod
    def towards(self, pairs: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
        """Their dealings by direction or by pair, each with who does it to whom in words."""

    def faced(self, speaker: str, named: AbstractSet[str]) -> set[str]:
        """Of some actors those whom words of a speaker face."""
        return set(self.codes).intersection(named) - {speaker}

    def dyads(self, ranked: Sequence[Pair], most: int) -> tuple[Pair, ...]:
        """The dyads that are looked at one by one, from those with the most stories."""
        return tuple(ranked[:most])

    def between(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of a frame with ``a`` and ``b`` that are dealings looked at."""
        mask = [self.has(a, b) for a, b in zip(frame.a, frame.b, strict=True)]
        return frame[pd.Series(mask, index=frame.index, dtype=bool)]

    def acts(self, pairs: pd.DataFrame) -> pd.DataFrame:
        """Of directed pairs the dealings looked at; an act that two do together stands once."""
        both = self.between(pairs)
        order = {code: at for at, code in enumerate(self.codes)}
        place = [both[side].map(lambda code: order.get(code, len(order))) for side in ("a", "b")]
        return both[~both.joint | (place[0] < place[1])]

    def near(self, named: AbstractSet[str]) -> bool:
        """Whether a paragraph that names some is about those looked at."""
        return len(named & set(self.codes)) >= min(len(self.codes), 2)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those looked at."""
        return tuple(map(actor_name, self.codes))


@dataclass(frozen=True, slots=True)
class Two(Focus):
    """Two actors: what they do to each other, and say of each other."""

    def has(self, a: object, b: object) -> bool:
        """Between the one and the other."""
        return a != b and a in self.codes and b in self.codes

    def side(self, code: str | None) -> int | None:
        """Each has its own."""
        return self.codes.index(code) if code in self.codes else None

    def narrowed(self, chosen: Selection) -> Selection:
        """That of a dyad."""
        return replace(chosen, dyad=(self.codes[0], self.codes[1]))

    def towards(self, pairs: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
        """In either direction."""
        for one, other in (self.codes, self.codes[::-1]):
            rows = pairs[(pairs.a == one) & (pairs.b == other)]
            yield f"{actor_name(one)} towards {actor_name(other)}", rows

    def dyads(self, ranked: Sequence[Pair], most: int) -> tuple[Pair, ...]:
        """The two, whether anything is told of them or not."""
        return ((self.codes[0], self.codes[1]),)


@dataclass(frozen=True, slots=True)
class One(Focus):
    """One actor: what it does to all others and they to it, what it says and what is said of it."""

    def has(self, a: object, b: object) -> bool:
        """Between the one and another state or organisation."""
        if a == b or self.codes[0] not in (a, b):
            return False
        other = b if a == self.codes[0] else a
        return isinstance(other, str) and is_known(other)

    def side(self, code: str | None) -> int | None:
        """The one, or all others who are known."""
        if code == self.codes[0]:
            return 0
        return 1 if code and is_known(code) else None

    def faced(self, speaker: str, named: AbstractSet[str]) -> set[str]:
        """The one faces anybody; all others face the one."""
        return (set(named) if speaker in self.codes else set(self.codes).intersection(named)) - {speaker}

    def narrowed(self, chosen: Selection) -> Selection:
        """That of one who takes part."""
        return replace(chosen, actors=self.codes)

    def towards(self, pairs: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
        """From the one, and to it."""
        (name,) = self.names
        yield f"{name} towards others", pairs[pairs.a == self.codes[0]]
        yield f"Others towards {name}", pairs[pairs.b == self.codes[0]]


@dataclass(frozen=True, slots=True)
class Several(Focus):
    """Those of a region, or of a list: what they do among themselves, and say of each other."""

    is_closed: bool = True

    def has(self, a: object, b: object) -> bool:
        """Between any two of them."""
        return a != b and a in self.codes and b in self.codes

    def side(self, code: str | None) -> int | None:
        """Those of them have one; it tells nothing."""
        return 0 if code in self.codes else None

    def narrowed(self, chosen: Selection) -> Selection:
        """That of those who take part."""
        return replace(chosen, actors=self.codes)

    def towards(self, pairs: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
        """Of the pairs with most acts."""
        dyad = [(min(a, b), max(a, b)) for a, b in zip(pairs.a, pairs.b, strict=True)]
        numbers = {
            two: rows.id.nunique() for two, rows in pairs.groupby(pd.Series(dyad, pairs.index, dtype=object))
        }
        for two in sorted(numbers, key=lambda two: (-numbers[two], two))[:TOLD]:
            yield " and ".join(map(actor_name, two)), pairs[[one == two for one in dyad]]


def of_two(a: str, b: str) -> Focus:
    """The focus on two actors, by code."""
    names = actor_name(a), actor_name(b)
    spoken = "those who serve either side, that are of or to the other or name it"
    title, among = " and ".join(names), "between the two"
    alone = "of either alone, or with others"
    return Two((a, b), Called(title, names, "the two", among, f"of {title}", alone, spoken))


def of_one(code: str) -> Focus:
    """The focus on one actor, by code."""
    name = actor_name(code)
    among, alone = f"between {name} and others", f"of {name} alone, or with who is no state or organisation"
    spoken = f"those who serve {name}, of or to others, and by those who serve others, of or to {name}"
    return One((code,), Called(name, (name, "Others"), name, among, among, alone, spoken))


def of_several(codes: tuple[str, ...], name: str) -> Focus:
    """The focus on those of a region, by code."""
    among, alone = "among the members", "of members alone, or with others"
    spoken = "those who serve a member, that are of or to another member or name one"
    course = f"among the members of {name}"
    return Several(codes, Called(name, (), "the members", among, course, alone, spoken))

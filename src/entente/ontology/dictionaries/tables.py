"""The user's actors, ready to be looked up: one frozen value, handed down to whoever reads a text.

It is handed down, and not put into the module of our own tables, so that two readings in one process can have
different actors, and so that a reading without any is what it always was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from entente.ontology.actors import names_actor
from entente.ontology.dictionaries.entries import Agent, Coding, OwnActor
from entente.ontology.words import Word, words

T = TypeVar("T")
Phrase = tuple[str, ...]


class OwnName(NamedTuple):
    """A name of the user's; ``written`` are its words where their case counts."""

    actor: OwnActor
    written: Phrase | None

    def stands_in(self, found: Sequence[Word]) -> bool:
        """Whether words of a text are this name, as far as case tells."""
        if self.written is None:
            # A dictionary in capitals names nobody by words in lower case.
            return any(word.capital for word in found)
        return all(map(_same_case, found, self.written))


def _same_case(word: Word, written: str) -> bool:
    # As for our own names: a heading in capitals, and the article at the head of a sentence.
    loud = len(word.key) > 3 and word.key.isupper()
    return word.key == written or loud or word.key == "The"


class PhraseTable(Generic[T]):
    """Values by phrases, as lower-cased words; not changed once it is made."""

    def __init__(self, values: Mapping[Phrase, T] | None = None) -> None:
        self._values = dict(values or {})
        #: How long phrases are that begin with a word, and with two: one look tells that most begin none.
        self._openings: dict[Phrase, int] = {}
        for phrase in self._values:
            for opening in (phrase[:1], phrase[:2]):
                if len(phrase) > self._openings.get(opening, 0):
                    self._openings[opening] = len(phrase)

    def __len__(self) -> int:
        return len(self._values)

    def get(self, phrase: Phrase) -> T | None:
        """The value of a phrase."""
        return self._values.get(phrase)

    def begins(self, word: Word) -> bool:
        """Whether any phrase begins with a word."""
        return (word.low,) in self._openings

    def at(self, found: Sequence[Word], index: int) -> Iterator[tuple[int, T]]:
        """Where the phrases that begin with the word at ``index`` end, and their values, longest first."""
        first = (found[index].low,)
        longest = 1
        if index + 1 < len(found):
            longest = self._openings.get((*first, found[index + 1].low), 1)
        low = first if longest == 1 else tuple(word.low for word in found[index : index + longest])
        for length in range(len(low), 0, -1):
            value = self._values.get(low[:length])
            if value is not None:
                yield index + length, value


@dataclass(frozen=True, slots=True)
class ActorTables:
    """Names and agents of the user's files.

    Attributes:
        names: those who bear a name, the one asked first first: a later file's before an earlier one's.
        agents: words for kinds of people.
        stamp: a short hash of the files, for the coder's version; empty where there are none.
        codes: all actors that the files give.
    """

    names: PhraseTable[tuple[OwnName, ...]] = field(default_factory=PhraseTable)
    agents: PhraseTable[Agent] = field(default_factory=PhraseTable)
    stamp: str = ""
    codes: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.stamp)

    def coder(self, version: str) -> str:
        """The coder's version with the actors that it goes by: another file is another coder."""
        return f"{version}+actors.{self.stamp}" if self.stamp else version

    def named(self, found: Sequence[Word], index: int, day: str | None) -> Iterator[tuple[int, Coding]]:
        """Where the user's names that begin at a word end, and what they mean on a day, longest first."""
        for last, bearers in self.names.at(found, index):
            for name in bearers:
                if name.stands_in(found[index:last]) and (coding := name.actor.on(day)):
                    yield last, coding
                    break

    def whole(self, found: Sequence[Word], day: str | None) -> Coding | None:
        """What some words stand for, where they are a name of the user's from the first to the last."""
        return (
            next((c for last, c in self.named(found, 0, day) if last == len(found)), None) if found else None
        )

    def names_actor(self, text: str) -> bool:
        """Whether the whole of a text is a known name: the user's, or one of our tables."""
        return names_actor(text) or (bool(self) and self.whole(words(text), None) is not None)


#: No file of the user's.
NO_TABLES = ActorTables()

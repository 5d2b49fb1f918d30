"""What a file of actors says, whatever its format: names with dated codes, and words for agents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entente.records import Identity


@dataclass(frozen=True, slots=True)
class Coding:
    """What a name stands for from one day to another, both included.

    Attributes:
        identity: actor, country, sector and office, as far as the file tells; no actor where the file says
            that the name is nobody's.
        since, until: ISO days, months or years; empty where open.
        unplaced: whether the code leaves open to which state the actor belongs, as a made-up one does.
    """

    identity: Identity
    since: str = ""
    until: str = ""
    unplaced: bool = False

    @property
    def dated(self) -> bool:
        """Whether it holds for a time only."""
        return bool(self.since or self.until)

    def covers(self, day: str) -> bool:
        """Whether it holds on a day, or somewhere in a month or year."""
        return self.since <= _end(day) and (not self.until or day <= _end(self.until))


def _end(day: str) -> str:
    """The end of an ISO day, month or year, good enough for comparing."""
    return day + "-99-99"[len(day) - 4 :] if len(day) < 10 else day


@dataclass(frozen=True, slots=True)
class OwnActor:
    """An actor of the user's: its codes in the order of the file."""

    codings: tuple[Coding, ...]

    def on(self, day: str | None) -> Coding | None:
        """The code on the day of a text; None where none holds.

        The first dated one that holds comes before an undated one, as in PETRARCH. A text without a day
        gets the undated one, else the latest, as persons of our own tables do.
        """
        dated = [c for c in self.codings if c.dated]
        plain = next((c for c in self.codings if not c.dated), None)
        if day is None:
            return plain or max(dated, key=lambda c: (c.until or "9", c.since))
        return next((c for c in dated if c.covers(day)), plain)


@dataclass(frozen=True, slots=True)
class Named:
    """An actor under its names; ``exact`` where case in a text must be as in the file."""

    names: tuple[str, ...]
    actor: OwnActor
    exact: bool


@dataclass(frozen=True, slots=True)
class Agent:
    """A kind of people: its sector, and what it adds to an actor's code (``RUS`` and ``MIL``: ``RUSMIL``)."""

    sector: str | None
    before: str = ""
    after: str = ""

    def joined(self, actor: str) -> str:
        """An actor's code with the agent's; groups that it has already are not repeated."""
        has = set(_groups(actor))
        before = "".join(g for g in _groups(self.before) if g not in has)
        return before + actor + "".join(g for g in _groups(self.after) if g not in has)


def _groups(code: str) -> Iterator[str]:
    return (code[i : i + 3] for i in range(0, len(code), 3))


@dataclass(frozen=True, slots=True)
class AgentWords:
    """Words for one kind of people, singular and plural each."""

    phrases: tuple[str, ...]
    agent: Agent


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used: what was received, what is valid, the mend."""

    line: int
    reason: str


Item = Named | AgentWords | BadLine

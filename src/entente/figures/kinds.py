"""The kinds of figures, each with the names that it wants. What makes one is loaded when one is made."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from entente.errors import UsageError
from entente.figures.figure import Asked, Figure


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of figure.

    Attributes:
        name: as the command line has it; that of its module, too.
        shows: what is to be seen in it, in a few words.
        names: what is to be named, in words.
        least, most: how many there may be; None for any number.
        dated: whether it is about a day that may be named.
    """

    name: str
    shows: str
    names: str
    least: int
    most: int | None
    dated: bool = False

    def made(self, asked: Asked) -> Figure:
        """The figure of this kind."""
        found: Figure = import_module(f"entente.figures.{self.name}").made(asked)
        return found

    def check(self, asked: Asked) -> None:
        """Raises UsageError for too few or too many names, and for a day that it has no use for."""
        names = asked.names
        if asked.at and not self.dated:
            kinds = ", ".join(kind.name for kind in KINDS.values() if kind.dated)
            raise UsageError(f"a chart of kind {self.name} is not of a day ({asked.at}); valid: {kinds}")
        if len(names) < self.least or (self.most is not None and len(names) > self.most):
            given = ", ".join(map(repr, names)) or "none"
            raise UsageError(f"a chart of kind {self.name} takes {self.names}; {given} was given")


_TWO, _ANY = "two actors", "actors and regions, or nobody for all"
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("dyad", "what two did by period, how it was meant, where it turned", _TWO, 2, 2),
        Kind("words", "who of two said what of the other, by speaker", _TWO, 2, 2),
        Kind("calendar", "days of one, of two or of a region", "an actor, two or a region", 1, None),
        Kind("network", "who stands with whom, and blocs", _ANY, 0, None),
        Kind("balance", "triads in and out of balance, and ties under strain", _ANY, 0, None),
        Kind("rifts", "the turns of all dyads, the largest first", _ANY, 0, None),
        Kind("gains", "who gained when two turned", _TWO, 2, 2, dated=True),
        Kind("map", "what happened where, with borders and corridors", _ANY, 0, None),
        Kind("forecast", "what two do next, and how far that held", _TWO, 2, 2),
    )
}


def figure(kind: str, asked: Asked) -> Figure:
    """The figure of a kind; raises UsageError for a kind, a name or a number of names that is not valid."""
    if kind not in KINDS:
        raise UsageError(f"no kind of chart {kind!r}; valid: {', '.join(KINDS)}")
    KINDS[kind].check(asked)
    return KINDS[kind].made(asked)

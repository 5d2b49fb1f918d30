"""The kinds of figures, each with the names that it wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from entente.errors import UsageError
from entente.figures.calendar import calendar
from entente.figures.dyad import dyad
from entente.figures.figure import Asked, Figure
from entente.figures.forecast import forecast
from entente.figures.gains import gains
from entente.figures.map import map_


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of figure.

    Attributes:
        name: as the command line has it.
        shows: what is to be seen in it, in a few words.
        names: what NAMES are: "A B" (two actors), "[NAME...]" (actors and regions, or nobody for all) ...
        least, most: how many there may be; None for any number.
        made: makes it.
        dated: whether it is about a day that may be named.
    """

    name: str
    shows: str
    names: str
    least: int
    most: int | None
    made: Callable[[Asked], Figure]
    dated: bool = False

    def check(self, asked: Asked) -> None:
        """Raises UsageError for too few or too many names, and for a day that it has no use for."""
        names = asked.names
        if asked.at and not self.dated:
            kinds = ", ".join(kind.name for kind in KINDS.values() if kind.dated)
            raise UsageError(
                f"--at {asked.at} says nothing to a chart of kind {self.name}; to {kinds} it does"
            )
        if len(names) < self.least or (self.most is not None and len(names) > self.most):
            given = ", ".join(map(repr, names)) or "none"
            raise UsageError(f"a chart of kind {self.name} takes {self.names}; {given} was given")


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("dyad", "what two did by period, how it was meant, where it turned", "two actors", 2, 2, dyad),
        Kind("gains", "who gained when two turned", "two actors", 2, 2, gains, dated=True),
        Kind(
            "calendar", "days of one, of two or of a region", "an actor, two or a region", 1, None, calendar
        ),
        Kind("forecast", "what two do next, and how far that held", "two actors", 2, 2, forecast),
        Kind(
            "map",
            "what happened where, with borders and corridors",
            "regions and actors, or nobody",
            0,
            None,
            map_,
        ),
    )
}


def figure(kind: str, asked: Asked) -> Figure:
    """The figure of a kind; raises UsageError for a kind, a name or a number of names that is not valid."""
    if kind not in KINDS:
        raise UsageError(f"no kind of chart {kind!r}; valid: {', '.join(KINDS)}")
    KINDS[kind].check(asked)
    return KINDS[kind].made(asked)

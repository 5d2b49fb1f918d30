"""The last turn of two, that a figure is about where no day is named."""

from __future__ import annotations

from datetime import date

from entente.errors import UsageError
from entente.figures import basis
from entente.figures.figure import Asked
from entente.perspective import Perspective


def last_turn(asked: Asked, a: str, b: str) -> date:
    """The day of the last turn of two; raises UsageError where none is told from chance."""
    turns = Perspective(asked.store, asked.selection, (a, b)).rifts(stories=False)
    if turns.empty:
        raise UsageError(
            f"no turn of {basis.pair(a, b)} is told from chance; name its day with --at YYYY-MM-DD"
        )
    day: date = turns.date.max()
    return day

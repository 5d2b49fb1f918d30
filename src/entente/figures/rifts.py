"""Where relations turned, over all dyads of a region."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from entente.analysis.dyads.rifts import FEWEST, RATE
from entente.charts.rifts import rifts as drawn
from entente.figures import basis
from entente.figures.figure import Asked, Figure
from entente.ontology.naming import actor_name
from entente.perspective import Perspective
from entente.units import By


@dataclass(frozen=True, slots=True)
class Search:
    """How turns were sought: see :func:`entente.analysis.dyads.rifts.rifts`."""

    by: By = By.WEEK
    rate: float = RATE
    least: int = FEWEST


def made(asked: Asked) -> Figure:
    """The figure of the turns among those named, or of all dyads; sought week by week."""
    found = Perspective(asked.store, asked.selection, asked.members())
    return turning(asked, found, found.rifts(stories=False), Search())


def turning(asked: Asked, found: Perspective, turns: pd.DataFrame, search: Search) -> Figure:
    """The figure of turns that are already known, in their order."""
    caption = basis.caption(
        asked,
        f"Rifts and rapprochements{basis.whom(asked)}{basis.months(found.ties, found.window)}",
        basis.of_ties(found.ties, search.least, "not looked at"),
        f"Turns of mean intensity, sought by {search.by.value}; of all that are told at most "
        f"{search.rate:.0%} are false. Size: points of intensity times the logarithm of 1 + the stories of "
        "the smaller phase. Bars: the days between which the turn lies, with 95 of 100.",
    )
    names = {code: actor_name(code) for code in {*turns.a, *turns.b}}
    return Figure(caption, turns, lambda width: drawn(turns, names, width), _told(turns))


def _told(turns: pd.DataFrame) -> str:
    number = turns.direction.value_counts()
    parts = [basis.some(int(number.get(way, 0)), way) for way in ("rift", "rapprochement")]
    return f"{' and '.join(parts)}."

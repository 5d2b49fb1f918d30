"""Structural balance of a region: its triads over time and by name, and which ties are under strain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from entente.analysis.balance.named import named_triads
from entente.analysis.network.windows import Window
from entente.charts.balance import balance as drawn
from entente.charts.theme import Drawing
from entente.figures import basis
from entente.figures.figure import Asked, Figure
from entente.ontology.naming import actor_name
from entente.perspective import Perspective

#: Dyads that are listed.
STRAINED = 8
#: A record of so many months or more is looked at year by year.
YEARS = 24
_MEASURES = (
    "Frustration: the share of all ties, by strength, that stands against two camps. Strain: the share of a "
    "tie's triads, by strength, that are unbalanced, less that of the balanced."
)


def made(asked: Asked) -> Figure:
    """The figure of the triads among those named, or among all who are known; by year in a long record."""
    found = Perspective(asked.store, asked.selection, asked.members())
    first, last = found.ties.period.min(), found.ties.period.max()
    if not pd.isna(first) and (last.year - first.year) * 12 + last.month - first.month + 1 >= YEARS:
        found = Perspective(found.store, found.selection, found.members, Window.YEAR)
    return balancing(asked, found)


def balancing(asked: Asked, found: Perspective) -> Figure:
    """The figure of a perspective: its windows; triads by name and strain are those of all the time."""
    whole = found if found.window is Window.SPAN else replace(found, window=Window.SPAN)
    counted = _counted(found.balance, named_triads(found.signed))
    named, strained = named_triads(whole.signed), whole.strained
    strained = strained[strained.strain > 0]
    unsure = int((whole.signed.sign == 0).sum())
    number = len(named)
    caption = basis.caption(
        asked,
        f"Structural balance{basis.whom(asked)}{basis.months(found.ties, Window.SPAN)}",
        basis.of_ties(found.ties, found.least, "not looked at"),
        f"{basis.some(number, 'triad')} of ties whose sign is sure; {basis.some(unsure, 'tie')} of no sure "
        "sign make none. Balanced: an even number of hostile ties, as three friends, or two with one foe.",
        *_on_windows(found),
        _MEASURES if number else "",
    )
    names = {code: actor_name(code) for code in {*named.a, *named.b, *named.c, *strained.a, *strained.b}}
    told = f"{basis.some(number, 'triad')}, {int(named.balanced.sum()):,} of them balanced."

    def draw(width: int) -> Drawing:
        if not number:
            return drawn(counted.drop(columns="frustration"), None, names, None, width)
        return drawn(counted, strained if len(strained) else None, names, named, width, STRAINED)

    return Figure(caption, counted, draw, told)


def _on_windows(found: Perspective) -> Iterator[str]:
    if found.window is not Window.SPAN:
        yield (
            f"Bars and frustration are by {found.window.value}, of ties with {found.least} stories in it; "
            "triads by name and strain are of the whole time."
        )


def _counted(windows: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """What is drawn of each window: numbers of triads, and frustration."""
    balanced = named[named.balanced.astype(bool)].groupby("window").size()
    every = named.groupby("window").size()
    up = windows.window.map(balanced).fillna(0).astype(int)
    number = windows.window.map(every).fillna(0).astype(int)
    return pd.DataFrame(
        {
            "window": windows.window,
            "balanced": up,
            "unbalanced": number - up,
            "frustration": windows["share"],
        }
    )

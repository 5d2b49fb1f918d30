"""Structural balance of a region: its triads over time and by name, and which ties are under strain."""

from __future__ import annotations

import pandas as pd

from entente.analysis.balance.named import named_triads
from entente.analysis.network.windows import Window
from entente.charts.balance import CLEAR
from entente.charts.balance import balance as drawn
from entente.charts.caption import Caption
from entente.figures import basis
from entente.figures.figure import Asked, Figure
from entente.ontology.naming import actor_name
from entente.perspective import Perspective
from entente.units import Count

#: A record of so many months or more is looked at year by year.
YEARS = 24


def balance(asked: Asked) -> Figure:
    """The figure of the triads among those named, or among all who are known; by year in a long record."""
    found = Perspective(asked.store, asked.selection, asked.members())
    first, last = found.ties.period.min(), found.ties.period.max()
    if not pd.isna(first) and (last.year - first.year) * 12 + last.month - first.month + 1 >= YEARS:
        found = Perspective(found.store, found.selection, found.members, Window.YEAR)
    return balancing(asked, found)


def balancing(asked: Asked, found: Perspective) -> Figure:
    """The figure of a perspective: all windows; by name the triads and dyads of the last with a triad."""
    windows, signed = found.balance, found.signed
    named = named_triads(signed)
    counted = _counted(windows, named)
    last = named.window.max()
    triads = named[named.window == last]
    strained = found.strained
    strained = strained[strained.window == strained.window.max()]
    number = len(named)
    ties = int((signed.sign != 0).sum())
    reach = basis.months(found.ties, Window.SPAN)
    caption = Caption(
        title=f"Structural balance{basis.whom(asked)}{reach}",
        counted=basis.counted(
            int(signed.stories.sum()),
            Count.STORY,
            f"told as done, in {basis.some(ties, 'tie')} of {found.least} or more whose sign is sure; "
            f"{basis.some(len(signed) - ties, 'tie')} whose sign is not make no triad",
        ),
        sources=basis.sources(asked.store, asked.selection),
        exposure=basis.exposure(asked.store, asked.selection, asked.by),
        notes=(
            f"{basis.some(number, 'triad')}: balanced where an even number of ties is hostile, "
            "three friends or two friends with a common foe. Frustration is the share of all ties, by strength, "
            "that stands against two camps.",
            *_on_the_last(found, last, strained),
        ),
    )
    codes = {*triads.a, *triads.b, *triads.c, *strained.a, *strained.b}
    names = {code: actor_name(code) for code in codes}
    told = f"{basis.some(number, 'triad')}, {int(counted.balanced.sum()):,} balanced."
    return Figure(caption, counted, lambda width: drawn(counted, strained, names, triads, width), told)


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


def _on_the_last(found: Perspective, last: pd.Timestamp, strained: pd.DataFrame) -> tuple[str, ...]:
    if pd.isna(last):
        return ()
    when = f" of {last:%Y}" if found.window is Window.YEAR else ""
    clear = int((strained.q <= CLEAR).sum())
    return (
        f"Triads by name and strain are{when or ' of the whole time'}; "
        f"q at most {CLEAR:g}: {basis.some(clear, 'tie')} surely under strain.",
    )

"""What the record says of an issue between two: who leans to whom, who attends to it, who acts.

The issue is a line from one pole, 0, to the other, 100. All three inputs are proxies, and are given with what
they rest on, so that an analyst may put better ones in their place.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import pandas as pd

from entente.analysis.bargaining.issue import FULL, Estimate, Issue, Source, Stake
from entente.analysis.bargaining.tones import interval, spreads, tones
from entente.analysis.brokerage.shares import Ints, shares
from entente.analysis.statistics import Floats, poisson, quantile, wilson
from entente.errors import UsageError

#: Points of intensity between how an actor treats the poles that put it at the end of the line.
FAR = 5.0
#: Stories to the poles from which an actor takes part, how many do at most, and ids kept as evidence.
LEAST, MOST, KEPT = 10, 12, 3
_TIES = ("period", "a", "b", "stories", "net", "deviation", "intensity", "deeds_for", "deeds_against")


def participants(
    ties: pd.DataFrame,
    low: str,
    high: str,
    *,
    members: Collection[str] | None = None,
    least: int = LEAST,
    most: int = MOST,
) -> list[str]:
    """The poles, and the others that do most to them.

    Args:
        ties: directed ties by period.
        low, high: codes of the poles.
        members: who may take part besides; None for all.
        least: stories in which an actor does something to either pole.
        most: others at most.
    """
    others = ties[ties.b.isin([low, high]) & ~ties.a.isin([low, high])]
    if members is not None:
        others = others[others.a.isin(members)]
    counts = others.groupby("a", as_index=False).stories.sum()
    counts = counts[counts.stories >= least].sort_values(["stories", "a"], ascending=[False, True])
    return [low, high, *(str(name) for name in counts.a.head(most))]


def estimated(
    ties: pd.DataFrame,
    days: pd.DataFrame,
    low: str,
    high: str,
    *,
    name: str | None = None,
    members: Collection[str] | None = None,
    least: int = LEAST,
    most: int = MOST,
) -> Issue:
    """The issue between two poles, as the record has it.

    **Position** of a third actor: 50, and 10 for each point of intensity by which it treats the one pole
    better than the other (:func:`tones.tones`); five points reach the end. The poles stand at their ends.
    **Salience**: what an actor does to the poles, as a share of all that it does; the greatest share counts
    100. **Capability**: how many material deeds, for or against, it does to anybody; the most counts 100.

    Args:
        ties: directed ties by period (``Store.ties(..., directed=True)``), of all actors: what is usual is
            known by the rest.
        days: stories (``Store.days``) of those who take part, for evidence.
        low, high: codes of the poles, at 0 and at 100.
        name: of the issue.
        members, least, most: see :func:`participants`.

    Returns:
        The issue, with an interval (95 %), counts and ids of stories for each estimate.

    Raises UsageError where nobody does anything to the poles.
    """
    ties = ties[ties.a != ties.b][list(_TIES)]
    actors = participants(ties, low, high, members=members, least=least, most=most)
    about = ties[ties.a.isin(actors) & ties.b.isin([low, high])]
    if about.empty:
        raise UsageError(
            f"nothing is told of what anybody does to {low} or {high}; choose other poles or days"
        )
    days = _acts(days, {*ties.a, *ties.b})
    position = _positions(ties, days, actors, (low, high))
    salience = [
        replace(one, evidence=told.evidence)
        for one, told in zip(_saliences(ties, actors, (low, high)), position, strict=True)
    ]
    capability = _capabilities(ties, days, actors)
    stakes = tuple(Stake(*four) for four in zip(actors, position, salience, capability, strict=True))
    return Issue(name or f"{low} or {high}", low, high, stakes)


def _acts(days: pd.DataFrame, known: Collection[str]) -> pd.DataFrame:
    """Stories by who does them to whom: what two do together is done by both."""
    both = days[~days.directed.astype(bool)]
    every = pd.concat([days, both.rename(columns={"a": "b", "b": "a"})], ignore_index=True)
    return every[(every.a != every.b) & every.b.isin(known)]


def _positions(
    ties: pd.DataFrame, days: pd.DataFrame, actors: list[str], poles: tuple[str, str]
) -> list[Estimate]:
    found = spreads(ties)
    down, up = (tones(ties, actors, pole, found) for pole in poles)
    middle, points = FULL / 2, FULL / 2 / FAR
    value = np.clip(middle + points * (up.tone - down.tone), 0, FULL)
    bottom, top = interval(value, points * np.hypot(up.error, down.error), 0, FULL)
    stories = (up.stories + down.stories).astype(np.int64)
    made = []
    for k, actor in enumerate(actors):
        ids = _largest(days[(days.a == actor) & days.b.isin(poles)])
        if actor in poles:
            end = FULL if actor == poles[1] else 0.0
            made.append(Estimate(end, end, end, Source.POLE, int(stories[k]), evidence=ids))
        else:
            made.append(_estimate(value[k], bottom[k], top[k], int(stories[k]), None, ids))
    return made


def _saliences(ties: pd.DataFrame, actors: list[str], poles: tuple[str, str]) -> list[Estimate]:
    """Shares of what each does, with intervals that know that stories come in bursts."""
    ours = ties[ties.a.isin(actors)]
    period, names = pd.factorize(ours.period, sort=True)
    code = pd.Index(actors).get_indexer(pd.Index(ours.a)).astype(np.int64)
    wholes = np.zeros((len(actors), max(len(names), 1)))
    np.add.at(wholes, (code, period), ours.stories.to_numpy(float))
    here = ours.b.isin(poles).to_numpy()
    parts = (
        pd.DataFrame({"row": code[here], "period": period[here], "n": ours.stories.to_numpy(float)[here]})
        .groupby(["row", "period"], as_index=False)
        .n.sum()
    )
    of: Ints = np.arange(len(actors), dtype=np.int64)
    row, when = (parts[key].to_numpy(np.int64) for key in ("row", "period"))
    told = shares(row, when, parts.n.to_numpy(float), of, wholes)
    share = np.nan_to_num(told.share)
    low, high = wilson(told.part / told.burst, told.whole / told.burst, quantile(told.free, 0.95))
    return _scaled(share, low, high, told.part, told.whole)


def _capabilities(ties: pd.DataFrame, days: pd.DataFrame, actors: list[str]) -> list[Estimate]:
    deeds = (ties.deeds_for + ties.deeds_against).groupby(ties.a).sum().reindex(actors).fillna(0)
    count = deeds.to_numpy(float)
    done = days[days.quad.isin([2, 4])]
    ids = [_largest(done[done.a == actor]) for actor in actors]
    return _scaled(count, *poisson(count), count, None, ids)


def _scaled(
    value: Floats,
    low: Floats,
    high: Floats,
    stories: Floats,
    of: Floats | None,
    ids: list[tuple[str, ...]] | None = None,
) -> list[Estimate]:
    """Values such that the greatest is 100; no salience may be above it."""
    top = float(value.max()) or 1.0
    low, high = (np.nan_to_num(end) * FULL / top for end in (low, high))
    value = value * FULL / top
    if of is not None:
        low, high = np.minimum(low, FULL), np.minimum(high, FULL)
    wholes = [None] * len(value) if of is None else [int(one) for one in of]
    each = zip(value, low, high, stories, wholes, ids or [()] * len(value), strict=True)
    return [_estimate(one, two, three, int(n), whole, told) for one, two, three, n, whole, told in each]


def _estimate(
    value: float, low: float, high: float, stories: int, of: int | None, ids: tuple[str, ...]
) -> Estimate:
    """Rounded to what a file shows, so that writing and reading change nothing."""
    one, two, three = (round(float(number), 1) for number in (value, low, high))
    return Estimate(one, min(two, one), max(three, one), Source.RECORD, stories, of, ids)


def _largest(stories: pd.DataFrame) -> tuple[str, ...]:
    """Ids of stories, the most intense first, of equals the most told and the latest."""
    ranked = stories.assign(size=stories.intensity.abs()).sort_values(
        ["size", "reports", "day", "story"], ascending=[False, False, False, True]
    )
    return tuple(str(one) for one in ranked.story.drop_duplicates().head(KEPT))

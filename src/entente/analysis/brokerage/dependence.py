"""What part of an actor's cooperation runs through another.

Whoever has much of its dealings with one other, which has little of its own with it, depends on it (Hirschman
1945: National power and the structure of foreign trade, whose index of concentration is also taken; Keohane
and Nye 1977: Power and interdependence, on asymmetry). Beside its own dealings an actor may depend on another
for reaching third ones: see :mod:`~entente.analysis.brokerage.paths`.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from entente.analysis.brokerage.paths import LEAST, Network, Window, network, paths, windows
from entente.analysis.brokerage.shares import TELLING, Shares, change, shares
from entente.analysis.statistics import adjusted

COLUMNS = (
    "first", "last", "actor", "on", "rank", "cooperation", "share", "low", "high", "concentration",
    "asymmetry", "through", "lost", "change", "change_low", "change_high", "p", "q",
)  # fmt: skip


def dependence(
    ties: pd.DataFrame,
    *,
    members: Collection[str] | None = None,
    months: int | None = None,
    least: int = LEAST,
) -> pd.DataFrame:
    """Who leans on whom, by window and actor, the largest share first.

    Args:
        ties: period ties, undirected.
        members: actors to tell of; their cooperation with all others counts. None for all.
        months: length of a window; None for all of the record at once.
        least: stories of cooperation that an actor has at least; and what makes a tie that others are reached
            through.

    Returns:
        One row a window, actor and other: ``first``, ``last`` (first days of the outermost periods),
        ``actor``, ``on``, ``rank`` (1: it leans on nobody more), ``cooperation`` (stories of the two),
        ``share`` (that of all of the actor's cooperation), ``low`` and ``high`` (nine in ten lie there),
        ``concentration`` (sum of squares of the actor's shares, 0 to 1), ``asymmetry`` (its share less the
        share that it has in the other's cooperation), ``through`` (part of third actors reached that runs
        through the other), ``lost`` (part of them that are reached through it only; both null where no third
        is reached); ``change`` of the share since the window before with ``change_low``, ``change_high``,
        ``p`` and ``q`` (Benjamini and Hochberg, over all windows and pairs), null in the first. A pair that
        cooperated in the window before and no more has a row with a share of 0.

    Raises:
        ValueError: ``least`` or ``months`` below 1.
    """
    if least < 1:
        raise ValueError(f"an actor that is looked at has at least one story, not {least}")
    found, old = [], None
    for window in windows(ties, months):
        here = _Window(window)
        found.append(_frame(here, old, members, least))
        old = here
    if not found:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
    frame = pd.concat(found, ignore_index=True)
    return frame.assign(q=adjusted(frame.p))[list(COLUMNS)]


class _Window:
    """Cooperation of one window, each pair in both directions."""

    def __init__(self, window: Window) -> None:
        self.window = window
        ties = window.ties
        count = (ties.words_for + ties.deeds_for).to_numpy(float)
        seen = count > 0
        a, b = ties.a.to_numpy(object)[seen], ties.b.to_numpy(object)[seen]
        self.actor, self.on = np.concatenate([a, b]), np.concatenate([b, a])
        self.count = np.tile(count[seen], 2)
        first, period = np.unique(ties.period, return_inverse=True)
        self.period, self.periods = np.tile(period[seen], 2), first.size
        self.pairs = pd.MultiIndex.from_arrays([self.actor, self.on], names=["actor", "on"])

    def shares(self, parts: pd.MultiIndex) -> Shares:
        """Of these pairs, whether or not they cooperated in this window."""
        actors = pd.Index(parts.get_level_values(0).union(pd.Index(self.actor)).unique())
        row, whole = parts.get_indexer(self.pairs), actors.get_indexer(pd.Index(self.actor))
        place = whole * self.periods + self.period
        cells = np.asarray(np.bincount(place, self.count, len(actors) * self.periods), float)
        keep, of = row >= 0, actors.get_indexer(parts.get_level_values(0))
        wholes = cells.reshape(len(actors), self.periods)
        return shares(row[keep], self.period[keep], self.count[keep], of, wholes)


def _frame(here: _Window, old: _Window | None, members: Collection[str] | None, least: int) -> pd.DataFrame:
    parts = here.pairs.unique()
    if old is not None:
        parts = parts.union(old.pairs.unique())
    parts = parts.sort_values()
    now = here.shares(parts)
    low, high = now.interval()
    frame = parts.to_frame(index=False)
    frame = frame.assign(
        first=here.window.first, last=here.window.last, cooperation=now.part.astype(np.int64),
        share=now.share, low=low, high=high, whole=now.whole, p=np.nan, change=np.nan, change_low=np.nan,
        change_high=np.nan,
    )  # fmt: skip
    if old is not None:
        before = old.shares(parts)
        told = change(before, now)
        enough = (before.part + now.part >= TELLING) & (np.minimum(before.whole, now.whole) >= TELLING)
        for name, value in (
            ("change", told.size), ("change_low", told.low), ("change_high", told.high), ("p", told.p)
        ):  # fmt: skip
            frame[name] = np.where(enough, value, np.nan)
    frame = frame[frame.whole >= least]
    frame["concentration"] = (frame.share**2).groupby(frame.actor).transform("sum")
    frame = _asymmetry(frame)
    frame = frame.merge(_reach(network(here.window.ties, least)), how="left", on=["actor", "on"])
    reaching = (frame.groupby("actor").through.transform("count") > 0).to_numpy()
    for name in ("through", "lost"):
        frame[name] = frame[name].mask(frame[name].isna() & reaching, 0.0)
    if members is not None:
        frame = frame[frame.actor.isin(members)]
    frame = frame.sort_values(["actor", "share", "on"], ascending=[True, False, True], ignore_index=True)
    return frame.assign(rank=frame.groupby("actor").cumcount() + 1)


def _asymmetry(frame: pd.DataFrame) -> pd.DataFrame:
    back = frame[["actor", "on", "share"]].rename(columns={"actor": "on", "on": "actor", "share": "back"})
    frame = frame.merge(back, how="left", on=["actor", "on"])
    return frame.assign(asymmetry=frame.share - frame.back).drop(columns="back")


def _reach(net: Network) -> pd.DataFrame:
    """Of third actors that each actor reaches through others: what part through whom, and whom only."""
    actor, on, part, only = [], [], [], []
    n = len(net.actors)
    for some in paths(net):
        split = some.split(net.weight)
        sole = (np.bincount(some.pair) == 1)[some.pair].astype(float)
        for end in (some.a, some.b):
            ids, at = np.unique(end * n + some.by, return_inverse=True)
            actor.append(ids // n)
            on.append(ids % n)
            part.append(np.bincount(at, split))
            only.append(np.bincount(at, sole))
    columns = {"actor": actor, "on": on, "through": part, "lost": only}
    frame = pd.DataFrame({k: np.concatenate(v) if v else np.empty(0) for k, v in columns.items()})
    frame = frame.groupby(["actor", "on"], as_index=False, sort=True).sum()
    reached = frame.groupby("actor").through.transform("sum")
    names = pd.Series(net.actors, dtype=object)
    return frame.assign(
        actor=frame.actor.astype(int).map(names).astype("str"),
        on=frame.on.astype(int).map(names).astype("str"),
        through=frame.through / reached,
        lost=frame.lost / reached,
    )

"""The stories of all dyads by period, kept sparse: one entry for each period and dyad that has any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.dyads.series import end_of, span
from entente.units import By

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Columns of ties, by quad class 1 to 4.
QUADS = ("words_for", "deeds_for", "words_against", "deeds_against")


@dataclass(frozen=True)
class Slice:
    """What one period brought.

    Attributes:
        dyad: numbers of the dyads with stories, each once.
        counts: their stories by quad class, dyads x 4.
        net: the sum of their intensities.
    """

    dyad: Ints
    counts: Floats
    net: Floats


@dataclass(frozen=True)
class Panel:
    """All dyads of a record in order of the period in which they were first seen.

    So those known at a time are the first so many, and no array of periods x dyads is needed.

    Attributes:
        a, b: codes of each dyad.
        ends: numbers of the two actors, dyads x 2.
        actors: how many actors there are.
        first: the period in which each dyad was first seen; never falls.
        reverse: of each directed dyad the number of the other direction, or the number of dyads where there
            is none; None where dyads have no direction.
        periods: first days of all periods, without gaps.
        whole: how many of the periods are fully observed: all, or all but the last.
        total: stories of all dyads in each period.
        slices: what each period brought.
    """

    a: NDArray[np.object_]
    b: NDArray[np.object_]
    ends: Ints
    actors: int
    first: Ints
    reverse: Ints | None
    periods: pd.DatetimeIndex
    whole: int
    total: Floats
    slices: tuple[Slice, ...]

    @property
    def size(self) -> int:
        """How many dyads there are."""
        return len(self.first)

    def known(self, period: int) -> int:
        """How many dyads were seen in this period or before."""
        return int(np.searchsorted(self.first, period, "right"))


def panel(ties: pd.DataFrame, by: By, *, directed: bool = False, until: date | None = None) -> Panel:
    """The panel of a record.

    Args:
        ties: what ``Store.ties`` gives with the same ``by``; all stories of all actors.
        by: the periods of the ties.
        directed: whether ``a`` acts on ``b``.
        until: the last day that the record covers. The last period is partly observed where it ends later;
            None: it is taken to be. A record that goes on in silence has periods up to that day.
    """
    known = ties[ties.a != ties.b]
    index = _periods(known, by, until)
    whole = len(index)
    if whole and (until is None or end_of(index[-1], by) > pd.Timestamp(until)):
        whole -= 1
    at = index.get_indexer(pd.DatetimeIndex(known.period).as_unit("us")).astype(np.int64)
    codes, names = pd.factorize(pd.concat([known.a, known.b], ignore_index=True), sort=True)
    left, right = codes[: len(known)].astype(np.int64), codes[len(known) :].astype(np.int64)
    key = left * max(len(names), 1) + right
    pairs, dyad, first = _by_first(key, at)
    ends = np.stack([pairs // max(len(names), 1), pairs % max(len(names), 1)], axis=1)
    counts = known[list(QUADS)].to_numpy(float)
    word = np.asarray(names, dtype=object)
    return Panel(
        a=word[ends[:, 0]] if len(pairs) else np.zeros(0, object),
        b=word[ends[:, 1]] if len(pairs) else np.zeros(0, object),
        ends=ends,
        actors=len(names),
        first=first,
        reverse=_reverse(pairs, len(names)) if directed else None,
        periods=index,
        whole=whole,
        total=np.bincount(at, counts.sum(axis=1), len(index)).astype(float),
        slices=tuple(_slices(at, dyad, counts, known.net.to_numpy(float), len(index))),
    )


def _periods(ties: pd.DataFrame, by: By, until: date | None) -> pd.DatetimeIndex:
    if ties.empty:
        return pd.DatetimeIndex([])
    last = ties.period.max() if until is None else max(ties.period.max(), pd.Timestamp(until))
    return span(ties.period.min(), last, by)


def following(start: pd.Timestamp, by: By) -> pd.Timestamp:
    """The first day of the period after the one that begins then."""
    return end_of(start, by) + pd.Timedelta(days=1)


def _by_first(key: Ints, at: Ints) -> tuple[Ints, Ints, Ints]:
    """Pairs in order of their first period, the pair of each row, and those periods."""
    pairs, place = np.unique(key, return_inverse=True)
    first = np.full(len(pairs), np.iinfo(np.int64).max)
    np.minimum.at(first, place, at)
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(pairs), np.int64)
    rank[order] = np.arange(len(pairs))
    return pairs[order], rank[place], first[order]


def _reverse(pairs: Ints, names: int) -> Ints:
    """Where the other direction of each pair stands; the number of pairs where it was never seen."""
    turned = (pairs % max(names, 1)) * names + pairs // max(names, 1)
    order = np.argsort(pairs, kind="stable")
    place = np.searchsorted(pairs[order], turned)
    found = order[np.minimum(place, max(len(pairs) - 1, 0))]
    return np.where(pairs[found] == turned, found, len(pairs)).astype(np.int64)


def _slices(at: Ints, dyad: Ints, counts: Floats, net: Floats, periods: int) -> Iterator[Slice]:
    order = np.lexsort((dyad, at))
    bounds = np.searchsorted(at[order], np.arange(periods + 1))
    for start, end in pairwise(bounds.tolist()):
        chosen = order[start:end]
        yield Slice(dyad[chosen], counts[chosen], net[chosen])

"""Isolation: how few an actor cooperates with, how unevenly, and how much of what it does is conflict."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.network.windows import each
from entente.analysis.statistics import Z

COLUMNS = (
    *("window", "actor", "partners", "possible", "share", "friends", "foes", "cooperating", "effective"),
    *("evenness", "hostile", "stories", "isolation", "low", "high", "before", "change", "change_low"),
    "change_high",
)
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def isolation(
    network: pd.DataFrame,
    *,
    members: Collection[str] | None = None,
    resamples: int = 200,
    seed: int = 0,
) -> pd.DataFrame:
    """How isolated each actor is in each window, beside what it was in its own window before.

    The index is ``1 - (1 - hostile) * log(1 + effective) / log(1 + possible)``: 1 for an actor that
    cooperates with nobody, 0 for one that cooperates with all alike and has no conflict. ``effective`` is the
    number of partners that would give the same Shannon entropy if all had an equal share of its cooperation
    (Hill 1973, "Diversity and evenness"; Jost 2006, "Entropy and diversity"), so that a second partner of one
    story hardly counts. Entropy is raised for partners not seen (Miller 1955), up to what the partners that
    were seen can give. The logarithm makes the first partners count most. The index is corrected by what
    redrawing the stories adds to it (Efron and Tibshirani 1993, "An introduction to the bootstrap", chapter
    10).

    Args:
        network: of one or more windows; take ``graph.network`` with ``least=1``, for rare partners are
            partners. Ties without a sign count.
        members: the actors to look at and to be partners, such as those of a region; None for all. All of
            them are possible partners, whether seen or not; with None, those active in the window are.
        resamples: of stories, for the intervals and the correction; with 0 there is neither.
        seed: the same seed gives the same intervals.

    Returns:
        One row a window and actor with stories: ``window``, ``actor``, ``partners``, ``possible``, ``share``
        (of the possible), ``friends``, ``foes`` (ties of sign +1 and -1), ``cooperating`` (partners with a
        story of cooperation), ``effective``, ``evenness`` (entropy by the greatest that so many partners
        allow, 0 to 1; missing below two), ``hostile`` (share of conflict among its stories), ``stories``,
        ``isolation`` (0 to 1), ``low``, ``high`` (95 % interval, by redrawing its stories), ``before`` (the
        index in the last earlier window in which it has a row), ``change`` (from then), ``change_low``,
        ``change_high`` (95 %). The last four are missing in its first window.

    An actor of which little is told has few partners for that reason alone: compare actors of like
    ``stories``, or one with itself.
    """
    inside = network
    if members is not None:
        inside = network[network.a.isin(members) & network.b.isin(members)]
    found = [_of_window(start, ties, members, resamples, seed) for start, ties in each(inside)]
    if not found:
        return pd.DataFrame(columns=list(COLUMNS))
    frame = pd.concat(found, ignore_index=True).sort_values(["window", "actor"], ignore_index=True)
    earlier = frame.groupby("actor", sort=False)
    frame["before"] = earlier.isolation.shift()
    frame["change"] = frame.isolation - frame.before
    half = Z * np.sqrt(frame.error**2 + earlier.error.shift() ** 2)
    frame["change_low"], frame["change_high"] = frame.change - half, frame.change + half
    return frame[list(COLUMNS)]


def _of_window(
    start: pd.Timestamp,
    ties: pd.DataFrame,
    members: Collection[str] | None,
    resamples: int,
    seed: int,
) -> pd.DataFrame:
    place, names = pd.factorize(pd.concat([ties.a, ties.b], ignore_index=True), sort=True)
    at = place.astype(np.int64)
    n = len(names)
    good, bad = (np.tile(column.to_numpy(float), 2) for column in (ties.cooperation, ties.conflict))
    possible = (n if members is None else len(set(members))) - 1
    seen = _measured(at, n, good, bad, possible)
    draw = np.random.default_rng(seed)
    drawn = np.array(
        [_measured(at, n, *_redrawn(draw, ties), possible).isolation.to_numpy() for _ in range(resamples)]
    )
    sign = np.tile(ties.sign.to_numpy(), 2)
    error, index = np.full(n, np.nan), seen.isolation.to_numpy()
    if resamples:
        # What is drawn anew from few stories looks more isolated still, by about as much as they do.
        # The correction is no surer than that: its square counts as variance.
        added = drawn.mean(axis=0) - index
        error, index = np.hypot(drawn.std(axis=0), added), np.clip(index - added, 0, 1)
    partners = np.bincount(at, minlength=n)
    return seen.assign(
        window=start,
        actor=names,
        partners=partners,
        possible=possible,
        share=partners / max(possible, 1),
        friends=np.bincount(at[sign > 0], minlength=n),
        foes=np.bincount(at[sign < 0], minlength=n),
        stories=np.bincount(at, np.tile(ties.stories.to_numpy(float), 2), n).astype(np.int64),
        isolation=index,
        low=np.maximum(index - Z * error, 0),
        high=np.minimum(index + Z * error, 1),
        error=error,
    )


def _redrawn(draw: np.random.Generator, ties: pd.DataFrame) -> tuple[Floats, Floats]:
    """Stories of each tie drawn anew, Poisson around what was seen; the same for both ends."""
    good, bad = (draw.poisson(column.to_numpy(float)) for column in (ties.cooperation, ties.conflict))
    return np.tile(good, 2).astype(float), np.tile(bad, 2).astype(float)


def _measured(at: Ints, n: int, good: Floats, bad: Floats, possible: int) -> pd.DataFrame:
    """Breadth of cooperation, share of conflict and the index of each actor."""
    whole, against = np.bincount(at, good, n), np.bincount(at, bad, n)
    share = good / np.where(whole[at] > 0, whole[at], 1)
    logs = np.log(np.where(share > 0, share, 1))
    number = np.bincount(at, (good > 0).astype(float), n)
    most = np.log(np.maximum(number, 1))
    entropy = np.bincount(at, -share * logs, n)
    entropy = np.minimum(entropy + (number - 1).clip(min=0) / (2 * np.maximum(whole, 1)), most)
    effective = np.where(whole > 0, np.exp(entropy), 0)
    told = whole + against
    hostile = against / np.where(told > 0, told, 1)
    breadth = np.log1p(effective) / np.log1p(max(possible, 1))
    return pd.DataFrame(
        {
            "cooperating": number.astype(np.int64),
            "effective": effective,
            "evenness": np.where(number > 1, entropy / np.where(most > 0, most, 1), np.nan),
            "hostile": np.where(told > 0, hostile, np.nan),
            "isolation": 1 - (1 - hostile) * np.minimum(breadth, 1),
        }
    )

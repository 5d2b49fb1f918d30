"""Who gained from the turn of a dyad, and whose ties changed with it.

Two questions of each third actor and each of the two. Whether its *share* of the one's cooperation with all
but the other is another after the turn: it took the place, or lost it. And whether the *mean intensity* of
their tie is another: in the direction of the dyad's own change, or against it. Neither is touched by a wave
of reporting, which raises all counts alike.

Where one third actor gains much, all others have less of the whole, though nothing has changed for them
(Aitchison 1986: The statistical analysis of compositional data). So shares are tested a second time, among
those that did not change in the first (as with trimmed means: Robinson and Oshlack 2010: A scaling
normalization method). The two periods are compared as they are: that the turn caused anything is not shown.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.brokerage.means import Meeting, meetings
from entente.analysis.brokerage.shares import TELLING, Change, Ints, Shares, change, shares
from entente.analysis.statistics import FALSE, adjusted

COLUMNS = (
    "side", "actor", "stories_before", "stories_after", "cooperation_before", "cooperation_after",
    "intensity_before", "intensity_after", "intensity_change", "intensity_low", "intensity_high",
    "intensity_p", "intensity_q", "share_before", "share_after", "share_change", "share_low", "share_high",
    "share_p", "share_q", "moved", "place",
)  # fmt: skip
YEAR = 365
WITH, AGAINST, NEITHER = "with", "against", "neither"
GAINED, LOST = "gained", "lost"
_QUADS = ("words_for", "deeds_for")


def third_parties(
    ties: pd.DataFrame,
    a: str,
    b: str,
    at: date,
    *,
    before: int = YEAR,
    after: int = YEAR,
    members: Collection[str] | None = None,
) -> pd.DataFrame:
    """What became of third actors' ties to two that turned.

    Args:
        ties: period ties, undirected.
        a: one of the two.
        b: the other.
        at: the day of the turn. A period that it cuts belongs to neither time.
        before: days that are looked at before it.
        after: days from it on.
        members: third actors to tell of; all others count in the whole of shares. None for all.

    Returns:
        One row a side (``a`` or ``b``, in ``side``) and third actor, those most surely changed first:
        ``stories_before`` and so on; ``intensity_before`` and ``intensity_after`` (means of periods, weighted
        by how much they tell), their difference with the interval that holds it nine times in ten,
        ``intensity_p`` and ``intensity_q``; ``share_before`` and ``share_after`` (of the side's cooperation
        with all but the other of the two), the same of them. q is Benjamini and Hochberg's over all rows and
        both measures. ``moved``: ``with`` or ``against`` the dyad where ``intensity_q`` is at most 0.05 and
        the dyad's own intensity surely changed (p at most 0.05), else ``neither``. ``place``: ``gained`` or
        ``lost`` where ``share_q`` is at most 0.05, else ``neither``. What is not tested, for want of stories,
        has neither p nor q.

    Raises:
        ValueError: one actor twice, or a time of no day.
    """
    if a == b:
        raise ValueError(f"a dyad has two different actors, not {a!r} twice")
    if min(before, after) < 1:
        raise ValueError(f"before and after are days, at least 1, not {before} and {after}")
    times = _times(ties, at, before, after)
    sides = [_Side(times, one, other) for one, other in ((a, b), (b, a))]
    frames = [side.frame() for side in sides if side.others.size]
    if not frames:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
    frame = pd.concat(frames, ignore_index=True)
    if members is not None:
        frame = frame[frame.actor.isin(members)].reset_index(drop=True)
    q = adjusted(np.concatenate([frame.intensity_p, frame.share_p]))
    frame["intensity_q"], frame["share_q"] = q[: len(frame)], q[len(frame) :]
    turn = _turn(times, a, b)
    direction = 0.0 if np.isnan(turn.p[0]) or turn.p[0] > FALSE else float(np.sign(turn.size[0]))
    same = np.sign(frame.intensity_change) * direction
    frame["moved"] = _word(frame.intensity_q, same, WITH, AGAINST)
    frame["place"] = _word(frame.share_q, frame.share_change, GAINED, LOST)
    frame["sure"] = frame[["intensity_p", "share_p"]].min(axis=1)
    frame = frame.sort_values(["sure", "side", "actor"], na_position="last", ignore_index=True)
    return frame[list(COLUMNS)]


def _word(q: pd.Series, way: pd.Series, up: str, down: str) -> NDArray[np.object_]:
    sure = (q <= FALSE).to_numpy()
    return np.select([sure & (way > 0).to_numpy(), sure & (way < 0).to_numpy()], [up, down], NEITHER)


@dataclass(frozen=True, slots=True)
class _Times:
    """Ties of either time, with the number of their period in ``number``."""

    old: pd.DataFrame
    new: pd.DataFrame
    periods: tuple[int, int]


def _times(ties: pd.DataFrame, at: date, before: int, after: int) -> _Times:
    day = pd.Timestamp(at)
    periods = np.sort(ties.period.unique())
    cut = periods[periods < day][-1:] if day not in periods else periods[:0]
    old = ties[(ties.period >= day - timedelta(days=before)) & (ties.period < day) & ~ties.period.isin(cut)]
    new = ties[(ties.period >= day) & (ties.period < day + timedelta(days=after))]
    numbered = [one.assign(number=np.unique(one.period, return_inverse=True)[1]) for one in (old, new)]
    return _Times(numbered[0], numbered[1], (old.period.nunique(), new.period.nunique()))


def _of(ties: pd.DataFrame, actor: str) -> pd.DataFrame:
    """The ties of one actor, with the other's code in ``other``."""
    of = ties[(ties.a == actor) | (ties.b == actor)]
    return of.assign(other=of.b.where(of.a == actor, of.a).astype(object))


def _turn(times: _Times, a: str, b: str) -> Change:
    old, new = (one[one.other == b] for one in (_of(times.old, a), _of(times.new, a)))
    codes = [np.zeros(len(one), np.int64) for one in (old, new)]
    return meetings(old, new, codes[0], codes[1], 1).change


class _Side:
    """All dealings of one of the two with third actors."""

    def __init__(self, times: _Times, side: str, other: str) -> None:
        self.side, self.times = side, times
        old, new = (one[one.other != other] for one in (_of(times.old, side), _of(times.new, side)))
        self.old, self.new = old, new
        self.others = np.unique(np.concatenate([old.other, new.other]).astype(object))
        index = pd.Index(self.others)
        self.codes = tuple(index.get_indexer(pd.Index(one.other)) for one in (old, new))

    def frame(self) -> pd.DataFrame:
        n = self.others.size
        met: Meeting = meetings(self.old, self.new, self.codes[0], self.codes[1], n)
        old, new, told = self._places(np.zeros(n, bool))
        q = adjusted(told.p)
        # Those that changed do not count in the whole by which the others are measured.
        again = self._places(q <= FALSE)[2]
        return pd.DataFrame(
            {
                "side": self.side, "actor": self.others.astype(str),
                "stories_before": _sums(self.codes[0], self.old.stories, n),
                "stories_after": _sums(self.codes[1], self.new.stories, n),
                "cooperation_before": old.part.astype(np.int64),
                "cooperation_after": new.part.astype(np.int64),
                "intensity_before": met.old, "intensity_after": met.new, "intensity_change": met.change.size,
                "intensity_low": met.change.low, "intensity_high": met.change.high,
                "intensity_p": met.change.p, "share_before": old.share, "share_after": new.share,
                "share_change": told.size, "share_low": told.low, "share_high": told.high,
                "share_p": again.p,
            }
        )  # fmt: skip

    def _places(self, without: NDArray[np.bool_]) -> tuple[Shares, Shares, Change]:
        old, new = (
            self._shares(one, code, many, without)
            for one, code, many in zip((self.old, self.new), self.codes, self.times.periods, strict=True)
        )
        found = change(old, new)
        enough = (old.part + new.part >= TELLING) & (np.minimum(old.whole, new.whole) >= TELLING)
        p = np.where(enough, found.p, np.nan)
        return old, new, Change(found.size, found.low, found.high, p)

    def _shares(self, ties: pd.DataFrame, code: Ints, many: int, without: NDArray[np.bool_]) -> Shares:
        """Of each third actor in the cooperation with it and with all that are not ``without``."""
        n, many = self.others.size, max(many, 1)
        count = (ties.words_for + ties.deeds_for).to_numpy(float)
        period = ties.number.to_numpy()
        stay = ~without[code]
        common = np.asarray(np.bincount(period[stay], count[stay], many), float)
        if not without.any():
            return shares(code, period, count, np.zeros(n, np.int64), common[None])
        # One whole for all that stay, and one of its own for each that does not.
        left = np.flatnonzero(without)
        of = np.zeros(n, np.int64)
        of[left] = np.arange(1, left.size + 1)
        own = np.zeros((left.size + 1, many))
        np.add.at(own, (of[code[~stay]], period[~stay]), count[~stay])
        return shares(code, period, count, of, own + common)


def _sums(code: Ints, value: pd.Series, n: int) -> Ints:
    return np.bincount(code, value.to_numpy(float), n).astype(np.int64)

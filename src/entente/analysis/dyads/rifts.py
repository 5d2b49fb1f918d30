"""Rifts and rapprochements: the turns of all dyads of a record, with a false-alarm rate over all of them.

Each dyad is searched alone (:mod:`turns`). What counts as a find is settled over all: the stories of each
dyad are dealt out anew (:mod:`chance`) and searched as well, so that it is known how many finds of each size
there would be by chance. A turn's q is the share of false ones among those at least as sure as it (the rate
of Benjamini and Hochberg 1995, from permutations: Storey and Tibshirani 2003, *Statistical significance for
genomewide studies*).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from entente.analysis.dyads.bayes import bayesian_turns, expected_false_shares
from entente.analysis.dyads.chance import by_chance
from entente.analysis.dyads.phases import LEAST, QUARTER, STRETCH, Direction
from entente.analysis.dyads.series import end_of, starts
from entente.analysis.dyads.tallies import Dyads
from entente.analysis.dyads.tally import Floats, Tally
from entente.analysis.dyads.turns import Cut, turns
from entente.units import By

#: Of the turns that are told so many are false, at most.
RATE = 0.2
#: Dyads with fewer stories have no turns that could be told from chance.
FEWEST = 30
#: The stories of a record are dealt out at least so often, and so that there are so many series by chance.
TIMES, SERIES = 10, 400
#: Periods of a year.
YEAR = {By.DAY: 365.25, By.WEEK: 52.18, By.MONTH: 12.0, By.YEAR: 1.0}
#: But so many series by chance are enough for any record.
MOST = 4000
_PERIODS = {By.DAY: "D", By.WEEK: "W-SUN", By.MONTH: "M", By.YEAR: "Y"}


class Method(StrEnum):
    """How turns are sought: by the best partition, or by all, weighed by their probability."""

    PARTITION = "partition"
    BAYES = "bayes"


class Rift(NamedTuple):
    """A turn of a dyad.

    Attributes:
        a, b: the two, in order of the alphabet.
        date: first day of the first period of what is new: where it is steepest.
        low, high: days between which the change lies, with 95 of 100.
        direction: rift or rapprochement.
        size: change of mean intensity in points, times the logarithm of 1 + the stories of the smaller phase.
        points: change of mean intensity, -20 to +20.
        score: the same in standard errors.
        q: share of false turns among those at least as sure.
        before, after: mean intensity of the phases on either side.
        stories_before, stories_after: their numbers of stories.
        conflict_before, conflict_after: stories against, as a share of the dyad's own.
        rate_before, rate_after: stories against a year.
        share_before, share_after: stories against of 1,000 that were reported of all.
        since, until: first day of the phase before, last of the phase after.
    """

    a: str
    b: str
    date: datetime.date
    low: datetime.date
    high: datetime.date
    direction: str
    size: float
    points: float
    score: float
    q: float
    before: float
    after: float
    stories_before: int
    stories_after: int
    conflict_before: float
    conflict_after: float
    rate_before: float
    rate_after: float
    share_before: float
    share_after: float
    since: datetime.date
    until: datetime.date


def rifts(
    ties: pd.DataFrame,
    by: By = By.WEEK,
    *,
    exposure: pd.DataFrame | None = None,
    rate: float = RATE,
    least: int = FEWEST,
    members: Collection[str] | None = None,
    seed: int = 0,
    method: Method | str = Method.PARTITION,
) -> pd.DataFrame:
    """The turns of all dyads, the largest first.

    Args:
        ties: undirected ties by period: what ``Store.ties`` gives with the same ``by``. All stories of all
            actors, as what is reported of the rest shows what is a wave of reporting.
        by: the periods of the ties: day, week, month or year.
        exposure: columns ``period`` and ``articles``: what was read; None where the ties are all that is
            known of it. A period in which nothing was read is left out of all series.
        rate: share of false turns among all that are given, at most.
        least: stories of a dyad at least.
        members: only dyads of these are looked at, and the rate is over these dyads; None for all.
        seed: of the chance against which turns are measured.
        method: how turns are sought: ``partition`` or ``bayes``.

    Returns:
        One row a turn, with the columns of :class:`Rift`.
    """
    known = ties[ties.a != ties.b]
    index, seen = _periods(known, exposure, by)
    if members is not None:
        known = known[known.a.isin(members) & known.b.isin(members)]
    dyads = Dyads.of(known, index, least)

    def told(a: str, b: str, tally: Tally, cut: Cut) -> Rift:
        return _rift(a, b, cut, tally, index, by)

    search = _likely if Method(method) is Method.BAYES else _surest
    found, q = search(dyads, seen, told, by, seed)
    rows = [
        rift._replace(q=round(float(share), 4)) for rift, share in zip(found, q, strict=True) if share <= rate
    ]
    frame = pd.DataFrame(rows, columns=list(Rift._fields))
    return frame.sort_values(
        ["size", "a", "b", "date"], ascending=[False, True, True, True], ignore_index=True
    )


def _surest(dyads: Dyads, seen: Floats, told: _Told, by: By, seed: int) -> tuple[list[Rift], Floats]:
    """The turns of the best partitions, and their shares of false ones by what chance finds."""
    times, dealt = lots(dyads.stories, seed)
    draw = np.random.default_rng(seed)
    found: list[Rift] = []
    scores: list[float] = []
    chance: list[Floats] = [np.zeros(0)]
    for a, b, tally, number in zip(dyads.a, dyads.b, dyads.tallies(seen), dealt.tolist(), strict=True):
        for cut in turns(tally, LEAST[by], QUARTER[by]):
            found.append(told(a, b, tally, cut))
            scores.append(abs(cut.score))
        chance += by_chance(tally, LEAST[by], STRETCH[by], number, draw)
    return found, false_shares(np.array(scores), np.concatenate(chance), times)


def _likely(dyads: Dyads, seen: Floats, told: _Told, by: By, seed: int) -> tuple[list[Rift], Floats]:
    """The turns with their probabilities, and the shares of false ones that these make expect."""
    found: list[Rift] = []
    chances: list[float] = []
    for a, b, tally in zip(dyads.a, dyads.b, dyads.tallies(seen), strict=True):
        for cut in bayesian_turns(tally, LEAST[by], QUARTER[by], YEAR[by], seed=seed):
            found.append(told(a, b, tally, cut))
            chances.append(cut.probability or 0.0)
    return found, expected_false_shares(np.array(chances))


def lots(stories: Floats, seed: int) -> tuple[float, NDArray[np.int64]]:
    """How many series by chance each dyad has.

    Of a large record not every dyad is dealt out, but a systematic sample of them in order of their stories,
    so that each has the same chance and quiet and busy ones their share (Madow and Madow 1944, *On the theory
    of systematic sampling*).

    Args:
        stories: of each dyad.
        seed: of where the sample begins.

    Returns:
        How many records by chance these are, a fraction where dyads were left out; the series of each dyad.
    """
    n = len(stories)
    if not n:
        return 1.0, np.zeros(0, np.int64)
    number = min(n * max(TIMES, -(-SERIES // n)), max(MOST, SERIES))
    begin = float(np.random.default_rng((seed, n)).random())
    place = np.minimum(((np.arange(number) + begin) * n / number).astype(np.int64), n - 1)
    dealt = np.zeros(n, np.int64)
    dealt[np.argsort(stories, kind="stable")] = np.bincount(place, minlength=n)
    return number / n, dealt


def false_shares(scores: Floats, chance: Floats, times: float) -> Floats:
    """For each score the share of false finds among those at least as high, from finds by chance.

    Args:
        scores: of what was found, above 0.
        chance: of all that was found by chance, in ``times`` records.
        times: how many records there were; below 1 where only some of the dyads were dealt out.
    """
    order = np.argsort(-scores)
    by_chance = len(chance) - np.searchsorted(np.sort(chance), scores[order], "left")
    share = (by_chance + 1) / times / np.arange(1, len(scores) + 1)
    found = np.empty(len(scores))
    found[order] = np.minimum.accumulate(share[::-1])[::-1]
    return np.minimum(found, 1.0)


def _periods(ties: pd.DataFrame, exposure: pd.DataFrame | None, by: By) -> tuple[pd.DatetimeIndex, Floats]:
    """All periods of a record in order, and how much was reported in each; silent ones are left out."""
    if ties.empty:
        return pd.DatetimeIndex([]), np.zeros(0)
    first, last = ties.period.min(), ties.period.max()
    index = pd.DatetimeIndex(pd.period_range(first, last, freq=_PERIODS[by]).start_time).as_unit("us")
    seen = ties.groupby("period").stories.sum().reindex(index).fillna(0)
    if exposure is not None:
        read = exposure.articles.groupby(starts(pd.to_datetime(exposure.period), by)).sum()
        seen = seen.where(read.reindex(index).fillna(0) > 0, 0)
    heard = seen.to_numpy() > 0
    return index[heard], seen.to_numpy(float)[heard]


_Told = Callable[[str, str, Tally, Cut], Rift]


class _Side(NamedTuple):
    """A phase on one side of a turn."""

    stories: float
    conflict: float
    net: float
    seen: float
    first: pd.Timestamp
    last: pd.Timestamp

    @property
    def mean(self) -> float:
        return self.net / max(self.stories, 1)

    @property
    def against(self) -> float:
        return round(self.conflict / max(self.stories, 1), 4)

    @property
    def rate(self) -> float:
        return round(self.conflict / max((self.last - self.first).days + 1, 1) * 365.25, 3)

    @property
    def share(self) -> float:
        return round(1000 * self.conflict / max(self.seen, 1), 3)


def _side(told: Tally, index: pd.DatetimeIndex, first: int, end: int, by: By) -> _Side:
    part = slice(first, end)
    figures = (told.stories, told.conflict, told.net, told.exposure)
    stories, conflict, net, seen = (float(figure[part].sum()) for figure in figures)
    return _Side(stories, conflict, net, seen, index[first], end_of(index[end - 1], by))


def _rift(a: str, b: str, cut: Cut, told: Tally, index: pd.DatetimeIndex, by: By) -> Rift:
    """A turn as it is told; its q is not known before all are found."""
    old = _side(told, index, cut.before, cut.period, by)
    new = _side(told, index, cut.period, cut.after, by)
    points = new.mean - old.mean
    return Rift(
        a,
        b,
        index[cut.period].date(),
        index[cut.low].date(),
        end_of(index[cut.high], by).date(),
        (Direction.RIFT if points < 0 else Direction.RAPPROCHEMENT).value,
        size=round(abs(points) * float(np.log1p(min(old.stories, new.stories))), 3),
        points=round(points, 3),
        score=round(cut.score, 3),
        q=1.0,
        before=round(old.mean, 3),
        after=round(new.mean, 3),
        stories_before=int(old.stories),
        stories_after=int(new.stories),
        conflict_before=old.against,
        conflict_after=new.against,
        rate_before=old.rate,
        rate_after=new.rate,
        share_before=old.share,
        share_after=new.share,
        since=old.first.date(),
        until=new.last.date(),
    )

"""Silence is not peace: whether nothing happened between two, or nothing was read of that time.

A period is read, thin or not covered at all. Thin is what lies far below its neighbourhood: robustly, by
median and median deviation (Hampel 1974, *The influence curve and its role in robust estimation*), so that
neither a wave of reporting nor another gap moves what is usual.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from itertools import pairwise

import numpy as np
import pandas as pd

from entente.analysis.dyads.series import COUNTS, span
from entente.analysis.statistics import Floats, poisson, wilson
from entente.units import By


class Coverage(StrEnum):
    """How much was read of a period."""

    READ = "read"
    THIN = "thin"
    NONE = "none"


class Gap(StrEnum):
    """Why nothing is told of a stretch of time."""

    SILENCE = "silence"
    UNREAD = "unread"


#: Periods to either side that are the neighbourhood; days are compared with those of the same weekday.
AROUND = {By.DAY: 8, By.WEEK: 13, By.MONTH: 6, By.YEAR: 3}
_STEP = {By.DAY: 7, By.WEEK: 1, By.MONTH: 1, By.YEAR: 1}
#: Thin is what was read less than a third of the usual, and lies so many deviations off in logarithms.
THIRD, DEVIATIONS = 1 / 3, 3.0
#: The deviation of the logarithm is at least this; a median deviation times this is a deviation.
LEAST, NORMAL = 0.15, 1.4826
#: So many neighbours with articles say what is usual.
NEIGHBOURS = 3
#: Counts that are missing where nothing was read.
_WHOLE = tuple(name for name in COUNTS if name != "net")
RATED = ("count", "cooperation", "conflict")


def coverage(
    exposure: pd.DataFrame, by: By, *, since: date | None = None, until: date | None = None
) -> pd.DataFrame:
    """How much was read of each period.

    Args:
        exposure: ``period`` and ``articles``, several rows a period allowed: what the store's exposure gives
            of the data set that the series is of. Of imported data these are the articles of all its events.
        by: its periods.
        since, until: the days from and to which periods are given; else from the first article to the last.

    Returns:
        One row a period, in order, without holes: ``period``, ``articles``, ``usual`` (the median of the
        neighbourhood; missing where there is none), ``coverage`` (``read``, ``thin``, ``none``).
    """
    known = exposure.dropna(subset=["period"])
    articles = known.articles.groupby(pd.DatetimeIndex(known.period).as_unit("us")).sum()
    articles = articles[articles > 0]
    first = since or (articles.index.min() if len(articles) else None)
    last = until or (articles.index.max() if len(articles) else None)
    if first is None or last is None:
        first, last = pd.Timestamp(2000, 1, 1), pd.Timestamp(1999, 1, 1)
    # What is usual at the ends is known from what lies beyond them.
    ends = [pd.Timestamp(first), pd.Timestamp(last), *articles.index[[0, -1] if len(articles) else []]]
    empty = pd.Timestamp(first) > pd.Timestamp(last)
    whole = span(min(ends), max(ends), by) if not empty else span(ends[0], ends[1], by)
    read = articles.reindex(whole).fillna(0).to_numpy(float)
    usual, off = _usual(read, by)
    thin = (read < THIRD * usual) & (off < -DEVIATIONS) & (poisson(read)[1] < usual)
    marks = np.where(read == 0, Coverage.NONE, np.where(thin, Coverage.THIN, Coverage.READ))
    found = pd.DataFrame(
        {
            "period": whole,
            "articles": read.astype(np.int64),
            "usual": usual,
            "coverage": pd.Series(marks, dtype=object).astype(str),
        }
    )
    asked = span(pd.Timestamp(first), pd.Timestamp(last), by)
    return found[found.period.isin(asked)].reset_index(drop=True)


def _usual(read: Floats, by: By) -> tuple[Floats, Floats]:
    """The median of each period's neighbourhood, and how many deviations it lies off in logarithms."""
    n, steps = read.size, _STEP[by] * np.arange(1, AROUND[by] + 1)
    padded = np.full(n + 2 * steps[-1], np.nan)
    padded[steps[-1] : steps[-1] + n] = np.where(read > 0, read, np.nan)
    at = np.arange(n)[:, None] + steps[-1]
    around = np.log(np.hstack([padded[at - steps], padded[at + steps]]))
    enough = np.isfinite(around).sum(axis=1) >= NEIGHBOURS
    middle, deviation = np.full(n, np.nan), np.full(n, np.nan)
    middle[enough] = np.nanmedian(around[enough], axis=1)
    deviation[enough] = np.nanmedian(np.abs(around[enough] - middle[enough, None]), axis=1)
    off = (np.log(np.maximum(read, 0.5)) - middle) / np.maximum(NORMAL * deviation, LEAST)
    return np.exp(middle), off


def covered(series: pd.DataFrame, exposure: pd.DataFrame, by: By) -> pd.DataFrame:
    """A series with what was read beside it; what is not known is missing, not 0.

    Args:
        series: what :func:`entente.analysis.dyads.series.series` or ``directions`` gives.
        exposure: see :func:`coverage`.
        by: the periods of both.

    Returns:
        The series with ``articles``, ``usual`` and ``coverage`` behind it. Where nothing was read the counts
        and ``net`` are missing. Where something is told nonetheless (an act of that time in a later text) the
        period is ``thin`` and its counts stand. Counts are of pandas' ``Int64``.
    """
    if series.empty:
        marks = coverage(exposure, by).iloc[:0]
    else:
        marks = coverage(exposure, by, since=series.period.min().date(), until=series.period.max().date())
    at = pd.DatetimeIndex(marks.period).get_indexer(pd.DatetimeIndex(series.period))
    marks = marks.iloc[at].set_axis(series.index)
    # What is told in one direction says that something was read of both.
    told = series["count"].groupby(series.period).transform("max") > 0
    kind = marks.coverage.where(~((marks.coverage == Coverage.NONE) & told), str(Coverage.THIN))
    missing = kind == Coverage.NONE
    figures = {name: series[name].astype("Int64").mask(missing) for name in _WHOLE}
    return series.assign(
        **figures,
        net=series.net.mask(missing),
        articles=marks.articles,
        usual=marks.usual,
        coverage=kind,
    )


def silences(table: pd.DataFrame) -> pd.DataFrame:
    """The gaps of a series: stretches of periods of which nothing is told, with the reason.

    What was to be expected of a gap is its articles times the dyad's share of all articles, the gap left out.
    The chance that nothing is told is that of a negative binomial, period by period: counts come in bursts,
    and a Poisson would be surprised too easily (dispersion by moments: Cameron and Trivedi 1998, *Regression
    analysis of count data*). Where the bursts of a dyad last over several periods, silence is less surprising
    than this says.

    Args:
        table: what :func:`covered` gives of one series, or of one direction.

    Returns:
        One row a gap, in order: ``first`` and ``last`` (first days of periods), ``periods``, ``why``
        (``silence``: it was read; ``unread``: it was not), ``articles``, ``expected`` (counts), ``chance``
        (of nothing being told of it; missing where it was not read), ``anywhere`` (chance of a gap so
        surprising somewhere in the record, at most: the chance times the periods that were read).
    """
    read = (table.coverage != Coverage.NONE).to_numpy()
    count = np.asarray(table["count"].astype("Float64").fillna(0), dtype=np.float64)
    articles = table.articles.to_numpy(float)
    kind = np.where(~read, 2, np.where(count > 0, 0, 1))
    bounds = np.flatnonzero(np.diff(kind, prepend=-1, append=-1))
    rows = []
    for start, end in pairwise(bounds.tolist()):
        if kind[start] == 0:
            continue
        rest = read.copy()
        rest[start:end] = False
        days = (table.period.iloc[start], table.period.iloc[end - 1], end - start)
        total = articles[start:end].sum()
        if kind[start] == 2:
            rows.append((*days, str(Gap.UNREAD), int(total), np.nan, np.nan, np.nan))
            continue
        expected, chance = _nothing(count[rest], articles[rest], articles[start:end])
        rows.append(
            (*days, str(Gap.SILENCE), int(total), expected, chance, min(1.0, chance * int(read.sum())))
        )
    columns = ["first", "last", "periods", "why", "articles", "expected", "chance", "anywhere"]
    return pd.DataFrame(rows, columns=columns)


def _nothing(count: Floats, articles: Floats, here: Floats) -> tuple[float, float]:
    """What is expected of some periods from others, and the chance that there is nothing."""
    if count.sum() == 0 or articles.sum() == 0:
        return np.nan, np.nan
    share = count.sum() / articles.sum()
    mean, expected = share * articles, share * here
    # Variance is mean + mean² * spread; the spread is that which the squares of the rest call for.
    spread = max(float(((count - mean) ** 2 - mean).sum() / (mean**2).sum()), 0.0)
    logs = -np.log1p(spread * expected) / spread if spread > 1e-9 else -expected
    return float(expected.sum()), float(np.exp(logs.sum()))


def rates(table: pd.DataFrame) -> pd.DataFrame:
    """Counts as a share of what was read, with intervals of 95 %.

    Args:
        table: what :func:`covered` gives.

    Returns:
        ``period`` (with ``direction`` before it where the table has one), ``articles``, ``coverage``; for
        each of ``count``, ``cooperation`` and ``conflict`` its ``_rate`` (a story has several articles, so
        that it is no share in the strict sense: Poisson), ``_low`` and ``_high``; and ``hostile``,
        ``hostile_low``, ``hostile_high``: the share of conflict in the count
        (Wilson). Missing where nothing was read or counted.
    """
    names = [name for name in ("direction", "period", "articles", "coverage") if name in table]
    found = table[names].copy()
    articles = table.articles.where(table.articles > 0).to_numpy(float)
    figures = {name: table[name].astype("Float64").to_numpy(float, na_value=np.nan) for name in RATED}
    for name, count in figures.items():
        low, high = poisson(count)
        found[f"{name}_rate"] = count / articles
        found[f"{name}_low"], found[f"{name}_high"] = low / articles, high / articles
    total = np.where(figures["count"] > 0, figures["count"], np.nan)
    found["hostile"] = figures["conflict"] / total
    found["hostile_low"], found["hostile_high"] = wilson(figures["conflict"], total)
    return found

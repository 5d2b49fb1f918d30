"""A regular series of a dyad: how much happened, and of what kind, in each day, week, month or year."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from entente.units import By, Count

#: The column of a daily frame that a count sums up; a story counts once.
_SUMMED = {Count.REPORT: "reports", Count.ARTICLE: "articles"}
#: pandas' names of the periods.
_RULES = {By.DAY: "D", By.WEEK: "W-SUN", By.MONTH: "M", By.YEAR: "Y"}
#: Counts by quad class, 1 to 4.
QUADS = ("words_for", "deeds_for", "words_against", "deeds_against")
#: Figures that a share of exposure divides.
COUNTS = ("count", *QUADS, "cooperation", "conflict", "net")
COLUMNS = ("period", *COUNTS[:-1], "intensity", "net", "deviation")


def starts(days: pd.Series[pd.Timestamp], by: By) -> pd.Series[pd.Timestamp]:
    """The first day of the period that each day lies in."""
    return days.dt.to_period(_RULES[by]).dt.start_time


def start_of(day: date | pd.Timestamp, by: By) -> pd.Timestamp:
    """The first day of the period that a day lies in.

    >>> str(start_of(date(2023, 9, 21), By.WEEK).date())
    '2023-09-18'
    """
    return pd.Timestamp(day).to_period(_RULES[by]).start_time


def end_of(day: date | pd.Timestamp, by: By) -> pd.Timestamp:
    """The last day of the period that a day lies in.

    >>> str(end_of(date(2023, 9, 21), By.MONTH).date())
    '2023-09-30'
    """
    return pd.Timestamp(day).to_period(_RULES[by]).end_time.normalize()


def span(first: pd.Timestamp, last: pd.Timestamp, by: By) -> pd.DatetimeIndex:
    """The first days of all periods from the one of the first day to that of the last, in order."""
    found = pd.period_range(first, last, freq=_RULES[by])
    return pd.DatetimeIndex(found.start_time).as_unit("us")


def series(
    days: pd.DataFrame,
    by: By = By.WEEK,
    count: Count = Count.STORY,
    *,
    since: date | None = None,
    until: date | None = None,
) -> pd.DataFrame:
    """The regular series of a dyad, both directions together; a story that stands in both counts once.

    Args:
        days: a daily frame: one row a story, a day and two of its parties, with ``day``, ``a``, ``b``,
            ``directed``, ``quad``, ``intensity``, ``story``, ``reports``, ``articles``. Rows without
            day, quad class or intensity are left out.
        by: the periods.
        count: what is counted, and what weighs the mean intensity.
        since, until: where the series begins and ends; else at its first and last story. Rows outside are
            left out. A period that they cut is there, with what lies inside.

    Returns:
        One row a period, in order, with none left out: ``period`` (its first day), ``count``, the counts by
        quad class (``words_for``, ``deeds_for``, ``words_against``, ``deeds_against``), ``cooperation``,
        ``conflict``, ``intensity`` (mean weighted by the count, -10 to +10; missing where nothing was
        counted), ``net`` (sum of the intensities, 0 there), ``deviation`` (of the intensities within the
        period, weighted; missing for a single one).
    """
    known = _within(days, since, until).drop_duplicates(["story", "day"])
    return _series(known, by, count, _periods(known, by, since, until))


def directions(
    days: pd.DataFrame,
    a: str,
    b: str,
    by: By = By.WEEK,
    count: Count = Count.STORY,
    *,
    since: date | None = None,
    until: date | None = None,
) -> pd.DataFrame:
    """Three series of one length: both ways together, what ``a`` does to ``b``, what ``b`` does to ``a``.

    Returns:
        The rows of :func:`series` for each, with ``direction`` (``both``, ``a_to_b``, ``b_to_a``) before
        them. What the two do together, and what is not told by direction, stands in each direction, and
        once in ``both``.
    """
    known = _within(days, since, until)
    index = _periods(known, by, since, until)
    ways = {
        "both": known,
        "a_to_b": known[((known.a == a) & (known.b == b)) | ~known.directed],
        "b_to_a": known[((known.a == b) & (known.b == a)) | ~known.directed],
    }
    parts = [_series(rows.drop_duplicates(["story", "day"]), by, count, index) for rows in ways.values()]
    for way, part in zip(ways, parts, strict=True):
        part.insert(0, "direction", way)
    return pd.concat(parts, ignore_index=True)


def shared(table: pd.DataFrame, exposure: pd.DataFrame, by: By) -> pd.DataFrame:
    """A series as a share of what was read: its counts divided by the articles of each period.

    Args:
        table: what :func:`series` or :func:`directions` gives, with the same ``by``.
        exposure: ``day`` and ``articles``: the number of articles that were read of each day; a day may
            have several rows.
        by: the periods.

    Returns:
        The table with ``read`` (articles of the period) behind it, and the counts and ``net`` divided by
        it; missing where nothing was read. Mean intensity and deviation stay as they are.
    """
    known = exposure.dropna(subset=["day"])
    read = known.articles.groupby(starts(pd.to_datetime(known.day), by)).sum()
    articles = table.period.map(read).fillna(0).astype(int)
    divisor = articles.where(articles > 0)
    shares = {name: table[name] / divisor for name in COUNTS}
    return table.assign(**shares, read=articles)


def counted(days: pd.DataFrame) -> pd.DataFrame:
    """The rows of a daily frame with day, quad class and intensity; imported ones may lack them."""
    return days[days.day.notna() & days.intensity.notna() & days.quad.isin([1, 2, 3, 4])]


def _within(days: pd.DataFrame, since: date | None, until: date | None) -> pd.DataFrame:
    known = counted(days)
    if since is not None:
        known = known[known.day >= pd.Timestamp(since)]
    return known if until is None else known[known.day <= pd.Timestamp(until)]


def _periods(known: pd.DataFrame, by: By, since: date | None, until: date | None) -> pd.DatetimeIndex:
    """The first days of all periods; none where there is neither a story nor a span that was named."""
    first = since or (known.day.min() if len(known) else None)
    last = until or (known.day.max() if len(known) else None)
    if first is None or last is None:
        return pd.DatetimeIndex([], dtype="datetime64[us]")
    return span(pd.Timestamp(first), pd.Timestamp(last), by)


def _series(known: pd.DataFrame, by: By, count: Count, index: pd.DatetimeIndex) -> pd.DataFrame:
    """The figures of each period of an index."""
    n = len(index)
    begun = starts(known.day, by) if len(known) else known.day
    at = index.get_indexer(pd.DatetimeIndex(begun)) if len(known) else np.zeros(0, np.int64)
    summed = _SUMMED.get(count)
    weight = known[summed].to_numpy(np.int64) if summed else np.ones(len(known), np.int64)
    value = known.intensity.to_numpy(float)
    quad = known.quad.to_numpy(np.int64)
    total = np.bincount(at, weight, n)
    net = np.bincount(at, weight * value, n)
    counts = {
        name: np.bincount(at, weight * (quad == number), n).astype(np.int64)
        for number, name in enumerate(QUADS, start=1)
    }
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = net / total
        # Around the mean, not by the sum of squares: that loses all digits where values are equal.
        apart = np.bincount(at, weight * (value - mean[at]) ** 2, n)
        single = np.bincount(at, minlength=n) < 2
        deviation = np.where(single, np.nan, np.sqrt(apart / total))
    return pd.DataFrame(
        {
            "period": index,
            "count": total.astype(np.int64),
            **counts,
            "cooperation": counts["words_for"] + counts["deeds_for"],
            "conflict": counts["words_against"] + counts["deeds_against"],
            "intensity": mean,
            "net": net,
            "deviation": deviation,
        }
    )

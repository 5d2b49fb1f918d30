"""Time along the axis of a chart: its span, its dates, how long a period is. All in UTC, wherever it runs."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import pandas as pd

from entente.charts.periods import OFFSETS
from entente.charts.periods import after as after
from entente.units import By

#: At most about so many dates are written below the axis.
_TICKS = 6
#: Days from one period to the next, at least -> which periods these are.
_STEPS = ((360, By.YEAR), (28, By.MONTH), (7, By.WEEK))


def iso(moment: pd.Timestamp) -> str:
    """A moment as Vega reads it without regard to the machine's time zone."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def moments(days: Iterable[object]) -> pd.Series[pd.Timestamp]:
    """Days, dates or timestamps of any kind as midnights in UTC; NaT where there is none."""
    kept = days if isinstance(days, pd.Series) else pd.Series(list(days), dtype=object)
    found: pd.Series[pd.Timestamp] = pd.to_datetime(kept)
    return found.dt.tz_localize("UTC") if found.dt.tz is None else found.dt.tz_convert("UTC")


def step(starts: pd.Series[pd.Timestamp]) -> By:
    """Which periods begin on these days: told by the nearest two, or months where there are no two."""
    days = starts.drop_duplicates().sort_values().diff().dt.days.min()
    if pd.isna(days):
        return By.MONTH
    return next((by for least, by in _STEPS if days >= least), By.DAY)


def span(shown: Iterable[pd.Timestamp], by: By, fewest: int = 12) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last moment of an axis on which all of these stand, ``fewest`` periods at least."""
    known = [moment for moment in shown if not pd.isna(moment)]
    first = min(known, default=pd.Timestamp(2000, 1, 1, tz="UTC"))
    last = max(known, default=first)
    size = OFFSETS[by]
    early = True
    for _ in range(fewest):
        if first + size * fewest <= last:
            break
        first, last = (first - size, last) if early else (first, last + size)
        early = not early
    return first, last


def ticks(first: pd.Timestamp, last: pd.Timestamp, *, grid: bool = False, most: int = _TICKS) -> alt.Axis:
    """Days are written while they are few, then months, then years; about ``most`` dates."""
    quiet = {"grid": grid, "gridDash": [1, 3]} if grid else {"grid": False}
    months = (last.year - first.year) * 12 + last.month - first.month
    if months <= most // 2:
        count = {"interval": "week", "step": 1 if (last - first).days <= 7 * most else 2}
        return alt.Axis(title=None, **quiet, format="%-d %b", tickCount=count, labelOverlap="greedy")
    if months <= 6 * most:
        count = {"interval": "month", "step": 3 if months <= 3 * most else 6}
        return alt.Axis(title=None, **quiet, format="%b %Y", tickCount=count, labelOverlap="greedy")
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100) if months / 12 / size <= most)
    count = {"interval": "year", "step": step}
    return alt.Axis(title=None, **quiet, format="%Y", tickCount=count)


def scale(first: pd.Timestamp, last: pd.Timestamp) -> alt.Scale:
    """The axis from the one moment to the other."""
    return alt.Scale(type="utc", domain=[iso(first), iso(last)], nice=False)

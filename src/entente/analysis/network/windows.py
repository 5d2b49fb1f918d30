"""Period ties put together into windows of time: counts, means, nets and deviations, without loss."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from entente.analysis.dyads.series import QUADS
from entente.errors import UsageError

#: What a window sums up of its periods.
SUMMED = ("stories", "reports", "articles", *QUADS, "net")


class Window(StrEnum):
    """How time is cut: not at all, or by the calendar."""

    SPAN = "span"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


_RULES = {Window.YEAR: "Y", Window.QUARTER: "Q", Window.MONTH: "M"}


def windowed(
    ties: pd.DataFrame,
    window: Window | str = Window.SPAN,
    *,
    since: date | None = None,
    until: date | None = None,
) -> pd.DataFrame:
    """The ties of a stretch of time, each with the window that it falls into.

    Args:
        ties: period ties; a period belongs where its first day is, so that periods should not be longer
            than the windows.
        window: how time is cut.
        since, until: first and last day; a period counts if its first day lies between them.

    Returns:
        The rows with stories, with the column ``window`` (its first day) before the others. The single
        window of ``span`` begins at ``since``, or with the first period.

    Raises:
        UsageError: there is no such way to cut time.
    """
    rule = _known(window)
    kept = ties[ties.stories > 0]
    if since is not None:
        kept = kept[kept.period >= pd.Timestamp(since)]
    if until is not None:
        kept = kept[kept.period <= pd.Timestamp(until)]
    if rule is Window.SPAN:
        first = pd.Timestamp(since) if since is not None else kept.period.min()
        start = pd.Series(first, index=kept.index, dtype="datetime64[us]")
    else:
        start = kept.period.dt.to_period(_RULES[rule]).dt.start_time.astype("datetime64[us]")
    held = kept.copy()
    held.insert(0, "window", start)
    return held


def _known(window: Window | str) -> Window:
    try:
        return Window(window)
    except ValueError as error:
        valid = ", ".join(Window)
        raise UsageError(f"no way to cut time: {window!r}; valid are {valid}; name one of them") from error


def summed(held: pd.DataFrame) -> pd.DataFrame:
    """One row a window and pair, in their order: the periods of each put together.

    The mean of a window is its net by its stories; its variance is what the stories of each period vary
    around their mean, plus what the means of periods vary around the window's. So nothing is lost by having
    come from periods.

    Args:
        held: windowed ties.

    Returns:
        ``window``, ``a``, ``b``, the counts, ``net``, ``intensity``, ``deviation`` (population), and for the
        interval: ``periods`` (with stories), ``inside`` (sum of squares inside periods), ``between`` (of
        the periods' means, weighted by stories), ``crowding`` (sum of squares of the periods' stories).
    """
    key = ["window", "a", "b"]
    stories = held.stories.to_numpy(float)
    inside = stories * held.deviation.fillna(0).to_numpy(float) ** 2
    table = held[[*key, *SUMMED]].assign(
        net=held.intensity.to_numpy(float) * stories,
        inside=inside,
        crowding=stories**2,
        periods=1,
    )
    grouped = table.groupby(key, sort=True, as_index=False, observed=True)
    found = grouped[[*SUMMED, "inside", "crowding", "periods"]].sum()
    found["intensity"] = found.net / found.stories
    means = held[key].merge(found[[*key, "intensity"]], on=key, how="left").intensity.to_numpy(float)
    apart = held[key].assign(between=stories * (held.intensity.to_numpy(float) - means) ** 2)
    found["between"] = apart.groupby(key, sort=True, observed=True)["between"].sum().to_numpy(float)
    found["deviation"] = np.sqrt((found.inside + found.between) / found.stories)
    return found


def each(frame: pd.DataFrame) -> Iterator[tuple[pd.Timestamp, pd.DataFrame]]:
    """The windows of a frame in order, each with its rows."""
    for start, rows in frame.groupby("window", sort=True):
        yield pd.Timestamp(str(start)), rows

"""The daily frame of a dyad from acts: one row a story and day, what the analysis of series takes."""

from __future__ import annotations

import pandas as pd

from entente.analysis.deeds import is_history
from entente.analysis.dyads.course import MONTH

#: The columns of a daily frame.
COLUMNS = (
    "day",
    "a",
    "b",
    "directed",
    "event_type",
    "quad",
    "intensity",
    "story",
    "reports",
    "articles",
    "sources",
    "dataset",
    "event",
)


def daily(acts: pd.DataFrame) -> pd.DataFrame:
    """Acts as a daily frame, each the story of its surest event.

    Args:
        acts: what :func:`entente.analysis.stories.stories.once` gives of dated pairs that count as done.

    Returns:
        The columns :data:`COLUMNS`, in order of time. The day is that of the act, else of its report. Left
        out is what has neither, what is dated to no more than a year, and history without a date. Articles
        are not told apart from reports, and sources not known (0).
    """
    loose = acts.day.notna() & (acts["last"] - acts.day >= MONTH)
    known = acts[acts.when.notna() & acts.b.notna() & ~loose & ~is_history(acts)]
    frame = known.rename(columns={"id": "event"}).assign(
        day=known.when,
        directed=True,
        story="s:" + known.id.astype(str),
        articles=known.reports,
        sources=0,
        dataset="coded",
    )
    return frame[list(COLUMNS)].sort_values(["day", "story"], ignore_index=True)

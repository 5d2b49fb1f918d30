"""The daily frame of a dyad from acts: one row a story and day, what the analysis of series takes."""

from __future__ import annotations

import pandas as pd

#: The columns of a daily frame.
COLUMNS = (
    "day",
    "a",
    "b",
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
        acts: what :func:`entente.analysis.acts.acts` gives of dated pairs that count as done.

    Returns:
        The columns :data:`COLUMNS`, in order of time. The day is that of the act, else of its report; an
        act with neither is left out. Articles are not told apart from reports, and sources not known (0).
    """
    known = acts[acts.when.notna() & acts.b.notna()]
    frame = known.rename(columns={"id": "event"}).assign(
        day=known.when,
        story="s:" + known.id.astype(str),
        articles=known.reports,
        sources=0,
        dataset="coded",
    )
    return frame[list(COLUMNS)].sort_values(["day", "story"], ignore_index=True)

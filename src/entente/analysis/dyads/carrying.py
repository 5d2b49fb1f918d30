"""The stories that carry a turn: those around it that lead where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pandas as pd

#: Around a turn stories are looked for in its interval, and so many days before and after its date.
BEFORE, AFTER = 14, 60
#: Stories of a turn at most.
MOST = 5


def around(turn: date, low: date, high: date) -> tuple[date, date]:
    """The first and last day on which a story may carry a turn."""
    return min(low, turn - timedelta(days=BEFORE)), max(high, turn + timedelta(days=AFTER))


def carrying(days: pd.DataFrame, turn: date, before: float, after: float, most: int = MOST) -> Iterator[str]:
    """The stories that carry a turn, the weightiest first.

    Args:
        days: the daily frame of the dyad, of the days :func:`around` the turn.
        turn: its date.
        before, after: mean intensity of the phases on either side.
        most: stories at most.

    A story leads where the turn leads if its intensity lies on the new side of the middle between the phases.
    It weighs how far, times the logarithm of 1 + its reports, and less the farther from the date it lies.
    """
    sign, middle = np.sign(after - before), (before + after) / 2
    known = days.dropna(subset=["day", "intensity"])
    lead = sign * (known.intensity - middle)
    off = (known.day - pd.Timestamp(turn)).dt.days.abs() / AFTER
    weight = lead * np.log1p(known.reports) / (1 + off)
    leading = known.assign(weight=weight)[lead > 0]
    ranked = leading.sort_values(["weight", "day", "story"], ascending=[False, True, True])
    yield from (str(story) for story in ranked.story.drop_duplicates().head(most))

"""The signed network of a window: who is on good terms with whom, who is not, and how surely."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from entente.analysis.dyads.series import QUADS
from entente.analysis.network.windows import Window, summed, windowed
from entente.analysis.statistics import quantile

#: Deviation of the intensity of single stories where nothing is known of it, and for how many it counts.
USUAL, BELIEF = 4.0, 4
#: Columns of the network, in order.
COLUMNS = (
    *("window", "a", "b", "stories", "reports", "articles", *QUADS, "cooperation", "conflict"),
    *("intensity", "net", "deviation", "low", "high", "sign", "weight"),
)
#: What the directed network has besides.
BACK = ("stories_back", "intensity_back", "reciprocity", "difference")


def network(
    ties: pd.DataFrame,
    window: Window | str = Window.SPAN,
    *,
    least: int = 5,
    neutral: float = 0.0,
    since: date | None = None,
    until: date | None = None,
) -> pd.DataFrame:
    """The signed, weighted network of each window.

    A tie has a sign only where that is known: where the 95 % interval of its mean intensity lies on one
    side of the neutral point. Its weight is how far from neutral it is, times the logarithm of 1 + its
    stories: a tie told of twice as often is stronger, but not twice as strong. Weighted by ``net`` instead,
    the few dyads that the press dwells on would decide everything (stories a dyad are heavy-tailed).

    Args:
        ties: undirected period ties, as the store gives them. window: how time is cut. least: stories of a
        tie in a window at least. neutral: the intensity that is neither friendly nor hostile. Records are
        richer in words of cooperation
            than in conflict, so that their mean lies above 0; with 0, "hostile" is absolute. Name the mean
            of the record for "more hostile than usual".
        since, until: first and last day of a period's first day.

    Returns:
        One row a window and pair, in their order: ``window`` (first day), ``a`` < ``b``, ``stories``,
        ``reports``, ``articles``, ``words_for``, ``deeds_for``, ``words_against``, ``deeds_against`` (stories
        by quad class), ``cooperation``, ``conflict``, ``intensity`` (mean, -10 to +10), ``net`` (sum),
        ``deviation`` (population), ``low``, ``high`` (95 % interval of the mean), ``sign`` (+1, -1; 0 where
        not known or mixed), ``weight`` (from 0).
    """
    found = summed(windowed(ties, window, since=since, until=until))
    return _signed(found[found.stories >= least].reset_index(drop=True), neutral)[list(COLUMNS)]


def directed_network(
    ties: pd.DataFrame,
    window: Window | str = Window.SPAN,
    *,
    least: int = 5,
    neutral: float = 0.0,
    since: date | None = None,
    until: date | None = None,
) -> pd.DataFrame:
    """The network by who acts on whom.

    Args:
        ties: directed period ties. What two do with each other stands in both directions, so that
            reciprocity is high where much of that is told.
        window, least, neutral, since, until: as in :func:`network`; ``least`` is of a direction.

    Returns:
        One row a window and direction with ``least`` stories, ``a`` acting on ``b``, with the columns of
        :func:`network` and: ``stories_back``, ``intensity_back`` (of ``b`` to ``a``; missing where there are
        none), ``reciprocity`` (share of the weaker direction among the stories of both, 0 to 0.5),
        ``difference`` (``intensity`` less ``intensity_back``: above 0 where ``a`` is the friendlier).
    """
    found = summed(windowed(ties, window, since=since, until=until))
    back = found[["window", "a", "b", "stories", "intensity"]].rename(
        columns={"a": "b", "b": "a", "stories": "stories_back", "intensity": "intensity_back"}
    )
    both = found.merge(back, on=["window", "a", "b"], how="left")
    both["stories_back"] = both.stories_back.fillna(0).astype(np.int64)
    weaker = np.minimum(both.stories, both.stories_back)
    both["reciprocity"] = weaker / (both.stories + both.stories_back)
    both["difference"] = both.intensity - both.intensity_back
    kept = both[both.stories >= least].sort_values(["window", "a", "b"], ignore_index=True)
    return _signed(kept, neutral)[[*COLUMNS, *BACK]]


def _signed(found: pd.DataFrame, neutral: float) -> pd.DataFrame:
    error, free = _error(found)
    half = error * quantile(free, 0.95)
    low = np.maximum(found.intensity - half, -10)
    high = np.minimum(found.intensity + half, 10)
    sign = np.where(low > neutral, 1, np.where(high < neutral, -1, 0))
    return found.assign(
        cooperation=found.words_for + found.deeds_for,
        conflict=found.words_against + found.deeds_against,
        low=low,
        high=high,
        sign=sign.astype(np.int64),
        weight=(found.intensity - neutral).abs() * np.log1p(found.stories),
    )


def _error(found: pd.DataFrame) -> tuple[pd.Series[float], pd.Series[float]]:
    """Standard error of each mean, and its degrees of freedom.

    Stories of one period have more in common than those of two, so that the variance of a mean is that of
    stories, ``within / stories``, plus that of periods, ``between * crowding / stories^2``. ``within`` is
    drawn towards a deviation of ``USUAL`` that counts for ``BELIEF`` stories; ``between`` towards that of all
    ties of the frame, as if known from ``BELIEF`` periods.
    """
    stories, periods = found.stories.astype(float), found.periods.astype(float)
    within = (found.inside + BELIEF * USUAL**2) / (stories - periods + BELIEF)
    # Squares of the periods' means, less what stories alone bring about; and what they are divided by.
    more = found.between - (periods - 1) * within
    by = stories - found.crowding / stories
    usual = max(float(more.sum()) / max(float(by.sum()), 1.0), 0.0)
    believed = BELIEF * stories / periods
    between = ((more + usual * believed) / (by + believed)).clip(lower=0)
    error = (within / stories + between * found.crowding / stories**2) ** 0.5
    return error, stories - 1 + BELIEF

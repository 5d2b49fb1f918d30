"""How sure the mean intensity of a period is, where it rests on few stories.

A mean of n stories is given an interval of 95 % by Student's t. With few stories their own deviation says
little, and none where they are alike by chance; so it is drawn towards that of all the dyad's stories, and
that towards the deviation of the scale's sixteen types of acts (a moderated t: Smyth 2004, *Linear models and
empirical Bayes methods*, where the weight of what is borrowed is learned; here it is fixed). One story alone
has no interval.

It is the interval of the mean of stories such as these, drawn independently. It knows nothing of what was not
read, and nothing of acts that were coded wrongly.
"""

from __future__ import annotations

from statistics import pstdev

import numpy as np
import pandas as pd

from entente.analysis.dyads.series import starts
from entente.analysis.statistics import Floats, quantile
from entente.ontology.plover import intensity
from entente.records import EventType
from entente.units import By, Count

#: Of so many stories in 100 cases the interval holds the mean.
LEVEL = 0.95
#: So many stories the borrowed deviation is worth.
BORROWED = 4
#: The deviation of the scale: of the intensities of the sixteen event types.
SCALE = pstdev(intensity(kind) for kind in EventType)
#: The ends of the scale; an interval does not reach past them.
ENDS = (-10.0, 10.0)
_WEIGHTS = {Count.REPORT: "reports", Count.ARTICLE: "articles"}


def sureties(days: pd.DataFrame, by: By, count: Count = Count.STORY) -> pd.DataFrame:
    """The intervals of the mean intensities of a dyad's periods.

    Args:
        days: its daily frame; see :func:`entente.analysis.dyads.series.series`. A story counts once a day.
        by: the periods.
        count: what weighs the mean. Of weighted stories so many are reckoned with as would give the same
            surety unweighted (Kish 1965, *Survey sampling*).

    Returns:
        One row a period with stories, in order: ``period``, ``stories``, ``mean``, ``low``, ``high`` (both
        missing for a single story; -10 to +10).
    """
    known = days[days.day.notna() & days.intensity.notna() & days.quad.isin([1, 2, 3, 4])]
    known = known.drop_duplicates(["story", "day"])
    if known.empty:
        empty = pd.DataFrame({"period": [], "stories": [], "mean": [], "low": [], "high": []})
        return empty.astype({"period": "datetime64[us]"})
    weight = np.ones(len(known)) if count is Count.STORY else known[_WEIGHTS[count]].to_numpy(float)
    value = known.intensity.to_numpy(float)
    table = pd.DataFrame(
        {"period": starts(known.day, by), "w": weight, "ww": weight**2, "wx": weight * value, "x": value}
    )
    sums = table.groupby("period").agg(
        stories=("x", "size"), w=("w", "sum"), ww=("ww", "sum"), wx=("wx", "sum")
    )
    mean = sums.wx / sums.w
    apart = weight * (value - table.period.map(mean).to_numpy(float)) ** 2
    spread = pd.Series(apart, index=table.period).groupby(level=0).sum() / sums.w
    half = _half((sums.w**2 / sums.ww).to_numpy(float), spread.to_numpy(float), _usual(value))
    half[sums.stories.to_numpy() < 2] = np.nan
    return pd.DataFrame(
        {
            "period": sums.index,
            "stories": sums.stories.to_numpy(),
            "mean": mean.to_numpy(float),
            "low": np.clip(mean.to_numpy(float) - half, *ENDS),
            "high": np.clip(mean.to_numpy(float) + half, *ENDS),
        }
    )


def _usual(values: Floats) -> float:
    """The variance of all stories, drawn to that of the scale."""
    apart = float(((values - values.mean()) ** 2).sum())
    return (BORROWED * SCALE**2 + apart) / (BORROWED + values.size - 1)


def _half(n: Floats, variance: Floats, usual: float) -> Floats:
    """Half the width of the interval of means of n stories with these variances."""
    free = BORROWED + n - 1
    moderated = (BORROWED * usual + n * variance) / free
    return np.asarray(quantile(free, LEVEL) * np.sqrt(moderated / n))

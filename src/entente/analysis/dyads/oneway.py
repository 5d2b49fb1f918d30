"""What each of two does to the other, without what they do together.

A meeting stands in both directions of a dyad. Left there it makes two look as if the one answered the other
in the same period. So it is left out wherever the directions are compared. What two do together is known
from the counts alone: it is what both directions have more, put together, than the dyad has.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from entente.analysis.dyads.series import QUADS
from entente.ontology.plover import MUTUAL

WAYS = ("a_to_b", "b_to_a")
_SUMS = (*QUADS, "net")
#: Sums of intensities below this are 0: what is left of subtracting decimals.
_NIL = 1e-6
_TIE = ("stories", "reports", "articles", *_SUMS)


def one_sided(days: pd.DataFrame, *, twins: bool = True) -> pd.DataFrame:
    """A daily frame without what two do together: undirected rows, and types that are done with each other.

    Args:
        days: a daily frame; see :func:`entente.analysis.dyads.series.series`.
        twins: whether an act is kept that stands on the same day with the same type in the other direction
            too. Such twins are blow and counterblow, or one happening that was coded from both sides; the
            data do not tell which.
    """
    found = days[days.directed.astype(bool) & ~days.event_type.isin(MUTUAL)]
    if twins:
        return found
    other = found[["day", "a", "b", "event_type"]].rename(columns={"a": "b", "b": "a"}).drop_duplicates()
    return found[~found.index.isin(found.reset_index().merge(other)["index"])]


def one_way(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two directions of a dyad without what stands in both.

    Args:
        table: what :func:`entente.analysis.dyads.series.directions` gives, or that with its coverage.

    Returns:
        What ``a`` does to ``b``, and ``b`` to ``a``: one row a period, with ``period``, ``count``, the counts
        by quad class, ``cooperation``, ``conflict``, ``net`` and ``intensity``, numbers missing where the
        table's are, and ``articles`` where the table has it.
    """
    both, *ways = (table[table.direction == way].reset_index(drop=True) for way in ("both", *WAYS))
    names = ["count", *_SUMS]
    figures = {id(part): part[names].astype("Float64").astype(float) for part in (both, *ways)}
    common = figures[id(ways[0])] + figures[id(ways[1])] - figures[id(both)]
    made = []
    for part in ways:
        left = figures[id(part)] - common
        net = left["net"].where(left["net"].abs() > _NIL, 0.0).where(left["net"].notna())
        frame = pd.DataFrame({"period": part.period, "count": left["count"], **{q: left[q] for q in QUADS}})
        frame["cooperation"] = left.words_for + left.deeds_for
        frame["conflict"] = left.words_against + left.deeds_against
        frame["net"] = net
        frame["intensity"] = net / left["count"].where(left["count"] > 0)
        if "articles" in part:
            frame["articles"] = part.articles.astype(float)
        made.append(frame)
    return made[0], made[1]


def one_way_ties(directed: pd.DataFrame, undirected: pd.DataFrame) -> pd.DataFrame:
    """Directed ties by period without what two do together.

    Args:
        directed, undirected: ties of the same selection by the same periods.

    Returns:
        The columns of ``directed`` that can be told apart: ``period``, ``a``, ``b``, ``stories``,
        ``reports``, ``articles``, the counts by quad class, ``intensity``, ``net``. Rows of which nothing is
        left are not there.
    """
    keys = ["period", "a", "b"]
    swapped = directed.rename(columns={"a": "b", "b": "a"})
    low = np.minimum(directed.a.astype(object), directed.b.astype(object))
    high = np.maximum(directed.a.astype(object), directed.b.astype(object))
    names = list(_TIE)
    here = directed[keys]
    there = here.merge(swapped[[*keys, *names]], on=keys, how="left")[names].fillna(0).to_numpy(float)
    pair = pd.DataFrame({"period": here.period, "a": low.astype(str), "b": high.astype(str)})
    whole = pair.merge(undirected[[*keys, *names]], on=keys, how="left")[names].fillna(0).to_numpy(float)
    own = directed[names].to_numpy(float)
    left = own - np.where(there[:, :1] > 0, own + there - whole, 0.0)
    found = pd.DataFrame(left, columns=names, index=directed.index)
    counts = [name for name in names if name != "net"]
    found[counts] = found[counts].round().astype("int64").clip(lower=0)
    found = here.join(found)[found.stories > 0]
    found["net"] = found.net.where(found.net.abs() > _NIL, 0.0)
    return found.assign(intensity=found.net / found.stories).reset_index(drop=True)

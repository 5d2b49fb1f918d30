"""Who deals with whom: undirected ties between actors, from directed pairs."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import pandas as pd


class Tie(NamedTuple):
    """One undirected pair, ``a`` < ``b``; see :func:`ties`."""

    a: str
    b: str
    acts: int
    words_for: int
    deeds_for: int
    words_against: int
    deeds_against: int
    cooperation: int
    conflict: int
    intensity: float
    attributed: int
    worst: str
    best: str


def ties(pairs: pd.DataFrame, members: Collection[str] | None = None) -> pd.DataFrame:
    """Ties between actors, those with most acts first.

    Args:
        pairs: directed pairs of acts that count as done.
        members: actors to keep; None for all.

    Returns:
        One row an undirected pair: ``a`` < ``b``, ``acts``, the numbers of acts by quad class (``words_for``
        1, ``deeds_for`` 2, ``words_against`` 3, ``deeds_against`` 4), ``cooperation`` (1 and 2) and
        ``conflict`` (3 and 4), ``intensity`` (mean, -10 to +10), ``attributed`` (of the acts, those on
        somebody's word), ``worst`` and ``best`` (ids of the events of least and greatest intensity; of
        equals the surest).
    """
    pairs = pairs[pairs.b.notna()]
    if members is not None:
        pairs = pairs[pairs.a.isin(members) & pairs.b.isin(members)]
    low, high = pairs[["a", "b"]].min(axis=1), pairs[["a", "b"]].max(axis=1)
    undirected = pairs.assign(a=low, b=high).drop_duplicates(["id", "a", "b"])
    found = [_tie(str(a), str(b), group) for (a, b), group in undirected.groupby(["a", "b"], sort=True)]
    frame = pd.DataFrame(found, columns=list(Tie._fields))
    return frame.sort_values(["acts", "a", "b"], ascending=[False, True, True], ignore_index=True)


def _tie(a: str, b: str, group: pd.DataFrame) -> Tie:
    said_for, done_for, said_against, done_against = (
        int((group.quad == quad).sum()) for quad in (1, 2, 3, 4)
    )
    return Tie(
        a,
        b,
        len(group),
        said_for,
        done_for,
        said_against,
        done_against,
        cooperation=said_for + done_for,
        conflict=said_against + done_against,
        intensity=float(group.intensity.mean()),
        attributed=int(group.attributed.sum()),
        worst=extreme(group, hardest=True),
        best=extreme(group, hardest=False),
    )


def extreme(group: pd.DataFrame, *, hardest: bool) -> str:
    """Id of the event of least or greatest intensity; of equals the surest."""
    ranked = group.sort_values(["intensity", "score", "id"], ascending=[hardest, False, True])
    return str(ranked.id.iloc[0])


def neighbours(pairs: pd.DataFrame, focus: Collection[str], most: int) -> list[str]:
    """The actors that deal most with those of the focus, the busiest first."""
    pairs = pairs[pairs.b.notna()]
    out = pairs[pairs.a.isin(focus) & ~pairs.b.isin(focus)].b
    back = pairs[pairs.b.isin(focus) & ~pairs.a.isin(focus)].a
    counts = pd.concat([out, back]).value_counts().rename_axis("actor").reset_index(name="n")
    ranked = counts.sort_values(["n", "actor"], ascending=[False, True])
    return [str(name) for name in ranked.actor.head(most)]

"""What is told of as not done, from a store, and what a caption says of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from entente.analysis.dyads.undone import UNDONE, undone
from entente.figures import basis
from entente.store import CODED, Selection, Store


def undone_of(store: Store, selection: Selection, members: Collection[str]) -> pd.DataFrame:
    """Acts that are hypothetical, future or negated: of one actor with all, or of several with each other.

    Args:
        store: an open store.
        selection: data sets, days and the level of actors. The days are those on which it was told.
        members: codes of the actors.

    Returns:
        See :func:`entente.analysis.dyads.undone.undone`. Events of others have no modality, so there are none
        of them.
    """
    ours = not selection.datasets or CODED in selection.datasets
    # An act that is to come is dated after the text that tells of it: its own day is not asked for.
    chosen = replace(
        selection,
        since=None,
        until=None,
        types=(),
        dyad=None,
        actors=tuple(members),
        modalities=UNDONE,
        datasets=(CODED,),
        limit=None if ours else 0,
    )
    pairs = store.pairs(chosen)
    found = undone(pairs if ours else pairs.iloc[:0], store.stories(chosen))
    inside = (found.a.isin(members), found.b.isin(members))
    found = found[inside[0] & inside[1] if len(members) > 1 else inside[0] | inside[1]]
    if selection.since:
        found = found[found.day >= pd.Timestamp(selection.since)]
    if selection.until:
        found = found[found.day <= pd.Timestamp(selection.until)]
    found = found[found.a != found.b]
    return found.drop_duplicates("story").reset_index(drop=True)


def untold(found: pd.DataFrame, store: Store, selection: Selection, where: str) -> str:
    """What a caption says of them, with their numbers.

    Args:
        found: of :func:`undone_of`.
        store, selection: what it was asked of; of events of others alone nothing can be said.
        where: how and where they are drawn.
    """
    if not _has_texts(store, selection):
        return "Not done: events of others carry no modality; what was only announced is not told apart."
    kinds = found.modality.value_counts()
    parts = [f"{kinds[name]:,} {name}" for name in UNDONE if kinds.get(name, 0)]
    if not parts:
        return "Not done: no act is told of as hypothetical, future or negated."
    lost = int(found.day.isna().sum())
    without = f"; {lost:,} without a day {'is' if lost == 1 else 'are'} not drawn" if lost else ""
    acts = basis.some(len(found), "act")
    return f"Not done, and not counted: {acts} ({', '.join(parts)}), {where}{without}."


def _has_texts(store: Store, selection: Selection) -> bool:
    if selection.datasets and CODED not in selection.datasets:
        return False
    return store.counts()["documents"] > 0

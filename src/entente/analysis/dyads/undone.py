"""Acts that are told of and not done: supposed, to come, or denied. They are never counted among deeds."""

from __future__ import annotations

import pandas as pd

from entente.records import Modality

#: The modalities of what is not told as done, in the order in which they are shown.
UNDONE = (Modality.HYPOTHETICAL.value, Modality.FUTURE.value, Modality.NEGATED.value)
COLUMNS = ("day", "a", "b", "story", "modality", "event_type")


def undone(pairs: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    """What is told as not done, one row a story and two of its parties.

    Such an act has no day on which it was done. So it stands on the first day on which it was told: that of
    its text, or the day named where the text has none.

    Args:
        pairs: the store's directed pairs; those told as done are left out, and those without a second party.
        stories: the store's stories of the same choice: ``story`` and ``events`` (lists of ids).

    Returns:
        ``day`` (missing where it is not known), ``a``, ``b``, ``story``, ``modality`` and ``event_type`` (of
        the first telling), in order of time. What two do together stands once, ``a`` before ``b``.
    """
    told = pairs[pairs.modality.isin(UNDONE) & pairs.b.notna()]
    if told.empty:
        return pd.DataFrame(columns=list(COLUMNS)).astype({"day": "datetime64[us]"})
    of = stories[["story", "events"]].explode("events").set_index("events").story
    found = told.assign(
        story=told.id.map(of).fillna("s:" + told.id.astype(str)),
        day=pd.to_datetime(told.published.fillna(told.day)),
        low=told[["a", "b"]].min(axis=1),
        high=told[["a", "b"]].max(axis=1),
    )
    found = found.sort_values(["day", "id", "a", "b"], na_position="last")
    found = found.drop_duplicates(["story", "low", "high"])
    return found[list(COLUMNS)].reset_index(drop=True)

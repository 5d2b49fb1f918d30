"""Who mediates: acts between others that are told as done."""

from __future__ import annotations

import pandas as pd

COLUMNS = ("actor", "number", "partners", "chief", "first", "last", "datasets")
#: How many of those with whom an actor mediates are named.
CHIEF = 5


def mediations(acts: pd.DataFrame) -> pd.DataFrame:
    """Mediation by actor, those with most first.

    Args:
        acts: one row an act of mediation and recipient: ``day``, ``actor``, ``recipient`` (null where not
            told), ``story``, ``dataset``. A story counts once by actor, however many recipients it has.

    Returns:
        ``actor``, ``number`` (stories), ``partners`` (different recipients), ``chief`` (those with most
        stories, ``A; B``), ``first``, ``last`` (days), ``datasets`` (where it stands, ``x; y``).
    """
    if acts.empty:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
    by = acts.groupby("actor", sort=True)
    with_whom = acts.dropna(subset="recipient").groupby(["actor", "recipient"]).story.nunique()
    ranked = with_whom.rename("n").reset_index()
    ranked = ranked.sort_values(["actor", "n", "recipient"], ascending=[True, False, True])
    where = acts.dropna(subset="dataset").drop_duplicates(["actor", "dataset"]).sort_values("dataset")
    frame = pd.DataFrame(
        {
            "number": by.story.nunique(),
            "partners": by.recipient.nunique(),
            "chief": ranked.groupby("actor").head(CHIEF).groupby("actor").recipient.agg("; ".join),
            "first": by.day.min(),
            "last": by.day.max(),
            "datasets": where.groupby("actor").dataset.agg("; ".join),
        }
    ).rename_axis("actor").reset_index()  # fmt: skip
    frame[["chief", "datasets"]] = frame[["chief", "datasets"]].fillna("")
    return frame.sort_values(["number", "actor"], ascending=[False, True], ignore_index=True)[list(COLUMNS)]

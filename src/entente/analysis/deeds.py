"""Directed pairs of the record: which count as done, and whether before a day or since."""

from __future__ import annotations

from datetime import date

import pandas as pd

#: Told as done. What is negated, hypothetical or future is not counted among deeds.
DONE = ("asserted", "historical")
#: A date as loose as this is no date in a period that it only reaches into.
LONG = pd.Timedelta(days=92)


def done(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs whose event is told as done, by the text or by somebody whom it quotes."""
    return pairs[pairs.modality.isin(DONE)]


def dated(pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs with ``when``: the day of the event, else that on which its text was published."""
    return pairs.assign(when=pairs.day.fillna(pairs.published))


def is_history(pairs: pd.DataFrame) -> pd.Series[bool]:
    """Whether an event is told as history without a date."""
    return (pairs.modality == "historical") & pairs.day.isna()


def is_before(pairs: pd.DataFrame, since: date | None) -> pd.Series[bool]:
    """Whether an event lies before a day: by its date, its text's, or as history without a date."""
    if since is None:
        return is_history(pairs)
    start = pd.Timestamp(since)
    undated = pairs.day.isna()
    # A span of years that reaches into the period began before it.
    long_ago = (pairs.day < start) & (pairs["last"] - pairs.day > LONG)
    return (pairs["last"] < start) | long_ago | ((pairs.published < start) & undated) | is_history(pairs)


def strongest(pairs: pd.DataFrame) -> list[str]:
    """Ids of the events, the most intense and surest first."""
    weight = pairs.intensity.abs() * pairs.score.fillna(1)
    ranked = pairs.assign(weight=weight).sort_values(["weight", "id"], ascending=[False, True])
    return list(dict.fromkeys(ranked.id))


def of_dyad(pairs: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    """The pairs of two actors, in either direction; an act that both do together stands once."""
    both = pairs[((pairs.a == a) & (pairs.b == b)) | ((pairs.a == b) & (pairs.b == a))]
    return both[~both.joint | (both.a == a)]

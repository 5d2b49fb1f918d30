"""The course of a dyad: words and deeds by month or year."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import pandas as pd

from entente.analysis.deeds import dated
from entente.analysis.network.ties import Tie, ties
from entente.units import LOOSE

#: What is dated more loosely than this belongs to no month.
MONTH = pd.Timedelta(days=LOOSE)


class Step(NamedTuple):
    """One month or year of a dyad: its first day, and its acts as a tie has them."""

    month: datetime
    words_for: int
    deeds_for: int
    words_against: int
    deeds_against: int
    cooperation: int
    conflict: int
    intensity: float
    worst: str
    best: str


def by_month(pairs: pd.DataFrame) -> pd.DataFrame:
    """Acts of a dyad by the month in which they begin; months without acts have no row.

    Args:
        pairs: directed pairs of one dyad; those without any date, or dated to no more than a year, are left
            out.

    Returns:
        ``month`` (first day) and the figures of :func:`entente.analysis.network.ties.ties`.
    """
    known = dated(pairs).dropna(subset=["when"])
    return _steps(known[known.day.isna() | (known["last"] - known.day < MONTH)], "M")


def by_year(pairs: pd.DataFrame) -> pd.DataFrame:
    """The same by year; the column is still named ``month`` and holds the first of January."""
    return _steps(dated(pairs).dropna(subset=["when"]), "Y")


def _steps(known: pd.DataFrame, period: str) -> pd.DataFrame:
    starts = known.when.dt.to_period(period).dt.to_timestamp()
    figures = [name for name in Step._fields if name in Tie._fields]
    parts = [ties(group)[figures].assign(month=month) for month, group in known.groupby(starts, sort=True)]
    columns = list(Step._fields)
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)

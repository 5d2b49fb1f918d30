"""How long a period is."""

from __future__ import annotations

import pandas as pd

from entente.units import By

#: One period of each kind.
OFFSETS: dict[By, pd.DateOffset] = {
    By.DAY: pd.DateOffset(days=1),
    By.WEEK: pd.DateOffset(weeks=1),
    By.MONTH: pd.DateOffset(months=1),
    By.YEAR: pd.DateOffset(years=1),
}


def after(starts: pd.Series[pd.Timestamp], by: By) -> pd.Series[pd.Timestamp]:
    """The first moment after each of the periods that begin there."""
    return pd.Series([start + OFFSETS[by] for start in starts], index=starts.index, dtype=starts.dtype)

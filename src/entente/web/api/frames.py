"""Rows of a frame as typed answers."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
import pandas as pd
from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)


def records(frame: pd.DataFrame, kind: type[M]) -> list[M]:
    """The rows of a frame; fields that are no columns keep their defaults."""
    heads = [name for name in kind.model_fields if name in frame]
    return [
        kind.model_validate(dict(zip(heads, map(plain, row), strict=True)))
        for row in frame[heads].itertuples(index=False, name=None)
    ]


def plain(value: Any) -> Any:
    """A value without numpy or pandas; None for what is missing."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if isinstance(value, np.generic) else value

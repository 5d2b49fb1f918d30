"""Rows of a frame as small named records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import pandas as pd

T = TypeVar("T", bound=tuple[Any, ...])


def rows(frame: pd.DataFrame, kind: type[T]) -> Iterator[T]:
    """The rows as a NamedTuple whose fields are columns of the frame."""
    columns: list[str] = list(getattr(kind, "_fields", ()))
    make: Any = kind
    for values in frame[columns].itertuples(index=False, name=None):
        yield make(*values)

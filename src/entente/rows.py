"""Rows of tables as text: CSV and JSON, the same from the command line and the API."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

Row = Mapping[str, Any]
#: What a spreadsheet would take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """What a CSV writer writes to: it keeps the last line."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def csv_lines(heads: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """RFC 4180. Lists are joined by semicolons; a text that begins like a formula gets an apostrophe."""
    line = _Line()
    writer = csv.writer(line)
    writer.writerow(heads)
    yield line.text
    for row in rows:
        writer.writerow([_cell(row[head]) for head in heads])
        yield line.text


def json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """One array, one object a line."""
    before = "["
    for row in rows:
        # Days are the one kind of value that JSON does not have.
        yield f"{before}\n{json.dumps(row, ensure_ascii=False, default=str)}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def frame_rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of a frame: days as ISO days, no numpy, nothing for what is missing."""
    columns = [str(column) for column in frame.columns]
    for row in frame.itertuples(index=False, name=None):
        yield dict(zip(columns, map(_plain, row), strict=True))


def _cell(value: object) -> object:
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return [_plain(one) for one in value]
    if isinstance(value, list):
        return value
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if isinstance(value, np.generic) else value

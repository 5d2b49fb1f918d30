"""Frames to standard output: as a table to read, as CSV, as JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TextIO

import pandas as pd
from rich.table import Table

from entente.cli.options import Form
from entente.cli.output import Screen, cells
from entente.cli.rows import MOST, cut, write_csv, write_json
from entente.rows import frame_rows


def show_frame(frame: pd.DataFrame, heads: Sequence[str], form: Form, name: str, out: TextIO) -> None:
    """Write a frame: all of it as CSV or JSON, the first rows of some columns as a table.

    Args:
        frame: one row a thing.
        heads: columns of the table.
        form: how it is written.
        name: what the rows are called.
        out: where CSV and JSON go.
    """
    columns = [str(column) for column in frame.columns]
    rows = list(frame_rows(frame))
    match form:
        case Form.CSV:
            write_csv(columns, rows, out)
        case Form.JSON:
            write_json(rows, out)
        case Form.TABLE if not rows:
            sys.stderr.write(f"no {name} match\n")
        case Form.TABLE:
            shown = Table()
            for head in heads:
                # An id is to be copied: it stays in one piece.
                shown.add_column(head.replace("_", " "), no_wrap=head == "claim")
            for row in rows[:MOST]:
                shown.add_row(*cells(cut(row[head]) for head in heads))
            Screen(160).print(shown)
            if len(rows) > MOST:
                sys.stderr.write(
                    f"{MOST} of {len(rows)} {name} are shown: all with --format csv or --format json\n"
                )

"""``entente relate``: the event type of given pairs, for checking and recoding event records."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from entente.api import relate_rows
from entente.cli.output import opened, report
from entente.errors import InputError, UsageError

EXAMPLES = """**Examples**

`entente relate pairs.tsv --out relations.jsonl` with columns `sentence`, `source`, `target`

`entente relate pairs.jsonl | jq .event_type` the same as JSON lines; offsets `source_start`, `source_end`,
`target_start`, `target_end` may be given where a name stands twice in its sentence

Each answer has `row` (from 0), `event_type`, `quad`, `modality`, `score`."""


def relate(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="TSV with a header, or JSONL; - for standard input.")
    ],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write; else standard output.")
    ] = None,
) -> None:
    """Say what a sentence has its source do to its target, one JSON line an input row."""
    failed = False
    if out and out.exists() and Path(file).exists() and out.samefile(file):
        raise UsageError(f"{out} is the input as well; name another file with --out")
    stream = opened(out) if out else sys.stdout
    try:
        for row, found in relate_rows(file):
            if isinstance(found, InputError):
                failed = True
                report(found)
                continue
            answer = {
                "row": row,
                "event_type": found.event_type.value,
                "quad": found.quad,
                "modality": found.modality.value,
                "score": found.score,
            }
            stream.write(json.dumps(answer) + "\n")
        stream.flush()
    finally:
        if out:
            stream.close()
    if failed:
        raise typer.Exit(1)

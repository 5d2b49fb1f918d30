"""``entente check``: whether a store is sound, and the hash of what it holds."""

from __future__ import annotations

import sys

import typer

from entente.cli.collecting import holdings, several
from entente.cli.options import Db
from entente.store import Store
from entente.store.check import content_hash, problems

EXAMPLES = """**Examples**

`entente check --db region.duckdb`

Exit codes: 0 sound, 1 something is wrong (a line each), 2 no usable store."""


def check(db: Db) -> None:
    """Verify a store: tables, references, offsets and values; and give its content hash."""
    with Store(db) as store:
        wrong = False
        for problem in problems(store):
            wrong = True
            sys.stdout.write(f"{problem.what}: {several(problem.rows, 'row')}, first {problem.example}\n")
        if wrong:
            raise typer.Exit(1)
        sys.stdout.write(f"{holdings(store)}\n")
        for coder, documents in store.coders().items():
            sys.stdout.write(f"coder: {coder}, {several(documents, 'text')}\n")
        sys.stdout.write(f"content hash: {content_hash(store)}\n")

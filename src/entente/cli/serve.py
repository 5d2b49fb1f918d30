"""``entente serve``: the record as a page and an API."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from entente.cli.options import Db
from entente.web.settings import HOST, PORT

EXAMPLES = """**Examples**

`entente serve --db region.duckdb` the page at http://127.0.0.1:8750

`entente serve --db region.duckdb --read-only` others may read the store meanwhile"""


def serve(
    db: Db,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where it listens.")] = HOST,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port.")] = PORT,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nothing can be changed.")] = False,
) -> None:
    """Serve the record as a page and an API on this machine."""
    # Not at the head: no other command wants a server.
    from entente.web.serving import run
    from entente.web.settings import Settings

    settings = Settings(db, host, port, read_only=read_only)
    run(settings, lambda address: sys.stderr.write(f"serving {db} at {address}; stop it with Ctrl-C\n"))

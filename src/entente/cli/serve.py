"""``entente serve``: the record as a page and an API."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from entente.cli.options import Db
from entente.errors import UsageError
from entente.web.settings import HOST, MEGABYTE, PORT, Settings, new_token

#: The variable that may hold the token.
TOKEN = "ENTENTE_TOKEN"
EXAMPLES = """**Examples**

`entente serve --db region.duckdb` the page at http://127.0.0.1:8750

`entente serve --db region.duckdb --read-only` others may read the store meanwhile

`entente serve --db region.duckdb --host 0.0.0.0 --new-token` for the machines around; the token is printed

`entente serve --db region.duckdb --token-file token.txt --behind 127.0.0.1 --name entente.example.org`
behind a reverse proxy on this machine"""


def serve(
    db: Db,
    host: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="Where it listens; elsewhere than here with a token."),
    ] = HOST,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port.")] = PORT,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nothing can be changed.")] = False,
    token_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help=f"Whose first line is the token; else ${TOKEN}.")
    ] = None,
    make_token: Annotated[
        bool, typer.Option("--new-token", help="Make a token for this run, and print it.")
    ] = False,
    name: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A name it is asked by; may be repeated.")
    ] = None,
    behind: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="A proxy to believe who asks, and how; may be repeated."),
    ] = None,
    upload: Annotated[
        int, typer.Option(metavar="MB", min=1, max=2000, help="The largest file that is taken in.")
    ] = 50,
) -> None:
    """Serve the record as a page and an API on this machine."""
    # Not at the head: no other command wants a server.
    from entente.web.serving import run

    settings = Settings(
        db,
        host,
        port,
        token=_token(token_file, make_token),
        read_only=read_only,
        names=tuple(name or ()),
        upload=upload * MEGABYTE,
        behind=tuple(behind or ()),
    )
    run(settings, lambda address: sys.stderr.write(_ready(address, settings, make_token)))


def _ready(address: str, settings: Settings, make_token: bool) -> str:
    told = f"token: {settings.token}\n" if make_token else ""
    return f"{told}serving {settings.db} at {address}; stop it with Ctrl-C\n"


def _token(file: Path | None, make: bool) -> str | None:
    """The token that is asked for; never from an option, which every user of the machine can read."""
    if file is not None and make:
        raise UsageError("--token-file and --new-token; give one of them")
    if make:
        return new_token()
    if file is not None:
        try:
            return file.read_text("utf-8").partition("\n")[0].strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"--token-file {file}: no token can be read there ({error})") from error
    return os.environ.get(TOKEN) or None

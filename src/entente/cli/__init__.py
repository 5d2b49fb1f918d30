"""The command line: one file a command."""

from __future__ import annotations

import logging
import sys

import typer

from entente.cli import evaluate as evaluate_module
from entente.cli import extract as extract_module
from entente.cli import relate as relate_module
from entente.cli.demo import demo
from entente.errors import EntenteError

app = typer.Typer(
    name="entente",
    help="Who did what to whom, who said what of whom, what may come next: read from reporting.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
app.command(epilog=extract_module.EXAMPLES)(extract_module.extract)
app.command(epilog=relate_module.EXAMPLES)(relate_module.relate)
app.command()(demo)
app.command(epilog=evaluate_module.EXAMPLES)(evaluate_module.evaluate)


def main() -> None:
    """Entry point. Exit codes: 0 done; 1 some inputs failed; 2 wrong call."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s", stream=sys.stderr)
    try:
        app()
    except EntenteError as error:
        sys.stderr.write(f"error: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output went away (head, less): stop quietly, as other filters do.
        sys.stderr.close()
        sys.exit(0)

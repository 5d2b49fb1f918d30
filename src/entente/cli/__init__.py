"""The command line: one file a command."""

from __future__ import annotations

import io
import logging
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from entente.cli import (
    actors,
    balance,
    bargain,
    brief,
    brokers,
    chart,
    check,
    claims,
    correct,
    corrections,
    dependence,
    documents,
    duplicates,
    dyad,
    events,
    export,
    exposure,
    forecast,
    import_events,
    network,
    read,
    recode,
    rifts,
    serve,
    sql,
    statements,
    stories,
    third_parties,
    watch,
)
from entente.cli import evaluate as evaluate_module
from entente.cli import extract as extract_module
from entente.cli import relate as relate_module
from entente.cli.demo import demo
from entente.errors import EntenteError, InputError


class Commands(TyperGroup):
    """The commands, with what their failures mean to the shell."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command. Exit codes: 0 done; 1 some inputs failed; 2 wrong call, or no model or store."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except EntenteError as error:
            sys.stderr.write(f"error: {error}\n")
            raise typer.Exit(1 if isinstance(error, InputError) else 2) from error
        except BrokenPipeError as error:
            # The reader of our output went away (head, less): stop quietly, as other filters do. What is
            # still held back goes nowhere, or the interpreter would complain of it at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from error


app = typer.Typer(
    name="entente",
    cls=Commands,
    help="Who did what to whom, who said what of whom, what may come next: read from reporting.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
app.command(epilog=extract_module.EXAMPLES)(extract_module.extract)
app.command(epilog=relate_module.EXAMPLES)(relate_module.relate)
app.command(epilog=read.EXAMPLES)(read.read)
app.command(epilog=recode.EXAMPLES)(recode.recode)
app.command("import", epilog=import_events.EXAMPLES)(import_events.import_events)
app.command("export", epilog=export.EXAMPLES)(export.export_events)
app.command(epilog=check.EXAMPLES)(check.check)
app.command(epilog=documents.EXAMPLES)(documents.documents)
app.command(epilog=statements.EXAMPLES)(statements.statements)
app.command(epilog=events.EXAMPLES)(events.events)
app.command(epilog=claims.EXAMPLES)(claims.claims)
app.command(epilog=correct.EXAMPLES)(correct.correct)
app.command(epilog=corrections.EXAMPLES)(corrections.corrections)
app.command(epilog=actors.EXAMPLES)(actors.actors)
app.command(epilog=stories.EXAMPLES)(stories.stories)
app.command(epilog=duplicates.EXAMPLES)(duplicates.duplicates)
app.command(epilog=dyad.EXAMPLES)(dyad.dyad)
app.command(epilog=rifts.EXAMPLES)(rifts.rifts)
app.command(epilog=network.EXAMPLES)(network.network)
app.command(epilog=balance.EXAMPLES)(balance.balance)
app.command(epilog=brokers.EXAMPLES)(brokers.brokers)
app.command(epilog=dependence.EXAMPLES)(dependence.dependence)
app.command("third-parties", epilog=third_parties.EXAMPLES)(third_parties.third_parties)
app.command(epilog=forecast.EXAMPLES)(forecast.forecast)
app.command(epilog=bargain.EXAMPLES)(bargain.bargain)
app.command(epilog=exposure.EXAMPLES)(exposure.exposure)
app.command(epilog=sql.EXAMPLES)(sql.sql)
app.command(epilog=chart.EXAMPLES)(chart.chart)
app.command(epilog=brief.EXAMPLES)(brief.brief)
app.command(epilog=serve.EXAMPLES)(serve.serve)
app.command(epilog=watch.EXAMPLES)(watch.watch)
app.command()(demo)
app.command(epilog=evaluate_module.EXAMPLES)(evaluate_module.evaluate)


def main() -> None:
    """Entry point."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s", stream=sys.stderr)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Records are UTF-8 in every locale. A file name or title may hold half a character.
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    app()

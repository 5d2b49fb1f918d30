"""``entente bargain``: what each actor wants, cares and can, and what may come of it."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from entente.analysis.bargaining.challenge import ROUNDS
from entente.analysis.bargaining.changes import STEP, levers, pivots
from entente.analysis.bargaining.coalition import coalition
from entente.analysis.bargaining.estimate import LEAST, MOST
from entente.analysis.bargaining.forecast import contests, forecasts, moves
from entente.analysis.bargaining.issue import Issue
from entente.analysis.bargaining.issuefile import dumps, read
from entente.analysis.bargaining.models import Model, Rules, ends
from entente.analysis.bargaining.readings import READINGS
from entente.analysis.bargaining.sensitivity import ERROR, spread, tornado
from entente.charts.caption import Caption
from entente.cli.captions import bargaining
from entente.cli.options import Datasets, Form, Limit, Rolled, Shown, Since, Until
from entente.cli.regional import Chart, Regions, asked_of, draw, drawable, names_in, perspective, show
from entente.errors import UsageError
from entente.ontology.naming import actor_name
from entente.store import Level

EXAMPLES = """**Examples**

`entente bargain --poles China Japan --db region.duckdb` what the record says, and what may come of it

`entente bargain --poles China Japan --db region.duckdb --write issue.toml` a table for you to edit

`entente bargain issue.toml --show sensitivity --chart hangs-on.svg` on which input the outcome hangs"""


class View(StrEnum):
    """What of a bargain is shown."""

    FORECAST = "forecast"
    STAKES = "stakes"
    COALITION = "coalition"
    ROUNDS = "rounds"
    CONTESTS = "contests"
    PIVOTS = "pivots"
    LEVERS = "levers"
    SENSITIVITY = "sensitivity"


class ReadingName(StrEnum):
    """Readings of the challenge model."""

    PRINTED = "printed"
    ENFORCED = "enforced"
    REPLICATION = "replication"


_SHOWN = {
    View.FORECAST: (
        *("model", "outcome", "low", "high", "settled", "support", "willing"),
        *("behind", "brought", "against"),
    ),
    View.STAKES: (
        *("actor", "position", "position_low", "position_high", "position_source", "salience"),
        *("capability", "share", "stories", "thin", "evidence"),
    ),
    View.COALITION: ("actor", "side", "wanted", "stands", "short", "share"),
    View.ROUNDS: ("round", "actor", "position", "moved", "kind", "by", "risk", "median"),
    View.CONTESTS: ("actor", "on", "chance", "gain", "fears", "kind", "moves_to"),
    View.PIVOTS: ("actor", "share", "outcome", "without", "shift", "pivotal"),
    View.LEVERS: ("actor", "input", "value", "needed", "change", "outcome", "shift"),
    View.SENSITIVITY: ("actor", "input", "value", "low", "high", "outcome_low", "outcome_high", "swing"),
}
_MANY = ("behind", "brought", "aside", "against")


def _store(value: str | None) -> str | None:
    if value is not None and (not value or value.startswith(":memory:")):
        raise typer.BadParameter(f"{value!r} is no file; name one such as region.duckdb")
    return value


def bargain(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="An issue as a table, TOML, as --write makes it.")
    ] = None,
    poles: Annotated[
        tuple[str, str] | None,
        typer.Option("--poles", metavar="A B", help="Instead: the issue between two actors, from a store."),
    ] = None,
    db: Annotated[
        str | None,
        typer.Option("--db", metavar="FILE", envvar="ENTENTE_DB", callback=_store, help="The store."),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help="What the issue is called; with --poles.")
    ] = None,
    write: Annotated[
        Path | None,
        typer.Option("--write", metavar="FILE", help="Write the issue as a table too; a new file."),
    ] = None,
    view: Annotated[
        View, typer.Option("--show", case_sensitive=False, help="What of it is shown.")
    ] = View.FORECAST,
    model: Annotated[
        Model,
        typer.Option("--model", case_sensitive=False, help="Whose outcome all but the forecast looks into."),
    ] = Model.CHALLENGE,
    reading: Annotated[
        ReadingName,
        typer.Option("--reading", case_sensitive=False, help="Of the papers on the challenge model."),
    ] = ReadingName.PRINTED,
    rounds: Annotated[
        int, typer.Option("--rounds", metavar="N", min=1, max=1000, help="Of the challenge model, at most.")
    ] = ROUNDS,
    sensitivity: Annotated[
        int,
        typer.Option(
            "--sensitivity", metavar="N", min=0, max=100_000, help="Draws for intervals; 0 for none."
        ),
    ] = 1000,
    error: Annotated[
        float,
        typer.Option(
            "--error", metavar="SHARE", min=0, max=1, help="Standard error of inputs without an interval."
        ),
    ] = ERROR,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", min=0, help="The same gives the same draws.")
    ] = 0,
    step: Annotated[
        float,
        typer.Option(
            "--step", metavar="SHARE", min=0.001, max=1, help="A shift that counts, of the issue's scale."
        ),
    ] = STEP,
    least: Annotated[
        int, typer.Option("--least", metavar="N", min=1, help="Stories to the poles of one who takes part.")
    ] = LEAST,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=1, max=60, help="Others who take part, at most.")
    ] = MOST,
    region: Regions = None,
    dataset: Datasets = None,
    since: Since = None,
    until: Until = None,
    level: Rolled = Level.STATE,
    limit: Limit = None,
    chart: Chart = None,
    form: Shown = Form.TABLE,
) -> None:
    """Tell what may come of an issue, who is behind it and what would change it."""
    if chart:
        drawable(chart)
    if file is not None and poles is None:
        issue = read(file)
        caption = bargaining(issue, None, file)
    elif poles is not None and file is None:
        if db is None:
            raise UsageError("--poles asks a store, and none is named; name it with --db FILE")
        with perspective(db, region, dataset=dataset, since=since, until=until, level=level) as found:
            issue = found.issue(*poles, name=name, least=least, most=most)
            caption = bargaining(issue, asked_of(found, region) if chart else None, None)
    else:
        given = "neither a FILE nor --poles" if file is None else f"both {file} and --poles"
        raise UsageError(f"{given} is given; name a table, or two actors with --poles A B --db FILE")
    if write is not None:
        _written(issue, write)
    rules = Rules(READINGS[reading.value], rounds)
    asked = _Asked(issue, model, rules, sensitivity, error, seed)
    table = asked.table(view, step).iloc[:limit]
    show(_named(table) if form is Form.TABLE else table, _SHOWN[view], form, view.value)
    if chart:
        asked.draw(view, chart, caption)


class _Asked:
    """One call: an issue and how it is looked at."""

    def __init__(self, issue: Issue, model: Model, rules: Rules, draws: int, error: float, seed: int) -> None:
        self.issue, self.model, self.rules = issue, model, rules
        self.draws, self.error, self.seed = draws, error, seed

    def table(self, view: View, step: float) -> pd.DataFrame:
        issue, model, rules = self.issue, self.model, self.rules
        match view:
            case View.FORECAST:
                return forecasts(issue, rules, draws=self.draws, error=self.error, seed=self.seed)
            case View.STAKES:
                return issue.frame
            case View.COALITION:
                return coalition(issue, model, rules)
            case View.ROUNDS:
                return moves(issue, rules)
            case View.CONTESTS:
                return contests(issue, rules)
            case View.PIVOTS:
                return pivots(issue, model, rules, step=step)
            case View.LEVERS:
                return levers(issue, model, rules, step=step)
            case View.SENSITIVITY:
                return tornado(issue, model, rules, error=self.error)

    def draw(self, view: View, chart: str, caption: Caption) -> None:
        issue = self.issue
        names = names_in(issue.frame)
        outcome = float(ends(issue.inputs, self.model, self.rules).outcome[0])
        if view is View.SENSITIVITY:
            from entente.charts.tornado import tornado as drawn

            table = tornado(issue, self.model, self.rules, error=self.error)
            draw(drawn(table, outcome, names), chart, replace(caption, title=f"What {issue.name} hangs on"))
            return
        from entente.charts.bargaining import bargain as line

        told = None
        if self.draws:
            told = spread(issue, self.model, self.rules, draws=self.draws, error=self.error, seed=self.seed)
        path = moves(issue, self.rules)
        if self.model is not Model.CHALLENGE:
            path = path.iloc[:0]
        drawing = line(
            coalition(issue, self.model, self.rules),
            issue.frame,
            path,
            (outcome, told.low if told else None, told.high if told else None),
            (issue.bottom, issue.top),
            (actor_name(issue.low), actor_name(issue.high)),
            names,
        )
        draw(drawing, chart, caption)


def _written(issue: Issue, target: Path) -> None:
    if target.exists():
        raise UsageError(f"{target} is there already, and may hold what you have edited; name a new file")
    try:
        target.write_text(dumps(issue, actor_name), "utf-8")
    except OSError as error:
        raise UsageError(f"cannot write to {target} ({error.strerror}); name another file") from error
    sys.stderr.write(f"{target} written\n")


def _named(table: pd.DataFrame) -> pd.DataFrame:
    """Names for codes in the columns that only these tables have."""
    shown = table.copy()
    for column in _MANY:
        if column in shown:
            shown[column] = shown[column].map(lambda actors: [actor_name(actor) for actor in actors])
    if "by" in shown:
        shown["by"] = shown["by"].map(lambda actor: actor_name(actor) if isinstance(actor, str) else None)
    return shown

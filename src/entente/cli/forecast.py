"""``entente forecast``: what the record makes likely next."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

import numpy as np
import pandas as pd
import typer

from entente.analysis.links.ahead import Track
from entente.analysis.outlook.track import BETTER
from entente.cli.captions import forecasting
from entente.cli.choice import chosen
from entente.cli.options import Datasets, Db, Form, Limit, Rolled, Shown, Since, Until
from entente.cli.regional import Chart, Regions, draw, drawable, names_in, report_written, show
from entente.errors import UsageError
from entente.ontology.naming import actor_name
from entente.perspective import members_of
from entente.prospect import Prospect
from entente.store import Level, Store
from entente.units import By

if TYPE_CHECKING:
    from entente.charts.theme import Drawing
    from entente.figures.figure import Figure

EXAMPLES = """**Examples**

`entente forecast Armenia Russia --db region.duckdb` the probability of each quad class next week

`entente forecast Armenia --db region.duckdb` what Armenia does next and to whom, and what is done to it

`entente forecast --rising --by month --db region.duckdb` where more is likely than usual, over all dyads

`entente forecast --show track --db region.duckdb` how far such forecasts held"""

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
_CHANCES = (
    "a",
    "b",
    "quad_class",
    "probability",
    "low",
    "high",
    "base_rate",
    "tested",
    "skill",
    "verdict",
    "of_all",
)
_EXPECTED = ("a", "b", "stories", "stories_low", "stories_high", "intensity", "low", "high", "usual", "seen")
_TRACK = ("target", "method", "forecasts", "brier", "log_score", "crps", "skill", "low", "high", "verdict")
_RELIABILITY = ("quad", "forecast", "observed", "n", "low", "high", "held")
_AHEAD = ("role", "event_type", "type_share", "other", "chance", "share", "stories", "last")
#: Bars of a picture of what an actor does next.
_BARS = 30


class What(StrEnum):
    """Which figures are shown."""

    CHANCES = "chances"
    EXPECTED = "expected"
    TRACK = "track"
    RELIABILITY = "reliability"


def forecast(
    db: Db,
    actor: Annotated[
        str | None, typer.Argument(metavar="[A]", help="An actor: what it does next; all dyads without.")
    ] = None,
    other: Annotated[str | None, typer.Argument(metavar="[B]", help="Another: the dyad of the two.")] = None,
    what: Annotated[
        What,
        typer.Option(
            "--show",
            case_sensitive=False,
            help="Probabilities; stories and intensity; how far forecasts held; or their reliability.",
        ),
    ] = What.CHANCES,
    by: Annotated[
        By, typer.Option("--by", case_sensitive=False, help="The week or the month that comes next.")
    ] = By.WEEK,
    rising: Annotated[
        bool,
        typer.Option(
            "--rising",
            help="Only what is likelier than the base rate, where that is forecast with skill.",
        ),
    ] = False,
    region: Regions = None,
    dataset: Datasets = None,
    since: Since = None,
    until: Until = None,
    level: Rolled = Level.STATE,
    limit: Limit = None,
    chart: Chart = None,
    form: Shown = Form.TABLE,
) -> None:
    """Forecast what comes next, from the record, each figure with how far such forecasts held."""
    if chart:
        drawable(chart)
    if by not in (By.WEEK, By.MONTH):
        raise UsageError(f"--by {by} is not forecast; give week or month")
    if actor and not other and what in (What.EXPECTED, What.RELIABILITY):
        raise UsageError(f"--show {what} is of dyads; name two actors or none, or give chances or track")
    selection = chosen(db, dataset=dataset, since=since, until=until, level=level)
    with Store(db) as store:
        prospect = Prospect(store, selection, members_of(store, region or []), by)
        if actor and not other:
            view = _ahead(prospect, actor) if what is What.CHANCES else _ahead_track(prospect.links_track)
        elif what in (What.TRACK, What.RELIABILITY):
            view = _held(prospect, what)
        else:
            view = _dyads(prospect, (actor, other) if actor and other else None, what, rising)
        made = _figure(prospect, actor, other, what) if chart else None
        told = forecasting(prospect, actor, len(view.table.iloc[:limit]), len(view.table)) if chart else None
    show(_brief(view.table.iloc[:limit], form), view.heads, form, "forecasts")
    if view.words and form is Form.TABLE:
        sys.stdout.write(f"{view.words}\n")
    if chart and made:
        report_written(made.save(chart))
    elif chart and told:
        draw(view.chart(view.table.iloc[:limit]), chart, told)


def _figure(prospect: Prospect, actor: str | None, other: str | None, what: What) -> Figure | None:
    """The figure of two, where the table is of them; None where another picture is drawn."""
    if not (actor and other and what in (What.CHANCES, What.EXPECTED)):
        return None
    from entente.figures.forecast import outlook_of

    return outlook_of(prospect, actor, other)


def _brief(table: pd.DataFrame, form: Form) -> pd.DataFrame:
    """Verdicts against the base rate in a word or two, in a table to read."""
    if form is not Form.TABLE:
        return table
    words = [name for name in ("verdict", "of_all") if name in table]
    return table.assign(**{name: table[name].str.removesuffix(" than the base rate") for name in words})


class View(NamedTuple):
    """A table, the columns that are read, how it is drawn, and what is to be said below it."""

    table: pd.DataFrame
    heads: Sequence[str]
    chart: Callable[[pd.DataFrame], Drawing]
    words: str = ""


def _dyads(prospect: Prospect, two: tuple[str, str] | None, what: What, rising: bool) -> View:
    chances, expected = prospect.dyad(*two) if two else (prospect.chances, prospect.expected)
    first = chances.period.iloc[0] if len(chances) else None
    words = f"{first:%Y-%m-%d} to {chances.end.iloc[0]:%Y-%m-%d}" if first is not None else ""

    def drawn(table: pd.DataFrame) -> Drawing:
        from entente.charts.bars import ranked

        if what is What.EXPECTED:
            return ranked(
                table, ["a", "b"], "stories", "stories_low", "stories_high", names_in(table), title="stories"
            )
        shown = table.assign(group=table.quad.astype(str))
        names = names_in(table) | {str(quad): name for quad, name in QUADS.items()}
        return ranked(
            shown,
            ["a", "b"],
            "probability",
            "low",
            "high",
            names,
            percent=True,
            group="group",
            title="probability",
        )

    if what is What.EXPECTED:
        return View(expected, _EXPECTED, drawn, words)
    chances = chances.assign(quad_class=chances.quad.map(QUADS))
    return View(_rising(chances) if rising else chances, _CHANCES, drawn, words)


def _rising(chances: pd.DataFrame) -> pd.DataFrame:
    """What is likelier than the base rate, of classes forecast with skill, what tells most first."""
    up = chances[(chances.probability > chances.base_rate) & (chances.of_all == BETTER)]
    p, usual = up.probability, up.base_rate.clip(1e-6, 1 - 1e-6)
    # What the forecast tells beyond the base rate (Kullback and Leibler 1951): odds alone would bring the
    # very rare to the top, differences alone the very frequent.
    told = p * np.log(p / usual) + (1 - p) * np.log((1 - p) / (1 - usual))
    order = np.argsort(-told.to_numpy(), kind="stable")
    return up.iloc[order].reset_index(drop=True)


def _held(prospect: Prospect, what: What) -> View:
    def drawn(table: pd.DataFrame) -> Drawing:
        from entente.charts.reliability import reliability

        del table
        return reliability(prospect.outlook.reliability)

    if what is What.TRACK:
        return View(prospect.outlook.track, _TRACK, drawn)
    return View(prospect.outlook.reliability, _RELIABILITY, drawn)


def _ahead(prospect: Prospect, actor: str) -> View:
    def drawn(table: pd.DataFrame) -> Drawing:
        from entente.charts.bars import ranked

        shown = table.assign(act=table.event_type + " " + table.other.map(actor_name)).head(_BARS)
        return ranked(
            shown,
            "act",
            "share",
            side="role",
            sides=("actor", "recipient"),
            percent=True,
            title="share of next acts",
        )

    found = prospect.ahead(actor)
    return View(found, _AHEAD, drawn, _held_words(prospect.links_track) if len(found) else "")


def _held_words(held: Track) -> str:
    """How far such forecasts held."""
    return (
        f"Over the last {held.days} days: {held.verdict}. The one that it was came first in "
        f"{held.ours.hits_1:.0%} of cases (baseline {held.baseline.hits_1:.0%}), among three in "
        f"{held.ours.hits_3:.0%} ({held.baseline.hits_3:.0%}); mean reciprocal rank {held.ours.mrr:.3f} "
        f"({held.baseline.mrr:.3f})."
    )


def _ahead_track(held: Track) -> View:
    table = pd.DataFrame(
        [
            {"method": name, "days": held.days, **asdict(standing), "verdict": verdict}
            for name, standing, verdict in (
                ("links", held.ours, held.verdict),
                ("recurrency", held.baseline, ""),
            )
        ]
    )

    def drawn(table: pd.DataFrame) -> Drawing:
        from entente.charts.bars import ranked

        return ranked(table, "method", "mrr", title="mean reciprocal rank")

    return View(table, [*table.columns], drawn)

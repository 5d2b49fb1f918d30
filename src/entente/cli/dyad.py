"""``entente dyad``: the course of two actors, its phases and turning points."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

import typer
from rich.text import Text

from entente.analysis.dyads.background import Background, background
from entente.analysis.dyads.coverage import covered
from entente.analysis.dyads.dealings import Dealings, dealings
from entente.analysis.dyads.series import shared
from entente.asked import first_day
from entente.cli.choice import chosen
from entente.cli.dealings_view import json_lists, tables
from entente.cli.dyad_views import json_of, rows_of, tables_of
from entente.cli.options import Counted, Datasets, Db, Form, Periods, Rolled, Shown, Since, Until
from entente.cli.output import Screen, cells
from entente.cli.regional import Chart, drawable, report_written
from entente.cli.rows import cut, write_csv
from entente.distinct import made_distinct
from entente.errors import UsageError
from entente.figures.figure import Asked
from entente.store import Kind, Level, Selection, Store
from entente.units import By, Count

EXAMPLES = """**Examples**

`entente dyad Armenia Russia --db region.duckdb` phases, turning points, key stories and statements

`entente dyad Armenia Russia --db region.duckdb --before 2023-09-19 --by month` the background of a day

`entente dyad ARM AZE --db region.duckdb --share --format csv > series.csv` as a share of what was read"""


def dyad(
    a: Annotated[str, typer.Argument(metavar="A", help="One actor, by name or code.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    db: Db,
    before: Annotated[
        str | None, typer.Option(metavar="DATE", help="The first day that is no longer looked at.")
    ] = None,
    since: Since = None,
    until: Until = None,
    by: Periods = By.WEEK,
    count: Counted = Count.STORY,
    share: Annotated[
        bool, typer.Option("--share", help="The series as a share of the articles read in each period.")
    ] = False,
    dataset: Datasets = None,
    level: Rolled = Level.STATE,
    chart: Chart = None,
    form: Shown = Form.TABLE,
) -> None:
    """Tell the course of two actors: phases, turning points, key stories, statements."""
    if chart:
        drawable(chart)
    selection = chosen(db, dyad=(a, b), dataset=dataset, since=since, until=until, level=level)
    end = first_day(before, "--before")
    if end and selection.since and end <= selection.since:
        raise UsageError(f"--before {before} leaves nothing after --from {since}; give a later day")
    if end:
        last = end - timedelta(days=1)
        selection = replace(selection, until=min(last, selection.until or last))
    assert selection.dyad is not None
    with Store(db) as store:
        made_distinct(store)
        days = store.days(selection)
        found = background(
            days,
            store.frame(Kind.STATEMENTS, selection),
            selection.dyad,
            by=by,
            count=count,
            before=end,
            since=selection.since,
            until=selection.until,
        )
        read = store.exposure(selection, by.value)
        dealt, counts = None, found.series
        if len(found.series):
            dealt = dealings(days, read, *selection.dyad, by, since=selection.since, until=selection.until)
            table = counts = covered(found.series, read, by)
            if share:
                exposure = read.rename(columns={"period": "day"})
                table = shared(table.drop(columns=["articles", "usual"]), exposure, by)
            found = replace(found, series=table)
        _show(found, dealt, _sentences(store, found), form)
        if chart:
            from entente.figures.dyad import course

            # A picture shows what was counted, whatever the table divides it by.
            asked = Asked(store, selection, (a, b), by)
            report_written(course(asked, replace(found, series=counts)).save(chart))


def _sentences(store: Store, found: Background) -> dict[str, str]:
    """The sentences of the events that tell the key stories, by id."""
    told = [*(c.stories for c in found.chapters), *(t.stories for t in found.turns)]
    ids = tuple(sorted({s.event for stories in told for s in stories if s.event}))
    events = store.frame(Kind.EVENTS, Selection(records=ids))
    return dict(zip(events.id, events.sentence, strict=True))


def _show(found: Background, dealt: Dealings | None, sentences: Mapping[str, str], form: Form) -> None:
    match form:
        case Form.CSV:
            write_csv(list(found.series.columns), rows_of(found.series), sys.stdout)
        case Form.JSON:
            sys.stdout.write(json_of(found, sentences, json_lists(dealt)))
        case Form.TABLE:
            if not found.chapters:
                sys.stderr.write("no stories between the two match\n")
            screen = Screen(160)
            for table in tables_of(found, sentences, _cells):
                screen.print(table)
            if dealt:
                for table in tables(dealt, found.a, found.b, _cells):
                    screen.print(table)


def _cells(row: Iterable[object]) -> Iterable[Text]:
    return cells(map(cut, row))

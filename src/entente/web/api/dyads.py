"""Dyads: two actors, what passed between them, where it turned, what they say of each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

import pandas as pd
from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from entente.analysis.dyads.background import Background
from entente.analysis.dyads.background import Story as Key
from entente.area import members_of
from entente.asked import first_day, last_day
from entente.errors import NotFound, UsageError
from entente.ontology.memberships import shared
from entente.ontology.naming import is_known
from entente.ontology.treaties import obligations
from entente.perspective import two_of
from entente.region import Region
from entente.store import Kind, Selection, Store
from entente.units import By
from entente.web.api.downloads import Streamed
from entente.web.api.filters import countable
from entente.web.api.frames import records
from entente.web.api.here import Here
from entente.web.api.lists import FILE, Form, as_file
from entente.web.api.parts import Limit, Offset, Part, part
from entente.web.api.problems import PROBLEMS
from entente.web.api.statements import Statement
from entente.web.api.stories import Story, dated, listed
from entente.web.desk import Desk

router = APIRouter(tags=["analysis"], responses=PROBLEMS)

#: Stories and statements of a dyad that are shown, the latest first.
LATEST = 10
#: Dyads that are looked through, at most.
_MOST = 20_000

First = Annotated[str | None, Query(alias="from", max_length=10, description="First day, month or year.")]
Last = Annotated[str | None, Query(alias="to", max_length=10, description="Last day, month or year.")]
Place = Annotated[
    str | None, Query(max_length=300, description="A named region, or actors with commas between.")
]


class DyadRow(BaseModel):
    """A dyad in some days."""

    a: str
    b: str
    stories: int
    reports: int
    articles: int
    words_for: int
    deeds_for: int
    words_against: int
    deeds_against: int
    intensity: float | None


class Period(BaseModel):
    """What passed between two in a period."""

    period: date
    count: int
    words_for: int
    deeds_for: int
    words_against: int
    deeds_against: int
    cooperation: int
    conflict: int
    intensity: float | None


class Phase(BaseModel):
    """A stretch of time of one level."""

    first: date
    last: date
    character: str = Field(description="As conflict, in words.")
    count: int
    cooperation: int
    conflict: int
    intensity: float | None


class Carrying(BaseModel):
    """A story that carries a turn or stands for a phase."""

    story: str
    day: date
    a: str
    b: str
    event_type: str | None
    intensity: float
    reports: int
    event: str | None
    document: str | None = None
    sentence: str | None = None
    dataset: str


class Turn(BaseModel):
    """A turning point, with the stories around it that lead the same way."""

    day: date
    low: date
    high: date
    direction: str
    points: float
    stories: list[Carrying]


class Bond(BaseModel):
    """A treaty in force."""

    name: str
    obligation: str
    since: date | None


class DyadView(BaseModel):
    """Two actors."""

    a: str
    b: str
    by: By
    first: date | None = Field(description="First day of the course; null where nothing is told of the two.")
    last: date | None
    count: int = Field(description="Stories between them.")
    series: list[Period]
    phases: list[Phase]
    turns: list[Turn]
    stories: list[Story] = Field(description="The latest stories, the latest first.")
    statements: list[Statement] = Field(description="The latest statements of one of or to the other.")
    treaties: list[Bond] = Field(description="In force on the last day.")
    shared: list[str] = Field(description="Organisations that both are full members of.")


@router.get("/dyads", operation_id="dyads")
def dyads(
    desk: Here,
    region: Place = None,
    since: First = None,
    until: Last = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Part[DyadRow]:
    """Dyads of known actors, the busiest first; without days in the last 90 of the record."""

    every = _busiest(desk, region, since, until)
    return part(every[offset : offset + limit], len(every), limit, offset)


def _busiest(desk: Desk, region: str | None, since: str | None, until: str | None) -> list[DyadRow]:
    def make(found: Region) -> list[DyadRow]:
        chosen = Selection(since=first_day(since), until=last_day(until))
        members = members_of(found.store, region or "")
        rows = found.store.busiest(dated(found, chosen), members, most=_MOST)
        return [DyadRow(**row) for row in rows if is_known(row["a"]) and is_known(row["b"])]

    every = desk.soon(("dyads", region, since, until), make)
    assert every is not None
    return every


@router.get("/dyads.{form}", operation_id="dyads_file", **FILE)
def dyads_file(
    desk: Here, form: Form, region: Place = None, since: First = None, until: Last = None
) -> Streamed:
    """The dyads as CSV or JSON, all of them."""
    return as_file("dyads", form, DyadRow, _busiest(desk, region, since, until))


@router.get("/dyads/{a}/{b}", operation_id="dyad")
def dyad(desk: Here, a: str, b: str, by: By = By.MONTH, since: First = None, until: Last = None) -> DyadView:
    """The course of two: series, phases, turns, latest stories and statements, treaties."""
    found = dyad_soon(desk, a, b, by, since, until, None)
    assert found is not None
    return found


def dyad_soon(
    desk: Desk, a: str, b: str, by: By, since: str | None, until: str | None, seconds: float | None
) -> DyadView | None:
    """The same where it is there within some seconds."""
    first, last = first_day(since), last_day(until)
    countable(first, last, by)
    return desk.soon(
        ("dyad", a, b, by, first, last), lambda region: _view(region, (a, b), by, (first, last)), seconds
    )


def known(store: Store, name: str) -> str:
    """The code of an actor; NotFound for a name that nobody has."""
    try:
        return store.actor(name)
    except UsageError as error:
        raise NotFound(str(error)) from error


def _view(region: Region, names: tuple[str, str], by: By, days: tuple[date | None, date | None]) -> DyadView:
    a, b = two_of(region.store, *(known(region.store, name) for name in names))
    found = region.where(since=days[0], until=days[1]).background(a, b, by=by.value)
    both = found.series[found.series.direction == "both"] if len(found.series) else found.series
    active = both[both["count"] > 0]
    chosen = Selection(dyad=(a, b), since=days[0], until=days[1], newest=True)
    last = region.store.span()[1]
    return DyadView(
        a=a,
        b=b,
        by=by,
        first=active.period.min().date() if len(active) else None,
        last=found.chapters[-1].phase.last if found.chapters else None,
        count=int(active["count"].sum()) if len(active) else 0,
        series=records(both, Period),
        phases=[Phase.model_validate(c.phase, from_attributes=True) for c in found.chapters],
        turns=_turns(region, found),
        stories=_latest(region, chosen, active),
        statements=said_last(region, chosen),
        treaties=[
            Bond(name=t.name, obligation=t.obligation.value, since=t.term.first if t.term.since else None)
            for t in (obligations(a, b, last) if last else ())
        ],
        shared=list(shared(a, b, last)) if last else [],
    )


def _latest(region: Region, chosen: Selection, active: pd.DataFrame) -> list[Story]:
    """The latest stories, from the last periods that have any: older ones need not be put together."""
    if active.empty:
        return listed(region, replace(chosen, limit=LATEST))
    numbers = active["count"].iloc[::-1].cumsum()
    since = active.period.loc[numbers[numbers >= LATEST].index[0]] if (numbers >= LATEST).any() else None
    return listed(region, replace(chosen, since=since.date() if since else chosen.since, limit=LATEST))


def said_last(region: Region, chosen: Selection) -> list[Statement]:
    """The latest statements of a selection, the latest first."""
    rows = region.store.rows(Kind.STATEMENTS, replace(chosen, newest=True, limit=LATEST))
    return [Statement(**row) for row in rows]


def _turns(region: Region, found: Background) -> list[Turn]:
    events = tuple(sorted({s.event for turn in found.turns for s in turn.stories if s.event}))
    rows = region.store.rows(Kind.EVENTS, Selection(records=events)) if events else ()
    told = {row["id"]: row for row in rows}
    return [
        Turn(
            day=turn.point.day,
            low=turn.point.low,
            high=turn.point.high,
            direction=turn.point.direction.value,
            points=turn.point.points,
            stories=[_carrying(story, told.get(story.event or "")) for story in turn.stories],
        )
        for turn in found.turns
    ]


def _carrying(story: Key, row: dict[str, Any] | None) -> Carrying:
    words = {name: row[name] for name in ("document", "sentence")} if row else {}
    names = (name for name in Carrying.model_fields if name not in ("document", "sentence"))
    return Carrying(**{name: getattr(story, name) for name in names}, **words)

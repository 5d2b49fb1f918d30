"""The overview: what is held, and what is told most of a region in the last days of the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, Any

import pandas as pd
from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from entente.area import area, is_region
from entente.ontology.naming import is_known
from entente.ontology.regions import regions as known_regions
from entente.region import Region
from entente.store import CODED, Parties, Selection
from entente.web.api.dyads import DyadRow, known
from entente.web.api.frames import records
from entente.web.api.here import Here
from entente.web.api.problems import PROBLEMS
from entente.web.api.stories import RECENT, Sort, Story, listed
from entente.web.desk import Desk

router = APIRouter(tags=["analysis"], responses=PROBLEMS)

#: Dyads, stories and speakers of an overview; of dyads more are looked at, as not all names are known.
DYADS, STORIES, SPEAKERS = 12, 8, 8
_LOOKED_AT = 8 * DYADS


class DataSet(BaseModel):
    """Events that others coded."""

    name: str
    events: int


class Held(BaseModel):
    """What the record holds."""

    documents: int
    statements: int
    events: int = Field(description="Coded in texts.")
    claims: int
    imported: list[DataSet] = Field(description="Events that others coded, by format.")
    first: date | None
    last: date | None
    undated: int = Field(description="Documents of which no day is known.")


class Sum(BaseModel):
    """Stories of two in some days."""

    stories: int
    cooperation: int
    conflict: int
    intensity: float | None = Field(description="Mean of the stories, -10 to +10.")


class Dyad(DyadRow):
    """Two actors in the days looked at."""

    cooperation: int
    conflict: int
    before: Sum = Field(description="The same number of days before.")


class Speaker(BaseModel):
    """Somebody who is quoted."""

    actor: str
    said: int = Field(description="Statements, without those of copies.")
    said_of: int = Field(description="Statements that others make of or to it.")


class Week(BaseModel):
    """What was read in a week."""

    period: date
    articles: int


class Overview(BaseModel):
    """What is held, and what is told most."""

    region: str | None = Field(description="The region or the actors; null for all.")
    members: list[str]
    held: Held
    days: int
    since: date | None = None
    until: date | None = None
    before: date | None = Field(default=None, description="First of the days before, which are as many.")
    stories: int = Field(default=0, description="Stories of two actors in these days.")
    dyads: list[Dyad] = []
    told: list[Story] = Field(default=[], description="The stories with most reports.")
    speakers: list[Speaker] = []
    exposure: list[Week] = []


class Named(BaseModel):
    """A region of the table."""

    name: str
    members: list[str]


class Meant(BaseModel):
    """Who or what a name means."""

    name: str
    region: str | None = Field(default=None, description="The region of that name, or a list of actors.")
    actor: str | None = Field(default=None, description="The code of the actor, where it is no region.")


@router.get("/regions", operation_id="regions")
def regions() -> list[Named]:
    """The regions that have a name, with the codes of their members."""
    return [Named(name=one.name, members=list(one.members)) for one in known_regions()]


@router.get("/meant", operation_id="meant")
def meant(desk: Here, name: Annotated[str, Query(min_length=1, max_length=300)]) -> Meant:
    """Whether a name is that of a region, of several actors with commas, or of one actor."""
    with desk.reading() as found:
        if any(is_region(word) for word in (name, *name.split(","))) or "," in name:
            return Meant(name=name, region=area(found.store, name).name)
        return Meant(name=name, actor=known(found.store, name))


@router.get("/overview", operation_id="overview")
def overview(
    desk: Here,
    region: Annotated[
        str | None, Query(max_length=300, description="A named region, or actors with commas between.")
    ] = None,
    days: Annotated[int, Query(ge=1, le=3660, description="The last days of the record.")] = RECENT,
) -> Overview:
    """What is held, which dyads deal most in the last days, what is told most, who speaks most."""
    return desk.kept(("overview", region, days), lambda found: _overview(found, region, days))


def begin(desk: Desk) -> None:
    """Has the first view worked out behind, for whoever comes first."""
    desk.soon(("overview", None, RECENT), lambda found: _overview(found, None, RECENT), 0)


def _overview(found: Region, name: str | None, days: int) -> Overview:
    store = found.store
    named = area(store, name) if name else None
    members = named.members if named else ()
    first, last = store.span()
    held = Held(
        **store.counts(),
        imported=[DataSet(name=of, events=n) for of, n in store.loaded().items()],
        first=first,
        last=last,
        undated=store.undated(),
    )
    about = Overview(region=named.name if named else None, members=list(members), held=held, days=days)
    if last is None:
        return about
    now = Selection(since=last - timedelta(days=days - 1), until=last)
    then = replace(now, since=last - timedelta(days=2 * days - 1), until=last - timedelta(days=days))
    rows = store.busiest(now, members, most=_LOOKED_AT, largest=STORIES)
    return about.model_copy(
        update={
            "since": now.since,
            "until": now.until,
            "before": then.since,
            "stories": rows[0]["whole"] if rows else 0,
            "dyads": _dyads(found, [row for row in rows if row["busy"]], then),
            "told": _told(found, [(r["a"], r["b"]) for r in rows if r["large"]], now, members),
            "speakers": _speakers(found, now, members),
            "exposure": _weeks(found, now),
        }
    )


def _dyads(found: Region, rows: list[dict[str, Any]], then: Selection) -> list[Dyad]:
    """The busiest of those who are known, each with what it was before."""
    shown = [row for row in rows if is_known(row["a"]) and is_known(row["b"])][:DYADS]
    members = sorted({code for row in shown for code in (row["a"], row["b"])})
    before = found.store.busiest(then, members, most=len(members) ** 2) if shown else []
    earlier = {(row["a"], row["b"]): row for row in before}
    return [
        Dyad.model_validate(row | _sides(row) | {"before": _sum(earlier.get((row["a"], row["b"])))})
        for row in shown
    ]


def _sum(row: dict[str, Any] | None) -> Sum:
    if row is None:
        return Sum(stories=0, cooperation=0, conflict=0, intensity=None)
    return Sum(stories=row["stories"], intensity=row["intensity"], **_sides(row))


def _sides(row: dict[str, Any]) -> dict[str, int]:
    return {
        "cooperation": row["words_for"] + row["deeds_for"],
        "conflict": row["words_against"] + row["deeds_against"],
    }


def _told(
    found: Region, pairs: list[tuple[str, str]], now: Selection, members: tuple[str, ...]
) -> list[Story]:
    """The stories with most reports, of texts and of imported data."""
    ours = replace(now, datasets=(CODED,), actors=members, limit=STORIES)
    imported = [Story(**row) for row in found.store.largest(now, pairs, STORIES)]
    every = [*listed(found, ours, Sort.REPORTS, counted=True), *imported]
    return sorted(every, key=lambda story: -story.reports)[:STORIES]


def _speakers(found: Region, now: Selection, members: tuple[str, ...]) -> list[Speaker]:
    chosen = replace(now, datasets=(CODED,), actors=members)
    frame = found.store.frame(Parties.ACTORS, chosen)
    if members:
        frame = frame[frame.actor.isin(members)]
    spoken = frame[frame.said > 0].sort_values(["said", "actor"], ascending=[False, True])
    return records(spoken.head(SPEAKERS), Speaker)


def _weeks(found: Region, now: Selection) -> list[Week]:
    read = found.store.exposure(now, "week").groupby("period").articles.sum()
    assert now.since and now.until
    monday = now.since - timedelta(days=now.since.weekday())
    weeks = pd.date_range(monday, now.until, freq="7D")
    number = read.reindex(weeks, fill_value=0)
    return [Week(period=day.date(), articles=int(n)) for day, n in zip(weeks, number, strict=True)]

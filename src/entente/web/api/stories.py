"""Stories: happenings, each merged from the reports that tell it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from entente.errors import NotFound
from entente.records import EventType
from entente.region import Region
from entente.store import CODED, Kind, Selection
from entente.web.api.downloads import Streamed
from entente.web.api.filters import Filters, selection
from entente.web.api.frames import records
from entente.web.api.here import Here
from entente.web.api.lists import FILE, Form, as_file
from entente.web.api.parts import Part, part
from entente.web.api.problems import PROBLEMS
from entente.web.desk import Desk

router = APIRouter(tags=["analysis"], responses=PROBLEMS)

#: Days of the record that are listed where none are named: event data of many years are not put together.
RECENT = 90
#: What stories may be.
TYPES = tuple(EventType)
_IMPORTED = re.compile(r"i:(?P<dataset>\S+) .* (?P<day>\d{4}-\d\d-\d\d) \S*")


class Sort(StrEnum):
    """What stories are sorted by."""

    DAY = "day"
    REPORTS = "reports"


class Side(StrEnum):
    """Cooperation, quad classes 1 and 2, or conflict, 3 and 4."""

    COOPERATION = "cooperation"
    CONFLICT = "conflict"


QUADS: dict[Side | None, tuple[int, ...]] = {None: (), Side.COOPERATION: (1, 2), Side.CONFLICT: (3, 4)}


class StoryFilters(Filters):
    """Which stories; without days those of the last 90 days of the record."""

    sort: Sort = Field(default=Sort.DAY, description="By day, or the most reported first.")
    side: Side | None = Field(default=None, description="Only cooperation, or only conflict.")
    counted: bool = Field(default=False, description="Only what series count: with a day, and of two actors.")


AskedStories = Annotated[StoryFilters, Query()]


class Story(BaseModel):
    """A story as a row; columns as of ``entente stories``."""

    story: str
    day: date | None
    actor: list[str]
    event_type: str | None
    recipient: list[str]
    quad: int | None
    intensity: float | None
    modality: str
    reports: int
    articles: int
    sources: int = Field(default=0, description="Independent outlets; 0 where it is not known.")
    outlets: list[str] = []
    events: list[str] = Field(default=[], description="Ids of the events of texts that tell it.")
    event: str | None = Field(default=None, description="The event of a text that tells it best.")
    document: str | None = None
    sentence: str | None = None
    dataset: str


class Report(BaseModel):
    """One telling of a story: an event in a text of ours, or a row of imported data."""

    id: str
    document: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    sentence: str | None = None
    event_type: str | None = None
    intensity: float | None = None
    modality: str | None = None
    score: float | None = None
    original: str | None = Field(default=None, description="Of a copy the document that it is a copy of.")
    dataset: str
    code: str | None = Field(default=None, description="Of imported data: the act as the data set writes it.")
    actor: list[str] = Field(default=[], description="Who acts; of imported data as named there.")
    recipient: list[str] = []
    articles: int | None = None
    url: str | None = None
    raw: str | None = Field(default=None, description="Of imported data: the row as it came.")
    file: str | None = Field(default=None, description="Of imported data: the file that it came with.")


class Told(BaseModel):
    """A story with its reports."""

    story: Story
    reports: list[Report] = Field(description="Originals before copies, in order of publication.")
    copies: int = Field(description="Reports in documents that are copies of others.")


@router.get("/stories", operation_id="stories")
def stories(desk: Here, asked: AskedStories) -> Part[Story]:
    """Happenings: who did what to whom, told by how many reports, articles and independent sources."""
    found = stories_soon(desk, asked, None)
    assert found is not None
    return found


def stories_soon(desk: Desk, asked: StoryFilters, seconds: float | None) -> Part[Story] | None:
    """The same where it is there within some seconds."""
    key = ("stories", asked.model_dump_json())
    return desk.soon(key, lambda region: _part(region, asked), seconds)


def _part(region: Region, asked: StoryFilters) -> Part[Story]:
    chosen = dated(region, selection(region, asked, Kind.EVENTS))
    chosen = replace(chosen, limit=asked.limit + 1, offset=asked.offset)
    found = listed(region, chosen, asked.sort, side=asked.side, counted=asked.counted)
    # How many there are is known where the last of them is here: to count the others takes as long again.
    whole = len(found) <= asked.limit and (found or not asked.offset)
    return part(found, asked.offset + len(found) if whole else None, asked.limit, asked.offset)


def listed(
    region: Region,
    chosen: Selection,
    sort: Sort = Sort.DAY,
    *,
    side: Side | None = None,
    counted: bool = False,
) -> list[Story]:
    """The stories of a selection."""
    frame = region.store.stories(chosen, sort.value, quads=QUADS[side], counted=counted)
    return records(frame, Story)


def dated(region: Region, chosen: Selection, days: int = RECENT) -> Selection:
    """The selection with days: those that it names, else the last of the record."""
    last = region.store.span()[1]
    if chosen.since or chosen.until or last is None:
        return chosen
    return replace(chosen, since=last - timedelta(days=days - 1), until=last)


@router.get("/stories.{form}", operation_id="stories_file", **FILE)
def stories_file(desk: Here, form: Form, asked: AskedStories) -> Streamed:
    """The stories as CSV or JSON; a limit holds only where it is given."""
    with desk.reading() as region:
        limit = asked.limit if "limit" in asked.model_fields_set else None
        chosen = dated(region, selection(region, asked, Kind.EVENTS))
        chosen = replace(chosen, limit=limit, offset=asked.offset)
        found = listed(region, chosen, asked.sort, side=asked.side, counted=asked.counted)
    return as_file("stories", form, Story, found)


@router.get("/stories/{id:path}", operation_id="story")
def story(desk: Here, id: str) -> Told:
    """A story with all that tells it: sentences of texts, copies told apart; rows of imported data."""
    return desk.kept(("story", id), lambda region: _told(region, id))


def _told(region: Region, name: str) -> Told:
    found = _imported(region, name) if name.startswith("i:") else _coded(region, name)
    if found is None:
        raise NotFound(f"no story {name!r} in this record; /api/v1/stories lists them")
    return found


def _coded(region: Region, name: str) -> Told | None:
    events = region.store.story_events(name)
    if not events:
        return None
    frame = region.store.stories(Selection(records=tuple(events), datasets=(CODED,)))
    of = [row for row in records(frame, Story) if row.story == name]
    if not of:
        # Told as not done, or as what may be: no list of stories has it.
        return None
    copied = dict(zip(*(region.copies[c] for c in ("document", "original")), strict=True))
    reports = [
        Report(**{**row, "original": copied.get(row["document"])})
        for row in region.store.rows(Kind.EVENTS, Selection(records=tuple(events), datasets=(CODED,)))
    ]
    reports.sort(key=lambda report: (report.original is not None, report.published or "9"))
    return Told(story=of[0], reports=reports, copies=sum(r.original is not None for r in reports))


def _imported(region: Region, name: str) -> Told | None:
    if not _IMPORTED.fullmatch(name):
        return None
    rows = region.store.story_rows([name])
    if rows.empty:
        return None
    first = rows.iloc[0]
    of = Story(
        story=name,
        day=date.fromisoformat(first.day),
        actor=[first.a],
        event_type=first.event_type,
        recipient=[first.b],
        quad=None,
        intensity=float(rows.intensity.mean()),
        modality="asserted",
        reports=len(rows),
        articles=int(rows.articles.sum()),
        dataset=first.dataset,
    )
    for side in ("actor", "recipient"):
        rows[side] = [[name] if name else [] for name in rows[side]]
    reports = records(rows.rename(columns={"day": "published"}), Report)
    return Told(story=of, reports=reports, copies=0)

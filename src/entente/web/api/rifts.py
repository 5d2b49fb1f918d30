"""Rifts and rapprochements: where the relations of two turned."""

from __future__ import annotations

import datetime
from typing import Annotated

import pandas as pd
from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from entente.analysis.dyads.phases import Direction
from entente.analysis.dyads.rifts import Rift as Turn
from entente.analysis.rows import rows
from entente.area import members_of
from entente.asked import first_day, last_day
from entente.perspective import TOLD
from entente.region import Region
from entente.units import By
from entente.web.answers import Numbered
from entente.web.api.downloads import Streamed
from entente.web.api.filters import Form as Asking
from entente.web.api.frames import records
from entente.web.api.here import Here
from entente.web.api.lists import FILE, Form, as_file, whole
from entente.web.api.parts import MOST, Part, part
from entente.web.api.problems import PROBLEMS
from entente.web.desk import Desk

router = APIRouter(tags=["analysis"], responses=PROBLEMS)


class RiftFilters(Asking):
    """Which turns."""

    region: str | None = Field(
        default=None, max_length=300, description="A named region, or actors with commas between."
    )
    by: By = Field(default=By.WEEK, description="The periods that are searched.")
    since: str | None = Field(default=None, alias="from", max_length=10, description="First day of a turn.")
    until: str | None = Field(default=None, alias="to", max_length=10, description="Last day of a turn.")
    direction: Direction | None = Field(default=None, description="Rifts alone, or rapprochements.")
    limit: int = Field(default=25, ge=1, le=MOST, description="Rows of a part.")
    offset: int = Field(default=0, ge=0, le=10**9, description="Rows before it.")


class Rift(BaseModel):
    """A turn of a dyad; columns as of ``entente rifts``."""

    a: str
    b: str
    date: datetime.date
    low: datetime.date
    high: datetime.date
    direction: str
    size: float
    points: float
    score: float | None
    q: float | None
    before: float | None
    after: float | None
    stories_before: int
    stories_after: int
    conflict_before: float | None
    conflict_after: float | None
    rate_before: float | None
    rate_after: float | None
    share_before: float | None
    share_after: float | None
    since: datetime.date
    until: datetime.date
    stories: list[str] = Field(default=[], description="Ids of the stories that carry it.")


@router.get("/rifts", operation_id="rifts")
def rifts(desk: Here, asked: Annotated[RiftFilters, Query()]) -> Part[Rift]:
    """Rifts and rapprochements of all dyads, the largest first, with the stories that carry each."""
    found = rifts_soon(desk, asked, None)
    assert found is not None
    return found


@router.get("/rifts.{form}", operation_id="rifts_file", **FILE)
def rifts_file(desk: Here, form: Form, asked: Annotated[RiftFilters, Query()]) -> Streamed:
    """The turns as CSV or JSON; a limit holds only where it is given."""
    return as_file("rifts", form, Rift, rifts(desk, whole(asked)).items)


def rifts_soon(desk: Desk, asked: RiftFilters, seconds: float | None) -> Part[Rift] | None:
    """The same where it is there within some seconds: all dyads are searched."""
    turns = desk.soon(("rifts", asked.by), lambda region: _search(region, asked.by), seconds, long=True)
    if turns is None:
        return None
    key = ("rifts", asked.model_dump_json(), turns.number)
    return desk.soon(key, lambda region: _part(region, asked, turns.value), seconds)


def _search(region: Region, by: By) -> Numbered[pd.DataFrame]:
    return Numbered(region.perspective().rifts(by, stories=False))


def _part(region: Region, asked: RiftFilters, turns: pd.DataFrame) -> Part[Rift]:
    members = members_of(region.store, asked.region or "")
    if members:
        turns = turns[turns.a.isin(members) & turns.b.isin(members)]
    first, last = first_day(asked.since), last_day(asked.until)
    if first:
        turns = turns[pd.to_datetime(turns.date) >= pd.Timestamp(first)]
    if last:
        turns = turns[pd.to_datetime(turns.date) <= pd.Timestamp(last)]
    if asked.direction:
        turns = turns[turns.direction == asked.direction.value]
    shown = turns.iloc[asked.offset : asked.offset + asked.limit]
    carry = region.perspective().carrying
    # Each takes a look at its dyad's days.
    found = [carry(turn, asked.by) if n < TOLD else [] for n, turn in enumerate(rows(shown, Turn))]
    told = pd.Series(found, dtype=object, index=shown.index)
    return part(records(shown.assign(stories=told), Rift), len(turns), asked.limit, asked.offset)

"""Actors: who takes part, and how often each speaks and acts."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from entente.region import Region
from entente.store import Parties
from entente.web.api.filters import Asked
from entente.web.api.here import Here
from entente.web.api.parts import Part, part
from entente.web.api.problems import PROBLEMS
from entente.web.api.tables import chosen_rows

router = APIRouter(tags=["records"], responses=PROBLEMS)


class Actor(BaseModel):
    """An actor as a row; columns as of ``entente actors``."""

    actor: str
    country: str | None
    sector: str | None
    offices: list[str]
    documents: int
    mentions: int
    said: int
    said_of: int
    acted: int
    acted_on: int
    claimed: int
    first: date | None
    last: date | None


@router.get("/actors", operation_id="actors")
def actors(desk: Here, asked: Asked) -> Part[Actor]:
    """Who takes part, the most mentioned first."""
    whole = asked.model_copy(update={"limit": 0, "offset": 0})

    def all_of_them(region: Region) -> list[Actor]:
        chosen = chosen_rows(region, asked, Parties.ACTORS)
        return [Actor(**row) for row in region.store.rows(Parties.ACTORS, chosen)]

    # Of many imported events they take seconds to count.
    found = desk.kept(("actors", whole.model_dump_json()), all_of_them)
    return part(found[asked.offset : asked.offset + asked.limit], len(found), asked.limit, asked.offset)

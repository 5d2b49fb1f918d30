"""The first view: what is held, and what is told most, of all or of a region; and the way to others."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse

from entente.web.api import overview as api
from entente.web.api.here import Here, Set
from entente.web.api.overview import Dyad, Overview
from entente.web.api.stories import RECENT
from entente.web.pages.rendering import address, page

router = APIRouter()
Days = Annotated[int, Query(ge=1, le=3660)]


@router.get("/")
def overview(
    request: Request,
    desk: Here,
    settings: Set,
    region: Annotated[str | None, Query(max_length=300)] = None,
    days: Days = RECENT,
) -> HTMLResponse:
    """What is held, who deals most with whom, what is told most, who speaks most, in the last days."""
    return _shown(request, api.overview(desk, region or None, days), settings.db)


@router.get("/regions/{name}")
def region_view(request: Request, desk: Here, settings: Set, name: str, days: Days = RECENT) -> HTMLResponse:
    """The same of a region, or of some actors with commas between."""
    return _shown(request, api.overview(desk, name, days), settings.db)


@router.get("/go")
def go(
    desk: Here,
    a: Annotated[str, Query(min_length=1, max_length=300)],
    b: Annotated[str, Query(max_length=300)] = "",
) -> RedirectResponse:
    """The way to a region, an actor or a dyad by name."""
    one = api.meant(desk, a.strip())
    if b.strip() and one.actor:
        other = api.meant(desk, b.strip())
        place = address("/dyads/{}/{}", one.actor, other.actor or other.name)
    elif one.actor:
        place = address("/actors/{}", one.actor)
    else:
        place = address("/regions/{}", one.region or one.name)
    return RedirectResponse(place, status_code=303)


def _shown(request: Request, found: Overview, db: str) -> HTMLResponse:
    def stories(row: Dyad, side: str | None = None) -> str:
        return address(
            "/stories", dyad=[row.a, row.b], since=found.since, until=found.until, side=side, counted="true"
        )

    return page(
        request,
        "overview.html",
        {"found": found, "places": api.regions(), "stories": stories, "db": db},
    )

"""Where relations turned, over all dyads."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from entente.web.api import overview
from entente.web.api import rifts as api
from entente.web.api.here import Here
from entente.web.pages.dyads import PATIENCE
from entente.web.pages.rendering import page, waiting

router = APIRouter()


@router.get("/rifts")
def rifts(request: Request, desk: Here, asked: Annotated[api.RiftFilters, Query()]) -> HTMLResponse:
    """Rifts and rapprochements, the largest first, each with its interval and the stories that carry it."""
    found = api.rifts_soon(desk, asked, PATIENCE)
    if found is None:
        return waiting(request, "All dyads of the record are searched for turns.")
    return page(request, "rifts.html", {"found": found, "asked": asked, "places": overview.regions()})

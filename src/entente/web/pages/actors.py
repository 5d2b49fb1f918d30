"""One actor."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from entente.web.api import oneactor as api
from entente.web.api.here import Here
from entente.web.pages.dyads import PATIENCE
from entente.web.pages.rendering import page, waiting

router = APIRouter()


@router.get("/actors/{code:path}")
def actor(request: Request, desk: Here, code: str) -> HTMLResponse:
    """An actor: what it is, with whom it deals, what it last did and said."""
    found = api.actor_soon(desk, code, PATIENCE)
    if found is None:
        return waiting(request, "What the record has of this actor is put together.")
    return page(request, "actor.html", {"found": found})

"""Stories: the list, and one with all that tells it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from entente.web.api import stories as api
from entente.web.api.here import Here
from entente.web.api.stories import RECENT, AskedStories
from entente.web.pages.dyads import PATIENCE
from entente.web.pages.rendering import page, waiting

router = APIRouter()


@router.get("/stories")
def stories(request: Request, desk: Here, asked: AskedStories) -> HTMLResponse:
    """Happenings, the latest or the most reported first, with filters."""
    found = api.stories_soon(desk, asked, PATIENCE)
    if found is None:
        return waiting(request, "The stories of these days are put together.")
    values = {"found": found, "asked": asked, "recent": RECENT, "types": api.TYPES}
    return page(request, "stories.html", values)


@router.get("/stories/{id:path}")
def story(request: Request, desk: Here, id: str) -> HTMLResponse:
    """A story with the sentences that tell it, or the rows of imported data."""
    return page(request, "story.html", {"found": api.story(desk, id)})

"""Search over everything."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from entente.errors import UsageError
from entente.web.api import search as api
from entente.web.api.here import Here
from entente.web.pages.rendering import page

router = APIRouter()


@router.get("/search")
def search(
    request: Request, desk: Here, q: Annotated[str, Query(max_length=300)] = "", limit: api.Limit = api.USUAL
) -> HTMLResponse:
    """Words over documents, statements, events and claims, each hit with the words about it."""
    found, problem = None, None
    try:
        found = api.search(desk, q, limit) if q.strip() else None
    except UsageError as error:
        problem = str(error)
    values = {"found": found, "problem": problem, "q": q, "usual": api.USUAL, "most": api.MOST}
    return page(request, "search.html", values, status=422 if problem else 200)

"""The ledger of statements."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from entente.web.api import statements as api
from entente.web.api.filters import Asked
from entente.web.api.here import Here
from entente.web.pages.rendering import page

router = APIRouter()


@router.get("/statements")
def statements(request: Request, desk: Here, asked: Asked) -> HTMLResponse:
    """Who said what of whom, with filters and search."""
    found = api.statements(desk, asked)
    return page(request, "statements.html", {"found": found, "asked": asked})

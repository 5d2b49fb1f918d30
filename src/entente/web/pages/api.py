"""The API, told on a page: FastAPI's own pages of it load their scripts from elsewhere."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from entente.web.api.description import described
from entente.web.pages.rendering import page

router = APIRouter()


@router.get("/api")
def api(request: Request) -> HTMLResponse:
    """What programs can ask: each address, its parameters, what it answers."""
    app = request.app
    told = described(app.openapi())
    shapes = {shape.name for shape in told.shapes}
    return page(request, "api.html", {"told": told, "document": app.openapi_url, "shapes": shapes})

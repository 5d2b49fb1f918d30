"""The live page: feeds, what was read last, what rules told."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from entente.web.api import watched as api
from entente.web.api.here import Here
from entente.web.pages.rendering import page

router = APIRouter()
_SHOWN = 20


@router.get("/live")
def live(request: Request, desk: Here) -> HTMLResponse:
    """Feeds with their state, the last entries, the last alerts."""
    values = {
        "watch": request.app.state.pulse.beat().watch,
        "feeds": api.feeds(desk),
        "entries": api.entries(desk, _SHOWN),
        "alerts": api.alerts(desk, _SHOWN),
        "db": desk.path.rpartition("/")[2],
    }
    return page(request, "live.html", values)

"""Two actors: the course of their dealings, where it turned, what they say of each other."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from entente.units import By
from entente.web.api import dyads as api
from entente.web.api import figures
from entente.web.api.dyads import First, Last
from entente.web.api.here import Here
from entente.web.pages.rendering import page, waiting

router = APIRouter()
#: Seconds that a reader waits for an answer, and for the words of a figure.
PATIENCE, GLANCE = 1.0, 0.3


@router.get("/dyads/{a}/{b}")
def dyad(
    request: Request,
    desk: Here,
    a: str,
    b: str,
    by: By = By.MONTH,
    since: First = None,
    until: Last = None,
) -> HTMLResponse:
    """The course of two: chart, turns with what carries them, phases, what was last done and said."""
    found = api.dyad_soon(desk, a, b, by, since or None, until or None, PATIENCE)
    if found is None:
        return waiting(request, "The course of the two is put together.")
    words = None
    if found.count:
        asked = {"name": [found.a, found.b], "by": by, "from": since or None, "to": until or None}
        words = figures.figure_soon(desk, "dyad", figures.FigureFilters.model_validate(asked), GLANCE)
    values = {"found": found, "words": words, "since": since or "", "until": until or ""}
    return page(request, "dyad.html", values)

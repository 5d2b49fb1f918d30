"""What is likely next, how far such forecasts held, and what became of the claims of others."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from entente.web.api import claimrecord, figures, overview
from entente.web.api import forecasts as api
from entente.web.api.here import Here
from entente.web.pages.dyads import GLANCE, PATIENCE
from entente.web.pages.rendering import address, page, waiting

router = APIRouter()
_WALK = "The record is walked through, and each of its periods forecast from those before."
_JUDGED = claimrecord.JudgedFilters


@router.get("/forecasts")
def forecasts(request: Request, desk: Here, asked: Annotated[api.ForecastFilters, Query()]) -> HTMLResponse:
    """What is likely next week or month among all dyads or a region's, and how far such forecasts held."""
    found = api.forecasts_soon(desk, asked, PATIENCE)
    held = api.held_soon(desk, asked.by, PATIENCE) if found else None
    if found is None or held is None:
        return waiting(request, _WALK)
    values = {"found": found, "held": held, "asked": asked, "places": overview.regions()}
    return page(request, "forecasts.html", values)


@router.get("/forecasts/{a}/{b}")
def forecast(request: Request, desk: Here, a: str, b: str, by: api.NextBy = "week") -> HTMLResponse:
    """What two do next, beside what is usual, and how far such forecasts held."""
    found = api.forecast_soon(desk, a, b, by, PATIENCE)
    if found is None:
        return waiting(request, _WALK)
    words = None
    if found.chances and not found.lacking:
        asked = figures.FigureFilters.model_validate({"name": [found.a, found.b], "by": by})
        words = figures.figure_soon(desk, "forecast", asked, GLANCE)
    return page(request, "forecast.html", {"found": found, "words": words, "by": by})


@router.get("/claims/record")
def claims_record(request: Request, desk: Here, asked: Annotated[_JUDGED, Query()]) -> HTMLResponse:
    """What became of each claim on the future, and how often those who make them were borne out."""
    found = claimrecord.claims_record_soon(desk, asked, PATIENCE)
    who = claimrecord.claimants_soon(desk, 15, 0, PATIENCE) if found else None
    if found is None or who is None:
        return waiting(request, "Claims are held against the record.")

    def evidence(event: str) -> str:
        return address("/documents/{}", event.rpartition(".")[0]) + "#" + event

    values = {"found": found, "asked": asked, "claimants": who, "evidence": evidence}
    return page(request, "claimrecord.html", values)

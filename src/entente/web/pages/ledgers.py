"""The tables of records as pages: filters, rows, downloads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from entente.errors import UsageError
from entente.web.api import actors as actors_api
from entente.web.api import claims as claims_api
from entente.web.api import documents as documents_api
from entente.web.api import duplicates as duplicates_api
from entente.web.api import events as events_api
from entente.web.api import statements as statements_api
from entente.web.api.filters import Asked, Filters
from entente.web.api.here import Here
from entente.web.api.parts import Part
from entente.web.desk import Desk
from entente.web.pages import fields
from entente.web.pages.fields import Field, choices
from entente.web.pages.rendering import page

router = APIRouter()


def _ledger(
    request: Request,
    ask: Callable[[Desk, Filters], Part[Any]],
    desk: Desk,
    asked: Filters,
    of: tuple[Field, ...],
) -> HTMLResponse:
    """The page of a table; of a wrong question the page that asks it, which says what is wrong."""
    name = request.url.path.strip("/")
    found, problem = None, None
    try:
        found = ask(desk, asked)
    except UsageError as error:
        problem = str(error)
    values = {
        "found": found,
        "problem": problem,
        "asked": asked,
        "fields": of,
        "chosen": list(choices(of, asked)),
        "name": name,
    }
    return page(request, f"{name}.html", values, status=422 if problem else 200)


@router.get("/statements")
def statements(request: Request, desk: Here, asked: Asked) -> HTMLResponse:
    """Who said what of whom, with filters and search."""
    return _ledger(request, statements_api.statements, desk, asked, fields.OF_STATEMENTS)


@router.get("/events")
def events(request: Request, desk: Here, asked: Asked) -> HTMLResponse:
    """Who did what to whom, of texts and of imported data, with filters and search."""
    return _ledger(request, events_api.events, desk, asked, fields.OF_EVENTS)


@router.get("/claims")
def claims(request: Request, desk: Here, asked: Asked) -> HTMLResponse:
    """Forecasts, conditions, plans, threats and promises, with filters and search."""
    return _ledger(request, claims_api.claims, desk, asked, fields.OF_CLAIMS)


@router.get("/documents")
def documents(request: Request, desk: Here, asked: Asked) -> HTMLResponse:
    """The texts, with filters and search."""
    return _ledger(request, documents_api.documents, desk, asked, fields.OF_DOCUMENTS)


@router.get("/actors")
def actors(request: Request, desk: Here, asked: Asked) -> HTMLResponse:
    """Who takes part, and how often each speaks and acts."""
    return _ledger(request, actors_api.actors, desk, asked, fields.OF_ACTORS)


@router.get("/duplicates")
def duplicates(request: Request, desk: Here, asked: Asked) -> HTMLResponse:
    """Documents that are copies, each beside its original."""
    return _ledger(request, duplicates_api.duplicates, desk, asked, fields.OF_DUPLICATES)

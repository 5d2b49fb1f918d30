"""A document: its text with what is marked in it, and the records beside it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from entente.web.api import documents as api
from entente.web.api.documents import Coder
from entente.web.api.here import Here
from entente.web.pages.marking import SENTENCE, blocks, marks_of
from entente.web.pages.rendering import page

router = APIRouter()


@router.get("/documents/{document}")
def document(request: Request, desk: Here, document: str, coder: Coder = None) -> HTMLResponse:
    """A text with its statements, events and claims marked, and these beside it, each with its sentence."""
    found = api.document(desk, document, coder)
    records = sorted(
        (*found.statements, *found.events, *found.claims),
        key=lambda record: next((m.start, m.end) for m in marks_of(record) if m.role == SENTENCE),
    )
    values = {
        "document": found.document,
        "records": records,
        "counts": {kind: len(getattr(found, kind)) for kind in ("statements", "events", "claims")},
        "blocks": blocks(found.text, found.document["zones"], records),
    }
    return page(request, "document.html", values)

"""A document: its text with what is marked in it, and the records beside it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from entente.web.api import corrections
from entente.web.api import documents as api
from entente.web.api.corrections import Action, Correction
from entente.web.api.documents import Coder
from entente.web.api.here import Here
from entente.web.api.parts import MOST
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
    said = _last_said(desk, document)
    shown = {record["id"] for record in records}
    values = {
        "said": {c.record: c for c in said if c.record in shown},
        "rejected": [c for c in said if c.action is Action.REJECT and c.record not in shown],
        "document": found.document,
        "records": records,
        "counts": {kind: len(getattr(found, kind)) for kind in ("statements", "events", "claims")},
        "blocks": blocks(found.text, found.document["zones"], records),
    }
    return page(request, "document.html", values)


def _last_said(desk: Here, document: str) -> list[Correction]:
    """What was said last of each record of a document, where that is in force."""
    asked = corrections.Chosen.model_validate({"document": document, "limit": MOST})
    every = corrections.corrections(desk, asked).items
    return [one for one in every if one.last and one.action is not Action.RESTORE]

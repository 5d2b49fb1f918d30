"""Corrections: the form that a record is corrected by, and the list of what was said."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from entente.errors import Conflict, NotFound, UsageError
from entente.web.api import corrections as api
from entente.web.api.corrections import Action
from entente.web.api.here import Here
from entente.web.pages.rendering import page

router = APIRouter()
#: The cookie that holds the reader's name, for a year.
_BY, _YEAR = "entente_by", 365 * 86400
_LABELS = {
    "event_type": "Type", "mode": "Mode", "contexts": "Contexts", "modality": "Modality", "date": "When",
    "kind": "Kind", "horizon": "By when", "source": "Who says it", "target": "Of whom",
    "addressee": "To whom", "claimant": "Who claims it", "actor": "Who", "recipient": "To whom",
}  # fmt: skip
_HINTS = {
    "date": "2023-09-21, 2023-09 or 2023",
    "horizon": "2024, 2024-05 or 2024/2025",
    "contexts": "territory; election",
    "add": "words of the sentence = name",
}
Coder = Annotated[str | None, Query(max_length=200)]


@router.get("/corrections")
def corrections(request: Request, desk: Here, asked: api.Asked) -> HTMLResponse:
    """What was said of records, the last thing first."""
    return page(request, "corrections.html", {"found": api.corrections(desk, asked), "asked": asked})


@router.get("/documents/{document}/correct/{record}")
def form(request: Request, desk: Here, document: str, record: str, coder: Coder = None) -> HTMLResponse:
    """A record with its sentence, what may be fixed in it, and what was said of it."""
    return _form(request, _found(desk, document, record, coder))


@router.post("/documents/{document}/correct/{record}")
async def correct(request: Request, desk: Here, document: str, record: str, coder: Coder = None) -> Response:
    """Says something of a record, and shows the form again."""
    form = await request.form(max_files=0, max_fields=200)
    return await run_in_threadpool(_said, request, desk, document, record, coder, form)


def _said(
    request: Request, desk: Here, document: str, record: str, coder: str | None, form: FormData
) -> Response:
    found = _found(desk, document, record, coder)
    by = _text(form, "by")
    try:
        action = Action(_text(form, "action"))
        api.correct(
            desk,
            api.Wanted(
                record=record,
                document=document,
                coder=found.coder,
                action=action,
                changes=_changes(found, form) if action is Action.FIX else {},
                by=by,
                why=_text(form, "why") or None,
                replaces=_text(form, "replaces") or None,
            ),
        )
    except Conflict as error:
        now = _found(desk, document, record, coder)
        return _form(request, now, str(error), by, HTTPStatus.CONFLICT)
    except (UsageError, ValueError) as error:
        told = str(error) if isinstance(error, UsageError) else "that is too long, or not one of the choices"
        return _form(request, found, told, by, HTTPStatus.UNPROCESSABLE_ENTITY, form)
    answer = RedirectResponse(f"{request.url.path}?{request.url.query}#said", HTTPStatus.SEE_OTHER)
    secure = request.url.scheme == "https"
    answer.set_cookie(_BY, quote(by), max_age=_YEAR, httponly=True, samesite="strict", secure=secure)
    return answer


def _changes(found: api.Record, form: FormData) -> dict[str, str | None]:
    """The fields whose value is another than was shown; a party that is ticked is taken away."""
    changes: dict[str, str | None] = {}
    for choice in found.fields:
        value = _text(form, choice.name)
        if value != (choice.now or ""):
            changes[choice.name] = value or None
    for name in form.getlist("away"):
        changes[str(name)] = None
    return changes


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _found(desk: Here, document: str, record: str, coder: str | None) -> api.Record:
    found = api.record_corrections(desk, record, coder)
    if found.document != document:
        raise NotFound(f"no record {record} in the document {document}")
    return found


def _form(
    request: Request,
    found: api.Record,
    problem: str = "",
    by: str = "",
    status: HTTPStatus = HTTPStatus.OK,
    sent: FormData | None = None,
) -> HTMLResponse:
    """The form; ``sent`` is what was written into it, where that could not be done."""
    written = {name: _text(sent, name) for name in sent} if sent else {}
    values = {
        "written": written,
        "found": found,
        "problem": problem,
        "by": by or unquote(request.cookies.get(_BY, ""))[:200],
        "last": found.corrections[-1] if found.corrections else None,
        "labels": _LABELS,
        "hints": _HINTS,
    }
    return page(request, "correct.html", values, status=status)

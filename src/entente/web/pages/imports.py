"""Import: files dropped, chosen or pasted as text, and what became of them."""

from __future__ import annotations

from http import HTTPStatus
from time import monotonic
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from entente.errors import InputError, ReadOnly, UsageError
from entente.web.api import imports as api
from entente.web.api.here import Here, Set
from entente.web.pages.rendering import page

router = APIRouter()
#: Seconds that the answer to a form waits for its imports; seconds after which a page asks again.
_PATIENCE, _AGAIN = 8.0, 3
#: Files of one form.
_FILES = 100
_NONE: list[str] = []


@router.get("/import")
def form(
    request: Request,
    desk: Here,
    jobs: api.At,
    settings: Set,
    job: Annotated[list[str], Query(max_length=100)] = _NONE,
) -> HTMLResponse:
    """The form, and how far some imports are."""
    found, problem = [], ""
    every = {one.id: one for one in api.imports(desk, jobs)}
    for identifier in job:
        if identifier in every:
            found.append(every[identifier])
        else:
            problem = "An import is not remembered any more; what it took in is in the record."
    return _page(request, settings, found, problem)


@router.post("/import")
async def send(request: Request, desk: Here, settings: Set, jobs: api.At) -> Response:
    """Takes in what the form has, and goes on to how far it is."""
    async with request.form(max_files=_FILES, max_fields=20) as form:
        words = {
            name: value if isinstance(value := form.get(name, ""), str) else ""
            for name in ("text", "published", "outlet", "format")
        }
        files: list[UploadFile | None] = [
            one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename
        ]
        begun: list[api.Import] = []
        problems: list[str] = []
        for file in files or [None]:
            try:
                sent = api.Sent(file, **words)
                begun.append(await api.import_file(Response(), desk, settings, jobs, sent))
            except ReadOnly:
                raise
            except (InputError, UsageError, HTTPException) as error:
                problems.append(str(error.detail) if isinstance(error, HTTPException) else str(error))
    until = monotonic() + _PATIENCE
    told = [await api.import_state(desk, jobs, one.id, max(0.0, until - monotonic())) for one in begun]
    if problems:
        return _page(request, settings, told, "; ".join(problems), HTTPStatus.UNPROCESSABLE_ENTITY)
    question = urlencode([("job", one.id) for one in begun])
    return RedirectResponse(f"/import?{question}", HTTPStatus.SEE_OTHER)


def _page(
    request: Request, settings: Set, jobs: list[api.Import], problem: str, status: HTTPStatus = HTTPStatus.OK
) -> HTMLResponse:
    going = any(job.state in (api.State.WAITING, api.State.WORKING) for job in jobs)
    values = {
        "jobs": jobs,
        "problem": problem,
        "formats": api.event_formats(),
        "suffixes": api.SUFFIXES,
        "most": settings.upload // 1_000_000,
    }
    headers = {"Refresh": str(_AGAIN)} if going else {}
    return page(request, "import.html", values, status=status, headers=headers)

"""The one shape of errors: RFC 9457's problem details, to the API as JSON, to the page as a page.

``title`` names the kind of error, ``detail`` says what was received, what is valid and how to mend it.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from entente.errors import (
    Busy,
    Conflict,
    EntenteError,
    InputError,
    NotFound,
    ReadOnly,
    StoreError,
    UsageError,
)

_LOG = logging.getLogger(__name__)
#: Seconds after which a busy server may be asked again.
AGAIN = 10
#: What each error means to who asks; the first that fits.
_STATUS: tuple[tuple[type[EntenteError], HTTPStatus], ...] = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (ReadOnly, HTTPStatus.FORBIDDEN),
    (Conflict, HTTPStatus.CONFLICT),
    (UsageError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (InputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
    (Busy, HTTPStatus.SERVICE_UNAVAILABLE),
)


class Problem(BaseModel):
    """What went wrong."""

    title: str = Field(description="The kind of error, in words.", examples=["Unprocessable Entity"])
    status: int = Field(description="The HTTP status again.", examples=[422])
    detail: str = Field(description="What was received, what is valid, and how to mend it.")


#: How an endpoint declares it; for ``responses=`` of a router.
PROBLEMS: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "It cannot be answered.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        "model": Problem,
    }
}


def problem(status: HTTPStatus, detail: str, headers: dict[str, str] | None = None) -> Response:
    """An error as the API tells it."""
    told = Problem(title=status.phrase, status=status, detail=detail)
    return JSONResponse(
        told.model_dump(), status_code=status, headers=headers, media_type="application/problem+json"
    )


def explain_errors(app: FastAPI) -> None:
    """Sees to it that every error has that shape."""

    @app.exception_handler(EntenteError)
    def ours(request: Request, error: EntenteError) -> Response:
        found = next((status for kind, status in _STATUS if isinstance(error, kind)), None)
        if found is None:
            _LOG.error("%s", error)
        headers = {"Retry-After": str(AGAIN)} if isinstance(error, Busy) else None
        return explained(request, found or HTTPStatus.INTERNAL_SERVER_ERROR, str(error), headers)

    @app.exception_handler(RequestValidationError)
    def wrong_call(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(map(_complaint, error.errors()))
        return explained(request, HTTPStatus.UNPROCESSABLE_ENTITY, told)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        return explained(request, HTTPStatus(error.status_code), str(error.detail), headers)

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        detail = "a defect of the server; its log has more. Please report it"
        return explained(request, HTTPStatus.INTERNAL_SERVER_ERROR, detail)


def _complaint(error: dict[str, Any]) -> str:
    """One complaint of the validation: where, what, and what was received."""
    where = " ".join(str(part) for part in error["loc"][1:]) or str(error["loc"][0])
    received = f" (received {error['input']!r:.80})" if error["type"] != "missing" else ""
    return f"{where}: {error['msg']}{received}"


def explained(
    request: Request, status: HTTPStatus, detail: str, headers: dict[str, str] | None = None
) -> Response:
    """An error as who asks can use it: of the API as JSON, of the page as a page."""
    if request.url.path.startswith("/api/"):
        return problem(status, detail, headers)
    # Not at the head: the pages stand on the API.
    from entente.web.pages.rendering import page

    return page(
        request, "problem.html", {"title": status.phrase, "detail": detail}, status=status, headers=headers
    )

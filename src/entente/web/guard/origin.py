"""Who may change something: nobody where a server only reads; else its own pages, and programs.

A browser says on each form and script which site sent it (Sec-Fetch-Site, Origin); another site's is refused,
whatever cookie comes with it. A program says nothing of the kind, and has no cookie.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from entente.web.api.problems import explained

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: Changes nothing in the record, and is allowed where that is only read.
SESSIONS = frozenset({"/login", "/logout"})


class Origin:
    """Refuses a change that another site sends, and any change where the server only reads."""

    def __init__(self, app: ASGIApp, read_only: bool) -> None:
        self.app, self._read_only = app, read_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the application does where nothing is changed, or it may be."""
        if scope["type"] == "http":
            request = Request(scope)
            changes = request.method not in SAFE
            if refusal := self._refusal(request) if changes else _nosy(request):
                await explained(request, HTTPStatus.FORBIDDEN, refusal)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _refusal(self, request: Request) -> str:
        if self._read_only and request.url.path not in SESSIONS:
            return "this server only reads; start it without --read-only to change the record"
        if not _own(request):
            return "another site sent this; changes are taken from this server's own pages and from programs"
        return ""


def _nosy(request: Request) -> str:
    """Why a question is refused: a page of another site may lead here, but not ask from behind."""
    site, mode = request.headers.get("sec-fetch-site"), request.headers.get("sec-fetch-mode")
    if site in ("cross-site", "same-site") and mode != "navigate":
        return "a page of another site asks this; open it by itself, or ask from a program"
    return ""


def _own(request: Request) -> bool:
    """Whether a page of this server, or no page at all, sends it."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    if origin is not None:
        return urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
    return "cookie" not in request.headers

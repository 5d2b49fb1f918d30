"""How much a request may send, and how long it may take over it.

A body comes to the event loop, not to a thread: a slow one holds up nobody, and is ended all the same.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from fastapi import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entente.web.api.problems import explained

#: Bytes of a body, but for a file that is taken in.
BODY = 1_000_000
#: What a form has around its file.
AROUND = 100_000
#: Where files are taken in.
UPLOADS = ("/import", "/imports")
#: Seconds between two pieces of a body; seconds of a whole body, and of a file.
SILENCE, WHOLE, FILE = 10.0, 30.0, 900.0
#: What is left unread of a request that is refused is not waited for.
CLOSE = {"Connection": "close"}


class Limits:
    """Cuts off a body that is too large or too slow."""

    def __init__(self, app: ASGIApp, upload: int) -> None:
        self.app, self._upload = app, upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the application does, to a body within the limits."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        taking = request.url.path.rstrip("/").endswith(UPLOADS)
        most, whole = (self._upload + AROUND, FILE) if taking else (BODY, WHOLE)
        if _announced(request) > most:
            await explained(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _much(most), CLOSE)(
                scope, receive, send
            )
            return
        await self.app(scope, _Body(receive, most, whole), send)


class _Body:
    """Receives as the server does, and raises where that is too much or takes too long."""

    def __init__(self, receive: Receive, most: int, whole: float) -> None:
        self._receive, self._most, self._whole = receive, most, whole
        self._size, self._more, self._ends = 0, True, 0.0

    async def __call__(self) -> Message:
        """The next message; once the body is there, whoever waits for its reader to leave waits on."""
        if not self._more:
            return await self._receive()
        now = asyncio.get_running_loop().time()
        self._ends = self._ends or now + self._whole
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, min(SILENCE, self._ends - now)))
        except TimeoutError as error:
            detail = (
                f"the request's body is not there after {SILENCE:.0f} s of silence or {self._whole:.0f} s"
            )
            raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, f"{detail}; send it again", CLOSE) from error
        self._more = bool(message.get("more_body"))
        self._size += len(message.get("body", b""))
        if self._size > self._most:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _much(self._most), CLOSE)
        return message


def _announced(request: Request) -> int:
    given = request.headers.get("content-length", "")
    return int(given) if given.isascii() and given.isdigit() else 0


def _much(most: int) -> str:
    return f"more than {most / 1e6:.1f} MB in one request; send less at once"

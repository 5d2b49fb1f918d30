"""The token: what a reader must show where others than this machine can ask.

A program sends it with each request. A browser shows it once, at /login, and is given a session: a signed
number and the time when it ends, which says nothing of the token. Wrong tries are counted by address.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address
from urllib.parse import quote

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from entente.web.api.problems import explained

#: Seconds of a session; wrong tries of an address, and the seconds in which they count; addresses remembered.
SESSION, TRIES, WINDOW, REMEMBERED = 12 * 3600, 10, 300.0, 10_000
#: What is open to all: no word of the record is in it.
OPEN, FILES = frozenset({"/health", "/login", "/logout"}), "/static/"


class Door:
    """Who may come in.

    Attributes:
        cookie: the name of the session's cookie; of each port its own, as browsers do not keep ports apart.
    """

    def __init__(self, token: str, port: int, now: Callable[[], float] = time.time) -> None:
        self.cookie = f"entente-{port}"
        self._token, self._key, self._now = _digest(token), secrets.token_bytes(32), now
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._ended: dict[str, float] = {}

    def opens(self, token: str) -> bool:
        """Whether it is the token; how long that takes says nothing of how much of it is right."""
        return hmac.compare_digest(_digest(token), self._token)

    def session(self) -> str:
        """A new session."""
        told = f"{int(self._now()) + SESSION}.{secrets.token_urlsafe(16)}"
        return f"{told}.{self._signed(told)}"

    def knows(self, session: str) -> bool:
        """Whether a session was begun here, has not run out and was not ended."""
        told, _, signature = session.rpartition(".")
        if not hmac.compare_digest(self._signed(told).encode(), signature.encode()):
            return False
        return told not in self._ended and self._now() < int(told.partition(".")[0])

    def end(self, session: str) -> None:
        """Ends a session, wherever else its cookie may be kept."""
        if self.knows(session):
            now = self._now()
            self._ended = {told: ends for told, ends in self._ended.items() if ends > now}
            told = session.rpartition(".")[0]
            self._ended[told] = float(told.partition(".")[0])

    def wait(self, address: str) -> int:
        """Seconds that an address must wait before its next try."""
        count, since = self._wrong.get(_household(address), (0, 0.0))
        left = since + WINDOW - self._now()
        return max(1, round(left)) if count >= TRIES and left > 0 else 0

    def wrong(self, address: str) -> None:
        """An address has tried something wrong."""
        household, now = _household(address), self._now()
        count, since = self._wrong.pop(household, (0, now))
        self._wrong[household] = (count + 1, since) if since + WINDOW > now else (1, now)
        while len(self._wrong) > REMEMBERED:
            self._wrong.popitem(last=False)

    def _signed(self, told: str) -> str:
        return hmac.new(self._key, told.encode(), sha256).hexdigest()


class Token:
    """Lets in who shows the token or a session; sends a browser to /login."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the application does to who may come in."""
        if scope["type"] != "http" or _open(scope["path"]):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if self._door.knows(request.cookies.get(self._door.cookie, "")):
            await self.app(scope, receive, send)
            return
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        shown = given.strip() if kind.lower() == "bearer" else ""
        waiting = self._door.wait(address(request)) if shown else 0
        if waiting:
            answer = explained(request, HTTPStatus.TOO_MANY_REQUESTS, *late(waiting))
        elif shown and self._door.opens(shown):
            await self.app(scope, receive, send)
            return
        elif shown or request.url.path.startswith("/api/") or request.method != "GET":
            if shown:
                self._door.wrong(address(request))
            said = "the token is wrong" if shown else "there is no token"
            detail = f"{said}; send the server's as `Authorization: Bearer TOKEN`"
            answer = explained(request, HTTPStatus.UNAUTHORIZED, detail, {"WWW-Authenticate": "Bearer"})
        else:
            there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            answer = RedirectResponse(f"/login?next={quote(there, safe='')}", HTTPStatus.SEE_OTHER)
        await answer(scope, receive, send)


def _open(path: str) -> bool:
    return path in OPEN or path.startswith(FILES)


def late(seconds: int) -> tuple[str, dict[str, str]]:
    """What is told, and the headers, where an address has tried too often."""
    return f"too many wrong tokens; try again in {seconds} s", {"Retry-After": str(seconds)}


def address(request: HTTPConnection) -> str:
    """Where a request comes from; behind a proxy that is trusted, as the proxy has it."""
    return request.client.host if request.client else ""


def _household(address: str) -> str:
    """An address, or the network of one that has as many as it likes.

    >>> _household("192.0.2.7"), _household("2001:db8::7"), _household("testclient")
    ('192.0.2.7', '2001:db8::', 'testclient')
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(IPv6Address(int(found) >> 64 << 64))
    return address


def _digest(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogateescape")).digest()

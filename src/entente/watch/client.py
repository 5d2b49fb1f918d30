"""The API of a store, wherever it is: that of the server which holds it, or one in this process.

The database lets one process write. So a watch that finds a server posts to it, and one that finds none is
its own server for as long as a round needs it.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import anyio.from_thread
import httpx

from entente.errors import EntenteError, LockedStore
from entente.web.api import VERSION
from entente.web.app import make_app
from entente.web.desk import Desk
from entente.web.presence import serving
from entente.web.settings import Settings

_WAIT = 60
#: All dyads of a large record are searched for some minutes.
_TIMEOUT = httpx.Timeout(30.0, read=600.0)
#: What is said of a file is no longer than this.
_LONGEST = 200
#: The file itself is at fault; others are the server's or the way's.
_BAD_FILE = frozenset({400, 413, 415, 422})


class Unavailable(EntenteError):
    """The API does not answer as it should; another time it may."""


class Refused(EntenteError):
    """The API does not take this, now or later."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: its first document, or why there is none."""

    document: str | None
    problem: str | None


class Api:
    """Questions to an API, as plain values."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._last: str | None = None

    def is_settled(self) -> bool:
        """Whether stories are those of what was imported."""
        return self._last is None or bool(self._told("GET", f"/imports/{self._last}")["settled"])

    def rows(self, path: str, **asked: object) -> list[dict[str, Any]]:
        """The rows of a list, all parts of it.

        Raises Unavailable, Refused.
        """
        found: list[dict[str, Any]] = []
        offset: int | None = 0
        while offset is not None:
            answer = self.get(path, **asked, limit=500, offset=offset)
            found += answer["items"]
            offset = answer.get("next")
        return found

    def get(self, path: str, **asked: object) -> Any:
        """An answer.

        Raises Unavailable, Refused.
        """
        named = {("from" if k == "since" else "to" if k == "until" else k): v for k, v in asked.items()}
        return self._told("GET", path, params={k: v for k, v in named.items() if v not in (None, (), [])})

    def imported(self, name: str, data: bytes, said: Mapping[str, str | None]) -> Imported:
        """Has a file read into the store; ``said`` is what is known of it.

        Raises Unavailable, Refused.
        """
        job = self._told(
            "POST", "/imports", params={"wait": _WAIT}, files={"file": (name, data)},
            data={k: v[:_LONGEST] for k, v in said.items() if v},
        )  # fmt: skip
        while job["state"] in ("waiting", "working"):
            job = self._told("GET", f"/imports/{job['id']}", params={"wait": _WAIT})
        self._last = str(job["id"])
        if job["documents"]:
            return Imported(str(job["documents"][0]["id"]), None)
        told = "; ".join(map(str, job["problems"])) or "nothing was read"
        if job["again"]:
            raise Unavailable(told)
        return Imported(None, told)

    def _told(self, method: str, path: str, **how: Any) -> Any:
        try:
            answer = self._client.request(method, f"{VERSION}{path}", **how)
        except httpx.HTTPError as error:
            raise Unavailable(f"the server does not answer ({type(error).__name__}: {error})") from error
        if answer.is_success:
            return answer.json()
        told = _detail(answer)
        if answer.status_code in _BAD_FILE:
            raise Refused(told)
        if answer.status_code == 404:
            raise Refused(f"{path}: {told}")
        raise Unavailable(f"the server answers {answer.status_code}: {told}")


@contextmanager
def api_of(db: str) -> Iterator[Api]:
    """The API of a store.

    Raises LockedStore where something else than a server that can be written to holds it, and other errors
    of the store as they are.
    """
    there = serving(db)
    if there is not None and _listens(there.address):
        headers = {"authorization": f"Bearer {there.token}"} if there.token else {}
        with httpx.Client(
            base_url=there.address, headers=headers, timeout=_TIMEOUT, trust_env=False
        ) as client:
            yield Api(client)
        return
    desk = _desk(db)
    try:
        app = make_app(desk, Settings(db))
        with (
            anyio.from_thread.start_blocking_portal() as portal,
            portal.wrap_async_context_manager(app.router.lifespan_context(app)),
            httpx.Client(base_url="http://127.0.0.1", transport=_Within(app, portal)) as client,
        ):
            yield Api(client)
    finally:
        desk.close()


def _listens(address: str) -> bool:
    """Whether somebody is there: a process may have the number of one that is no more."""
    parts = urlsplit(address)
    try:
        socket.create_connection((parts.hostname or "", parts.port or 80), timeout=5).close()
    except OSError:
        return False
    return True


def _desk(db: str) -> Desk:
    try:
        return Desk(db)
    except LockedStore as error:
        raise LockedStore(f"{error}; a server without --read-only would take what is found") from error


class _Within(httpx.BaseTransport):
    """The way to an application in this process."""

    def __init__(self, app: Any, portal: anyio.from_thread.BlockingPortal) -> None:
        self._asgi = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._portal = portal

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        return self._portal.call(self._ask, request)

    async def _ask(self, request: httpx.Request) -> httpx.Response:
        asked = httpx.Request(request.method, request.url, headers=request.headers, content=request.content)
        answer = await self._asgi.handle_async_request(asked)
        data = await answer.aread()
        return httpx.Response(answer.status_code, headers=answer.headers, content=data)


def _detail(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return answer.reason_phrase

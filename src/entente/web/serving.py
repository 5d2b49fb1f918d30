"""The server itself: a socket, the application, and an orderly end."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import nullcontext
from ipaddress import ip_address
from types import FrameType

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp

from entente.errors import LockedStore, UsageError
from entente.web.api.overview import begin
from entente.web.app import make_app
from entente.web.desk import Desk
from entente.web.guard.patience import Patient
from entente.web.presence import announced
from entente.web.settings import Settings

#: Bytes of a request's head; connections at once, of which a live page holds one.
HEAD, CONNECTIONS = 32_768, 1_000
#: Seconds between two requests of a connection, and of what is still answered when the server is to stop.
IDLE, GRACE = 15, 5
#: Seconds for which a store is waited for that something else holds, as a watch does for a moment.
PATIENCE = 15.0


class Server(uvicorn.Server):
    """A server that lets those go who listen for changes when it is told to stop."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The end begins; asked twice, nobody is waited for.

        Uvicorn would raise the signal anew when all is done, and the store would not be closed.
        """
        app = self.config.app
        assert isinstance(app, FastAPI)
        app.state.pulse.stop()
        self.force_exit = self.should_exit
        self.should_exit = True


def run(settings: Settings, ready: Callable[[str], object]) -> None:
    """Serves until it is told to stop; ``ready`` is given the address as soon as it listens.

    Raises StoreError where the store cannot be used, UsageError where the address cannot be had.
    """
    desk = opened(settings)
    try:
        listening = _listen(settings.host, settings.port)
        with listening:
            begin(desk)
            app = make_app(desk, settings)
            # One that only reads is of no use to a watch, and there may be several.
            here = _address(listening, inside=True)
            known = nullcontext() if desk.read_only else announced(settings.db, here, settings.token)
            with known:
                ready(_address(listening))
                Server(config(app, settings)).run(sockets=[listening])
    finally:
        desk.close()


def opened(settings: Settings, patience: float = PATIENCE) -> Desk:
    """The desk of a server; a store that is held is waited for. Raises StoreError."""
    until = time.monotonic() + patience
    while True:
        try:
            return Desk(settings.db, read_only=settings.read_only)
        except LockedStore:
            if time.monotonic() >= until:
                raise
            time.sleep(0.25)


def config(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """How the application is served: by whom a request is said to come, and what a connection may cost."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=Patient,
        ws="none",
        proxy_headers=bool(settings.behind),
        forwarded_allow_ips=list(settings.behind),
        h11_max_incomplete_event_size=HEAD,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=GRACE,
        log_level="warning",
        access_log=False,
        server_header=False,
    )


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        # With its protocol named, asyncio sends small answers at once; else each waits 40 ms for an echo.
        made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError as error:
        raise UsageError(
            f"cannot listen at {host} port {port} ({error}); name another with --host or --port"
        ) from error
    return made


def _address(listening: socket.socket, *, inside: bool = False) -> str:
    """Where it listens; ``inside`` for one on this machine, where that is all of its addresses."""
    host, port = listening.getsockname()[:2]
    if inside and ip_address(host).is_unspecified:
        host = "::1" if ":" in host else "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"

"""The server itself: a socket, the application, and an orderly end."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from entente.errors import UsageError
from entente.web.api.overview import begin
from entente.web.app import make_app
from entente.web.desk import Desk
from entente.web.guard.patience import Patient
from entente.web.settings import Settings

#: Bytes of a request's head; connections at once, of which a live page holds one.
HEAD, CONNECTIONS = 32_768, 1_000
#: Seconds between two requests of a connection, and of what is still answered when the server is to stop.
IDLE, GRACE = 15, 5


def run(settings: Settings, ready: Callable[[str], object]) -> None:
    """Serves until it is told to stop; ``ready`` is given the address as soon as it listens.

    Raises StoreError where the store cannot be used, UsageError where the address cannot be had.
    """
    desk = Desk(settings.db, read_only=settings.read_only)
    try:
        listening = _listen(settings.host, settings.port)
        with listening:
            begin(desk)
            ready(_address(listening))
            uvicorn.Server(config(make_app(desk, settings), settings)).run(sockets=[listening])
    finally:
        desk.close()


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
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError as error:
        raise UsageError(
            f"cannot listen at {host} port {port} ({error}); name another with --host or --port"
        ) from error
    return made


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"

"""The server itself: a socket, the application, and an orderly end."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from entente.errors import UsageError
from entente.web.app import make_app
from entente.web.desk import Desk
from entente.web.settings import Settings


def run(settings: Settings, ready: Callable[[str], object]) -> None:
    """Serves until it is told to stop; ``ready`` is given the address as soon as it listens.

    Raises StoreError where the store cannot be used, UsageError where the address cannot be had.
    """
    desk = Desk(settings.db, read_only=settings.read_only)
    try:
        listening = _listen(settings.host, settings.port)
        with listening:
            config = uvicorn.Config(
                make_app(desk, settings), log_level="warning", access_log=False, server_header=False
            )
            ready(_address(listening))
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        desk.close()


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

"""The server itself: a socket, the application, and an orderly end."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import nullcontext
from types import FrameType

import uvicorn
from fastapi import FastAPI

from entente.errors import LockedStore, UsageError
from entente.web.app import make_app
from entente.web.desk import Desk
from entente.web.presence import announced
from entente.web.settings import Settings

#: How long a store is waited for that something else holds, as a watch does for a moment.
PATIENCE = 15.0
#: How long those who still listen or ask are waited for at the end.
_GRACE = 5


class Server(uvicorn.Server):
    """A server that lets those go who listen for changes when it is told to stop."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """As uvicorn does; pages that listen would keep it from its end."""
        app = self.config.app
        assert isinstance(app, FastAPI)
        app.state.pulse.stop()
        super().handle_exit(sig, frame)


def run(settings: Settings, ready: Callable[[str], object]) -> None:
    """Serves until it is told to stop; ``ready`` is given the address as soon as it listens.

    Raises StoreError where the store cannot be used, UsageError where the address cannot be had.
    """
    desk = opened(settings)
    try:
        listening = _listen(settings.host, settings.port)
        with listening:
            config = uvicorn.Config(
                make_app(desk, settings),
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=_GRACE,
            )
            address = _address(listening)
            # One that only reads is of no use to a watch, and there may be several.
            known = nullcontext() if desk.read_only else announced(settings.db, address, settings.token)
            with known:
                ready(address)
                Server(config).run(sockets=[listening])
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

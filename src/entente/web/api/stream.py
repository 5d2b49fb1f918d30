"""An answer that is made while it is sent: a table of any length, from a session let go at its end."""

from __future__ import annotations

from collections.abc import Generator

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send


class Stream(StreamingResponse):
    """Sends what a generator makes; closes it when all is sent, or when its reader has gone.

    Without that a session of the store would be held until the memory is cleared up.
    """

    def __init__(self, made: Generator[bytes, None, None], media_type: str, headers: dict[str, str]) -> None:
        super().__init__(made, headers=headers, media_type=media_type)
        self._made = made

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await run_in_threadpool(self._made.close)

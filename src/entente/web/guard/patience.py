"""How long a connection may hold the server up: uvicorn's own protocol, and clocks for what it waits for.

A head that does not come, and an answer that is not read, end the connection. Uvicorn sends no more than some
64 KB ahead of who reads, so that a reader who takes less than that in :data:`READ` seconds is cut off.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds for the head of a request; seconds in which what was sent must be read.
HEAD, READ = 10.0, 30.0


class Patient(H11Protocol):
    """HTTP/1.1 for clients that do not dawdle."""

    _heading: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has come."""
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Some of a request has come."""
        super().data_received(data)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        for clock in (self._heading, self._reading):
            if clock is not None:
                clock.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client has not read what was sent."""
        super().pause_writing()
        self._reading = self.loop.call_later(READ, self.transport.abort)

    def resume_writing(self) -> None:
        """The client has read."""
        super().resume_writing()
        if self._reading is not None:
            self._reading.cancel()

    def timeout_keep_alive_handler(self) -> None:
        """No further request has come; the last answer may still not be read."""
        super().timeout_keep_alive_handler()
        self._reading = self.loop.call_later(READ, self.transport.abort)

    def _await_head(self) -> None:
        """Starts the clock where a head is awaited, and stops it where it is there."""
        waiting = self.conn.their_state is h11.IDLE and not self.transport.is_closing()
        if waiting and self._heading is None:
            self._heading = self.loop.call_later(HEAD, self.transport.abort)
        elif not waiting and self._heading is not None:
            self._heading.cancel()
            self._heading = None

"""Whether anything has changed, for many pages that want to know: numbers that are looked at, no thread."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import NamedTuple

from entente.errors import StoreError
from entente.store.watch.watched import looked_at
from entente.web.desk import Desk

#: Pages that may listen at once.
LISTENERS = 200
#: Seconds between two looks; between two signs of life where nothing changes.
LOOK, HEARTBEAT = 0.5, 15.0
_WATCH = 1.0


class Beat(NamedTuple):
    """The numbers of the record and of what is watched; another whenever something is."""

    record: int
    watch: int


class Pulse:
    """The changes of a desk's store, for the pages of a server.

    Attributes:
        listening: the pages that listen now.
        stopping: whether the server comes to its end, and they shall, too.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._watch, self._looked = 0, float("-inf")
        self.listening, self.stopping = 0, False

    def stop(self) -> None:
        """All who listen are let go."""
        self.stopping = True

    def beat(self) -> Beat:
        """The numbers as they are; that of what is watched is a second old at most."""
        if time.monotonic() - self._looked >= _WATCH:
            self._looked = time.monotonic()
            self._watch = _watch_number(self._desk.path)
        return Beat(self._desk.shown, self._watch)

    async def beats(self, is_gone: Callable[[], Awaitable[bool]]) -> AsyncIterator[Beat | None]:
        """The numbers now and whenever they are others; None as a sign of life where they are not."""
        self.listening += 1
        try:
            last = self.beat()
            yield last
            quiet = time.monotonic()
            while not self.stopping and not await is_gone():
                await asyncio.sleep(LOOK)
                now = self.beat()
                if now != last or time.monotonic() - quiet >= HEARTBEAT:
                    yield now if now != last else None
                    last, quiet = now, time.monotonic()
        finally:
            self.listening -= 1


def _watch_number(path: str) -> int:
    try:
        with looked_at(path) as watched:
            return watched.changes() if watched else 0
    except StoreError:
        return 0

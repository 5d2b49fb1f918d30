"""The store of a server: sessions for those who read, one at a time who writes, and answers that are kept.

Readers never wait for who writes: each has a session of the open file, which sees what is stored by then.
What takes long to work out is kept (:mod:`entente.web.answers`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from queue import Empty, LifoQueue
from typing import TypeVar

from entente.distinct import made_distinct
from entente.errors import EntenteError, ReadOnly
from entente.region import Region
from entente.store import Store
from entente.web.answers import Answers

T = TypeVar("T")
_LOG = logging.getLogger(__name__)


class Desk:
    """An open store, for many threads.

    Attributes:
        path: the store's file.
        read_only: whether nothing can be written.
        version: a number, another whenever the record is; 0 when it was opened.
    """

    def __init__(self, path: str, *, read_only: bool = False) -> None:
        """Opens the store; raises StoreError where it cannot be used."""
        self.path, self.read_only, self.version = path, read_only, 0
        self._store = Store(path, write=not read_only)
        self._idle: LifoQueue[Store] = LifoQueue()
        self._opening = threading.Lock()
        self._reading: set[Store] = set()
        self._writing = threading.Lock()
        self._answers = Answers(lambda: self.version)
        self._later = ThreadPoolExecutor(1, thread_name_prefix="entente-later")
        self._changed = threading.Condition()
        self._unsettled = 0
        try:
            made_distinct(self._store)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Lets the file go; who still reads is cut off."""
        for session in list(self._reading):
            session.interrupt()
        self._later.shutdown(wait=True, cancel_futures=True)
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()
        with self._opening:
            self._store.close()

    @contextmanager
    def reading(self) -> Iterator[Region]:
        """The record as it is now, for one thread."""
        try:
            session = self._idle.get_nowait()
        except Empty:
            # A connection answers one thread at a time, and refuses another.
            with self._opening:
                session = self._store.session()
        self._reading.add(session)
        try:
            yield Region(session)
        except BaseException:
            # What broke off may have left it in the middle of something.
            session.close()
            raise
        finally:
            self._reading.discard(session)
        self._idle.put(session)

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The store to write to, for one thread at a time; afterwards stories are those of its records.

        Raises ReadOnly where the server only reads.
        """
        if self.read_only:
            raise ReadOnly("this server only reads; start it without --read-only to change the record")
        with self._writing:
            try:
                yield self._store
            finally:
                self._note()

    def _note(self) -> None:
        """The record has changed: who waits is told, and stories are worked out anew by and by."""
        self._tell()
        with self._changed:
            self._unsettled += 1
        self._later.submit(self._settle)

    def _tell(self) -> None:
        with self._changed:
            self.version += 1
            self._changed.notify_all()

    def _settle(self) -> None:
        try:
            self._work_out()
        finally:
            with self._changed:
                self._unsettled -= 1

    def _work_out(self) -> None:
        try:
            with self._writing:
                before = self._store.about().get("stories")
                made_distinct(self._store)
                after = self._store.about().get("stories")
        except EntenteError:
            _LOG.exception("stories could not be worked out")
            return
        if before != after:
            self._tell()

    @property
    def settled(self) -> bool:
        """Whether stories have been worked out since the record last changed."""
        return self._unsettled == 0

    def changed(self, since: int, seconds: float) -> int:
        """The version, as soon as it is not ``since``, or when the seconds are over."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != since, timeout=seconds)
            return self.version

    @property
    def shown(self) -> int:
        """A number, another whenever what a page shows may be."""
        return self.version + self._answers.remade

    def kept(self, key: Hashable, make: Callable[[Region], T]) -> T:
        """An answer that is kept, made by whoever asks first: see :meth:`Answers.now`."""
        return self._answers.now(key, partial(self._made, make))

    def soon(
        self, key: Hashable, make: Callable[[Region], T], seconds: float | None = None, *, long: bool = False
    ) -> T | None:
        """An answer that takes long; None where it is not there in time: see :meth:`Answers.soon`."""
        return self._answers.soon(key, partial(self._made, make), seconds, long=long)

    def _made(self, make: Callable[[Region], T]) -> T:
        with self.reading() as region:
            return make(region)

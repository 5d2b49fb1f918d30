"""The store of a server: sessions for those who read, one at a time who writes, and answers that are kept.

Readers never wait for who writes: each has a session of the open file, which sees what is stored by then.
What takes long to work out is kept; when the record has changed since, the kept answer is still given, and
a new one is made meanwhile by one thread. What takes longer than a reader waits is worked out behind by a few
threads of their own (:meth:`Desk.soon`).
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from functools import partial
from queue import Empty, Full, LifoQueue, Queue
from typing import Any, TypeVar

from entente.distinct import made_distinct
from entente.errors import Busy, EntenteError, ReadOnly
from entente.region import Region
from entente.store import Store

T = TypeVar("T")
_LOG = logging.getLogger(__name__)
#: Answers that are kept.
KEPT = 500
#: Threads that work out what takes long, and how much may wait for them.
WORKERS, WAITING = 2, 30


class Desk:
    """An open store, for many threads.

    Attributes:
        path: the store's file.
        read_only: whether nothing can be written.
        version: a number, another whenever the record is; 0 when it was opened.
        remade: how many kept answers were made anew since.
    """

    def __init__(self, path: str, *, read_only: bool = False) -> None:
        """Opens the store; raises StoreError where it cannot be used."""
        self.path, self.read_only, self.version, self.remade = path, read_only, 0, 0
        self._store = Store(path, write=not read_only)
        self._idle: LifoQueue[Store] = LifoQueue()
        self._opening = threading.Lock()
        self._reading: set[Store] = set()
        self._writing = threading.Lock()
        self._answers: OrderedDict[Hashable, tuple[int, Future[Any]]] = OrderedDict()
        self._answering = threading.Lock()
        self._later = ThreadPoolExecutor(1, thread_name_prefix="entente-later")
        self._changed = threading.Condition()
        self._unsettled = 0
        self._asked: Queue[Callable[[], None]] = Queue(WAITING)
        for _ in range(WORKERS):
            # Whoever stops the server does not wait for them.
            threading.Thread(target=self._work, name="entente-work", daemon=True).start()
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
        return self.version + self.remade

    def kept(self, key: Hashable, make: Callable[[Region], T]) -> T:
        """An answer that takes long: made once for all who ask, kept, and made anew behind an older one.

        What ``make`` raises is raised, and not kept.
        """
        answer, mine = self._answer(key, make)
        if mine:
            self._fill(answer, make)
        return answer.result()

    def soon(self, key: Hashable, make: Callable[[Region], T], seconds: float | None = None) -> T | None:
        """The same, worked out by one of a few threads; None where it is not there within the seconds.

        Without ``seconds`` it is waited for. Raises Busy where too much waits to be worked out.
        """
        answer, mine = self._answer(key, make)
        if mine:
            try:
                self._asked.put_nowait(partial(self._fill, answer, make))
            except Full:
                told = Busy("too much is being worked out; ask again in a minute")
                answer.set_exception(told)
        wait([answer], seconds)
        return answer.result() if answer.done() else None

    def _answer(self, key: Hashable, make: Callable[[Region], T]) -> tuple[Future[T], bool]:
        """The answer kept or being made, and whether whoever asks must make it."""
        with self._answering:
            version, answer = self._answers.get(key, (-1, None))
            if answer is None or (answer.done() and answer.exception()):
                answer = Future()
                self._put(key, self.version, answer)
                return answer, True
            if version != self.version and answer.done():
                self._put(key, self.version, answer)
                self._later.submit(self._remake, key, make)
            else:
                self._answers.move_to_end(key)
            return answer, False

    def _work(self) -> None:
        while True:
            self._asked.get()()

    def _put(self, key: Hashable, version: int, answer: Future[Any]) -> None:
        self._answers[key] = (version, answer)
        self._answers.move_to_end(key)
        while len(self._answers) > KEPT:
            self._answers.popitem(last=False)

    def _remake(self, key: Hashable, make: Callable[[Region], T]) -> None:
        made: Future[T] = Future()
        version = self.version
        self._fill(made, make)
        if made.exception() is None:
            with self._answering:
                self._put(key, version, made)
                self.remade += 1

    def _fill(self, answer: Future[T], make: Callable[[Region], T]) -> None:
        try:
            with self.reading() as region:
                answer.set_result(make(region))
        except BaseException as error:
            answer.set_exception(error)
            if not isinstance(error, Exception):
                raise

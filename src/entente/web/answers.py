"""Answers that are kept: made once for all who ask, and made anew behind an older one.

What takes long to work out is kept; when the record has changed since, the kept answer is still given, and a
new one is made meanwhile. What takes longer than a reader waits is worked out behind (:meth:`Answers.soon`).
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from queue import Full, PriorityQueue
from typing import Any, Generic, TypeVar

from entente.errors import Busy

T = TypeVar("T")
#: Answers that are kept.
KEPT = 500
#: Threads that work out what takes seconds, and how much may wait for them; the same of what takes minutes.
WORKERS, WAITING = 2, 60
LONG_WORKERS, LONG_WAITING = 1, 10
#: An answer is made anew when it is so many times as old as it took to make: of a record that changes all the
#: time, working out costs no more than this share of one processor for each answer that is asked for.
REST = 10
#: Whoever waits for an answer has it made anew where that takes less than these seconds.
SHORT = 2.0
#: So many may wait for an answer at once, each so many seconds: they hold threads that others need.
WAITERS, PATIENCE = 20, 60.0


@dataclass(frozen=True)
class Numbered(Generic[T]):
    """What others are worked out from, with a number that no other has: their keys name it."""

    value: T
    number: int = field(default_factory=count().__next__)


@dataclass
class Answer(Generic[T]):
    """An answer, or the promise of one.

    Attributes:
        version: of the record that it was made from.
        future: gives it, or what was raised.
        made: when it was there, and how long that took, in seconds.
        renewing: whether another is being made.
    """

    version: int
    future: Future[T] = field(default_factory=Future)
    made: float = 0.0
    took: float = 0.0
    renewing: bool = False

    def is_gone(self, version: int, awaited: bool) -> bool:
        """Whether it failed, or is old and soon made anew for whoever waits."""
        if not self.future.done():
            return False
        return bool(self.future.exception()) or (awaited and self.version != version and self.took < SHORT)

    def is_old(self, version: int) -> bool:
        """Whether it is there, and another should be made meanwhile."""
        rested = time.monotonic() - self.made >= REST * self.took
        return self.future.done() and self.version != version and not self.renewing and rested


class Answers:
    """The kept answers of a record that changes.

    Attributes:
        remade: how many were made anew.
    """

    def __init__(self, version: Callable[[], int]) -> None:
        """``version`` gives a number, another whenever the record is."""
        self.remade = 0
        self._version = version
        self._answers: OrderedDict[Hashable, Answer[Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._waiters = threading.BoundedSemaphore(WAITERS)
        self._quick, self._long = _Lane(WORKERS, WAITING), _Lane(LONG_WORKERS, LONG_WAITING)

    def now(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer, made by whoever asks first; what ``make`` raises is raised, and not kept."""
        answer, mine = self._answer(key, make, self._quick)
        if mine:
            _fill(answer, make)
        return answer.future.result()

    def soon(
        self, key: Hashable, make: Callable[[], T], seconds: float | None = None, *, long: bool = False
    ) -> T | None:
        """The same, worked out by one of a few threads; None where it is not there within the seconds.

        Whoever waits without end has the answer of the record as it is, if that takes but a moment. Where too
        much waits to be worked out, it is not begun: asked again, it may be.

        Args:
            key: what tells answers apart.
            make: works it out.
            seconds: how long it is waited for; None until it is there.
            long: whether it may take minutes, so that what takes seconds does not wait behind it.

        Raises Busy where it is not begun, and was to be waited for, or takes too long.
        """
        lane = self._long if long else self._quick
        awaited = seconds is None
        answer, mine = self._answer(key, make, lane, awaited=awaited)
        if mine and not lane.put(partial(_fill, answer, make), awaited=awaited):
            answer.future.set_exception(Busy("too much is being worked out; ask again in a minute"))
            if not awaited:
                return None
        if not awaited:
            wait([answer.future], seconds)
        elif not answer.future.done():
            self._wait(answer)
        return answer.future.result() if answer.future.done() else None

    def _wait(self, answer: Answer[T]) -> None:
        if not self._waiters.acquire(blocking=False):
            raise Busy(f"{WAITERS} wait for answers already; ask again in a minute")
        try:
            wait([answer.future], PATIENCE)
        finally:
            self._waiters.release()
        if not answer.future.done():
            raise Busy(f"not there within {PATIENCE:.0f} s, and still worked out; ask again in a minute")

    def _answer(
        self, key: Hashable, make: Callable[[], T], lane: _Lane, *, awaited: bool = False
    ) -> tuple[Answer[T], bool]:
        """The answer kept or being made, and whether whoever asks must make it."""
        with self._lock:
            answer = self._answers.get(key)
            if answer is None or answer.is_gone(self._version(), awaited):
                answer = Answer(self._version())
                self._keep(key, answer)
                return answer, True
            self._answers.move_to_end(key)
            if answer.is_old(self._version()):
                # Where too much waits, it is tried when it is asked for again.
                answer.renewing = lane.put(partial(self._renew, key, answer, make))
            return answer, False

    def _keep(self, key: Hashable, answer: Answer[Any]) -> None:
        self._answers[key] = answer
        self._answers.move_to_end(key)
        while len(self._answers) > KEPT:
            self._answers.popitem(last=False)

    def _renew(self, key: Hashable, older: Answer[T], make: Callable[[], T]) -> None:
        made: Answer[T] = Answer(self._version())
        _fill(made, make)
        with self._lock:
            if made.future.exception() is None:
                self._keep(key, made)
                self.remade += 1
            older.renewing = False


class _Lane:
    """Tasks, and the threads that do them: first those that somebody waits for, each in order."""

    def __init__(self, workers: int, waiting: int) -> None:
        self._tasks: PriorityQueue[tuple[bool, int, Callable[[], None]]] = PriorityQueue(waiting)
        self._number = count()
        for _ in range(workers):
            # Whoever stops the server does not wait for them.
            threading.Thread(target=self._work, name="entente-work", daemon=True).start()

    def put(self, task: Callable[[], None], *, awaited: bool = False) -> bool:
        """Takes a task; False where too many wait."""
        try:
            self._tasks.put_nowait((not awaited, next(self._number), task))
        except Full:
            return False
        return True

    def _work(self) -> None:
        while True:
            self._tasks.get()[-1]()


def _fill(answer: Answer[T], make: Callable[[], T]) -> None:
    begun = time.monotonic()
    try:
        made = make()
    except BaseException as error:
        answer.future.set_exception(error)
        if not isinstance(error, Exception):
            raise
        return
    answer.made = time.monotonic()
    answer.took = answer.made - begun
    answer.future.set_result(made)

"""Imports in the order in which they came: one thread reads and codes, whoever asks is told how far it is."""

from __future__ import annotations

import logging
import re
import threading
import uuid
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from entente import api
from entente.collect import Kept, store_documents
from entente.errors import Busy, EntenteError, InputError, ModelError, NotFound, StoreError
from entente.reading import ReadOptions, read_inputs
from entente.reading.dates import day_of_name
from entente.records import Document
from entente.store import Kind, Selection, Store
from entente.store.exchange.format import Format
from entente.store.exchange.loading import Loader
from entente.store.exchange.parts import parts
from entente.store.exchange.settling import settle
from entente.web.desk import Desk
from entente.web.uploads import unpacked

_LOG = logging.getLogger(__name__)
#: Jobs that are remembered; that may wait; problems that are told of one.
KEPT, WAITING, TOLD = 100, 20, 50


class State(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be taken in.

    Attributes:
        name: the file's name, to be shown.
        place: where it lies, in a folder of its own.
        folder: that folder.
        options: day and outlet of the texts.
        format: of event data its format; None for texts.
    """

    name: str
    place: Path
    folder: TemporaryDirectory[str]
    options: ReadOptions
    format: Format | None = None


@dataclass
class Job:
    """A task, and what has become of it."""

    id: str
    name: str
    state: State = State.WAITING
    documents: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    untold: int = 0
    rows: int = 0
    rejected: int = 0
    again: bool = False

    @property
    def ended(self) -> bool:
        """Whether there is nothing more to come."""
        return self.state in (State.DONE, State.FAILED)

    def problem(self, told: str) -> None:
        """Notes what went wrong; of very many only the first."""
        if len(self.problems) < TOLD:
            self.problems.append(told)
        else:
            self.untold += 1


class Jobs:
    """The imports of a server."""

    def __init__(self, desk: Desk, most: int) -> None:
        """``most`` is the number of bytes that an upload may have when it is unpacked."""
        self._desk, self._most = desk, most
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: deque[tuple[Job, Task]] = deque()
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None

    def add(self, task: Task) -> Job:
        """Takes a task on; raises Busy where too many wait."""
        with self._lock:
            if len(self._waiting) >= WAITING:
                raise Busy(f"{WAITING} imports wait already; try again when some are done")
            job = Job(uuid.uuid4().hex[:16], task.name)
            self._jobs[job.id] = job
            self._waiting.append((job, task))
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
            if self._worker is None:
                # Ends with the server, whatever it is at: what is stored is whole.
                self._worker = threading.Thread(target=self._work, name="entente-import", daemon=True)
                self._worker.start()
        return job

    def job(self, identifier: str) -> Job:
        """A job; raises NotFound for one that is not remembered."""
        with self._lock:
            if found := self._jobs.get(identifier):
                return found
        raise NotFound(f"no import {identifier}: only the last {KEPT} are remembered, since the server began")

    def latest(self) -> list[Job]:
        """The jobs that are remembered, the last first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._worker = None
                    return
                job, task = self._waiting.popleft()
            job.state = State.WORKING
            try:
                with task.folder:
                    self._do(job, task)
                job.state = State.DONE if job.documents or job.rows or not job.problems else State.FAILED
            except EntenteError as error:
                job.problem(_named_as(str(error), task))
                job.again = isinstance(error, StoreError | ModelError)
                job.state = State.FAILED
            # Whatever it is, those who wait behind it are served.
            except Exception:  # noqa: BLE001
                _LOG.exception("an import failed")
                job.problem("a defect of the server; its log has more. Please report it")
                job.state = State.FAILED

    def _do(self, job: Job, task: Task) -> None:
        for place, name in unpacked(task.place, task.name, self._most):
            if task.format:
                self._load(job, task.format, place, name)
            else:
                self._read(job, place, name, task.options)

    def _load(self, job: Job, fmt: Format, place: Path, name: str) -> None:
        found = (replace(part, file=name) for part in parts(str(place), quoted=bool(fmt.quote)))
        with self._desk.writing() as store:
            for loaded in Loader(store, fmt).load(found):
                job.rows += loaded.rows
                job.rejected += sum(loaded.rejected.values())
                for reason, number in loaded.rejected.items():
                    job.problem(f"{number} rows rejected: {reason}".replace(str(place), name))
                if loaded.known:
                    job.problem(f"{name}: it is here already, nothing was taken in")
            settle(store)

    def _read(self, job: Job, place: Path, name: str, options: ReadOptions) -> None:
        found = _named(read_inputs([str(place)], options), str(place), name)
        for kept in store_documents(self._looking, self._desk.writing, found, api.shipped_encoder()):
            if isinstance(kept, InputError):
                job.problem(str(kept))
            else:
                job.documents.append(self._told(kept))

    @contextmanager
    def _looking(self) -> Iterator[Store]:
        with self._desk.reading() as region:
            yield region.store

    def _told(self, kept: Kept) -> dict[str, Any]:
        with self._looking() as store:
            (row,) = store.rows(Kind.DOCUMENTS, Selection(documents=(kept.document.id,)))
        counts = {name: row[name] or 0 for name in ("statements", "events", "claims")}
        return {"id": row["id"], "title": row["title"], "added": kept.added, **counts}


def _named_as(told: str, task: Task) -> str:
    """A message by the name that the sender gave, not by that of a file of the server."""
    return re.sub(re.escape(task.folder.name) + r"/[\w.]+", lambda _: task.name, told)


def _named(found: Iterable[Document | InputError], place: str, name: str) -> Iterator[Document | InputError]:
    """Documents and errors by the name that the sender gave."""
    for one in found:
        if isinstance(one, InputError):
            yield type(one)(one.path.replace(place, name), one.reason.replace(place, name))
        else:
            published = one.published or day_of_name(name)
            yield replace(one, path=one.path.replace(place, name), published=published)

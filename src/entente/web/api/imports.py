"""Imports: a file or a text that somebody sends, read and coded into the store."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Annotated

import anyio
from fastapi import APIRouter, Depends, File, Form, HTTPException, Query, Request, UploadFile
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile as Attached
from starlette.responses import Response

from entente.asked import stamp_of
from entente.errors import EmptyInput, ReadOnly, UsageError
from entente.reading import ReadOptions
from entente.reading.registry import READERS
from entente.web.api.here import Here, Set
from entente.web.api.problems import PROBLEMS
from entente.web.desk import Desk
from entente.web.jobs import Job, Jobs, State, Task
from entente.web.uploads import HEAD, event_formats, format_of, plain_name, suffix_of

__all__ = ["State", "event_formats", "router"]
router = APIRouter(tags=["imports"], responses=PROBLEMS)
#: Seconds between two looks at a job that is waited for.
LOOK = 0.05
_FORMATS = ", ".join(event_formats())
#: The ends of the names of texts, for a reader.
SUFFIXES = f"{' '.join(READERS)} (each also .gz)"


def _jobs(request: Request) -> Jobs:
    jobs = request.app.state.jobs
    assert isinstance(jobs, Jobs)
    return jobs


At = Annotated[Jobs, Depends(_jobs)]
Wait = Annotated[float, Query(ge=0, le=60, description="Seconds to wait for its end.")]


class Taken(BaseModel):
    """A document that is in the store."""

    id: str
    title: str | None
    added: bool = Field(description="False where it was there before.")
    statements: int
    events: int
    claims: int


class Import(BaseModel):
    """An import, and what has become of it so far."""

    id: str
    name: str = Field(description="The file's name.")
    state: State
    documents: list[Taken] = Field(description="The texts that were read.")
    problems: list[str] = Field(description="What could not be read, and why; of very many the first.")
    untold: int = Field(description="Problems that are not listed.")
    rows: int = Field(description="Of event data the rows that were taken in.")
    rejected: int = Field(description="Of event data the rows that were not.")
    settled: bool = Field(description="Whether stories have been worked out since the record last changed.")
    again: bool = Field(description="Whether it may well succeed later: not the file was at fault.")


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent: a file or a text, and what the sender knows of it."""

    file: Attached | None = None
    text: str = ""
    published: str = ""
    outlet: str = ""
    format: str = ""


def _sent(
    file: Annotated[UploadFile | None, File(description="The file.")] = None,
    text: Annotated[str, Form(description="Instead: the text itself.")] = "",
    published: Annotated[str, Form(max_length=10, description="Day, month or year of texts.")] = "",
    outlet: Annotated[str, Form(max_length=200, description="Who published them.")] = "",
    format: Annotated[str, Form(max_length=40, description=f"Of event data its format: {_FORMATS}.")] = "",
) -> Sent:
    return Sent(file, text, published, outlet, format)


What = Annotated[Sent, Depends(_sent)]


@router.post("/imports", operation_id="import_file", status_code=202)
async def import_file(
    response: Response,
    desk: Here,
    settings: Set,
    jobs: At,
    sent: Annotated[Sent, Depends(_sent)],
    wait: Wait = 0,
) -> Import:
    """Takes in a file, or a text; it is read in its turn, and the answer says how far that is."""
    if desk.read_only:
        raise ReadOnly("this server only reads; start it without --read-only to import")
    job = await run_in_threadpool(_taken_on, jobs, sent, settings.upload)
    response.headers["location"] = f"/api/v1/imports/{job.id}"
    return await _when_ended(desk, job, wait)


@router.get("/imports/{job}", operation_id="import_state")
async def import_state(desk: Here, jobs: At, job: str, wait: Wait = 0) -> Import:
    """How far an import is."""
    return await _when_ended(desk, jobs.job(job), wait)


@router.get("/imports", operation_id="imports")
def imports(desk: Here, jobs: At) -> list[Import]:
    """The imports since the server began, the last first; at most a hundred."""
    return [_told(desk, job) for job in jobs.latest()]


async def _when_ended(desk: Desk, job: Job, wait: float) -> Import:
    until = monotonic() + wait
    while not job.ended and monotonic() < until:
        await anyio.sleep(LOOK)
    return _told(desk, job)


def _told(desk: Desk, job: Job) -> Import:
    return Import(
        id=job.id,
        name=job.name,
        state=job.state,
        documents=[Taken(**one) for one in list(job.documents)],
        problems=list(job.problems),
        untold=job.untold,
        rows=job.rows,
        rejected=job.rejected,
        settled=desk.settled,
        again=job.again,
    )


def _taken_on(jobs: Jobs, sent: Sent, most: int) -> Job:
    folder = TemporaryDirectory(prefix="entente-import-")
    try:
        return jobs.add(_task(sent, folder, most))
    except BaseException:
        folder.cleanup()
        raise


def _task(sent: Sent, folder: TemporaryDirectory[str], most: int) -> Task:
    outlet = " ".join("".join(c if c.isprintable() else " " for c in sent.outlet).split())
    options = ReadOptions(published=_stamp(sent.published), outlet=outlet[:200] or None)
    place = Path(folder.name, "sent")
    if sent.file is None or not (sent.file.filename or sent.file.size):
        if not sent.text.strip():
            raise EmptyInput("import", "neither a file nor a text was sent; choose a file, or paste a text")
        text = sent.text.replace("\r\n", "\n").encode("utf-8", "replace")
        _fits(len(text), "the text", most)
        place = place.with_suffix(".txt")
        place.write_bytes(text)
        return Task("pasted text", place, folder, options)
    name = plain_name(sent.file.filename)
    fmt = format_of(sent.format) if sent.format else None
    head = sent.file.file.read(HEAD)
    if not head:
        raise EmptyInput(name, "the file is empty; choose another")
    place = place.with_name(f"sent{suffix_of(name, head, events=fmt is not None)}")
    sent.file.file.seek(0)
    with place.open("wb") as out:
        shutil.copyfileobj(sent.file.file, out)
    _fits(place.stat().st_size, name, most)
    return Task(name, place, folder, options, fmt)


def _fits(size: int, name: str, most: int) -> None:
    if size > most:
        told = f"{name}: larger than {most / 1e6:.1f} MB; send it in parts, or read it on the command line"
        raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told)


def _stamp(told: str) -> str | None:
    try:
        return stamp_of(told.strip()) if told.strip() else None
    except ValueError as error:
        raise UsageError(f"published: {error}") from error

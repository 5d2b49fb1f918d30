"""Whole tables as files: CSV and JSON, the bytes that the command line gives of the same rows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Generator, Iterator
from itertools import chain
from typing import Any

import anyio
from fastapi import APIRouter
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from entente.store import Table
from entente.web.api.filters import Asked, Filters
from entente.web.api.here import Here
from entente.web.api.problems import PROBLEMS
from entente.web.api.tables import TABLES, csv_of, json_of
from entente.web.desk import Desk

router = APIRouter(tags=["downloads"], responses=PROBLEMS)
Lines = Callable[[Desk, Filters, Table], Iterator[str]]
#: Characters that are sent at a time.
_AT_ONCE = 1 << 16


class Streamed(StreamingResponse):
    """Lines sent as they are made; what they are made from is let go, whether the reader stays or leaves."""

    def __init__(self, lines: Iterator[str], name: str, media_type: str) -> None:
        self._made = _pieces(lines)
        # What is wrong with the question is raised here, while it can still be told.
        first = next(self._made)
        super().__init__(
            _sent(chain([first], self._made)),
            media_type=media_type,
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the lines."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            with anyio.CancelScope(shield=True):
                await run_in_threadpool(self._made.close)


def _pieces(lines: Iterator[str]) -> Generator[str, None, None]:
    """Lines together, so that each thread that makes some makes many."""
    held: list[str] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _AT_ONCE:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)


async def _sent(pieces: Iterator[str]) -> AsyncIterator[str]:
    async for piece in iterate_in_threadpool(pieces):
        yield piece


FORMS: tuple[tuple[str, Lines, str], ...] = (
    ("csv", csv_of, "text/csv"),
    ("json", json_of, "application/json"),
)
#: What a file is to a program that reads the API's document.
SCHEMAS = {"csv": {"type": "string"}, "json": {"type": "array", "items": {"type": "object"}}}


def _offer(table: Table, form: str, lines: Lines, media: str) -> None:
    """Adds the address of a table in one form."""

    def download(desk: Here, asked: Asked) -> Streamed:
        return Streamed(lines(desk, asked, table), f"{table}.{form}", media)

    responses: dict[int | str, dict[str, Any]] = {
        200: {"description": "The file.", "content": {media: {"schema": SCHEMAS[form]}}}
    }
    router.add_api_route(
        f"/{table}.{form}",
        download,
        operation_id=f"{table}_{form}",
        summary=f"{table.capitalize()} as {form.upper()}",
        description=f"All chosen rows of {table}; a limit holds only where it is given.",
        response_class=StreamingResponse,
        response_model=None,
        responses=responses,
    )


for _table in TABLES:
    for _form, _lines, _media in FORMS:
        _offer(_table, _form, _lines, _media)

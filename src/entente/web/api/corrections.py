"""Corrections: what people say of coded records, put in force and listed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import StreamingResponse

from entente.asked import first_day, last_day
from entente.errors import NotFound
from entente.rows import csv_lines, json_lines
from entente.store import Store
from entente.store.correcting.corrections import WHATEVER, Action, Held, changes_in_force
from entente.store.correcting.fields import fields_of, span_of, valid_values, value_of, words_of
from entente.store.correcting.fixing import paragraph
from entente.store.correcting.listing import COLUMNS, JSON_COLUMNS, Said
from entente.web.api.downloads import SCHEMAS, Streamed
from entente.web.api.here import Here
from entente.web.api.parts import MOST, USUAL, Part, part
from entente.web.api.problems import PROBLEMS
from entente.web.desk import Desk

__all__ = ["Action", "router"]
router = APIRouter(tags=["corrections"], responses=PROBLEMS)
Row = dict[str, Any]
_ID = Annotated[str, Field(max_length=200)]
#: Rows that are held at a time when the list is downloaded.
_AT_ONCE = 1000


class Wanted(BaseModel):
    """Something to be said of a record."""

    model_config = ConfigDict(extra="forbid")

    record: _ID = Field(description="Id of a statement, event or claim.")
    document: _ID | None = Field(None, description="Id of its document, where it is to be looked at.")
    coder: _ID | None = Field(None, description="Whose record; else the last that coded the document.")
    action: Action
    changes: dict[_ID, Annotated[str, Field(max_length=1000)] | None] = Field(
        {}, max_length=60, description="Of a fix: field and new value; null takes the value away."
    )
    by: str = Field(max_length=200, description="Who says it.")
    why: str | None = Field(None, max_length=2000, description="The reason.")
    replaces: _ID | None = Field(
        WHATEVER,
        description="Id of the correction that was seen last, null for none: where another was said "
        "meanwhile, nothing is done (409). Left out, it does not matter.",
    )


class Correction(BaseModel):
    """What was said of a record; columns as of ``entente corrections``."""

    id: str
    record: str
    kind: str
    document: str
    title: str | None
    published: str | None
    outlet: str | None
    text: str | None
    action: Action
    changes: dict[str, str | None]
    by: str
    at: str
    why: str | None
    replaces: str | None
    last: bool
    coder: str
    original: dict[str, Any]
    now: dict[str, Any] | None


class Choice(BaseModel):
    """A field of a record that may be fixed."""

    name: str
    words: str | None = Field(description="Of a party its words in the text.")
    given: str | None = Field(description="As the coder gave it.")
    now: str | None = Field(description="As it is in force; of a party the code.")
    valid: list[str] = Field(description="The values that it may have; empty where it takes words or a name.")


class Record(BaseModel):
    """A record, and what was said of it."""

    record: str
    kind: str
    coder: str
    document: str
    title: str | None
    published: str | None
    outlet: str | None
    before: str = Field(description="The text in front of its words, in the same paragraph.")
    words: str = Field(description="Its words.")
    after: str = Field(description="The text behind them, in the same paragraph.")
    original: dict[str, Any] = Field(description="As the coder gave it.")
    now: dict[str, Any] | None = Field(description="In force; null where it is rejected.")
    fields: list[Choice]
    corrections: list[Correction]


class Chosen(BaseModel):
    """Which corrections."""

    model_config = ConfigDict(extra="forbid")

    record: str | None = Field(None, max_length=200, description="Id of a record.")
    document: str | None = Field(None, max_length=200, description="Id of a document.")
    by: str | None = Field(None, max_length=200, description="Who said it.")
    since: str | None = Field(None, alias="from", max_length=10, description="First day, month or year.")
    until: str | None = Field(None, alias="to", max_length=10, description="Last day, month or year.")
    limit: int = Field(USUAL, ge=1, le=MOST, description="Rows of a part.")
    offset: int = Field(0, ge=0, le=10**9, description="Rows before it.")

    def said(self, limit: int | None = None, offset: int = 0) -> Said:
        """The choice of the store."""
        first, last = first_day(self.since, "from="), last_day(self.until, "to=")
        return Said(self.document, self.record, self.by, first, last, limit, offset)


Asked = Annotated[Chosen, Query()]


@router.post("/corrections", operation_id="correct", status_code=201)
def correct(desk: Here, wanted: Wanted) -> Correction:
    """Rejects or fixes a record, or puts back what the coder gave; nothing is lost."""
    if wanted.document and not wanted.record.startswith(f"{wanted.document}."):
        raise NotFound(f"no record {wanted.record} in the document {wanted.document}")
    with desk.writing() as store:
        said = store.correct(
            wanted.record,
            wanted.action,
            by=wanted.by,
            changes=wanted.changes,
            why=wanted.why,
            coder=wanted.coder,
            replaces=wanted.replaces,
        )
        rows = store.corrections(Said(record=said.record))
        return next(Correction(**row) for row in rows if row["id"] == said.id)


@router.get("/corrections", operation_id="corrections")
def corrections(desk: Here, asked: Asked) -> Part[Correction]:
    """What was said of records, the last thing first."""
    with desk.reading() as region:
        total = region.store.corrections_number(asked.said())
        rows = region.store.corrections(asked.said(asked.limit, asked.offset), latest_first=True)
    return part([Correction(**row) for row in rows], total, asked.limit, asked.offset)


def _offer(form: str, lines: Callable[[Iterator[Row]], Iterator[str]], media: str) -> None:
    """Adds the address of the whole list in one form."""

    def download(desk: Here, asked: Asked) -> Streamed:
        return Streamed(lines(_all(desk, asked)), f"corrections.{form}", media)

    responses: dict[int | str, dict[str, Any]] = {
        200: {"description": "The file.", "content": {media: {"schema": SCHEMAS[form]}}}
    }
    router.add_api_route(
        f"/corrections.{form}",
        download,
        operation_id=f"corrections_{form}",
        summary=f"Corrections as {form.upper()}",
        description="All chosen corrections, in the order in which they were said.",
        response_class=StreamingResponse,
        response_model=None,
        responses=responses,
    )


def _flat(rows: Iterator[Row]) -> Iterator[str]:
    """Lines of CSV, objects as JSON."""
    return csv_lines(
        COLUMNS,
        (
            row | {n: json.dumps(row[n], ensure_ascii=False) for n in JSON_COLUMNS if row[n] is not None}
            for row in rows
        ),
    )


_offer("csv", _flat, "text/csv")
_offer("json", json_lines, "application/json")


@router.get("/corrections/{record}", operation_id="record_corrections")
def record_corrections(
    desk: Here, record: str, coder: Annotated[str | None, Query(max_length=200)] = None
) -> Record:
    """A record as the coder gave it and as it is in force, the fields that may be fixed, and its history."""
    with desk.reading() as region:
        return _record(region.store, region.store.held(record, coder))


def _record(store: Store, held: Held) -> Record:
    given = held.given
    document = store.document(given.document)
    changes = changes_in_force(held)
    span, around = span_of(given), paragraph(document.text, span_of(given))
    start, end = (span.start, span.end) if span else (around.start, around.start)
    choices = [
        Choice(
            name=name,
            words=words_of(given, name),
            given=value_of(given, name),
            now=changes[name] if name in changes else value_of(given, name),
            valid=list(valid_values(held.in_force or given, name)),
        )
        for name in fields_of(given)
    ]
    told = [row for row in store.corrections(Said(record=given.id)) if row["coder"] == held.coder]
    return Record(
        record=given.id,
        kind=held.kind,
        coder=held.coder,
        document=document.id,
        title=document.title,
        published=document.published,
        outlet=document.outlet,
        before=document.text[around.start : start],
        words=document.text[start:end],
        after=document.text[end : around.end],
        original=json.loads(held.original),
        now=json.loads(held.now) if held.now else None,
        fields=choices,
        corrections=[Correction(**row) for row in told],
    )


def _all(desk: Desk, asked: Chosen) -> Iterator[Row]:
    offset = 0
    while True:
        with desk.reading() as region:
            rows = region.store.corrections(asked.said(_AT_ONCE, offset))
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        offset += _AT_ONCE

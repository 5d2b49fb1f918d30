"""Documents: texts, and each whole with its records."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import PlainTextResponse

from entente.jsonform import as_json
from entente.store import Kind, Selection
from entente.web.api.filters import Asked
from entente.web.api.here import Here
from entente.web.api.parts import Part
from entente.web.api.problems import PROBLEMS
from entente.web.api.tables import table_part

router = APIRouter(tags=["records"], responses=PROBLEMS)

Json = dict[str, Any]
_SCHEMA = "as records.schema.json has it"


class DocumentRow(BaseModel):
    """A document as a row; columns as of ``entente documents``."""

    id: str
    published: str | None
    outlet: str | None
    title: str | None
    author: str | None
    language: str | None
    words: int
    statements: int | None
    events: int | None
    claims: int | None
    coder: str | None
    path: str
    encoding: str
    sha256: str


class Whole(BaseModel):
    """A document with its text and its whole records; offsets count characters of the text."""

    document: Json = Field(description=f"The document, {_SCHEMA}.")
    text: str
    statements: list[Json] = Field(description=f"Each {_SCHEMA}.")
    events: list[Json] = Field(description=f"Each {_SCHEMA}.")
    claims: list[Json] = Field(description=f"Each {_SCHEMA}.")


Coder = Annotated[str | None, Query(max_length=200, description="Model and version; else the last.")]


@router.get("/documents", operation_id="documents")
def documents(desk: Here, asked: Asked) -> Part[DocumentRow]:
    """Texts, the newest first."""
    return table_part(desk, asked, Kind.DOCUMENTS, DocumentRow)


@router.get("/documents/{document}", operation_id="document")
def document(desk: Here, document: str, coder: Coder = None) -> Whole:
    """A document with its zones, its text and its whole records."""
    with desk.reading() as region:
        store = region.store
        found = store.document(document)
        chosen = Selection(documents=(document,), coder=coder)
        return Whole(
            document=as_json(found),
            text=found.text,
            statements=[as_json(each) for each in store.statements(chosen)],
            events=[as_json(each) for each in store.events(chosen)],
            claims=[as_json(each) for each in store.claims(chosen)],
        )


@router.get("/documents/{document}/text", operation_id="text", response_class=PlainTextResponse)
def text(desk: Here, document: str) -> PlainTextResponse:
    """The text of a document, to the letter."""
    with desk.reading() as region:
        found = region.store.document(document)
    # Its own id, and not what was asked for: that is no part of a header.
    name = {"content-disposition": f'attachment; filename="{found.id}.txt"'}
    return PlainTextResponse(found.text, headers=name)

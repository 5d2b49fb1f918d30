"""Search: words over documents, statements, events and claims, each hit with the words about it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from entente.region import Region
from entente.store import Kind, Selection
from entente.web.api.here import Here
from entente.web.api.problems import PROBLEMS

router = APIRouter(tags=["records"], responses=PROBLEMS)
#: Hits of each kind, unless another number is asked for.
USUAL, MOST = 5, 50


class Piece(BaseModel):
    """A piece of the words about a hit."""

    text: str
    found: bool = Field(description="Whether it is what was searched for.")


class Hit(BaseModel):
    """A record, or a document, in which the words stand."""

    id: str
    document: str
    title: str | None
    outlet: str | None
    date: str | None
    words: list[Piece]


class Hits(BaseModel):
    """What was found of one kind, the best match first."""

    kind: Kind
    total: int
    items: list[Hit]


Words = Annotated[
    str, Query(min_length=1, max_length=300, description='Words; "a phrase", word*, AND, OR, NOT.')
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Hits of each kind.")]


@router.get("/search", operation_id="search")
def search(desk: Here, q: Words, limit: Limit = USUAL) -> list[Hits]:
    """Where some words stand: in documents, statements, events and claims."""
    with desk.reading() as region:
        return [_hits(region, kind, q, limit) for kind in Kind]


def _hits(region: Region, kind: Kind, words: str, limit: int) -> Hits:
    total, quotes = region.store.quoted(kind, words, limit)
    rows = {row["id"]: row for row in region.store.rows(kind, Selection(records=tuple(quotes)))}
    hits = [
        Hit(
            id=identifier,
            document=row.get("document", identifier),
            title=row["title"],
            outlet=row["outlet"],
            date=row.get("date") or row["published"],
            words=[Piece(text=piece.text, found=piece.found) for piece in quote],
        )
        for identifier, quote in quotes.items()
        if (row := rows.get(identifier))
    ]
    return Hits(kind=kind, total=total, items=hits)

"""A list in parts: the rows from one number on, how many there are, and the address of the next."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

T = TypeVar("T")
#: Rows of a part.
USUAL, MOST = 50, 500

Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of a part.")]
Offset = Annotated[int, Query(ge=0, le=10**9, description="Rows that are left out before it.")]


class Part(BaseModel, Generic[T]):
    """A part of a list."""

    items: list[T]
    total: int | None = Field(description="Rows of the whole list; null where counting them takes too long.")
    limit: int = Field(description="Rows of a part, as asked.")
    offset: int = Field(description="Rows before it.")
    next: int | None = Field(description="The offset of the next part; null where this is the last.")


def part(found: list[T], total: int | None, limit: int, offset: int) -> Part[T]:
    """A part of the rows found: at most ``limit``, and one more where there is another part."""
    more = len(found) > limit if total is None else offset + limit < total
    return Part(
        items=found[:limit],
        total=total,
        limit=limit,
        offset=offset,
        next=offset + limit if more else None,
    )

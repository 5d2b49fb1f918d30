"""Duplicates: documents that are copies of another."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from entente.store import Links
from entente.web.api.filters import Asked
from entente.web.api.here import Here
from entente.web.api.parts import Part
from entente.web.api.problems import PROBLEMS
from entente.web.api.tables import table_part

router = APIRouter(tags=["records"], responses=PROBLEMS)


class Duplicate(BaseModel):
    """A copy beside its original; columns as of ``entente duplicates``."""

    document: str
    published: str | None
    outlet: str | None
    title: str | None
    path: str
    original: str
    original_published: str | None
    original_outlet: str | None
    original_title: str | None
    original_path: str
    exact: bool


@router.get("/duplicates", operation_id="duplicates")
def duplicates(desk: Here, asked: Asked) -> Part[Duplicate]:
    """Documents that are copies, each beside the first to publish the text."""
    return table_part(desk, asked, Links.DUPLICATES, Duplicate)

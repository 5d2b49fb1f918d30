"""Statements: who said what of whom."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from entente.store import Kind
from entente.web.api.filters import Asked
from entente.web.api.here import Here
from entente.web.api.parts import Part
from entente.web.api.problems import PROBLEMS
from entente.web.api.tables import table_part

router = APIRouter(tags=["records"], responses=PROBLEMS)


class Statement(BaseModel):
    """A statement as a row; columns as of ``entente statements``."""

    id: str
    date: str | None
    published: str | None
    outlet: str | None
    source: str | None
    speaker: str | None
    office: str | None
    cue: str | None
    content: str
    kind: str
    target: str | None
    addressee: str | None
    given_to: str | None
    event_type: str | None
    modality: str
    nested_in: str | None
    score: float | None
    zone: str
    document: str
    title: str | None
    path: str
    start: int
    end: int
    words: str
    coder: str
    corrected_by: str | None
    corrected_at: str | None


@router.get("/statements", operation_id="statements")
def statements(desk: Here, asked: Asked) -> Part[Statement]:
    """Who said what of whom, the newest first."""
    return table_part(desk, asked, Kind.STATEMENTS, Statement)

"""Claims: forecasts, conditions, plans, threats and promises."""

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


class Claim(BaseModel):
    """A claim as a row; columns as of ``entente claims``."""

    id: str
    kind: str
    published: str | None
    outlet: str | None
    claimant: str | None
    speaker: str | None
    office: str | None
    text: str
    condition: str | None
    consequence: str | None
    horizon: str | None
    score: float | None
    zone: str
    document: str
    title: str | None
    path: str
    start: int
    end: int
    coder: str
    corrected_by: str | None
    corrected_at: str | None


@router.get("/claims", operation_id="claims")
def claims(desk: Here, asked: Asked) -> Part[Claim]:
    """What is said to come, and by whom, the newest text first."""
    return table_part(desk, asked, Kind.CLAIMS, Claim)

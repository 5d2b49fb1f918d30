"""Events: who did what to whom."""

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


class Event(BaseModel):
    """An event as a row; columns as of ``entente events``. An imported one has no text of ours."""

    id: str
    date: str | None
    published: str | None
    outlet: str | None
    actor: list[str | None]
    event_type: str | None
    recipient: list[str | None]
    mode: str | None
    quad: int | None
    intensity: float | None
    modality: str
    attributed_to: str | None
    statement: str | None
    trigger: str | None
    place: str | None
    place_country: str | None
    latitude: float | None
    longitude: float | None
    contexts: list[str] | None
    score: float | None
    zone: str | None
    document: str | None
    title: str | None
    path: str | None
    start: int | None
    end: int | None
    sentence: str | None
    coder: str | None
    dataset: str
    corrected_by: str | None
    corrected_at: str | None


@router.get("/events", operation_id="events")
def events(desk: Here, asked: Asked) -> Part[Event]:
    """Who did what to whom, of our texts and of imported data, the newest first."""
    return table_part(desk, asked, Kind.EVENTS, Event)

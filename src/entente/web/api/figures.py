"""Figures: the charts of the record, each with its caption, what is to be seen, and the table behind it."""

from __future__ import annotations

import threading
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from entente.asked import first_day, last_day
from entente.charts.looks import Theme, Width
from entente.errors import Busy, NotFound
from entente.figures import KINDS
from entente.figures import Figure as Made
from entente.region import Region
from entente.units import By
from entente.web.api.filters import Form, countable
from entente.web.api.frames import plain
from entente.web.api.here import Here
from entente.web.api.problems import PROBLEMS
from entente.web.desk import Desk

router = APIRouter(tags=["analysis"], responses=PROBLEMS)
#: Drawing takes a second of a processor: one at a time.
_DRAWING = threading.Lock()
#: Those who draw or wait to; each holds a thread.
_QUEUED = 10
_QUEUE = threading.BoundedSemaphore(_QUEUED)
_CACHED = {"Cache-Control": "private, no-cache"}


class FigureFilters(Form):
    """Of whom and when a figure is."""

    name: list[Annotated[str, Field(max_length=200)]] = Field(
        [], max_length=20, description="Actors or named regions, as the kind wants them."
    )
    by: By = Field(By.MONTH, description="The periods of a series.")
    since: str | None = Field(None, alias="from", max_length=10, description="First day, month or year.")
    until: str | None = Field(None, alias="to", max_length=10, description="Last day, month or year.")
    at: str | None = Field(None, max_length=10, description="Of gains, the day of the turn.")


class DrawnFilters(FigureFilters):
    """The same, and how it is drawn."""

    theme: Theme = Field(Theme.LIGHT, description="The ground that it is drawn for.")
    width: Width = Field(Width.PAGE, description="For a page, or a phone or a column.")


class Caption(BaseModel):
    """The words that stand with a figure."""

    title: str
    counted: str
    sources: str
    exposure: str
    notes: list[str]


class Figure(BaseModel):
    """A figure in words and numbers."""

    kind: str
    names: list[str]
    caption: Caption
    told: str = Field(description="What is to be seen, in words.")
    columns: list[str]
    rows: list[dict[str, Any]] = Field(description="What is drawn, a row each.")


@router.get(
    "/figures/{kind}.svg",
    operation_id="drawn",
    response_class=Response,
    responses={200: {"content": {"image/svg+xml": {}}}, 304: {"description": "It is as it was."}},
)
def drawn(desk: Here, request: Request, kind: str, asked: Annotated[DrawnFilters, Query()]) -> Response:
    """A figure drawn, as SVG, for a light or a dark ground, a page or a phone."""
    made = _made(desk, kind, asked)
    assert made is not None
    key = ("svg", *_key(kind, asked), asked.theme, asked.width)
    text = desk.kept(key, lambda region: _draw(made, asked))
    tag = f'"{sha256(text.encode()).hexdigest()[:16]}"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": tag, **_CACHED})
    return Response(text, media_type="image/svg+xml", headers={"ETag": tag, **_CACHED})


@router.get("/figures/{kind}", operation_id="figure")
def figure(desk: Here, kind: str, asked: Annotated[FigureFilters, Query()]) -> Figure:
    """A figure in words and numbers: its caption, what is to be seen, and the table that is drawn."""
    made = _made(desk, kind, asked)
    assert made is not None
    return _told(kind, asked, made)


def figure_soon(desk: Desk, kind: str, asked: FigureFilters, seconds: float) -> Figure | None:
    """The same where it is there within some seconds."""
    made = _made(desk, kind, asked, seconds)
    return None if made is None else _told(kind, asked, made)


def _told(kind: str, asked: FigureFilters, made: Made) -> Figure:
    caption = made.caption
    heads = [str(head) for head in made.table.columns]
    return Figure(
        kind=kind,
        names=asked.name,
        caption=Caption(
            title=caption.title,
            counted=caption.counted,
            sources=caption.sources,
            exposure=caption.exposure,
            notes=list(caption.notes),
        ),
        told=made.told,
        columns=heads,
        rows=[
            {head: _json(value) for head, value in zip(heads, row, strict=True)}
            for row in made.table.itertuples(index=False, name=None)
        ],
    )


def _json(value: object) -> Any:
    found = plain(value)
    if isinstance(found, list):
        return [_json(one) for one in found]
    return found if found is None or isinstance(found, (bool, int, float, str)) else str(found)


def _key(kind: str, asked: FigureFilters) -> tuple[object, ...]:
    return kind, tuple(asked.name), asked.by, asked.since, asked.until, asked.at


def _made(desk: Desk, kind: str, asked: FigureFilters, seconds: float | None = None) -> Made | None:
    if kind not in KINDS:
        raise NotFound(f"no kind of figure {kind!r}; valid: {', '.join(KINDS)}")

    days = first_day(asked.since, "from"), last_day(asked.until, "to")
    countable(*days, asked.by)

    def make(region: Region) -> Made:
        chosen = region.where(since=days[0], until=days[1])
        return chosen.figure(kind, *asked.name, by=asked.by.value, at=first_day(asked.at, "at"))

    return desk.soon(("figure", *_key(kind, asked)), make, seconds)


def _draw(made: Made, asked: DrawnFilters) -> str:
    if not _QUEUE.acquire(blocking=False):
        raise Busy(f"{_QUEUED} figures are being drawn already; ask again in a minute")
    try:
        with _DRAWING:
            return made.svg(asked.width, asked.theme)
    finally:
        _QUEUE.release()

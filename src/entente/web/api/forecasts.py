"""Forecasts: what two do next week or month, and how far such forecasts held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

import pandas as pd
from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from entente.analysis.outlook.outlook import Outlook
from entente.analysis.outlook.track import BETTER
from entente.area import members_of
from entente.errors import UsageError
from entente.perspective import two_of
from entente.region import Region
from entente.units import By
from entente.web.answers import Numbered
from entente.web.api.downloads import Streamed
from entente.web.api.dyads import known
from entente.web.api.filters import Form as Asking
from entente.web.api.frames import records
from entente.web.api.here import Here
from entente.web.api.lists import FILE, Form, as_file, whole
from entente.web.api.parts import MOST, USUAL, Part, part
from entente.web.api.problems import PROBLEMS
from entente.web.desk import Desk

router = APIRouter(tags=["analysis"], responses=PROBLEMS)

#: What can be forecast.
Next = Literal["week", "month"]
NextBy = Annotated[Next, Query(description="The next week or month.")]


class ForecastFilters(Asking):
    """Which forecasts."""

    region: str | None = Field(
        default=None, max_length=300, description="A named region, or actors with commas between."
    )
    by: Next = Field(default="week", description="The next week or month.")
    rising: bool = Field(
        default=False, description="Only what is likelier than usual, where that is forecast with skill."
    )
    limit: int = Field(default=USUAL, ge=1, le=MOST, description="Rows of a part.")
    offset: int = Field(default=0, ge=0, le=10**9, description="Rows before it.")


class Chance(BaseModel):
    """The probability of at least one story of a quad class; columns as of ``entente forecast``."""

    a: str
    b: str
    period: date
    end: date
    quad: int
    probability: float
    low: float | None
    high: float | None
    base_rate: float | None
    persistence: float | None
    recurrency: float | None
    seen: int
    periods: int
    tested: int | None
    happened: int | None
    skill: float | None
    q: float | None
    verdict: str
    of_all: str


class Expected(BaseModel):
    """Stories and intensity expected; columns as of ``entente forecast --show expected``."""

    a: str
    b: str
    period: date
    end: date
    stories: float
    stories_low: int
    stories_high: int
    intensity: float | None
    low: float | None
    high: float | None
    usual: float | None
    net: float | None
    seen: int
    last: date
    stories_verdict: str
    intensity_verdict: str


class Held(BaseModel):
    """How far forecasts of the past held, beside a reference."""

    target: str
    method: str
    forecasts: int
    brier: float | None
    log_score: float | None
    crps: float | None
    skill: float | None
    low: float | None
    high: float | None
    verdict: str


class Forecasts(BaseModel):
    """Forecasts, and what speaks against relying on them."""

    lacking: str = Field(description="Why the record is too little to forecast from; empty where it is not.")
    chances: Part[Chance]


class DyadForecast(BaseModel):
    """What two do next."""

    a: str
    b: str
    lacking: str = Field(description="Why the record is too little to forecast from; empty where it is not.")
    chances: list[Chance]
    expected: list[Expected]
    held: list[Held] = Field(description="How far such forecasts held, over all dyads.")


@dataclass(frozen=True)
class _Known:
    """The walk through the record; None where it has nothing to forecast from."""

    outlook: Outlook | None
    lacking: str


@router.get("/forecasts", operation_id="forecasts")
def forecasts(desk: Here, asked: Annotated[ForecastFilters, Query()]) -> Forecasts:
    """The probability of each quad class for each dyad's next week or month, most expected first."""
    found = forecasts_soon(desk, asked, None)
    assert found is not None
    return found


@router.get("/forecasts.{form}", operation_id="forecasts_file", **FILE)
def forecasts_file(desk: Here, form: Form, asked: Annotated[ForecastFilters, Query()]) -> Streamed:
    """The forecasts as CSV or JSON; a limit holds only where it is given."""
    return as_file("forecasts", form, Chance, forecasts(desk, whole(asked)).chances.items)


@router.get("/forecasts/held", operation_id="forecasts_held")
def held(desk: Here, by: NextBy = "week") -> list[Held]:
    """How far the forecasts of the past held, beside the base rate and other references."""
    return _held(_waited(desk, by).value)


@router.get("/forecasts/{a}/{b}", operation_id="forecast")
def forecast(desk: Here, a: str, b: str, by: NextBy = "week") -> DyadForecast:
    """What two do next, with its interval, base rate and how far such forecasts held."""
    outlook = _waited(desk, by).value
    with desk.reading() as region:
        one, other = sorted(two_of(region.store, known(region.store, a), known(region.store, b)))
    return DyadForecast(
        a=one,
        b=other,
        lacking=outlook.lacking,
        chances=records(outlook.outlook.chances(dyads=[(one, other)]), Chance) if outlook.outlook else [],
        expected=records(outlook.outlook.expected(dyads=[(one, other)]), Expected) if outlook.outlook else [],
        held=_held(outlook),
    )


def forecasts_soon(desk: Desk, asked: ForecastFilters, seconds: float | None) -> Forecasts | None:
    """The forecasts where they are there within some seconds: the whole record is walked through."""
    found = _walked(desk, asked.by, seconds)
    if found is None:
        return None
    key = ("forecasts", asked.model_dump_json(), found.number)
    return desk.kept(key, lambda region: _forecasts(region, asked, found.value))


def forecast_soon(desk: Desk, a: str, b: str, by: Next, seconds: float) -> DyadForecast | None:
    """The forecast of two where it is there within some seconds."""
    return None if _walked(desk, by, seconds) is None else forecast(desk, a, b, by)


def held_soon(desk: Desk, by: Next, seconds: float) -> list[Held] | None:
    """How far forecasts held, where it is there within some seconds."""
    found = _walked(desk, by, seconds)
    return None if found is None else _held(found.value)


def _waited(desk: Desk, by: Next) -> Numbered[_Known]:
    found = _walked(desk, by, None)
    assert found is not None
    return found


def _walked(desk: Desk, by: Next, seconds: float | None) -> Numbered[_Known] | None:
    return desk.soon(("outlook", by), lambda region: _walk(region, by), seconds, long=True)


def _walk(region: Region, by: Next) -> Numbered[_Known]:
    prospect = region.prospect(by=By(by).value)
    try:
        return Numbered(_Known(prospect.outlook, prospect.lacking))
    except UsageError as error:
        return Numbered(_Known(None, str(error)))


def _forecasts(region: Region, asked: ForecastFilters, found: _Known) -> Forecasts:
    members = members_of(region.store, asked.region or "") or None
    chances = found.outlook.chances(members=members) if found.outlook else pd.DataFrame()
    if asked.rising and len(chances):
        up = chances[(chances.probability > chances.base_rate) & (chances.of_all == BETTER)]
        chances = up.assign(more=up.probability - up.base_rate).sort_values("more", ascending=False)
    shown = chances.iloc[asked.offset : asked.offset + asked.limit]
    return Forecasts(
        lacking=found.lacking,
        chances=part(records(shown, Chance), len(chances), asked.limit, asked.offset),
    )


def _held(found: _Known) -> list[Held]:
    return records(found.outlook.track, Held) if found.outlook else []

"""What became of claims: borne out, not borne out, or open; and the track record of who makes them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import pandas as pd
from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from entente.analysis.claims.claimants import claimants as records_of
from entente.analysis.claims.verdict import Status
from entente.region import Region
from entente.web.api.downloads import Streamed
from entente.web.api.dyads import known
from entente.web.api.filters import Form as Asking
from entente.web.api.frames import records
from entente.web.api.here import Here
from entente.web.api.lists import FILE, Form, as_file, whole
from entente.web.api.parts import MOST, USUAL, Limit, Offset, Part, part
from entente.web.api.problems import PROBLEMS
from entente.web.desk import Desk

router = APIRouter(tags=["analysis"], responses=PROBLEMS)


class JudgedFilters(Asking):
    """Which claims."""

    status: Status | None = Field(default=None, description="What became of it.")
    claimant: str | None = Field(default=None, max_length=200, description="Who claims it.")
    within: int | None = Field(
        default=None, ge=1, le=36_500, description="Days in which a claim falls due that names none."
    )
    limit: int = Field(default=USUAL, ge=1, le=MOST, description="Rows of a part.")
    offset: int = Field(default=0, ge=0, le=10**9, description="Rows before it.")


class Judged(BaseModel):
    """A claim with what became of it; columns as of ``entente claims --judge``."""

    claim: str
    published: date | None
    kind: str
    claimant: str | None
    speaker: str | None
    text: str
    condition: str | None
    consequence: str | None
    horizon: str | None
    due: date | None
    status: str
    reason: str
    match: str | None
    evidence: list[str] = Field(description="Ids of the events that speak for the verdict.")
    base_rate: float | None
    chance: float | None
    outlet: str | None
    document: str


class Claimant(BaseModel):
    """A track record; columns as of ``entente claims --claimants``."""

    claimant: str | None
    outlet: str | None
    claims: int
    due: int
    borne_out: int
    not_borne_out: int
    open: int
    share: float | None
    low: float | None
    high: float | None
    compared: int
    compared_share: float | None
    chance: float | None
    skill: str | None


@router.get("/claims/record", operation_id="claims_record")
def claims_record(desk: Here, asked: Annotated[JudgedFilters, Query()]) -> Part[Judged]:
    """What became of the claims by the last day of the record: the judged first, then the newest."""
    found = claims_record_soon(desk, asked, None)
    assert found is not None
    return found


@router.get("/claims/record.{form}", operation_id="claims_record_file", **FILE)
def claims_record_file(desk: Here, form: Form, asked: Annotated[JudgedFilters, Query()]) -> Streamed:
    """What became of the claims as CSV or JSON; a limit holds only where it is given."""
    return as_file("claims-record", form, Judged, claims_record(desk, whole(asked)).items)


@router.get("/claimants", operation_id="claimants")
def claimants(desk: Here, limit: Limit = USUAL, offset: Offset = 0) -> Part[Claimant]:
    """How often each claimant was borne out, against chance, those with most claims judged first."""
    found = claimants_soon(desk, limit, offset, None)
    assert found is not None
    return found


def claims_record_soon(desk: Desk, asked: JudgedFilters, seconds: float | None) -> Part[Judged] | None:
    """What became of claims, where it is there within some seconds."""
    judged = _judged(desk, asked.within, seconds)
    if judged is None:
        return None
    if asked.claimant:
        with desk.reading() as region:
            judged = judged[judged.claimant == known(region.store, asked.claimant)]
    if asked.status:
        judged = judged[judged.status == asked.status.value]
    shown = judged.iloc[asked.offset : asked.offset + asked.limit]
    return part(records(shown, Judged), len(judged), asked.limit, asked.offset)


def claimants_soon(desk: Desk, limit: int, offset: int, seconds: float | None) -> Part[Claimant] | None:
    """Track records, where they are there within some seconds."""
    judged = _judged(desk, None, seconds)
    if judged is None:
        return None
    with desk.reading() as region:
        table = records_of(judged, on=region.store.span()[1])
    return part(records(table.iloc[offset : offset + limit], Claimant), len(table), limit, offset)


def _judged(desk: Desk, within: int | None, seconds: float | None) -> pd.DataFrame | None:
    def make(region: Region) -> pd.DataFrame:
        found = region.claim_record(within=within)
        is_open = found.status == Status.OPEN.value
        order = found.assign(is_open=is_open).sort_values(
            ["is_open", "published"], ascending=[True, False], kind="stable", na_position="last"
        )
        return order.drop(columns="is_open")

    return desk.soon(("claims", within), make, seconds, long=True)

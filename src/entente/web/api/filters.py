"""The filters that tables have in common, as parameters of an address; the words of the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, model_validator

from entente.choosing import chosen
from entente.errors import UsageError
from entente.region import Region
from entente.store import Kind, Level, Selection
from entente.units import By, Count
from entente.web.api.parts import MOST, USUAL

#: About as many days are in a period; of so many at most a series is made.
DAYS = {By.DAY: 1, By.WEEK: 7, By.MONTH: 30, By.YEAR: 365}
MOST_PERIODS = 40_000
_NAME = Annotated[str, Field(max_length=200)]


class Role(StrEnum):
    """What the actors that are asked for do in a record: anything, or what it tells of."""

    ANY = "any"
    ACTIVE = "active"


class Order(StrEnum):
    """In which order of time records come; those without a day come last."""

    NEWEST = "newest"
    OLDEST = "oldest"


class Form(BaseModel):
    """What an address or a form asks for; what is not known is an error."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _filled(cls, given: dict[str, Any]) -> dict[str, Any]:
        """What a form sends of fields that were left empty is nothing asked."""
        return {name: kept for name, value in given.items() if (kept := _kept(value)) not in ("", [])}


class Filters(Form):
    """Which records of a table; what is left out chooses all."""

    actor: list[_NAME] = Field([], max_length=20, description="Names or codes of those who take part.")
    role: Role = Field(Role.ANY, description="Whether those actors take part at all, or speak, act or claim.")
    country: list[_NAME] = Field([], max_length=20, description="States of those who take part.")
    dyad: list[_NAME] = Field([], max_length=2, description="Two actors that face each other: give it twice.")
    type: list[_NAME] = Field([], max_length=30, description="Event types, or kinds of statements, claims.")
    modality: list[_NAME] = Field([], max_length=5, description="asserted, negated, hypothetical ...")
    document: list[_NAME] = Field([], max_length=20, description="Ids of the texts that they stand in.")
    outlet: list[_NAME] = Field([], max_length=20, description="Who published it.")
    dataset: list[_NAME] = Field([], max_length=20, description="coded, or a format that was imported.")
    since: str | None = Field(None, alias="from", max_length=10, description="First day, month or year.")
    until: str | None = Field(None, alias="to", max_length=10, description="Last day, month or year.")
    search: str | None = Field(None, max_length=300, description='Words; "a phrase", word*, AND, OR, NOT.')
    coder: str | None = Field(None, max_length=200, description="Model and version; else the last.")
    least: float = Field(0, ge=0, le=1, description="Least score.")
    level: Level = Field(Level.STATE, description="Whether actors are rolled up.")
    count: Count = Field(Count.STORY, description="What counts are of.")
    order: Order = Field(Order.NEWEST, description="The newest or the oldest first.")
    limit: int = Field(USUAL, ge=1, le=MOST, description="Rows of a part.")
    offset: int = Field(0, ge=0, le=10**9, description="Rows before it.")


def _kept(value: object) -> object:
    if isinstance(value, list):
        return [each for each in value if not isinstance(each, str) or each.strip()]
    return value.strip() if isinstance(value, str) else value


def countable(since: date | None, until: date | None, by: By) -> None:
    """Raises UsageError where days are too far apart to be counted period by period."""
    today = date.today()
    first, last = since or min(today, until or today), until or max(today, since or today)
    number = (last - first).days // DAYS[by]
    if number > MOST_PERIODS:
        raise UsageError(
            f"from {first} to {last} by {by.value} are {number:,} periods; give at most {MOST_PERIODS:,}: "
            "fewer days, or longer periods"
        )


#: As an endpoint asks for them.
Asked = Annotated[Filters, Query()]


def selection(region: Region, asked: Filters, kind: Kind | None = None) -> Selection:
    """The selection that filters mean, without limit or offset; raises UsageError for what is not known."""
    if len(asked.dyad) == 1:
        raise UsageError(f"dyad: one name, {asked.dyad[0]!r}; give it twice: dyad=ARM&dyad=RUS")
    found = chosen(
        region.store.actor,
        kind=kind,
        actor=asked.actor,
        active=asked.role is Role.ACTIVE,
        country=asked.country,
        dyad=(asked.dyad[0], asked.dyad[1]) if asked.dyad else None,
        types=asked.type,
        modality=asked.modality,
        outlet=asked.outlet,
        dataset=asked.dataset,
        since=asked.since,
        until=asked.until,
        coder=asked.coder,
        least=asked.least,
        level=asked.level,
        count=asked.count,
        written="{}=",
    )
    return replace(found, newest=asked.order is Order.NEWEST, documents=tuple(asked.document))

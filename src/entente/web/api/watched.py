"""What ``entente watch`` does: its feeds, the entries that it read, the alerts that it told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from entente.store.watch.entries import Alert as Kept
from entente.store.watch.entries import Entry, FeedState
from entente.store.watch.watched import looked_at
from entente.web.api.here import Here
from entente.web.api.parts import Limit, Offset, Part, part
from entente.web.api.problems import PROBLEMS

router = APIRouter(tags=["live"], responses=PROBLEMS)


class Feed(BaseModel):
    """A feed, as it was when last asked."""

    url: str
    outlet: str | None
    state: Literal["well", "failing", "gone"]
    last: str | None = Field(description="When it could be had, the last time.")
    next: str | None = Field(description="When it is asked again; null where it is not.")
    failures: int = Field(description="How often in a row it could not be had.")
    error: str | None


class FeedEntry(BaseModel):
    """An entry of a feed, and what became of it."""

    feed: str
    title: str | None
    link: str | None
    published: str | None
    outlet: str | None
    state: Literal["listed", "fetched", "read", "failed"]
    found: str = Field(description="When the feed first had it.")
    done: str | None = Field(description="When it was read, or given up.")
    document: str | None = Field(description="The document that it became.")
    problem: str | None


class Evidence(BaseModel):
    """A sentence, and where it stands."""

    model_config = ConfigDict(frozen=True)

    sentence: str
    date: str | None = None
    outlet: str | None = None
    document: str | None = None
    page: str | None = Field(None, description="Its place on the page.")
    link: str | None = Field(None, description="The address that it was read from.")


class Finding(BaseModel):
    """What a rule found."""

    model_config = ConfigDict(frozen=True)

    rule: str
    kind: Literal["record", "threshold", "rift"]
    title: str
    page: str = Field(description="Where the page shows it.")
    evidence: tuple[Evidence, ...] = ()


class Alert(Finding):
    """What a rule found, and when."""

    alert: int = Field(description="The number of the alert.")
    at: str


@router.get("/feeds", operation_id="feeds")
def feeds(desk: Here) -> list[Feed]:
    """The feeds that are watched; none where nobody watches."""
    with looked_at(desk.path) as watched:
        return [_feed(state) for state in (watched.feeds() if watched else ())]


@router.get("/feeds/entries", operation_id="feed_entries")
def entries(desk: Here, limit: Limit = 50, offset: Offset = 0) -> Part[FeedEntry]:
    """The entries of feeds, the last first."""
    with looked_at(desk.path) as watched:
        found, total = watched.last_entries(limit, offset) if watched else ([], 0)
    return part([_entry(each) for each in found], total, limit, offset)


@router.get("/alerts", operation_id="alerts")
def alerts(desk: Here, limit: Limit = 50, offset: Offset = 0) -> Part[Alert]:
    """What rules found, the last first."""
    with looked_at(desk.path) as watched:
        found, total = watched.last_alerts(limit, offset) if watched else ([], 0)
    return part([_alert(each) for each in found], total, limit, offset)


def _feed(state: FeedState) -> Feed:
    return Feed(
        url=state.url,
        outlet=state.outlet,
        state="gone" if state.gone else "failing" if state.failures else "well",
        last=moment(state.success),
        next=None if state.gone else moment(state.next),
        failures=state.failures,
        error=state.error,
    )


def _entry(entry: Entry) -> FeedEntry:
    told = {key: getattr(entry, key) for key in ("feed", "title", "link", "published", "outlet")}
    return FeedEntry.model_validate(
        {
            **told,
            "state": entry.stage,
            "found": moment(entry.found),
            "done": moment(entry.done),
            "document": entry.document,
            "problem": entry.problem,
        }
    )


def _alert(kept: Kept) -> Alert:
    found = Finding.model_validate_json(kept.told)
    return Alert(alert=kept.number, at=moment(kept.at) or "", **dict(found))


def moment(at: float | None) -> str | None:
    """A moment as ISO writes it, in universal time.

    >>> moment(0.0)
    '1970-01-01T00:00:00Z'
    """
    if at is None:
        return None
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

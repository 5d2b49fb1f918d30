"""One actor: what it is, with whom it deals, what it says and does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, Field

from entente.ontology.memberships import memberships
from entente.ontology.naming import actor_name, is_known, is_state
from entente.region import Region
from entente.store import CODED, Level, Parties, Selection
from entente.units import Count
from entente.web.api.dyads import LATEST, DyadRow, known, said_last
from entente.web.api.here import Here
from entente.web.api.problems import PROBLEMS
from entente.web.api.statements import Statement
from entente.web.api.stories import RECENT, Story, dated, listed
from entente.web.desk import Desk

router = APIRouter(tags=["analysis"], responses=PROBLEMS)

#: Partners that are shown, and looked through.
_PARTNERS, _MOST = 15, 20_000


class Membership(BaseModel):
    """How a state stands to an organisation."""

    organisation: str
    standing: str
    since: date | None


class Doings(BaseModel):
    """How often somebody speaks and acts in the texts of the record."""

    mentions: int = 0
    said: int = 0
    said_of: int = 0
    acted: int = 0
    acted_on: int = 0
    claimed: int = 0
    first: date | None = None
    last: date | None = None


class ActorView(BaseModel):
    """An actor."""

    code: str
    name: str
    kind: str = Field(description="state, organisation or group, or person or other.")
    doings: Doings = Field(description="In texts; of imported events the partners tell.")
    memberships: list[Membership] = Field(description="Of a state, on the last day of the record.")
    since: date | None = Field(description="First of the days of the partners.")
    until: date | None
    partners: list[DyadRow] = Field(description="With whom it deals most in these days.")
    stories: list[Story] = Field(description="The latest stories, the latest first.")
    statements: list[Statement] = Field(description="The latest statements by it, of it or to it.")


@router.get("/actors/{code:path}", operation_id="actor")
def actor(desk: Here, code: str) -> ActorView:
    """An actor: memberships, partners, how often it acts and speaks, latest stories and statements."""
    found = actor_soon(desk, code, None)
    assert found is not None
    return found


def actor_soon(desk: Desk, code: str, seconds: float | None) -> ActorView | None:
    """The same where it is there within some seconds."""
    return desk.soon(("actor", code), lambda region: _view(region, code), seconds)


def _view(region: Region, name: str) -> ActorView:
    store = region.store
    code = known(store, name)
    chosen = Selection(actors=(code,), newest=True)
    texts = replace(chosen, datasets=(CODED,))
    own = replace(texts, level=Level.ACTOR)
    doings = _doings(region, texts, code) or _doings(region, own, code)
    if doings and not is_known(code):
        # Who is rolled up to a state by itself.
        chosen = texts = own
    recent = dated(region, chosen)
    last = store.span()[1]
    rows = store.busiest(recent, most=_MOST)
    partners = [DyadRow(**row) for row in rows if code in (row["a"], row["b"])]
    return ActorView(
        code=code,
        name=actor_name(code),
        kind="state" if is_state(code) else "organisation or group" if is_known(code) else "person or other",
        doings=doings or Doings(),
        memberships=[
            Membership(
                organisation=m.organisation,
                standing=m.standing.value,
                since=m.term.first if m.term.since else None,
            )
            for m in (memberships(code, last) if last else ())
        ],
        since=recent.since,
        until=recent.until,
        partners=[row for row in partners if is_known(row.b if row.a == code else row.a)][:_PARTNERS],
        stories=_latest(region, chosen),
        statements=said_last(region, texts),
    )


def _doings(region: Region, texts: Selection, code: str) -> Doings | None:
    # Each as often as it is listed: copies of a text have records of their own.
    counted = replace(texts, count=Count.ARTICLE)
    found = [row for row in region.store.rows(Parties.ACTORS, counted) if row["actor"] == code]
    return Doings(**{name: found[0][name] for name in Doings.model_fields}) if found else None


def _latest(region: Region, chosen: Selection) -> list[Story]:
    """Of texts the latest at all, of imported events those of the last days: these are many."""
    ours = listed(region, replace(chosen, datasets=(CODED,), limit=LATEST))
    sets = tuple(region.store.loaded())
    if not sets or chosen.datasets:
        return ours
    others = listed(region, replace(dated(region, chosen, RECENT), datasets=sets, limit=LATEST))
    return sorted([*ours, *others], key=lambda story: story.day or date.min, reverse=True)[:LATEST]

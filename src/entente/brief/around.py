"""What the store knows of the actors of a brief: stories, ours and imported ones, up to the period's end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from entente.analysis.dyads.background import Story, carrying, listed
from entente.analysis.dyads.rifts import Rift, rifts
from entente.analysis.rows import rows
from entente.brief.material import Material
from entente.brief.wording import act, day
from entente.ontology.naming import actor_name
from entente.prospect import RICH
from entente.store import CODED, Selection
from entente.units import By

#: Turns are listed that lie so far back from the end of the period, at most.
TURNS = pd.DateOffset(years=5)
#: The signed network, blocs, balance and brokers are of so long before the end.
RECENT = pd.DateOffset(years=3)


@dataclass
class Around:
    """The stories of a record, as far as they bear on some actors.

    Attributes:
        material: of the brief.
        members: codes of the actors of part three.
    """

    material: Material
    members: Sequence[str]

    @cached_property
    def weeks(self) -> pd.DataFrame:
        """Ties of all actors by week."""
        return self._ties(By.WEEK)

    @cached_property
    def months(self) -> pd.DataFrame:
        """Ties of all actors by month."""
        return self._ties(By.MONTH)

    def _ties(self, by: By) -> pd.DataFrame:
        found = self.material.store.ties(self.material.told(), by=by.value)
        return found[found.a != found.b].reset_index(drop=True)

    def inside(self, ties: pd.DataFrame) -> pd.DataFrame:
        """Of some ties those between members."""
        return ties[ties.a.isin(self.members) & ties.b.isin(self.members)].reset_index(drop=True)

    def since(self, back: pd.DateOffset) -> date:
        """The first day of the month that lies so far before the end."""
        end = pd.Timestamp(self.material.until or date.max)
        return ((end + pd.Timedelta(days=1)) - back).replace(day=1).date()

    @cached_property
    def recent(self) -> pd.DataFrame:
        """Ties of all actors by month in the last years."""
        if self.material.until is None:
            return self.months.iloc[:0]
        return self.months[self.months.period >= pd.Timestamp(self.since(RECENT))].reset_index(drop=True)

    def since_recent(self) -> str:
        """The ISO day from which the last years are counted."""
        return self.since(RECENT).isoformat()

    @cached_property
    def is_rich(self) -> bool:
        """Whether enough is told in the last years for what is not told to mean something."""
        return int(self.recent.stories.sum()) >= RICH

    @cached_property
    def turns(self) -> list[Rift]:
        """The turns of the members' dyads in the last years, the latest first."""
        if self.material.until is None:
            return []
        found = rifts(self.weeks, By.WEEK, members=self.members)
        recent = found[pd.to_datetime(found.date) >= pd.Timestamp(self.since(TURNS))]
        order = recent.sort_values(["date", "size", "a", "b"], ascending=[False, False, True, True])
        return list(rows(order, Rift))

    @cached_property
    def last_turn(self) -> Rift | None:
        """The last turn of the two."""
        two = set(self.material.focus)
        return next((turn for turn in self.turns if {turn.a, turn.b} == two), None)

    def carriers(self, turn: Rift) -> tuple[Story, ...]:
        """The stories that carry a turn, in order of time."""
        chosen = replace(self.material.told(), dyad=(turn.a, turn.b))
        middle = (turn.before + turn.after) / 2
        found = self.material.store.days(chosen)
        return carrying(found, turn.date, turn.low, turn.high, middle, falls=turn.points < 0, by=By.WEEK)

    def cited(self, a: str, b: str, first: date | None, last: date | None, quads: Sequence[int]) -> list[str]:
        """Our own events of two, of some quad classes, in a time: the most intense first."""
        own = self._own
        both = own[((own.a == a) & (own.b == b)) | ((own.a == b) & (own.b == a))]
        both = both[both.quad.isin(quads)]
        if first:
            both = both[both.day >= pd.Timestamp(first)]
        if last:
            both = both[both.day <= pd.Timestamp(last)]
        ranked = both.assign(weight=both.intensity.abs()).sort_values(
            ["weight", "event"], ascending=[False, True]
        )
        return list(dict.fromkeys(map(str, ranked.event)))

    @cached_property
    def _own(self) -> pd.DataFrame:
        chosen = replace(self.material.told(), actors=tuple(self.members), datasets=(CODED,))
        return self.material.store.days(chosen)

    def chief(self, chosen: Selection, most: int) -> tuple[Story, ...]:
        """The largest stories of a selection, in order of time."""
        return listed(self.material.store.days(chosen), most)


def told(stories: Sequence[Story]) -> str:
    """Some stories in words: date, who, what, to whom; those of others with the name of the data set."""
    return "; ".join(map(_told, stories)) or "—"


def _told(story: Story) -> str:
    who = f"{actor_name(story.a)} to {actor_name(story.b)}"
    what = act_of(story.event_type, story.intensity)
    whose = "" if story.event else f" [{story.dataset}]"
    return f"{day(story.day.isoformat())}, {who}: {what}{whose}"


def act_of(kind: str | None, intensity: float) -> str:
    """A type, where there is one, with its intensity."""
    return act(kind or "act", intensity)


def events_of(stories: Sequence[Story]) -> list[str]:
    """Ids of our own events among some stories."""
    return [story.event for story in stories if story.event]

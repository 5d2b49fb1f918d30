"""What the store knows of the actors of a brief: stories, ours and imported ones, up to the period's end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from entente.analysis.dyads.background import Story, carrying, listed, stories_of
from entente.analysis.dyads.rifts import Rift, rifts
from entente.analysis.dyads.series import QUADS
from entente.analysis.rows import rows
from entente.brief.focus import Pair
from entente.brief.material import Material
from entente.brief.wording import act, day, is_known
from entente.ontology.naming import actor_name
from entente.prospect import RICH
from entente.store import Selection
from entente.units import By

#: Turns are listed that lie so far back from the end of the period, at most.
TURNS = pd.DateOffset(years=5)
#: The signed network, blocs, balance and brokers are of so long before the end.
RECENT = pd.DateOffset(years=3)
#: Turns of the whole record that stand in the background of a region.
LARGEST = 6
#: Stories that are looked at to be cited.
ENOUGH = 8


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
    def every_turn(self) -> list[Rift]:
        """All turns of the members' dyads up to the end, the latest first."""
        if self.material.until is None:
            return []
        found = rifts(self.weeks, By.WEEK, members=self.members)
        order = found.sort_values(["date", "size", "a", "b"], ascending=[False, False, True, True])
        return list(rows(order, Rift))

    @cached_property
    def turns(self) -> list[Rift]:
        """The turns of the members' dyads in the last years, the latest first."""
        return [turn for turn in self.every_turn if turn.date >= self.since(TURNS)]

    @cached_property
    def largest(self) -> list[Rift]:
        """The turns of most weight, the latest first."""
        ranked = sorted(self.every_turn, key=lambda turn: (-turn.size, turn.date, turn.a, turn.b))
        kept = ranked[:LARGEST]
        return [turn for turn in self.every_turn if turn in kept]

    def dyads(self, most: int) -> tuple[Pair, ...]:
        """The dyads that are looked at one by one, the busiest first."""
        return self.material.focus.dyads(self.ranked, most)

    @cached_property
    def last_turn(self) -> Rift | None:
        """The last turn of the dealings looked at."""
        return next((turn for turn in self.turns if self.material.focus.has(turn.a, turn.b)), None)

    @cached_property
    def ranked(self) -> list[Pair]:
        """The dyads looked at by their stories in the last years, or else at any time; the busiest first."""
        own = self.material.focus.between(self.recent if len(self.recent) else self.months)
        own = own[own.a.map(is_known).astype(bool) & own.b.map(is_known).astype(bool)]
        summed = own.groupby(["a", "b"], as_index=False)[["stories"]].sum()
        order = summed.sort_values(["stories", "a", "b"], ascending=[False, True, True])
        return list(zip(order.a.map(str), order.b.map(str), strict=True))

    @cached_property
    def own_months(self) -> pd.DataFrame:
        """The dealings looked at by month: figures summed over their dyads."""
        own = self.material.focus.between(self.months)
        return own.groupby("period", as_index=False)[["stories", *QUADS, "net"]].sum()

    def carriers(self, turn: Rift) -> tuple[Story, ...]:
        """The stories that carry a turn, in order of time."""
        chosen = replace(self.material.told(), dyad=(turn.a, turn.b))
        middle = (turn.before + turn.after) / 2
        found = self.material.store.days(chosen)
        return carrying(found, turn.date, turn.low, turn.high, middle, falls=turn.points < 0, by=By.WEEK)

    def cited(
        self, a: str, b: str, first: date | None, last: date | None, quads: Sequence[int]
    ) -> tuple[Story, ...]:
        """The stories of two members, of some quad classes, in a time: ours first, the most intense first."""
        own = self._by_pair.get((min(a, b), max(a, b)))
        if own is None:
            return ()
        own = own[own.quad.isin(quads)]
        if first:
            own = own[own.day >= pd.Timestamp(first)]
        if last:
            own = own[own.day <= pd.Timestamp(last)]
        weight = own.intensity.abs()
        ranked = own.assign(weight=weight, theirs=own.event.isna()).sort_values(
            ["theirs", "weight", "event", "story"], ascending=[True, False, True, True]
        )
        return tuple(stories_of(ranked.drop_duplicates("story").head(ENOUGH)))

    @cached_property
    def _by_pair(self) -> dict[Pair, pd.DataFrame]:
        """The stories of the last years by the two, in order of the alphabet."""
        begun = self.material.since
        since = min(self.since(TURNS), begun) if begun and self.material.until else None
        chosen = replace(self.material.told(), actors=tuple(self.members), since=since)
        days = self.material.store.days(chosen)
        days = days[days.b.notna()]
        low, high = days[["a", "b"]].min(axis=1), days[["a", "b"]].max(axis=1)
        return {(str(a), str(b)): group for (a, b), group in days.groupby([low, high])}

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

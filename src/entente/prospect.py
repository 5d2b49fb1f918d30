"""What next, from a store: what its record makes likely, each figure with how far such forecasts held.

The methods stand in :mod:`entente.analysis.outlook` (dyads, by quad class) and
:mod:`entente.analysis.links` (an actor's next acts).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import pandas as pd

from entente.analysis.links.ahead import Record, Track, ahead, record, track
from entente.analysis.links.shipped import shipped
from entente.analysis.outlook.outlook import Outlook, look
from entente.distinct import made_distinct
from entente.errors import UsageError
from entente.perspective import only_known, two_of
from entente.store import Selection, Store
from entente.units import By

#: What an actor did longer ago than this says little of its next act.
RECENT = timedelta(days=3 * 365)
#: Stories of known actors in that time from which a record is forecast.
RICH = 1000
#: Whole periods of a record without which the next is not forecast.
LEAST = {By.WEEK: 20, By.MONTH: 10}


@dataclass(frozen=True)
class Prospect:
    """What next among the actors of a store.

    Attributes:
        store: the store.
        selection: data sets, days and the level of actors.
        members: codes of the actors whose dyads are shown; empty for all that are known. What is learned is
            learned from all.
        by: the next week or month is forecast.
    """

    store: Store
    selection: Selection
    members: tuple[str, ...] = ()
    by: By = By.WEEK

    @cached_property
    def outlook(self) -> Outlook:
        """The walk through the record; raises UsageError where it has no stories of two known actors."""
        ties = self._ties
        if ties.empty:
            raise UsageError(
                f"{self.store.path} has no stories of two known actors in these days; there is nothing to "
                "forecast from. Read or import more, or widen --from, --to and --dataset"
            )
        return look(ties, self.by, until=self._last)

    @property
    def chances(self) -> pd.DataFrame:
        """The probability of each quad class for each dyad of the members; see ``Outlook.chances``."""
        return self.outlook.chances(members=self.members or None)

    @property
    def expected(self) -> pd.DataFrame:
        """Stories and intensity expected of each dyad of the members; see ``Outlook.expected``."""
        return self.outlook.expected(members=self.members or None)

    def dyad(self, a: str, b: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The same two frames of one dyad; raises UsageError for a name that is not known."""
        pair = self.two(a, b)
        return self.outlook.chances(dyads=[pair]), self.outlook.expected(dyads=[pair])

    def past(self, a: str, b: str) -> pd.DataFrame:
        """What two did by period."""
        one, other = sorted(self.two(a, b))
        return self._ties[(self._ties.a == one) & (self._ties.b == other)]

    @property
    def lacking(self) -> str:
        """Why the record is too little to forecast from, in words; empty where it is not."""
        recent = self._ties if self._last is None else self._ties[self._recent]
        told = int(recent.stories.sum())
        if told < RICH:
            return (
                f"the record has {told:,} stories of states and organisations in the last three years, and "
                f"forecasts are made from {RICH:,} on"
            )
        periods = len(self.outlook.walked.panel.periods)
        if periods < LEAST[self.by]:
            return (
                f"the record has {periods} whole {self.by}s, and forecasts are made from {LEAST[self.by]} on"
            )
        return ""

    @property
    def _recent(self) -> pd.Series[bool]:
        assert self._last is not None
        return pd.to_datetime(self._ties.period) > pd.Timestamp(self._last - RECENT)

    def ahead(self, actor: str) -> pd.DataFrame:
        """What an actor does next, to whom, and what is done to it: see ``analysis.links.ahead.ahead``.

        With ``verdict``: whether such forecasts were better than the recurrency baseline over the last days.
        """
        found = ahead(self._record, shipped(), self.store.actor(actor))
        return found.assign(verdict=self.links_track.verdict)

    @cached_property
    def links_track(self) -> Track:
        """How well next acts were forecast over the last days."""
        return track(self._record, shipped())

    def two(self, a: str, b: str) -> tuple[str, str]:
        """The codes of two actors, in the order of the alphabet; UsageError where they are one."""
        one, other = sorted(two_of(self.store, a, b))
        return one, other

    @cached_property
    def _last(self) -> date | None:
        """The last day of the record."""
        last = self.store.span()[1]
        return min(day for day in (last, self.selection.until or last) if day) if last else None

    @cached_property
    def _ties(self) -> pd.DataFrame:
        made_distinct(self.store)
        ties = self.store.ties(self.selection, (), self.by.value)
        return only_known(ties, self.selection.level)

    @cached_property
    def _record(self) -> Record:
        made_distinct(self.store)
        since = self._last - RECENT if self._last else None
        chosen = replace(self.selection, since=self.selection.since or since)
        return record(only_known(self.store.days(chosen), self.selection.level))

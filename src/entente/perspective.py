"""The regional perspective of a store: where rifts run, who stands with whom, between whom, who depends.

Every figure is worked out from the stories of the store, ours and imported ones, by the functions of
:mod:`entente.analysis`; what their columns mean stands there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from entente.analysis.balance.balance import balance, camps
from entente.analysis.balance.strain import strained
from entente.analysis.balance.triads import triads
from entente.analysis.bargaining.estimate import LEAST as ACTS
from entente.analysis.bargaining.estimate import MOST, estimated, participants
from entente.analysis.bargaining.issue import Issue
from entente.analysis.brokerage.brokers import bridges, brokers
from entente.analysis.brokerage.dependence import dependence
from entente.analysis.brokerage.mediation import mediations
from entente.analysis.brokerage.movement import moving
from entente.analysis.brokerage.thirdparties import third_parties
from entente.analysis.dyads.background import carrying
from entente.analysis.dyads.leads import leads_of_all
from entente.analysis.dyads.oneway import one_way_ties
from entente.analysis.dyads.rifts import FEWEST, RATE, Method, Rift, rifts
from entente.analysis.network.blocs import blocs, divisions
from entente.analysis.network.graph import directed_network, network
from entente.analysis.network.isolation import isolation
from entente.analysis.network.windows import Window
from entente.analysis.rows import rows
from entente.area import members_of as members_of
from entente.distinct import made_distinct
from entente.errors import UsageError
from entente.ontology.memberships import shared
from entente.ontology.naming import actor_name, is_known
from entente.ontology.treaties import is_allied
from entente.store import Level, Selection, Store
from entente.units import By

#: Months of a window, for what counts in months.
MONTHS = {Window.SPAN: None, Window.YEAR: 12, Window.QUARTER: 3, Window.MONTH: 1}
#: Stories that make a tie.
LEAST = 5
#: Turns whose stories are looked up; of the others the list is empty.
TOLD = 200


def two_of(store: Store, a: str, b: str) -> tuple[str, str]:
    """The codes of two actors by name or code; UsageError for one not known, or where they are one."""
    one, other = store.actor(a), store.actor(b)
    if one == other:
        raise UsageError(f"{a!r} and {b!r} are both {actor_name(one)}; name two that differ")
    return one, other


def only_known(frame: pd.DataFrame, level: Level) -> pd.DataFrame:
    """The rows of which ``a`` and ``b`` are known; where actors are kept apart, all."""
    if level is Level.ACTOR:
        return frame
    known = {name for name in {*frame.a, *frame.b.dropna()} if is_known(name)}
    return frame[frame.a.isin(known) & frame.b.isin(known)]


@dataclass(frozen=True)
class Perspective:
    """The actors of a region in a store, or all of them.

    Attributes:
        store: the store.
        selection: data sets, days and the level of actors.
        members: codes of the actors that are looked at; empty for all that are known. A name that is no
            state, organisation or group of the tables, as ``Citizen (Africa)``, is then left out, unless
            actors are kept apart.
        window: how time is cut for all but rifts, third parties and leaders.
        least: stories that make a tie.
        neutral: the intensity that is neither friendly nor hostile.
    """

    store: Store
    selection: Selection
    members: tuple[str, ...] = ()
    window: Window = Window.SPAN
    least: int = LEAST
    neutral: float = 0.0

    def rifts(
        self,
        by: By = By.WEEK,
        *,
        rate: float = RATE,
        least: int = FEWEST,
        method: Method = Method.PARTITION,
        stories: bool = True,
    ) -> pd.DataFrame:
        """Rifts and rapprochements, the largest first; ``stories`` are the ids of those that carry each.

        They are sought among all dyads of the store, and those between members are given. Columns: see
        :class:`entente.analysis.dyads.rifts.Rift`.
        """
        every = self._ties_by(by)
        read = self._exposure(by)
        found = rifts(every, by, exposure=read, rate=rate, least=least, method=method)
        if self.members:
            found = found[found.a.isin(self.members) & found.b.isin(self.members)]
        found = found.reset_index(drop=True)
        turns = rows(found, Rift)
        told = [self.carrying(turn, by) if stories and n < TOLD else [] for n, turn in enumerate(turns)]
        return found.assign(stories=pd.Series(told, dtype=object, index=found.index))

    @cached_property
    def signed(self) -> pd.DataFrame:
        """The signed network among members."""
        return network(self.ties, self.window, least=self.least, neutral=self.neutral)

    @property
    def network(self) -> pd.DataFrame:
        """Ties with their signs, and what binds the two on the window's last day: ``allied``, ``shared``."""
        return self._with_bonds(self.signed)

    @property
    def directed(self) -> pd.DataFrame:
        """Ties by who acts on whom."""
        ties = self._among(self._directed_ties)
        return directed_network(ties, self.window, least=self.least, neutral=self.neutral)

    @cached_property
    def blocs(self) -> pd.DataFrame:
        """Who belongs to which bloc, and how firmly."""
        return blocs(self.signed)

    @property
    def divisions(self) -> pd.DataFrame:
        """Whether there are blocs at all."""
        return divisions(self.signed)

    @property
    def isolation(self) -> pd.DataFrame:
        """How isolated each actor is."""
        every = network(self.ties, self.window, least=1, neutral=self.neutral)
        return isolation(every, members=self.members or None)

    @cached_property
    def balance(self) -> pd.DataFrame:
        """Structural balance of each window."""
        return balance(self.signed)

    @property
    def triads(self) -> pd.DataFrame:
        """Triads by kind."""
        return triads(self.signed)

    @property
    def camps(self) -> pd.DataFrame:
        """The camps that leave the least against balance."""
        return camps(self.signed)

    @cached_property
    def strained(self) -> pd.DataFrame:
        """Dyads under strain to change sign."""
        return strained(self.signed)

    @cached_property
    def brokers(self) -> pd.DataFrame:
        """Who stands between actors that do not deal with each other."""
        return brokers(
            self.known_ties,
            members=self.members or None,
            months=MONTHS[self.window],
            least=self.least,
            mediations=self.mediations,
        )

    @property
    def bridges(self) -> pd.DataFrame:
        """The pairs that each broker stands between."""
        months = MONTHS[self.window]
        return bridges(self.known_ties, members=self.members or None, months=months, least=self.least)

    @property
    def mediations(self) -> pd.DataFrame:
        """Acts of mediation by actor."""
        return mediations(self.store.mediations(self.selection))

    @cached_property
    def dependence(self) -> pd.DataFrame:
        """Whose cooperation runs through whom."""
        months = MONTHS[self.window]
        return dependence(self.known_ties, members=self.members or None, months=months, least=self.least)

    def third_parties(
        self, a: str, b: str, at: date | str, *, before: int = 365, after: int = 365
    ) -> pd.DataFrame:
        """Who gained from a dyad's turn, and whose ties moved with it; ``at`` is a day or ``YYYY-MM-DD``."""
        one, other = self.two(a, b)
        ties = self._only_known(self._ties_by(By.WEEK))
        day = date.fromisoformat(at) if isinstance(at, str) else at
        return third_parties(ties, one, other, day, before=before, after=after, members=self.members or None)

    def moving(self, a: str, b: str, *, lags: int = 3) -> pd.DataFrame:
        """Whose ties move with or against a dyad, month by month."""
        one, other = self.two(a, b)
        return moving(self.known_ties, one, other, lags=lags, members=self.members or None)

    def leaders(self, by: By = By.MONTH) -> pd.DataFrame:
        """Who leads in each dyad, with false finds held down over all."""
        directed = self._among(self.store.ties(self.selection, (), by.value, directed=True))
        return leads_of_all(one_way_ties(directed, self._among(self._ties_by(by))), by)

    def issue(
        self, low: str, high: str, *, name: str | None = None, least: int = ACTS, most: int = MOST
    ) -> Issue:
        """The issue between two poles, as the record has it: see :mod:`entente.analysis.bargaining`."""
        one, other = self.two(low, high)
        ties, members = self._only_known(self._directed_ties), self.members or None
        parties = participants(ties, one, other, members=members, least=least, most=most)
        days = self.store.days(replace(self.selection, actors=tuple(parties)))
        name = name or f"{actor_name(one)} or {actor_name(other)}"
        return estimated(ties, days, one, other, name=name, members=members, least=least, most=most)

    def carrying(self, turn: Rift, by: By) -> list[str]:
        """The ids of the stories that carry a turn."""
        days = self.store.days(replace(self.selection, dyad=(turn.a, turn.b)))
        middle = (turn.before + turn.after) / 2
        found = carrying(days, turn.date, turn.low, turn.high, middle, falls=turn.points < 0, by=by)
        return [story.story for story in found]

    # Ties

    def two(self, a: str, b: str) -> tuple[str, str]:
        """The codes of two actors; UsageError where they are one."""
        return two_of(self.store, a, b)

    def _ties_by(self, by: By) -> pd.DataFrame:
        made_distinct(self.store)
        return self.store.ties(self.selection, (), by.value)

    @cached_property
    def _monthly(self) -> pd.DataFrame:
        return self._ties_by(By.MONTH)

    @cached_property
    def _directed_ties(self) -> pd.DataFrame:
        made_distinct(self.store)
        return self.store.ties(self.selection, (), By.MONTH.value, directed=True)

    @property
    def known_ties(self) -> pd.DataFrame:
        """Of all who are known."""
        return self._only_known(self._monthly)

    @property
    def ties(self) -> pd.DataFrame:
        """Among members."""
        return self._among(self._monthly)

    def _among(self, ties: pd.DataFrame) -> pd.DataFrame:
        if not self.members:
            return self._only_known(ties)
        return ties[ties.a.isin(self.members) & ties.b.isin(self.members)]

    def _only_known(self, ties: pd.DataFrame) -> pd.DataFrame:
        return only_known(ties, self.selection.level)

    def _exposure(self, by: By) -> pd.DataFrame | None:
        read = self.store.exposure(replace(self.selection, actors=(), types=()), by.value)
        return None if read.empty else read

    def _with_bonds(self, found: pd.DataFrame) -> pd.DataFrame:
        """Whether two are allied, and in what they both are members, on the last day of each window."""
        last = self._monthly.period.max()
        months = MONTHS[self.window]
        bonds = []
        for start, a, b in zip(found.window, found.a, found.b, strict=True):
            end = last if months is None else min(start + pd.DateOffset(months=months, days=-1), last)
            day = (end + pd.offsets.MonthEnd(0)).date()
            bonds.append((is_allied(a, b, day), list(shared(a, b, day))))
        told = pd.DataFrame(bonds, columns=["allied", "shared"], index=found.index)
        return pd.concat([found, told], axis=1)

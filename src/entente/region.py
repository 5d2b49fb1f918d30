"""A store as an analyst works with it in Python: frames, narrowed step by step, and the brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import TracebackType
from typing import Self

import pandas as pd

from entente.analysis.bargaining.issue import Issue
from entente.analysis.claims.claimants import claimants
from entente.analysis.claims.dealings import Match
from entente.analysis.dyads.background import Background, background
from entente.analysis.network.windows import Window
from entente.area import members_of
from entente.asked import busiest, day_of, one_of, valid_of
from entente.brief import Brief, make_brief
from entente.distinct import made_distinct
from entente.figures import Asked, Figure, figure
from entente.ontology.naming import actor_code
from entente.outcomes import claim_record
from entente.perspective import LEAST, Perspective
from entente.prospect import Prospect
from entente.records import Modality
from entente.store import CODED, Kind, Level, Parties, Selection, Store
from entente.store.exchange.format import formats
from entente.store.selection import SHAPES
from entente.units import By, Count

EVERYTHING = Selection()
#: Types of any table.
TYPES = list(dict.fromkeys(t for shape in SHAPES.values() for t in shape.types))


@dataclass(frozen=True, slots=True)
class Region:
    """A store and a selection of its records. Frames are pandas; one row a record, in order of time.

    >>> region = entente.open("caucasus.duckdb").where(dyad=("Armenia", "Russia"))  # doctest: +SKIP
    >>> region.events.explode("actor").groupby("actor").intensity.mean()  # doctest: +SKIP
    """

    store: Store
    selection: Selection = EVERYTHING

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the store's file go."""
        self.store.close()

    def where(
        self,
        *,
        actor: str | None = None,
        country: str | None = None,
        dyad: tuple[str, str] | None = None,
        types: tuple[str, ...] = (),
        modality: str | None = None,
        outlet: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        level: str | None = None,
        least: float | None = None,
        coder: str | None = None,
        dataset: str | None = None,
        count: str | None = None,
    ) -> Region:
        """The same store, narrowed; what is not named stays as it is.

        Args:
            actor, country, dyad: names or codes; see :meth:`entente.store.Store.actor`.
            types: event types, or kinds of statements or claims; a table leaves out those of another.
            modality: asserted, negated, hypothetical, future or historical.
            outlet: who published the document.
            since, until: first and last day, a date or ``YYYY-MM-DD``.
            level: ``state`` rolls actors up, ``actor`` keeps them apart.
            least: least score, 0 to 1.
            coder: a coder's name and version; else the last that coded each document.
            dataset: ``coded`` (ours), or the name of a format that was imported.
            count: what counts are of: ``story``, ``report`` or ``article``.

        Raises UsageError for a name, day or level that is not known.
        """
        was = self.selection
        narrowed = replace(
            was,
            actors=(self.store.actor(actor),) if actor else was.actors,
            countries=(actor_code(country),) if country else was.countries,
            dyad=(self.store.actor(dyad[0]), self.store.actor(dyad[1])) if dyad else was.dyad,
            types=valid_of("type", types, TYPES) or was.types,
            modalities=valid_of("modality", (modality,) if modality else (), list(Modality))
            or was.modalities,
            outlets=(outlet,) if outlet else was.outlets,
            since=day_of(since) or was.since,
            until=day_of(until) or was.until,
            level=one_of(Level, "level", level) if level else was.level,
            least=was.least if least is None else least,
            coder=coder or was.coder,
            datasets=valid_of("dataset", (dataset,) if dataset else (), (CODED, *formats())) or was.datasets,
            count=one_of(Count, "count", count) if count else was.count,
        )
        return replace(self, selection=narrowed)

    @property
    def documents(self) -> pd.DataFrame:
        """Documents: id, published, outlet, title, author, words, numbers of records, coder, path."""
        return self.store.frame(Kind.DOCUMENTS, self._for(Kind.DOCUMENTS))

    @property
    def statements(self) -> pd.DataFrame:
        """Statements: who said what of whom, in order of time."""
        return self.store.frame(Kind.STATEMENTS, self._for(Kind.STATEMENTS))

    @property
    def events(self) -> pd.DataFrame:
        """Events; ``actor`` and ``recipient`` are lists: see ``DataFrame.explode``."""
        return self.store.frame(Kind.EVENTS, self._for(Kind.EVENTS))

    @property
    def claims(self) -> pd.DataFrame:
        """Claims on the future."""
        return self.store.frame(Kind.CLAIMS, self._for(Kind.CLAIMS))

    def claim_record(
        self, *, on: date | str | None = None, within: int | None = None, match: str = Match.TYPE
    ) -> pd.DataFrame:
        """What became of the claims by a day, or by the last of the record: see ``outcomes.claim_record``.

        ``within`` are the days in which a claim falls due that names none; ``match`` is ``type`` or ``quad``.
        """
        (how,) = valid_of("match", (match,), list(Match))
        return claim_record(
            self.store, self._for(Kind.CLAIMS), on=day_of(on), within=within, match=Match(how)
        )

    def claimants(self, *, on: date | str | None = None, within: int | None = None) -> pd.DataFrame:
        """The track record of those who make the claims, against chance: ``analysis.claims.claimants``."""
        return claimants(self.claim_record(on=on, within=within))

    @property
    def actors(self) -> pd.DataFrame:
        """Actors, the most mentioned first, with how often they speak, act and are acted on."""
        made_distinct(self.store)
        return self.store.frame(Parties.ACTORS, self._for_parties())

    @property
    def unresolved(self) -> pd.DataFrame:
        """Wordings for somebody without an actor, the most frequent first, each with an example."""
        return self.store.frame(Parties.UNRESOLVED, replace(self._for_parties(), actors=()))

    @property
    def pairs(self) -> pd.DataFrame:
        """Directed pairs ``a``, ``b``: one row an event and an ordered pair of its parties."""
        return self.store.pairs(self._for(Kind.EVENTS))

    @property
    def stories(self) -> pd.DataFrame:
        """Happenings in order of day, each with its reports, articles and independent sources."""
        made_distinct(self.store)
        return self.store.stories(self._for(Kind.EVENTS))

    @property
    def copies(self) -> pd.DataFrame:
        """Documents that are copies of another, each with its original."""
        made_distinct(self.store)
        return self.store.copies(self.selection)

    def exposure(self, by: str = "month") -> pd.DataFrame:
        """What was read: articles by data set, period (``day``, ``week``, ``month``, ``year``) and outlet."""
        return self.store.exposure(self.selection, one_of(By, "period", by).value)

    def ties(self, members: Sequence[str] = (), by: str = "month") -> pd.DataFrame:
        """Undirected ties by period, among some actors or all, the busiest first."""
        made_distinct(self.store)
        return self.store.ties(
            self._for(Kind.EVENTS), [self.store.actor(m) for m in members], one_of(By, "period", by).value
        )

    def perspective(
        self, *names: str, window: str = "span", least: int = LEAST, neutral: float = 0.0
    ) -> Perspective:
        """The regional perspective: rifts, network, balance, brokers, dependence, third parties, as frames.

        Args:
            names: a named region, or actors by name or code; none for all who are known.
            window: how time is cut: ``span``, ``year``, ``quarter`` or ``month``.
            least: stories that make a tie.
            neutral: the intensity that is neither friendly nor hostile.

        Raises UsageError for a name or window that is not known.
        """
        chosen = replace(self.selection, actors=(), countries=(), dyad=None, types=(), modalities=())
        return Perspective(
            self.store,
            chosen,
            members_of(self.store, names),
            one_of(Window, "window", window),
            least,
            neutral,
        )

    def prospect(self, *names: str, by: str = "week") -> Prospect:
        """What next: forecasts of the dyads among some, of an actor's acts, and how far such forecasts held.

        Args:
            names: actors or named regions; all who are known without.
            by: ``week`` or ``month``: what is forecast is the next.

        Raises UsageError for a name or period that is not known.
        """
        chosen = replace(self.selection, actors=(), countries=(), dyad=None, types=(), modalities=())
        return Prospect(self.store, chosen, members_of(self.store, names), one_of(By, "period", by))

    def bargaining(self, low: str, high: str, *names: str, name: str | None = None) -> Issue:
        """The issue between two poles, with what each wants, cares and can: see :mod:`analysis.bargaining`.

        ``names`` are those who may take part besides, as for a perspective. Raises UsageError likewise.
        """
        return self.perspective(*names).issue(low, high, name=name)

    def background(self, a: str, b: str, *, before: date | str | None = None, by: str = "week") -> Background:
        """The course of two actors before a day: series, phases, turning points, key stories and statements.

        Raises UsageError for a name, day or period that is not known.
        """
        two = self.store.actor(a), self.store.actor(b)
        chosen = replace(self.selection, dyad=two)
        made_distinct(self.store)
        return background(
            self.store.days(chosen),
            self.store.frame(Kind.STATEMENTS, replace(chosen, types=())),
            two,
            by=one_of(By, "period", by),
            count=chosen.count,
            before=day_of(before),
            since=chosen.since,
            until=chosen.until,
        )

    def figure(self, kind: str, *names: str, by: str = "month", at: date | str | None = None) -> Figure:
        """A chart with its caption and frame; ``.save(path)`` writes it: see :mod:`entente.figures`.

        Raises UsageError for a kind, a name, a day or a period that is not known.
        """
        made_distinct(self.store)
        return figure(kind, Asked(self.store, self.selection, names, one_of(By, "period", by), day_of(at)))

    def _for_parties(self) -> Selection:
        """The selection as far as tables of those who take part have what it asks for."""
        return replace(self.selection, types=(), dyad=None, modalities=())

    def _for(self, kind: Kind) -> Selection:
        """The selection as far as a table has what it asks for: documents no types, claims no dyad."""
        shape = SHAPES.get(kind)
        return replace(
            self.selection,
            types=tuple(t for t in self.selection.types if shape and t in shape.types),
            modalities=self.selection.modalities if shape and shape.modal else (),
            dyad=self.selection.dyad if shape and shape.facing else None,
        )

    def busiest(self) -> tuple[str, str]:
        """The two states or organisations that deal most with each other; UsageError where there are none."""
        return busiest(self.store, self._for(Kind.EVENTS))

    def brief(
        self,
        focus: tuple[str, str] | None = None,
        *,
        actor: str | None = None,
        region: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
    ) -> Brief:
        """The brief in four parts; ``.save(path)`` writes it, by the name's end.

        Args:
            focus: two actors by name or code; without anybody named, the two that deal most with each other.
            actor: one, instead of two.
            region: a named region, or actors with commas. Beside two or one it is that of part three, else
                those who deal most with them; alone, the brief is about its members.
            since, until: first and last day; else the 90 days up to the last document.

        Raises UsageError for a name, region or day that is not known, or a record with nothing of them.
        """
        made_distinct(self.store)
        two = self.busiest() if focus is None and actor is None and region is None else focus
        return make_brief(
            self.store, two, actor=actor, region=region, since=day_of(since), until=day_of(until)
        )

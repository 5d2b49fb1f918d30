"""What a brief is made from: the records of a focus and a period, taken from the store once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

import pandas as pd

from entente.analysis.deeds import dated, done
from entente.analysis.network.ties import neighbours
from entente.analysis.stories.stories import once, telling
from entente.area import Area
from entente.brief.context import Context
from entente.brief.focus import Focus
from entente.brief.wording import is_known
from entente.errors import UsageError
from entente.records import REPORT_ZONES, Claim, Document, Event, Statement
from entente.store import Kind, Level, Parties, Selection, Store

#: The period where no first day is named: so many days up to the last document.
PERIOD = timedelta(days=90)
#: Neighbours are those of so long before the end, where events of others are counted in.
AROUND = pd.DateOffset(years=3)
#: Actors of the regional part where no region is named, the focus among them.
NEIGHBOURS = 12
#: So many who are not in a record are called by their region.
NAMED = 4
#: Statements, and events, of a lower score are left out.
LEAST, LEAST_EVENT = 0.5, 0.6
#: Kinds of zones that are the report itself.
ZONES = tuple(zone.value for zone in REPORT_ZONES)


@dataclass
class Material:
    """The records of a focus, split by a period.

    Attributes:
        focus: whom the brief is about.
        since, until: the period; None where no document is dated.
        region: of part three, the named region or list of actors, if one was.
        documents: frame of the documents up to ``until`` that name an actor of focus or region, with ``day``.
        current: ids of those that were published in the period.
        read, older: numbers of all documents up to ``until``, and of those from before the period.
        undated: number of documents without a date; ``dated_only`` whether they are left out.
        imported: data sets of others, with the number of their events.
    """

    store: Store
    focus: Focus
    since: date | None
    until: date | None
    region: Area | None
    documents: pd.DataFrame
    current: tuple[str, ...]
    read: int
    older: int
    undated: int
    dated_only: bool
    imported: Mapping[str, int]
    _texts: dict[str, Document] = field(default_factory=dict)
    _events: dict[str, Event] = field(default_factory=dict)
    _contexts: dict[str, Context] = field(default_factory=dict)

    def text(self, identifier: str) -> Document:
        """A document, read once."""
        if identifier not in self._texts:
            self._texts[identifier] = self.store.document(identifier)
        return self._texts[identifier]

    def context(self, identifier: str) -> Context:
        """A document of the period with what it lends to the reading of its records."""
        if identifier not in self._contexts:
            told = self._by_document.get(identifier, ())
            self._contexts[identifier] = Context(
                self.text(identifier), told, self._event_days.get(identifier, ())
            )
        return self._contexts[identifier]

    def statements(self) -> list[Statement]:
        """Statements in documents of the period that are sure enough, in order of time."""
        return [s for s in self._statements if s.score is None or s.score >= LEAST]

    @cached_property
    def _statements(self) -> list[Statement]:
        return list(self.store.statements(self._now()))

    @cached_property
    def _by_document(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for statement in self._statements:
            found.setdefault(statement.document, []).append(statement)
        return found

    @cached_property
    def _event_days(self) -> dict[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for document, at, day in self.store.event_days(self._now()):
            found.setdefault(document, []).append((at, day))
        return found

    def claims(self) -> list[Claim]:
        """Claims in documents of the period."""
        return list(self.store.claims(self._now()))

    def events(self, ids: list[str]) -> dict[str, Event]:
        """Events by id, each read once."""
        missing = tuple(dict.fromkeys(i for i in ids if i not in self._events))
        if missing:
            self._events |= {e.id: e for e in self.store.events(Selection(records=missing))}
        return {i: self._events[i] for i in ids}

    def own(self, ids: Sequence[str]) -> list[str]:
        """Of the ids of some evidence those of our own events; the others are stories that others coded."""
        if not self.read or not ids:
            return []
        known = {e.id: e for e in self.store.events(Selection(records=tuple(ids)))}
        self._events |= known
        return [i for i in ids if i in known]

    def focus_pairs(self) -> pd.DataFrame:
        """Directed pairs to which one of those looked at is a party, over all documents up to the end."""
        return self._pairs(self.focus.codes, tuple(self.documents.id))

    def dealings(self, pairs: pd.DataFrame) -> pd.DataFrame:
        """Of some pairs the dealings looked at that are told as done."""
        return self.focus.acts(done(pairs))

    def story_days(self, since: date | None = None, datasets: tuple[str, ...] = ()) -> pd.DataFrame:
        """The daily frame of the dealings looked at, ours and imported ones, up to the end."""
        chosen = replace(self.focus.narrowed(self.told()), since=since, datasets=datasets)
        return self.focus.between(self.store.days(chosen))

    def members(self, pairs: pd.DataFrame) -> list[str]:
        """The actors of part three: the focus and a list; or a region, and those who deal most with it."""
        codes = self.focus.codes
        named = [*codes, *(self.region.members if self.region else ())]
        if self.focus.is_closed or (self.region and self.region.listed):
            return list(dict.fromkeys(named))
        found = self._stories_with() if self.imported else neighbours(done(pairs), codes, 4 * NEIGHBOURS)
        busiest = [c for c in found if is_known(c) and c not in codes]
        return list(dict.fromkeys([*named, *busiest[: NEIGHBOURS - len(codes)]]))

    def _stories_with(self) -> list[str]:
        """Who has most stories with one of the focus in the last years, or else at any time."""
        ties = self.store.ties(replace(self.told(), actors=self.focus.codes), by="month")
        now = ties[ties.period >= pd.Timestamp(self.until) - AROUND] if self.until else ties
        ties = now if len(now) else ties
        other = ties.b.where(ties.a.isin(self.focus.codes), ties.a)
        summed = ties.groupby(other).stories.sum().rename_axis("actor").reset_index(name="n")
        ranked = summed.sort_values(["n", "actor"], ascending=[False, True])
        return [str(name) for name in ranked.actor.head(4 * NEIGHBOURS)]

    def told(self) -> Selection:
        """All stories up to the end, ours as far as they are sure enough, and imported ones."""
        return Selection(level=Level.GOVERNMENT, least=LEAST_EVENT, zones=ZONES, until=self.until)

    def regional_pairs(self, members: list[str]) -> pd.DataFrame:
        """Directed pairs in documents of the period to which a member is a party."""
        return self._pairs(tuple(members), self.current)

    def _pairs(self, actors: tuple[str, ...], documents: tuple[str, ...]) -> pd.DataFrame:
        chosen = _within(Selection(actors=actors, least=LEAST_EVENT, level=Level.GOVERNMENT), documents)
        return once(telling(dated(self.store.pairs(chosen)), self.store.frame(Kind.EVENTS, chosen)))

    def _now(self) -> Selection:
        return _within(Selection(), self.current)


def _within(chosen: Selection, documents: tuple[str, ...]) -> Selection:
    """A selection in the report of some documents; of none, where there are none."""
    return replace(chosen, documents=documents or ("none",), zones=ZONES)


def gathered(
    store: Store, focus: Focus, region: Area | None, since: date | None, until: date | None
) -> Material:
    """The material of a brief.

    Raises UsageError for a period that ends before it begins, a store that holds nothing, or one in which
    nobody of the focus is a party of anything.
    """
    if since and until and since > until:
        raise UsageError(f"the period begins on {since} and ends on {until}; give --from before --to")
    every, imported = _with_day(store.frame(Kind.DOCUMENTS, Selection())), store.imported()
    if every.empty and not imported:
        raise UsageError(
            f"{store.path} holds no texts and no events; read some: entente read TEXTS --db {store.path}"
        )
    if store.frame(Parties.ACTORS, Selection(actors=focus.codes, limit=1)).empty:
        names = " or ".join(focus.names) if len(focus.names) < NAMED else f"an actor of {focus.called.title}"
        raise UsageError(f"nothing in {store.path} names {names}; `entente actors` lists who is in it")
    # Whoever names a period wants nothing in it that may be from another time.
    dated_only = since is not None or until is not None
    last = every.day.max() if len(every) else store.exposure(Selection(), "day").period.max()
    until = until or (None if pd.isna(last) else last.date())
    since = since or (until - PERIOD if until else None)
    actors = tuple(dict.fromkeys((*focus.codes, *(region.members if region else ()))))
    documents = _upto(_with_day(store.frame(Kind.DOCUMENTS, Selection(actors=actors))), until, dated_only)
    read = _upto(every, until, dated_only)
    now = tuple(documents[~_older(documents, since)].id)
    return Material(
        store=store,
        focus=focus,
        since=since,
        until=until,
        region=region,
        documents=documents,
        current=now,
        read=len(read),
        older=int(_older(read, since).sum()),
        undated=int(every.day.isna().sum()),
        dated_only=dated_only,
        imported=imported,
    )


def _with_day(documents: pd.DataFrame) -> pd.DataFrame:
    return documents.assign(day=pd.to_datetime(documents.published.map(_first_day)))


def _upto(documents: pd.DataFrame, until: date | None, dated_only: bool) -> pd.DataFrame:
    """The documents that were published by a day; those without a date are kept unless told otherwise."""
    early = documents.day <= pd.Timestamp(until) if until else documents.day.notna()
    return documents[early if dated_only else early | documents.day.isna()]


def _older(documents: pd.DataFrame, since: date | None) -> pd.Series[bool]:
    """Whether a document is from before the period; one without a date never is."""
    return documents.day < pd.Timestamp(since) if since else documents.day.isna() & False


def _first_day(published: object) -> str | None:
    """The first day of an ISO day, month or year."""
    return None if not isinstance(published, str) else (published + "-01-01"[len(published) - 4 :])[:10]

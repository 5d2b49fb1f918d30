"""A round: feeds that are due are asked, what is new is read, rules are looked at, alerts are sent.

The store is held only while it is written to, and never while a server of others is waited for. Each step
leaves its outcome in ``FILE.watch`` before the next begins: whoever is killed goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import TypeVar

from entente.errors import LockedStore
from entente.store.watch.entries import Entry, FeedState, Stage
from entente.store.watch.watched import Watched
from entente.watch.client import Api, Refused, Unavailable, api_of
from entente.watch.clock import Clock
from entente.watch.feedsfile import Channel, Feeds, FeedTable
from entente.watch.paging import Had, file_name, page_of
from entente.watch.politeness import Politeness, Ways, way
from entente.watch.polling import Poll, Poller
from entente.watch.rules import Judge
from entente.watch.sending import Sender, send_all

T = TypeVar("T")
U = TypeVar("U")
#: Servers that are asked at the same time.
_AT_ONCE = 8
#: How often thresholds and turns are looked at where nothing new was read; and when once more where something
#: was, since a server may have answered with what it had worked out before.
_STANDING, _ONCE_MORE = 3600.0, 60.0
#: Until the store is asked for again that something else holds: at first, and at most.
_SOON, _LATER = 5.0, 120.0
_LONGEST_SLEEP = 60.0


@dataclass
class Report:
    """What a round did; ``failed`` are feeds, entries and channels that something was wrong with."""

    asked: int = 0
    found: int = 0
    read: int = 0
    alerts: int = 0
    sent: int = 0
    failed: list[str] = field(default_factory=list)
    locked: bool = False


@dataclass
class Watch:
    """What is watched, for one store.

    Attributes:
        tell: is given each line for people.
        private: whether private addresses may be asked, whatever the file says.
        open_api: the API of a store.
    """

    db: str
    feeds: Feeds
    watched: Watched
    clock: Clock
    senders: dict[Channel, Sender]
    tell: Callable[[str], None]
    private: bool = False
    ways: Ways = way
    open_api: Callable[[str], AbstractContextManager[Api]] = api_of
    _judged: float | None = None
    _held: int = 0

    def __post_init__(self) -> None:
        self._politeness = Politeness(self.clock, self.feeds.watch.interval, self.ways)
        self._tables = {table.url: table for table in self.feeds.feed}

    def round(self) -> Report:
        """Whatever is due, once."""
        report = Report()
        self._poll(report)
        self._fetch(report)
        self._read_and_judge(report)
        report.sent = send_all(self.watched, self.senders, self.clock, self._failing(report))
        return report

    def once(self, patience: float = 60.0) -> Report:
        """Whatever is due, once; waits so many seconds for a store that is held."""
        until = self.clock.now() + patience
        report = self.round()
        while report.locked and self.clock.now() < until and not self.clock.stopping.is_set():
            self.clock.sleep(self._rest(report))
            report.locked = False
            self._read_and_judge(report)
            report.sent += send_all(self.watched, self.senders, self.clock, self._failing(report))
        return report

    def run(self) -> None:
        """Round after round, until the clock is stopped."""
        while not self.clock.stopping.is_set():
            report = self.round()
            if report.asked or report.read or report.alerts:
                self.tell(summary(report))
            self.clock.sleep(self._rest(report))

    def _rest(self, report: Report) -> float:
        if report.locked:
            return float(min(_LATER, _SOON * 2 ** min(self._held, 10)))
        times = [state.next for _, state in self._states() if not state.gone]
        waiting = self.watched.due()
        times += [] if waiting is None else [waiting]
        soonest = min(times, default=float("inf")) - self.clock.now()
        return max(1.0, min(_LONGEST_SLEEP, soonest))

    def _states(self) -> list[tuple[FeedTable, FeedState]]:
        known = {state.url: state for state in self.watched.feeds()}
        fresh = ((table, known.get(table.url)) for table in self.feeds.feed)
        return [(table, state or FeedState(table.url, table.url)) for table, state in fresh]

    def _allows(self, table: FeedTable | None) -> bool:
        allowed = self.feeds.allows_private(table) if table else self.feeds.watch.allow_private
        return self.private or allowed

    def _poll(self, report: Report) -> None:
        now = self.clock.now()
        due = [(t, s) for t, s in self._states() if s.next <= now and not s.gone]

        def poll(pair: tuple[FeedTable, FeedState]) -> Poll:
            table, state = pair
            poller = Poller(self._politeness, self.clock, self._allows(table), self.feeds.every(table))
            return poller(table, state)

        for found in self._together(poll, due):
            report.asked += 1
            report.found += self.watched.keep(found.state, found.listed, self.clock.now())
            if found.state.error:
                self._failing(report)(f"error: {found.state.url}: {found.state.error}")

    def _fetch(self, report: Report) -> None:
        """The pages that entries link to: in the file before the store is asked for."""
        listed = self.watched.at(Stage.LISTED, self.clock.now())

        def fetch(entry: Entry) -> tuple[Entry, Had]:
            allowed = self._allows(self._tables.get(entry.feed))
            return entry, page_of(entry, self._politeness, self.clock, private=allowed)

        for entry, had in self._together(fetch, listed):
            if had.then is not None:
                self.watched.later(entry.number, had.then, had.problem or "")
            elif had.data is not None or entry.own is not None:
                self.watched.fetched(entry.number, had.name, had.data, had.problem)
            else:
                self._give_up(entry, had.problem or "no text", report)

    def _give_up(self, entry: Entry, problem: str, report: Report) -> None:
        self.watched.finished(entry.number, self.clock.now(), None, problem)
        self._failing(report)(f"error: {entry.link or entry.title}: {problem}")

    def _together(self, do: Callable[[T], U], things: Iterable[T]) -> Iterable[U]:
        """Several at a time, each given back as soon as it and those before it are there."""

        def unless_stopping(thing: T) -> U | None:
            return None if self.clock.stopping.is_set() else do(thing)

        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="entente-watch") as pool:
            for found in pool.map(unless_stopping, list(things)):
                if found is not None:
                    yield found

    def _read_and_judge(self, report: Report) -> None:
        fetched = self.watched.at(Stage.FETCHED, self.clock.now())
        if not fetched and not self._is_judging_due():
            return
        try:
            with self.open_api(self.db) as api:
                for entry in fetched:
                    if self.clock.stopping.is_set():
                        return
                    self._read(api, entry, report)
                self._judge(api, report)
            self._held = 0
        except LockedStore as error:
            self._held, report.locked = self._held + 1, True
            self.tell(f"waiting: {error}")
        except Unavailable as error:
            self._held, report.locked = self._held + 1, True
            self._failing(report)(f"error: {error}")

    def _read(self, api: Api, entry: Entry, report: Report) -> None:
        """Into the store; only then is the entry done. Once more after a kill, the store knows the text."""
        data = entry.data if entry.data is not None else entry.own
        if data is None:
            return self._give_up(entry, entry.problem or "no text", report)
        name = entry.name or file_name(replace(entry, link=None), ".atom")
        try:
            found = api.imported(name, data, {"published": entry.published, "outlet": entry.outlet})
        except Refused as error:
            return self._give_up(entry, str(error), report)
        if found.document is None:
            if entry.data is not None and entry.own is not None:
                # The page is no text of ours (a wall, a script); what the feed says of it may be.
                return self.watched.fetched(entry.number, None, None, found.problem)
            return self._give_up(entry, found.problem or "nothing was read", report)
        report.read += 1
        return self.watched.finished(entry.number, self.clock.now(), found.document, entry.problem)

    def _is_standing_due(self) -> bool:
        if not any(rule.threshold or rule.rift for rule in self.feeds.alert):
            return False
        return self._judged is None or self.clock.now() - self._judged >= _STANDING

    def _is_judging_due(self) -> bool:
        return bool(self.feeds.alert) and (bool(self.watched.unjudged()) or self._is_standing_due())

    def _judge(self, api: Api, report: Report) -> None:
        entries = self.watched.unjudged()
        standing = bool(entries) or self._is_standing_due()
        if not entries and not standing:
            return
        found = Judge(self.feeds, self.watched, self.clock, api).judge(entries, standing=standing)
        numbers = [entry.number for entry in entries]
        self.watched.judged(found.fired, found.memories, numbers, self.clock.now())
        if standing:
            self._judged = self.clock.now() - (_STANDING - _ONCE_MORE if entries else 0.0)
        report.alerts += len(found.fired)
        for trouble in found.troubles:
            self._failing(report)(f"error: {trouble}")

    def _failing(self, report: Report) -> Callable[[str], None]:
        def told(line: str) -> None:
            report.failed.append(line)
            self.tell(line)

        return told


def summary(report: Report) -> str:
    """What a round did, as a line."""
    parts = [f"{report.asked} feeds asked", f"{report.found} new entries", f"{report.read} texts read"]
    parts += [f"{report.alerts} alerts"] if report.alerts else []
    parts += [f"{len(report.failed)} failed"] if report.failed else []
    return ", ".join(parts)

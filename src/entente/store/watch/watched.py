"""What ``entente watch`` remembers: feeds, the entries it has seen, what fired and what is still to be sent.

It lies beside the store as ``FILE.watch``, in SQLite, since others hold the store itself open. Each change is
one transaction, so that whoever is killed goes on where they were.
"""

from __future__ import annotations

import fcntl
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, fields, replace
from pathlib import Path
from typing import Any

from entente.errors import DamagedStore, UsageError
from entente.store.watch.entries import Alert, Entry, FeedState, Fired, Listed, Stage, Unsent

_TABLES = """
CREATE TABLE IF NOT EXISTS feeds (
    url TEXT PRIMARY KEY, place TEXT NOT NULL, outlet TEXT, etag TEXT, modified TEXT, next REAL NOT NULL,
    failures INTEGER NOT NULL, error TEXT, success REAL, gone INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS entries (
    number INTEGER PRIMARY KEY, feed TEXT NOT NULL, key TEXT NOT NULL, title TEXT, link TEXT, published TEXT,
    outlet TEXT, page INTEGER NOT NULL, own BLOB, stage TEXT NOT NULL, found REAL NOT NULL, name TEXT,
    data BLOB, tries INTEGER NOT NULL DEFAULT 0, next REAL NOT NULL DEFAULT 0, done REAL, document TEXT,
    problem TEXT, judged INTEGER NOT NULL DEFAULT 0, UNIQUE (feed, key));
CREATE INDEX IF NOT EXISTS entries_by_stage ON entries (stage, number);
CREATE TABLE IF NOT EXISTS alerts (
    number INTEGER PRIMARY KEY, rule TEXT NOT NULL, at REAL NOT NULL, title TEXT NOT NULL,
    told TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS fired (rule TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (rule, key));
CREATE TABLE IF NOT EXISTS outbox (
    alert INTEGER NOT NULL, channel TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
    next REAL NOT NULL DEFAULT 0, problem TEXT, PRIMARY KEY (alert, channel));
CREATE TABLE IF NOT EXISTS memory (rule TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS changes (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL);
INSERT OR IGNORE INTO changes VALUES (1, 0);
"""

_FEED = ", ".join(f.name for f in fields(FeedState))
_ENTRY = ", ".join(f.name for f in fields(Entry))
_LIGHT = _ENTRY.replace("own,", "NULL AS own,").replace("data,", "NULL AS data,")
_ALERT = ", ".join(f.name for f in fields(Alert))


class Watched:
    """The file of one store; for several threads, one at a time."""

    def __init__(self, store: str) -> None:
        """Opens it; makes it where there is none. Raises DamagedStore where it cannot be used."""
        self.path = beside(store)
        self._lock = threading.RLock()
        try:
            self._connection = sqlite3.connect(
                self.path, timeout=30, check_same_thread=False, isolation_level=None
            )
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.executescript(_TABLES)
        except sqlite3.Error as error:
            raise DamagedStore(
                f"{self.path} cannot be used ({error}); move it away, and feeds are read anew: "
                "no text is stored twice"
            ) from error

    def close(self) -> None:
        """Lets the file go."""
        self._connection.close()

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("UPDATE changes SET number = number + 1")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def _set(self, statement: str, *values: object) -> None:
        with self._change() as change:
            change.execute(statement, values)

    def changes(self) -> int:
        """A number, another whenever something is."""
        ((found,),) = self._rows("SELECT number FROM changes")
        return int(found)

    def feeds(self) -> list[FeedState]:
        """The feeds that were ever asked."""
        rows = self._rows(f"SELECT {_FEED} FROM feeds ORDER BY url")
        return [replace(FeedState(*row), gone=bool(row[-1])) for row in rows]

    def keep(self, feed: FeedState, listed: Iterable[Listed], now: float) -> int:
        """The state of a feed, and the entries that it lists; gives the number of those that are new."""
        new = 0
        with self._change() as change:
            marks = ", ".join("?" * len(fields(FeedState)))
            change.execute(f"REPLACE INTO feeds ({_FEED}) VALUES ({marks})", astuple(feed))
            for entry in listed:
                stage = Stage.LISTED if entry.page else Stage.FETCHED
                new += change.execute(
                    "INSERT OR IGNORE INTO entries (feed, key, title, link, published, outlet, page, own, "
                    "stage, found) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (feed.url, *astuple(entry), stage.value, now),
                ).rowcount
        return new

    def at(self, stage: Stage, now: float) -> list[Entry]:
        """The entries at a stage that are due, the first found first."""
        found = self._rows(
            f"SELECT {_ENTRY} FROM entries WHERE stage = ? AND next <= ? ORDER BY number", stage.value, now
        )
        return [Entry(*row) for row in found]

    def due(self) -> float | None:
        """When the next entry is due; None where none waits."""
        ((found,),) = self._rows(
            "SELECT min(next) FROM entries WHERE stage IN (?, ?)", Stage.LISTED.value, Stage.FETCHED.value
        )
        return None if found is None else float(found)

    def fetched(self, number: int, name: str | None, data: bytes | None, problem: str | None = None) -> None:
        """The file of an entry is there; without one, it is the entry itself."""
        self._set(
            "UPDATE entries SET stage = ?, name = ?, data = ?, problem = ?, tries = 0, next = 0 "
            "WHERE number = ?",
            Stage.FETCHED.value, name, data, problem, number,
        )  # fmt: skip

    def later(self, number: int, then: float, problem: str) -> None:
        """It could not be had; it is tried again."""
        self._set(
            "UPDATE entries SET tries = tries + 1, next = ?, problem = ? WHERE number = ?",
            then, problem, number,
        )  # fmt: skip

    def finished(self, number: int, at: float, document: str | None, problem: str | None) -> None:
        """The store has it, or never will; what was kept of it is let go."""
        self._set(
            "UPDATE entries SET stage = ?, done = ?, document = ?, problem = ?, own = NULL, data = NULL "
            "WHERE number = ?",
            (Stage.READ if document else Stage.FAILED).value, at, document, problem, number,
        )  # fmt: skip

    def unjudged(self) -> list[Entry]:
        """Entries that were read and that no rule has looked at."""
        query = f"SELECT {_LIGHT} FROM entries WHERE stage = ? AND NOT judged ORDER BY number"
        return [Entry(*row) for row in self._rows(query, Stage.READ.value)]

    def last_entries(self, limit: int, offset: int = 0) -> tuple[list[Entry], int]:
        """Entries as they came, the last first, and how many there are."""
        rows = self._rows(
            f"SELECT {_LIGHT} FROM entries ORDER BY coalesce(done, found) DESC, number DESC LIMIT ? OFFSET ?",
            limit, offset,
        )  # fmt: skip
        ((total,),) = self._rows("SELECT count(*) FROM entries")
        return [Entry(*row) for row in rows], int(total)

    def memory(self, rule: str) -> str | None:
        """What a rule remembers."""
        rows = self._rows("SELECT value FROM memory WHERE rule = ?", rule)
        return str(rows[0][0]) if rows else None

    def has_fired(self, rule: str, keys: Iterable[str]) -> bool:
        """Whether a rule has fired for one of these."""
        known = {key for (key,) in self._rows("SELECT key FROM fired WHERE rule = ?", rule)}
        return not known.isdisjoint(keys)

    def judged(
        self, fired: Iterable[Fired], memories: dict[str, str], entries: Iterable[int], at: float
    ) -> None:
        """What the rules found in these entries, and what they remember from now on."""
        with self._change() as change:
            for alert in fired:
                number = change.execute(
                    "INSERT INTO alerts (rule, at, title, told) VALUES (?, ?, ?, ?)",
                    (alert.rule, at, alert.title, alert.told),
                ).lastrowid
                change.executemany(
                    "INSERT OR IGNORE INTO fired VALUES (?, ?)", [(alert.rule, k) for k in alert.keys]
                )
                change.executemany(
                    "INSERT INTO outbox (alert, channel) VALUES (?, ?)", [(number, c) for c in alert.channels]
                )
            change.executemany("REPLACE INTO memory VALUES (?, ?)", memories.items())
            change.executemany("UPDATE entries SET judged = 1 WHERE number = ?", [(n,) for n in entries])

    def known(self, rule: str, keys: Iterable[str]) -> None:
        """More keys for which a rule has fired, as when another report of the same story comes."""
        with self._change() as change:
            change.executemany("INSERT OR IGNORE INTO fired VALUES (?, ?)", [(rule, k) for k in keys])

    def last_alerts(self, limit: int, offset: int = 0) -> tuple[list[Alert], int]:
        """Alerts, the last first, and how many there are."""
        rows = self._rows(f"SELECT {_ALERT} FROM alerts ORDER BY number DESC LIMIT ? OFFSET ?", limit, offset)
        ((total,),) = self._rows("SELECT count(*) FROM alerts")
        return [Alert(*row) for row in rows], int(total)

    def unsent(self, now: float) -> list[Unsent]:
        """What is to be sent by now, the oldest first."""
        columns = ", ".join(f"a.{f.name}" for f in fields(Alert))
        rows = self._rows(
            f"SELECT {columns}, o.channel, o.tries FROM outbox o JOIN alerts a ON a.number = o.alert "
            "WHERE o.next <= ? ORDER BY a.number", now,
        )  # fmt: skip
        return [Unsent(Alert(*row[:-2]), *row[-2:]) for row in rows]

    def sent(self, channel: str, alerts: Iterable[int]) -> None:
        """A channel has taken these."""
        with self._change() as change:
            change.executemany(
                "DELETE FROM outbox WHERE channel = ? AND alert = ?", [(channel, n) for n in alerts]
            )

    def not_sent(self, channel: str, alerts: Iterable[int], then: float, problem: str) -> None:
        """A channel has not taken these; it is tried again."""
        with self._change() as change:
            change.executemany(
                "UPDATE outbox SET tries = tries + 1, next = ?, problem = ? WHERE channel = ? AND alert = ?",
                [(then, problem, channel, n) for n in alerts],
            )


def beside(store: str) -> str:
    """Where the file of a store lies."""
    return f"{store}.watch"


@contextmanager
def looked_at(store: str) -> Iterator[Watched | None]:
    """What is remembered, for one who only shows it; None where nobody has watched."""
    if not Path(beside(store)).exists():
        yield None
        return
    with closing(Watched(store)) as found:
        yield found


@contextmanager
def sole(store: str) -> Iterator[None]:
    """The one watch of a store, for as long as it lives. Raises UsageError where there is another."""
    with Path(f"{beside(store)}ing").open("a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(
                f"another entente watch works for {store}; add your feeds to its file, or stop it first"
            ) from error
        yield

"""Full-text search: an index of words in SQLite's FTS5, in a file beside the store.

The index is made from the store and can always be made again: it is brought up to what is stored before it
is asked, and started anew where it is missing, damaged, or another store's. Words are matched by their
English stems and without accents; ``"two words"``, ``word*``, ``AND``, ``OR``, ``NOT`` and ``NEAR()`` are
FTS5's own (https://sqlite.org/fts5.html, section 3).
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from entente.errors import UsageError
from entente.store.database import MEMORY
from entente.store.selection import Kind

T = TypeVar("T")

_LOG = logging.getLogger(__name__)
_FORMAT = "2"
#: Codings that are taken in as one transaction.
_AT_ONCE = 500
#: Words of a quotation.
_ABOUT = 32
_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE codings (document TEXT NOT NULL, coder TEXT NOT NULL, stamp TEXT NOT NULL,
                      PRIMARY KEY (document, coder));
CREATE TABLE items (rowid INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL,
                    coder TEXT NOT NULL);
CREATE INDEX items_by_coding ON items (document, coder);
CREATE VIRTUAL TABLE words USING fts5(text, tokenize = "porter unicode61 remove_diacritics 2");
"""
#: What is indexed of each coding: kind, id, words.
_WORDS = {
    Kind.DOCUMENTS: "SELECT id, coalesce(title || chr(10), '') || text FROM documents WHERE id = ?",
    Kind.STATEMENTS: "SELECT id, array_to_string(list_transform(content, lambda c: c.text), ' ') "
    "FROM statements WHERE document = ? AND coder = ?",
    Kind.EVENTS: "SELECT id, sentence.text FROM events WHERE document = ? AND coder = ?",
    Kind.CLAIMS: "SELECT id, text FROM claims WHERE document = ? AND coder = ?",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A record, or a document (whose ``coder`` is empty), in which the words stand."""

    id: str
    document: str
    coder: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; whether it is what was searched for."""

    text: str
    found: bool


Quote = tuple[Piece, ...]


class Indexed(Protocol):
    """What an index asks of the store that it is made from."""

    path: str

    def about(self) -> dict[str, str]:
        """What the store says of itself."""

    def codings(self) -> dict[tuple[str, str], str]:
        """What was coded by whom, in the order of storing."""

    def ask(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows of a query."""


class SearchIndex:
    """The words of one store; the index lies beside the store's file as ``FILE.search``.

    One may serve several threads, each asking for the store that it reads by.
    """

    def __init__(self, path: str) -> None:
        self._place = MEMORY if path == MEMORY else f"{path}.search"
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.RLock()

    def close(self) -> None:
        """Lets the file go."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def find(self, store: Indexed, kind: Kind, words: str) -> list[Hit]:
        """The documents or records of a kind that hold the words, the best match first.

        Raises UsageError where the words are no query that FTS5 understands.
        """
        return self._asked(store, lambda index: _hits(index, kind, words))

    def quotes(self, store: Indexed, kind: Kind, words: str, hits: Sequence[Hit]) -> dict[Hit, Quote]:
        """Of some hits of those words each with the words about them."""
        return self._asked(store, lambda index: dict(_quotes(index, kind, words, hits)))

    def catch_up(self, store: Indexed) -> None:
        """Takes in what was coded since, so that the next search need not."""
        self._asked(store, lambda index: None)

    def _asked(self, store: Indexed, question: Callable[[sqlite3.Connection], T]) -> T:
        # As it is; made anew where it is missing, damaged or another's; or, where nothing can be written
        # beside the store, in memory for as long as the command lives.
        with self._lock:
            for ready in (self._as_it_is, self._anew, self._in_memory):
                try:
                    index = ready(store)
                    self._take_in(index, store)
                    return question(index)
                except (sqlite3.Error, OSError) as error:
                    trouble = error
                    _LOG.info("the index of words %s cannot be used: %s", self._place, error)
        raise UsageError(f"--search cannot be used: this Python's sqlite3 makes no index ({trouble})")

    def _as_it_is(self, store: Indexed) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(self._place, timeout=30, check_same_thread=False)
        if dict(self._connection.execute("SELECT key, value FROM about")) != _about(store):
            raise sqlite3.DatabaseError("it is of another store")
        return self._connection

    def _anew(self, store: Indexed) -> sqlite3.Connection:
        self.close()
        if self._place != MEMORY:
            for end in ("", "-journal", "-wal", "-shm"):
                Path(self._place + end).unlink(missing_ok=True)
        self._connection = sqlite3.connect(self._place, timeout=30, check_same_thread=False)
        self._connection.executescript(f"BEGIN; {_TABLES}")
        self._connection.executemany("INSERT INTO about VALUES (?, ?)", _about(store).items())
        self._connection.commit()
        return self._connection

    def _in_memory(self, store: Indexed) -> sqlite3.Connection:
        self._place = MEMORY
        return self._anew(store)

    def _take_in(self, index: sqlite3.Connection, store: Indexed) -> None:
        """Takes in what was coded since; does nothing where there is nothing."""
        stored = store.codings()
        taken = {(d, c): s for d, c, s in index.execute("SELECT document, coder, stamp FROM codings")}
        if not taken.keys() <= stored.keys():
            raise sqlite3.DatabaseError("it is of a later state of the store")
        new = [(*coding, stamp) for coding, stamp in stored.items() if taken.get(coding) != stamp]
        for first in range(0, len(new), _AT_ONCE):
            with index:
                for document, coder, stamp in new[first : first + _AT_ONCE]:
                    self._put(index, store, document, coder)
                    index.execute("REPLACE INTO codings VALUES (?, ?, ?)", (document, coder, stamp))

    def _put(self, index: sqlite3.Connection, store: Indexed, document: str, coder: str) -> None:
        old = "SELECT rowid FROM items WHERE document = ? AND coder IN (?, '')"
        index.execute(f"DELETE FROM words WHERE rowid IN ({old})", (document, coder))
        index.execute("DELETE FROM items WHERE document = ? AND coder IN (?, '')", (document, coder))
        for kind, query in _WORDS.items():
            whose = "" if kind is Kind.DOCUMENTS else coder
            for identifier, text in store.ask(query, [document, coder][: query.count("?")]):
                at = index.execute(
                    "INSERT INTO items (kind, id, document, coder) VALUES (?, ?, ?, ?)",
                    (kind.value, identifier, document, whose),
                ).lastrowid
                index.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (at, text))


def _quotes(
    index: sqlite3.Connection, kind: Kind, words: str, hits: Sequence[Hit]
) -> Iterator[tuple[Hit, Quote]]:
    query = (
        f"SELECT i.id, i.document, i.coder, snippet(words, 0, char(2), char(3), '…', {_ABOUT}) "
        "FROM words JOIN items i ON i.rowid = words.rowid WHERE words MATCH ? AND i.kind = ? "
        f"AND i.id IN ({', '.join('?' * len(hits))})"
    )
    for row in index.execute(query, (words, kind.value, *(hit.id for hit in hits))):
        yield Hit(*row[:3]), _pieces(row[3])


def _pieces(marked: str) -> Quote:
    """A text in which what was found stands between two marks."""
    pieces = []
    for number, part in enumerate(marked.split("\x02")):
        found, ended, rest = part.partition("\x03")
        if number and ended:
            pieces += [Piece(found, True), Piece(rest, False)]
        else:
            pieces.append(Piece(part.replace("\x03", ""), False))
    return tuple(piece for piece in pieces if piece.text)


def _about(store: Indexed) -> dict[str, str]:
    return {"format": _FORMAT, "store": store.about()["id"]}


def _hits(index: sqlite3.Connection, kind: Kind, words: str) -> list[Hit]:
    query = (
        "SELECT i.id, i.document, i.coder FROM words JOIN items i ON i.rowid = words.rowid "
        "WHERE words MATCH ? AND i.kind = ? ORDER BY rank, i.id"
    )
    try:
        return [Hit(*row) for row in index.execute(query, (words, kind.value))]
    except (sqlite3.OperationalError, UnicodeEncodeError) as error:
        # It is the words that are wrong, and not the index, where that answers to others.
        index.execute(query, ("word", kind.value)).fetchone()
        raise UsageError(
            f'--search {words!r} is not understood ({error}); give words, "a phrase" or word*, joined by '
            "AND, OR, NOT, and put words with marks in them (U.S., COVID-19) between double quotes"
        ) from error

"""A store of records: one file, opened to read or to write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

import pandas as pd

from entente.errors import Conflict, NotFound, UsageError
from entente.jsonform import claim_from, document_from, event_from, statement_from
from entente.ontology.naming import actor_code
from entente.records import Claim, Document, Event, Statement
from entente.resolution.assemble import Coded
from entente.store.answers import Answers
from entente.store.correcting import listing
from entente.store.correcting.carrying import not_carried
from entente.store.correcting.corrections import (
    WHATEVER,
    Action,
    Correction,
    Held,
    changes_in_force,
    held,
    known,
    made,
    put,
)
from entente.store.correcting.fields import Changes
from entente.store.correcting.fixing import normal
from entente.store.correcting.listing import Said
from entente.store.database import MEMORY, explained, opened, prepare, transaction
from entente.store.parties import actor_query
from entente.store.search import Hit, Quote, SearchIndex
from entente.store.selection import CODED, Kind, Level, Selection
from entente.store.tables import day_query, record_query
from entente.store.writing import replace_distinct, store_id, well_formed, write


class Store(Answers):
    """One DuckDB file of documents and their records.

    Opening raises a :class:`~entente.errors.StoreError` where the file cannot be used. A store that is
    written to is open to no other process; any number may read it at the same time.
    """

    def __init__(self, path: str = MEMORY, *, write: bool = False) -> None:
        self._write = write or path == MEMORY
        super().__init__(path, opened(path, write=self._write))
        #: The index of words beside the store.
        self.index = SearchIndex(path)
        #: Of a session: whether somebody else sees to its stories.
        self.settled = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the file go."""
        if not self.settled:
            self.index.close()
        with explained(self.path):
            self.connection.close()

    def session(self) -> Self:
        """The same open file for another thread, to read; closed by itself.

        It sees what is stored from then on. Its copies and stories are those that were kept last: whoever
        opened the file works them out.
        """
        other = copy(self)
        with explained(self.path):
            other.connection = self.connection.cursor()
            prepare(other.connection)
            self._put_views(other.connection)
        other.settled, other._write = True, False
        return other

    def interrupt(self) -> None:
        """Breaks off what another thread is asking of it."""
        self.connection.interrupt()

    # Writing

    def keyed(self, document: Document) -> Document:
        """The document under the id that it has in any store.

        A text that is here already stays as it was first read, whatever a newer reader makes of its bytes:
        the offsets of all its records count on it. Only its date and outlet are those told now, if any.
        """
        document = well_formed(replace(document, id=store_id(document)))
        if not (known := self._stored(document.id)):
            return document
        return replace(
            known,
            published=document.published or known.published,
            outlet=document.outlet or known.outlet,
        )

    def has(self, document: Document, coder: str, zones: str = "coded") -> bool:
        """Whether this coder has coded the document, as it is dated and signed now, in these zones."""
        found = self._one(
            "SELECT c.zones, d.published, d.outlet FROM codings c JOIN documents d ON d.id = c.document "
            "WHERE c.document = ? AND c.coder = ?",
            [document.id, coder],
        )
        if found is None:
            return False
        return found[0] in (zones, "all") and found[1:] == (document.published, document.outlet)

    def add(self, coded: Coded, coder: str, zones: str = "coded") -> bool:
        """Stores a :meth:`keyed` document with its records; False where it is there already."""
        if self.has(coded.document, coder, zones):
            return False
        with transaction(self.connection, self.path):
            write(self.connection, coded, coder, zones)
        return True

    def uncoded(self, coder: str) -> list[tuple[str, str]]:
        """Ids of the documents that a coder has not coded, with the zones that were coded last."""
        found = self._all(
            "SELECT d.id, coalesce(arg_max(c.zones, c.place), 'coded') FROM documents d "
            "LEFT JOIN codings c ON c.document = d.id GROUP BY d.id "
            "HAVING NOT coalesce(bool_or(c.coder = ?), false) ORDER BY d.id",
            [coder],
        )
        return [(identifier, zones) for identifier, zones in found]

    def put_distinct(self, copies: pd.DataFrame, stories: pd.DataFrame, stamp: str) -> None:
        """Keeps which documents are copies and which events of one story; ``stamp`` says of which records.

        In a store that is only read they are kept in memory.
        """
        told = stories.assign(coder=[""] * len(stories))
        if not self._write:
            self._distinct = {"copies": copies, "stories": told}
            self._put_views(self.connection)
            return
        with transaction(self.connection, self.path):
            replace_distinct(self.connection, copies, told, stamp)

    def correct(
        self,
        record: str,
        action: Action,
        *,
        by: str,
        changes: Changes | None = None,
        why: str | None = None,
        coder: str | None = None,
        replaces: str | None = WHATEVER,
    ) -> Correction:
        """Rejects or fixes a record, or puts back what the coder gave; nothing is lost.

        Args:
            record: its id.
            action: what is said of it.
            by: who says it.
            changes: of a fix: field and value (see ``correcting.fixing``); fixes before stay.
            why: the reason.
            coder: whose record; else that of the last who coded the document.
            replaces: id of the correction that was seen last, None for none; else it does not matter.

        Raises:
            NotFound: there is no such record.
            Conflict: somebody has corrected it meanwhile.
            UsageError: what is said is not valid, or changes nothing.
        """
        with transaction(self.connection, self.path):
            one = held(self.connection, record, coder)
            told = changes_in_force(one) | normal(one.given, changes or {}, self.actor)
            correction = made(one, action, by, told, why, replaces)
            put(self.connection, one, correction)
        return correction

    def take(self, correction: Correction) -> bool:
        """Puts a correction of another store in force; False where it is here already.

        Raises:
            NotFound: its record is not here.
            Conflict: the record is another here, or something else was said of it.
        """
        with transaction(self.connection, self.path):
            if known(self.connection, correction.id):
                return False
            one = held(self.connection, correction.record, correction.coder)
            if json.loads(one.original) != correction.original:
                raise Conflict(f"{correction.record}: the record is another here; correct it here by hand")
            if correction.replaces != (one.last.id if one.last else None):
                by = f"{one.last.by}: {one.last.action}" if one.last else "nobody"
                raise Conflict(f"{correction.record}: another correction is here ({by}); decide by hand")
            put(self.connection, one, correction)
        return True

    def held(self, record: str, coder: str | None = None) -> Held:
        """A record as the coder gave it and as it is in force; raises NotFound."""
        with explained(self.path):
            return held(self.connection, record, coder)

    def corrections(self, said: Said, *, latest_first: bool = False) -> list[dict[str, Any]]:
        """Corrections in the order in which they were said; columns as of ``entente corrections``."""
        with explained(self.path):
            return list(listing.rows(self.connection, said, latest_first=latest_first))

    def corrections_number(self, said: Said) -> int:
        """How many corrections there are."""
        with explained(self.path):
            return listing.count(self.connection, replace(said, limit=None, offset=0))

    def carried(self, coder: str) -> tuple[int, list[Correction]]:
        """How many corrections of records of former coders hold for this one's, and those that do not."""
        with explained(self.path):
            return not_carried(self.connection, coder)

    def content_stamp(self) -> str:
        """Another whenever documents, codings or corrections are."""
        found = self._one(
            "SELECT (SELECT concat(count(*), ' ', max(place)) FROM codings), "
            "(SELECT bit_xor(hash(id, published, outlet)) FROM documents)",
            [],
        )
        said = self._one("SELECT count(*), max(place) FROM corrections", [])
        # A store without corrections has the stamp that it had before there were any.
        return " ".join(map(str, (found or ()) + (said if said and said[0] else ())))

    def texts(self) -> Iterator[tuple[str, str, str | None, str | None]]:
        """Of each document id, text, day of publication and outlet."""
        for row in self._stream("SELECT id, text, published, outlet FROM documents ORDER BY id", []):
            yield row["id"], row["text"], row["published"], row["outlet"]

    # Reading

    def about(self) -> dict[str, str]:
        """What the store says of itself: format, schema, id, created."""
        return dict(self._all("SELECT key, value FROM meta", []))

    def counts(self) -> dict[str, int]:
        """Documents, and the records of the last coder of each."""
        found = self._one(
            "SELECT (SELECT count(*) FROM documents), sum(c.statements), sum(c.events), sum(c.claims) "
            "FROM codings c JOIN latest l ON l.document = c.document AND l.coder = c.coder",
            [],
        )
        assert found is not None
        return {kind.value: int(n or 0) for kind, n in zip(Kind, found, strict=True)}

    def coders(self) -> dict[str, int]:
        """Coders, the last first, with the number of documents that each has coded."""
        return dict(
            self._all("SELECT coder, count(*) FROM codings GROUP BY coder ORDER BY max(place) DESC", [])
        )

    def document(self, identifier: str) -> Document:
        """A document with its text; raises NotFound for an id that is not there."""
        if found := self._stored(identifier):
            return found
        raise NotFound(f"no document {identifier} is here; see the list of documents (`entente documents`)")

    def _stored(self, identifier: str) -> Document | None:
        found = self._one("SELECT to_json(d) FROM documents d WHERE id = ?", [identifier])
        if found is None:
            return None
        value = json.loads(found[0])
        return document_from(value, value["text"])

    def statements(self, selection: Selection) -> Iterator[Statement]:
        """Whole statements, in order of time."""
        return (statement_from(row) for row in self._records(Kind.STATEMENTS, selection))

    def events(self, selection: Selection) -> Iterator[Event]:
        """Whole events, in order of time."""
        return (event_from(row) for row in self._records(Kind.EVENTS, selection))

    def claims(self, selection: Selection) -> Iterator[Claim]:
        """Whole claims, in order of time."""
        return (claim_from(row) for row in self._records(Kind.CLAIMS, selection))

    def _records(self, kind: Kind, selection: Selection) -> Iterator[dict[str, Any]]:
        return (json.loads(row["record"]) for row in self._stream(*record_query(kind, selection)))

    def event_days(self, selection: Selection) -> Iterator[tuple[str, int, str]]:
        """The dates of events: document, offset of the event's sentence, ISO day, month, year or range."""
        for row in self._stream(*day_query(selection)):
            yield row["document"], row["at"], row["day"]

    def found(self, kind: Kind, words: str, coder: str | None = None) -> tuple[str, ...]:
        """Ids of the records, or documents, in which some words stand, the best match first.

        Records are those of the coder, or of the last that coded each document, as in a Selection; for
        what the words may be see :class:`SearchIndex`.
        """
        return tuple(hit.id for hit in self._hits(kind, words, coder))

    def _hits(self, kind: Kind, words: str, coder: str | None = None) -> list[Hit]:
        hits = self.index.find(self, kind, words)
        if kind is Kind.DOCUMENTS:
            return hits
        shown = dict(self._all("SELECT document, coder FROM latest", []))
        return [hit for hit in hits if hit.coder == (coder or shown.get(hit.document))]

    def quoted(self, kind: Kind, words: str, most: int) -> tuple[int, dict[str, Quote]]:
        """How many records, or documents, the words stand in, and the best ones with the words about them."""
        hits = self._hits(kind, words)
        best = hits[:most]
        quotes = self.index.quotes(self, kind, words, best)
        return len(hits), {hit.id: quotes[hit] for hit in best}

    def actor(self, name: str) -> str:
        """The code of the actor that a name means: see :func:`entente.ontology.naming.actor_code`.

        A code in capitals that records here have, as one of the user's own actors, comes before a name or a
        two-letter code of ours; any other actor of the records, written as they have it, comes after ours.

        Raises UsageError for a name that neither knows.
        """
        try:
            code = actor_code(name)
        except UsageError:
            if self._has_actor(name):
                return name
            raise
        return name if code != name and name.isupper() and self._has_actor(name) else code

    def _has_actor(self, name: str) -> bool:
        ours = Selection(level=Level.ACTOR, actors=(name,), datasets=(CODED,), limit=1)
        # Of imported events only those whom the counts name: to look through all of them takes minutes.
        others = "SELECT 1 FROM dyad_days WHERE a = ? OR b = ? LIMIT 1"
        return bool(self._all(*actor_query(ours)) or self._all(others, [name, name]))

    def imported(self) -> dict[str, int]:
        """Data sets that were imported, with the number of their events."""
        return dict(
            self._all("SELECT dataset, sum(reports)::BIGINT FROM dyad_days GROUP BY ALL ORDER BY dataset", [])
        )

    def codings(self) -> dict[tuple[str, str], str]:
        """Document and coder of every coding, with a stamp that is another whenever its records are."""
        found = self._all(
            "SELECT document, coder, concat(c.place, ' ', c.coded_at, ' ' || k.last) FROM codings c "
            "LEFT JOIN (SELECT document, coder, max(place) AS last FROM corrections GROUP BY ALL) k "
            "USING (document, coder) ORDER BY c.place",
            [],
        )
        return {(document, coder): stamp for document, coder, stamp in found}

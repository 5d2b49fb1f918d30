"""The documents in which two sides speak, each read once, with their statements."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from entente.analysis.words.context import Context
from entente.analysis.words.exchange import Sides, Two
from entente.records import REPORT_ZONES, Document, Statement
from entente.store import CODED, Kind, Selection, Store

#: Statements of a lower score are left out.
LEAST = 0.5
#: Kinds of zones that are the report itself.
ZONES = tuple(zone.value for zone in REPORT_ZONES)


@dataclass
class Texts:
    """Some documents of a store; what :class:`entente.analysis.words.exchange.Telling` asks for.

    Attributes:
        store: the store.
        focus: whose exchange it is.
        documents: ids; of none, nothing is told.
        coder: whose records; None for the last that coded each document.
        least: least score of a statement.
    """

    store: Store
    focus: Sides
    documents: tuple[str, ...]
    coder: str | None = None
    least: float = LEAST
    _texts: dict[str, Document] = field(default_factory=dict)
    _contexts: dict[str, Context] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store, two: tuple[str, str], selection: Selection) -> Texts:
        """The documents of a selection that name one of the two; their days are those of publication."""
        asked = replace(
            selection, actors=two, countries=(), dyad=None, types=(), modalities=(), least=0.0, limit=None
        )
        ours = not selection.datasets or CODED in selection.datasets
        found = tuple(store.frame(Kind.DOCUMENTS, asked).id) if ours else ()
        return cls(store, Two(two), found, selection.coder, max(LEAST, selection.least))

    def text(self, identifier: str) -> Document:
        """A document."""
        if identifier not in self._texts:
            self._texts[identifier] = self.store.document(identifier)
        return self._texts[identifier]

    def context(self, identifier: str) -> Context:
        """A document with what it lends to the reading of its records."""
        if identifier not in self._contexts:
            told = self._by_document.get(identifier, ())
            days = self._event_days.get(identifier, ())
            self._contexts[identifier] = Context(self.text(identifier), told, days)
        return self._contexts[identifier]

    def statements(self) -> list[Statement]:
        """Statements in the documents that are sure enough, in order of time."""
        return [s for s in self._statements if s.score is None or s.score >= self.least]

    @cached_property
    def _statements(self) -> list[Statement]:
        return list(self.store.statements(self._now))

    @cached_property
    def _by_document(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for statement in self._statements:
            found.setdefault(statement.document, []).append(statement)
        return found

    @cached_property
    def _event_days(self) -> dict[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for document, at, day in self.store.event_days(self._now):
            found.setdefault(document, []).append((at, day))
        return found

    @property
    def _now(self) -> Selection:
        return Selection(documents=self.documents or ("none",), zones=ZONES, coder=self.coder)

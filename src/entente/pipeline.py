"""The stages in order: documents in, records out, a few documents at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from entente.extraction.claims import claims
from entente.extraction.drafts import ClaimDraft, EventDraft, NameDraft, StatementDraft
from entente.extraction.events import events
from entente.extraction.names import names
from entente.extraction.spans import Words
from entente.extraction.statements import joined, statements
from entente.language.encoder import Encoder, WindowScores
from entente.language.windows import Window, windows
from entente.records import REPORT_ZONES, Document, ZoneKind
from entente.resolution.assemble import Coded, Drafts, assemble

T = TypeVar("T")
#: Documents are gathered until they fill this many windows: enough for even batches, little memory.
GATHERED_WINDOWS = 96


@dataclass
class Pipeline:
    """From documents to records; one for a run."""

    encoder: Encoder = field(default_factory=Encoder)
    zones: Collection[ZoneKind] = REPORT_ZONES

    def code(self, documents: Iterable[Document | T]) -> Iterator[Coded | T]:
        """The records of each document, in order; what is none, as an error, is handed on in its place."""
        held: list[tuple[Document, list[Window]]] = []
        size = 0
        for document in documents:
            if not isinstance(document, Document):
                yield from self._coded(held)
                held, size = [], 0
                yield document
                continue
            found = list(windows(document, self.zones, self.encoder.pieces.count))
            held.append((document, found))
            size += len(found)
            if size >= GATHERED_WINDOWS:
                yield from self._coded(held)
                held, size = [], 0
        yield from self._coded(held)

    def _coded(self, held: list[tuple[Document, list[Window]]]) -> Iterator[Coded]:
        texts = [d.text[w.start : w.end] for d, found in held for w in found]
        readings = iter(self.encoder.read(texts))
        for document, found in held:
            yield self._document(document, [(w, next(readings)) for w in found])

    def _document(self, document: Document, read: list[tuple[Window, WindowScores]]) -> Coded:
        named: list[NameDraft] = []
        said: list[StatementDraft] = []
        done: list[EventDraft] = []
        to_come: list[ClaimDraft] = []
        for window, reading in read:
            words = Words(document.text, window, reading)
            here = list(names(words))
            named += here
            said += statements(self.encoder, words)
            done += events(self.encoder, words, [n.span for n in here])
            to_come += claims(words)
        sentences = tuple(s for w, _ in read for s in w.sentences)
        drafts = Drafts(
            sentences, tuple(named), tuple(joined(said, document.text)), tuple(done), tuple(to_come)
        )
        return assemble(document, drafts, self.encoder.version)

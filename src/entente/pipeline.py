"""The stages in order: documents in, records out; the encoder is kept busy a little ahead."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from entente.extraction.claims import claims
from entente.extraction.drafts import ClaimDraft, EventDraft, NameDraft, StatementDraft
from entente.extraction.events import events
from entente.extraction.names import names
from entente.extraction.spans import Words
from entente.extraction.statements import joined, statements
from entente.language.encoder import Begun, Encoder, WindowScores
from entente.language.windows import Window, windows
from entente.ontology.dictionaries import NO_TABLES, ActorTables
from entente.reading import is_standard_input
from entente.records import REPORT_ZONES, Document, Span, ZoneKind
from entente.resolution.assemble import Coded, Drafts, assemble

T = TypeVar("T")
#: So many windows and texts are begun before they are wanted: enough for all processors, little memory.
AHEAD = 96


class _Step(NamedTuple, Generic[T]):
    """A text with its windows; or, behind it, one of these windows that was begun.

    Nothing is taken after an ``urgent`` step before it is handed on, and all that was held before it.
    """

    item: Document | T
    windows: Sequence[Window] = ()
    begun: Begun | None = None
    urgent: bool = False


def _ahead(steps: Iterable[_Step[T]]) -> Generator[_Step[T]]:
    """The steps in order, each handed on when AHEAD more were taken; those left over are dropped."""
    held: deque[_Step[T]] = deque()
    try:
        for step in steps:
            held.append(step)
            while len(held) > (0 if step.urgent else AHEAD):
                yield held.popleft()
        while held:
            yield held.popleft()
    finally:
        for step in held:
            if step.begun:
                step.begun.drop()


@dataclass
class Pipeline:
    """From documents to records; one for a run."""

    encoder: Encoder = field(default_factory=Encoder)
    zones: Collection[ZoneKind] = REPORT_ZONES
    actors: ActorTables = NO_TABLES

    @property
    def coder(self) -> str:
        """What stands on every record: the model, its version, and the user's actors if there are any."""
        return self.actors.coder(self.encoder.version)

    def code(self, documents: Iterable[Document | T]) -> Iterator[Coded | T]:
        """The records of each document, in order; what is none, as an error, is handed on in its place.

        While a document is put together, the encoder reads what comes after it.
        """
        with closing(_ahead(self._steps(documents))) as steps:
            for item, found, *_ in steps:
                if isinstance(item, Document):
                    readings = (s.begun.scores() for s in islice(steps, len(found)) if s.begun)
                    drafts = self._drafts(item, zip(found, readings, strict=True))
                    yield assemble(item, drafts, self.coder, self.actors)
                else:
                    yield item

    def _steps(self, documents: Iterable[Document | T]) -> Iterator[_Step[T]]:
        for document in documents:
            if not isinstance(document, Document):
                yield _Step(document, urgent=True)
                continue
            found = list(windows(document, self.zones, self.encoder.pieces.count))
            # Who feeds standard input may wait for an answer before the next text.
            live = is_standard_input(document.path)
            yield _Step(document, found, urgent=live and not found)
            for window in found:
                begun = self.encoder.begin(document.text[window.start : window.end])
                yield _Step(document, (), begun, urgent=live and window is found[-1])

    def drafts(self, document: Document) -> Drafts:
        """What is found in one document before anybody in it is identified."""
        found = list(windows(document, self.zones, self.encoder.pieces.count))
        readings = self.encoder.read([document.text[w.start : w.end] for w in found])
        return self._drafts(document, zip(found, readings, strict=True))

    def _drafts(self, document: Document, read: Iterable[tuple[Window, WindowScores]]) -> Drafts:
        named: list[NameDraft] = []
        said: list[StatementDraft] = []
        done: list[EventDraft] = []
        to_come: list[ClaimDraft] = []
        sentences: list[Span] = []
        for window, reading in read:
            words = Words(document.text, window, reading)
            here = list(names(words))
            named += here
            told = list(statements(self.encoder, words))
            said += told
            done += events(self.encoder, words, [n.span for n in here], self.actors.names_actor)
            to_come += claims(words, told)
            sentences += window.sentences
        return Drafts(
            tuple(sentences), tuple(named), tuple(joined(said, document.text)), tuple(done), tuple(to_come)
        )

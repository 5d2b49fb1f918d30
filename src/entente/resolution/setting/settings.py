"""What the sentences of a document say of when, where and how much; each is read once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from entente.extraction.drafts import EventDraft
from entente.ontology.plover import contexts_of
from entente.records import DateMention, Document, Place, Quantity, Span, Statement
from entente.resolution.dates import DateFinder
from entente.resolution.places import PlaceFinder, Toponym
from entente.resolution.setting.quantities import find_quantities
from entente.resolution.setting.where import Act, taken_up, where


@dataclass(frozen=True, slots=True)
class Setting:
    """What one sentence says."""

    dates: tuple[DateMention, ...]
    places: tuple[Toponym, ...]
    quantities: tuple[Quantity, ...]
    contexts: tuple[str, ...]


class Settings:
    """The settings of a document's sentences.

    Args:
        document: the document.
        sentences: its sentences, in order.
        places: finds its places.
    """

    def __init__(self, document: Document, sentences: Sequence[Span], places: PlaceFinder) -> None:
        self._text, self._sentences, self._places = document.text, sentences, places
        self._starts = [s.start for s in sentences]
        self._dates = DateFinder(document.text, sentences, document.published)
        self._known: dict[int, Setting] = {}

    def of(self, sentence: Span) -> Setting:
        """What a sentence says."""
        if sentence.start not in self._known:
            start, end = sentence.start, sentence.end
            self._known[start] = Setting(
                self._dates.dates(sentence),
                self._places.find(start, end),
                tuple(find_quantities(self._text, start, end)),
                contexts_of(sentence.text),
            )
        return self._known[sentence.start]

    def place(self, draft: EventDraft, inside: Statement | None, said: Statement | None) -> Place | None:
        """Where an event was; ``inside`` tells of it, and it is itself what was ``said``."""
        aside = (inside.source.span,) if inside and inside.source else ()
        act = Act(
            draft.trigger,
            draft.sentence,
            draft.event_type,
            told=inside.content if inside else (),
            aside=(*aside, *(said.content if said else ())),
        )
        return where(self.of(draft.sentence).places, act) or self._taken_up(draft)

    def _taken_up(self, draft: EventDraft) -> Place | None:
        """The place that the next sentence gives an event: "The session in Khartoum lasted two days"."""
        after = bisect_left(self._starts, draft.sentence.end)
        if after == len(self._starts):
            return None
        following = self._sentences[after]
        return taken_up(self.of(following).places, following, draft.event_type)

"""What a document lends to the reading of its records: who is meant, whom it names, which days it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from entente.analysis.words.parties import flat, home, sides, speaker, whole
from entente.language.lexicon import lexicon
from entente.records import Document, Identity, Span, Statement, Zone


@dataclass(frozen=True)
class Context:
    """A document with its statements and the days of its events, as (offset, ISO day)."""

    document: Document
    statements: Sequence[Statement]
    event_days: Sequence[tuple[int, str]]

    def sides(self, text: str) -> set[str]:
        """Whom a stretch of the document names: known names, and the persons that it makes known."""
        people = self._persons
        return sides(text) | {people[word] for word in re.findall(r"\w+", text) if word in people}

    def paragraph(self, offset: int) -> tuple[int, Zone | None]:
        """The place and the zone of the paragraph that an offset lies in; -1 and None for none."""
        zones = self.document.zones
        return next(((n, z) for n, z in enumerate(zones) if z.start <= offset < z.end), (-1, None))

    def around(self, offset: int) -> set[str]:
        """Whom the paragraph that an offset lies in names."""
        zone = self.paragraph(offset)[1]
        return self.sides(self.document.text[zone.start : zone.end]) if zone else set()

    def speaker(self, statement: Statement) -> str:
        """Who speaks, as a reader would name it; for a pronoun whoever it stands for in the text."""
        assert statement.source is not None
        return self._antecedents.get(statement.id) or speaker(statement.source)

    def words(self, statement: Statement) -> str:
        """What is said; a fragment is drawn out to the end of its clause."""
        parts = [flat(c.text) for c in statement.content[:-1]]
        return " … ".join([*parts, self.clause(statement.content[-1])])

    def clause(self, span: Span) -> str:
        """The words of a span, drawn out to the end of its clause."""
        zone = self.paragraph(span.start)[1]
        return whole(self.document.text, span, zone.end if zone else len(self.document.text))

    @cached_property
    def days(self) -> list[tuple[int, str]]:
        """The days that the document tells, by their place in the text: (offset, ISO day)."""
        said = [(s.content[0].start, s.date) for s in self.statements if s.content and s.date]
        return sorted((at, day) for at, day in [*said, *self.event_days] if len(day) == 10)

    @cached_property
    def _persons(self) -> dict[str, str]:
        """Family names of the parties that are persons, with their sides."""
        found: dict[str, str] = {}
        for statement in self.statements:
            for party in (statement.source, statement.target, statement.addressee):
                whose = home(party)
                if party and whose and party.identity.actor not in (None, whose):
                    found[str(party.identity.actor).split()[-1]] = whose
        return found

    @cached_property
    def _antecedents(self) -> dict[str, str]:
        """For statements whose source is a pronoun: the last speaker named that is the same."""
        found: dict[str, str] = {}
        last: dict[Identity, str] = {}
        told = [(s, s.source) for s in self.statements if s.source]
        for statement, source in sorted(told, key=lambda pair: pair[1].span.start):
            if source.span.text.lower() not in lexicon("pronoun"):
                last[source.identity] = speaker(source)
            elif source.identity in last:
                found[statement.id] = last[source.identity]
        return found

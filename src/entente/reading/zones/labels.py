"""Labels on paragraphs, and the zones made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from entente.reading.zones.paragraphs import Paragraph
from entente.records import Zone, ZoneKind


@dataclass(frozen=True, slots=True)
class Label:
    """What a paragraph is. ``continues``: it belongs to the comment before it."""

    kind: ZoneKind
    depth: int | None = None
    continues: bool = False


TITLE = Label(ZoneKind.TITLE)
BODY = Label(ZoneKind.BODY)
HEADING = Label(ZoneKind.HEADING)
CAPTION = Label(ZoneKind.CAPTION)
BYLINE = Label(ZoneKind.BYLINE)
BOILERPLATE = Label(ZoneKind.BOILERPLATE)


def zones(paragraphs: Sequence[Paragraph], labels: Iterable[Label]) -> tuple[Zone, ...]:
    """One zone for each paragraph, and one for all paragraphs of a comment."""
    found: list[Zone] = []
    for paragraph, label in zip(paragraphs, labels, strict=True):
        if label.continues and found and found[-1].kind is label.kind:
            last = found[-1]
            found[-1] = Zone(last.kind, last.start, paragraph.end, last.depth)
        else:
            found.append(Zone(label.kind, paragraph.start, paragraph.end, label.depth))
    return tuple(found)

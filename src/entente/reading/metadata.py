"""Title, author, day and outlet of a text: from its mark-up, else from what it says itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from entente.reading.dates import iso_day
from entente.reading.zones import judge
from entente.reading.zones.signs import signs
from entente.records import Zone, ZoneKind

_BY = re.compile(
    r"^(?:.{0,30}?\b)?(?:by|author|writer|reporter|written by|reported by|correspondent):? "
    r"(?P<name>(?-i:[^\W\d_a-z])[^|/·•–—,;()\d\n]{2,80}?)"
    r"(?=\s*(?:[|/·•–—,;()\d\n]|$|\b(?:for|in|at|of|published|updated|correspondent|staff)\b| (?-i:"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)))",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][\w .,/’'-]{1,50}?)(?:, (?P<day>(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?"
    r"(?:,? \d{4})?))?"
    r"[ .,]*(?:[(/](?P<outlet>[A-Z][\w .’'-]{1,40})[)/])?[ .,:]*(?:[–—]|--?)\s"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)[\s©(c)]*(?:(?:19|20)\d\d(?:\s*[–-]\s*\d{2,4})?)?[\s,]*(?P<outlet>[^.|,©]{2,60})",
    re.IGNORECASE,
)
_APPEARED = re.compile(
    r"(?:published|appeared) (?:on|in|by|at) (?P<outlet>(?:the )?[A-Z][\w’' .&-]{1,50}?)(?:[.,]| and | on |$)"
)
_PREFIXES = re.compile(r"^#{1,6}\s+|\s+#+$|^[*_]+|[*_]+$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a text; ``a.over(b)`` takes from ``b`` what ``a`` lacks."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    outlet: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """These values, filled up from ``other``."""
        return Metadata(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})


def from_text(text: str, zones: Sequence[Zone]) -> Metadata:
    """What the zones of a text say of its title, author, day and outlet."""
    parts = [(zone.kind, text[zone.start : zone.end]) for zone in zones]
    title = next((clean(part) for kind, part in parts if kind is ZoneKind.TITLE), None)
    bylines = [part for kind, part in parts if kind is ZoneKind.BYLINE]
    furniture = [part for kind, part in parts if kind is ZoneKind.BOILERPLATE]
    opening = next((part for kind, part in parts if kind is ZoneKind.BODY), "")
    dateline = _DATELINE.match(opening[:160])
    days = [day for part in bylines if (day := iso_day(part[:200])) and _is_day_line(part)]
    return Metadata(
        title=title,
        author=_author(bylines),
        published=days[0] if days else _dateline_day(dateline),
        outlet=_outlet(dateline, furniture),
    )


def clean(text: str) -> str:
    """A line without its mark-up and line ends."""
    return _PREFIXES.sub("", " ".join(text.split())).strip()


def _is_day_line(part: str) -> bool:
    # A note on the writer has years in it that are not the day of the text.
    return len(part.split()) <= 30 and not judge.is_author_note(part)


def _author(bylines: Sequence[str]) -> str | None:
    for part in bylines:
        line = clean(part)
        found = _BY.match(line)
        if found:
            return found.group("name").strip(" .*_")
        if judge.is_name(line):
            return line.split(",")[0]
    notes = (judge.note_name(part) for part in bylines if judge.is_author_note(part))
    return next((name for name in notes if name), None)


def _dateline_day(dateline: re.Match[str] | None) -> str | None:
    return iso_day(dateline.group("day")) if dateline and dateline.group("day") else None


def _outlet(dateline: re.Match[str] | None, furniture: Sequence[str]) -> str | None:
    if dateline and dateline.group("outlet"):
        return dateline.group("outlet").strip()
    for pattern in (_APPEARED, _RIGHTS):
        for part in furniture:
            found = pattern.search(" ".join(part.split())[:300])
            if found and not _is_filler(found.group("outlet")):
                return found.group("outlet").strip()
    return None


def _is_filler(name: str) -> bool:
    bare = name.strip().lower()
    return (
        not bare
        or bare.startswith(("all rights", "reserved", "notice", "the author"))
        or bare in signs().articles
    )

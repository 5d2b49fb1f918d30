"""Reader and checker of the project's own annotated corpus (format: corpus/README.md)."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TYPES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
MODALITIES = ["asserted", "negated", "hypothetical", "future", "historical"]
CLAIM_KINDS = ["conditional", "forecast", "plan", "threat", "promise"]

Span = tuple[int, int]


class CorpusError(ValueError):
    """A line of the corpus that does not say what it should."""


@dataclass(frozen=True)
class Event:
    """An act: trigger, PLOVER type, parties as character spans, modality."""

    trigger: Span
    event_type: str
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    modality: str


@dataclass(frozen=True)
class Statement:
    """An attribution: cue, source, content pieces and addressee as character spans."""

    cue: Span | None
    source: Span | None
    content: tuple[Span, ...]
    addressee: Span | None


@dataclass(frozen=True)
class Claim:
    """A claim on what is to come, with its condition and consequence."""

    kind: str
    span: Span
    condition: Span | None
    consequence: Span | None


@dataclass(frozen=True)
class Setting:
    """When and where an act took place, as far as text and publication day tell: ISO date, named place."""

    trigger: Span
    date: str | None
    place: Span | None


@dataclass
class Item:
    """One passage and all that there is to find in it; articles have a day of publication and settings."""

    text: str
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    claims_known: bool = True
    published: str | None = None
    settings: list[Setting] = field(default_factory=list)


def _moved(span: Span | None, by: int) -> Span | None:
    return None if span is None else (span[0] + by, span[1] + by)


def _all_moved(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple((a + by, b + by) for a, b in spans)


def joined(parts: list[Item]) -> Item:
    """Several items as one text with blank lines between, annotations and all."""
    whole = Item("\n\n".join(p.text for p in parts), claims_known=parts[0].claims_known)
    by = 0
    for part in parts:
        for e in part.events:
            sides = _all_moved(e.actors, by), _all_moved(e.recipients, by)
            trigger = (e.trigger[0] + by, e.trigger[1] + by)
            whole.events.append(Event(trigger, e.event_type, *sides, e.modality))
        for s in part.statements:
            cue, source, addressee = (_moved(x, by) for x in (s.cue, s.source, s.addressee))
            whole.statements.append(Statement(cue, source, _all_moved(s.content, by), addressee))
        for c in part.claims:
            span = (c.span[0] + by, c.span[1] + by)
            whole.claims.append(Claim(c.kind, span, _moved(c.condition, by), _moved(c.consequence, by)))
        by += len(part.text) + 2
    return whole


def places(text: str, wanted: str) -> list[Span]:
    """All places of a string in a text, on word boundaries."""
    left = r"(?<!\w)" if wanted[0].isalnum() else ""
    right = r"(?!\w)" if wanted[-1].isalnum() else ""
    return [m.span() for m in re.finditer(left + re.escape(wanted) + right, text)]


def locate(text: str, wanted: str, near: int | None = None) -> Span | None:
    """The span that a string of an annotation line means; None for ``-``."""
    wanted = wanted.strip()
    if wanted in ("-", ""):
        return None
    name, _, number = wanted.rpartition("~")
    if name and number.isdigit():
        found = places(text, name)
        if len(found) < int(number):
            raise CorpusError(f"{name!r} stands {len(found)} times, {number} asked")
        return found[int(number) - 1]
    found = places(text, wanted)
    if not found:
        raise CorpusError(f"{wanted!r} does not stand in the text")
    if near is None:
        return found[0]
    return min(found, key=lambda s: max(s[0] - near, near - s[1], 0))


def _anchor(text: str, wanted: str, others: list[str]) -> Span | None:
    """The place of a trigger or cue: of several, the one with its parties or content nearest to it."""
    first = locate(text, wanted)
    if first is None or "~" in wanted or len(places(text, wanted.strip())) == 1:
        return first
    spots = places(text, wanted.strip())

    def cost(spot: Span) -> int:
        near = [locate(text, other, spot[0]) for other in others]
        return sum(max(s[0] - spot[1], spot[0] - s[1], 0) for s in near if s)

    return min(spots, key=cost)


def _event(text: str, fields: list[str]) -> Event:
    if len(fields) != 4:
        raise CorpusError("E wants: trigger | TYPE | actors > recipients | modality")
    parties = [p for side in fields[2].split(" > ") for p in side.split(";")]
    trigger = _anchor(text, fields[0], parties)
    event_type, modality = fields[1].strip(), fields[3].strip()
    if trigger is None or event_type not in TYPES or modality not in MODALITIES:
        raise CorpusError(f"no trigger, unknown type {event_type!r} or modality {modality!r}")
    actors, arrow, recipients = re.split(r"(\s>\s|\s>$|^>\s)", " " + fields[2].strip() + " ", maxsplit=1)
    del arrow
    sides = [
        tuple(s for part in side.split(";") if (s := locate(text, part, trigger[0])))
        for side in (actors, recipients)
    ]
    if not any(sides):
        raise CorpusError("an event without any party")
    return Event(trigger, event_type, sides[0], sides[1], modality)


def _statement(text: str, fields: list[str]) -> Statement:
    if len(fields) != 4:
        raise CorpusError("S wants: cue | source | content + content | addressee")
    cue = _anchor(text, fields[0], fields[2].split(" + "))
    near = cue[0] if cue else None
    content = tuple(s for part in fields[2].split(" + ") if (s := locate(text, part, near)))
    if not content:
        raise CorpusError("a statement without content")
    near = near if near is not None else content[0][0]
    return Statement(cue, locate(text, fields[1], near), content, locate(text, fields[3], near))


def _claim(text: str, fields: list[str]) -> Claim:
    if len(fields) != 4 or fields[0].strip() not in CLAIM_KINDS:
        raise CorpusError(f"C wants: {'/'.join(CLAIM_KINDS)} | claim | condition | consequence")
    span = locate(text, fields[1])
    if span is None:
        raise CorpusError("a claim without text")
    return Claim(fields[0].strip(), span, locate(text, fields[2], span[0]), locate(text, fields[3], span[0]))


def _setting(text: str, fields: list[str]) -> Setting:
    if len(fields) != 3:
        raise CorpusError("W wants: trigger | date | place")
    trigger, date = locate(text, fields[0]), fields[1].strip()
    if trigger is None or not re.fullmatch(r"-|\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", date):
        raise CorpusError(f"no trigger, or {date!r} is no ISO date, range or -")
    return Setting(trigger, None if date == "-" else date, locate(text, fields[2], trigger[0]))


def add_line(item: Item, line: str) -> None:
    """Add one E, S, C, W or P line to the item; raises CorpusError."""
    letter, fields = line[:2].strip(), line[2:].split("|")
    if letter == "E":
        item.events.append(_event(item.text, fields))
    elif letter == "S":
        item.statements.append(_statement(item.text, fields))
    elif letter == "C":
        item.claims.append(_claim(item.text, fields))
    elif letter == "W":
        item.settings.append(_setting(item.text, fields))
    elif letter == "P":
        item.published = line[2:].strip()
    else:
        raise CorpusError(f"a line begins with T, E, S, C, W or P, not {line[:12]!r}")


def items(path: Path, errors: list[str] | None = None) -> Iterator[Item]:
    """The items of one corpus file; mistakes go to ``errors`` or are raised."""
    item: Item | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.rstrip()
        if line.startswith("#"):
            continue
        if line.startswith("T "):
            if item:
                yield item
            item = Item(line[2:].strip())
            continue
        if not line or item is None:
            continue
        try:
            add_line(item, line)
        except (CorpusError, ValueError) as error:
            if errors is None:
                raise CorpusError(f"{path}:{number}: {error}") from error
            errors.append(f"{path}:{number}: {error}")
    if item:
        yield item


def main(paths: list[str]) -> int:
    """Check files and print what is in them; 1 where a line is wrong."""
    errors: list[str] = []
    kinds: Counter[str] = Counter()
    for name in paths:
        for item in items(Path(name), errors):
            kinds["items"] += 1
            kinds["words"] += len(item.text.split())
            kinds.update(e.event_type for e in item.events)
            kinds.update(e.modality for e in item.events)
            kinds["statements"] += len(item.statements)
            kinds["claims"] += len(item.claims)
            kinds["empty"] += not (item.events or item.statements or item.claims)
    sys.stdout.write("\n".join(errors + [f"{k}\t{n}" for k, n in sorted(kinds.items())]) + "\n")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

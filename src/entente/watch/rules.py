"""Rules asked of the record: what in it is to be told, each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel

from entente.ontology.naming import actor_code, actor_name
from entente.store.watch.entries import Entry, Fired
from entente.store.watch.watched import Watched
from entente.watch.client import Api, Refused
from entente.watch.clock import Clock
from entente.watch.feedsfile import AlertTable, Feeds
from entente.web.api.watched import Evidence, Finding

#: Sentences that are shown with what many stories or a turn found.
FEW = 5
#: A story's reports are dated so many days apart, at most.
_APART = timedelta(days=7)
#: Stories are worked out behind what is stored; so many seconds of a round are waited for them.
_PATIENCE = 30
_WORDS = {"events": "sentence", "statements": "content", "claims": "text"}
Row = dict[str, Any]


class Turn(BaseModel):
    """A turn that a rule knows; days as ISO writes them."""

    a: str
    b: str
    direction: str
    low: str
    high: str

    def is_same(self, other: Turn) -> bool:
        """Whether it is the same turn, dated a little otherwise since more is known."""
        same = (self.a, self.b, self.direction) == (other.a, other.b, other.direction)
        return same and self.low <= other.high and other.low <= self.high


class Memory(BaseModel):
    """What a rule remembers: whether its threshold was reached, the turns that were there."""

    above: bool = False
    turns: tuple[Turn, ...] = ()


@dataclass
class Judgement:
    """What the rules found, and what they remember; ``troubles`` are rules that could not be asked."""

    fired: list[Fired] = field(default_factory=list)
    memories: dict[str, str] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)


@dataclass
class Judge:
    """Asks the API what the rules say.

    Attributes:
        feeds: the file, with its rules.
        watched: what has fired before.
        patience: seconds that are still waited for stories.
    """

    feeds: Feeds
    watched: Watched
    clock: Clock
    api: Api
    patience: int = _PATIENCE
    _new: dict[str, set[str]] = field(default_factory=dict)

    def judge(self, entries: Iterable[Entry], *, standing: bool) -> Judgement:
        """What is to be told of these entries; with ``standing``, of thresholds and turns as well.

        Raises Unavailable where the API does not answer.
        """
        found, entries = Judgement(), list(entries)
        while entries and self.patience > 0 and not self.api.is_settled():
            self.patience -= 1
            self.clock.sleep(1)
        for rule in self.feeds.alert:
            try:
                if rule.threshold or rule.rift:
                    found.fired += self._standing(rule, found.memories) if standing else ()
                else:
                    found.fired += [f for entry in entries for f in self._records(rule, entry)]
            except Refused as error:
                found.troubles.append(f"alert {rule.name!r}: {error}")
        return found

    def _records(self, rule: AlertTable, entry: Entry) -> Iterator[Fired]:
        """The records of one document that a rule wants; those of one story together."""
        since = self._day(rule.within) if rule.within else None
        rows = self.api.rows(f"/{rule.of}", document=[entry.document], since=since, **_filters(rule))
        groups: dict[str, tuple[set[str], list[Row]]] = {}
        for row in (r for r in rows if _fits(rule, r)):
            first, keys = (
                self._story(rule, row) if rule.of == "events" else (str(row["document"]), {row["id"]})
            )
            held = groups.setdefault(first, (set(), []))
            held[0].update(keys)
            held[1].append(row)
        for keys, held_rows in groups.values():
            if self._is_new(rule, keys):
                evidence = tuple(self._evidence(rule, row, entry) for row in held_rows)
                yield self._told(rule, "record", _headline(rule, held_rows[0]), evidence, keys)

    def _is_new(self, rule: AlertTable, keys: set[str]) -> bool:
        """Whether none of these has fired; from now on all have."""
        fired = self._new.setdefault(rule.name, set())
        new = fired.isdisjoint(keys) and not self.watched.has_fired(rule.name, keys)
        fired |= keys
        if not new:
            self.watched.known(rule.name, keys)
        return new

    def _story(self, rule: AlertTable, row: Row) -> tuple[str, set[str]]:
        """The story that an event is told in, with all its events; else the event itself."""
        event = str(row["id"])
        since, until = _around(row.get("date") or row.get("published"))
        asked = _filters(rule) | {"type": [row["event_type"]], "least": None, "since": since, "until": until}
        for last in (False, True):
            for story in self.api.rows("/stories", **asked):
                if event in story["events"]:
                    return str(story["story"]), {event, *map(str, story["events"])}
            # A server may answer with what it had worked out before, and work it out anew meanwhile.
            if not last and self.patience > 0:
                self.patience -= 1
                self.clock.sleep(1)
        return event, {event}

    def _standing(self, rule: AlertTable, memories: dict[str, str]) -> list[Fired]:
        told = self.watched.memory(rule.name)
        before = Memory.model_validate_json(told) if told else None
        after, fired = self._turns(rule, before) if rule.rift else self._many(rule, before or Memory())
        memories[rule.name] = after.model_dump_json()
        return fired

    def _many(self, rule: AlertTable, before: Memory) -> tuple[Memory, list[Fired]]:
        """Whether the threshold is reached; told when it is, and not again while it lasts."""
        assert rule.threshold is not None
        since = self._day(rule.threshold.within)
        asked = _filters(rule) | {"since": since, "until": self._day(0)}
        rows = [row for row in self.api.rows("/stories", **asked) if _fits(rule, row)]
        number = len(rows)
        above = number >= rule.threshold.stories
        if not above or before.above:
            return Memory(above=above), []
        title = f"{number} stories since {since}, threshold {rule.threshold.stories}: {_of_whom(rule)}"
        evidence = tuple(self._evidence(rule, row, None) for row in rows[:FEW])
        return Memory(above=True), [self._told(rule, "threshold", title, evidence, set())]

    def _turns(self, rule: AlertTable, before: Memory | None) -> tuple[Memory, list[Fired]]:
        """The turns that were not there before; at first all are taken as known."""
        asked = {"region": [rule.region]} if rule.region else {}
        rows = [row for row in self.api.rows("/rifts", **asked) if _concerns(rule, row)]
        turns = [Turn(**{key: str(row[key]) for key in Turn.model_fields}) for row in rows]
        if before is None:
            return Memory(turns=tuple(turns)), []
        new = [
            (turn, row)
            for turn, row in zip(turns, rows, strict=True)
            if not any(turn.is_same(known) for known in before.turns)
        ]
        fired = [self._turned(rule, turn, row) for turn, row in new]
        return Memory(turns=(*before.turns, *(turn for turn, _ in new))), fired

    def _turned(self, rule: AlertTable, turn: Turn, row: Row) -> Fired:
        title = (
            f"{turn.direction} of {actor_name(turn.a)} and {actor_name(turn.b)}, "
            f"{row['date']} (between {turn.low} and {turn.high})"
        )
        answer = self.api.get("/stories", dyad=[turn.a, turn.b], since=turn.low, until=turn.high, limit=FEW)
        evidence = tuple(self._evidence(rule, story, None) for story in answer["items"])
        page = f"/dyads/{quote(turn.a, safe='')}/{quote(turn.b, safe='')}"
        return self._told(rule, "rift", title, evidence, set(), page)

    def _day(self, span: float | None) -> str:
        """The day that is so long ago."""
        return datetime.fromtimestamp(self.clock.now() - (span or 0), UTC).date().isoformat()

    def _evidence(self, rule: AlertTable, row: Row, entry: Entry | None) -> Evidence:
        document, record = row.get("document"), row.get("id") or row.get("event")
        place = f"/documents/{quote(str(document), safe='')}#{quote(str(record), safe='')}"
        said = row.get(_WORDS[rule.of]) or row.get("sentence") or row.get("words") or _headline(rule, row)
        return Evidence(
            sentence=str(said),
            date=row.get("date") or row.get("day") or row.get("published"),
            outlet=row.get("outlet") or next(iter(row.get("outlets") or ()), None),
            document=document,
            page=place if document else None,
            link=entry.link if entry else None,
        )

    def _told(
        self,
        rule: AlertTable,
        kind: str,
        title: str,
        evidence: tuple[Evidence, ...],
        keys: set[str],
        page: str | None = None,
    ) -> Fired:
        first = next((e.page for e in evidence if e.page), None)
        finding = Finding.model_validate(
            {
                "rule": rule.name,
                "kind": kind,
                "title": title,
                "page": page or first or "/",
                "evidence": evidence,
            }
        )
        return Fired(
            rule.name,
            title,
            finding.model_dump_json(),
            tuple(sorted(keys)),
            rule.send or self.feeds.channels,
        )


def _filters(rule: AlertTable) -> dict[str, Any]:
    """A rule as parameters of the API."""
    return {
        "dyad": list(rule.dyad or ()),
        "actor": [rule.actor] if rule.actor else [],
        "type": list(rule.type),
        "modality": [m.value for m in rule.modality],
        "least": rule.least or None,
    }


def _fits(rule: AlertTable, row: Row) -> bool:
    """What a rule asks beyond the API's filters."""
    if rule.directed and rule.dyad:
        side = row.get("actor") if rule.of == "events" else row.get("source")
        names = [side] if isinstance(side, str) else list(side or ())
        if actor_code(rule.dyad[0]) not in names:
            return False
    if rule.intensity is None:
        return True
    value = row.get("intensity")
    if value is None:
        return False
    return bool(value <= rule.intensity if rule.intensity < 0 else value >= rule.intensity)


def _concerns(rule: AlertTable, row: Row) -> bool:
    two = {row["a"], row["b"]}
    if rule.dyad and two != {actor_code(name) for name in rule.dyad}:
        return False
    return not rule.actor or actor_code(rule.actor) in two


def _around(stamp: str | None) -> tuple[str | None, str | None]:
    """The days in which a story of that day may be dated; a month or year as it stands, a range by its ends.

    >>> _around("2026-11-30/2026-12-06"), _around("2026-11")
    (('2026-11-30', '2026-12-06'), ('2026-11', '2026-11'))
    """
    first, _, last = (stamp or "").partition("/")
    try:
        day = date.fromisoformat(stamp or "")
    except ValueError:
        return first or None, last or first or None
    return (day - _APART).isoformat(), (day + _APART).isoformat()


def _headline(rule: AlertTable, row: Row) -> str:
    day = row.get("date") or row.get("day") or row.get("published") or "no date"
    if rule.of == "events":
        act = str(row["event_type"]).lower()
        modality = "" if row.get("modality") == "asserted" else f" ({row.get('modality')})"
        return f"{_names(row['actor'])}: {act}{modality} {_names(row['recipient'])}, {day}"
    who = row.get("source") or row.get("claimant") or row.get("speaker")
    return f"{_names([who] if who else [])}: {row[_WORDS[rule.of]]!s:.120}, {day}"


def _names(codes: Iterable[str] | None) -> str:
    return " and ".join(map(actor_name, codes or ())) or "somebody"


def _of_whom(rule: AlertTable) -> str:
    who = " and ".join(rule.dyad or ()) or rule.actor or "all"
    return f"{who}, {', '.join(rule.type)}" if rule.type else who

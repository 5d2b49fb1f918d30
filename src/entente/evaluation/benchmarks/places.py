"""Places: which of a name a mention means, and which of a sentence's places an event has (labelled blind)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from entente.evaluation.coding import code_texts
from entente.evaluation.data import own_rows, place_of
from entente.evaluation.metric import Metric
from entente.language.encoder import Encoder
from entente.pipeline import Pipeline
from entente.reading import read_text
from entente.records import Event, Place
from entente.resolution.places import PlaceFinder
from entente.resolution.places.candidate import Candidate, Kind
from entente.resolution.places.gazetteer import candidates, gazetteer

FILE = "eval/places.jsonl"
#: Degrees of latitude and longitude by which a town, and anything larger, may be away.
TOWN_REACH, REGION_REACH = 1.0, 3.0
#: What a case gives for the country of a place that belongs to no one state.
NO_ONE = "*"
_NAME = re.compile(r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}")


def mention_right(case: dict[str, Any], found: Place | None) -> bool:
    """Whether a mention is left alone where it is no place, else has its country and coordinates."""
    if found is None or case["country"] is None:
        return found is None and case["country"] is None
    reach = TOWN_REACH if _is_town(case) else REGION_REACH
    return case["country"] in (NO_ONE, found.country) and _near(case, found.latitude, found.longitude, reach)


def _near(case: dict[str, Any], latitude: float | None, longitude: float | None, reach: float) -> bool:
    return (
        latitude is not None
        and longitude is not None
        and abs(latitude - case["latitude"]) <= reach
        and abs(longitude - case["longitude"]) <= reach
    )


def _is_town(case: dict[str, Any]) -> bool:
    """Whether the gazetteer has a town of this name where the case has its place."""
    name = case["mention"].partition("~")[0]
    towns = (c for c in candidates(name) if c.kind is Kind.TOWN)
    return any(_near(case, t.latitude, t.longitude, TOWN_REACH) for t in towns)


def best_known(name: str) -> Place | None:
    """The state of a name, else its most populous city, whatever stands around it: the naive baseline."""
    options = candidates(name)
    if gazetteer().is_state(name):
        return options[0].place()
    towns: list[Candidate] = [c for c in options if c.kind is Kind.TOWN]
    return max(towns, key=lambda c: c.population).place() if towns else None


def first_named(text: str) -> str | None:
    """The first name of a place in a text, whatever it stands for there: the naive baseline."""
    for run in _NAME.finditer(text):
        words = run[0].removesuffix(".").split()
        for first in range(len(words)):
            for last in range(len(words), first, -1):
                name = re.sub(r"[’']s?$", "", " ".join(words[first:last]))
                if best_known(name):
                    return name
    return None


def event_right(place: str | None, found: list[Event]) -> bool:
    """Whether one of an event's records has the place that it should, or none has any."""
    if place is None:
        return all(e.place is None for e in found)
    return any(same_name(place, e.place) for e in found)


def same_name(name: str, place: Place | None) -> bool:
    """Whether a place is called ``name``, in full or in part, in the text or by its usual name."""
    if place is None:
        return False
    known = [place.name.lower(), *([place.span.text.lower()] if place.span else [])]
    return any(name.lower() in k or k in name.lower() for k in known)


def _mentions(encoder: Encoder, cases: list[dict[str, Any]]) -> Iterator[Place | None]:
    """What the pipeline takes each mention for."""
    pipeline = Pipeline(encoder)
    for case in cases:
        text = case["text"]
        drafts = pipeline.drafts(read_text(text))
        finder = PlaceFinder(text, drafts.names)
        start, end = place_of(text, case["mention"])
        found = (t for s in drafts.sentences for t in finder.find(s.start, s.end))
        yield next((t.place for t in found if t.span.start < end and start < t.span.end), None)


def mention_marks(encoder: Encoder, cases: list[dict[str, Any]]) -> list[bool]:
    """Whether each mention is resolved as meant."""
    return [mention_right(c, p) for c, p in zip(cases, _mentions(encoder, cases), strict=True)]


def event_marks(encoder: Encoder, cases: list[dict[str, Any]]) -> list[bool | None]:
    """Whether each event has its own place; None where no event is found."""
    coded = code_texts(encoder, [c["text"] for c in cases], [c.get("published") for c in cases])
    marks: list[bool | None] = []
    for case, records in zip(cases, coded, strict=True):
        start, end = place_of(case["text"], case["event"])
        found = [e for e in records.events if e.trigger and e.trigger.start < end and start < e.trigger.end]
        marks.append(event_right(case["place"], found) if found else None)
    return marks


def placed(cases: list[dict[str, Any]], marks: list[bool | None]) -> list[bool]:
    """The marks, where no event has no place: right where the text tells none."""
    return [c["place"] is None if m is None else m for c, m in zip(cases, marks, strict=True)]


def _mention_metric(encoder: Encoder, cases: list[dict[str, Any]]) -> Metric:
    places = sum(c["country"] is not None for c in cases)
    ours = mention_marks(encoder, cases)
    base = [mention_right(c, best_known(c["mention"].partition("~")[0])) for c in cases]
    right = sum(o for o, c in zip(ours, cases, strict=True) if c["country"] is not None)
    note = f"{right} of {places} places, {sum(ours) - right} of {len(cases) - places} names that are none"
    shares = sum(ours) / len(cases), sum(base) / len(cases)
    return Metric("places.mentions", *shares, "", FILE, 0.85, 0.93, note)


def _event_metric(encoder: Encoder, cases: list[dict[str, Any]]) -> Metric:
    marks = event_marks(encoder, cases)
    ours = placed(cases, marks)
    base = []
    for case in cases:
        first = first_named(case["text"])
        base.append(first is None if case["place"] is None else first is not None and first in case["place"])
    located = [o for o, c in zip(ours, cases, strict=True) if c["place"] is not None]
    note = (
        f"{sum(located)} of {len(located)} with a place, {sum(ours) - sum(located)} of"
        f" {len(cases) - len(located)} without; {marks.count(None)} events not found"
    )
    return Metric("places.events", sum(ours) / len(cases), sum(base) / len(cases), "", FILE, 0.7, 0.85, note)


def places(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """Share of place mentions that are resolved as meant, and of events that have their own place."""
    del folder
    cases = list(own_rows(FILE))
    yield _mention_metric(encoder, [c for c in cases if "mention" in c])
    yield _event_metric(encoder, [c for c in cases if "event" in c])

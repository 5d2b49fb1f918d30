"""Reports of one happening by several outlets, and copies of wire texts, that were labelled by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

from entente.analysis.stories.stories import telling
from entente.evaluation.data import own_rows
from entente.language.encoder import Encoder
from entente.language.sentences import split_sentences
from entente.ontology.plover import MUTUAL
from entente.pipeline import Pipeline
from entente.reading import read_text
from entente.records import Place, Span
from entente.resolution.assemble import Coded
from entente.resolution.dates import DateFinder
from entente.resolution.places import PlaceFinder
from entente.resolution.places.gazetteer import gazetteer
from entente.store import Kind, Level, Selection, Store

#: Events of a lower score are left out, as in the brief.
LEAST = 0.5


class Telling(NamedTuple):
    """One act that a sentence tells, and the happening that it is."""

    start: int
    end: int
    actor: tuple[str, ...]
    event_type: str
    recipient: tuple[str, ...]
    happening: str


class Retold(NamedTuple):
    """A text of a set: of stories it has tellings, of copies a group."""

    id: str
    outlet: str
    published: str
    text: str
    tells: tuple[Telling, ...]
    group: str | None


class Labelled(NamedTuple):
    """Events as a frame, and the happening of each by its id."""

    pairs: pd.DataFrame
    happening: dict[str, str]


def retold(file: str) -> list[Retold]:
    """The texts of a set; raises MissingInput."""
    return [_text(row) for row in own_rows(file)]


def _text(row: dict[str, Any]) -> Retold:
    tells = tuple(
        Telling(
            t["start"], t["end"], tuple(t["actor"]), t["event_type"], tuple(t["recipient"]), t["happening"]
        )
        for t in row.get("tells", ())
    )
    return Retold(row["id"], row["outlet"], row["published"], row["text"], tells, row.get("group"))


def as_labelled(texts: Sequence[Retold]) -> Labelled:
    """The labels as events: dated as we read dates, placed where they name one place."""
    found = list(chain.from_iterable(_told(t) for t in texts))
    frame = pd.DataFrame([row for row, _ in found])
    for column in ("day", "last", "published"):
        frame[column] = pd.to_datetime(frame[column])
    return Labelled(frame, {row["id"]: happening for row, happening in found})


def _told(text: Retold) -> Iterator[tuple[dict[str, Any], str]]:
    sentences = list(split_sentences(text.text))
    dates = DateFinder(text.text, sentences, text.published)
    places = PlaceFinder(text.text, ())
    title = text.text.index("\n")
    for number, told in enumerate(text.tells):
        here = Span(told.start, told.end, text.text[told.start : told.end])
        days = [m.value for m in dates.dates(here)]
        first, last = _ends(days[0]) if days else (None, None)
        shared = {
            "id": f"{text.id}.e{number}",
            "document": text.id,
            "day": first,
            "last": last,
            "published": text.published,
            "event_type": told.event_type,
            "modality": "asserted",
            "score": 1.0,
            "zone": "body" if told.start > title else "title",
            "sentence": told.start,
            "words": here.text,
            **_place(places, here),
            "outlet": text.outlet,
            "original": text.id,
        }
        for a, b, joint in _directed(told):
            yield shared | {"a": a, "b": b, "joint": joint}, told.happening


def _directed(told: Telling) -> Iterator[tuple[str, str | None, bool]]:
    if not told.recipient and len(told.actor) > 1 and told.event_type in MUTUAL:
        yield from ((a, b, True) for a in told.actor for b in told.actor if a != b)
    else:
        yield from ((a, b, False) for a in told.actor for b in told.recipient or (None,) if a != b)


def _place(places: PlaceFinder, sentence: Span) -> dict[str, Any]:
    """The one place below a state that a sentence names."""
    found = {t.place.name: t.place for t in places.find(sentence.start, sentence.end) if _is_near(t.place)}
    only = next(iter(found.values())) if len(found) == 1 else None
    return {
        "place": only.name if only else None,
        "place_country": only.country if only else None,
        "latitude": only.latitude if only else float("nan"),
        "longitude": only.longitude if only else float("nan"),
    }


def _is_near(place: Place) -> bool:
    return place.latitude is not None and not gazetteer().is_state(place.name)


def _ends(value: str) -> tuple[str, str]:
    first, _, last = value.partition("/")
    return _edge(first, 0), _edge(last or first, -1)


def _edge(value: str, place: int) -> str:
    if len(value) == 10:
        return value
    days = pd.Period(value)
    return str((days.start_time if place == 0 else days.end_time).date())


def as_coded(encoder: Encoder, texts: Sequence[Retold]) -> Labelled:
    """The events that are coded in the texts; labelled are those whose sentence and parties meet a telling.

    Events that meet none are left in the frame: a program must tell them from the others as well.
    """
    documents = [
        replace(read_text(t.text), id=t.id, published=t.published, outlet=t.outlet, path=t.id) for t in texts
    ]
    by_text = {t.text: t for t in texts}
    happening: dict[str, str] = {}
    with Store(write=True) as store:
        pipeline = Pipeline(encoder)
        names: dict[str, str] = {}
        for coded in pipeline.code([store.keyed(d) for d in documents]):
            store.add(coded, pipeline.coder)
            names[coded.document.id] = coded.document.id
            happening |= dict(_met(coded, by_text[coded.document.text]))
        chosen = Selection(least=LEAST, level=Level.STATE)
        pairs = store.pairs(chosen)
        pairs = telling(pairs, store.frame(Kind.EVENTS, chosen))
    known = set(pairs.id)
    return Labelled(pairs, {e: h for e, h in happening.items() if e in known})


def _met(coded: Coded, text: Retold) -> Iterator[tuple[str, str]]:
    shift = coded.document.text.index(text.text[:20]) if text.text[:20] in coded.document.text else 0
    for event in coded.events:
        start, end = event.sentence.start - shift, event.sentence.end - shift
        fits = [
            (t.event_type == event.event_type.value, -abs(t.start - start), t.happening)
            for t in text.tells
            if t.start < end
            and start < t.end
            and _same_parties(t, _codes(event.actor), _codes(event.recipient))
        ]
        if fits:
            yield event.id, max(fits)[2]


def _codes(parties: Sequence[Any]) -> set[str]:
    found = {p.identity.country or p.identity.actor for p in parties}
    return {code for code in found if code}


def _same_parties(told: Telling, actor: set[str], recipient: set[str]) -> bool:
    """Whether somebody acts in both, and nobody else is acted on in one than in the other."""
    sides = set(told.actor), set(told.recipient)
    if told.event_type in MUTUAL and not told.recipient:
        return bool(sides[0] & (actor | recipient))
    return bool(sides[0] & actor) and (not sides[1] or not recipient or bool(sides[1] & recipient))

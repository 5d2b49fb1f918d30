from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.jsonform import as_json
from entente.records import (
    Claim,
    ClaimKind,
    DateMention,
    Document,
    Event,
    EventType,
    Identity,
    Modality,
    Party,
    Place,
    Quantity,
    Record,
    Span,
    Statement,
    StatementKind,
    Zone,
    ZoneKind,
)

Valid = Callable[[dict[str, Any]], None]
SCHEMA = json.loads(files("entente").joinpath("records.schema.json").read_text("utf-8"))

RUSSIA = Party(Span(0, 6, "Russia"), Identity("RUS", "RUS", "GOV", None))
UKRAINE = Party(Span(15, 22, "Ukraine"), Identity("UKR", "UKR", "GOV", None))
DOCUMENT = Document("d1", "note.txt", "Russia accused Ukraine.", (Zone(ZoneKind.BODY, 0, 23),))
STATEMENT = Statement(
    id="d1.s1",
    document="d1",
    zone=ZoneKind.BODY,
    coder="fake 1",
    score=0.5,
    kind=StatementKind.DIRECT,
    source=None,
    cue=None,
    content=(Span(0, 6, "Russia"),),
)
EVENT = Event(
    id="d1.e1",
    document="d1",
    zone=ZoneKind.BODY,
    coder="fake 1",
    score=None,
    sentence=Span(0, 23, "Russia accused Ukraine."),
    trigger=None,
    actor=(),
    recipient=(),
    event_type=EventType.ACCUSE,
    mode=None,
    contexts=(),
    quad=3,
    intensity=-2.0,
    modality=Modality.ASSERTED,
)
CLAIM = Claim("d1.c1", "d1", ZoneKind.BODY, "fake 1", 1.0, ClaimKind.PLAN, Span(0, 6, "Russia"), None)
FULL_STATEMENT = Statement(
    id="d1.s1",
    document="d1",
    zone=ZoneKind.TITLE,
    coder="fake 1",
    score=0.5,
    kind=StatementKind.MIXED,
    source=RUSSIA,
    cue=Span(7, 14, "accused"),
    content=(Span(15, 22, "Ukraine"),),
    addressee=UKRAINE,
    target=UKRAINE,
    outlet="TASS",
    date="2023-05",
    nested_in="d1.s0",
    event_type=EventType.ACCUSE,
    modality=Modality.NEGATED,
)
FULL_EVENT = Event(
    id="d1.e1",
    document="d1",
    zone=ZoneKind.BODY,
    coder="fake 1",
    score=0.5,
    sentence=EVENT.sentence,
    trigger=Span(7, 14, "accused"),
    actor=(RUSSIA,),
    recipient=(UKRAINE,),
    event_type=EventType.ACCUSE,
    mode="allege",
    contexts=("military",),
    quad=3,
    intensity=-2.0,
    modality=Modality.ASSERTED,
    date=DateMention("2023-05-01", Span(0, 6, "Monday")),
    place=Place("Goma", "COD", -1.67, 29.22, Span(0, 4, "Goma")),
    quantities=(Quantity("dead", 5, None, 0, 6),),
    attributed_to="d1.s1",
    statement="d1.s2",
)
FULL_CLAIM = Claim(
    id="d1.c1",
    document="d1",
    zone=ZoneKind.COMMENT,
    coder="fake 1",
    score=1.0,
    kind=ClaimKind.CONDITIONAL,
    span=Span(0, 6, "Russia"),
    claimant=RUSSIA,
    condition=Span(0, 2, "Ru"),
    consequence=Span(2, 6, "ssia"),
    horizon="2025/2026",
)
ONE_OF_EACH = [DOCUMENT, STATEMENT, EVENT, CLAIM, FULL_STATEMENT, FULL_EVENT, FULL_CLAIM]


@pytest.mark.parametrize("record", ONE_OF_EACH, ids=lambda r: type(r).__name__)
def test_every_key_is_there_and_fits_the_schema(record: Record, valid: Valid) -> None:
    row = as_json(record)
    valid(row)
    assert list(row) == SCHEMA["$defs"][type(record).__name__.lower()]["required"]
    assert json.loads(json.dumps(row)) == row


def test_what_is_not_known_is_null_or_an_empty_list() -> None:
    assert {k for k, v in as_json(EVENT).items() if v is None} == {
        "score",
        "trigger",
        "mode",
        "date",
        "place",
        "attributed_to",
        "statement",
    }
    assert {k for k, v in as_json(EVENT).items() if v == []} == {
        "actor",
        "recipient",
        "contexts",
        "quantities",
    }
    assert as_json(STATEMENT)["source"] is None
    assert as_json(DOCUMENT)["published"] is None


def test_parties_dates_and_places_are_located() -> None:
    row = as_json(FULL_EVENT)
    assert row["actor"] == [
        {
            "start": 0,
            "end": 6,
            "text": "Russia",
            "actor": "RUS",
            "country": "RUS",
            "sector": "GOV",
            "office": None,
        }
    ]
    assert row["date"] == {"start": 0, "end": 6, "text": "Monday", "value": "2023-05-01"}
    assert row["place"]["latitude"] == -1.67
    assert row["quantities"] == [{"kind": "dead", "value": 5, "unit": None, "start": 0, "end": 6}]


def test_a_date_or_place_without_words_has_null_offsets(valid: Valid) -> None:
    record = Event(
        **{f: getattr(EVENT, f) for f in Event.__dataclass_fields__}
        | {"date": DateMention("2023"), "place": Place("Goma")}
    )
    row = as_json(record)
    valid(row)
    assert row["date"] == {"start": None, "end": None, "text": None, "value": "2023"}
    assert row["place"]["start"] is None


def test_the_author_is_a_claimant_of_its_own(valid: Valid) -> None:
    record = Claim(
        "d1.c1",
        "d1",
        ZoneKind.BODY,
        "fake 1",
        1.0,
        ClaimKind.PLAN,
        Span(0, 6, "Russia"),
        None,
        by_author=True,
    )
    row = as_json(record)
    valid(row)
    assert row["claimant"] == {"actor": "author"}
    assert as_json(CLAIM)["claimant"] is None


def test_depth_is_given_for_comments_only() -> None:
    zones = (Zone(ZoneKind.BODY, 0, 3), Zone(ZoneKind.COMMENT, 4, 9, 1))
    assert as_json(Document("d1", "x", "one, two.", zones))["zones"] == [
        {"kind": "body", "start": 0, "end": 3},
        {"kind": "comment", "start": 4, "end": 9, "depth": 1},
    ]


def test_the_packaged_schema_is_a_schema() -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(SCHEMA)
    assert set(SCHEMA["$defs"]) >= {"document", "statement", "event", "claim"}


@pytest.mark.shared
def test_the_packaged_schema_is_the_shared_one(shared: Path) -> None:
    assert json.loads((shared / "schema/records.schema.json").read_text("utf-8")) == SCHEMA


def test_spans() -> None:
    outer, inner = Span(2, 9, "seven77"), Span(3, 5, "ev")
    assert outer.covers(inner) and outer.covers(outer) and not inner.covers(outer)
    assert inner.shifted(10) == Span(13, 15, "ev")
    assert DOCUMENT.span(7, 14) == Span(7, 14, "accused")


TEXT = st.text(max_size=12)
NAME = st.none() | st.text(max_size=12)
SPAN = st.builds(lambda at, text: Span(at, at + len(text), text), st.integers(0, 10_000), TEXT)
PARTY = st.builds(Party, SPAN, st.builds(Identity, NAME, NAME, NAME, NAME))
DAY = st.dates().map(str) | st.integers(1000, 9999).map(str) | st.just("2023-05/2023-07-01")
SCORE = st.none() | st.floats(0, 1)
DEGREES = st.none() | st.floats(-180, 180)
HEAD = (TEXT, TEXT, st.sampled_from(ZoneKind), TEXT, SCORE)
STATEMENTS = st.builds(
    Statement,
    *HEAD,
    st.sampled_from(StatementKind),
    source=st.none() | PARTY,
    cue=st.none() | SPAN,
    content=st.lists(SPAN, min_size=1, max_size=3).map(tuple),
    addressee=st.none() | PARTY,
    target=st.none() | PARTY,
    outlet=NAME,
    date=st.none() | DAY,
    nested_in=NAME,
    event_type=st.none() | st.sampled_from(EventType),
    modality=st.sampled_from(Modality),
)
EVENTS = st.builds(
    Event,
    *HEAD,
    sentence=SPAN,
    trigger=st.none() | SPAN,
    actor=st.lists(PARTY, max_size=2).map(tuple),
    recipient=st.lists(PARTY, max_size=2).map(tuple),
    event_type=st.sampled_from(EventType),
    mode=NAME,
    contexts=st.lists(TEXT, max_size=2).map(tuple),
    quad=st.integers(1, 4),
    intensity=st.floats(-10, 10),
    modality=st.sampled_from(Modality),
    date=st.none() | st.builds(DateMention, DAY, st.none() | SPAN),
    place=st.none() | st.builds(Place, TEXT, NAME, DEGREES, DEGREES, st.none() | SPAN),
    quantities=st.lists(
        st.builds(Quantity, TEXT, st.floats(0, 1e12), NAME, st.integers(0, 9), st.integers(0, 9)), max_size=2
    ).map(tuple),
    attributed_to=NAME,
    statement=NAME,
)
CLAIMS = st.builds(
    Claim,
    *HEAD,
    st.sampled_from(ClaimKind),
    SPAN,
    claimant=st.none() | PARTY,
    by_author=st.booleans(),
    condition=st.none() | SPAN,
    consequence=st.none() | SPAN,
    horizon=st.none() | DAY,
)
DOCUMENTS = st.builds(
    Document,
    TEXT,
    TEXT,
    TEXT,
    st.lists(
        st.builds(
            Zone,
            st.sampled_from(ZoneKind),
            st.integers(0, 9),
            st.integers(0, 9),
            st.none() | st.integers(0, 5),
        ),
        max_size=3,
    ).map(tuple),
    title=NAME,
    outlet=NAME,
    author=NAME,
    published=st.none() | DAY,
    language=NAME,
    encoding=TEXT,
    sha256=TEXT,
)


@settings(derandomize=True, max_examples=120, deadline=None)
@given(record=st.one_of(DOCUMENTS, STATEMENTS, EVENTS, CLAIMS))
def test_whatever_is_in_a_record_its_json_fits_the_schema(record: Record, valid: Valid) -> None:
    row = as_json(record)
    valid(row)
    assert list(row) == SCHEMA["$defs"][row["record"]]["required"]
    assert json.loads(json.dumps(row, ensure_ascii=False)) == row

"""Corrections in a store: what is in force, what is kept, and what comes back to the byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import Done, FakeEncoder
from hypothesis import given, settings
from hypothesis import strategies as st
from stored import CODER, coded_documents, encoder, read, rows, written

from entente.collect import read_into, recode
from entente.distinct import made_distinct
from entente.errors import Conflict, NotFound, UsageError
from entente.jsonform import as_json
from entente.reading import ReadOptions
from entente.records import ClaimKind, EventType, Modality, Record
from entente.store import Kind, Selection, Store
from entente.store.check import content_hash, problems
from entente.store.correcting.corrections import KINDS, Action, Correction, correction_from
from entente.store.correcting.listing import Said
from entente.store.exchange.exporting import Wanted, lines
from entente.store.exchange.format import format_named

ALL = Selection()
FIXES: dict[str, list[dict[str, str | None]]] = {
    "statement": [{"kind": "mixed"}, {"modality": "negated", "date": "2021-05"}, {"source": None}],
    "event": [{"event_type": "AID"}, {"modality": "future", "contexts": "territory"}, {"actor.1": "ARM"}],
    "claim": [{"kind": "promise"}, {"horizon": "2024/2025-03-01"}, {"claimant": "author"}],
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three texts: each has a statement, an event and a claim."""
    with Store(str(tmp_path / "s.duckdb"), write=True) as opened:
        read(opened, written(tmp_path / "texts", 3))
        made_distinct(opened)
        yield opened
        assert list(problems(opened)) == []


def ids(store: Store, kind: Kind) -> list[str]:
    return [str(row["id"]) for row in store.rows(kind, ALL)]


def said(store: Store) -> list[Correction]:
    return [correction_from(row) for row in store.corrections(Said())]


def raw(store: Store, record: str) -> dict[str, str]:
    """The rows of an id, to the letter, by table."""
    query = " UNION ALL ".join(
        f"SELECT '{kind}', to_json(r)::VARCHAR FROM {table} r WHERE id = $1" for kind, table in KINDS.items()
    )
    return dict(store.ask(query, [record]))


@pytest.mark.parametrize("kind", [Kind.STATEMENTS, Kind.EVENTS, Kind.CLAIMS])
def test_a_rejected_record_is_seen_nowhere_and_comes_back_to_the_byte(store: Store, kind: Kind) -> None:
    record, before, counts = ids(store, kind)[1], content_hash(store), store.counts()
    was, words = raw(store, record), "War" if kind is Kind.CLAIMS else "fraud"
    assert record in store.found(kind, words)
    store.correct(record, Action.REJECT, by="Ann", why="it does not say so")
    assert raw(store, record) == {}
    assert record not in ids(store, kind) and record not in store.found(kind, words)
    assert store.counts() == counts | {kind.value: counts[kind.value] - 1}
    assert list(problems(store)) == []
    store.correct(record, Action.RESTORE, by="Ben")
    assert raw(store, record) == was and record in store.found(kind, words)
    assert store.counts() == counts and content_hash(store) != before
    told = store.corrections(Said(record=record))
    assert [(s["action"], s["by"], s["why"], s["last"]) for s in told] == [
        ("reject", "Ann", "it does not say so", False),
        ("restore", "Ben", None, True),
    ]


def test_a_fix_changes_what_follows_from_it(store: Store, valid: Callable[[dict[str, Any]], None]) -> None:
    record = ids(store, Kind.EVENTS)[0]
    store.correct(
        record,
        Action.FIX,
        by="Ann",
        changes={"event_type": "sanction", "mode": "Expel", "date": "2021-05-04",
                 "actor": "France", "recipient.add": "letter = NATO", "contexts": "territory; election"},
    )  # fmt: skip
    event = next(e for e in store.events(ALL) if e.id == record)
    assert (event.event_type, event.mode, event.quad) == (EventType.SANCTION, "expel", 4)
    assert [p.identity.actor for p in (*event.actor, *event.recipient)] == ["FRA", "RUS", "NATO"]
    assert event.actor[0].span.text == "Germany"
    assert event.date is not None and event.date.value == "2021-05-04"
    valid(as_json(event))
    (row,) = [row for row in store.rows(Kind.EVENTS, ALL) if row["id"] == record]
    assert row["corrected_by"] == "Ann" and row["corrected_at"].endswith("Z")
    assert sum(row["corrected_by"] is None for row in store.rows(Kind.EVENTS, ALL)) == 2


def test_a_fix_is_told_against_what_the_coder_gave(store: Store) -> None:
    record = ids(store, Kind.EVENTS)[0]
    store.correct(record, Action.FIX, by="Ann", changes={"actor": "France"})
    store.correct(record, Action.FIX, by="Ben", changes={"modality": "negated"})
    event = next(e for e in store.events(ALL) if e.id == record)
    assert (event.actor[0].identity.actor, event.modality) == ("FRA", Modality.NEGATED)
    assert store.corrections(Said())[-1]["changes"] == {"actor.1": "FRA", "modality": "negated"}


@pytest.mark.parametrize(
    ("kind", "changes", "told"),
    [
        (Kind.EVENTS, {"event_type": "WAR"}, "no event_type 'WAR'; valid: AGREE"),
        (Kind.EVENTS, {"mode": "loudly"}, "no mode of ACCUSE 'loudly'; valid: disapprove"),
        (Kind.EVENTS, {"contexts": "weather"}, "no contexts 'weather'; valid: "),
        (Kind.EVENTS, {"date": "soon"}, "date: 'soon' is no date; give YYYY-MM-DD"),
        (Kind.EVENTS, {"date": "2023-02-30"}, "is no date"),
        (Kind.EVENTS, {"date": "2023/2022"}, "is no date"),
        (Kind.EVENTS, {"actor.3": "ARM"}, "no field 'actor.3' can be changed"),
        (Kind.EVENTS, {"actor": "Nobody Known"}, "no actor is known as 'Nobody Known'"),
        (Kind.EVENTS, {"actor.1": None, "recipient.1": None}, "neither actor nor recipient; reject it"),
        (Kind.EVENTS, {"actor.add": "ARM"}, "give it as WORDS = NAME"),
        (Kind.EVENTS, {"actor.add": "Yerevan = ARM"}, "'Yerevan' does not stand in the text"),
        (Kind.EVENTS, {"event_type": "ACCUSE"}, "is so already"),
        (Kind.EVENTS, {}, "is so already"),
        (Kind.STATEMENTS, {"kind": "loud"}, "no kind 'loud'; valid: direct"),
        (Kind.STATEMENTS, {"addressee": "ARM"}, "there is none yet; tell its words too"),
        (Kind.CLAIMS, {"horizon": "2023-13"}, "is no date"),
        (Kind.CLAIMS, {"event_type": "AID"}, "no field 'event_type' can be changed"),
    ],
)
def test_what_is_not_valid_is_told_and_changes_nothing(
    store: Store, kind: Kind, changes: dict[str, str | None], told: str
) -> None:
    before = content_hash(store)
    with pytest.raises(UsageError, match=r".*") as raised:
        store.correct(ids(store, kind)[0], Action.FIX, by="Ann", changes=changes)
    assert told in str(raised.value)
    assert content_hash(store) == before


def test_what_cannot_be_said_of_a_record_is_told(store: Store) -> None:
    record = ids(store, Kind.EVENTS)[0]
    with pytest.raises(UsageError, match="nothing to restore"):
        store.correct(record, Action.RESTORE, by="Ann")
    with pytest.raises(UsageError, match="give yours"):
        store.correct(record, Action.REJECT, by="  ")
    with pytest.raises(NotFound, match=r"no statement, event or claim 0.e1"):
        store.correct("0.e1", Action.REJECT, by="Ann")
    with pytest.raises(NotFound, match="of nobody"):
        store.correct(record, Action.REJECT, by="Ann", coder="nobody")
    first = store.correct(record, Action.REJECT, by="Ann", replaces=None)
    with pytest.raises(UsageError, match="rejected already, by Ann"):
        store.correct(record, Action.REJECT, by="Ben")
    with pytest.raises(Conflict, match="Ann said reject"):
        store.correct(record, Action.RESTORE, by="Ben", replaces=None)
    store.correct(record, Action.RESTORE, by="Ben", replaces=first.id)


def test_a_rejected_statement_leaves_its_events_hearsay(store: Store) -> None:
    event = next(store.events(ALL))
    assert event.statement is not None
    store.correct(event.statement, Action.REJECT, by="Ann")
    assert list(problems(store)) == []
    assert next(e for e in store.events(ALL) if e.id == event.id) == event


def test_stories_follow(store: Store) -> None:
    record = ids(store, Kind.EVENTS)[0]
    before = store.stories(ALL)
    store.correct(record, Action.REJECT, by="Ann")
    made_distinct(store)
    told = {event for found in store.stories(ALL).events for event in found}
    assert len(before) >= 1 and record not in told and len(told) == 2


def test_exports_say_who_and_when(store: Store) -> None:
    first, second, _ = ids(store, Kind.EVENTS)
    store.correct(first, Action.REJECT, by="Ann")
    store.correct(second, Action.FIX, by="Ben", changes={"modality": "negated"})
    told = [json.loads(line) for line in lines(store, format_named("jsonl"), Wanted())]
    assert [(t["id"], t["corrected_by"]) for t in told if t["corrected_by"]] == [(second, "Ben")]
    assert first not in {t["id"] for t in told}
    head, *table = lines(store, format_named("csv"), Wanted())
    assert head.endswith(",corrected_by,corrected_at") and sum(",Ben,20" in line for line in table) == 1


def test_another_store_of_the_same_texts_takes_them_once(store: Store, tmp_path: Path) -> None:
    event, statement = ids(store, Kind.EVENTS)[0], ids(store, Kind.STATEMENTS)[1]
    store.correct(event, Action.FIX, by="Ann", changes={"actor": "France"})
    store.correct(event, Action.REJECT, by="Ben")
    store.correct(statement, Action.FIX, by="Ann", changes={"modality": "negated"})
    with Store(str(tmp_path / "other.duckdb"), write=True) as other:
        read(other, written(tmp_path / "texts", 3))
        for one in said(store):
            assert other.take(one)
            assert not other.take(one)
        assert [c | {"now": 0} for c in other.corrections(Said())] == [
            c | {"now": 0} for c in store.corrections(Said())
        ]
        assert raw(other, statement) == raw(store, statement) and raw(other, event) == {}
        assert list(problems(other)) == []
        store.correct(event, Action.RESTORE, by="Ann")
        other.correct(event, Action.RESTORE, by="Ben")
        with pytest.raises(Conflict, match=r"another correction is here \(Ben: restore\)"):
            other.take(said(store)[-1])


def otherwise(version: str) -> FakeEncoder:
    """The encoder, that takes the accusation for a rejection."""
    made = encoder(version)
    made.done = [Done("accused", "REJECT", ["Germany"], ["Russia"])]
    return made


def test_who_codes_anew_carries_over_what_is_told_again(store: Store) -> None:
    gone, kept = ids(store, Kind.EVENTS)[0], ids(store, Kind.CLAIMS)[1]
    store.correct(kept, Action.FIX, by="Ann", changes={"kind": "promise"}, why="it binds")
    store.correct(ids(store, Kind.CLAIMS)[2], Action.REJECT, by="Ann")
    store.correct(gone, Action.FIX, by="Ann", changes={"actor": "France"})
    assert len(list(recode(store, otherwise("fake 2")))) == 3
    number, left = store.carried("fake 2")
    assert (number, [one.record for one in left]) == (2, [gone])
    assert store.counts() == {"documents": 3, "statements": 3, "events": 3, "claims": 2}
    claim = next(c for c in store.claims(ALL) if c.kind is ClaimKind.PROMISE)
    last = store.corrections(Said(record=claim.id))[-1]
    assert (claim.coder, last["by"], last["why"], last["coder"]) == ("fake 2", "Ann", "it binds", "fake 2")
    assert last["replaces"] == store.corrections(Said(by="ann"))[0]["id"]
    assert {e.actor[0].identity.actor for e in store.events(ALL)} == {"DEU"}
    assert {e.actor[0].identity.actor for e in store.events(Selection(coder=CODER))} == {"DEU", "FRA"}


def test_the_same_coder_carries_over_too(store: Store, tmp_path: Path) -> None:
    event, claim = ids(store, Kind.EVENTS)[0], ids(store, Kind.CLAIMS)[0]
    store.correct(event, Action.REJECT, by="Ann")
    store.correct(claim, Action.FIX, by="Ann", changes={"kind": "promise"})
    paths = [str(p) for p in sorted((tmp_path / "texts").iterdir())]
    again = otherwise(CODER)
    assert len(list(read_into(store, paths, again, ReadOptions(outlet="The Note")))) == 3
    assert [c.id for c in store.claims(ALL) if c.kind is ClaimKind.PROMISE] == [claim]
    # Another act: what was said of the former one is in force no more.
    assert store.counts()["events"] == 3
    assert [(c["action"], c["by"]) for c in store.corrections(Said(record=event))] == [
        ("reject", "Ann"),
        ("restore", "entente"),
    ]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_done_in_whatever_order_the_original_is_kept(data: st.DataObject) -> None:
    coded = data.draw(coded_documents().filter(lambda c: bool(c.statements or c.events or c.claims)))
    with Store(write=True) as store:
        store.add(replace(coded, document=store.keyed(coded.document)), CODER)
        found: tuple[Record, ...] = (*coded.statements, *coded.events, *coded.claims)
        records = [r.id for r in found]
        first = {record: raw(store, record) for record in records}
        counts = store.counts()
        for _ in range(data.draw(st.integers(1, 8))):
            record = data.draw(st.sampled_from(records))
            (kind,) = first[record]
            action = data.draw(st.sampled_from(Action))
            changes = data.draw(st.sampled_from(FIXES[kind])) if action is Action.FIX else {}
            with suppress(UsageError):
                store.correct(record, action, by="Ann", changes=changes)
            for one in store.corrections(Said(record=record)):
                assert one["original"] == json.loads(first[record][kind])
            assert list(problems(store)) == [], (record, action)
        for record in records:
            with suppress(UsageError):
                store.correct(record, Action.RESTORE, by="Ben")
            assert raw(store, record) == first[record]
        assert store.counts() == counts
        assert rows(store, "corrections") == len(store.corrections(Said()))

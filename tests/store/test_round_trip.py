from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from stored import CODER, coded_documents, kept_document, read, written

from entente.errors import StoreError, UsageError
from entente.jsonform import as_json, claim_from, document_from, event_from, statement_from
from entente.records import Claim, ClaimKind, Identity, Party, Span, ZoneKind
from entente.resolution.assemble import Coded
from entente.store import Selection, Store
from entente.store.check import problems

ALL = Selection()


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store() as opened:
        yield opened


@settings(derandomize=True, max_examples=60, deadline=None)
@given(coded=coded_documents())
def test_json_gives_the_records_back(coded: Coded) -> None:
    def through(record: object) -> dict[str, object]:
        found = json.loads(json.dumps(as_json(record)))  # type: ignore[arg-type]
        assert isinstance(found, dict)
        return found

    assert document_from(through(coded.document), coded.document.text) == coded.document
    assert tuple(statement_from(through(s)) for s in coded.statements) == coded.statements
    assert tuple(event_from(through(e)) for e in coded.events) == coded.events
    assert tuple(claim_from(through(c)) for c in coded.claims) == coded.claims


@settings(derandomize=True, max_examples=35, deadline=None)
@given(coded=coded_documents())
def test_a_store_gives_the_records_back_and_finds_no_fault(coded: Coded, store: Store) -> None:
    # One store for all examples, emptied: to make one takes longer than to fill it.
    for table in ("documents", "codings", "statements", "events", "claims"):
        store.connection.execute(f"DELETE FROM {table}")
    assert store.add(coded, CODER)
    assert store.document(coded.document.id) == coded.document
    assert {s.id: s for s in store.statements(ALL)} == {s.id: s for s in coded.statements}
    assert {e.id: e for e in store.events(ALL)} == {e.id: e for e in coded.events}
    assert {c.id: c for c in store.claims(ALL)} == {c.id: c for c in coded.claims}
    assert list(problems(store)) == []


def test_a_store_on_disk_gives_back_what_it_was_given(tmp_path: Path) -> None:
    path = str(tmp_path / "a.duckdb")
    with Store(path, write=True) as store:
        read(store, written(tmp_path / "texts", 3))
        before = [*store.statements(ALL), *store.events(ALL), *store.claims(ALL)]
    with Store(path) as store:
        assert [*store.statements(ALL), *store.events(ALL), *store.claims(ALL)] == before
        assert len(before) == 9


def test_the_author_who_claims_is_told_from_a_party_of_that_name() -> None:
    document = kept_document("The author sees rain.")
    named = Party(Span(0, 10, "The author"), Identity("author"))
    common = ("fake 1", None, ClaimKind.FORECAST, Span(0, 21, document.text))
    claims = (
        Claim(f"{document.id}.c0", document.id, ZoneKind.BODY, *common, None, by_author=True),
        Claim(f"{document.id}.c1", document.id, ZoneKind.BODY, *common, named),
        Claim(f"{document.id}.c2", document.id, ZoneKind.BODY, *common, None),
    )
    with Store() as store:
        store.add(Coded(document, (), (), claims), CODER)
        assert sorted(store.claims(ALL), key=lambda c: c.id) == list(claims)


def test_halves_of_surrogate_pairs_in_names_become_question_marks() -> None:
    broken = replace(
        kept_document("A text."), path="caf\udce9.txt", title="t\ud800", outlet="\udfff", author="a\ud800"
    )
    with Store() as store:
        document = store.keyed(broken)
        store.add(Coded(document, (), (), ()), CODER)
        found = store.document(document.id)
        assert (found.path, found.title, found.outlet, found.author) == ("caf?.txt", "t?", "?", "a?")
        assert store.has(store.keyed(broken), CODER)


def test_a_text_that_is_stored_stays_whatever_a_newer_reader_makes_of_its_bytes() -> None:
    document = kept_document("First reading.")
    newer = replace(document, id="d1", text="Second, better reading.", outlet="TASS")
    with Store() as store:
        store.add(Coded(document, (), (), ()), CODER)
        assert store.keyed(newer) == replace(document, outlet="TASS")


def test_a_text_under_the_id_of_another_is_refused() -> None:
    document = kept_document("One text.")
    with Store() as store:
        store.add(Coded(document, (), (), ()), CODER)
        with pytest.raises(StoreError, match=document.id):
            store.add(Coded(replace(document, text="Two texts."), (), (), ()), "other 1")
        assert store.document(document.id) == document


def test_an_id_that_is_not_there_is_a_wrong_call() -> None:
    with Store() as store, pytest.raises(UsageError, match=r"no document nowhere .*entente documents"):
        store.document("nowhere")

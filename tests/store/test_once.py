"""All or nothing of a document, each document once, and one coder beside another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pytest
from fakes import FakeEncoder
from stored import CODER, encoder, read, rows, text_of, written

from entente.collect import Kept, read_into, recode
from entente.errors import InputError
from entente.records import Record
from entente.store import Kind, Selection, Store, writing
from entente.store.check import content_hash, problems
from entente.store.rows import put_records

ALL = Selection()
TABLES = ("documents", "codings", "statements", "events", "claims")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store() as opened:
        yield opened
        assert list(problems(opened)) == []


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    return written(tmp_path / "texts", 4)


def counts(store: Store) -> dict[str, int]:
    return {table: rows(store, table) for table in TABLES}


def same(n: int) -> dict[str, int]:
    """What so many texts leave in each table, coded once."""
    return dict.fromkeys(TABLES, n)


class Broken(Exception):
    pass


def failing_at(table: str, number: int) -> Callable[..., None]:
    """The writer of records, that breaks off at the numbered document when it comes to a table."""
    put, seen = put_records, []

    def broken(connection: duckdb.DuckDBPyConnection, name: str, records: tuple[Record, ...]) -> None:
        put(connection, name, records)
        if name == table:
            seen.append(name)
            if len(seen) == number:
                raise Broken

    return broken


@pytest.mark.parametrize("table", ["statements", "events", "claims"])
def test_an_error_in_the_middle_leaves_nothing_of_that_document_and_all_before_it(
    table: str, paths: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(tmp_path / "a.duckdb")
    with monkeypatch.context() as patched, Store(file, write=True) as store:
        patched.setattr(writing, "put_records", failing_at(table, 3))
        with pytest.raises(Broken):
            read(store, paths)
        assert counts(store) == same(2)
    with Store(file, write=True) as store:
        assert counts(store) == same(2)
        assert read(store, paths) == [False, False, True, True]
        with Store() as other:
            read(other, paths)
            assert content_hash(store) == content_hash(other)


def test_an_error_in_the_middle_of_a_replacement_leaves_what_was_there(
    store: Store, paths: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(store, paths)
    before = content_hash(store)
    with monkeypatch.context() as patched:
        patched.setattr(writing, "put_records", failing_at("claims", 1))
        with pytest.raises(Broken):
            read(store, paths, published="2023-01-02")
    assert content_hash(store) == before


def test_the_same_texts_read_twice_are_stored_once(store: Store, paths: list[str]) -> None:
    assert read(store, paths) == [True] * 4
    before, coder = content_hash(store), encoder()
    assert read(store, paths, coder) == [False] * 4
    assert coder.asked == []
    assert counts(store) == same(4)
    assert content_hash(store) == before


def test_the_same_bytes_at_two_paths_are_one_document(store: Store, tmp_path: Path) -> None:
    a, b = written(tmp_path / "a", 1), written(tmp_path / "b", 1)
    assert read(store, a) == [True]
    assert read(store, b) == [False]
    assert counts(store) == same(1)
    assert next(iter(store.rows(Kind.DOCUMENTS, ALL)))["path"] == a[0]


def test_the_same_text_twice_in_one_run_is_one_document(store: Store, paths: list[str]) -> None:
    assert read(store, [paths[0], paths[1], paths[0]]) == [True, True, False]
    assert counts(store) == same(2)


def test_the_order_of_what_is_known_new_and_broken_is_that_of_the_paths(
    store: Store, paths: list[str], tmp_path: Path
) -> None:
    read(store, paths[:2])
    asked = [paths[2], paths[0], str(tmp_path / "none.txt"), paths[1], paths[3]]
    found = list(read_into(store, asked, encoder()))
    names = [f.path if isinstance(f, InputError) else f.document.path for f in found]
    assert names == asked
    assert [f.added for f in found if isinstance(f, Kept)] == [True, False, False, True]


def test_what_is_known_is_told_at_once_and_not_gathered(store: Store, paths: list[str]) -> None:
    read(store, paths)
    read_so_far: list[str] = []

    def watched() -> Iterator[str]:
        for path in paths:
            read_so_far.append(path)
            yield path

    next(iter(read_into(store, watched(), encoder())))
    assert read_so_far == paths[:1]


@pytest.mark.parametrize(
    "change", [{"published": "2023-05-06"}, {"outlet": "Wire"}, {"published": "2023-05", "outlet": "Wire"}]
)
def test_another_date_or_outlet_codes_anew(change: dict[str, str], store: Store, paths: list[str]) -> None:
    read(store, paths, encoder("fake 0"))
    read(store, paths)
    by_old = Selection(coder="fake 0")
    old = {s.id: s for s in store.statements(by_old)}
    assert read(store, paths[:2], **change) == [True, True]  # type: ignore[arg-type]
    assert read(store, paths[:2], **change) == [False, False]  # type: ignore[arg-type]
    documents = {d["path"]: d for d in store.rows(Kind.DOCUMENTS, ALL)}
    for n, path in enumerate(paths):
        wanted = change if n < 2 else {}
        found = {k: documents[path][k] for k in ("published", "outlet")}
        assert found == {"published": None, "outlet": None} | wanted
    assert {s.id: s for s in store.statements(by_old)} == old
    assert rows(store, "codings") == 8
    assert rows(store, "documents") == 4


def test_a_date_or_outlet_that_was_told_once_stays_when_it_is_not_told_again(
    store: Store, paths: list[str]
) -> None:
    read(store, paths, published="2023-05-06", outlet="Wire")
    assert read(store, paths) == [False] * 4
    assert read(store, paths, outlet="Herald") == [True] * 4
    found = {(d["published"], d["outlet"]) for d in store.rows(Kind.DOCUMENTS, ALL)}
    assert found == {("2023-05-06", "Herald")}


def test_all_zones_after_the_usual_ones_codes_anew_and_not_the_other_way(
    store: Store, paths: list[str]
) -> None:
    assert read(store, paths) == [True] * 4
    assert read(store, paths, all_zones=True) == [True] * 4
    assert read(store, paths, all_zones=True) == [False] * 4
    assert read(store, paths) == [False] * 4
    assert counts(store) == same(4)


def test_recode_keeps_what_the_old_coder_found_and_shows_the_new(store: Store, paths: list[str]) -> None:
    old, new = encoder(), encoder("fake 2", accusation="nothing")
    read(store, paths, old)
    before = [*store.statements(ALL), *store.events(ALL), *store.claims(ALL)]
    assert [k.added for k in recode(store, new)] == [True] * 4
    assert [*store.statements(ALL), *store.events(ALL)] == []
    assert {c.coder for c in store.claims(ALL)} == {"fake 2"}
    assert store.counts() == {"documents": 4, "statements": 0, "events": 0, "claims": 4}
    by_old = Selection(coder=CODER)
    assert [*store.statements(by_old), *store.events(by_old), *store.claims(by_old)] == before
    assert list(recode(store, new)) == []


def test_reading_with_another_coder_keeps_both_too(store: Store, paths: list[str]) -> None:
    read(store, paths)
    assert read(store, paths[:1], encoder("fake 2")) == [True]
    assert [s.coder for s in sorted(store.statements(ALL), key=lambda s: s.coder)] == [CODER] * 3 + ["fake 2"]
    assert rows(store, "statements") == 5


def test_coding_anew_with_the_old_coder_shows_the_old_coder(store: Store, paths: list[str]) -> None:
    read(store, paths)
    list(recode(store, encoder("fake 2")))
    read(store, paths[:1], published="2023-01-02")
    assert sorted(s.coder for s in store.statements(ALL)) == [CODER] + ["fake 2"] * 3


def test_recode_goes_on_after_an_interruption(store: Store, paths: list[str]) -> None:
    read(store, paths)
    run = recode(store, encoder("fake 2"))
    begun = list(islice(run, 2))
    del run
    assert len(store.uncoded("fake 2")) == 2
    rest = list(recode(store, encoder("fake 2")))
    assert {k.document.id for k in begun} | {k.document.id for k in rest} == {d for d, _ in store.codings()}
    assert len(rest) == 2
    assert rows(store, "codings") == 8


def test_recode_codes_the_zones_that_were_coded(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    accusation = "<p>Germany accused Russia of fraud in letter 1.</p>"
    path.write_text(
        f"<html><body><article><h1>Day's report</h1>{accusation}</article>"
        f'<div class="comments"><div class="comment">{accusation}</div></div></body></html>'
    )
    read(store, [str(path)], all_zones=True)
    assert {s.zone.value for s in store.statements(ALL)} == {"body", "comment"}
    list(recode(store, encoder("fake 2")))
    found = list(store.statements(ALL))
    assert {(s.zone.value, s.coder) for s in found} == {("body", "fake 2"), ("comment", "fake 2")}


def test_a_recoded_text_is_the_stored_one_though_its_file_is_gone(store: Store, paths: list[str]) -> None:
    read(store, paths)
    for path in paths:
        Path(path).unlink()
    coder: FakeEncoder = encoder("fake 2")
    assert len(list(recode(store, coder))) == 4
    assert any(text_of(3).splitlines()[2] in asked for asked in coder.asked)


def test_the_content_is_the_same_in_any_order_of_reading(paths: list[str]) -> None:
    def hash_of(*runs: Any) -> str:
        with Store() as store:
            for run in runs:
                read(store, run)
            return content_hash(store)

    assert hash_of(paths) == hash_of(paths[::-1]) == hash_of(paths[2:], paths[:3])
    assert hash_of(paths) != hash_of(paths[1:])


def test_the_content_is_the_same_wherever_the_texts_lay(tmp_path: Path) -> None:
    hashes = []
    for name in ("a", "b"):
        with Store() as store:
            read(store, written(tmp_path / name, 2))
            hashes.append(content_hash(store))
    assert hashes[0] == hashes[1]


CHANGES = [
    "UPDATE documents SET title = 'x' WHERE id = (SELECT min(id) FROM documents)",
    "UPDATE documents SET published = '2020' WHERE id = (SELECT min(id) FROM documents)",
    "UPDATE codings SET zones = 'all' WHERE document = (SELECT min(id) FROM documents)",
    "UPDATE statements SET score = score / 2 WHERE id = (SELECT min(id) FROM statements)",
    "UPDATE statements SET target = NULL WHERE id = (SELECT min(id) FROM statements)",
    "UPDATE events SET modality = 'future' WHERE id = (SELECT min(id) FROM events)",
    "UPDATE claims SET horizon = '2024' WHERE id = (SELECT min(id) FROM claims)",
    "DELETE FROM claims WHERE id = (SELECT min(id) FROM claims)",
    "INSERT INTO claims SELECT * FROM claims LIMIT 1",
    "UPDATE events SET document = (SELECT max(id) FROM documents)",
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_hash_changes_with_any_record(change: str, paths: list[str]) -> None:
    with Store() as store:
        read(store, paths[:2])
        before = content_hash(store)
        store.connection.execute(change)
        assert content_hash(store) != before

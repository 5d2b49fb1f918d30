from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from stored import CODER, encoder, kept_document, read, written

from entente.collect import recode
from entente.errors import UsageError
from entente.records import Claim, ClaimKind, Document, Span, Statement, StatementKind, ZoneKind
from entente.resolution.assemble import Coded
from entente.store import Kind, Selection, Store
from entente.store.search import Indexed, SearchIndex

TEXTS = {
    "talks": "Ministers negotiated in Baku. The negotiation failed.",
    "accents": "Erdoğan met Orbán in İzmir; the café in Çankaya was full.",
    "rail": "The railway corridor opens. Corridors of the U.S. army are closed.",
    "war": "War will come to the valley, not peace.",
    "nul": "Before\0after, and a newline\nin the middle \U0001f469\u200d\U0001f680.",
}
IDS = {name: kept_document(text).id for name, text in TEXTS.items()}


def statement_of(document: Document, coder: str = CODER, *, end: int | None = None) -> Statement:
    """A statement whose content is the document's text, up to an end."""
    span = document.span(0, end or len(document.text))
    return Statement(
        f"{document.id}.s1",
        document.id,
        ZoneKind.BODY,
        coder,
        None,
        StatementKind.INDIRECT,
        None,
        None,
        (span,),
    )


def add(
    store: Store, text: str, coder: str = CODER, *, end: int | None = None, title: str | None = None
) -> None:
    document = replace(kept_document(text), title=title)
    span = Span(0, len(text), text)
    claim = Claim(f"{document.id}.c1", document.id, ZoneKind.BODY, coder, None, ClaimKind.PLAN, span, None)
    store.add(Coded(document, (statement_of(document, coder, end=end),), (), (claim,)), coder)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store() as made:
        for text in TEXTS.values():
            add(made, text)
        yield made


def test_titles_are_searched_too() -> None:
    with Store() as store:
        add(store, "A text without it.", title="Zangezur revisited")
        assert len(store.found(Kind.DOCUMENTS, "zangezur")) == 1
        assert store.found(Kind.STATEMENTS, "zangezur") == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("negotiating", {"talks"}),
        ("NEGOTIATION", {"talks"}),
        ("erdogan", {"accents"}),
        ("Erdoğan orban", {"accents"}),
        ("izmir cankaya cafe", {"accents"}),
        ('"railway corridor"', {"rail"}),
        ('"corridor railway"', set()),
        ('"U.S. army"', {"rail"}),
        ("corr*", {"rail"}),
        ("negot* OR war", {"talks", "war"}),
        ("in NOT baku", {"accents", "nul"}),
        ("the AND army", {"rail"}),
        ("NEAR(war valley, 4)", {"war"}),
        ("NEAR(war peace, 2)", set()),
        ("after", {"nul"}),
        ("nowhere", set()),
    ],
)
def test_words_are_found(words: str, found: set[str], store: Store) -> None:
    wanted = {IDS[name] for name in found}
    assert set(store.found(Kind.DOCUMENTS, words)) == wanted
    assert set(store.found(Kind.STATEMENTS, words)) == {f"{i}.s1" for i in wanted}
    assert set(store.found(Kind.CLAIMS, words)) == {f"{i}.c1" for i in wanted}
    assert store.found(Kind.EVENTS, words) == ()


def test_the_best_match_comes_first(store: Store) -> None:
    assert store.found(Kind.DOCUMENTS, "corridors OR the")[0] == IDS["rail"]


@pytest.mark.parametrize(
    "words", ["", " ", '"open', "a AND", "NOT war", "U.S.", "COVID-19", "nobody:war", "*", "(", "\udce9"]
)
def test_what_is_no_query_is_a_wrong_call_that_says_how(words: str, store: Store) -> None:
    with pytest.raises(UsageError, match='give words, "a phrase" or word') as caught:
        store.found(Kind.DOCUMENTS, words)
    assert repr(words) in str(caught.value)
    assert len(store.found(Kind.DOCUMENTS, "war")) == 1


# The file beside the store


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A store on disk of three texts, indexed."""
    path = str(tmp_path / "a.duckdb")
    with Store(path, write=True) as store:
        read(store, written(tmp_path / "texts", 3))
        assert len(store.found(Kind.STATEMENTS, "fraud")) == 3
    assert Path(f"{path}.search").exists()
    return path


def remove(index: Path) -> None:
    index.unlink()


def empty(index: Path) -> None:
    index.write_bytes(b"")


def text(index: Path) -> None:
    index.write_bytes(b"not an index " * 1000)


def cut(index: Path) -> None:
    index.write_bytes(index.read_bytes()[: index.stat().st_size // 2])


def tables_dropped(index: Path) -> None:
    with sqlite3.connect(index) as connection:
        connection.execute("DROP TABLE words")
    connection.close()


def pages_lost(index: Path) -> None:
    data = bytearray(index.read_bytes())
    data[4096:] = random.Random(1).randbytes(len(data) - 4096)
    index.write_bytes(data)


def of_another_store(index: Path) -> None:
    path = str(index.parent / "other.duckdb")
    with Store(path, write=True) as store:
        read(store, written(index.parent / "others", 5, first=10))
        store.found(Kind.DOCUMENTS, "fraud")
    shutil.copy(f"{path}.search", index)


@pytest.mark.parametrize(
    "harm", [remove, empty, text, cut, tables_dropped, pages_lost, of_another_store], ids=lambda h: h.__name__
)
def test_an_index_that_is_gone_or_harmed_is_made_anew(harm: object, file: str) -> None:
    assert callable(harm)
    harm(Path(f"{file}.search"))
    for _ in range(2):
        with Store(file) as store:
            ids = {s.id for s in store.statements(Selection())}
            assert set(store.found(Kind.STATEMENTS, "fraud")) == ids
            assert len(store.found(Kind.DOCUMENTS, "letter")) == 3


def test_an_index_in_whose_place_a_folder_lies_is_done_without(file: str) -> None:
    index = Path(f"{file}.search")
    index.unlink()
    index.mkdir()
    with Store(file) as store:
        assert len(store.found(Kind.STATEMENTS, "fraud")) == 3
        assert len(store.found(Kind.STATEMENTS, "fraud")) == 3
    assert index.is_dir()


def test_a_store_that_is_put_back_to_an_earlier_state_gives_no_later_hits(file: str, tmp_path: Path) -> None:
    shutil.copy(file, tmp_path / "copy")
    with Store(file, write=True) as store:
        read(store, written(tmp_path / "later", 2, first=20))
        assert len(store.found(Kind.DOCUMENTS, "fraud")) == 5
    shutil.copy(tmp_path / "copy", file)
    with Store(file, write=True) as store:
        assert len(store.found(Kind.DOCUMENTS, "fraud")) == 3
        # As many as before, in the same places in the order of storing, but others.
        read(store, written(tmp_path / "others", 2, first=30))
        assert {store.document(i).text for i in store.found(Kind.DOCUMENTS, "letter")} == {
            d.text for d in (store.document(i) for i, _ in store.codings())
        }


def test_after_recoding_only_what_is_shown_is_found(tmp_path: Path, file: str) -> None:
    with Store(file, write=True) as store:
        list(recode(store, encoder("fake 2", accusation="nothing")))
        assert store.found(Kind.STATEMENTS, "fraud") == ()
        assert len(store.found(Kind.CLAIMS, "war")) == 3
        assert len(store.found(Kind.STATEMENTS, "fraud", CODER)) == 3
        assert store.found(Kind.STATEMENTS, "fraud", "fake 2") == ()
        assert len(store.found(Kind.DOCUMENTS, "fraud")) == 3


def test_records_of_the_same_id_are_found_by_the_words_of_their_own_coder() -> None:
    text = "Peace will come, Baku says. War will come, Yerevan says."
    with Store() as store:
        add(store, text, "one 1", end=27)
        add(store, text, "two 1")
        found = store.found(Kind.STATEMENTS, "yerevan")
        assert len(found) == 1
        assert store.found(Kind.STATEMENTS, "yerevan", "one 1") == ()
        assert store.found(Kind.STATEMENTS, "baku", "one 1") == found


def test_after_a_replacement_there_are_no_old_hits(file: str, tmp_path: Path) -> None:
    paths = written(tmp_path / "texts", 3)
    with Store(file, write=True) as store:
        blind = encoder(accusation="nothing")
        read(store, paths[:1], blind, published="2023-01-02")
        assert len(store.found(Kind.STATEMENTS, "fraud")) == 2
        assert len(store.found(Kind.DOCUMENTS, "fraud")) == 3
        assert len(store.found(Kind.CLAIMS, "war")) == 3


def test_only_what_is_new_is_taken_in(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put, taken = SearchIndex._put, []

    def counted(self: SearchIndex, index: sqlite3.Connection, of: Indexed, document: str, coder: str) -> None:
        taken.append((document, coder))
        put(self, index, of, document, coder)

    monkeypatch.setattr(SearchIndex, "_put", counted)
    with Store(file, write=True) as store:
        assert len(store.found(Kind.DOCUMENTS, "fraud")) == 3
        assert taken == []
        read(store, written(tmp_path / "later", 2, first=20))
        assert len(store.found(Kind.DOCUMENTS, "fraud")) == 5
        assert len(taken) == 2
        read(store, written(tmp_path / "later", 1, first=20), published="2023-01-02")
        store.index.catch_up(store)
        assert len(taken) == 3
        store.found(Kind.DOCUMENTS, "fraud")
        assert len(taken) == 3


def test_two_search_at_once(file: str, tmp_path: Path) -> None:
    Path(f"{file}.search").unlink()
    with Store(file) as one, Store(file) as other:
        assert len(one.found(Kind.DOCUMENTS, "fraud")) == 3
        assert len(other.found(Kind.DOCUMENTS, "fraud")) == 3
        assert len(one.found(Kind.DOCUMENTS, "war")) == 3

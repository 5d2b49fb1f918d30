"""A document: API and page."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

from fakes import FakeEncoder
from fastapi.testclient import TestClient
from markupsafe import escape
from serving import client

from entente.collect import read_into
from entente.jsonform import as_json
from entente.store import Selection, Store

HOSTILE = "</mark></div><script>alert(1)</script> & 'more' \" of it"


def _first(reader: TestClient) -> str:
    return str(reader.get("/api/v1/documents").json()["items"][0]["id"])


def test_a_document_has_its_text_and_its_whole_records(reader: TestClient, sampled: Path) -> None:
    identifier = _first(reader)
    found = reader.get(f"/api/v1/documents/{identifier}").json()
    with Store(str(sampled)) as store:
        document = store.document(identifier)
        chosen = Selection(documents=(identifier,))
        assert (found["document"], found["text"]) == (as_json(document), document.text)
        assert found["statements"] == [as_json(each) for each in store.statements(chosen)]
        assert found["events"] == [as_json(each) for each in store.events(chosen)]
        assert found["claims"] == [as_json(each) for each in store.claims(chosen)]
    assert found["events"]
    answer = reader.get(f"/api/v1/documents/{identifier}/text")
    assert (answer.text, answer.headers["content-type"]) == (document.text, "text/plain; charset=utf-8")
    assert answer.headers["content-disposition"] == f'attachment; filename="{identifier}.txt"'


def test_a_document_that_is_not_there_is_told(reader: TestClient) -> None:
    for path in ("nothing", "nothing/text", "%2e%2e%2fmeta", "a%0d%0aset-cookie:x"):
        answer = reader.get(f"/api/v1/documents/{path}")
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert reader.get("/documents/nothing").status_code == 404


def test_every_row_lands_on_an_anchor_of_its_document(reader: TestClient) -> None:
    rows = [row for name in ("statements", "events", "claims") for row in _rows(reader, name)]
    pages = {row["document"]: reader.get(f"/documents/{row['document']}").text for row in rows}
    assert len(pages) == 4
    for row in rows:
        assert pages[row["document"]].count(f' id="{row["id"]}"') == 1
        assert pages[row["document"]].count(f' id="r-{row["id"]}"') == 1


def _rows(reader: TestClient, name: str) -> list[dict[str, str]]:
    found = reader.get(f"/api/v1/{name}.json").json()
    assert isinstance(found, list)
    return found


def test_the_page_shows_the_text_to_the_letter(reader: TestClient) -> None:
    for row in reader.get("/api/v1/documents").json()["items"]:
        whole = reader.get(f"/api/v1/documents/{row['id']}").json()
        page = reader.get(f"/documents/{row['id']}").text
        name = '(?:<span class="zone-name">[a-z]+</span>)?'
        zones = re.findall(rf'<div class="zone [^>]*>{name}(.*?)</div>\n', page, re.DOTALL)
        shown = [unescape(re.sub(r"<[^>]*>", "", zone)) for zone in zones]
        assert shown == [whole["text"][z["start"] : z["end"]] for z in whole["document"]["zones"]]


def test_what_a_text_has_of_html_is_text(tmp_path: Path, fake: FakeEncoder) -> None:
    db, text = tmp_path / "hostile.duckdb", tmp_path / "<b>hostile.txt"
    text.write_text(f"{HOSTILE}\n\nArmenia accused Russia of lies, officials said on Monday. {HOSTILE}\n")
    with Store(str(db), write=True) as store:
        assert list(read_into(store, [str(text)], fake))
    with client(db, read_only=True) as reader:
        identifier = _first(reader)
        assert reader.get(f"/api/v1/documents/{identifier}").json()["text"].count(HOSTILE) == 2
        for path in (f"/documents/{identifier}", "/documents", "/statements", "/events", "/search?q=alert"):
            page = reader.get(path).text
            assert "<script>alert" not in page
            assert "</mark></div><script>" not in page
            assert "<b>hostile" not in page
        assert str(escape(HOSTILE)) in reader.get(f"/documents/{identifier}").text


def test_records_can_be_corrected_unless_the_server_only_reads(
    filled: Callable[[list[dict[str, object]]], Path],
) -> None:
    texts: list[dict[str, object]] = [{"text": "Armenia accused Russia of lies, officials said on Monday."}]
    db = filled(texts)
    for read_only in (True, False):
        with client(db, read_only=read_only) as reader:
            identifier = _first(reader)
            records = reader.get(f"/api/v1/documents/{identifier}").json()
            page = reader.get(f"/documents/{identifier}").text
            for record in (*records["statements"], *records["events"]):
                link = f'href="/documents/{identifier}/correct/{record["id"]}"'
                assert (link in page) != read_only
            assert records["events"] or records["statements"]


def test_words_are_found_in_every_kind_with_the_words_about_them(reader: TestClient) -> None:
    found = {hits["kind"]: hits for hits in reader.get("/api/v1/search?q=peace&limit=50").json()}
    assert list(found) == ["documents", "statements", "events", "claims"]
    for kind, hits in found.items():
        assert hits["total"] == reader.get(f"/api/v1/{kind}?search=peace").json()["total"]
        assert len(hits["items"]) == min(hits["total"], 50)
        for hit in hits["items"]:
            assert any(p["found"] and p["text"].lower().startswith("peace") for p in hit["words"])
            text = reader.get(f"/api/v1/documents/{hit['document']}").json()
            words = "".join(p["text"] for p in hit["words"] if p["found"])
            assert words in text["text"] or words in text["document"]["title"] or " " not in words
    assert sum(hits["total"] for hits in found.values())


def test_a_search_is_a_page(reader: TestClient) -> None:
    page = reader.get("/search?q=peace").text
    (documents,) = (h for h in reader.get("/api/v1/search?q=peace").json() if h["kind"] == "documents")
    assert f'href="/documents/{documents["items"][0]["document"]}"' in page
    assert reader.get("/search").status_code == 200
    assert "Nothing holds these words" in reader.get("/search?q=zyxwvut").text
    wrong = reader.get('/search?q="')
    assert wrong.status_code == 422
    assert 'role="alert"' in wrong.text
    assert reader.get("/api/v1/search").status_code == 422
